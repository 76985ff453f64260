from decimal import Decimal

import pytest

from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_parts import Direction
from desktop.wording.comparison import Comparison, Measure
from desktop.wording.suggestions import BY_PART, assessment, next_task, outlook, situation

CRIMES = Comparison(Decimal(47), Decimal(50), "vụ", Direction.DOWN)


def test_the_situation_is_the_figure_and_its_change():
    assert situation("Vụ phạm tội", CRIMES) == "Vụ phạm tội: 47 vụ, giảm 3 vụ (6,0%) so với cùng kỳ."


@pytest.mark.parametrize(
    ("now", "base", "direction", "word"),
    [
        (47, 50, Direction.DOWN, "chuyển biến tốt"),
        (50, 47, Direction.DOWN, "chưa tốt bằng cùng kỳ"),
        (50, 47, Direction.UP, "chuyển biến tốt"),
        (50, 47, Direction.NEUTRAL, ""),
        (50, 50, Direction.UP, ""),
    ],
)
def test_an_assessment_judges_only_where_the_indicator_does(now, base, direction, word):
    told = assessment("Số", Comparison(Decimal(now), Decimal(base), "vụ", direction))
    assert (word in told) if word else told.startswith("Số: ")


def test_an_outlook_says_what_it_rests_on():
    assert outlook("Vụ phạm tội", CRIMES) == (
        "Dự báo vụ phạm tội tiếp tục giảm; kỳ này 47 vụ, giảm 3 vụ (6,0%) so với cùng kỳ."
    )
    rate = Comparison(Decimal("89.4"), Decimal("86.2"), "%", Direction.UP, Measure.RATE)
    assert outlook("Tỷ lệ khám phá", rate).startswith("Dự báo tỷ lệ khám phá tiếp tục tăng; kỳ này 89,4%")
    level = Comparison(Decimal(3), Decimal(3), "vụ", Direction.DOWN)
    assert "cơ bản ổn định" in outlook("Vụ", level)


def test_what_was_detected_or_fined_is_not_foreseen():
    fines = Comparison(Decimal(5), Decimal(2), "quyết định", Direction.NEUTRAL)
    assert outlook("Quyết định xử phạt", fines) == next_task("Quyết định xử phạt", fines) == ""


def test_every_part_of_a_narrative_has_its_sentences():
    parts = {choice.code for choice in Catalogue.load().choices["narrative_part"].items}
    assert set(BY_PART) == parts
    assert next_task("Vụ phạm tội", CRIMES) == "Tiếp tục các biện pháp kéo giảm vụ phạm tội (kỳ này 47 vụ)."

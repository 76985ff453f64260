"""The sentence bank: direction, small and zero bases, points, several indicators at once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue_parts import Direction
from desktop.wording.comparison import (
    OFFICIAL,
    Comparison,
    Measure,
    Ratio,
    Style,
    base_value,
    compared,
    criteria,
    moved,
    ratio,
    several,
    target,
    told,
    value,
)

UP, DOWN, NEUTRAL = Direction.UP, Direction.DOWN, Direction.NEUTRAL


def rate(current: str, base: str, direction: Direction = UP) -> Comparison:
    return Comparison(Decimal(current), Decimal(base), direction=direction, kind=Measure.RATE)


def money(current: int, base: int, direction: Direction = DOWN) -> Comparison:
    return Comparison(current, base, "đồng", direction, Measure.MONEY)


@pytest.mark.parametrize(
    ("comparison", "text"),
    [
        (Comparison(47, 50, "vụ", DOWN), "giảm 3 vụ (6,0%) so với cùng kỳ"),
        (Comparison(46, 41, "vụ", UP), "tăng 5 vụ (12,2%) so với cùng kỳ"),
        (Comparison(403, 391, "đối tượng"), "nhiều hơn 12 đối tượng (3,1%) so với cùng kỳ"),
        (Comparison(391, 403, "đối tượng"), "ít hơn 12 đối tượng (3,0%) so với cùng kỳ"),
        (Comparison(50, 50, "vụ", DOWN), "bằng cùng kỳ"),
        (Comparison(5, 0, "vụ", DOWN), "tăng 5 vụ, cùng kỳ không xảy ra"),
        (Comparison(5, 0, "mô hình", UP), "tăng 5 mô hình, cùng kỳ không có"),
        (Comparison(0, 0, "vụ", DOWN), "cùng kỳ cũng không xảy ra"),
        (Comparison(5, 3, "vụ", DOWN), "tăng 2 vụ (5/3 vụ, 66,7%) so với cùng kỳ"),
        (Comparison(0, 12, "vụ", DOWN), "giảm 12 vụ (100%) so với cùng kỳ"),
        (rate("89.3719", "86.1751"), "tăng 3,2 điểm % so với cùng kỳ"),
        (rate("83.39", "86.37", NEUTRAL), "thấp hơn 3,0 điểm % so với cùng kỳ"),
        (rate("86.37", "83.39", NEUTRAL), "cao hơn 3,0 điểm % so với cùng kỳ"),
        (rate("12.5", "0"), "tăng 12,5 điểm % so với cùng kỳ"),
        (rate("89.41", "89.39"), "bằng cùng kỳ"),
        (money(1_834_500_000, 2_000_000_000), "giảm 165,5 triệu đồng (8,3%) so với cùng kỳ"),
        (money(2, 1), "tăng 1 đồng (100%) so với cùng kỳ"),
        (money(5_000_000, 0), "tăng 5 triệu đồng, cùng kỳ không có"),
        (money(0, 0), "bằng cùng kỳ"),
    ],
)
def test_a_figure_is_compared_with_its_base(comparison, text):
    assert compared(comparison) == text


def test_the_base_has_the_name_it_is_given_and_counts_their_zero():
    style = Style(base_name="tháng trước", leading_zero=True)
    assert compared(Comparison(12, 15, "vụ", DOWN), style) == "giảm 03 vụ (20,0%) so với tháng trước"
    assert compared(Comparison(5, 3, "vụ", DOWN), style) == "tăng 02 vụ (05/03 vụ, 66,7%) so với tháng trước"


@pytest.mark.parametrize(
    ("comparison", "text"),
    [
        (Comparison(47, 50, "vụ", DOWN), "xảy ra 47 vụ, giảm 3 vụ (6,0%) so với cùng kỳ"),
        (Comparison(0, 0, "vụ", DOWN), "không xảy ra vụ nào, cùng kỳ cũng không"),
        (Comparison(0, 20, "vụ", DOWN), "không xảy ra vụ nào, giảm 20 vụ (100%) so với cùng kỳ"),
    ],
)
def test_a_figure_is_told_with_its_change(comparison, text):
    assert told("xảy ra", comparison) == text


def test_a_card_shows_the_change_alone():
    assert moved(Comparison(47, 50, "vụ", DOWN)) == "giảm 3 vụ (6,0%)"
    assert moved(Comparison(5, 0, "vụ", DOWN)) == "tăng 5 vụ (cùng kỳ không xảy ra)"
    assert moved(Comparison(5, 5, "vụ", DOWN)) == "như cũ"


def test_now_and_base_are_shown_with_their_units():
    assert (value(Comparison(3, 50, "vụ"), OFFICIAL), base_value(Comparison(3, 50, "vụ"))) == ("03 vụ", "50 vụ")
    assert value(rate("89.3719", "0")) == "89,4%"
    assert base_value(money(0, 1_800_000_000)) == "1,8 tỷ đồng"


TRAFFIC = [
    Comparison(12, 14, "vụ", DOWN),
    Comparison(9, 13, "người chết", DOWN),
    Comparison(20, 27, "người bị thương", DOWN),
]
WORSE = [Comparison(entry.base, entry.current, entry.unit_noun, DOWN) for entry in TRAFFIC]


def test_the_verb_carries_on_until_it_changes():
    mixed = [*TRAFFIC[:2], WORSE[2], Comparison(4, 4, "cháu", DOWN), WORSE[0]]
    assert several(mixed) == (
        "giảm 2 vụ (14,3%), 4 người chết (30,8%), tăng 7 người bị thương (35,0%),"
        " số cháu không đổi, tăng 2 vụ (16,7%) so với cùng kỳ"
    )


def test_all_three_criteria_falling_is_said_at_once():
    assert criteria(TRAFFIC) == ("giảm cả 3 tiêu chí so với cùng kỳ (2 vụ, 4 người chết, 7 người bị thương)")
    assert criteria(WORSE, OFFICIAL) == ("tăng cả 3 tiêu chí so với cùng kỳ (02 vụ, 04 người chết, 07 người bị thương)")


def test_mixed_criteria_are_told_one_by_one():
    assert criteria([TRAFFIC[0], WORSE[2]]) == ("giảm 2 vụ (14,3%), tăng 7 người bị thương (35,0%) so với cùng kỳ")
    assert criteria([TRAFFIC[0], Comparison(1, 1, "người chết", DOWN)]).startswith("giảm 2 vụ")


def test_criteria_that_did_not_move_are_equal():
    assert criteria([Comparison(1, 1, "vụ"), Comparison(0, 0, "người")]) == "cả 2 tiêu chí bằng cùng kỳ"


def test_a_ratio_prints_its_operands_and_its_rate():
    clearance = Ratio(185, 207, "vụ", ((403, "đối tượng"),))
    assert ratio("điều tra, làm rõ", clearance) == ("điều tra, làm rõ 185/207 vụ, 403 đối tượng, đạt tỷ lệ 89,4%")
    assert ratio("khám phá", Ratio(3, 4, "vụ"), OFFICIAL) == "khám phá 03/04 vụ, đạt tỷ lệ 75,0%"
    assert ratio("khám phá", Ratio(0, 0, "vụ")) == "khám phá 0/0 vụ"


@pytest.mark.parametrize(
    ("reached", "text"),
    [
        ("89.3719", "vượt 14,4 điểm % so với chỉ tiêu (75%)"),
        ("75.04", "đạt chỉ tiêu (75%)"),
        ("72.9", "thấp hơn 2,1 điểm % so với chỉ tiêu (75%)"),
    ],
)
def test_a_rate_is_held_against_its_target(reached, text):
    assert target(Decimal(reached), 75) == text


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(Direction))
def test_a_sentence_never_divides_by_nothing_and_never_shows_a_minus(current, base, direction):
    text = compared(Comparison(current, base, "vụ", direction), OFFICIAL)
    assert "-" not in text
    assert ("%" in text) == (base != 0 and current != base)

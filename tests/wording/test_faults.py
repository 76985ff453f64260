"""Problems and catalogue faults as sentences: what, where, the value, how to fix it."""

import re
from decimal import Decimal
from typing import Any

import pytest

from desktop.domain.catalogue import Catalogue, CatalogueFault, FaultCode
from desktop.domain.problems import Fault, Problem
from desktop.domain.records import Values
from desktop.domain.rules import compile_kind, period_problems
from desktop.wording.faults import CATALOGUE_FAULTS, FAULTS, fault_sentence, problem_sentence

CATALOGUE = Catalogue.load()


def sentence(kind: str, today: str | None = None, **values: Any) -> str:
    row: Values = dict(values)
    return problem_sentence(compile_kind(CATALOGUE, kind).problems(row, today)[0], CATALOGUE)


def case(**values: Any) -> str:
    sound = {
        "group": "TTXH",
        "offence": "trom_cap",
        "occurred_on": "2020-06-11",
        "status": "lam_ro",
        "solved_on": "2020-06-13",
        "severity": "IT",
        "subjects": 1,
    }
    return sentence("case", "2020-06-14", **(sound | values))


def test_two_days_of_one_year_are_told_short() -> None:
    assert case(solved_on="2020-06-01") == "Ngày làm rõ 01/06 trước ngày xảy ra 11/06. Sửa một trong hai ngày."


def test_days_of_two_years_are_told_in_full() -> None:
    assert "01/06/2019 trước ngày xảy ra 11/06/2020" in case(solved_on="2019-06-01")


def test_numbers_and_choices_are_told_as_people_write_them() -> None:
    assert "5.000.000 đồng, nhiều hơn thiệt hại 4.500.000 đồng" in case(damage=4_500_000, recovered=5_000_000)
    assert "“Tham ô tài sản” không thuộc Nhóm tội phạm “Trật tự xã hội”" in case(offence="tham_o")


def test_a_wrong_value_is_shown_with_the_name_of_its_field() -> None:
    assert case(damage="4 triệu") == "Thiệt hại “4 triệu” không phải số. Nhập số."
    assert case(occurred_on="2020-06-31").startswith("Ngày xảy ra “2020-06-31” không phải ngày có thật.")


def test_an_outlier_is_told_with_its_mean() -> None:
    values = (1_850_000, 1_400_000, 2_100_000, 1_750_000, 1_600_000, 5_900_000)
    fines = {202001 + place: Decimal(value) for place, value in enumerate(values)}
    (odd,) = period_problems(CATALOGUE, lambda code, month: fines[month] if code == "GT.08" else None, tuple(fines))
    assert problem_sentence(odd, CATALOGUE) == (
        "Tiền phạt giao thông tháng 6/2020 là 5.900.000 đồng, gấp 3,4 lần trung bình 5 tháng trước (1.740.000). "
        "Nếu sai, sửa số. Nếu đúng, ghi lý do một lần."
    )


def test_two_figures_are_told_by_their_names() -> None:
    figures = {"GT.02": Decimal(2), "GT.01": Decimal(0)}
    (odd,) = period_problems(CATALOGUE, lambda code, month: figures.get(code), (202006,))
    assert problem_sentence(odd, CATALOGUE).startswith(
        "Chết do TNGT là 2 nhưng Vụ tai nạn giao thông là 0, tháng 6/2020."
    )


def test_a_problem_of_an_older_catalogue_is_told_by_its_code() -> None:
    old = Problem("case.long_gone", compile_kind(CATALOGUE, "case").problems({})[0].level, "group")
    assert problem_sentence(old, CATALOGUE) == "case.long_gone"


def test_every_fault_has_its_sentence() -> None:
    assert set(FAULTS) == set(Fault)
    assert set(CATALOGUE_FAULTS) == set(FaultCode)


def sentences() -> list[str]:
    rules = [f"{rule.message} {rule.fix}" for rule in CATALOGUE.rules]
    return [*FAULTS.values(), *CATALOGUE_FAULTS.values(), *rules]


@pytest.mark.parametrize("text", sentences())
def test_sentences_are_short_polite_and_say_how_to_go_on(text: str) -> None:
    assert text.endswith(".")
    assert len(text) < 220
    assert not re.search(r"\bbạn\b|vui lòng|!|▲|▼|→|✓|≤|≥", text, re.IGNORECASE)
    assert text.count(". ") >= 1


def test_a_catalogue_fault_names_file_line_and_entry() -> None:
    fault = CatalogueFault("rules.toml", 12, "case.x.level", FaultCode.BAD_WORD, "X")
    assert fault_sentence(fault) == (
        "rules.toml, dòng 12, case.x.level: “X” không phải từ được dùng ở đây. Chọn một từ trong danh sách."
    )

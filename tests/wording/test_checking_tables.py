from desktop.domain.findings import Passage, Verdict
from desktop.wording.checking_tables import check_tables

HEAD = ("STT", "Chỉ tiêu", "ĐVT", "Kỳ này", "Cùng kỳ", "Tăng, giảm", "%")


def table(*rows):
    return [
        Passage(words, (1, number, column)) for number, row in enumerate(rows, 1) for column, words in enumerate(row, 1)
    ]


def verdicts(*rows):
    return [finding.verdict for finding in check_tables(table(*rows))]


def test_every_row_is_reckoned_by_its_headers():
    assert verdicts(HEAD, ("1", "Vụ", "vụ", "207", "217", "-10", "-4,6")) == [Verdict.RIGHT] * 2


def test_a_wrong_difference_and_a_wrong_per_cent_are_found():
    passages = table(HEAD, ("1", "Vụ", "vụ", "207", "217", "-12", "-4,8"))
    difference, change = check_tables(passages)
    assert (difference.verdict, difference.mend.text) == (Verdict.WRONG, "-10")
    assert (change.verdict, change.mend.text) == (Verdict.WRONG, "-4,6")
    assert passages[change.place.paragraph].text == "-4,8"


def test_narrow_hyphens_are_minus_signs():
    assert verdicts(HEAD, ("1", "Vụ", "vụ", "24", "29", "\u20115", "\u201117,3")) == [Verdict.RIGHT, Verdict.WRONG]


def test_section_rows_between_do_not_hide_the_headers():
    rows = (HEAD, ("I. Tình hình",), ("1", "Vụ", "vụ", "40", "35", "+5", "14,3"))
    assert verdicts(*rows) == [Verdict.RIGHT] * 2


def test_columns_named_by_years_compare_the_later_with_the_earlier():
    head = ("Chỉ tiêu", "Năm 2024", "Năm 2025", "Tăng/giảm", "Tỷ lệ %")
    assert verdicts(head, ("Vụ", "217", "207", "-10", "-5,0")) == [Verdict.RIGHT, Verdict.WRONG]


def test_tables_of_other_things_are_left_alone():
    assert verdicts(("STT", "Họ tên", "Chức vụ"), ("1", "2", "3"), ("2", "10", "11")) == []
    assert verdicts(HEAD, ("1", "Tỷ lệ", "%", "89,4", "86,2", "3,2", "")) == []

import pytest

from desktop.checking.tables import check_tables
from desktop.domain.findings import Passage, Verdict

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


def test_rates_differ_by_points_and_never_by_per_cent():
    assert verdicts(HEAD, ("1", "Tỷ lệ", "%", "89,4", "86,2", "3,2", "3,7")) == [Verdict.RIGHT]
    assert verdicts(HEAD, ("1", "Tỷ lệ", "%", "89,4", "86,2", "3,9", "")) == [Verdict.WRONG]


def test_a_sign_against_the_figures_is_wrong_in_a_table_too():
    assert verdicts(HEAD, ("1", "Vụ", "vụ", "207", "217", "+10", "+4,6")) == [Verdict.WRONG] * 2


def test_a_header_of_two_rows_names_change_and_per_cent_below_the_comparison():
    head = ("STT", "Chỉ tiêu", "Kỳ này", "Cùng kỳ", "So sánh")
    under = ("", "", "", "", "+/-", "%")
    assert verdicts(head, under, ("1", "Vụ", "207", "217", "-10", "-4,6")) == [Verdict.RIGHT] * 2


def test_a_comparison_in_per_cent_alone_is_no_difference():
    head = ("Chỉ tiêu", "Kỳ này", "Cùng kỳ", "So sánh (%)")
    assert verdicts(head, ("Vụ", "207", "217", "-4,6")) == [Verdict.RIGHT]
    assert verdicts(head, ("Vụ", "207", "217", "95,4")) == [Verdict.RIGHT]
    assert verdicts(head, ("Vụ", "207", "217", "-4,8")) == [Verdict.WRONG]


UNITS = (("Đơn vị", "Xảy ra", "Khám phá", "Tỷ lệ (%)"), ("A", "20", "18", "90,0"), ("B", "12", "11", "91,7"))


def test_a_row_of_totals_adds_the_others_up_where_another_column_does():
    rest = ("C", "8", "8", "100")
    assert verdicts(*UNITS, rest, ("Tổng cộng", "40", "37", "92,5"))[-2:] == [Verdict.RIGHT] * 2
    wrong = list(check_tables(table(*UNITS, rest, ("Tổng cộng", "40", "39", "92,5"))))
    assert [(found.verdict, found.recomputed) for found in wrong[-2:]] == [(Verdict.RIGHT, 40), (Verdict.WRONG, 37)]


def test_a_row_that_only_looks_like_totals_is_left_alone():
    rows = (("Chỉ tiêu", "Số lượng"), ("Tổng số", "250"), ("Trộm cắp", "83"), ("Cướp", "4"), ("Giết người", "2"))
    assert verdicts(*rows) == []


def test_rates_of_two_columns_are_reckoned_row_by_row():
    assert verdicts(*UNITS, ("C", "8", "7", "85,7")) == [Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG]
    plan = ("Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ %")
    assert verdicts(plan, ("Căn cước", "6.000", "5.210", "86,8")) == [Verdict.RIGHT]


@pytest.mark.parametrize(
    "head",
    [
        ("Đơn vị", "Xảy ra", "Khám phá", "Tỷ lệ %"),
        ("Đơn vị", "Số vụ", "Làm rõ", "Tỷ lệ (%)"),
        ("Đơn vị", "Tiếp nhận", "Đã giải quyết", "Tỷ lệ giải quyết"),
    ],
)
def test_a_rate_stands_beside_its_two_counts(head):
    assert verdicts(head, ("Xã A", "20", "18", "90,0"), ("Xã B", "30", "24", "81,0")) == [Verdict.RIGHT, Verdict.WRONG]


def test_a_rate_may_stand_apart_from_its_counts_where_no_other_is_meant():
    head = ("Đơn vị", "Tỷ lệ khám phá", "Khám phá", "Xảy ra", "Đối tượng")
    assert verdicts(head, ("Xã A", "90%", "18", "20", "31"), ("Xã B", "91%", "24", "30", "52")) == [
        Verdict.RIGHT,
        Verdict.WRONG,
    ]

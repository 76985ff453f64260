"""Words in columns."""

from desktop.wording.columns import aligned


def test_columns_begin_or_end_under_each_other():
    rows = [("Mã", "Số"), ("TH.01", "7"), ("X", "1.234")]
    assert aligned(rows, frozenset({1}), " ") == [" Mã        Số", " TH.01      7", " X      1.234"]


def test_lines_carry_no_blanks_at_the_end():
    assert aligned([("a", ""), ("b", "dài")]) == ["a", "b  dài"]
    assert aligned([]) == []

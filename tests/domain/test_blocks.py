"""Blocks of cells from the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.blocks import block_text, parse_block
from desktop.domain.text import clean

CELL = st.text(st.characters(codec="utf-8"), max_size=8).map(clean)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\n2\n\n\n", [["1"], ["2"]]),
        ('"hai\ndòng"\t"nói ""vâng"""', [["hai\ndòng", 'nói "vâng"']]),
        ("ngắn\ndài\thơn", [["ngắn", ""], ["dài", "hơn"]]),
        ("Bản Ra\u0323\t\u00a012 ", [["Bản Rạ", " 12"]]),
        ("", []),
        ('xóm "Bản Giốc\t2', [['xóm "Bản Giốc', "2"]]),
        ('"chưa đóng\t2\nhai\t3', [['"chưa đóng', "2"], ["hai", "3"]]),
    ],
)
def test_cells_as_excel_lays_them(text, rows):
    assert parse_block(text) == rows


@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_copied_is_read_back(rows):
    told = list(rows)
    while told and not any(told[-1]):
        told.pop()  # before the width is taken: a blank row that was wider makes no column
    width = max(map(len, told), default=0)
    assert parse_block(block_text(rows)) == [row + [""] * (width - len(row)) for row in told]

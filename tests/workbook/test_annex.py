"""The annex workbook, read back: sheets, numbers, texts, charts, print set-up."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from desktop.base.progress import Silent
from desktop.domain.figures import State
from desktop.domain.report import Cell, Chart, Column, Row, RowStyle, Table
from desktop.workbook import annex

COLUMNS = (Column("Tội danh", 30), Column("Kỳ này", 12, numeric=True), Column("Cùng kỳ", 12, numeric=True))
TRAINING = "SỐ LIỆU HUẤN LUYỆN"


def number(value: str, text: str = "", state: State = State.VALUE) -> Cell:
    amount = Decimal(value)
    places = len(value.partition(".")[2])
    return Cell(text or value, amount, places, state)


def made(*rows: Row, chart: str = "bar") -> Table:
    charts = (Chart(chart, "Vụ theo tội danh", 0, (1, 2)),)
    return Table("Theo tội danh", "Tiêu đề", "Phụ đề", COLUMNS, rows, ("Chú thích",), charts, landscape=True)


ROWS = (
    Row((Cell("Trộm cắp"), number("90"), number("80.5"))),
    Row((Cell("=1+1"), number("0", "0*", State.NONE), Cell("·"))),
    Row((Cell("Cướp"), number("-10", "-10"), number("1860000000"))),
)


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    path = tmp_path / "phu-luc.xlsx"
    annex.write(path, (made(*ROWS), made(chart="line")), TRAINING, Silent())
    return load_workbook(path)


def test_numbers_are_numbers_and_texts_are_texts(book: Workbook) -> None:
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet["A5:C7"]]
    assert rows == [["Trộm cắp", 90, 80.5], ["=1+1", 0, "·"], ["Cướp", -10, 1860000000]]
    assert sheet["A6"].data_type == "s"
    assert {sheet[address].data_type for address in ("B5", "C5", "B6", "C7")} == {"n"}


def test_numbers_look_as_they_are_printed(book: Workbook) -> None:
    sheet = book.worksheets[0]
    formats = {address: sheet[address].number_format for address in ("B5", "C5", "B6", "B7")}
    assert formats == {"B5": "#,##0", "C5": "#,##0.0", "B6": '0"*"', "B7": "+#,##0;-#,##0;0"}


def test_the_head_is_frozen_filtered_and_printed_on_every_page(book: Workbook) -> None:
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[4]] == ["Tội danh", "Kỳ này", "Cùng kỳ"]
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == "A4:C7"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].width == 31


def test_every_sheet_is_marked_as_training(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet["A3"].value == TRAINING
        assert sheet.oddHeader.center.text == TRAINING
        assert sheet.oddFooter.center.text == "&P/&N"


def test_real_figures_carry_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.xlsx"
    annex.write(path, (made(*ROWS),), "", Silent())
    sheet = load_workbook(path).worksheets[0]
    assert sheet["A3"].value is None
    assert not sheet.oddHeader.center.text


def test_charts_are_native_and_read_the_cells(book: Workbook) -> None:
    bars = book.worksheets[0]._charts
    assert len(bars) == 1
    series = bars[0].series
    assert [each.val.numRef.f for each in series] == ["'Theo tội danh'!$B$5:$B$7", "'Theo tội danh'!$C$5:$C$7"]
    assert series[0].cat.numRef.f == "'Theo tội danh'!$A$5:$A$7"
    assert not bars[0].x_axis.delete
    assert all(each.dLbls.showVal and not each.dLbls.showSerName for each in series)


def test_a_page_does_not_end_within_a_chart(book: Workbook, tmp_path: Path) -> None:
    assert book.worksheets[0].page_setup.fitToHeight == 1
    path = tmp_path / "phu-luc.xlsx"
    annex.write(path, (made(*ROWS * 20),), "", Silent())
    assert load_workbook(path).worksheets[0].page_setup.fitToHeight == 0


def test_parts_and_totals_stand_out_and_are_not_filtered(tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.xlsx"
    total = Row((Cell("Toàn tỉnh"), number("90"), number("80")), RowStyle.TOTAL)
    annex.write(path, (made(total, *ROWS),), "", Silent())
    sheet = load_workbook(path).worksheets[0]
    assert sheet["A5"].font.bold
    assert not sheet["A6"].font.bold
    assert sheet.auto_filter.ref is None

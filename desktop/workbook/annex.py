"""The report's annex (phụ lục) as a workbook: one sheet a table, real numbers, charts that stay editable."""

from collections.abc import Iterable
from copy import copy
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from desktop.base.progress import Progress
from desktop.domain.figures import State
from desktop.domain.report import Cell, Column, RowStyle, Table
from desktop.workbook.annex_charts import SHORT, add_charts

LABEL = "Đang ghi phụ lục"
HEAD_ROW = 4
FONT = "Times New Roman"
_LINE = Side(style="thin", color="A9B3AE")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="E4EAE6")
_PART_FILL = PatternFill("solid", fgColor="F3F5F4")


def write(path: Path, tables: tuple[Table, ...], training: str, progress: Progress) -> None:
    """Write the tables as sheets to `path`; a training line marks every sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = tables[0].title, "Giao Ban"
    styles = _Styles(book)
    for table in progress.over(tables, LABEL, len(tables)):
        sheet = book.create_sheet(table.sheet)
        _add_title(sheet, table, training)
        _add_head(sheet, table.columns)
        _add_rows(sheet, table, styles)
        _set_up(sheet, table, training)
        add_charts(sheet, table, HEAD_ROW)
    book.save(path)


class _Styles:
    """One named style for each look of a cell: thousands of cells share a dozen of them."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], NamedStyle] = {}

    def of(self, side: str, number: str, row: RowStyle) -> str:
        """The name of the style for this alignment, number format and row."""
        strong = row is not RowStyle.PLAIN
        key = (side, number, strong)
        if key not in self._made:
            self._made[key] = self._make(*key)
        return str(self._made[key].name)

    def _make(self, side: str, number: str, strong: bool) -> NamedStyle:
        style = NamedStyle(f"giaoban {len(self._made) + 1}")
        style.font = Font(name=FONT, size=11, bold=strong)
        style.alignment = Alignment(horizontal=side, vertical="center", wrap_text=side == "left")
        style.border = copy(_FRAME)
        style.number_format = number
        if strong:
            style.fill = copy(_PART_FILL)
        self._book.add_named_style(style)
        return style


def _add_title(sheet: Worksheet, table: Table, training: str) -> None:
    lines = (
        (table.title, Font(name=FONT, size=14, bold=True)),
        (table.subtitle, Font(name=FONT, size=11, italic=True)),
        (training, Font(name=FONT, size=11, bold=True, color="B01E1E")),
    )
    for number, (text, font) in enumerate(lines, 1):
        _put_text(_at(sheet, number, 1), text).font = font


def _add_head(sheet: Worksheet, columns: Iterable[Column]) -> None:
    for number, column in enumerate(columns, 1):
        cell = _put_text(_at(sheet, HEAD_ROW, number), column.title)
        cell.font = Font(name=FONT, size=11, bold=True)
        cell.fill, cell.border = _HEAD_FILL, _FRAME
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width + 1
    sheet.row_dimensions[HEAD_ROW].height = 48


def _add_rows(sheet: Worksheet, table: Table, styles: _Styles) -> None:
    for number, row in enumerate(table.rows, HEAD_ROW + 1):
        for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True), 1):
            target = _put(_at(sheet, number, place), cell)
            target.style = styles.of(_side(cell, column), _number_format(cell), row.style)
    for number, note in enumerate(table.notes, HEAD_ROW + len(table.rows) + 2):
        _put_text(_at(sheet, number, 1), note).font = Font(name=FONT, size=10, italic=True)


def _at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)
    return cell


def _put(target: SheetCell, cell: Cell) -> SheetCell:
    if cell.value is None:
        return _put_text(target, cell.text)
    target.value = int(cell.value) if cell.value == int(cell.value) else cell.value
    return target


def _put_text(target: SheetCell, text: str) -> SheetCell:
    """Text stays text, also when it begins like a formula."""
    if text:
        target.value = text
        target.data_type = "s"
    return target


def _side(cell: Cell, column: Column) -> str:
    if column.centred:
        return "center"
    return "right" if column.numeric or cell.value is not None else "left"


def _number_format(cell: Cell) -> str:
    """The printed look as a format of the number: decimals, sign of a change, star of a declared nothing."""
    if cell.value is None:
        return "@"
    if cell.state is State.NONE:
        return '0"*"'
    plain = f"#,##0.{'0' * cell.decimals}" if cell.decimals else "#,##0"
    return f"+{plain};-{plain};0" if cell.text[:1] in "+-" and cell.value != Decimal(0) else plain


def _set_up(sheet: Worksheet, table: Table, training: str) -> None:
    """Frozen head, filter, and a page that prints: A4, one page wide, head on each."""
    words = next((n for n, column in enumerate(table.columns) if column.numeric), 1)
    sheet.freeze_panes = f"{get_column_letter(min(words, 3) + 1)}{HEAD_ROW + 1}"
    last = f"{get_column_letter(len(table.columns))}{HEAD_ROW + len(table.rows)}"
    if all(row.style is RowStyle.PLAIN for row in table.rows):
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    page = sheet.page_setup
    whole = bool(table.charts) and len(table.rows) <= SHORT  # else a page would end within the chart
    page.paperSize, page.fitToWidth, page.fitToHeight = 9, 1, int(whole)
    page.orientation = "landscape" if table.landscape else "portrait"
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P/&N"))
    if training:
        sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(training))

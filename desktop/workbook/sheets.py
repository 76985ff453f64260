"""A data sheet: headers, rows, filters, choice lists and the way it is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from desktop.domain.catalogue import FieldType
from desktop.domain.records import Values
from desktop.workbook.bundle import Packed
from desktop.workbook.cells import CellValue
from desktop.workbook.layout import NUMBER, UID, Column, SheetPlan
from desktop.workbook.lists import Lists
from desktop.workbook.markup import HEAD, MAIN, Strings, cell, column_cells, letters, quoted, row
from desktop.workbook.styles import GREEN, STYLE

MACHINE_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3
SPARE_ROWS = 200
"""Rows below the last one that still offer the choice lists."""
PAGE_WIDTH = 150
"""Characters on a printed page before the letters get too small."""
SHRUNK = 0.4
"""So much of a page more is printed smaller, not on a page of its own."""

LINE, HIGHEST = 14.5, 409
"""Height of a line, and the most that Excel allows a row, in points."""
TOGETHER = 500
"""Rows whose cells are held at the same time."""

FILLED = 1.12
"""Letters of a line for each unit of width: Times is narrow, but words seldom fill a line to its end."""

_WRAPPED = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE})
_STYLES = {
    FieldType.TEXT: "text",
    FieldType.LONG_TEXT: "text",
    FieldType.CHOICE: "text",
    FieldType.INTEGER: "whole",
    FieldType.MONEY: "whole",
    FieldType.DATE: "day",
    FieldType.MONTH: "middle",
    FieldType.FLAG: "middle",
}
_NUMBER_STYLES = tuple(STYLE[name] for name in ("whole", "decimal1", "decimal2", "decimal3"))


@dataclass(frozen=True)
class DataSheet:
    """One sheet ready to be written."""

    title: str
    kind: str
    columns: tuple[Column, ...]
    uids: tuple[str, ...]
    """The uid of each row, from the first one down."""
    xml: Packed

    @property
    def filtered(self) -> str:
        """The range with the filter: headers and rows."""
        return f"$A${HEADER_ROW}:${letters(len(self.columns) - 1)}${max(self.last_row, HEADER_ROW)}"

    @property
    def last_row(self) -> int:
        """The number of the last row."""
        return FIRST_ROW - 1 + len(self.uids)


def data_sheet(plan: SheetPlan, rows: list[Values], lists: Lists, strings: Strings, heading: str) -> DataSheet:
    """Write the rows of one kind, in the order in which people look for them."""
    rows = sorted(rows, key=plan.order)
    return ruled_sheet(plan, plan.in_use(rows), rows, lists, strings, heading)


def ruled_sheet(
    plan: SheetPlan, columns: tuple[Column, ...], rows: list[Values], lists: Lists, strings: Strings, heading: str
) -> DataSheet:
    """Write these rows under these columns, as they come."""
    uids = tuple([str(values.get(UID, "")) for values in rows])
    sheet = DataSheet(plan.title, plan.kind, columns, uids, Packed(()))
    return replace(sheet, xml=Packed(_pieces(plan, sheet, rows, lists, strings, heading)))


def _pieces(
    plan: SheetPlan, sheet: DataSheet, rows: list[Values], lists: Lists, strings: Strings, heading: str
) -> Iterator[str]:
    """The sheet from its head to its end; some rows at a time are held."""
    columns = sheet.columns
    yield _head(columns)
    yield "<sheetData>"
    yield row(MACHINE_ROW, _names(plan, columns, strings), ' hidden="1"')
    yield row(HEADER_ROW, _headers(columns, strings), ' ht="45" customHeight="1"')
    yield from _data_rows(columns, rows, strings)
    yield "</sheetData>"
    yield f'<autoFilter ref="{sheet.filtered.replace("$", "")}"/>'
    yield _validations(columns, sheet.last_row, lists)
    yield _print_setup(columns, heading)
    yield "</worksheet>"


def _head(columns: Sequence[Column]) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width + 0.7:g}" customWidth="1"'
        f"{' hidden=' + chr(34) + '1' + chr(34) if column.hidden else ''}/>"
        for place, column in enumerate(columns, 1)
    )
    frozen = int(columns[0].name == NUMBER)
    corner = f"{letters(frozen)}{FIRST_ROW}"
    split, pane = (' xSplit="1"', "bottomRight") if frozen else ("", "bottomLeft")
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="{GREEN}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0" showGridLines="0">'
        f'<pane{split} ySplit="{HEADER_ROW}" topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
        f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
    )


def _names(plan: SheetPlan, columns: Sequence[Column], strings: Strings) -> Iterator[str]:
    for place, column in enumerate(columns):
        name = plan.uid_mark if column.name == UID else column.name
        yield cell(f"{letters(place)}{MACHINE_ROW}", STYLE["machine"], name, strings)


def _headers(columns: Sequence[Column], strings: Strings) -> Iterator[str]:
    for place, column in enumerate(columns):
        yield cell(f"{letters(place)}{HEADER_ROW}", STYLE["header"], column.header, strings)


def _data_rows(columns: Sequence[Column], rows: list[Values], strings: Strings) -> Iterator[str]:
    for start in range(0, len(rows), TOGETHER):
        some = rows[start : start + TOGETHER]
        numbers = range(FIRST_ROW + start, FIRST_ROW + start + len(some))
        shown = [column.shown(some) for column in columns]
        by_column = [
            _cells_of(place, column, values, numbers, strings)
            for place, (column, values) in enumerate(zip(columns, shown, strict=True))
        ]
        yield from map(row, numbers, zip(*by_column, strict=True), _heights(columns, shown, len(some)))


def _heights(columns: Sequence[Column], shown: Sequence[Sequence[CellValue]], rows: int) -> list[str]:
    """Room for wrapped text: not every program makes it by itself when it opens a file."""
    lines = [1] * rows
    for column, values in zip(columns, shown, strict=True):
        if column.type in _WRAPPED and not column.hidden:
            room = column.width * FILLED
            for place, value in enumerate(values):
                if value.__class__ is str and len(value) > room:
                    lines[place] = max(lines[place], lines_of(str(value), room))
    return [f' ht="{min(LINE * count, HIGHEST):g}"' if count > 1 else "" for count in lines]


def lines_of(text: str, room: float) -> int:
    """How many lines a text takes where so many letters find room."""
    return sum(ceil(len(part) / room) or 1 for part in text.split("\n"))


def _cells_of(place: int, column: Column, values: Sequence[CellValue], numbers: range, strings: Strings) -> list[str]:
    if column.type is FieldType.NUMBER:
        return [
            cell(f"{letters(place)}{number}", _number_style(value), value, strings)
            for number, value in zip(numbers, values, strict=True)
        ]
    name = "derived" if column.derive else "machine" if column.hidden else _STYLES[column.type]
    return column_cells(place, STYLE[name], values, numbers, strings)


def _number_style(value: CellValue) -> int:
    """As many decimals as the number has."""
    decimals = len(repr(value).partition(".")[2]) if isinstance(value, float) else 0
    return _NUMBER_STYLES[min(decimals, 3)]


def _validations(columns: Sequence[Column], last_row: int, lists: Lists) -> str:
    offered = [
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="{quoted(column.header[:31])}" '
        f'error="Chọn một mục trong danh sách." '
        f'sqref="{letters(place)}{FIRST_ROW}:{letters(place)}{last_row + SPARE_ROWS}">'
        f"<formula1>{lists.range_of(column)}</formula1></dataValidation>"
        for place, column in enumerate(columns)
        if column.type is FieldType.CHOICE
    ]
    return f'<dataValidations count="{len(offered)}">{"".join(offered)}</dataValidations>' if offered else ""


def _print_setup(columns: Sequence[Column], heading: str) -> str:
    words = heading.replace("&", "&&")
    wide = sum(column.width for column in columns if not column.hidden) / PAGE_WIDTH
    pages = max(1, ceil(wide - SHRUNK))
    return (
        '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.7" header="0.35" footer="0.35"/>'
        f'<pageSetup paperSize="9" orientation="landscape" fitToWidth="{pages}" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{quoted(f'&L&B&12&A&R&10{words}')}</oddHeader>"
        "<oddFooter>&amp;C&amp;10Trang &amp;P/&amp;N</oddFooter></headerFooter>"
    )

"""openpyxl: a plain write, a styled write, a plain read."""

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font

from tests.bench.cells import Rows, Work, cells, shape_of

BOLD, WRAPPED = Font(bold=True), Alignment(vertical="top", wrap_text=True)


def read(path: str) -> Work:
    return lambda: sum(1 for sheet in load_workbook(path) for _ in sheet.iter_rows(values_only=True))


def write(source: str, target: str) -> Work:
    """The cells as they are, nothing else."""
    sheets = cells(source)
    return lambda: save(sheets, target, append)


def write_styled(source: str, target: str) -> Work:
    sheets = cells(source)
    return lambda: save(sheets, target, fill)


def save(sheets: dict[str, Rows], target: str, put) -> None:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        put(book.create_sheet(name), rows)
    book.save(target)


def append(sheet, rows: Rows) -> None:
    for row in rows:
        sheet.append([None if value == "" else value for value in row])


def fill(sheet, rows: Rows) -> None:
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            if value != "":
                dress(sheet.cell(number, place, value), number == 1)


def dress(cell, header: bool) -> None:
    if header:
        cell.font = BOLD
    else:
        cell.alignment = WRAPPED
    if shape := shape_of(cell.value):
        cell.number_format = shape

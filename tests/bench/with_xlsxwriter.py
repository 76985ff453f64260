"""XlsxWriter: the same styled write."""

from datetime import date

from xlsxwriter import Workbook

from tests.bench.cells import Rows, Work, cells, shape_of


def write(source: str, target: str) -> Work:
    sheets = cells(source)
    return lambda: save(sheets, target)


def save(sheets: dict[str, Rows], target: str) -> None:
    book = Workbook(target)
    looks = {shape: book.add_format({"num_format": shape}) for shape in ("dd/mm/yyyy", "#,##0")}
    looks[""] = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if value != "":
                    put(sheet, number, place, value, looks[shape_of(value)] if number else bold)
    book.close()


def put(sheet, number: int, place: int, value: object, look: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(number, place, value, look)
    elif isinstance(value, str):
        sheet.write_string(number, place, value, look)
    else:
        sheet.write(number, place, value, look)

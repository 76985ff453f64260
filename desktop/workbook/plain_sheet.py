"""One plain table as a workbook: bold frozen head, filter, widths; every text stays text."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

WIDEST = 48


def write(path: Path, title: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """Write the rows under their heads."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line, values in enumerate([heads, *rows], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(line, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # a file's name may begin with an equals sign
            if line == 1:
                cell.font = Font(bold=True)
    for column in range(1, len(heads) + 1):
        longest = max(len(str(values[column - 1])) for values in [heads, *rows])
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, longest + 2)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    book.save(path)

"""The cells that every tool writes and reads: those of a package of our own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

Rows = list[list[object]]
Work = Callable[[], object]


def cells(path: str) -> dict[str, Rows]:
    """Every sheet of a workbook as it stands, empty corners included."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def shape_of(value: object) -> str:
    """The number format that a ledger gives this value."""
    if isinstance(value, date):
        return "dd/mm/yyyy"
    return "#,##0" if isinstance(value, (int, float)) else ""


def packages(folder: str) -> list[Path]:
    return sorted(Path(folder).glob("*.xlsx"))

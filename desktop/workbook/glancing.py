"""A package whose catalogue is not here: what stands on its sheets, only to be read. Runs in a child process."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from desktop.domain.arrival import Glance
from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number
from desktop.domain.system_kinds import FIGURE
from desktop.domain.text import clean
from desktop.workbook.cells import CellValue
from desktop.workbook.guard import inspect
from desktop.workbook.layout import OWN_SHEETS, UID, Layout, layout_of
from desktop.workbook.locating import SEARCHED_ROWS
from desktop.workbook.reader import Book

MOST_LINES = 300
"""More rows of a sheet nobody reads before they are in the books."""
_MARK = f".{UID}"
_OWN, _MADE = "_", "~"
"""How our own names of columns begin: those of the program, and those that are made of others."""
_INDICATOR = "indicator"

Grid = Sequence[Sequence[CellValue]]


def glance(path: Path, catalogue: Catalogue) -> tuple[Glance, ...]:
    """Every sheet that holds rows, in the order of the file; raise UserError for a file that the gate turns away."""
    book, layout = Book(inspect(path)), layout_of(catalogue)
    found = (_sheet(title, book.grid(title), layout, catalogue) for title in book.titles if title not in OWN_SHEETS)
    return tuple(each for each in found if each is not None)


def _sheet(title: str, grid: Grid, layout: Layout, catalogue: Catalogue) -> Glance | None:
    """One sheet; None for one of another sort."""
    at = next((row for row, cells in enumerate(grid[:SEARCHED_ROWS]) if any(map(_is_mark, cells))), None)
    if at is None or at + 1 >= len(grid):
        return None
    names, headers = [_name(cell) for cell in grid[at]], [_shown(cell) for cell in grid[at + 1]]
    kind = next(name.removesuffix(_MARK) for name in names if name.endswith(_MARK))
    seen = [place for place, name in enumerate(names) if headers[place] and not name.endswith(_MARK)]
    rows = [cells for cells in grid[at + 2 :] if any(cell not in ("", None) for cell in cells)]
    known = layout.plan(kind).by_name if layout.knows(kind) else None
    columns = [] if known is None else [headers[at] for at in seen if names[at] and _is_new(names[at], known)]
    indicators = _new_indicators(names, rows, catalogue) if kind == FIGURE.code else []
    lines = tuple(tuple(_shown(cells[place]) for place in seen) for cells in rows[:MOST_LINES])
    heads = tuple(headers[place] for place in seen)
    return Glance(clean(title), len(rows), known is None, tuple(columns), tuple(indicators), heads, lines)


def _is_mark(cell: CellValue) -> bool:
    return isinstance(cell, str) and cell.endswith(_MARK)


def _name(cell: CellValue) -> str:
    return cell if isinstance(cell, str) else ""


def _is_new(name: str, known: object) -> bool:
    return not name.startswith((_OWN, _MADE)) and name not in known  # type: ignore[operator]


def _new_indicators(names: Sequence[str], rows: Grid, catalogue: Catalogue) -> Iterator[str]:
    """`TX.90 Vụ trên không gian mạng`, each once."""
    if _INDICATOR not in names:
        return iter(())
    place, name = names.index(_INDICATOR), names.index("~name") if "~name" in names else None
    told = {str(cells[place]): _shown(cells[name]) if name is not None else "" for cells in rows}
    return (f"{code} {words}".strip() for code, words in told.items() if code and code not in catalogue.indicators)


def _shown(cell: CellValue) -> str:
    """A cell as a person reads it."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return format_number(int(cell)) if float(cell).is_integer() else str(cell).replace(".", ",")
    return "" if cell is None else clean(str(cell)).strip()

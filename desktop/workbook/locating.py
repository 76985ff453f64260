"""Where things are on a sheet that a person may have rearranged: the header, the columns, the first row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.domain.text import clean, fold
from desktop.workbook.arrived import UnknownColumn
from desktop.workbook.cells import CellValue
from desktop.workbook.layout import UID, Layout, SheetPlan
from desktop.workbook.markup import letters

Grid = Sequence[list[CellValue]]

SEARCHED_ROWS = 40
ENOUGH_HEADERS = 2
ERRORS_HEADER = "Lỗi"
"""Heads the column in which a returned workbook tells what is wrong with its rows; never read back."""


@dataclass
class Found:
    """The header of a sheet."""

    first: int
    """Index of the first row that may be data."""
    machine: int | None
    header: int | None = None
    columns: dict[str, int] = field(default_factory=dict)
    """Column by machine name."""
    others: list[int] = field(default_factory=list)
    """Columns that belong to no field."""
    headers: list[CellValue] = field(default_factory=list)


def kind_of(title: str, grid: Grid, layout: Layout) -> str | None:
    """The kind whose rows a sheet holds, by the machine name of its uid column, else by its title.

    Titles change with the catalogue, and one kind may get the title that another had.
    """
    for line in grid[:SEARCHED_ROWS]:
        for cell in line:
            if isinstance(cell, str) and cell.endswith(f".{UID}") and layout.knows(cell.removesuffix(f".{UID}")):
                return cell.removesuffix(f".{UID}")
    return layout.kinds.get(fold(clean(title)))


def locate(grid: Grid, plan: SheetPlan) -> Found | None:
    """The header row by machine names, else by headers and their synonyms; None when there is none."""
    machine = _machine_row(grid, plan)
    header = _header_row(grid, plan, machine)
    if machine is None and header is None:
        return None
    found = Found(_first(machine, header), machine, header)
    width = len(grid[0])
    found.headers = list(grid[header]) if header is not None else [""] * width
    names = _names(grid[machine], plan) if machine is not None else [""] * width
    _match(found, names, plan)
    return found


def unknown_columns(found: Found, title: str, lines: Sequence[Sequence[CellValue]]) -> list[UnknownColumn]:
    """Columns of no field that hold something, counted."""
    unknown = []
    for place in found.others:
        filled = sum(line[place] != "" for line in lines)
        if filled:
            header = clean(str(found.headers[place]))
            unknown.append(UnknownColumn(title, letters(place), header, filled))
    return unknown


def _first(machine: int | None, header: int | None) -> int:
    """Data begin below both; a machine row far down was sorted away among them."""
    if machine is None or (header is not None and machine > header + 1):
        return (header or 0) + 1
    return max(machine, header or 0) + 1


def _machine_row(grid: Grid, plan: SheetPlan) -> int | None:
    for number, line in enumerate(grid):
        if number >= SEARCHED_ROWS and plan.uid_mark not in line:
            continue
        if sum(bool(name) for name in _names(line, plan)) >= ENOUGH_HEADERS:
            return number
    return None


def _names(line: Sequence[CellValue], plan: SheetPlan) -> list[str]:
    """Machine names in a row, blank where there is none."""
    names = [UID if cell == plan.uid_mark else cell for cell in line]
    return [name if isinstance(name, str) and name in plan.by_name else "" for name in names]


def _header_row(grid: Grid, plan: SheetPlan, machine: int | None) -> int | None:
    """The row among the first ones in which most headers are found."""
    best, most = None, ENOUGH_HEADERS - 1
    for number, line in enumerate(grid[:SEARCHED_ROWS]):
        if number == machine:
            continue
        words = [fold(cell) for cell in line if isinstance(cell, str) and cell != ""]
        hits = sum(word in plan.words for word in words)
        if hits > most:
            best, most = number, hits
        if hits >= ENOUGH_HEADERS and hits * 2 >= len(words):
            break  # no need to look through the data
    return best


def _match(found: Found, names: Sequence[str], plan: SheetPlan) -> None:
    """Columns by machine name first; what is left by header."""
    for place, name in enumerate(names):
        if name:
            found.columns.setdefault(name, place)
    taken = set(found.columns.values())
    for place, header in enumerate(found.headers):
        column = plan.by_header.get(fold(header)) if isinstance(header, str) and place not in taken else None
        if column and not names[place] and column.name not in found.columns:
            found.columns[column.name] = place
            taken.add(place)
    found.others = [
        place
        for place, header in enumerate(found.headers)
        if place not in taken and not names[place] and not _is_ours(header)
    ]


def _is_ours(header: CellValue) -> bool:
    """The column that a returned workbook got from headquarters."""
    return isinstance(header, str) and clean(header).strip().lower() == ERRORS_HEADER.lower()

"""What stands in a table: columns, cells, lines and group rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.kit.marks import Mark

Align = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Column:
    """One column; only prose may be cut short, at most one column takes the spare room."""

    title: str
    key: str
    width: int
    align: Align = "left"
    prose: bool = False
    token: str = "text"
    bold: bool = False
    sortable: bool = False
    stretch: bool = False
    least: int = 110
    """How narrow a column that stretches may become before the table scrolls sideways."""
    yields: bool = False
    """Whether it is left out while the table would have to scroll sideways; a panel must say what it says."""
    most: int = 0
    """In how many lines prose may go on; 0: as many as it needs. What is left out, a panel must say."""


@dataclass(frozen=True)
class Cell:
    """One cell; empty tokens mean what the column says."""

    text: str = ""
    mark: Mark | None = None
    token: str = ""
    bold: bool = False
    strike: bool = False
    tip: str = ""
    tint: str = ""
    triangle: Literal["", "up", "down"] = ""
    icon: str = ""
    copied: str = ""
    """What Excel gets instead of the words: the whole number of `2,2 tỷ`, a fall with its sign."""
    indent: int = 0
    """How far to the right its words begin, in all their lines."""


@dataclass(frozen=True)
class Line:
    """One row of a small table, with the key it is known by."""

    cells: Sequence[Cell | str]
    key: object = None
    bold: bool = False


@dataclass(frozen=True)
class Group:
    """A heading over the rows that follow."""

    title: str
    aside: str = ""


def as_cell(value: Cell | str) -> Cell:
    """A plain word is a cell too."""
    return value if isinstance(value, Cell) else Cell(value)

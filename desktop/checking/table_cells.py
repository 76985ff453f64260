"""Cells of a table in a text: the number of each, and how exactly it is printed."""

import re
from decimal import Decimal
from typing import Final

from desktop.checking.arithmetic import Span
from desktop.checking.claims import SIGNS
from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Shape

_NUMBER: Final = re.compile(
    rf"\s*\(?((?:[Tt]ăng|[Gg]iảm)\s|[{re.escape(SIGNS)}]?)\s*(\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(\d+))?\s*(%?)\)?\s*"
)
_PLACES: Final = 4

Cells = dict[int, tuple[int, str]]
"""Number and words of the passage, by column."""
Cell = tuple[Sentence, Mark]
"""A number and the passage that it fills."""


def numbers(cells: Cells) -> dict[int, Cell]:
    """The cells of a row that hold a number and nothing else, by column."""
    return {column: found for column, cell in cells.items() if (found := number_of(cell))}


def number_of(cell: tuple[int, str]) -> Cell | None:
    """The only number of a cell."""
    number, words = cell
    found = _NUMBER.fullmatch(words)
    if not found:
        return None
    places = len(found[3] or "")
    value = Decimal(f"{found[2].replace('.', '')}.{found[3] or '0'}")
    sign = 0 if not found[1] else 1 if found[1][0] in "+Tt" else -1
    start, end = (
        (found.start(1) if sign else found.start(2)),
        (found.end(4) if found[4] else max(found.end(2), found.end(3))),
    )
    shape = Shape.PERCENT if found[4] else Shape.COUNT
    mark = Mark(shape, start, end, end, value, min(places, _PLACES), sign=sign)
    return Sentence(number, 0, len(words), words, (mark,), words), mark


def printed(mark: Mark) -> Span:
    """What a printed number may stand for; whole numbers stand for themselves."""
    return Span(mark.value - mark.step, mark.value + mark.step, True, mark.value)

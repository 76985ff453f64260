"""Tables that were pasted as text: lines whose cells are parted by tabs, by bars or by wide gaps."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.checking.scene import says
from desktop.checking.table_cells import Cells, numbers
from desktop.domain.findings import Passage

_GAPS: Final = (re.compile(r"\t"), re.compile(r"\s*\|\s*"), re.compile(r"[ \N{NO-BREAK SPACE}]{2,}"))
_SIGNS: Final = ("\t", "|", "  ", "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}", " \N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE} ")
"""A quick look before the long one."""
_CELLS: Final = 3
"""So many cells at least make a row."""
_ROWS: Final = 2
_HEADING: Final = 40
_WORDS: Final = 90
"""A cell with so many letters is a sentence."""


def pasted_tables(passages: Sequence[Passage]) -> Iterator[dict[int, Cells]]:
    """Each run of lines with the same gaps and as many cells as its first line, by row and column."""
    rows: dict[int, Cells] = {}
    gap: re.Pattern[str] | None = None
    width = 0
    for number, passage in enumerate(passages):
        found = gap if rows else _gap(passage)
        cells = _cells(number, passage.text, found) if found and not passage.cell else {}
        if rows and found and _is_joined(passage.text, _pieces(passage.text, found), width):
            continue
        if rows and (not found or len(cells) < _ROWS or _pieces(passage.text, found) != width):
            yield from _made(rows)
            rows = {}
            found = _gap(passage)
            cells = _cells(number, passage.text, found) if found else {}
        if cells and found:
            width = width if rows else _pieces(passage.text, found)
            rows[len(rows) + 1], gap = cells, found
    yield from _made(rows)


def _made(rows: dict[int, Cells]) -> Iterator[dict[int, Cells]]:
    if len(rows) >= _ROWS and sum(bool(numbers(cells)) for cells in rows.values()) * 2 >= len(rows):
        yield rows


def _gap(passage: Passage) -> "re.Pattern[str] | None":
    if passage.cell or not says(passage.text, _SIGNS):
        return None
    least = {_GAPS[0]: _ROWS}
    return next((gap for gap in _GAPS if len(_cells(0, passage.text, gap)) >= least.get(gap, _CELLS)), None)


def _is_joined(line: str, pieces: int, width: int) -> bool:
    """Whether cells were joined in a line, so that nobody knows its columns; one piece may be a heading inside."""
    heading = bool(line.strip()) and len(line) < _HEADING and not line.rstrip().endswith((".", ":", ";"))
    return 1 < pieces < width or (pieces == 1 and heading)


def _pieces(line: str, gap: "re.Pattern[str]") -> int:
    """Into how many pieces the gaps part a line, the empty ones counted."""
    return len(gap.findall(line.strip(" "))) + 1


def _cells(number: int, line: str, gap: "re.Pattern[str]") -> Cells:
    """The cells of a line; the blanks in front of each keep its place in the line."""
    cells: Cells = {}
    start, column = 0, 0
    for found in (*gap.finditer(line), None):
        end = found.start() if found else len(line)
        words = line[start:end]
        column += bool(words.strip()) or bool(column) or gap is _GAPS[0]
        if words.strip():
            cells[column] = (number, " " * start + words)
        if len(words.strip()) > _WORDS:
            return {}
        start = found.end() if found else end
    return cells

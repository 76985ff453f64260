"""The table in an old sheet: where its head stands, over how many rows, and which rows below are no data."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from desktop.domain.old_sheets import OldSheet, OldValue
from desktop.domain.text import fold

_LOOKED_AT: Final = 40
"""Rows in which a head is looked for."""
_HEAD_ROWS: Final = 4
_FEWEST: Final = 2
_TOTAL: Final = re.compile(
    r"(?:tong|cong|luy ke|tong so|tong cong|cong don|cong so|cong chung)"
    r"(?:\s+(?:so|cong|trang|thang|quy|nam|ca|chung|toan|6 thang|9 thang|phat sinh|\(.*\)).*)?\s*[:.]?"
)
_SIGNED: Final = re.compile(
    r"\(?(?:nguoi lap(?: bieu| bang)?|nguoi tong hop|can bo tong hop|thu truong don vi|noi nhan|ky ten.*|ky, ghi ro.*"
    r"|(?:pho )?truong cong an.*|t/?m\.? .*|k/?t\.? .*)[:.)]?"
)
_NUMBERING: Final = re.compile(r"\(?([0-9]{1,2}|[a-z])\)?(?:\s*=.*)?")


class LeftOut(StrEnum):
    """Why a row below the head is no data."""

    TOTAL = "total"
    SEPARATOR = "separator"
    NUMBERING = "numbering"
    HEAD_AGAIN = "head_again"
    FOOT = "foot"


@dataclass(frozen=True)
class OldTable:
    """The table of a sheet: titles above, headers by column, rows of data and rows that are none."""

    sheet: OldSheet
    head: tuple[int, ...]
    headers: tuple[str, ...]
    rows: tuple[int, ...]
    left_out: tuple[tuple[int, LeftOut], ...] = ()

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What stands above the head."""
        first = self.head[0] if self.head else 0
        return tuple(cell for row in self.sheet.rows[:first] for cell in row if isinstance(cell, str) and cell)

    @cached_property
    def _filled(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Cells of data that are merged downwards: the first one says it for all."""
        below = self.head[-1] if self.head else -1
        return {
            (row, left): (top, left)
            for top, left, bottom, right in self.sheet.merged
            if left == right and top > below
            for row in range(top + 1, bottom + 1)
        }

    def cell(self, row: int, column: int) -> OldValue:
        """The value of a cell; of a cell merged downwards the one it belongs to."""
        row, column = self._filled.get((row, column), (row, column))
        cells = self.sheet.rows[row] if row < len(self.sheet.rows) else ()
        return cells[column] if column < len(cells) else None

    def is_merged(self, row: int, column: int) -> bool:
        """Whether the value of a cell stands in one above it."""
        return (row, column) in self._filled

    def column(self, place: int) -> list[OldValue]:
        """All values of a column."""
        return [self.cell(row, place) for row in self.rows]


def find_table(sheet: OldSheet, known: Callable[[str], bool]) -> OldTable | None:
    """The table of a sheet; `known` says whether a folded text is one that heads columns. None for an empty sheet."""
    first = _first_head_row(sheet, known)
    if first is None:
        return None
    head = _head_rows(sheet, first, known)
    width = max(len(row) for row in sheet.rows)
    headers = tuple(_header(sheet, head, column) for column in range(width))
    while headers and not headers[-1] and not any(_says(row[len(headers) - 1 :]) for row in sheet.rows[head[-1] + 1 :]):
        headers = headers[:-1]
    rows, left_out = _rows(sheet, head, headers)
    return OldTable(sheet, head, headers, tuple(rows), tuple(left_out))


def _says(cells: tuple[OldValue, ...]) -> bool:
    return any(cell not in (None, "") for cell in cells)


def _first_head_row(sheet: OldSheet, known: Callable[[str], bool]) -> int | None:
    hits = [_hits(row, known) for row in sheet.rows[:_LOOKED_AT]]
    most = max(hits, default=0)
    if most >= _FEWEST or (most == 1 and any(_width(row) <= _FEWEST for row in sheet.rows[:_LOOKED_AT])):
        return next(at for at, count in enumerate(hits) if count and 2 * count >= most and _width(sheet.rows[at]) > 1)
    wide = [at for at, row in enumerate(sheet.rows[:_LOOKED_AT]) if _width(row) >= _FEWEST and _only_texts(row)]
    return wide[0] if wide else None


def _hits(row: tuple[OldValue, ...], known: Callable[[str], bool]) -> int:
    """How many cells head columns; a row with days or amounts is no head."""
    if not _only_texts(row):
        return 0
    return sum(known(fold(cell)) for cell in row if isinstance(cell, str) and cell)


def _only_texts(row: tuple[OldValue, ...]) -> bool:
    return not any(isinstance(cell, (int, float, date)) for cell in row)


def _width(row: tuple[OldValue, ...]) -> int:
    return sum(cell not in (None, "") for cell in row)


def _head_rows(sheet: OldSheet, first: int, known: Callable[[str], bool]) -> tuple[int, ...]:
    """The head's rows: those that merged heads reach into, and those that part a head in several."""
    rows = [first]
    while len(rows) < _HEAD_ROWS and rows[-1] + 1 < len(sheet.rows):
        below = rows[-1] + 1
        reached = any(top in rows and bottom >= below for top, _, bottom, _ in sheet.merged)
        if not (reached or _parts(sheet, rows, below, known)) or not _only_texts(sheet.rows[below]):
            break
        if _is_numbering(sheet.rows[below]):
            break
        rows.append(below)
    return tuple(rows)


def _parts(sheet: OldSheet, rows: list[int], below: int, known: Callable[[str], bool]) -> bool:
    """Whether a row only says more under heads that span several columns."""
    upper, lower = sheet.rows[rows[-1]], sheet.rows[below]
    told = [at for at, cell in enumerate(lower) if cell not in (None, "")]
    if not told or _hits(lower, known) * 2 < len(told):
        return False
    wide = {column for top, left, _, right in sheet.merged if top in rows for column in range(left, right + 1)}
    return all(at in wide or (upper[at] in (None, "") and at > 0) or at + 1 in told for at in told)


def _header(sheet: OldSheet, head: tuple[int, ...], column: int) -> str:
    parts: list[str] = []
    for row in head:
        at = (row, column)
        for top, left, bottom, right in sheet.merged:
            if top <= row <= bottom and left <= column <= right:
                at = (top, left)
        cells = sheet.rows[at[0]]
        text = str(cells[at[1]]) if at[1] < len(cells) and cells[at[1]] not in (None, "") else ""
        if not text and row != head[-1]:
            text = _spanning(sheet, head, row, column)
        text = " ".join(text.split())
        if text and text not in parts:
            parts.append(text)
    return " – ".join(parts)


def _spanning(sheet: OldSheet, head: tuple[int, ...], row: int, column: int) -> str:
    """Without merged cells (.csv) a head stands over the first of its columns only."""
    below = sheet.rows[head[-1]]
    if sheet.merged or column >= len(below) or below[column] in (None, ""):
        return ""
    for left in range(column - 1, -1, -1):
        if sheet.rows[row][left] not in (None, ""):
            return str(sheet.rows[row][left]) if below[left] not in (None, "") else ""
    return ""


def _rows(
    sheet: OldSheet, head: tuple[int, ...], headers: tuple[str, ...]
) -> tuple[list[int], list[tuple[int, LeftOut]]]:
    rows: list[int] = []
    left_out: list[tuple[int, LeftOut]] = []
    ended = False
    for at in range(head[-1] + 1, len(sheet.rows)):
        cells = sheet.rows[at]
        if not _says(cells):
            continue
        ended = ended or _is_foot(cells)
        why = LeftOut.FOOT if ended else _why_not(sheet, at, head, headers, not rows)
        if why is None:
            rows.append(at)
        else:
            left_out.append((at, why))
    return rows, left_out


def _why_not(sheet: OldSheet, at: int, head: tuple[int, ...], headers: tuple[str, ...], first: bool) -> LeftOut | None:
    cells = sheet.rows[at]
    if first and _is_numbering(cells):
        return LeftOut.NUMBERING
    if any(cells == sheet.rows[row] for row in head):
        return LeftOut.HEAD_AGAIN
    told = [(column, cell) for column, cell in enumerate(cells) if cell not in (None, "")]
    if any(isinstance(cell, str) and _TOTAL.fullmatch(fold(cell)) for _, cell in told[:2]):
        return LeftOut.TOTAL
    column, cell = told[0]
    spans = any(top == at and left == column and right > left for top, left, _, right in sheet.merged)
    lonely = len(told) == 1 and isinstance(cell, str) and len(headers) > _FEWEST
    return LeftOut.SEPARATOR if lonely and (spans or column == 0) else None


def _is_numbering(cells: tuple[OldValue, ...]) -> bool:
    """The row under the head that only numbers the columns: (1) (2) (3), or A B 1 2."""
    told = [fold(_plain(cell)) for cell in cells if cell not in (None, "")]
    found = [_NUMBERING.fullmatch(text) for text in told]
    if len(told) <= _FEWEST or not all(found):
        return False
    names = [each[1] for each in found if each]
    numbers = [int(name) for name in names if name.isdigit()]
    letters = [name for name in names if not name.isdigit()]
    return letters == sorted(letters) and numbers == list(
        range(numbers[0], numbers[0] + len(numbers)) if numbers else ()
    )


def _plain(cell: OldValue) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _is_foot(cells: tuple[OldValue, ...]) -> bool:
    told = [cell for cell in cells if cell not in (None, "")]
    return len(told) <= _FEWEST + 1 and any(isinstance(cell, str) and _SIGNED.fullmatch(fold(cell)) for cell in told)

"""Tables of comparison: this period, the same period, how many more or less, how many per cent; row by row."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.domain.findings import ClaimKind, Finding, Passage, Verdict
from desktop.wording.checking_arithmetic import Span, quotient
from desktop.wording.checking_claims import SIGNS, Claim, Reading, Strength, finding, judged, mend
from desktop.wording.reading import Sentence
from desktop.wording.reading_figures import Mark, Shape

_HEADERS: Final = {
    "base": re.compile(r"cùng kỳ|kỳ trước|năm trước|tháng trước", re.IGNORECASE),
    "percent": re.compile(
        r"^\s*(?:tỷ lệ\s*)?(?:\(?%\)?|tỷ lệ\s*%|tỷ lệ\s*(?:tăng|giảm).*|(?:tăng|giảm).*%.*)\s*$", re.IGNORECASE
    ),
    "change": re.compile(r"tăng|giảm|chênh lệch|so sánh|\+/-", re.IGNORECASE),
    "now": re.compile(r"kỳ này|trong kỳ|thực hiện|kỳ báo cáo|số liệu|năm nay|tháng này", re.IGNORECASE),
}
_NUMBER: Final = re.compile(rf"\s*([{re.escape(SIGNS)}]?)\s*(\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(\d+))?\s*(%?)\s*")
_YEAR: Final = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_PLACES: Final = 4

Cells = dict[int, tuple[int, str]]
"""Number and words of the passage, by column."""


def check_tables(passages: Sequence[Passage]) -> Iterator[Finding]:
    """The findings of every table whose headers name what is compared."""
    tables: dict[int, dict[int, Cells]] = defaultdict(lambda: defaultdict(dict))
    for number, passage in enumerate(passages):
        if passage.cell:
            table, row, column = passage.cell
            tables[table][row].setdefault(column, (number, passage.text))
    for rows in tables.values():
        yield from _table(rows)


def _table(rows: dict[int, Cells]) -> Iterator[Finding]:
    columns: dict[str, int] = {}
    for cells in rows.values():
        found = _columns(cells)
        if {"now", "base"} <= found.keys():
            columns = found
        elif columns and columns.keys() & {"change", "percent"}:
            yield from _row(cells, columns)


def _columns(cells: Cells) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, (_, words) in cells.items():
        for name, pattern in _HEADERS.items():
            if name not in columns and pattern.search(words):
                columns[name] = column
                break
    return columns if "base" in columns else columns | _years(cells)


def _years(cells: Cells) -> dict[str, int]:
    """Two columns named by years: the later one is now."""
    years = {int(found[0]): column for column, (_, words) in cells.items() if (found := _YEAR.search(words))}
    if len(years) != 2:
        return {}
    return {"now": years[max(years)], "base": years[min(years)]}


def _row(cells: Cells, columns: dict[str, int]) -> Iterator[Finding]:
    marks = {name: _mark(cells[column]) for name, column in columns.items() if column in cells}
    now, base = marks.get("now"), marks.get("base")
    if now is None or base is None or now[1].shape is Shape.PERCENT or now[1].places or base[1].places:
        return
    moved = now[1].value - base[1].value
    if change := marks.get("change"):
        yield _difference(change, now[1], base[1], moved)
    if (percent := marks.get("percent")) and base[1].value:
        number, mark = percent
        claim = Claim(ClaimKind.CHANGE, number, mark, mark.start, mark.end, falls=moved < 0)
        found = quotient(Span(abs(moved), abs(moved)), Span(base[1].value, base[1].value))
        if found:
            yield judged(claim, [Reading(abs(moved), base[1].value, found, Strength.TOLD)])


def _difference(change: tuple[Sentence, Mark], now: Mark, base: Mark, moved: Decimal) -> Finding:
    sentence, mark = change
    claim = Claim(ClaimKind.DIFFERENCE, sentence, mark, mark.start, mark.end, falls=moved < 0)
    right = mark.value == abs(moved) and (not mark.sign or mark.sign * moved >= 0)
    made = replace(
        finding(claim, Verdict.RIGHT if right else Verdict.WRONG),
        recomputed=abs(moved),
        numerator=now.value,
        denominator=base.value,
    )
    return made if right or mark.value == abs(moved) else replace(made, mend=mend(claim, abs(moved)))


def _mark(cell: tuple[int, str]) -> tuple[Sentence, Mark] | None:
    """The only number of a cell."""
    number, words = cell
    found = _NUMBER.fullmatch(words)
    if not found:
        return None
    places = len(found[3] or "")
    value = Decimal(f"{found[2].replace('.', '')}.{found[3] or '0'}")
    sign = 0 if not found[1] else 1 if found[1] == "+" else -1
    start, end = (
        (found.start(1) if sign else found.start(2)),
        (found.end(4) if found[4] else max(found.end(2), found.end(3))),
    )
    shape = Shape.PERCENT if found[4] else Shape.COUNT
    mark = Mark(shape, start, end, end, value, min(places, _PLACES), sign=sign)
    return Sentence(number, 0, len(words), words, (mark,), words), mark

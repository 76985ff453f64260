"""Tables of comparison: this period, the same period, how many more or less, how many per cent; row by row."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from desktop.domain.findings import ClaimKind, Doubt, Finding, Passage, Verdict
from desktop.wording.checking_arithmetic import Span, quotient
from desktop.wording.checking_claims import Claim, Reading, Strength, finding, judged, mend, resigned
from desktop.wording.checking_totals import rates, totals
from desktop.wording.reading_figures import Mark, Shape
from desktop.wording.table_cells import Cell, Cells, numbers, printed

_HEADERS: Final = {
    "base": re.compile(r"cùng kỳ|kỳ trước|năm trước|tháng trước", re.IGNORECASE),
    "percent": re.compile(
        r"^\s*(?:tỷ lệ\s*)?(?:\(?%\)?|tỷ lệ\s*%|tỷ lệ\s*(?:tăng|giảm).*|(?:tăng|giảm).*%.*)\s*$", re.IGNORECASE
    ),
    "change": re.compile(r"tăng|giảm|chênh lệch|so sánh|\+/-", re.IGNORECASE),
    "now": re.compile(r"kỳ này|trong kỳ|thực hiện|kỳ báo cáo|số liệu|năm nay|tháng này", re.IGNORECASE),
}
_AGAINST: Final = re.compile(r"so (?:với|sánh)|tăng|giảm|%", re.IGNORECASE)
"""A header that names the same period only to compare with it."""
_YEAR: Final = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")


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
    read = {row: numbers(cells) for row, cells in rows.items()}
    for row, cells in rows.items():
        found = _columns(cells)
        if {"now", "base"} <= found.keys() and _is_header(read[row], found):
            columns = found
        elif columns and found and _is_header(read[row], columns):
            columns = columns | {name: column for name, column in found.items() if name in ("change", "percent")}
        elif columns.keys() & {"change", "percent"}:
            yield from _row(read[row], columns)
    if not columns:
        yield from rates(rows, read)
    yield from totals(rows, read)


def _is_header(cells: dict[int, Cell], columns: dict[str, int]) -> bool:
    """Whether a row holds words, or years, where figures are compared."""
    held = [cells[column][1] for column in columns.values() if column in cells]
    return all(_YEAR.fullmatch(str(mark.value)) for mark in held)


def _columns(cells: Cells) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, (_, words) in cells.items():
        for name, pattern in _HEADERS.items():
            if name not in columns and pattern.search(words) and not (name == "base" and _AGAINST.search(words)):
                columns[name] = column
                break
    return columns if "base" in columns else columns | _years(cells)


def _years(cells: Cells) -> dict[str, int]:
    """Two columns named by years: the later one is now."""
    years = {int(found[0]): column for column, (_, words) in cells.items() if (found := _YEAR.search(words))}
    if len(years) != 2:
        return {}
    return {"now": years[max(years)], "base": years[min(years)]}


def _row(cells: dict[int, Cell], columns: dict[str, int]) -> Iterator[Finding]:
    marks = {name: cells.get(column) for name, column in columns.items()}
    now, base = marks.get("now"), marks.get("base")
    if now is None or base is None:
        return
    change, percent = marks.get("change"), marks.get("percent")
    if change and change[1].places > max(now[1].places, base[1].places):
        change, percent = None, percent or change  # so sánh (%)
    if change:
        yield _difference(change, now[1], base[1])
    if percent and base[1].value and now[1].shape is Shape.COUNT and not _is_rate(now[1], base[1]):
        yield _percent(percent, now[1], base[1])


def _is_rate(now: Mark, base: Mark) -> bool:
    """Two numbers with decimals below a hundred may be rates: how many per cent they moved is not what is meant."""
    return bool(now.places or base.places) and max(now.value, base.value) <= 100


def _percent(cell: Cell, now: Mark, base: Mark) -> Finding:
    sentence, mark = cell
    moved = now.value - base.value
    claim = Claim(ClaimKind.CHANGE, sentence, mark, mark.start, mark.end, falls=moved < 0)
    apart = printed(now) - printed(base) if moved >= 0 else printed(base) - printed(now)
    step = Span(max(apart.low, apart.middle * 0), apart.high, True, apart.middle)
    readings = [
        Reading(part, base.value, found, strength)
        for part, whole, strength in ((abs(moved), step, Strength.TOLD), (now.value, printed(now), Strength.SURE))
        if (found := quotient(whole, printed(base)))
    ]
    made = judged(claim, readings)
    if made.verdict is Verdict.RIGHT and mark.sign * moved < 0:
        return replace(made, verdict=Verdict.WRONG, doubt=Doubt.SIGNS_DIFFER, mend=resigned(claim))
    return made


def _difference(change: Cell, now: Mark, base: Mark) -> Finding:
    sentence, mark = change
    moved = now.value - base.value
    claim = Claim(ClaimKind.DIFFERENCE, sentence, mark, mark.start, mark.end, falls=moved < 0)
    near = abs(mark.value - abs(moved)) <= now.step + base.step
    right = near and (not mark.sign or mark.sign * moved >= 0)
    made = replace(
        finding(claim, Verdict.RIGHT if right else Verdict.WRONG),
        recomputed=abs(moved),
        numerator=now.value,
        denominator=base.value,
    )
    return made if right or mark.value == abs(moved) else replace(made, mend=mend(claim, abs(moved)))

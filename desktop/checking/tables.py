"""Tables of comparison: this period, the same period, how many more or less, how many per cent; row by row."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from desktop.checking import votes
from desktop.checking.arithmetic import Span, quotient
from desktop.checking.claims import Claim, Reading, Strength, finding, judged, mend, resigned
from desktop.checking.pasted_tables import pasted_tables
from desktop.checking.reading_figures import Mark, Shape
from desktop.checking.table_cells import Cell, Cells, numbers, printed
from desktop.checking.totals import rates, total_row, totals
from desktop.domain.findings import ClaimKind, Doubt, Finding, Passage, Verdict

_HEADERS: Final = {
    "base": re.compile(r"cùng kỳ|(?:kỳ|năm|tháng|quý|tuần) trước|năm ngoái", re.IGNORECASE),
    "percent": re.compile(
        r"^\s*(?:t[ỷỉ] lệ\s*)?(?:\(?%\)?|t[ỷỉ] lệ\s*\(?%\)?|t[ỷỉ] lệ\s*(?:tăng|giảm|\+).*|(?:tăng|giảm|\+\s?/).*%.*"
        r"|%\s*(?:tăng|giảm|so|\+).*)\s*$",
        re.IGNORECASE,
    ),
    "change": re.compile(r"tăng|giảm|chênh lệch|so sánh|so với|\+\s?/\s?[-–−]|±", re.IGNORECASE),
    "now": re.compile(r"kỳ này|trong kỳ|thực hiện|kỳ báo cáo|số liệu|năm nay|tháng này", re.IGNORECASE),
}
_AGAINST: Final = re.compile(r"so (?:với|sánh)|tăng|giảm|%", re.IGNORECASE)
"""A header that names the same period only to compare with it."""
_SEVERAL: Final = 3
_HUNDRED: Final = 100
_YEAR: Final = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_MONTH: Final = re.compile(r"\bT(?:háng)?\s?(\d{1,2})(?!\d)", re.IGNORECASE)
_QUARTER: Final = re.compile(r"\b[Qq]uý\s(I{1,3}|IV)\b")


def check_tables(passages: Sequence[Passage]) -> Iterator[Finding]:
    """The findings of every table whose headers name what is compared."""
    tables: dict[int, dict[int, Cells]] = defaultdict(lambda: defaultdict(dict))
    for number, passage in enumerate(passages):
        if passage.cell:
            table, row, column = passage.cell
            tables[table][row].setdefault(column, (number, passage.text))
    for rows in (*tables.values(), *pasted_tables(passages)):
        yield from table_findings(rows)


def table_findings(rows: dict[int, Cells]) -> Iterator[Finding]:
    """What the headers of a table say to reckon, and what most of its rows agree on."""
    read = {row: numbers(cells) for row, cells in rows.items()}
    made = list(_trusted(list(_compared(rows, read))))
    if not made:
        added = list(votes.sums(rows, read))
        made = [*(list(rates(rows, read)) or votes.shares(rows, read, total_row(rows))), *added]
        made += [] if added else votes.differences(rows, read)
    known = {_at(found) for found in made}
    shared = any(found.kind is ClaimKind.SHARE for found in made)
    summed = [found for found in totals(rows, read) if _at(found) not in known]
    yield from (*made, *(found for found in summed if not (shared and found.value == _HUNDRED)))


def _at(found: Finding) -> tuple[int, int]:
    return found.claimed_at.paragraph, found.claimed_at.start


def _compared(rows: dict[int, Cells], read: dict[int, dict[int, Cell]]) -> Iterator[Finding]:
    columns: dict[str, int] = {}
    for row, cells in rows.items():
        found = _columns(cells)
        if {"now", "base"} <= found.keys() and _is_header(read[row], found):
            columns = found
        elif columns and found and _is_header(read[row], columns):
            columns = columns | {name: column for name, column in found.items() if name in ("change", "percent")}
        elif columns.keys() & {"change", "percent"}:
            yield from _row(read[row], columns)


def _trusted(made: list[Finding]) -> Iterator[Finding]:
    """The columns of which enough rows are right: one that fits nowhere holds something else than its header says."""
    differences = [found for found in made if found.kind is ClaimKind.DIFFERENCE]
    changes = [found for found in made if found.kind is ClaimKind.CHANGE]
    right = _share_right(differences)
    if right or len(differences) < _SEVERAL:
        yield from differences
    told = bool(differences) and right
    if len(changes) < (_SEVERAL if told else 2) or _share_right(changes) >= (0.25 if told else 0.5):
        yield from changes


def _share_right(made: list[Finding]) -> float:
    return sum(found.verdict is Verdict.RIGHT for found in made) / max(1, len(made))


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
    if "base" not in columns:
        return columns | _periods(cells)
    if "now" not in columns and columns.keys() & {"change", "percent"}:
        beside = [columns["base"] - 1, columns["base"] + 1]
        free = [each for each in beside if each in cells and each not in columns.values() and each > min(cells)]
        if free and not _LABEL.search(cells[free[0]][1]):
            columns["now"] = free[0]
    return columns


_LABEL: Final = re.compile(r"^\W*(?:s?tt|đvt|đơn vị|nội dung|chỉ tiêu|tiêu chí|tên|loại|mã|ghi chú)", re.IGNORECASE)


def _periods(cells: Cells) -> dict[str, int]:
    """Two columns named by years, months or quarters: the later one is now."""
    for pattern in (_YEAR, _MONTH, _QUARTER):
        dated = {column: found[found.lastindex or 0] for column, (_, words) in cells.items()
                 if not _AGAINST.search(words) and (found := pattern.search(words))}  # fmt: skip
        if len(dated) == len(set(dated.values())) == len("ab"):
            base, now = sorted(dated, key=lambda column: _order(dated[column]))
            return {"now": now, "base": base}
    return {}


def _order(period: str) -> int:
    return int(period) if period.isdigit() else ("I", "II", "III", "IV").index(period)


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

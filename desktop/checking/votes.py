"""Columns that most rows of a table agree on: differences, shares, rows that add up; the odd row out is wrong."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.checking.arithmetic import quotient
from desktop.checking.claims import Claim, Reading, Strength, finding, judged, mend
from desktop.checking.reading_figures import Mark, Shape
from desktop.checking.table_cells import Cell, Cells, printed
from desktop.domain.findings import ClaimKind, Finding, Verdict

_RIGHT: Final = 2
"""So many rows at least must agree, and two of three."""
_SHARE: Final = re.compile(r"t[ỷỉ]\s(?:lệ|trọng)|cơ\scấu|^\W*%\W*$|\(%\)", re.IGNORECASE)
_MOVED: Final = re.compile(r"tăng|giảm|so sánh|so với|cùng kỳ|hoàn thành|đạt|làm rõ|giải quyết|khám phá", re.IGNORECASE)
_ALL: Final = re.compile(r"\W*tổng(?:\s(?:số|cộng))?(?:\s[^\d,;]{1,12})?\W*|\W*cộng\W*", re.IGNORECASE)
_DIFFERS: Final = re.compile(r"tăng|giảm|chênh|còn|thừa|thiếu|so sánh|\+\s?/\s?[-–−]", re.IGNORECASE)
_MOST: Final = Decimal("0.15")
_MANY: Final = 4
_TELLING: Final = 10
"""Under a header that says nothing of it so many differences must be so large, and one at most may be off."""

Row = dict[int, Cell]


def agreed(made: Iterable[Finding]) -> list[Finding]:
    """The findings of one column, where enough of them are right to say what the column means."""
    found = list(made)
    right = sum(each.verdict is Verdict.RIGHT for each in found)
    return found if right >= _RIGHT and right * 3 >= len(found) * 2 else []


def _agreed_unasked(made: Iterable[Finding]) -> list[Finding]:
    """The same under a header that says nothing of it: small numbers are each other's differences by chance."""
    found = list(made)
    right = [each for each in found if each.verdict is Verdict.RIGHT]
    telling = sum((each.recomputed or 0) >= _TELLING for each in right)
    return found if telling >= _MANY and len(found) - len(right) <= 1 else []


def differences(rows: dict[int, Cells], read: dict[int, Row]) -> Iterator[Finding]:
    """A column that is one of the two in front less the other: headed so, or so in many rows."""
    filled = list(read.values())
    columns = sorted({column for row in filled for column in row})
    heads = next((cells for row, cells in rows.items() if not read[row]), {})
    for first, second, column in zip(columns, columns[1:], columns[2:], strict=False):
        vote = agreed if _DIFFERS.search(heads.get(column, (0, ""))[1]) else _agreed_unasked
        for now, base in ((first, second), (second, first)):
            made = vote(_less(filled, column, now, base))
            yield from made
            if made:
                break


def _less(rows: list[Row], column: int, now: int, base: int) -> Iterator[Finding]:
    for row in rows:
        if not {column, now, base} <= row.keys():
            continue
        (sentence, mark), one, other = row[column], row[now][1], row[base][1]
        if any(each.shape is Shape.PERCENT for each in (mark, one, other)) or not (one.value and other.value):
            continue
        moved = one.value - other.value
        said = -mark.value if mark.sign < 0 else mark.value
        loose = mark.step + one.step + other.step
        right = abs(moved - said) <= loose
        claim = Claim(ClaimKind.DIFFERENCE, sentence, mark, mark.start, mark.end, falls=moved < 0)
        made = replace(finding(claim, Verdict.RIGHT if right else Verdict.WRONG), recomputed=abs(moved))
        made = replace(made, numerator=one.value, denominator=other.value)
        yield made if right or abs(moved) == mark.value else replace(made, mend=mend(claim, abs(moved)))


def shares(rows: dict[int, Cells], read: dict[int, Row], total: int | None) -> Iterator[Finding]:
    """`Loại | Số vụ | Tỷ lệ %`: each count out of the row of totals, or out of all of them together."""
    columns = _share_columns(rows, read)
    if columns is None:
        return
    count, rate = columns
    members = [cells for row, cells in read.items() if row != total and {count, rate} <= cells.keys()]
    added = sum((cells[count][1].value for cells in members), Decimal(0))
    whole = read[total][count][1].value if total is not None and count in read[total] else added
    if whole and len(members) > 1 and abs(added - whole) <= whole * _MOST:
        yield from agreed(_shares(members, count, rate, whole))


def _share_columns(rows: dict[int, Cells], read: dict[int, Row]) -> tuple[int, int] | None:
    for row, cells in rows.items():
        if read[row]:
            return None
        for column, (_, words) in sorted(cells.items()):
            if _SHARE.search(words) and not _MOVED.search(words) and column - 1 in cells:
                return (column - 1, column) if not _MOVED.search(cells[column - 1][1]) else None
    return None


def _shares(members: list[Row], count: int, rate: int, whole: Decimal) -> Iterator[Finding]:
    for cells in members:
        (sentence, mark), part = cells[rate], cells[count][1]
        found = quotient(printed(part), printed(replace(part, value=whole)))
        if found is None or part.places:
            continue
        claim = Claim(ClaimKind.SHARE, sentence, mark, mark.start, mark.end)
        made = judged(claim, [Reading(part.value, whole, found, Strength.TOLD)])
        evened = abs(found.middle - mark.value) <= Decimal(15).scaleb(-mark.places - 1)
        yield finding(claim, Verdict.RIGHT, recomputed=mark.value, numerator=part.value, denominator=whole) if (
            evened and made.verdict is Verdict.WRONG
        ) else made


def sums(rows: dict[int, Cells], read: dict[int, Row]) -> Iterator[Finding]:
    """`Tổng số | Nam | Nữ`: a column that adds up those beside it."""
    head = next((cells for row, cells in rows.items() if not read[row]), None)
    for whole in [column for column, (_, words) in (head or {}).items() if _ALL.fullmatch(words)]:
        filled = [cells for cells in read.values() if whole in cells]
        after = sorted({column for cells in filled for column in cells if column > whole})
        front = sorted({column for cells in filled for column in cells if column < whole}, reverse=True)
        for columns in (after, front):
            for number in range(len(columns), 1, -1):
                if made := agreed(_sums(filled, whole, columns[:number])):
                    yield from made
                    return


def _sums(filled: list[Row], whole: int, columns: list[int]) -> Iterator[Finding]:
    for cells in filled:
        parts = [cells[column][1] for column in columns if column in cells]
        sentence, mark = cells[whole]
        if len(parts) < len(columns) or not _are_counts((mark, *parts)):
            continue
        added = sum((part.value for part in parts), Decimal(0))
        right = abs(added - mark.value) <= mark.step + sum((part.step for part in parts), Decimal(0))
        claim = Claim(ClaimKind.SUM, sentence, mark, mark.start, mark.end)
        made = replace(finding(claim, Verdict.RIGHT if right else Verdict.WRONG), recomputed=added, numerator=added)
        made = replace(made, parts=tuple(part.value for part in parts))
        yield made if right else replace(made, mend=mend(claim, added), certainty=Decimal("0.9"))


def _are_counts(marks: Iterable[Mark]) -> bool:
    return all(mark.shape is Shape.COUNT and not mark.sign for mark in marks)

"""Periods that add up: `Tháng 9: 49 vụ; 8 tháng trước đó: 312 vụ; lũy kế 9 tháng: 361 vụ`, T1 to T6 and their sum."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from desktop.checking.claims import Claim, as_printed, finding, mend
from desktop.checking.periods import number_of_periods
from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene, same_unit
from desktop.domain.findings import ClaimKind, Finding, Verdict

_TOTAL: Final = re.compile(
    r"\b(?:l[ũu][ỹyỷ]\skế|luỹ\skế|cộng\sdồn|(?<!công\s)cộng(?!\s(?:đồng|tác|sự|hòa|hoà|sản|với\b))|tính\schung"
    r"|cả\s(?:#+|hai|ba|bốn|năm|sáu)\s(?:tháng|quý|ngày|đợt|tuần|năm|kỳ)|từ\sđầu\snăm\sđến\snay)\b[^;.()]{0,50}$",
    re.IGNORECASE,
)
_ONE: Final = re.compile(
    r"(?:^|[^\w#])(?P<kind>T|tháng|quý|ngày|đợt|tuần|kỳ|năm)\s?(?:#+(?:/#+)*|[IVX]+(?!\w)|thứ\s\w+)"
    r"(?!\s(?:tháng|quý|ngày|năm))[^#;.]{0,60}$",
    re.IGNORECASE,
)
_THIS: Final = re.compile(
    r"\b(?:(?:tháng|quý|tuần|kỳ|ngày|đợt)\snày|trong\s(?:tháng|quý|tuần|kỳ|ngày|đợt)(?!\s#+\s)|hôm\snay|riêng\stháng\s#+)\b"
    r"[^#;.]{0,60}$",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"(?<![\w#])(?:(?:#+|các|những|hai|ba|bốn|năm|sáu)\s(?:tháng|quý|tuần|ngày|kỳ)\strước(?:\sđó)?"
    r"|từ\sđầu\snăm\sđến\s(?:hết\s|cuối\s)?(?:tháng|quý|ngày)\s[#IVX/]+|(?:l[ũu][ỹy]|luỹ)\skế\s(?:đến\s)?(?:hết\s)?(?:kỳ|tháng)\strước)(?!\w)"
    r"[^#;.]{0,50}$",
    re.IGNORECASE,
)
_NARROWER: Final = re.compile(r"\b(?:trong\sđó|so\svới|cùng\skỳ|năm\strước|chỉ\stiêu|dự\skiến)\b", re.IGNORECASE)
_MONTHS: Final = {"tháng": 1, "quý": 3, "năm": 12}
_BACK: Final = 2
_MOST: Final = 2
"""A total that is so many times its parts, or less, was taken from another list."""


@dataclass(frozen=True)
class _Row:
    """What one period has: its kind and its figures."""

    kind: str
    marks: list[Mark]


def cumulated(scene: Scene) -> Iterator[Finding]:
    """Every total of periods with the counts right beside it."""
    for at, total in enumerate(scene.marks):
        if not _TOTAL.search(total.before):
            continue
        rows, broken = _rows(scene, at)
        if broken or not _complete(scene.sentence, total, rows):
            continue
        for each in (total, *_beside(scene.marks[at + 1 :])):
            if found := _summed(scene, rows, each):
                yield found


def _beside(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    for mark in marks:
        if not re.fullmatch(r"\s*(?:,|/|và|với)\s*(?:làm\s)?(?:chết\s|bị\sthương\s)?", mark.before):
            return
        yield mark


def _rows(scene: Scene, at: int) -> tuple[list[_Row], bool]:
    """The periods told in front of a total, in its sentence and at most in two before; whether others are between."""
    rows, broken = _told(scene.marks[:at])
    if len(rows) > 1 or (at and not rows):
        return rows, broken
    for sentence in scene.before[:_BACK]:
        if any(_TOTAL.search(mark.before) and not _BEFORE.search(mark.before) for mark in sentence.marks):
            break
        if rows and sentence.marks and not _told(sentence.marks)[0]:
            break
        more, bad = _told(sentence.marks)
        rows, broken = more + rows, broken or (bad and bool(more))
    return rows, broken


def _told(marks: tuple[Mark, ...]) -> tuple[list[_Row], bool]:
    rows: list[_Row] = []
    for mark in marks:
        if _TOTAL.search(mark.before) and not _BEFORE.search(mark.before):
            rows = []
            continue
        if _NARROWER.search(mark.before) and not _BEFORE.search(mark.before):
            return rows, True
        kind = _kind(mark.before)
        if kind:
            rows.append(_Row(kind, [mark]))
        elif rows:
            rows[-1].marks.append(mark)
    return rows, False


def _kind(before: str) -> str:
    if _TOTAL.search(before) and not _BEFORE.search(before):
        return ""
    if _BEFORE.search(before):
        return "before"
    found = _ONE.search(before)
    if found:
        return "tháng" if found["kind"].lower() == "t" else found["kind"].lower()
    return "this" if _THIS.search(before) else ""


def _complete(sentence: Sentence, total: Mark, rows: list[_Row]) -> bool:
    """Whether the periods are all that the total says to add up."""
    kinds = [row.kind for row in rows]
    named = number_of_periods(sentence.source[total.start - len(total.before) : total.start])
    if kinds.count("before") == 1:
        return len(kinds) == len("ab") and not (named and named[1] in ("ngày", "đợt"))
    if len(set(kinds)) != 1 or len(kinds) < len("ab") or kinds[0] == "this":
        return False
    if named is None:
        said = re.search(r"kế|chung|dồn|nay", total.before.lower())
        return not said or (kinds[0] == "tháng" and "quý" in total.before.lower() and len(kinds) == _MONTHS["quý"])
    number, kind = named
    if kind == kinds[0]:
        return number == len(kinds)
    months = kind == "tháng" and kinds[0] in _MONTHS
    return months and number == len(kinds) * _MONTHS[kinds[0]]


def _summed(scene: Scene, rows: list[_Row], total: Mark) -> Finding | None:
    parts = [_of(row, total) for row in rows]
    plain = [part for part in parts if part is not None]
    if not _is_plain(total) or len(plain) < len(rows):
        return None
    found = sum((part.value for part in plain), Decimal(0))
    loose = total.step + sum((part.step for part in plain), Decimal(0))
    values = tuple(part.value for part in plain)
    claim = Claim(ClaimKind.SUM, scene.sentence, total, total.start, total.stop, total.unit)
    made = replace(finding(claim, Verdict.RIGHT), recomputed=found, numerator=found, parts=values)
    if abs(found - total.value) <= loose:
        return as_printed(claim, made)
    if total.value > found * _MOST or total.value * _MOST < found:
        return None
    made = replace(made, verdict=Verdict.WRONG, mend=mend(claim, found), certainty=Decimal("0.9"))
    return as_printed(claim, made)


def _of(row: _Row, total: Mark) -> Mark | None:
    """The first figure of a period that counts what the total counts."""
    counts = [mark for mark in row.marks if mark.shape is Shape.COUNT and mark.sense is Sense.EXACT]
    counts = [mark for mark in counts if mark.role in (Role.STATE, Role.BASE)]
    return next((mark for mark in counts if same_unit(mark, total) or not mark.unit), None)


def _is_plain(mark: Mark) -> bool:
    return mark.shape is Shape.COUNT and mark.role is Role.STATE and mark.sense is Sense.EXACT

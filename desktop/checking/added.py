"""Totals told behind their parts: `cộng hai đợt 74 vụ`, `Tổng cộng 139 vụ`, `nâng tổng số lên 12 vụ`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.checking.arithmetic import near
from desktop.checking.claims import Claim, finding, mend
from desktop.checking.families import family_of
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene, last_clause, same_unit, says
from desktop.checking.words import MEAN
from desktop.domain.findings import ClaimKind, Finding, Verdict

_ADDED: Final = re.compile(
    r"\b(?:(?:tổng\s)?(?<!công\s)cộng(?!\s(?:đồng|tác|sự|hòa|hoà|sản|với\b))|cộng\slại|tính\schung\s(?:cả\s)?[#\d]|nâng\s(?:tổng\s)?số)\b"
    r"[^;.()]{0,60}$|\bcả\s(?:[#\d]+|hai|ba|bốn|năm)\s(?:tháng|quý|ngày|đợt|tuần|năm|đơn\svị)\s(?:có|là|xảy\sra)?\s*$",
    re.IGNORECASE,
)
_CLEARLY: Final = re.compile(
    r"\b(?:tổng\scộng|(?<!tổng\s)(?<!công\s)cộng(?:\slại)?)\s(?:là\s|có\s|lại\s)*$", re.IGNORECASE
)
_ROOM: Final = 3
"""A total that one wrong figure explains lies within half of its parts."""
_ALREADY: Final = re.compile(rf"{_ADDED.pattern}|\b(?:tính\schung|l[ũu][ỹy]\skế|luỹ\skế)\b", re.IGNORECASE)
"""A total itself: what stands in front of it is in it."""
_WIDER: Final = re.compile(
    r"\btừ\sđầu\snăm|đến\snay|\b(?:toàn|cả)\s(?:tỉnh|huyện|xã|quốc|nước|thành\sphố|địa\sbàn)", re.IGNORECASE
)
_BEGINS: Final = re.compile(r"\W*(?:tổng\s?cộng|tổng\ssố|cộng)\b", re.IGNORECASE)
_LABEL: Final = re.compile(r"\W*[^\W\d][^#\d:.;(]{2,40}:\s?")
_CUES: Final = ("cộng", "tính chung", "nâng", "kế", "cả ", "tổng số")
"""A quick look before the long one."""
_OTHER_PERIOD: Final = re.compile(r"\b(?:kỳ|năm|tháng|từ)\strước\b(?!\sđó)", re.IGNORECASE)
_IN_ALL: Final = re.compile(r"[,;(]\s*tổng\ssố\s(?:là\s|có\s)?$", re.IGNORECASE)
_AND: Final = re.compile(r"\s*(?:,|/|và|với)\s*(?:làm\s)?(?:chết\s|bị\sthương\s)?")
_NARROWER: Final = re.compile(r"\b(?:trong\sđó|riêng|gồm|cùng\skỳ|chỉ\stiêu)\b", re.IGNORECASE)
_MOST: Final = 12
_BACK: Final = 4


def added(scene: Scene) -> Iterator[Finding]:
    """Each total that says that it adds up what stands before it, with the counts beside it."""
    for at, total in enumerate(scene.marks):
        if not says(total.before.lower(), _CUES):
            continue
        if _ADDED.search(total.before) or _IN_ALL.search(total.before):
            end = at + 1
            while end < len(scene.marks) and _AND.fullmatch(scene.marks[end].before):
                end += 1
            for each in scene.marks[at:end]:
                if found := _sum(scene, at, each):
                    yield found


def _sum(scene: Scene, at: int, total: Mark) -> Finding | None:
    """A total against the counts of its noun in front of it, in its sentence or in those before."""
    if not _is_plain(total) or not total.known:
        return None
    if not at and (labelled := _labelled(scene, total)):
        return _weighed(scene, total, labelled)
    tried = [_parts(marks, total) for marks in _rows(scene, at)]
    exact = (parts for parts in tried if len(parts) > 1 and sum(part.value for part in parts) == total.value)
    parts = next(exact, tried[-1])
    if not 1 < len(parts) <= _MOST:
        return None
    found = sum((part.value for part in parts), Decimal(0))
    claim = Claim(ClaimKind.SUM, scene.sentence, total, total.start, total.stop, total.unit)
    values = tuple(part.value for part in parts)
    made = finding(claim, Verdict.RIGHT, recomputed=found, numerator=found, parts=values)
    if found == total.value:
        return made
    if _from_some_on(values, total.value):
        return None  # those in front belong to something else
    if any(_OTHER_PERIOD.search(last_clause(part.before) + part.after[:20]) for part in parts):
        return None  # 61 vụ trong kỳ, 12 vụ của kỳ trước: which of them are added is not said
    here = all(part in scene.marks for part in parts) and len(parts) > 2
    if here and _adds(scene, at) and max(values) < total.value and _within(total.value, found):
        return replace(made, verdict=Verdict.WRONG, mend=mend(claim, found), certainty=Decimal("0.9"))
    if _WIDER.search(scene.marks[at].before):
        return None  # nâng tổng số từ đầu năm lên 112 vụ: more than the text tells
    told = bool(_ADDED.search(scene.marks[at].before)) or family_of(parts) is not None or len(parts) > 2
    if not told or not near(total.value, found) or max(values) >= total.value:
        return None
    return replace(made, verdict=Verdict.WRONG, mend=mend(claim, found), certainty=Decimal("0.9"))


def _labelled(scene: Scene, total: Mark) -> list[Mark]:
    """`Đường sắt: xảy ra 06 vụ … Đường bộ: 133 vụ … Tổng cộng 139 vụ`: a sentence for each, its own figure first."""
    if not _BEGINS.match(scene.words):
        return []
    rows: list[Mark] = []
    for sentence in scene.earlier:
        if not _LABEL.match(sentence.words):
            break
        own = next((mark for mark in sentence.marks if same_unit(mark, total)), None)
        if own is not None and (not _is_plain(own) or _NARROWER.search(own.before)):
            return []
        rows += [own] if own is not None else []
    return rows[::-1] if len(rows) > 1 else []


def _weighed(scene: Scene, total: Mark, rows: list[Mark]) -> Finding | None:
    found = sum((row.value for row in rows), Decimal(0))
    claim = Claim(ClaimKind.SUM, scene.sentence, total, total.start, total.stop, total.unit)
    values = tuple(row.value for row in rows)
    made = replace(finding(claim, Verdict.RIGHT), recomputed=found, numerator=found, parts=values)
    if found == total.value:
        return made
    if max(values) >= total.value or _from_some_on(values, total.value) or not _within(total.value, found):
        return None
    return replace(made, verdict=Verdict.WRONG, mend=mend(claim, found), certainty=Decimal("0.9"))


def _from_some_on(values: tuple[Decimal, ...], total: Decimal) -> bool:
    """Whether the last parts alone make the total."""
    return any(sum(values[start:], Decimal(0)) == total for start in range(1, len(values) - 1))


def _adds(scene: Scene, at: int) -> bool:
    """Whether a total behind three and more parts says in so many words that they are added up."""
    return bool(_CLEARLY.search(scene.marks[at].before))


def _within(total: Decimal, found: Decimal) -> bool:
    return total * 2 <= found * _ROOM and found * 2 <= total * _ROOM


def _rows(scene: Scene, at: int) -> Iterator[tuple[Mark, ...]]:
    """The figures in front of a total, with those of ever more sentences before."""
    rows = scene.marks[:at]
    yield rows
    for sentence in scene.before[:_BACK]:
        rows = (*sentence.marks, *rows)
        yield rows


def _parts(marks: tuple[Mark, ...], total: Mark) -> list[Mark]:
    """The counts of a noun, unless something among them narrows them down."""
    since = max((at for at, mark in enumerate(marks) if _ALREADY.search(mark.before)), default=-1)
    marks = marks[since + 1 :]
    own = [mark for mark in marks if same_unit(mark, total) and mark.shape is not Shape.PERCENT]
    bare = [mark for mark in marks if not mark.unit and mark.shape is Shape.COUNT]
    counts = [mark for mark in own or bare if mark.role is Role.STATE and not MEAN.search(mark.before)]
    if any(_NARROWER.search(mark.before) for mark in marks) or not all(_is_plain(mark) for mark in counts):
        return []
    return counts


def _is_plain(mark: Mark) -> bool:
    return mark.shape is Shape.COUNT and mark.role is Role.STATE and mark.sense is Sense.EXACT and not mark.step

"""Totals told behind their parts: `cộng hai đợt 74 vụ`, `Tổng cộng 139 vụ`, `nâng tổng số lên 12 vụ`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.domain.findings import ClaimKind, Finding, Verdict
from desktop.wording.checking_arithmetic import near
from desktop.wording.checking_claims import Claim, finding, mend
from desktop.wording.checking_families import family_of
from desktop.wording.checking_scene import Scene, last_clause, same_unit, says
from desktop.wording.reading_figures import Mark, Role, Sense, Shape

_ADDED: Final = re.compile(
    r"\b(?:(?:tổng\s)?(?<!công\s)cộng(?!\s(?:đồng|tác|sự|hòa|hoà|sản|với\b))|cộng\slại|tính\schung\s(?:cả\s)?[#\d]|nâng\s(?:tổng\s)?số|(?:lũy|luỹ)\skế)\b"
    r"[^;.()]{0,60}$|\bcả\s(?:[#\d]+|hai|ba|bốn|năm)\s(?:tháng|quý|ngày|đợt|tuần|năm|đơn\svị)\s(?:có|là|xảy\sra)?\s*$",
    re.IGNORECASE,
)
_CUES: Final = ("cộng", "tính chung", "nâng", "kế", "cả ", "tổng số")
"""A quick look before the long one."""
_SO_FAR: Final = re.compile(r"\b(?:lũy|luỹ)\skế\b", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\btháng\s(?:trước\sđó|trước)\b|\bcác\stháng\strước\b", re.IGNORECASE)
"""`8 tháng trước đó: 312 vụ; lũy kế 9 tháng: 361 vụ`: only what was before says that all of it is told."""
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
    tried = [_parts(marks, total) for marks in _rows(scene, at)]
    exact = (parts for parts in tried if len(parts) > 1 and sum(part.value for part in parts) == total.value)
    parts = next(exact, tried[-1])
    if not 1 < len(parts) <= _MOST:
        return None
    found = sum((part.value for part in parts), Decimal(0))
    claim = Claim(ClaimKind.SUM, scene.sentence, total, total.start, total.stop, total.unit)
    values = tuple(part.value for part in parts)
    made = finding(claim, Verdict.RIGHT, recomputed=found, numerator=found, parts=values)
    if _SO_FAR.search(scene.marks[at].before) and not any(_BEFORE.search(part.before) for part in parts):
        return None
    if found == total.value:
        return made
    if any(_OTHER_PERIOD.search(last_clause(part.before) + part.after[:20]) for part in parts):
        return None  # 61 vụ trong kỳ, 12 vụ của kỳ trước: which of them are added is not said
    told = bool(_ADDED.search(scene.marks[at].before)) or family_of(parts) is not None or len(parts) > 2
    if not told or not near(total.value, found) or max(values) >= total.value:
        return None
    return replace(made, verdict=Verdict.WRONG, mend=mend(claim, found), certainty=Decimal("0.9"))


def _rows(scene: Scene, at: int) -> Iterator[tuple[Mark, ...]]:
    """The figures in front of a total, with those of ever more sentences before."""
    rows = scene.marks[:at]
    yield rows
    for sentence in scene.before[:_BACK]:
        rows = (*sentence.marks, *rows)
        yield rows


def _parts(marks: tuple[Mark, ...], total: Mark) -> list[Mark]:
    """The counts of a noun, unless something among them narrows them down."""
    own = [mark for mark in marks if same_unit(mark, total) and mark.shape is not Shape.PERCENT]
    bare = [mark for mark in marks if not mark.unit and mark.shape is Shape.COUNT]
    counts = [mark for mark in own or bare if mark.role is Role.STATE]
    if any(_NARROWER.search(mark.before) for mark in marks) or not all(_is_plain(mark) for mark in counts):
        return []
    return counts


def _is_plain(mark: Mark) -> bool:
    return mark.shape is Shape.COUNT and mark.role is Role.STATE and mark.sense is Sense.EXACT and not mark.step

"""A rate in a sentence of its own: `Khám phá được 185 vụ. Tỷ lệ khám phá đạt 89,4%`."""

import re
from collections.abc import Iterator
from typing import Final

from desktop.checking.arithmetic import quotient, span
from desktop.checking.claims import Reading, Strength
from desktop.checking.reading_figures import Mark, Role, Shape
from desktop.checking.scene import Scene, is_state, topics
from desktop.checking.wholes import GENERIC, has_occurred, is_done, may_hold

_PEOPLE: Final = frozenset(["đối tượng", "bị can", "người", "nghi phạm", "bị cáo", "nghi can"])
_MONEY: Final = re.compile(r"tiền|vốn|thu\shồi|ngân|thiệt\shại|dự\stoán|kinh\sphí|tài\ssản")
_CLEARED: Final = re.compile(r"khám\sphá|làm\srõ|phá\sán|điều\stra")
"""A clearance rate is of what was cleared, not of what was fined."""
_NEAR: Final = 3
"""So many sentences before may tell how many there were."""


def spoken_before(scene: Scene, rate: Mark) -> Iterator[Reading]:
    """What the sentence before says was done, out of what had occurred; only where it tells one such count."""
    lead = rate.before.lower()
    if not scene.earlier or "lệ" not in lead or "trong đó" in lead or "riêng" in lead or topics(lead) - GENERIC:
        return
    if _is_planned(rate):
        return
    marks = scene.earlier[0].marks
    done = [mark for mark in marks if _is_done_case(mark)]
    if len(done) != 1 or any(mark.shape is Shape.PERCENT and mark.start > done[0].start for mark in marks):
        return
    part = done[0]
    if part.unit == "đồng" and not _MONEY.search(lead):
        return
    if _CLEARED.search(lead) and not _CLEARED.search(part.before.lower()):
        return
    if part.second is not None:
        if found := quotient(span(part), span(part, second=True)):
            yield Reading(part.value, part.second, found, Strength.LIKELY)
        return
    for sentence in scene.earlier[:_NEAR]:
        for whole in reversed(sentence.marks):
            if is_state(whole) and may_hold(whole, part) and has_occurred(whole):
                if found := quotient(span(part), span(whole)):
                    yield Reading(part.value, whole.value, found, Strength.LIKELY)
                return


_SOLVED: Final = re.compile(
    r"(?:làm\srõ|khám\sphá|phá\sán|giải\squyết|hòa\sgiải|hoà\sgiải|hoàn\sthành|xử\slý|trả\slời|khắc\sphục|xét\sxử|thi\shành)"
    r"(?:\s(?:được|xong|thành|thành\scông|dứt\sđiểm))?(?:\s(?:là|:))?\s*$",
    re.IGNORECASE,
)
_CASES: Final = frozenset(
    ["vụ", "vụ việc", "vụ án", "vụ cháy", "việc", "đơn", "đơn thư", "tin", "hồ sơ", "ý kiến", "kiến nghị", "trường hợp"]
)
"""What is solved, answered, settled: places and people are not."""
_LEADS: Final = re.compile(r"\W*(?:(?:đạt|tỷ\slệ|tỉ\slệ|bằng|=|là|khoảng)\W*)*", re.IGNORECASE)


def bare_part(scene: Scene, index: int) -> tuple[Mark, Reading] | None:
    """`xảy ra 9 vụ, làm rõ 8, đạt 88,9%`, `Xảy ra 9 vụ. Làm rõ 8. Tỷ lệ 88,9%`: the noun stands only in front."""
    rate = scene.marks[index]
    row = scene.marks[:index] if index else scene.earlier[0].marks if scene.earlier else ()
    if not row or not _is_bare(row[-1]) or not _LEADS.fullmatch(rate.before) or _is_planned(rate):
        return None
    part, front = row[-1], [mark for mark in row[:-1] if mark.unit not in _PEOPLE]
    before = scene.earlier[0 if index else 1 :][:1]
    states = front or [mark for sentence in before for mark in sentence.marks if mark.unit not in _PEOPLE]
    wholes = [mark for mark in states if mark.role is Role.STATE and not mark.unit.startswith("người ")]
    if len(wholes) != 1 or wholes[0].unit not in _CASES or wholes[0].shape is not Shape.COUNT:
        return None
    whole = wholes[0]
    told = whole in scene.marks or has_occurred(whole)
    if not told or whole.value < part.value or is_done(whole) or not (found := quotient(span(part), span(whole))):
        return None
    return part, Reading(part.value, whole.value, found, Strength.SURE)


def _is_planned(rate: Mark) -> bool:
    return any(word in rate.after[:25] for word in ("kế hoạch", "chỉ tiêu", "dự toán", "cùng kỳ", "so với"))


def _is_bare(mark: Mark) -> bool:
    """Whether a number says how much was done, but not of what."""
    counts = mark.shape is Shape.COUNT and is_state(mark) and not mark.unit and not mark.step
    return counts and _SOLVED.search(mark.before) is not None


def _is_done_case(mark: Mark) -> bool:
    counts = is_state(mark) and mark.known and mark.unit not in _PEOPLE and not mark.unit.startswith("người ")
    return counts and mark.shape is not Shape.PERCENT and is_done(mark)

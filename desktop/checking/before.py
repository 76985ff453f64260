"""A rate in a sentence of its own: `Khám phá được 185 vụ. Tỷ lệ khám phá đạt 89,4%`."""

import re
from collections.abc import Iterator
from typing import Final

from desktop.checking.arithmetic import quotient, span
from desktop.checking.claims import Reading, Strength
from desktop.checking.reading_figures import Mark, Shape
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
    if any(word in rate.after[:25] for word in ("kế hoạch", "chỉ tiêu", "dự toán")):
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


def _is_done_case(mark: Mark) -> bool:
    counts = is_state(mark) and mark.known and mark.unit not in _PEOPLE and not mark.unit.startswith("người ")
    return counts and mark.shape is not Shape.PERCENT and is_done(mark)

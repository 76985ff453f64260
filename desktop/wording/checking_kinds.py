"""Shares of what has no noun that reports count: `khiển trách 28 (45%)`, `17 cấp ủy viên, chiếm 29,8%`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise
from typing import Final

from desktop.domain.findings import ClaimKind, Doubt, Finding
from desktop.wording.checking_arithmetic import Span, holds, quotient, span
from desktop.wording.checking_claims import Claim, Reading, Strength, judged
from desktop.wording.checking_scene import Scene, is_state
from desktop.wording.reading_figures import Mark, Shape, unit_of
from desktop.wording.reading_nouns import COUNTED

_OPENED: Final = re.compile(r"\s*\(\s*(?:chiếm\s|tỷ\slệ\s)*")
_SAID: Final = re.compile(r"[^\d;.()]{0,60},\s*chiếm\s*")
_OF_NOUN: Final = re.compile(rf"\s(?:trên\s|trong\s)?(?:tổng\s)số\s(?P<noun>{COUNTED}|đảng\sviên)\b")
_MEMBERS: Final = 3
_NEAREST: Final = 6


def share(scene: Scene, index: int) -> Finding | None:
    """A per cent behind a count whose noun reports do not count; None where nothing else vouches for the total."""
    mark, part = scene.marks[index], scene.marks[index - 1] if index else None
    if part is None or part.shape is not Shape.COUNT or not is_state(part) or part.known or part.places:
        return None
    if not part.unit and _OPENED.fullmatch(mark.before):
        readings = list(_of_list(scene, part))
    elif part.unit and _SAID.fullmatch(mark.before) and (named := _OF_NOUN.match(mark.after)):
        readings = list(_of_noun(scene, part, unit_of(named["noun"], "")))
    else:
        return None
    scene.used.add(mark.start)
    end = mark.end + (scene.sentence.text[mark.end : mark.end + 1] == ")")
    claim = Claim(ClaimKind.SHARE, scene.sentence, mark, part.start, end, part.unit)
    return judged(claim, readings, Doubt.NO_WHOLE)


def _of_list(scene: Scene, part: Mark) -> Iterator[Reading]:
    """Out of the total that most members of the list are right of: one told before, or all of them together."""
    members = [
        (each, behind)
        for each, behind in pairwise(scene.marks)
        if is_state(each) and not each.unit and behind.shape is Shape.PERCENT and _OPENED.fullmatch(behind.before)
    ]
    if len(members) < _MEMBERS:
        return
    told = chain(scene.states(scene.marks.index(members[0][0])), scene.told, scene.told_above)
    totals = [mark.value for mark in told if mark.known and mark.shape is Shape.COUNT][:_NEAREST]
    added = sum((each.value for each, _ in members), Decimal(0))
    for total in dict.fromkeys([*totals, added]):
        fits = [each for each, behind in members if each is not part and _holds(each, behind, total)]
        found = quotient(span(part), Span(total, total))
        if found and total >= part.value and len(fits) * 3 >= (len(members) - 1) * 2:
            yield Reading(part.value, total, found, Strength.SURE)


def _holds(part: Mark, rate: Mark, total: Decimal) -> bool:
    found = quotient(span(part), Span(total, total))
    return found is not None and bool(holds(rate, found))


def _of_noun(scene: Scene, part: Mark, unit: str) -> Iterator[Reading]:
    """Out of the nearest count of the noun behind `tổng số`; two of that noun in front are part and whole."""
    front = [mark for mark in scene.states(scene.marks.index(part)) if mark.shape is Shape.COUNT and mark.unit == unit]
    if len(front) > 1:
        part, front = front[0], front[1:]
    for whole in [*front, *(mark for mark in scene.told if mark.shape is Shape.COUNT and mark.unit == unit)][:1]:
        if whole.value >= part.value and (found := quotient(span(part), span(whole))):
            yield Reading(part.value, whole.value, found, Strength.LIKELY)

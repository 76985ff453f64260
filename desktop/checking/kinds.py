"""Shares of what has no noun that reports count: `khiển trách 28 (45%)`, `17 cấp ủy viên, chiếm 29,8%`."""

import re
from collections.abc import Iterator
from typing import Final

from desktop.checking.arithmetic import quotient, span
from desktop.checking.claims import Claim, Reading, Strength, judged
from desktop.checking.reading_figures import Mark, Shape, unit_of
from desktop.checking.reading_nouns import COUNTED
from desktop.checking.scene import Scene, is_state
from desktop.domain.findings import ClaimKind, Doubt, Finding

_OPENED: Final = re.compile(r"\s*\(\s*(?:chiếm\s|tỷ\slệ\s)*")
_SAID: Final = re.compile(r"[^\d;.()]{0,60},\s*chiếm\s*")
_OF_NOUN: Final = re.compile(rf"\s(?:trên\s|trong\s)?(?:tổng\s)số\s(?P<noun>{COUNTED}|đảng\sviên)\b")
_AMONG: Final = re.compile(r"\btrong\s(?:đó|số\snày)\b", re.IGNORECASE)


def share(scene: Scene, index: int) -> Finding | None:
    """A per cent behind a count whose noun reports do not count; None where nothing else vouches for the total."""
    mark, part = scene.marks[index], scene.marks[index - 1] if index else None
    if part is None or part.shape is not Shape.COUNT or not is_state(part) or part.known or part.places:
        return None
    if not part.unit and _OPENED.fullmatch(mark.before):
        readings = list(_split_up(scene, part))
    elif part.unit and _SAID.fullmatch(mark.before) and (named := _OF_NOUN.match(mark.after)):
        readings = list(_of_noun(scene, part, unit_of(named["noun"], "")))
    else:
        return None
    scene.used.add(mark.start)
    end = mark.end + (scene.sentence.text[mark.end : mark.end + 1] == ")")
    claim = Claim(ClaimKind.SHARE, scene.sentence, mark, part.start, end, part.unit)
    return judged(claim, readings, Doubt.NO_WHOLE)


def _split_up(scene: Scene, part: Mark) -> Iterator[Reading]:
    """Out of the only count in front of the `trong đó` that leads the list: `25 đại biểu, trong đó nữ 9 (36%)`."""
    for place in range(scene.marks.index(part), -1, -1):
        among = _AMONG.search(scene.marks[place].before)
        if not among:
            continue
        front = [mark for mark in scene.marks[:place] if mark.shape is Shape.COUNT and is_state(mark)]
        if not place and scene.earlier:
            front = [mark for mark in scene.earlier[0].marks if mark.shape is not Shape.PERCENT and is_state(mark)]
        if len(front) == 1 and front[0].value > part.value and (found := quotient(span(part), span(front[0]))):
            yield Reading(part.value, front[0].value, found, Strength.LIKELY)
        return


def _of_noun(scene: Scene, part: Mark, unit: str) -> Iterator[Reading]:
    """Out of the nearest count of the noun behind `tổng số`; two of that noun in front are part and whole."""
    front = [mark for mark in scene.states(scene.marks.index(part)) if mark.shape is Shape.COUNT and mark.unit == unit]
    if len(front) > 1:
        part, front = front[0], front[1:]
    for whole in [*front, *(mark for mark in scene.told if mark.shape is Shape.COUNT and mark.unit == unit)][:1]:
        if whole.value >= part.value and (found := quotient(span(part), span(whole))):
            yield Reading(part.value, whole.value, found, Strength.LIKELY)

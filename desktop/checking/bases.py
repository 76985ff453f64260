"""What a figure was before: the bases that a sentence names, and what each of them is compared with."""

import re
from collections.abc import Iterator
from typing import Final

from desktop.checking.claims import Strength
from desktop.checking.reading_figures import Mark, Role, Shape, unit_of
from desktop.checking.reading_roles import NUMBERED
from desktop.checking.scene import Scene, same_unit
from desktop.checking.words import FROM

_THEN_ALL: Final = re.compile(r"\s*;\s*(?:cùng\skỳ|kỳ\strước|năm\s(?:trước|#+)|tháng\strước)", re.IGNORECASE)
"""`27 vụ (+03 vụ), 39 đối tượng (-02 đối tượng); cùng kỳ 24 vụ, 41 đối tượng`: the bases of all of them."""
_OTHER_PERIOD: Final = re.compile(
    r"\b(?:cộng\sdồn|l(?:ũy|uỹ)\s(?:kế|tích)|tính\schung|từ\sđầu\s(?:năm|tháng|nhiệm\skỳ))\b", re.IGNORECASE
)
"""Behind these words another period is spoken of."""
_FURTHER: Final = re.compile(r"\b(?:tăng|giảm)\s(?:tiếp|thêm)\b", re.IGNORECASE)
"""`giảm tiếp 10.000 đồng`: from where the last change led to."""
_MOVES: Final = re.compile(r"\b(?:tăng|giảm)\b", re.IGNORECASE)
_RIGHT_BEHIND: Final = re.compile(r"[^\d,;.()]{0,30}\(\s*")


def is_further(count: Mark) -> bool:
    """Whether a change goes on from another one."""
    return bool(_FURTHER.search(count.before))


def bases(scene: Scene, count: Mark) -> Iterator[Mark]:
    """The base that the sentence itself names for this change: the next one of its unit behind it."""
    at = scene.marks.index(count)
    if is_further(count):
        return
    for mark in scene.marks[at + 1 :]:
        if ";" in mark.before and not _THEN_ALL.match(mark.before.rsplit(")", 1)[-1]):
            break
        if mark.role is Role.BASE and mark.shape is Shape.COUNT and same_unit(mark, count):
            yield mark
            return
        if mark.role in (Role.CHANGE, Role.STATE) and mark.shape is Shape.COUNT and same_unit(mark, count):
            break
    for mark in reversed(scene.marks[:at]):
        if mark.role is Role.BASE and mark.shape is Shape.COUNT and same_unit(mark, count):
            yield mark
            return
        if mark.role is Role.CHANGE and (";" in mark.before or same_unit(mark, count)):
            return


def told_bases(scene: Scene, index: int) -> list[Mark]:
    """The bases that a sentence names; of a per cent in brackets right behind a count only those of its noun."""
    mark = scene.marks[index]
    told = [each for each in scene.marks if each.role is Role.BASE and each.shape is Shape.COUNT]
    told = [each for each in told if each.start < mark.start or not _of_next(scene, mark, each)]
    if not scene.compares():
        told = [each for each in told if each.start > mark.start or ";" not in _between(scene, each, mark)]
    told = [each for each in told if not _OTHER_PERIOD.search(scene.sentence.text, each.stop, mark.start)]
    if (named := NUMBERED.search(mark.subject)) and not mark.carried:
        unit = unit_of(named["noun"], mark.subject)
        told = [each for each in told if each.unit == unit] or told
    own = scene.marks[index - 1] if index and _RIGHT_BEHIND.fullmatch(mark.before) else None
    return [each for each in told if own and same_unit(each, own)] or told


def _between(scene: Scene, base: Mark, mark: Mark) -> str:
    return scene.sentence.text[base.stop : mark.start]


def _of_next(scene: Scene, mark: Mark, base: Mark) -> bool:
    """Whether a base behind a per cent is that of another change: `tăng 6,1%; bình quân tăng từ 1,12 lên 1,24`."""
    between = scene.sentence.text[mark.end : base.start]
    parted = between.rfind(";")
    if parted >= 0 and not _THEN_ALL.match(between[parted:]):
        return True
    return bool(FROM.search(base.before)) and bool(_MOVES.search(between))


def nows(scene: Scene, base: Mark) -> Iterator[tuple[Mark, Strength]]:
    """What a named base is compared with: `từ 96 vụ xuống còn 83 vụ`, else the figure in front of it."""
    at = scene.marks.index(base)
    behind = scene.marks[at + 1] if at + 1 < len(scene.marks) else None
    moved = behind is not None and re.fullmatch(r"\s*(?:xuống|lên|còn|đến)(?:\scòn|\sđến)?\s*", behind.before)
    if behind is not None and moved and (same_unit(behind, base) or not base.known):
        yield behind, Strength.TOLD
        return
    fronts = [mark for mark in reversed(scene.marks[:at]) if mark.role is Role.STATE and mark.shape is Shape.COUNT]
    fits = [now for now in fronts if same_unit(now, base)]
    for number, now in enumerate(fits):
        yield now, Strength.LIKELY if number else Strength.SURE
    if not fits and scene.compares() and scene.earlier:
        told = [mark for mark in scene.earlier[0].marks if mark.role is Role.STATE and same_unit(mark, base)]
        yield from ((now, Strength.SURE) for now in told if len(told) == 1 and now.shape is Shape.COUNT)

"""Counts of change where both figures are printed: `giảm 10 vụ (207/217 vụ)`, `tăng 6 vụ so với cùng kỳ (40 vụ)`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Final

from desktop.checking.bases import bases
from desktop.checking.changes import verb_start
from desktop.checking.claims import Claim, as_printed, finding, mend, turned
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import PERSONS, Scene, about, same_unit, topics
from desktop.domain.findings import ClaimKind, Finding, Operands, Verdict

_BESIDE: Final = re.compile(
    r"[^;.\d]{0,25}(?:\d[\d.,]*\s?%[^;.\d]{0,20})?\(\s*|[^;.\d]{0,40}(?:\(|so\s(?:với|cùng)[^;.\d]{0,40},)\s*|[^;.\d]{0,20}\([^;()]{0,20}\)\s*\(\s*"
)
_OPENED: Final = re.compile(r"\s*\(\s*(?:giảm|tăng|ít\shơn|nhiều\shơn)?\s*[+\-–]?\s*", re.IGNORECASE)
"""`38/41 (giảm 3 người)`: the pair stands in front."""
_TO: Final = re.compile(r"(?:\s[^\W\d]+){0,2}\s*(?:xuống|lên|còn|đến)(?:\scòn|\sđến|\sthành)?\s*", re.IGNORECASE)
_NEAREST: Final = 8
"""So many figures of earlier sentences are tried."""


def differences(scene: Scene) -> Iterator[Finding]:
    """The changes of a sentence against the figures that they lie between."""
    for at, count in enumerate(scene.marks):
        if count.role is not Role.CHANGE or count.shape is not Shape.COUNT or count.sense is not Sense.EXACT:
            continue
        if count.unit == "lần":
            continue
        if found := _beside_pair(scene, at, count) or _against_base(scene, at, count):
            yield found


def _beside_pair(scene: Scene, at: int, count: Mark) -> Finding | None:
    """The pair right behind a change, or the one whose bracket it stands in."""
    for pair in scene.marks[at + 1 : at + 3]:
        if pair.shape is Shape.PERCENT:
            continue
        fits = same_unit(pair, count) or (pair.role is Role.COMPARED and not (pair.known and count.known))
        if pair.shape is Shape.PAIR and fits and _BESIDE.fullmatch(scene.sentence.text[count.stop : pair.start]):
            return _of_pair(scene, at, count, pair, max(pair.stop, count.stop))
        break
    front = scene.marks[at - 1] if at else None
    if front is None or front.shape is not Shape.PAIR or front.role is not Role.STATE:
        return None
    fits = same_unit(front, count) or not front.known
    return _of_pair(scene, at, count, front, count.stop) if fits and _OPENED.fullmatch(count.before) else None


def _of_pair(scene: Scene, at: int, count: Mark, pair: Mark, end: int) -> Finding:
    assert pair.second is not None
    claim = _claim(scene, count, end)
    if (told := _same_whole(scene, at, pair)) is not None:
        return _weighed(claim, told.value, pair.value, either=False)
    now = _told_now(scene, at, count, pair)
    if now == pair.second:
        return _weighed(claim, pair.second, pair.value, either=False)
    return _weighed(claim, pair.value, pair.second, either=now is None)


def _same_whole(scene: Scene, at: int, pair: Mark) -> Mark | None:
    """`là 4/15, tăng 2 đơn vị so với cuối năm 2024 (2/15)`: two parts of one whole, of now and of then."""
    front = [mark for mark in scene.marks[:at] if mark.shape is Shape.PAIR and mark.role is Role.STATE]
    return front[-1] if front and front[-1].second == pair.second and front[-1].value != pair.value else None


def _told_now(scene: Scene, at: int, count: Mark, pair: Mark) -> Decimal | None:
    """Which figure of a pair is the one that the text told before; writers turn pairs round."""
    here = [mark for mark in scene.states(at) if not _is_aside(scene, mark, count)]
    told = (mark.value for mark in (*here, *islice(scene.told, _NEAREST)) if _is_now(mark, count))
    return next((value for value in told if value in (pair.value, pair.second)), None)


def _is_aside(scene: Scene, mark: Mark, count: Mark) -> bool:
    """Whether a figure stands in a bracket that is closed before the change."""
    between = scene.sentence.text[mark.stop : count.start]
    return between.count(")") > between.count("(")


def _is_now(mark: Mark, count: Mark) -> bool:
    return mark.shape is Shape.COUNT and (same_unit(mark, count) or {mark.unit, count.unit} <= PERSONS)


def _against_base(scene: Scene, at: int, count: Mark) -> Finding | None:
    base = next(bases(scene, count), None)
    if base is None or base.sense is not Sense.EXACT or base.step != count.step:
        return None
    claim = _claim(scene, count, max(base.stop, count.stop))
    if (now := _moved_to(scene, base, count)) is not None:
        return _weighed(replace(claim, end=now.stop), now.value, base.value, either=False)
    front = [mark for mark in reversed(scene.marks[:at]) if mark.start not in scene.split]  # the whole changed
    here = [mark for mark in front if mark.role in (Role.STATE, Role.BASE) and mark is not base]
    nows = _plain(here, count)
    if at and scene.marks[at - 1] is base:  # so với 144 vụ, tăng 65 vụ: what was told last before the base is now
        nows = nows[:1]
    if not nows:
        told = _plain([*islice(scene.told, _NEAREST)], count)
        if len(told) == 1 and scene.compares() and _alone(scene, base) and told[0].value != base.value:
            return _weighed(claim, told[0].value, base.value, either=False)
        return _turned(claim, told, base)
    outside = [now for now in nows if not _in_bracket(scene, now)]
    if scene.marks[at + 1 : at + 2] == (base,) and len(outside) == 1:  # 153 đơn (cũ 4, mới 149), tăng 13 đơn (… 140)
        nows = outside
    for now in nows:
        if (now.value - base.value) == count.value * count.direction:
            return _weighed(claim, now.value, base.value, either=False)
    if len(nows) > 1 or nows[0].role is Role.BASE or topics(count.subject) - about(nows[0]):
        return None
    return _weighed(claim, nows[0].value, base.value, either=False)


def _alone(scene: Scene, base: Mark) -> bool:
    """Whether a base stands alone in its bracket."""
    return base.before.rstrip().endswith("(") and scene.sentence.text[base.stop : base.stop + 1] == ")"


def _moved_to(scene: Scene, base: Mark, count: Mark) -> Mark | None:
    """`từ 305 lên 334 vụ`, `140 xuống 134`: what it is now stands right behind the base."""
    place = scene.marks.index(base) + 1
    now = scene.marks[place] if place < len(scene.marks) else None
    if now is None or not _TO.fullmatch(now.before) or now.shape is not Shape.COUNT or now.sense is not Sense.EXACT:
        return None
    return now if same_unit(now, count) or not now.unit else None


def _in_bracket(scene: Scene, mark: Mark) -> bool:
    lead = scene.sentence.text[scene.sentence.start : mark.start]
    return lead.count("(") > lead.count(")")


def _plain(marks: list[Mark], count: Mark) -> list[Mark]:
    """Exact counts of the noun that changed."""
    counts = [mark for mark in marks if same_unit(mark, count) and mark.shape is Shape.COUNT]
    return [mark for mark in counts if mark.sense is Sense.EXACT and mark.step == count.step]


def _turned(claim: Claim, nows: list[Mark], base: Mark) -> Finding | None:
    """With what is now told in an earlier sentence only the direction is judged: the figures must fit each other."""
    apart = [now for now in nows if abs(now.value - base.value) == claim.mark.value]
    return _weighed(claim, apart[0].value, base.value, either=False) if apart and claim.mark.direction else None


def _claim(scene: Scene, count: Mark, end: int) -> Claim:
    return Claim(
        ClaimKind.DIFFERENCE, scene.sentence, count, verb_start(count), end, count.unit, count.direction < 0
    )


def _weighed(claim: Claim, now: Decimal, base: Decimal, either: bool) -> Finding:
    """The printed change against the difference of the printed figures."""
    moved = now - base
    said = -claim.mark.value if claim.falls else claim.mark.value
    loose = claim.mark.step * 2  # 54,6 − 55,7 tỷ: each of them was rounded
    right = abs(abs(moved) - abs(said)) <= loose if either else abs(moved - said) <= loose
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    made = finding(claim, verdict, recomputed=abs(moved), numerator=now, denominator=base)
    if right:
        return as_printed(claim, made)
    if abs(abs(moved) - claim.mark.value) <= loose:
        made = replace(made, nearest=(Operands(base, now, backwards=True),), turn=turned(claim))
        return as_printed(claim, made)
    return as_printed(claim, replace(made, mend=mend(claim, abs(moved))))

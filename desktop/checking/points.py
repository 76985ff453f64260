"""Rates against rates: points over a target, points against the same period, rates of the whole and of its parts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.checking.arithmetic import Span
from desktop.checking.claims import Claim, Reading, Strength, finding, judged
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene
from desktop.domain.findings import ClaimKind, Doubt, Finding, Verdict

_OVER_TARGET: Final = re.compile(r"\bvượt\b[^\d,;.]*$", re.IGNORECASE)
_TARGET: Final = re.compile(
    r"\s*\)?\s*(?:điểm\s)?(?:so\svới\s)?(?:\w+\s){0,3}(?:chỉ\stiêu|kế\shoạch|mục\stiêu|yêu\scầu|nghị\squyết)",
    re.IGNORECASE,
)
_TARGETS_FROM: Final = 50
_DEFAULTS: Final = frozenset(map(Decimal, range(_TARGETS_FROM, 101, 5)))
"""Targets are round figures."""


def is_over_target(mark: Mark) -> bool:
    """Whether a per cent says by how much a target was passed or missed."""
    if mark.role is Role.TARGET and mark.value >= _TARGETS_FROM:
        return False  # vượt chỉ tiêu 90%: the target itself
    if _OVER_TARGET.search(mark.before):
        return True
    return mark.role is Role.CHANGE and bool(_TARGET.match(mark.after))


def says_how_far(mark: Mark, last: Mark | None) -> bool:
    """`vượt chỉ tiêu 90% Quốc hội giao là 2,04%`: the second per cent says by how much."""
    if last is None or last.role is not Role.TARGET or last.shape is not Shape.PERCENT:
        return False
    return "vượt" in last.before.lower() and bool(re.fullmatch(r"[^\d,;.()]{0,40}(?:là|:|\()\s*", mark.before))


def over_target(scene: Scene, index: int) -> Finding:
    """`92,7% (vượt 17,7% chỉ tiêu)`: the rate less the target; some writers divide by it instead."""
    marks, mark = scene.marks, scene.marks[index]
    scene.used.add(mark.start)
    missed = mark.direction < 0
    rate = next((each for each in reversed(marks[:index]) if _is_rate(each)), None)
    start = rate.start if rate else mark.start
    claim = Claim(ClaimKind.POINTS, scene.sentence, mark, start, mark.end, "điểm", missed)
    if rate is None:
        return judged(claim, [])
    targets = [(each, Strength.TOLD) for each in marks if _is_target_of(scene, each, rate, mark)]
    if not targets:
        stated = re.search(r"chỉ\stiêu", mark.after)
        after = marks[index + 1] if index + 1 < len(marks) else None
        after = after if after and after.role is not Role.CHANGE else None
        if stated and after and after.shape is Shape.PERCENT and len(after.before) < 60 and ";" not in after.before:
            targets = [(after, Strength.SURE)]
    for sentence in scene.earlier:
        targets += [
            (each, Strength.GUESS)
            for each in sentence.marks
            if each.role is Role.TARGET and each.shape is Shape.PERCENT
        ]
    readings = [
        reading
        for target, strength in targets
        for value in _values(scene, rate)
        for reading in _over(rate, value, target, mark, _surely(scene, rate, strength))
    ]
    if not targets and _round_target(rate, mark, missed):
        return replace(finding(claim, Verdict.CANNOT_CHECK, doubt=Doubt.NO_BASE))
    return judged(claim, readings)


def _is_target_of(scene: Scene, target: Mark, rate: Mark, mark: Mark) -> bool:
    """Whether a target is named for this rate: no other rate and no semicolon stands between them."""
    if target.role is not Role.TARGET or target.shape is not Shape.PERCENT:
        return False
    if target is mark or target.value < mark.value:
        return False
    first, last = min(target.start, rate.start), max(target.start, mark.start)
    between = [each for each in scene.marks if first < each.start < last and each not in (rate, mark, target)]
    if any(each.shape is Shape.PERCENT for each in between):
        return False
    return ";" not in scene.sentence.text[first:last]


def _round_target(rate: Mark, mark: Mark, missed: bool) -> bool:
    return (rate.value + mark.value if missed else rate.value - mark.value) in _DEFAULTS


def _values(scene: Scene, rate: Mark) -> list[Decimal]:
    """A rate as printed, and as it should be."""
    return [rate.value, scene.corrected[rate.start]] if rate.start in scene.corrected else [rate.value]


def _surely(scene: Scene, rate: Mark, strength: Strength) -> Strength:
    """What builds on a wrong rate cannot be called wrong itself."""
    return Strength.GUESS if rate.start in scene.corrected else strength


def _over(rate: Mark, value: Decimal, target: Mark, mark: Mark, strength: Strength) -> Iterator[Reading]:
    points = target.value - value if mark.direction < 0 else value - target.value
    points = max(points, Decimal(0))
    loose = Decimal(5).scaleb(-rate.places - 1) if mark.places > rate.places else Decimal(0)
    yield Reading(value, target.value, Span(max(points - loose, Decimal(0)), points + loose, True, points), strength)
    if target.value:
        relative = points * 100 / target.value
        yield Reading(value, target.value, Span(relative, relative), Strength.GUESS)


def _is_rate(mark: Mark) -> bool:
    return mark.shape is Shape.PERCENT and mark.role is Role.STATE and not mark.sign


def against_rate(scene: Scene, index: int) -> Finding | None:
    """`đạt 89,4%, tăng 3,2% so với cùng kỳ (86,2%)`: points between two printed rates; None where that is not said."""
    marks, mark = scene.marks, scene.marks[index]
    last = marks[index - 1] if index else None
    if mark.role is not Role.CHANGE or last is None or last.shape is not Shape.PERCENT:
        return None
    if not (_is_rate(last) or last.role is Role.BASE) or re.search(r"[;.]|số\svụ|số\sđối", mark.before):
        return None
    base = next((each for each in marks[index + 1 : index + 2] if each.shape is Shape.PERCENT), None)
    based = base is not None and (base.role is Role.BASE or bool(re.fullmatch(r"[^;.]{0,60}\(\s*", base.before)))
    if last.role is Role.BASE:
        base, based, last = last, True, marks[index - 2]
        if index < 2 or not _is_rate(last):
            return None
    scene.used.add(mark.start)
    end = base.end if base and based else mark.end
    claim = Claim(ClaimKind.POINTS, scene.sentence, mark, last.start, end, "điểm", mark.direction < 0)
    if base is None or not based:
        return judged(claim, [])
    scene.used.add(base.start)
    told = Strength.TOLD if base.role is Role.BASE else Strength.SURE
    return judged(claim, moved_between(scene, last, base, mark.direction, told))


def moved_between(scene: Scene, rate: Mark, base: Mark, direction: int, told: Strength) -> Iterator[Reading]:
    """How far a rate lies from its base, in points; some writers divide by the base instead."""
    strength = _surely(scene, rate, told)
    for value in _values(scene, rate):
        moved = (value - base.value) * direction
        yield Reading(value, base.value, _rounded_twice(rate, base, moved), strength)
        if base.value:
            relative = moved * 100 / base.value
            yield Reading(value, base.value, Span(relative, relative), Strength.GUESS)


def _rounded_twice(rate: Mark, base: Mark, moved: Decimal) -> Span:
    """The points between two printed rates: each of them was rounded, the difference may have been before."""
    loose = sum((Decimal(5).scaleb(-each.places - 1) for each in (rate, base) if each.places), Decimal(0))
    return Span(moved - loose, moved + loose * Decimal("0.999"), True, moved)


_PARTS: Final = re.compile(r"\b(?:gồm|bao\sgồm|trong\sđó)\b", re.IGNORECASE)
_ALL: Final = re.compile(r"\b(?:bao\s)?gồm\b", re.IGNORECASE)


def between(scene: Scene) -> Iterator[Finding]:
    """A rate of everything, then the rates of all its parts: it must lie between them."""
    rates = [mark for mark in scene.marks if _is_rate(mark)]
    for place, whole in enumerate(rates):
        parts = rates[place + 1 :]
        if (
            len(parts) < 2
            or not _ALL.search(parts[0].before)
            or not re.search(r"đạt|tỷ lệ|làm rõ|khám phá", parts[0].before)
        ):
            continue
        if any(mark.sense in (Sense.ABOUT, Sense.UNDER) for mark in (whole, *parts)) or whole.sense is not Sense.EXACT:
            continue
        low, high = min(part.value for part in parts), max(part.value for part in parts)
        claim = Claim(ClaimKind.BETWEEN, scene.sentence, whole, whole.start, parts[-1].end)
        open_above = any(part.sense is Sense.OVER for part in parts)
        right = low <= whole.value and (whole.value <= high or open_above)
        made = finding(claim, Verdict.RIGHT if right else Verdict.WRONG)
        yield replace(made, parts=tuple(part.value for part in parts))
        return

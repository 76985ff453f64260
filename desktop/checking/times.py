"""How many times as many: `gấp 3 lần cùng kỳ (138 vụ)`, `tăng gấp đôi`, `bằng một phần ba`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from desktop.checking.arithmetic import Span, holds, span
from desktop.checking.claims import Claim, Reading, Strength, judged, unsure
from desktop.checking.periods import is_past
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene, same_unit
from desktop.domain.findings import ClaimKind, Finding, Verdict

_TOLD: Final = {
    "đôi": 2, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10
}  # fmt: skip
_IN_WORDS: Final = re.compile(
    rf"\bgấp\s(?P<times>{'|'.join(_TOLD)})\b(?!\srưỡi)(?:\slần\b)?"
    r"|\bbằng\s(?P<half>(?:một|1)\snửa\b|1/2(?!\d)|½)"
    rf"|\bbằng\s(?:một|1)\sphần\s(?P<part>{'|'.join(_TOLD)})\b",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(r"\b(?:gấp|tăng)\s(?:(?:hơn|gần|khoảng|trên|tới|đến)\s)?$", re.IGNORECASE)
_RISES: Final = re.compile(r"\btăng\s(?:\w+\s){0,2}$", re.IGNORECASE)
"""`tăng 3 lần` says three times as many to some, three times more to others."""
_LEAD: Final = re.compile(
    r"\W*(?:(?:đã|cũng|tăng|nhiều|cao|lớn|đạt|chỉ|tức|là|và|như\svậy|tương\sđương|bằng|gấp|hơn|gần|khoảng|trên|tới"
    r"|con\ssố\snày|số\sliệu\snày|số\svụ\snày)\b\W*)*$",
    re.IGNORECASE,
)
"""Between the figure and the verb nothing else is spoken of."""
_AGAINST: Final = re.compile(
    r"[^\d;.()]{1,60}\(\s*(?:[^\W\d]+\s){0,3}|\sso\s(?:với|cùng)\s(?:con\ssố\s|mức\s)?",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\btừ\s(?:mức\s)?$", re.IGNORECASE)
_UP_TO: Final = re.compile(r"\s?(?:\w+\s)?lên\s(?:\w+\s)?")
_AIMED: Final = re.compile(r"quy\sđịnh|giá|thị\strường|lãi\ssuất|mức\scao\snhất", re.IGNORECASE)
_FEW: Final = 5
_FAR: Final = Decimal("2.5")
"""A factor that is so much off was read wrongly."""


@dataclass(frozen=True)
class _Factor:
    """What is claimed: a number of times, or (`inverse`) one part in so many."""

    mark: Mark
    start: int
    inverse: bool = False
    worded: bool = False


def times(scene: Scene) -> Iterator[Finding]:
    """Every `gấp n lần` of a sentence whose two figures stand there."""
    for factor in _factors(scene):
        if (found := _judged(scene, factor)) is not None:
            yield found


def _factors(scene: Scene) -> Iterator[_Factor]:
    for mark in scene.marks:
        if mark.shape is Shape.COUNT and mark.unit == "lần" and (verb := _TIMES.search(mark.before)):
            yield _Factor(mark, mark.start - len(mark.before) + verb.start())
    text = scene.sentence.text
    for found in _IN_WORDS.finditer(text, scene.sentence.start, scene.sentence.end):
        word = found["times"] or found["part"]
        value = Decimal(_TOLD[word.lower()] if word else 2)
        mark = Mark(Shape.COUNT, found.start(), found.end(), found.end(), value, 0, unit="lần")
        yield _Factor(mark, found.start(), not found["times"], worded=True)


def _judged(scene: Scene, factor: _Factor) -> Finding | None:
    operands = _operands(scene, factor)
    if operands is None:
        return None
    now, base, end = operands
    if base.low <= 0 or now.low <= 0:
        return None
    over, under = (base, now) if factor.inverse else (now, base)
    found = Span(over.low / under.high, over.high / under.low, over.exact and under.exact, over.middle / under.middle)
    mark = factor.mark
    scene.used.add(mark.start)
    claim = Claim(ClaimKind.TIMES, scene.sentence, mark, factor.start, max(end, mark.stop), "lần")
    made = judged(claim, [Reading(over.middle, under.middle, found, Strength.TOLD)])
    if made.verdict is not Verdict.WRONG:
        return made
    rises = factor.worded or bool(_RISES.search(mark.before))
    rises = rises and not (mark.places and "gấp" in mark.before.lower())
    more = Span(found.low - 1, found.high - 1, found.exact, found.middle - 1)
    far = mark.value > found.middle * _FAR or found.middle > mark.value * _FAR
    if far or (rises and holds(mark, more)):
        return unsure(made)
    return replace(made, mend=None) if factor.worded else made


def _operands(scene: Scene, factor: _Factor) -> tuple[Span, Span, int] | None:
    """What there is now, what it is compared with, and where both are told."""
    text, mark = scene.sentence.text, factor.mark
    fronts = [each for each in scene.marks if each.stop <= factor.start]
    behind = next((each for each in scene.marks if each.start >= mark.stop), None)
    if _AIMED.search(text[mark.stop : mark.stop + 40]):
        return None
    if behind is not None and _AGAINST.fullmatch(text[mark.stop : behind.start]):
        return _with_base(scene, factor, fronts, behind)
    bases = [each for each in fronts if is_past(each)]
    if len(bases) != 1:
        return None
    since = fronts[fronts.index(bases[0]) + 1 :]
    if len(since) > 1 or not all(_alike(each, bases[0]) for each in since):
        return None  # something else is told between
    return _with_base(scene, factor, fronts, bases[0])


def _with_base(scene: Scene, factor: _Factor, fronts: list[Mark], base: Mark) -> tuple[Span, Span, int] | None:
    if base.sense is not Sense.EXACT:
        return None
    if (now := _moved_to(scene, base)) is not None:
        return span(now), span(base), now.stop
    if base.shape is Shape.PAIR and base.second is not None:
        return span(base), span(base, second=True), base.stop
    own = [each for each in fronts if each is not base and not is_past(each) and _alike(each, base)]
    own = [each for each in own if each.role is Role.STATE]
    if not own:
        return _resumed(scene, factor, base)
    if own[-1].sense is not Sense.EXACT:
        return None
    now = own[-1]
    between = scene.sentence.text[now.stop : factor.start]
    if between.count(";") > 1 or not _spoken_of(between):
        return None
    return span(now), span(base), max(base.stop, factor.mark.stop)


def _resumed(scene: Scene, factor: _Factor, base: Mark) -> tuple[Span, Span, int] | None:
    """`Phát hiện 414 vụ. Con số này gấp 3 lần cùng kỳ (138 vụ)`: the only such figure of the sentence before."""
    lead = scene.sentence.text[scene.sentence.start : factor.start]
    if not scene.earlier or not _LEAD.match(lead):
        return None
    told = [each for each in scene.earlier[0].marks if each.role is Role.STATE and _alike(each, base)]
    if len(told) != 1 or told[0].sense is not Sense.EXACT:
        return None
    return span(told[0]), span(base), max(base.stop, factor.mark.stop)


def _moved_to(scene: Scene, base: Mark) -> Mark | None:
    """`(từ 8 vụ lên 20 vụ)`: what a base in a bracket has become."""
    behind = next((each for each in scene.marks if each.start >= base.stop), None)
    if behind is None or not _FROM.search(base.before) or not _UP_TO.fullmatch(behind.before):
        return None
    return behind if _alike(behind, base) or not base.unit else None


def _alike(one: Mark, other: Mark) -> bool:
    if one.shape is not other.shape:
        return False
    return one.shape is Shape.PERCENT or same_unit(one, other)


def _spoken_of(between: str) -> bool:
    """Whether the verb still speaks of the figure in front: no subject of its own stands between."""
    outside = re.sub(r"\([^()]*\)", "", between)
    if not re.search("[,;]", outside) and len(outside.split()) < _FEW:
        return True
    return bool(_LEAD.match(re.split(r"[,;:(]", outside)[-1]))

"""A part of its total: `trộm cắp 83 vụ, chiếm 40,1%`; the total was named before, or stands behind `trong tổng số`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice, pairwise
from typing import Final

from desktop.checking import kinds
from desktop.checking.arithmetic import Span, holds, quotient, span
from desktop.checking.claims import Claim, Reading, Strength, judged
from desktop.checking.rates import carried_over, count_opened
from desktop.checking.reading_figures import Mark, Shape, unit_of
from desktop.checking.reading_nouns import COUNTED
from desktop.checking.scene import Scene, about, is_state, same_unit
from desktop.checking.wholes import GENERIC, may_hold, named_whole
from desktop.checking.words import AMONG
from desktop.domain.findings import ClaimKind, Doubt, Finding

_OF_NOUN: Final = re.compile(
    rf"\s(?:trong\s|trên\s|của\s|so\svới\s)?(?:tổng\s)?số\s(?:các\s)?(?P<noun>{COUNTED})\b"
)
"""`6.364 vụ với 6.432 trẻ em, chiếm 75,4% tổng số vụ`: the noun says which of the two."""
SHARE_CUE: Final = re.compile(r"\bchiếm\b", re.IGNORECASE)


_NEAREST: Final = 12
"""So many totals of other sentences are tried."""


def share(scene: Scene, index: int) -> Finding | None:
    """`trộm cắp 83 vụ (40,1%)`, `chiếm 40,1%`, `37% (823 vụ)`: a part of a total that was named before."""
    mark = scene.marks[index]
    part = _part_of_share(scene, index)
    says = bool(SHARE_CUE.search(mark.before))
    if part is None and (found := kinds.share(scene, index)):
        return found
    if part is None:
        if not says:
            return None
        scene.used.add(mark.start)
        return judged(Claim(ClaimKind.SHARE, scene.sentence, mark, mark.start, mark.end), [], Doubt.NO_WHOLE)
    readings = _wholes(scene, index, part, says)
    scene.used.add(mark.start)
    end = max(mark.end, part.stop)
    end += scene.sentence.text[end : end + 1] == ")"
    claim = Claim(ClaimKind.SHARE, scene.sentence, mark, min(mark.start, part.start), end, part.unit)
    return judged(claim, readings, Doubt.NO_WHOLE)


def _part_of_share(scene: Scene, index: int) -> Mark | None:
    marks, mark = scene.marks, scene.marks[index]
    after = marks[index + 1] if index + 1 < len(marks) else None
    says = SHARE_CUE.search(mark.before)
    if after and says and after.shape is Shape.COUNT and re.fullmatch(r"[^\d,;.()]{0,40}\(\s*(?:với\s)?", after.before):
        return after
    if after and not says and _is_told_behind(scene, index, after):
        return after
    last = _outside(scene, index)
    if says and re.fullmatch(r"[^\d]*;\s*chiếm\D*", mark.before):
        last = next((each for each in reversed(marks[:index]) if is_state(each)), None)
        return last if last and last.shape is Shape.COUNT and last.known else None
    if last is None or not is_state(last) or last.shape is not Shape.COUNT or not last.known:
        return None
    if says and index > 1 and (named := _OF_NOUN.match(mark.after)) and unit_of(named["noun"], "") != last.unit:
        other = marks[index - 2]
        beside = is_state(other) and other.shape is Shape.COUNT and other.unit == unit_of(named["noun"], "")
        last = other if beside and not re.search(r"[;.()]", last.before) else last
        if not beside and last.before.strip() in ("/", "với") and is_state(other):
            return None  # án rút gọn 5 vụ/5 bị cáo, chiếm 8% số vụ
    if says:
        lead = mark.before[: says.start()]
        return None if ";" in lead or len(lead.split()) > 12 else last
    return (
        last
        if re.fullmatch(r"[^\d,;.()]{0,60}\(\s*(?:bằng\s|tỷ\slệ\s|tỉ\slệ\s|khoảng\s|gần\s|hơn\s|trên\s)*", mark.before)
        else None
    )


def _is_told_behind(scene: Scene, index: int, part: Mark) -> bool:
    """`trong 2.225 vụ có 37% (823 vụ) là trộm cắp`: the part stands in brackets behind its share."""
    counts = part.shape is Shape.COUNT and part.known and is_state(part) and re.fullmatch(r"\s*\(\s*", part.before)
    beside = scene.marks[index - 1] if index else None
    return bool(counts and beside and _HAVE.search(scene.marks[index].before) and may_hold(beside, part))


_HAVE: Final = re.compile(r"\b(?:có|với)\s*$", re.IGNORECASE)


def _outside(scene: Scene, index: int) -> Mark | None:
    """The figure in front; behind a bracket that holds figures it is the one in front of the bracket."""
    text, at = scene.sentence.text, scene.marks[index].start
    for place in range(index - 1, -1, -1):
        mark = scene.marks[place]
        closed = text.count(")", mark.stop, at) > text.count("(", mark.stop, at)
        if not closed or mark.shape is not Shape.COUNT:
            return mark
    return None


def _wholes(scene: Scene, index: int, part: Mark, says: bool) -> Iterator[Reading]:
    """Totals of the same noun that were named before: the nearer, the surer."""
    at = scene.marks.index(part)
    for whole in scene.marks[index + 1 :]:
        if _OF_ALL.search(whole.before) and may_hold(whole, part):
            strength = Strength.TOLD if whole is scene.marks[index + 1] else Strength.SURE
            if found := quotient(span(part), span(whole)):
                yield Reading(part.value, whole.value, found, strength)
    siblings = _siblings(scene, part)
    states = [each for each in scene.states(at) if may_hold(each, part) or _pair_holds(each, part)]
    beside = [each for each in states if each.value in siblings]
    here = [each for each in states if each.value not in siblings]
    told = list(islice((each for each in scene.told if may_hold(each, part)), _NEAREST))
    above = islice((each for each in scene.told_above if may_hold(each, part)), _NEAREST)
    nested = bool(AMONG.search(scene.sentence.text[scene.marks[0].stop : part.start])) and bool(beside)
    named = named_whole(scene, index, part)
    for number, whole in enumerate(islice(chain(here, beside, told, above), 20)):
        holder = span(whole, second=whole.shape is Shape.PAIR)
        if found := quotient(span(part), holder):
            strength = _share_strength(whole, here, told, says, len(siblings) > 1)
            among = not number and whole in here and AMONG.search(scene.sentence.text[whole.stop : part.start])
            if among or _is_named(named, whole):
                strength = max(strength, Strength.LIKELY)
            if whole in beside:
                strength = Strength.LIKELY if nested and whole is _split_up(scene, part) else Strength.GUESS
            elif not nested and _agreed(scene, part, holder):
                strength = Strength.SURE
            yield Reading(part.value, holder.middle, found, strength)
        for both in _together(scene, whole):
            if found := quotient(span(part), both):
                yield Reading(part.value, both.middle, found, Strength.LIKELY)
        if number < 3:
            others = [each for each in (*here, *told) if each is not whole][:3]
            yield from (each for other in others for each in carried_over(part, whole, other))


def _is_named(named: frozenset[str], whole: Mark) -> bool:
    """Whether most of the words that a share is said to be out of are those of a total."""
    own = named - GENERIC
    return bool(own) and len(own & about(whole)) * 3 >= len(own) * 2


def _together(scene: Scene, whole: Mark) -> Iterator[Span]:
    """`19 vụ cháy, 1 vụ nổ`: two kinds of one noun in a row may be the total together."""
    rows = (scene.marks, *(sentence.marks for sentence in scene.earlier[:2]))
    row = next((marks for marks in rows if whole in marks), ())
    at = row.index(whole) if row else -1
    for other in row[at + 1 : at + 2]:
        kinds = whole.unit != other.unit and whole.unit.split(" ")[0] == other.unit.split(" ")[0]
        if kinds and other.shape is Shape.COUNT and other.before.strip() in (",", "và"):
            yield span(whole) + span(other)


def _split_up(scene: Scene, part: Mark) -> Mark | None:
    """The count in front of the last `trong đó` before a part: the one that is split there."""
    at = next((n for n, each in enumerate(scene.marks) if each is part), 0)
    for place in range(at, 0, -1):
        if AMONG.search(scene.marks[place].before):
            return next((each for each in reversed(scene.marks[:place]) if is_state(each)), None)
    return None


_OF_ALL: Final = re.compile(
    r"(?:trong|trên|của)\s(?:tổng\s)?(?:số\s)?(?:các\s)?$|/\s*tổng\s(?:số\s)?(?:các\s)?$", re.IGNORECASE
)


def _share_strength(whole: Mark, here: list[Mark], told: list[Mark], says: bool, listed: bool) -> Strength:
    if whole in here:
        return Strength.SURE if len(here) == 1 and (says or listed) else Strength.LIKELY
    if whole in told and not here:
        return Strength.LIKELY if says or listed else Strength.GUESS
    return Strength.GUESS


def _siblings(scene: Scene, part: Mark) -> list[Decimal]:
    """The values of all parts of one enumeration: counts with a per cent right behind them."""
    marks = scene.marks
    return [
        each.value
        for each, follower in pairwise(marks)
        if is_state(each) and follower.shape is Shape.PERCENT and count_opened(follower) and same_unit(each, part)
    ]


def _agreed(scene: Scene, part: Mark, whole: Span) -> bool:
    """Whether another part of the same enumeration is right out of this whole."""
    for each, follower in pairwise(scene.marks):
        if each is part or not is_state(each) or follower.shape is not Shape.PERCENT or not same_unit(each, part):
            continue
        found = quotient(span(each), whole) if count_opened(follower) or SHARE_CUE.search(follower.before) else None
        if found and holds(follower, found):
            return True
    return False


def _pair_holds(whole: Mark, part: Mark) -> bool:
    return whole.shape is Shape.PAIR and same_unit(whole, part) and (whole.second or 0) >= part.value

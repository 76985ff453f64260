"""Changes against a base: tăng, giảm, nhiều hơn, ít hơn x (y%), in all the ways in which reports write them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import Final

from desktop.checking.arithmetic import HUNDRED, Span, base_exists, holds, quotient, span
from desktop.checking.bases import bases, is_further, nows, told_bases
from desktop.checking.claims import Claim, Reading, Strength, finding, judged, resigned, turned
from desktop.checking.currents import currents
from desktop.checking.reading_figures import Mark, Role, Shape, unit_of
from desktop.checking.reading_nouns import COUNTED
from desktop.checking.scene import Scene, same_unit
from desktop.domain.findings import ClaimKind, Doubt, Finding, Operands, Verdict

_TIED: Final = re.compile(
    r"[^(;]{0,60}\(\s*(?!chiếm|đảm\sbảo|bảo\sđảm)(?:[^\W\d]+\s){0,4}$|[^(;,]{0,40}(?:=|–|-|bằng|tương\sứng|tương\sđương|tức|hay|ứng\svới|,\s*tỷ\slệ)"
    r"\s*(?:là\s|với\s)?(?:tỷ\slệ\s|khoảng\s|hơn\s|gần\s)*(?:tăng\s|giảm\s)?$"
    r"|[^\d,;()]{0,40},?\s*(?:tương\sứng|tương\sđương|tức|tức\slà|hay|bằng|tỷ\slệ|đạt\stỷ\slệ)\s*(?:là\s|với\s)?(?:tỷ\slệ\s)?"
    r"(?:tăng\s|giảm\s|nhiều\shơn\s|ít\shơn\s)?(?:khoảng\s|hơn\s|gần\s|trên\s)?$"
    r"|[^\d,;()]{0,30},?\s*(?:tỷ\slệ\s)?(?:tăng|giảm)\s(?:khoảng\s|hơn\s|gần\s)?$|[^,;()]{0,30}(?:so\svới[^,;()]{0,40})?\s*,\s*$|\s*;\s*(?:tăng\s|giảm\s)?",
    re.IGNORECASE,
)
_THAT_IS: Final = re.compile(
    r"[^\d;()]{0,20}(?:tương\sứng|tương\sđương|tức)\s*(?:với\s|là\s|tỷ\slệ\s)*(?:tăng\s|giảm\s)?", re.IGNORECASE
)
_OPENED: Final = re.compile(r"\s*[^\d,;.()]{0,45}\(\s*(?:từ\s|(?:tương\sứng\s|tức\s)?(?:tăng|giảm)\s)?$")
_BESIDE: Final = re.compile(r"\s*\)?[^\d;.]{0,40}[(,]\s*(?:từ\s)?")
_LIKELY: Final = Decimal("0.8")


def tied(change: Mark, gap: str) -> bool:
    """Whether a per cent belongs to the count of change in front of it."""
    counts = change.role is Role.CHANGE and change.shape is Shape.COUNT and change.unit != "điểm"
    return counts and bool(_TIED.fullmatch(gap))


def spoken_of(scene: Scene, index: int) -> Mark | None:
    """`giảm 11 người, từ 64 xuống 53 người, tương ứng 17,2%`: the change before the figures that it lies between."""
    if index < 2 or scene.marks[index].role is not Role.STATE or not _THAT_IS.fullmatch(scene.marks[index].before):
        return None
    for place in range(index - 2, max(index - 4, -1), -1):
        mark = scene.marks[place]
        if ";" in scene.sentence.text[mark.stop : scene.marks[index].start]:
            return None
        if mark.role is Role.CHANGE and mark.shape is Shape.COUNT:
            return mark
    return None


def change(scene: Scene, index: int, count: Mark | None) -> Finding:
    """A per cent of change; `count` is the number that it goes with."""
    mark = scene.marks[index]
    count = _named(scene, index, count)
    verb = count or mark
    direction = verb.direction or mark.direction or mark.sign
    signed = {each for each in (count.sign if count else 0, mark.sign, mark.direction) if each}
    start = verb_start(verb)
    end = mark.end + (scene.sentence.text[mark.end : mark.end + 1] == ")")
    unit = count.unit if count else ""
    claim = Claim(ClaimKind.CHANGE, scene.sentence, mark, start, end, unit, direction < 0)
    readings: Iterator[Reading]
    if count:
        scene.used |= {count.start, mark.start}
        told = [] if is_further(count) else list(_told(scene, index, count))
        sure = any(each.strength is Strength.TOLD for each in told)
        readings = iter(told) if sure or is_further(count) else chain(told, _of_alike(scene, index, count, direction))
    else:
        scene.used.add(mark.start)
        readings = _without_count(scene, index)
    found = judged(claim, readings)
    if count is None and found.verdict is Verdict.CANNOT_CHECK:
        return _turned_base(scene, claim, found)
    if count and -direction in signed and count.sign != -1:
        return _contrary(scene, claim, count, found)
    if count and found.verdict is Verdict.WRONG:
        return _backwards(scene, claim, count, found)
    if count and found.doubt in (Doubt.NO_BASE, Doubt.UNSURE) and not base_exists(mark, count.value):
        return replace(found, doubt=Doubt.NO_SUCH_BASE)
    return found


_OF_NOUN: Final = re.compile(rf"\s(?:về\s)?số\s(?P<noun>{COUNTED})\b")


def _named(scene: Scene, index: int, count: Mark | None) -> Mark | None:
    """`tăng 15 vụ, giảm 4 người chết, tức tăng 13,6% số vụ`: the noun behind the per cent says which change."""
    if (named := _OF_NOUN.match(scene.marks[index].after)) is None:
        return count
    unit = unit_of(named["noun"], scene.marks[index].after[:30])
    if count and (count.unit == unit or not count.unit):
        return count
    fits = [mark for mark in scene.marks[:index] if mark.role is Role.CHANGE and mark.shape is Shape.COUNT]
    return next((mark for mark in reversed(fits) if mark.unit == unit and mark.start not in scene.used), None)


def verb_start(mark: Mark) -> int:
    """A claim begins with its verb, if it has one of its own."""
    if mark.carried or mark.role is not Role.CHANGE:
        return mark.start
    lead = mark.before
    words = re.findall(
        r"(?:tăng|giảm|nhiều hơn|ít hơn|cao hơn|thấp hơn|lớn hơn)(?!.*(?:tăng|giảm|nhiều hơn|ít hơn))", lead, re.I
    )
    return mark.start - (len(lead) - lead.rfind(words[-1])) if words else mark.start


def _told(scene: Scene, index: int, count: Mark) -> Iterator[Reading]:
    """Bases that stand beside the change: a pair in brackets, `cùng kỳ (217 vụ)`, `so với 217 vụ`."""
    for pair in _pairs_beside(scene, index, count):
        told = pair.start > count.start or pair.role is Role.COMPARED
        yield from _of_pair(pair, count, Strength.TOLD if told else Strength.GUESS)
    for base in bases(scene, count):
        if found := quotient(span(count), span(base)):
            yield Reading(count.value, base.value, found, Strength.TOLD)


def _pairs_beside(scene: Scene, index: int, count: Mark) -> Iterator[Mark]:
    marks = scene.marks
    for place in (index + 1, index - 1, index - 2):
        if 0 <= place < len(marks) and marks[place].shape is Shape.PAIR:
            pair = marks[place]
            fits = pair.role is Role.COMPARED or not pair.known or same_unit(pair, count)
            if fits and (pair.role is Role.COMPARED or place < index or _BESIDE.fullmatch(pair.before)):
                yield pair


def _of_pair(pair: Mark, count: Mark | None, strength: Strength, direction: int = 0) -> Iterator[Reading]:
    """Current/previous; sometimes written the other way round."""
    assert pair.second is not None
    both: tuple[tuple[Decimal, Decimal], ...] = ((pair.value, pair.second), (pair.second, pair.value))
    direction = count.direction if count else direction
    if direction:
        both = tuple(each for each in both if (each[0] > each[1]) == (direction > 0)) or both
    for now, base in both:
        step = count.value if count and abs(now - base) == count.value else abs(now - base)
        if base and (count is None or step == count.value):
            found = quotient(Span(step, step), Span(base, base))
            if found:
                yield Reading(step, base, found, strength)


def _none_left(scene: Scene, at: int) -> bool:
    """`Trên biển không xảy ra vụ nào, giảm 1 vụ (-100%)`: what was counted before is of something else."""
    if not any(mark.value == HUNDRED for mark in scene.marks[at + 1 : at + 2]):
        return False
    return "không" in scene.words or any("không" in sentence.words.lower() for sentence in scene.earlier[:1])


def _derived(scene: Scene, at: int, count: Mark, direction: int) -> Iterator[Reading]:
    """Base = what is now − the change: most reports print only these two."""
    step = span(count)
    gone = direction < 0 and _none_left(scene, at)
    for now, _, strength in currents(scene, at, count):
        base = now - step if direction > 0 else now + step
        if (found := quotient(step, base)) and base.low > 0:
            sure = strength if direction and not gone else Strength.GUESS
            yield Reading(count.value, base.middle, found, sure)


def _of_alike(scene: Scene, index: int, count: Mark, direction: int) -> Iterator[Reading]:
    for each in _alike(scene, index, count):
        yield from _derived(scene, scene.marks.index(each), each, direction)


def _alike(scene: Scene, index: int, count: Mark) -> list[Mark]:
    """`tăng 13 vụ, 6 bị cáo so với năm 2022, tỷ lệ tăng 19,1%`: a rate behind several changes is of one of them."""
    at = scene.marks.index(count)
    front = scene.marks[at - 1] if at else None
    joined = front is not None and front.role is Role.CHANGE and front.shape is Shape.COUNT and count.carried
    if front is None or not joined or at != index - 1 or "so với" not in scene.marks[index].before:
        return [count]
    return [count, front]


def _without_count(scene: Scene, index: int) -> Iterator[Reading]:
    """`giảm 5,83% (3.389/3.599 vụ)`, `giảm từ 217 xuống 207 vụ (4,6%)`, `207 vụ, giảm 4,6% so với 217 vụ cùng kỳ`."""
    marks, mark = scene.marks, scene.marks[index]
    if _AIMED.search(mark.before):
        return
    after = marks[index + 1] if index + 1 < len(marks) else None
    if after and after.shape is Shape.PAIR and _OPENED.fullmatch(after.before):
        yield from _of_pair(after, None, Strength.TOLD, mark.direction or mark.sign)
    elif after and after.shape is Shape.COUNT and _OPENED.fullmatch(after.before):
        moved = after.role is Role.CHANGE
        if moved or after.role is Role.STATE:
            yield from _opened(scene, index, after, Strength.SURE if moved else Strength.LIKELY)
    for place in (index - 1, index - 2):
        if place >= 0 and marks[place].shape is Shape.PAIR:
            yield from _of_pair(marks[place], None, Strength.GUESS, mark.direction or mark.sign)
    yield from _against_bases(scene, index)


def _opened(scene: Scene, index: int, count: Mark, most: Strength) -> Iterator[Reading]:
    """`5.120 ha, giảm 2,1% (-110 ha)`: how many stands in brackets behind how many per cent."""
    direction = scene.marks[index].direction or scene.marks[index].sign
    for now, _, strength in currents(scene, index, count):
        base = now - span(count) if direction > 0 else now + span(count)
        if base.low > 0 and (found := quotient(span(count), base)):
            yield Reading(count.value, base.middle, found, min(strength, most))


def _against_bases(scene: Scene, index: int) -> Iterator[Reading]:
    """The change from every base that the sentence names; the one before the per cent is meant first."""
    marks, mark = scene.marks, scene.marks[index]
    falls = (mark.direction or mark.sign) < 0
    told = told_bases(scene, index)
    nearest = min(told, key=lambda base: (base.start > mark.start, abs(base.start - mark.start)), default=None)
    behind = marks[index + 1] if index + 1 < len(marks) else None
    if behind in told and behind is not None and _BESIDE.fullmatch(behind.before[: behind.before.find("(") + 1]):
        nearest = behind
    for base in told:
        for now, strength in nows(scene, base):
            step = span(base) - span(now) if falls else span(now) - span(base)
            if step.low >= 0 and (found := quotient(step, span(base))):
                yield Reading(step.middle, base.value, found, strength if base is nearest else Strength.GUESS)


def _turned_base(scene: Scene, claim: Claim, found: Finding) -> Finding:
    """`41.196 vụ, tăng 3,87% so với năm 2021 (42.853 vụ)`: the per cent is right, the word is not."""
    bases_told = told_bases(scene, scene.marks.index(claim.mark))
    if len(bases_told) != 1 or not claim.mark.places:
        return found
    base = bases_told[0]
    for now, strength in nows(scene, base):
        step = span(now) - span(base) if claim.falls else span(base) - span(now)
        rate = quotient(step, span(base)) if step.low > 0 and strength >= Strength.SURE else None
        if rate is not None and holds(claim.mark, rate):
            other = Operands(abs(now.value - base.value), base.value, backwards=True)
            made = finding(claim, Verdict.WRONG, recomputed=claim.mark.value, numerator=other.numerator)
            return replace(made, denominator=base.value, nearest=(other,), turn=turned(claim))
    return found


_AIMED: Final = re.compile(
    r"\b(?:chỉ\stiêu|mục\stiêu|phấn\sđấu|kế\shoạch|đề\sra|yêu\scầu|nghị\squyết|kéo\sgiảm\sít\snhất)\b", re.IGNORECASE
)
"""`Chỉ tiêu đề ra là giảm 15% số vụ`: what was to be reached, not what was."""
def _backwards(scene: Scene, claim: Claim, count: Mark, found: Finding) -> Finding:
    """A rise called a fall: the same figures are right the other way round."""
    other_way = 1 if claim.falls else -1
    told = (
        reading
        for pair in _pairs_beside(scene, scene.marks.index(claim.mark), count)
        for reading in _of_pair(pair, None, Strength.TOLD, other_way)
        if reading.part == count.value
    )
    for reading in chain(told, _derived(scene, scene.marks.index(count), count, other_way)):
        if reading.strength >= Strength.LIKELY and holds(claim.mark, reading.found):
            other = Operands(reading.part, reading.whole, backwards=True)
            return replace(found, nearest=(other, *found.nearest), turn=turned(claim))
    return found


def _contrary(scene: Scene, claim: Claim, count: Mark, found: Finding) -> Finding:
    """`tăng 10 vụ (-10%)`: one of the two is wrong; the figures say which, or nothing does."""
    if found.verdict is Verdict.RIGHT and found.certainty >= _LIKELY:
        return replace(found, verdict=Verdict.WRONG, doubt=Doubt.SIGNS_DIFFER, mend=resigned(claim))
    turned_round = _backwards(scene, claim, count, found)
    if turned_round.turn is not None:
        return replace(turned_round, verdict=Verdict.WRONG, doubt=Doubt.SIGNS_DIFFER)
    return replace(found, verdict=Verdict.CANNOT_CHECK, doubt=Doubt.SIGNS_DIFFER)

"""How many for each: `Trong 6 tháng xảy ra 186 vụ, bình quân mỗi tháng 31 vụ`, `trung bình 2,4 vụ/ngày`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from desktop.checking.arithmetic import Span, span
from desktop.checking.claims import Claim, Reading, Strength, finding, judged, unsure
from desktop.checking.periods import COUNTS, numbers_of_periods
from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene, same_unit
from desktop.domain.findings import ClaimKind, Finding, Verdict

_EACH: Final = (
    r"(?P<each>ngày|tuần|tháng|quý|năm|xã|phường|huyện|đơn\svị|cơ\ssở|tổ|đội|buổi|cuộc|lớp|người|hộ|đợt|ca|chuyến|điểm)"
)
_LEAD: Final = re.compile(
    rf"\b(?:bình\squân|trung\sbình)\s(?:cứ\s)?(?:mỗi|một|1|hằng|hàng|theo)\s{_EACH}\b[^#\d;.()]{{0,40}}$"
    rf"|\bmỗi\s(?P<own>ngày|tuần|tháng|quý|năm)\s(?:bình\squân|trung\sbình)[^#\d;.()]{{0,30}}$",
    re.IGNORECASE,
)
_OVER: Final = re.compile(rf"\s*/\s*(?:1\s)?{_EACH}\b", re.IGNORECASE)
_MEAN: Final = re.compile(r"\b(?:bình\squân|trung\sbình)\b[^;.()]{0,40}$", re.IGNORECASE)
_FAR: Final = Decimal("2.5")


def means(scene: Scene) -> Iterator[Finding]:
    """Each mean of a sentence whose total and number stand in front of it."""
    for at, mark in enumerate(scene.marks):
        if mark.shape is not Shape.COUNT or mark.role is not Role.STATE or not mark.unit:
            continue
        if (each := _each(mark)) and (found := _judged(scene, at, each)):
            yield found


def _each(mark: Mark) -> str:
    if lead := _LEAD.search(mark.before):
        return " ".join((lead["each"] or lead["own"]).lower().split())
    over = _OVER.match(mark.after)
    return " ".join(over["each"].lower().split()) if over and _MEAN.search(mark.before) else ""


def _judged(scene: Scene, at: int, each: str) -> Finding | None:
    mark = scene.marks[at]
    told = _total(scene.sentence, scene.marks[:at], mark, each, mark.start)
    if told is None and scene.earlier and not any(same_unit(one, mark) for one in scene.marks[:at]):
        before = scene.earlier[0]
        told = _total(before, before.marks, mark, each, before.end)
    if told is None:
        return None
    total, number = told
    whole = span(total)
    found = Span(whole.low / number, whole.high / number, True, whole.middle / number)
    claim = Claim(ClaimKind.MEAN, scene.sentence, mark, mark.start, mark.stop, mark.unit)
    made = judged(claim, [Reading(total.value, number, found, Strength.TOLD)])
    if made.verdict is not Verdict.WRONG:
        return made
    cut = not mark.places and mark.scale == 1 and abs(found.middle - mark.value) < 1
    if cut or abs(found.middle - mark.value) <= mark.step:
        return finding(claim, Verdict.RIGHT, numerator=total.value, denominator=number, recomputed=mark.value)
    far = mark.value > found.middle * _FAR or found.middle > mark.value * _FAR
    return unsure(made) if far or mark.scale > 1 else made


def _total(sentence: Sentence, marks: tuple[Mark, ...], mean: Mark, each: str, end: int) -> tuple[Mark, Decimal] | None:
    """The count that is shared out and by how many: the only one of its noun, or one that the others add up to."""
    counts = [one for one in marks if same_unit(one, mean) and one.shape is Shape.COUNT and one.role is Role.STATE]
    if not counts or counts[0].sense is not Sense.EXACT:
        return None
    others = sum((one.value for one in counts[1:]), Decimal(0))
    number = _number(sentence, marks, counts[0], each, end) if not others or others == counts[0].value else None
    return (counts[0], number) if number is not None else None


def _number(sentence: Sentence, marks: tuple[Mark, ...], total: Mark, each: str, end: int) -> Decimal | None:
    """How many of them there were: the only number of such periods before the total, or the only count of places."""
    if each in COUNTS:
        before = numbers_of_periods(sentence.source[sentence.start : total.start], each)
        between = numbers_of_periods(sentence.source[total.stop : end], each)
        return Decimal(before[0]) if len(before) == 1 and not between and before[0] > 1 else None
    places = [one for one in marks if one.unit == each and one.shape is Shape.COUNT]
    plain = [one for one in places if one.role is Role.STATE and one.sense is Sense.EXACT]
    return plain[0].value if len(places) == 1 and plain and plain[0].value > 1 else None

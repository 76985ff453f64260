"""One count out of another: solved of occurred, covered of all, a part of its total, done of what was asked."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Final

from desktop.checking.arithmetic import HUNDRED, holds, quotient, span
from desktop.checking.before import bare_part, spoken_before
from desktop.checking.claims import Claim, Reading, Strength, judged
from desktop.checking.reading_figures import Mark, Role, Sense, Shape, unit_of
from desktop.checking.reading_nouns import COUNTED, DONE
from desktop.checking.scene import Scene, about, is_state, last_clause, same_unit, topics
from desktop.checking.wholes import GENERIC, answers_for, is_total, may_hold, named_whole, wholes
from desktop.checking.words import MEAN
from desktop.domain.findings import ClaimKind, Finding, Verdict

RATE_CUE: Final = re.compile(
    r"\b(?:đạt|tỷ\slệ|tỉ\slệ|bằng|hoàn\sthành)\b|=|\($"
    r"|\b(?:làm\srõ|khám\sphá|giải\squyết|phá\sán)(?:\sđược)?\s*$",
    re.IGNORECASE,
)
_DONE: Final = re.compile(rf"\b(?:{DONE})\b", re.IGNORECASE)
_ADJACENT: Final = re.compile(
    r"[^\d,;:.()]{0,40}(?:\(|=|,|–|-|:)?\s*(?:đã\s|cũng\s)?(?:=|chiếm|đạt|đạt\sđược|bằng|tương\sđương|hoàn\sthành)?\s*(?:tỷ\slệ|tỉ\slệ)?"
    r"\s*(?:chung\s)?(?:là|đạt|bằng|=|:)?\s*(?:hơn|trên|gần|khoảng|xấp\sxỉ)?\s*",
    re.IGNORECASE,
)
_PLAN: Final = re.compile(
    r"[^\d,;.(]{0,15}(?:chỉ\stiêu|kế\shoạch|dự\stoán|cùng\skỳ|năm\strước|tiến\sđộ|mục\stiêu|yêu\scầu)"
    r"|\s?so\s(?:sánh\s)?với\s(?:năm|tháng|quý|kỳ|tuần|giai\sđoạn|thời\sgian)\b",
    re.IGNORECASE,
)
"""`đạt 50% kế hoạch`: out of what was asked for, not of what there was."""
_CARRIED: Final = re.compile(
    r"\b(?:chuyển|tồn|cũ|mới|ủy\sthác|trùng|(?:tháng|kỳ|năm|quý)\strước)\b|\+", re.IGNORECASE
)
_LACKING: Final = re.compile(r"\b(?:không|chưa|còn)(?:\s(?!là\s)[^\W\d]+){0,3}\s*$", re.IGNORECASE)
"""What was not done stands in no rate of what was."""
_PEOPLE: Final = ("đối tượng", "bị can", "người", "nghi phạm", "bị cáo")
"""Solved cases are told with their people: the rate is of the cases."""
_OF_NOUN: Final = re.compile(rf"\s(?:về\s)?(?:số\s)(?P<noun>{COUNTED})\b")
"""`đạt 95,7% về số vụ và 94,7% về số bị can`."""
_NEXT_NOUN: Final = re.compile(rf"\s(?:về\s)?(?:số\s)(?:{COUNTED})(?:,|\svà)\s*(?:đạt\s)?")
_SAYS_RATE: Final = re.compile(r"\b(?:đạt|tỷ\slệ|tỉ\slệ|bằng|chiếm|hoàn\sthành)\b|=", re.IGNORECASE)
_EXAMPLES: Final = re.compile(r"\b(?:gồm|như)\b", re.IGNORECASE)
"""What follows is one of them, not all of them."""
_ENUMERATED: Final = re.compile(r"lần\slượt|tương\sứng", re.IGNORECASE)


_NOUNS_REACH: Final = re.compile(
    rf"(?:\s*(?:,|và)?\s(?:{COUNTED})(?:\s(?!đạt\b)[^\W\d]+){{0,3}})*(?:\s*,\s(?:{COUNTED})(?:\s(?!đạt\b)[^\W\d]+){{0,3}})\s"
    r"(?:đạt|bằng|=)\s*",
    re.IGNORECASE,
)
"""`17/18 xã, thị trấn đạt 94,4%`: several nouns are counted together."""
_PLACE: Final = (
    r"(?:xã|phường|thị\strấn|huyện|quận|thành\sphố|tỉnh|địa\sphương|đơn\svị|thôn|bản|ấp|khu\sphố|tổ\sdân|phòng|sở|cơ\squan|trường"
    r"|chỉ\stiêu|tiêu\schí|nhiệm\svụ)"
)
_PLACES: Final = re.compile(_PLACE, re.IGNORECASE)
_REACHED: Final = re.compile(
    rf"(?:,\s{_PLACE}(?!\w))*[^\d,;:.()=]*?\b(?:đạt|có|giảm|tăng|hoàn\sthành)\b[^\d;:.()=]*", re.IGNORECASE
)
_OVER: Final = re.compile(r"\s(?:trên|dưới|hơn|gần)\s", re.IGNORECASE)
"""`5/12 huyện trên 40%`."""
_RANGE: Final = re.compile(r"\s?[-–]\s?\d|\sđến\s\d")
_THIS_RATE: Final = re.compile(r"(?:tỷ|tỉ)\slệ\s(?:này|đó)\b", re.IGNORECASE)


_EQUALS: Final = re.compile(r"\bbằng\s*$", re.IGNORECASE)
_AIMS: Final = re.compile(r"\b(?:phấn\sđấu|mục\stiêu|chỉ\stiêu\sđề\sra|dự\skiến|đặt\sra)\b", re.IGNORECASE)


def is_aimed(scene: Scene, index: int) -> bool:
    """Whether a per cent is what a sentence without counts wants to be reached."""
    lead = scene.sentence.text[scene.sentence.start : scene.marks[index].start]
    return bool(_AIMS.search(lead)) and all(mark.shape is Shape.PERCENT for mark in scene.marks[:index])


def is_threshold(scene: Scene, index: int) -> bool:
    """`5/9 huyện có tỷ lệ trễ dưới 3%`: so many places reach a rate; nothing is so many per cent of them."""
    mark, last = scene.marks[index], scene.marks[index - 1]
    places = _PLACES.match(last.unit) or _PLACES.match(mark.before.lstrip())
    reached = _REACHED.fullmatch(mark.before) or (last.shape is Shape.PAIR and _OVER.fullmatch(mark.before))
    if not (places and reached):
        return False
    bound = mark.sense is not Sense.EXACT or mark.value == HUNDRED or _RANGE.match(scene.sentence.text, mark.end)
    said = _THIS_RATE.search(mark.before) or re.search(r"\btừ\s*$", mark.before)
    return bool(bound or said or re.match(r"\s?trở\s(?:lên|xuống)", mark.after))


def pair_rate(scene: Scene, index: int) -> Finding | None:
    """`185/207 vụ …, đạt tỷ lệ 88,9%`, `153/153 = 100%`, `88,9% (185/207 vụ)`; None where no pair is at hand."""
    marks, mark = scene.marks, scene.marks[index]
    readings: list[Reading] = []
    spans = [mark.start, mark.end]
    for pair, strength in _pairs(scene, index):
        assert pair.second is not None
        found = quotient(span(pair), span(pair, second=True))
        if found:
            readings.append(Reading(pair.value, pair.second, found, strength))
            if len(readings) == 1:
                spans += [pair.start, pair.stop]
                unit = pair.unit
    if not readings:
        return None
    scene.used.add(mark.start)
    nearest = next(iter(_pairs(scene, index)))[0]
    scene.used.add(nearest.start)
    claim = Claim(ClaimKind.RATE, scene.sentence, marks[index], min(spans), max(spans), unit)
    return judged(claim, readings)


def _pairs(scene: Scene, index: int) -> list[tuple[Mark, Strength]]:
    """Pairs that the rate may be of, the likeliest first."""
    marks = scene.marks
    found: list[tuple[Mark, Strength]] = []
    after = marks[index + 1] if index + 1 < len(marks) else None
    if after and after.shape is Shape.PAIR and re.fullmatch(r"[^\d,;.()]{0,40}\(\s*(?:[^\W\d]+\s){0,5}", after.before):
        return [(after, Strength.TOLD)]
    percents = 0
    for place in range(index - 1, -1, -1):
        mark = marks[place]
        if mark.shape is Shape.PERCENT:
            percents += 1
        if mark.shape is not Shape.PAIR or mark.role is not Role.STATE:
            continue
        if mark.start in scene.used and found:
            continue
        found.append((mark, _pair_strength(scene, mark, place, index, percents)))
    return found


def _pair_strength(scene: Scene, pair: Mark, place: int, index: int, percents: int) -> Strength:
    text, mark = scene.sentence.text, scene.marks[index]
    between = text[pair.stop : mark.start]
    if not pair.known and place != index - 1:
        return Strength.GUESS
    subject = topics(_subject(mark.before)) - GENERIC
    if _LACKING.search(last_clause(pair.before)):
        return Strength.GUESS
    if (named := named_whole(scene, index, pair) - GENERIC) and named - about(pair):  # of 456 present, 91,3% of all
        return Strength.TOLD if _just_misses(mark, pair) else Strength.GUESS
    if place == index - 1 and _ADJACENT.fullmatch(between) and not (subject - about(pair)):
        return Strength.TOLD
    if place == index - 1 and _NOUNS_REACH.fullmatch(between):
        return Strength.TOLD
    if pair.start in scene.used or percents or ":" in between or _ENUMERATED.search(scene.sentence.words):
        return Strength.GUESS
    if MEAN.search(mark.before) or _EXAMPLES.search(between) or _of_another_thing(scene, pair, place, index):
        return Strength.GUESS
    if not _SAYS_RATE.search(mark.before):
        return Strength.GUESS if ";" in between else Strength.LIKELY
    if subject:
        return Strength.SURE if subject & about(pair) and ";" not in between else Strength.GUESS
    if _done_between(scene, place, index):
        return Strength.LIKELY
    return Strength.LIKELY if ";" in between or len(between) > 160 else Strength.SURE


def _of_another_thing(scene: Scene, pair: Mark, place: int, index: int) -> bool:
    """`12/12 xã hoàn thành, toàn huyện cấp 3.412 thẻ, đạt 91%`, `18/18 xã …, đạt 120% chỉ tiêu`: not of the places."""
    if not _PLACES.match(pair.unit):
        return False
    between = [mark for mark in scene.marks[place + 1 : index] if mark.shape is not Shape.PERCENT]
    planned = _PLAN.match(scene.marks[index].after) and not _PLANNED.search(pair.before)
    return bool(planned or any(mark.unit not in _PEOPLE and not same_unit(mark, pair) for mark in between))


_PLANNED: Final = re.compile(r"chỉ\stiêu|kế\shoạch", re.IGNORECASE)


def _just_misses(rate: Mark, pair: Mark) -> bool:
    """Whether a rate is that of a pair but for its last digit."""
    found = quotient(span(pair), span(pair, second=True))
    return found is not None and abs(found.middle - rate.value) < Decimal(2).scaleb(-rate.places)


def _done_between(scene: Scene, place: int, index: int) -> bool:
    """Whether something else was solved between the pair and the rate, so that the rate may be of that."""
    return any(
        _DONE.search(last_clause(mark.before)) and mark.unit == scene.marks[place].unit
        for mark in scene.marks[place + 1 : index]
    )


_PARTED: Final = re.compile(r"[;:(]")
_SAYING: Final = re.compile(r"(?<!\w)(?:đạt|bằng|là|=|tỷ lệ|tỉ lệ|chiếm)(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=256)
def _subject(before: str) -> str:
    """What the rate says that it is the rate of."""
    lead = _PARTED.split(before.rstrip("( "))[-1]
    small = lead.lower()
    at = max(small.rfind("tỷ lệ"), small.rfind("tỉ lệ"))
    lead = lead[at:] if at >= 0 else lead.rsplit(",", 1)[-1]
    return _SAYING.sub(" ", lead)


def told_rate(scene: Scene, index: int) -> Finding | None:
    """`xảy ra 207 vụ; khám phá 185 vụ; tỷ lệ khám phá đạt 88,9%`: both counts stand apart, in words."""
    mark = scene.marks[index]
    last = scene.marks[index - 1] if index else None
    goes_on = last is not None and last.shape is Shape.PERCENT and bool(_NEXT_NOUN.fullmatch(mark.before))
    if not RATE_CUE.search(mark.before) and not goes_on:
        return None
    parts = [each for each in scene.states(index) if each.shape is Shape.COUNT and each.known]
    if named := _OF_NOUN.match(mark.after):
        parts = [each for each in parts if each.unit == unit_of(named["noun"], "")] or parts
    if count_opened(mark):
        parts = parts[: 2 if parts and parts[0].unit in _PEOPLE else 1]
    first = parts[0] if parts else None
    main = next((part for part in parts if part.unit not in _PEOPLE and not is_total(part)), first)
    readings = list(_out_of(scene, index, main, True)) if main else []
    if not any(each.strength is not Strength.GUESS and holds(mark, each.found) for each in readings):
        others = (part for part in parts[:6] if part is not main)
        readings += [reading for part in others for reading in _out_of(scene, index, part, False)]
    target = next((each for each in scene.marks if each.role is Role.TARGET and each.shape is Shape.COUNT), None)
    lacks = bool(parts) and bool(re.search(r"\bcòn\b", last_clause(parts[0].before)))
    if target and parts and same_unit(parts[0], target) and not lacks and not _SPEAKS_ANEW.search(mark.before):
        found = quotient(span(parts[0]), span(target))
        readings += [Reading(parts[0].value, target.value, found, Strength.TOLD)] if found else []
    if not parts:
        readings += spoken_before(scene, mark)
    bare = bare_part(scene, index)
    if bare:
        readings.append(bare[1])
    operands = _operands(readings, parts)
    start = max([part.start for part in parts if part.start in operands] or [mark.start])
    if bare and bare[0] in scene.marks:
        start = bare[0].start
    claim = Claim(ClaimKind.RATE, scene.sentence, mark, start, mark.end, parts[0].unit if parts else "")
    made = judged(claim, readings)
    scene.used.add(mark.start)
    if made.verdict is not Verdict.CANNOT_CHECK:
        scene.used |= {part.start for part in parts if part.value == made.numerator}
    return made


_SPEAKS_ANEW: Final = re.compile(
    r";\s*(?!(?:(?:và|cũng|tỷ\slệ|tỉ\slệ|kết\squả|thực\shiện|ước|đã|mới|chỉ|đạt|bằng|hoàn\sthành|vượt|là|khoảng|hơn|gần)\s)*$)[^;]*$",
    re.IGNORECASE,
)
"""`84 buổi, gấp đôi chỉ tiêu (40 buổi); tỷ lệ phá án đạt 87,4%`: of something else than the target."""


def count_opened(mark: Mark) -> bool:
    """Whether the rate stands in brackets right behind a count."""
    return bool(re.fullmatch(r"[^\d,;.()]{0,40}\(\s*(?:[^\W\d]+\s){0,3}(?:[^\W\d]+\s)?", mark.before))


def _operands(readings: list[Reading], parts: list[Mark]) -> set[int]:
    strong = [each for each in readings if each.strength >= Strength.LIKELY]
    return {part.start for part in parts for each in strong if part.value == each.part}


def _out_of(scene: Scene, index: int, part: Mark, main: bool) -> Iterator[Reading]:
    """The part out of every thinkable total; only of the main count, or of what the rate names, is any of them sure."""
    subject = _subject(scene.marks[index].before)
    if _PLAN.match(scene.marks[index].after) or _goes_on_comparing(scene, index):
        return
    guessed = not (main or topics(subject) & about(part))
    found = [
        (each, Strength.GUESS if guessed and sure is not Strength.TOLD else sure)
        for each, sure in islice(wholes(scene, index, part, subject), _WHOLES)
    ]
    for whole, strength in found:
        if rate := quotient(span(part), span(whole)):
            yield Reading(part.value, whole.value, rate, strength)
    if scene.marks[index].places > 1:  # `trả đúng hạn 190 hồ sơ (đạt 96,45%), đến hạn giải quyết 197 hồ sơ`
        for later in scene.marks[index + 1 :]:
            if is_state(later) and may_hold(later, part) and (rate := quotient(span(part), span(later))):
                sure = Strength.SURE if answers_for(part, later) else Strength.GUESS
                yield Reading(part.value, later.value, rate, sure)
    if scene.marks[index].places:  # whole per cents come out of so many sums by chance
        others = [each for each in (*scene.states(index), *islice(scene.told, 8)) if same_unit(each, part)]
        others = [each for each in others[:6] if each is not part and each.shape is Shape.COUNT]
        for whole, _ in found:
            for other in others:
                if other is not whole:
                    yield from carried_over(part, whole, other)


_WHOLES: Final = 8
"""So many totals are tried."""


def _goes_on_comparing(scene: Scene, index: int) -> bool:
    """`đạt 1.911 ha, bằng 99,8% cùng kỳ; trong đó … 1.476 ha, bằng 99,4%`: the second is of last year, too."""
    if not _EQUALS.search(scene.marks[index].before):
        return False
    return any(
        mark.shape is Shape.PERCENT and _EQUALS.search(mark.before) and _PLAN.match(mark.after)
        for mark in scene.marks[:index]
    )


@lru_cache(maxsize=1024)
def _is_carried(mark: Mark) -> bool:
    return bool(_CARRIED.search(mark.before[-50:] + mark.after[:40]))


def carried_over(part: Mark, whole: Mark, other: Mark) -> Iterator[Reading]:
    """Reports of the period with those carried over, or without those that were handed on."""
    if not (_is_carried(whole) or _is_carried(other)):
        return
    for total in (span(whole) + span(other), span(whole) - span(other), span(other) - span(whole)):
        if total.low >= part.value and (found := quotient(span(part), total)):
            yield Reading(part.value, total.middle, found, Strength.GUESS)

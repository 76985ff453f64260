"""What a rate is out of, when no pair says so: totals named in words, behind the rate, or told just before."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from desktop.checking.claims import Strength
from desktop.checking.reading_figures import Mark, Role, Shape
from desktop.checking.reading_nouns import DONE, EARLIER, OCCURRED
from desktop.checking.scene import Scene, about, first_clause, last_clause, same_unit, topics
from desktop.checking.words import AMONG

_GENERIC_WORDS: Final = """
    điều tra khám phá làm rõ án giải quyết hoàn thành kết quả được xử lý chung thực hiện thi hành xong
"""
GENERIC: Final = frozenset(_GENERIC_WORDS.split())
"""Words of a rate that name no subject of its own."""
_DONE: Final = re.compile(rf"\b(?:{DONE})\b")
_OCCURRED: Final = re.compile(rf"\b(?:{OCCURRED})\b")
_EARLIER: Final = re.compile(rf"\b(?:{EARLIER})\b")
"""These three look at words in small letters: that is quicker than to overlook the size of letters."""
_DONE_BEHIND: Final = re.compile(rf"[^,;.()]{{0,25}}\b(?:được|đã)\s(?:{DONE})\b", re.IGNORECASE)
_IN_ALL: Final = re.compile(r"tổng\ssố|tổng\scộng|\btrong\ssố\s*$|phải\s(?:giải\squyết|thi\shành)", re.IGNORECASE)
_NARROWED: Final = re.compile(r"\b(?:trong\sđó|riêng|đối\svới|đặc\sbiệt\slà|nhất\slà)\b", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r"[^\d,;.]{0,40}\)?\s*(?:so\svới|trong|trên|của)\s(?:tổng\s)?(?:số\s)?(?:các\s|là\s)?$"
    r"|\s*\(\s*(?:trên\s|trong\s)?tổng\ssố\s(?:là\s)?$"
    r"|\)?\s*(?:trong\s|trên\s|của\s|so\svới\s)?tổng\ssố[^\d,;.()]{0,40}\(\s*",
    re.IGNORECASE,
)
_OF_ALL: Final = re.compile(r"(?:trong|trên)\s(?:tổng\s)?(?:số\s)$", re.IGNORECASE)
_BRACKET: Final = re.compile(r"[^\d();]{0,40}\(([^()]*)\)")
_SPLIT: Final = re.compile(r"[^\d();]{0,40},?\s(?:trong\sđó|gồm)([^();]*)", re.IGNORECASE)
_WHAT: Final = r"\s?(?:tổng\s)?số\s(?P<what>[^\d,;.:()%]{3,60})"
_NAMED: Final = re.compile(rf"(?<!\w)(?:trong|trên|của|so\svới)?{_WHAT}", re.IGNORECASE)
_AMONG_NAMED: Final = re.compile(rf"\b(?:trong|trên){_WHAT}[,:]", re.IGNORECASE)
_NEW_SCOPE: Final = re.compile(
    r"\W*(?:(?:trong|riêng|tính)\s)*(?:[Nn]ăm|[Tt]háng|[Qq]uý|[Tt]uần|[Gg]iai\sđoạn)\s[#IV]", re.IGNORECASE
)
_NEAREST: Final = 12
"""So many totals are tried."""


def may_hold(whole: Mark, part: Mark) -> bool:
    """Whether a count may be the total of another."""
    return whole.shape is Shape.COUNT and whole is not part and same_unit(whole, part) and whole.value >= part.value


def wholes(scene: Scene, index: int, part: Mark, subject: str) -> Iterator[tuple[Mark, Strength]]:
    """Totals that a part may be out of, the nearest first, and how surely each is meant."""
    own = topics(subject) - GENERIC
    astray = bool(own and not own & about(part)) or _astray(scene, index, part)
    for whole in (*_behind(scene, index, part), *_between(scene, index, part)):
        yield whole, Strength.GUESS if astray else Strength.TOLD
    here = [each for each in scene.states(index) if may_hold(each, part) and each.start not in scene.split]
    earlier = (each for each in chain(scene.told, scene.told_above) if may_hold(each, part))
    named = named_whole(scene, index, part)
    near = here or _of_one_sentence(scene, part)
    for whole in islice(chain(here, earlier), _NEAREST):
        if astray:
            strength = Strength.GUESS
        elif named:
            strength = Strength.SURE if named <= about(whole) else Strength.GUESS
        elif _EARLIER.search(scene.words) and not _holds_earlier(scene, whole):
            sure = _IN_ALL.search(whole.before) and whole in near and is_done(part)
            strength = Strength.LIKELY if sure else Strength.GUESS
        else:
            strength = _plainly(scene, index, part, whole, near)
        yield whole, strength


def _plainly(scene: Scene, index: int, part: Mark, whole: Mark, near: list[Mark]) -> Strength:
    """One count is said to be solved, one to have occurred; sure where nothing else can be meant."""
    if answers_for(part, whole) and (whole in near or whole in scene.told):
        return Strength.SURE
    if _of_another(scene, index, part, whole):
        return Strength.GUESS
    alike = topics(_told_of(scene, part)) & topics(first_clause(whole.after)) - GENERIC
    done = is_done(part) or is_done(_led(scene, part))
    occurred = has_occurred(whole) or has_occurred(_led(scene, whole))
    if whole not in near:
        if near or not (done and occurred):
            return Strength.GUESS
        named_again = len(alike) > 1 and _is_close(scene, whole)
        return Strength.LIKELY if named_again or _goes_on(scene, part, whole) else Strength.GUESS
    others = [each for each in near if each is not whole and (has_occurred(each) or not occurred)]
    close = scene.marks.index(part) >= index - 3
    if whole not in scene.marks:
        if len(near) == 1 and close and (_done_behind(part) or is_done(part)) and _GOING_ON.match(scene.sentence.words):
            return Strength.LIKELY
        if _NEW_SCOPE.match(scene.sentence.words) or not (done and occurred) or not close:
            return Strength.GUESS
        return Strength.LIKELY if others and not alike else Strength.SURE
    if close and len(near) == 1 and _IN_ALL.search(whole.before[-60:]):
        return Strength.SURE
    if done and close and (len(near) == 1 or (whole is near[0] and _in_bracket_behind(scene, whole, part))):
        return Strength.SURE
    if not done or not occurred:
        return Strength.GUESS
    return Strength.SURE if close and not others and near[0] is whole else Strength.LIKELY


_ON_TIME: Final = re.compile(r"\b(?:đúng|trước|quá|trễ)\s(?:và\s(?:đúng|trước)\s)?hạn\b", re.IGNORECASE)
_DUE: Final = re.compile(r"\bđến\shạn\b", re.IGNORECASE)
_RIENG: Final = re.compile(r"\briêng\b", re.IGNORECASE)
_UNIT: Final = re.compile(r"\b(?:xã|phường|huyện|quận|tỉnh|thị\sxã|thị\strấn|thành\sphố|TP\.?|Phòng|Đội)\s(\w)")
"""A place or body with a name of its own."""
_FAR: Final = 2


def _has_rate(scene: Scene, whole: Mark) -> bool:
    """Whether a per cent stands right behind a count."""
    at = next((place for place, mark in enumerate(scene.marks) if mark is whole), len(scene.marks))
    behind = scene.marks[at + 1 : at + 2]
    return bool(behind) and behind[0].shape is Shape.PERCENT and ";" not in behind[0].before


@lru_cache(maxsize=1024)
def _is_on_time(part: Mark) -> bool:
    return bool(_ON_TIME.search(last_clause(part.before) + first_clause(part.after)))


def answers_for(part: Mark, whole: Mark) -> bool:
    """`đến hạn giải quyết 1.900 hồ sơ` is what those done in time are out of."""
    return _is_on_time(part) and bool(_DUE.search(last_clause(whole.before) + first_clause(whole.after)))


def _of_another(scene: Scene, index: int, part: Mark, whole: Mark) -> bool:
    """Whether a whole is surely not meant: it has its own rate, holds others, or is too large for another subject."""
    if is_done(whole) and (whole.start in scene.used or _has_rate(scene, whole)):
        return True
    if _is_on_time(part) and not is_done(whole):
        return True
    lead = last_clause(part.before)
    far = part.value * 100 * _FAR < scene.marks[index].value * whole.value
    if not far:
        return False
    named = any(found[1].isupper() for found in _UNIT.finditer(lead))
    return bool(named or _RIENG.search(part.before) or topics(lead) - GENERIC - about(whole))


def _led(scene: Scene, mark: Mark) -> Mark:
    """The count in front that shares its verb: of `đã xét xử 118 vụ/182 bị cáo` the cases."""
    if mark.before.strip() not in ("/", "với", "và", "-", "–"):
        return mark
    rows = (scene.marks, *(sentence.marks for sentence in (*scene.earlier, *scene.above)))
    row = next((marks for marks in rows if mark in marks), ())
    at = row.index(mark) if row else 0
    return row[at - 1] if at else mark


_GOING_ON: Final = re.compile(r"\W*(?:Tuy nhiên|Trong đó|Đến nay|Đến thời điểm|Qua đó|Trong số)", re.IGNORECASE)


def _done_behind(part: Mark) -> bool:
    """`304 tài khoản được kích hoạt`: what was done stands behind its noun."""
    return bool(_DONE_BEHIND.match(part.after))


def _told_of(scene: Scene, part: Mark) -> str:
    """What a count is of; of `38 vụ, 51 đối tượng trộm cắp` the people say it."""
    at = scene.marks.index(part)
    after = scene.marks[at + 1] if at + 1 < len(scene.marks) else None
    beside = after is not None and after.shape is Shape.COUNT and after.before.strip() in (",", "/", "với", "và")
    words = first_clause(part.after)
    return first_clause(after.after) if after is not None and beside and not words.strip() else words


def _holds_earlier(scene: Scene, whole: Mark) -> bool:
    """`thụ lý 86 vụ (cũ 11 vụ, mới 75 vụ)`, `86 vụ, trong đó cũ 11, mới 75;`: those carried over are part of it."""
    if whole not in scene.marks:
        return False
    behind = _BRACKET.match(scene.sentence.text, whole.stop) or _SPLIT.match(scene.sentence.text, whole.stop)
    return bool(behind and _EARLIER.search(behind[1].lower()))


def _in_bracket_behind(scene: Scene, whole: Mark, part: Mark) -> bool:
    """`kiến nghị thu hồi 120 tỷ đồng (đã thu hồi 118 tỷ đồng, đạt 98,3%)`."""
    return bool(re.fullmatch(r"\s*\([^\d();]*", scene.sentence.text[whole.stop : part.start]))


def _is_close(scene: Scene, mark: Mark) -> bool:
    return any(mark in sentence.marks for sentence in scene.above[:3])


@lru_cache(maxsize=2048)
def has_occurred(mark: Mark) -> bool:
    """Whether a count says how many there were: `xảy ra 207 vụ`, `5.422 việc có điều kiện giải quyết`."""
    return bool(_OCCURRED.search(mark.before[-90:].lower()) or _OCCURRED.search(first_clause(mark.after).lower()))


def _goes_on(scene: Scene, part: Mark, whole: Mark) -> bool:
    """Whether a paragraph begins with what was done, names nothing, and the one before tells only one total."""
    if scene.earlier or topics(first_clause(part.after)) - GENERIC:
        return False
    told = [mark for sentence in scene.above[:2] for mark in sentence.marks if may_hold(mark, part)]
    return [mark for mark in told if mark.role is Role.STATE] == [whole]


def is_total(mark: Mark) -> bool:
    """Whether a count is said to be all that there is: `trên tổng số 56 xã`, `120 hồ sơ trực tuyến/125 hồ sơ`."""
    return bool(_OF_ALL.search(mark.before)) or mark.before.rstrip().endswith("/")


@lru_cache(maxsize=2048)
def is_done(part: Mark) -> bool:
    """Whether a count says what was done of all that there was."""
    lead = last_clause(part.before).lower()
    if AMONG.search(part.before) and not _OCCURRED.search(lead):
        return True
    return bool(_DONE.search(part.before[-60:].lower())) and not _OCCURRED.search(lead)


def _of_one_sentence(scene: Scene, part: Mark) -> list[Mark]:
    """The totals of the nearest sentence before that has any."""
    for sentence in scene.earlier[:4]:
        if found := [each for each in sentence.states if may_hold(each, part)]:
            return found
    return []


def _astray(scene: Scene, index: int, part: Mark) -> bool:
    """Whether the rate goes on to something narrower than its part, or the part has its rate already."""
    between = scene.sentence.text[part.stop : scene.marks[index].start]
    return bool(_NARROWED.search(between)) or (part.start in scene.used)


def _behind(scene: Scene, index: int, part: Mark) -> Iterator[Mark]:
    """`giải quyết 385 vụ (đạt 87,5%) trong tổng số 440 vụ`."""
    after = scene.marks[index + 1] if index + 1 < len(scene.marks) else None
    if after is None or after.role is Role.CHANGE or not may_hold(after, part) or not _BEHIND.fullmatch(after.before):
        return
    if after.before.lower().rstrip().endswith("so với") and after.role is not Role.TARGET:
        return
    yield after


def _between(scene: Scene, index: int, part: Mark) -> Iterator[Mark]:
    """`có 48 xã hoàn thành trên tổng số 56 xã, đạt 85,7%`."""
    for whole in scene.marks[scene.marks.index(part) + 1 : index]:
        if may_hold(whole, part) and is_total(whole) and whole.role is Role.STATE:
            yield whole


def named_whole(scene: Scene, index: int, part: Mark) -> frozenset[str]:
    """What the rate is said to be out of: `0,7% số án đã giải quyết`, `trong số có điều kiện thi hành`."""
    found = _NAMED.match(scene.marks[index].after.lstrip(") ")) or _AMONG_NAMED.search(part.before)
    return topics(found["what"]) if found else frozenset()

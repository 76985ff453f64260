"""Points between two printed rates, in whatever order the three stand: the rate, what it is held against, how far."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.checking.alternatives import fits_other_points
from desktop.checking.arithmetic import holds
from desktop.checking.claims import Claim, Strength, judged, unsure
from desktop.checking.periods import is_past, year_of
from desktop.checking.points import moved_between
from desktop.checking.reading_figures import Mark, Role, Shape
from desktop.checking.scene import Scene
from desktop.checking.words import FROM
from desktop.domain.findings import ClaimKind, Finding, Verdict

_VERB: Final = re.compile(
    r"\b(?:(?P<up>vượt|tăng|cao\shơn|nhiều\shơn|lớn\shơn)|(?P<down>giảm|thấp\shơn|ít\shơn|kém\shơn|kém|thiếu)"
    r"|(?P<apart>chênh\slệch|chênh|cách\sbiệt))\b(?P<object>[^\d;.()]*)$",
    re.IGNORECASE,
)
_POINTS: Final = re.compile(r"\s*(?:%|phần\străm)")
_AIM: Final = re.compile(r"\b(?:chỉ\stiêu|mục\stiêu|kế\shoạch|yêu\scầu|nghị\squyết|định\smức)\b", re.IGNORECASE)
_THEN: Final = re.compile(r"cùng\skỳ|trước|ngoái|liền\skề|#{4}", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r"\s*(?:%|phần\străm)?(?:[^\d;.()]{0,70}\(\s*[^\d;.()]{0,30}|\s?so\svới[^\d,;.()]{0,60},\s*"
    r"|\s?so\svới\s(?:mức\s)?(?:(?:chỉ\stiêu|mục\stiêu|kế\shoạch|yêu\scầu)\s[^\d,;.()]{0,30})?|[^\d,;.()]{0,50}:\s*)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"\s*(?:[),;.]|của\s(?:cùng|năm|tháng|quý|kỳ)|$)")
_IDLE: Final = re.compile(
    r"\W*(?:(?:đã|cũng|và|là|tức|tức\slà|như\svậy|tương\sứng|tương\sđương|nhưng|song|kết\squả|đạt|mức|điểm|còn|vẫn|mới)\b\W*)*$",
    re.IGNORECASE,
)
_SO: Final = re.compile(r"\bso\s(?:sánh\s)?(?:với|cùng)\b[^\d,;.()]*$", re.IGNORECASE)
_VERB_BEFORE: Final = re.compile(
    r"\b(?:(?P<up>vượt|cao\shơn)|(?P<down>thấp\shơn|kém\shơn))\s(?:mức\s|[^\d,;.()]{2,40}\(\s*)$", re.IGNORECASE
)
_BEHIND_BASE: Final = re.compile(r"\s*\)?\s*[^\d,;.()]{0,40}")
_RIGHT_BEHIND: Final = re.compile(
    r"\s*(?:%|phần\străm)?[^\d;.()]{0,30}[(,]\s*(?:(?:từ|tăng|giảm|tức|là|mức|cao\shơn|thấp\shơn)\s)*", re.IGNORECASE
)
_TO: Final = re.compile(r"\s(?:xuống|lên)(?:\scòn|\smức|\sđến)?\s", re.IGNORECASE)
_EACH: Final = re.compile(r"\b(?:lần\slượt|tương\sứng\slà)\b", re.IGNORECASE)
_RATE: Final = re.compile(r"\btỷ\slệ\b|\btỉ\slệ\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Gap:
    """What is said of a distance: which way, and what it was measured from."""

    at: int
    mark: Mark
    direction: int
    start: int
    object: str
    lead: str
    """The words of its own between the figure in front and the verb."""
    base: Mark | None = None
    """The rate between the verb and the distance."""

    @property
    def aimed(self) -> bool:
        """Whether it is measured from what was asked for."""
        return bool(_AIM.search(self.object))

    @property
    def of_past(self) -> bool:
        """Whether it is measured from an earlier period."""
        return bool(_THEN.search(self.object))

    @property
    def of_other(self) -> bool:
        """Whether it is measured from something else that has a name."""
        return not (self.aimed or self.of_past) and bool(self.object.strip(" ,:"))


def points(scene: Scene) -> Iterator[Finding]:
    """Each `x điểm phần trăm` of a sentence."""
    for at, mark in enumerate(scene.marks):
        if mark.shape is not Shape.COUNT or mark.unit != "điểm":
            continue
        gap = _gap(scene, at) or _behind_named(scene, at)
        if gap is not None and (found := _judged(scene, gap)):
            yield found


def against_named(scene: Scene, at: int) -> Finding | None:
    """`cao hơn yêu cầu của Quốc hội 8,3% (65%)`: a per cent that means points from the one in the bracket."""
    mark = scene.marks[at]
    told = (mark.role is Role.TARGET and _base_behind(scene, at)) or _from_to(scene, at)
    gap = _gap(scene, at) if told else None
    return _judged(scene, gap) if gap is not None and gap.direction else None


def _gap(scene: Scene, at: int) -> _Gap | None:
    mark = scene.marks[at]
    verb = _VERB.search(mark.before)
    if verb is None or _EACH.search(mark.before):
        return None
    direction = 1 if verb["up"] else -1 if verb["down"] else 0
    after = _POINTS.sub("", mark.after, count=1) if mark.shape is Shape.COUNT else mark.after
    named = verb["object"] + re.split(r"[,;.()]", after)[0]
    start = mark.start - len(mark.before) + verb.start()
    return _Gap(at, mark, direction, start, named, re.split(r"[,;:()]", mark.before[: verb.start()])[-1])


def _behind_named(scene: Scene, at: int) -> _Gap | None:
    """`cao hơn xã B (91,2%) 5,3 điểm phần trăm`: the verb stands before the rate that it is measured from."""
    mark, base = scene.marks[at], scene.marks[at - 1] if at else None
    if base is None or base.shape is not Shape.PERCENT or not _BEHIND_BASE.fullmatch(mark.before):
        return None
    verb = _VERB_BEFORE.search(base.before)
    if verb is None:
        return None
    start = base.start - len(base.before) + verb.start()
    lead = re.split(r"[,;:()]", base.before[: verb.start()])[-1]
    return _Gap(at, mark, 1 if verb["up"] else -1, start, "", lead, base)


def _judged(scene: Scene, gap: _Gap) -> Finding | None:
    """The distance against the two rates that the text names for it."""
    pair = _named(scene, gap) or _from_to(scene, gap.at) or _with_behind(scene, gap)
    pair = pair or _in_front(scene, gap) or _aimed_before(scene, gap)
    said = bool(_POINTS.match(gap.mark.after)) or gap.mark.shape is Shape.PERCENT
    if pair is None:
        rated = any(_is_rate(each) for each in scene.marks[: gap.at])
        end = gap.mark.stop
        claim = Claim(ClaimKind.POINTS, scene.sentence, gap.mark, gap.start, end, "điểm", gap.direction < 0)
        return judged(claim, []) if said and rated else None
    now, base, strength = pair
    scene.used |= {base.start, gap.mark.start}
    direction = gap.direction or (1 if now.value >= base.value else -1)
    start = now.start if now in scene.marks else gap.start
    end = max(gap.mark.stop, base.stop)
    claim = Claim(ClaimKind.POINTS, scene.sentence, gap.mark, min(start, gap.start), end, "điểm", direction < 0)
    readings = list(moved_between(scene, now, base, direction, strength))
    if gap.mark.shape is Shape.COUNT:  # points are never so many per cent of the base
        readings = [each for each in readings if each.strength is not Strength.GUESS] or readings
    found = judged(claim, readings)
    relative = any(each.strength is Strength.GUESS and holds(gap.mark, each.found) for each in readings)
    if relative and found.verdict is Verdict.WRONG:
        return unsure(found)
    wrong = found.verdict is Verdict.WRONG
    return unsure(found) if wrong and fits_other_points(scene, found) else found


def _is_rate(mark: Mark) -> bool:
    """A rate as it is or was, or one that something rose from."""
    if mark.shape is not Shape.PERCENT or mark.sign:
        return False
    return mark.role is not Role.CHANGE or bool(FROM.search(mark.before))


def _is_aim(mark: Mark) -> bool:
    return mark.role is Role.TARGET or bool(_AIM.search(re.split(r"[,;.()]", mark.before)[-1]))


def _is_base(mark: Mark) -> bool:
    """Whether a rate is one to be held against."""
    return is_past(mark) or _is_aim(mark) or bool(FROM.search(mark.before) or _SO.search(mark.before.rstrip(" (")))


def _base_behind(scene: Scene, at: int) -> Mark | None:
    """`cao hơn 2,8 điểm so với cùng kỳ (90,6%)`."""
    behind = scene.marks[at + 1] if at + 1 < len(scene.marks) else None
    if behind is None or behind.shape is not Shape.PERCENT or behind.sign or behind.role is Role.CHANGE:
        return None
    between = scene.sentence.text[scene.marks[at].stop : behind.start]
    if not _BEHIND.fullmatch(between) or not _ENDS.match(behind.after):
        return None
    return behind


def _named(scene: Scene, gap: _Gap) -> tuple[Mark, Mark, Strength] | None:
    fronts = [each for each in scene.marks[: gap.at] if _is_rate(each) and each is not gap.base]
    if gap.base is None or not fronts or not _IDLE.match(gap.lead) or _is_base(fronts[-1]):
        return None
    return fronts[-1], gap.base, Strength.TOLD


def _from_to(scene: Scene, at: int) -> tuple[Mark, Mark, Strength] | None:
    """`tăng 2,1% (từ 88,6% lên 90,7%)`, `từ 88,6% lên 90,7% (tăng 2,1%)`, `(90,7%/88,6%)`."""
    marks = scene.marks
    for place in (at + 1, at - 2):
        first, second = (marks[each] if 0 <= each < len(marks) else None for each in (place, place + 1))
        if first is None or second is None or not (first.shape is second.shape is Shape.PERCENT):
            continue
        if not (_RIGHT_BEHIND.fullmatch(first.before) if place > at else _RIGHT_BEHIND.fullmatch(marks[at].before)):
            continue
        if FROM.search(first.before) and _TO.fullmatch(second.before):
            return second, first, Strength.TOLD
        if place > at and second.before.strip() == "/" and first.before.rstrip().endswith("("):
            return first, second, Strength.TOLD
    return None


def _with_behind(scene: Scene, gap: _Gap) -> tuple[Mark, Mark, Strength] | None:
    base = _base_behind(scene, gap.at)
    if base is None:
        return None
    fronts = [each for each in scene.marks[: gap.at] if _is_rate(each) and not _is_base(each)]
    if fronts:
        between = scene.sentence.text[fronts[-1].stop : gap.start]
        idle = bool(_IDLE.match(gap.lead)) or (";" not in between and "," not in between)
        return (fronts[-1], base, Strength.TOLD) if idle and between.count(";") <= 1 else None
    now = _told_before(scene, gap)
    return (now, base, Strength.LIKELY) if now else None


def _told_before(scene: Scene, gap: _Gap) -> Mark | None:
    """The only rate of the sentence before."""
    if not scene.earlier or not (_IDLE.match(gap.lead) or _RATE.search(gap.lead)):
        return None
    rates = [each for each in scene.earlier[0].marks if each.shape is Shape.PERCENT and not _is_base(each)]
    return rates[0] if len(rates) == 1 and _is_rate(rates[0]) else None


def _in_front(scene: Scene, gap: _Gap) -> tuple[Mark, Mark, Strength] | None:
    """`84,8%, chỉ tiêu 70%, vượt 14,8 điểm %`: the two rates in front, one of them what it is held against."""
    if gap.of_other or not _IDLE.match(gap.lead):
        return None
    rates = [each for each in scene.marks[: gap.at] if each.shape is Shape.PERCENT]
    if not rates or not all(_is_rate(each) for each in rates[-2:]):
        return None
    last, other = rates[-1], rates[-2] if len(rates) > 1 else None
    if other and any(each.unit == "điểm" for each in scene.marks[scene.marks.index(other) : gap.at]):
        other = None  # 84,8%, tăng 2,2 điểm, án ma túy đạt 91,3%, tăng 1,5 điểm
    if other is None:
        now = _told_before(scene, gap) if _is_base(last) and _fits(gap, last) else None
        return (now, last, Strength.LIKELY) if now else None
    if (dated := _by_year(scene, other, last)) is not None:
        return (*dated, Strength.SURE) if not gap.aimed and gap.direction else None
    if len(rates) > 2 and _is_base(other) and _belongs_before(scene, other, last):
        return None  # tỷ lệ hộ nghèo 4,2% (năm trước 5,5%), tỷ lệ cận nghèo 6,1%, giảm 0,8 điểm
    if _is_base(last) != _is_base(other):
        now, base = (other, last) if _is_base(last) else (last, other)
        return (now, base, Strength.TOLD) if _fits(gap, base) else None
    if _is_base(last) or len(rates) > 2 or gap.object.strip(" ,:"):
        return None
    return _of_two(gap, other, last)


def _belongs_before(scene: Scene, mark: Mark, other: Mark) -> bool:
    """Whether a rate belongs to one in front of it: its bracket or its clause ends before another one."""
    between = scene.sentence.text[mark.stop : other.start]
    closed = ")" in between and "(" not in between[: between.index(")")]
    return closed or ";" in between


def _aimed_before(scene: Scene, gap: _Gap) -> tuple[Mark, Mark, Strength] | None:
    """`Mục tiêu là giảm 10%. Kết quả số vụ giảm 17,5%, vượt mục tiêu 7,5 điểm phần trăm`."""
    rates = [each for each in scene.marks[: gap.at] if each.shape is Shape.PERCENT]
    if not gap.aimed or len(rates) != 1 or not _IDLE.match(gap.lead) or not scene.earlier:
        return None
    told = [each for each in scene.earlier[0].marks if each.shape is Shape.PERCENT]
    if len(told) != 1 or not _AIM.search(told[0].before) or told[0].direction != rates[0].direction:
        return None
    return rates[0], told[0], Strength.LIKELY


def _of_two(gap: _Gap, other: Mark, last: Mark) -> tuple[Mark, Mark, Strength] | None:
    """Two rates of two places: only the distance between them is meant."""
    return (last, other, Strength.SURE) if not gap.direction else None


def _by_year(scene: Scene, other: Mark, last: Mark) -> tuple[Mark, Mark] | None:
    """Two rates of two years: the later one is compared with the earlier."""
    first, second = (year_of(scene.sentence, each) for each in (other, last))
    if not first or not second or first == second:
        return None
    return (last, other) if second > first else (other, last)


def _fits(gap: _Gap, base: Mark) -> bool:
    """Whether a rate is of the sort that the distance is measured from, where that is said."""
    if gap.aimed:
        return _is_aim(base)
    return not _is_aim(base) if gap.of_past else True

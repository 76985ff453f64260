"""Parts and totals: `gồm`, `trong đó`, brackets; a part larger than its whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import Final

from desktop.checking.arithmetic import slipped
from desktop.checking.claims import Claim, finding, mend
from desktop.checking.families import family_of, is_complete, is_followed, may_hold
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene, first_clause, is_state, is_work, last_clause, same_unit, says
from desktop.checking.words import AMONG, goes_on
from desktop.domain.findings import ClaimKind, Finding, Verdict

_ALL: Final = re.compile(
    r"\b(?:bao\sgồm|gồm(?:\scó)?|cụ\sthể\sgồm|chia\sra|phân\sra"
    r"|(?:với|bằng|theo)\s(?:các\s)?hình\sthức(?:\s[^\d,;.:]{2,20})?(?=\s*:)|(?:được\s)?phân\sloại(?:\s(?:gồm|thành|như\ssau|theo\s[^\d,;.:]{2,30}))?(?=\s*:))\s*:?(?!\w)",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    r"v\.v|…|\.\.\.|vân\svân|chủ\syếu|một\ssố|nổi\slên|điển\shình|đáng\schú\sý|có\sliên\squan|lượt|trong\sđó|riêng|như\s",
    re.IGNORECASE,
)
_REST: Final = re.compile(
    r"\b(?:còn\slại|đang\s(?:điều\stra|giải\squyết|xác\sminh|xử\slý|củng\scố|tiếp\stục)|(?<!cơ\squan\s)(?<!đơn\svị\s)(?<!địa\sphương\s)(?<!nơi\s)khác)\b",
    re.IGNORECASE,
)
_COMPLEMENTS: Final = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (r"hành\schính", r"hình\ssự"),
        (r"truy\stố", r"đình\schỉ"),
        (r"sơ\sthẩm", r"phúc\sthẩm"),
        (r"\bnam\b", r"\bnữ\b"),
        (r"\bmới\b", r"\b(?:cũ|tồn|(?:kỳ|năm|tháng)\strước|chuyển\s(?:sang|qua))\b"),
        (r"bắt\sbuộc", r"tự\snguyện"),
    )
)
"""Two that leave no third: what is one of them is not the other."""
_YES: Final = re.compile(r"\b(?:đã|có|được)\s(\w+)", re.IGNORECASE)
_NO: Final = re.compile(r"\b(?:chưa|không|vắng)\s(?:có\s|được\s)?(\w+)", re.IGNORECASE)
_CRIMES: Final = re.compile(
    r"\b(?:giết\sngười|trộm\scắp|cố\sý\sgây\sthương\stích|lừa\sđảo|cướp\sgiật|cướp|đánh\sbạc|hiếp\sdâm|dâm\sô|cưỡng\sđoạt|"
    r"hủy\shoại|chống\sngười|gây\srối|giao\scấu|bắt\sgiữ\sngười|lạm\sdụng\stín\snhiệm|cho\svay|mua\sbán\sngười)\b",
    re.IGNORECASE,
)


_CUES: Final = ("gồm", "trong đó", "chia ra", "phân ra", "phân loại", "hình thức", ":")
"""Without one of these or a bracket nothing is split up: a quick look before the long one."""
_SPLITS: Final = _CUES[:-1]


def sums(scene: Scene) -> Iterator[Finding]:
    """Totals that the same sentence splits into parts."""
    taken: set[int] = set()
    if "(" not in scene.words and not says(scene.words, _CUES):
        return
    for at, whole in enumerate(scene.marks):
        if whole.shape is not Shape.COUNT or not whole.known or whole.role is not Role.STATE or whole.start in taken:
            continue
        if (split := _split(scene, at)) and (found := _added(scene, whole, *split)):
            taken |= {part.start for part in split[0]}
            scene.split |= taken
            yield found


def _split(scene: Scene, at: int) -> tuple[list[Mark], bool] | None:
    """The parts of a count, and whether they are said to be all of it."""
    marks, whole = scene.marks, scene.marks[at]
    start, cue = _cue(marks, at)
    if not cue:
        return None
    lead = marks[start].before
    opened = lead.rfind("(", 0, cue.end()) > lead.rfind(")", 0, cue.end())
    if opened and cue.re is not _BRACKET and ")" in lead[cue.end() :]:
        return None
    if not opened and lead[: cue.start()].strip(" ,;:.-") and ";" in lead[: cue.start()]:
        return None
    parts, closed = _parts(scene, whole, start, opened)
    if len(parts) < 2:
        return None
    total = sum((part.value for part in parts), Decimal(0))
    if total != whole.value and _is_of_another(marks[start], whole):
        return None
    ended = re.search(r"\bvà\b", parts[-1].before)
    all_of_it = bool(_ALL.search(lead)) and total * 4 >= whole.value * (2 if ended else 3)
    family = family_of(parts)
    if family is None and (cue.re is _LISTED or "hình thức" in cue[0].lower()):
        return (parts, True) if total == whole.value else None
    if family:
        followed = is_followed(scene.sentence.text, parts[-1].stop)
        exceeds = total > whole.value or (is_complete(family, parts) and not followed)
        all_of_it = exceeds and total * 4 >= whole.value
    if _ALL.search(lead) and len(parts) == 2 and total * 3 >= whole.value:
        all_of_it = all_of_it or _complement(scene, whole, parts, whole.value)
    if not all_of_it and (opened or ended):  # not said to be all: only what nearly is all of many shows a slip
        more = cue.re is _BRACKET and total > whole.value
        all_of_it = more or (len(parts) > 1 + (not opened) and whole.value >= _SOME and _nearly(whole, total))
    long = len(parts) > 2 or opened or whole.value >= _LARGE
    slip = long and slipped(whole.value, [part.value for part in parts])
    return parts, (all_of_it or slip) and closed


def _cue(marks: tuple[Mark, ...], at: int) -> "tuple[int, re.Match[str] | None]":
    """Where the parts of a count begin, and the words that say so; how much it rose or fell may stand between."""
    others = 0
    for start in range(at + 1, len(marks)):
        lead = marks[start].before
        if marks[start].role is Role.BASE:
            if "(" in lead and marks[start].after[:1] != ")" and _ALL.search(marks[start].after):
                break  # 118 vụ (năm 2022 có 97 vụ, gồm 41 vụ …)
            continue
        cue = _said_to_split(lead) or _bracketed(marks[at], marks[start], at + 1 == start)
        cue = cue or (_LISTED.match(lead) if at + 1 == start else None)
        if cue:
            return start, cue
        moved = marks[start].shape is Shape.PERCENT or marks[start].role is Role.CHANGE
        others += not moved
        if others > 1 or ";" in lead or ". " in lead or (not moved and same_unit(marks[start], marks[at])):
            break
    return at, None


@lru_cache(maxsize=256)
def _said_to_split(lead: str) -> "re.Match[str] | None":
    return (_ALL.search(lead) or AMONG.search(lead)) if says(lead.lower(), _SPLITS) else None


_SOME: Final = 40
_LARGE: Final = 2000


_ANY: Final = frozenset(["trường hợp", "đồng chí"])
"""Nouns that go with whatever a list counts: `khiển trách 4, cảnh cáo 3, khai trừ 8 trường hợp`."""
def _nearly(whole: Mark, total: Decimal) -> bool:
    """Within a twentieth of the whole."""
    return abs(total - whole.value) * 20 <= whole.value


_LISTED: Final = re.compile(r"[^\d;.()]{0,60}:[^\d,;.()]{0,40}$")
"""Behind a colon only kinds that exclude each other are parts: `xếp loại 12 tập thể: xuất sắc 2, tốt 7`."""
_BRACKET: Final = re.compile(r"^[^\d,;.()]{0,40}\([^\d,;.()]{0,40}$")


def _bracketed(whole: Mark, part: Mark, directly: bool) -> "re.Match[str] | None":
    """`1.154 vụ cháy (1.071 vụ cháy nhà dân, 83 vụ cháy rừng)`."""
    if not directly or part.shape is not Shape.COUNT or part.value >= whole.value:
        return None
    if not (same_unit(part, whole) or (not part.unit and part.before.rstrip()[-1:].isalpha())):
        return None
    return _BRACKET.match(part.before)


def _parts(scene: Scene, whole: Mark, start: int, opened: bool) -> tuple[list[Mark], bool]:
    """Counts of the same noun up to the end of the enumeration, and whether nothing in it makes it doubtful."""
    parts: list[Mark] = []
    clean = True
    for place in range(start, len(scene.marks)):
        mark = scene.marks[place]
        if place > start and (_ends(scene, start, place, opened) or _works(scene, start, mark)):
            break
        if place > start and (AMONG.search(mark.before) or _ALL.search(mark.before)):
            clean = False
            if not opened:
                break
        if mark.role is not Role.STATE:
            if not opened:
                break
            clean = clean and mark.role is Role.CHANGE and not mark.carried
            continue
        if not mark.unit and parts and parts[-1].unit and _in_inner(scene, start, place):
            continue  # tham gia tố tụng 401 vụ việc (hình sự 288, dân sự 96), tư vấn 205 vụ việc
        bare = parts and mark.unit in _ANY and not any(part.unit for part in parts)
        if mark.shape is Shape.COUNT and (bare or _is_member(mark, whole, place > start or not mark.unit)):
            parts.append(mark)
            clean = clean and mark.sense is Sense.EXACT
        elif mark.shape is Shape.PAIR and same_unit(mark, whole):
            clean = False
    return parts, clean


def _is_of_another(mark: Mark, whole: Mark) -> bool:
    """`giải quyết 367 tin, trong đó khởi tố 161 vụ án, không khởi tố 202 tin`: one member has a noun of its own."""
    return mark.shape is Shape.COUNT and mark.known and not same_unit(mark, whole)


def _is_member(mark: Mark, whole: Mark, listed: bool) -> bool:
    """Of the whole's noun, or of none in the middle of a list; what goes on is no part of what is done."""
    if goes_on(mark, whole):
        return False
    return same_unit(mark, whole) or (listed and not mark.unit and not mark.places)


def _works(scene: Scene, start: int, mark: Mark) -> bool:
    """Whether behind a semicolon it is told what was done with all of them: `…; đã làm rõ 402 vụ`."""
    lead = mark.before.rsplit(";", 1)
    return len(lead) > 1 and is_work(lead[1]) and not is_work(last_clause(scene.marks[start].before))


def _ends(scene: Scene, start: int, place: int, opened: bool) -> bool:
    """Whether the enumeration is over before this figure; behind a colon semicolons part its members."""
    before = scene.marks[place].before
    if opened:
        return before.rfind(")") > before.rfind("(") and not _in_own(scene, place)
    return ";" in before and ":" not in scene.marks[start].before


def _in_inner(scene: Scene, start: int, place: int) -> bool:
    """Whether a bracket that was opened inside the enumeration is still open."""
    between = scene.sentence.text[scene.marks[start].start : scene.marks[place].start]
    return between.count("(") > between.count(")")


def _in_own(scene: Scene, place: int) -> bool:
    """Whether the bracket that closes here was opened inside the enumeration."""
    lead = scene.marks[place - 1].before
    return lead.rstrip().endswith("(") and scene.marks[place - 1].shape is Shape.PERCENT


def _added(scene: Scene, whole: Mark, parts: list[Mark], all_of_it: bool) -> Finding | None:
    if whole.sense is not Sense.EXACT or whole.step or any(part.step for part in parts):
        return None
    total = sum((part.value for part in parts), Decimal(0))
    end = max(part.stop for part in parts)
    claim = Claim(ClaimKind.SUM, scene.sentence, whole, whole.start, end, whole.unit)
    made = finding(
        claim, Verdict.RIGHT, recomputed=total, numerator=total, parts=tuple(part.value for part in parts)
    )
    if total == whole.value:
        return made
    if any(part.value > whole.value and part.sense is Sense.EXACT for part in parts):
        first = parts[0]
        return _over_whole(scene, whole, first) if first.value > whole.value and _is_part(first) else None
    words = scene.sentence.text[whole.stop : end + 40]
    doubtful = bool(_OPEN.search(AMONG.sub(" ", words, count=1)))
    rest = any(_REST.search(last_clause(part.before)) or _REST.match(part.after.lstrip()) for part in parts[1:])
    exclusive = all(_CRIMES.search(last_clause(part.before) + " " + part.after[:40]) for part in parts)
    if doubtful or any(part.sense is not Sense.EXACT for part in parts):
        return None
    if not family_of(parts) and _nested(parts, whole):
        return None
    if not may_hold(whole, parts):
        return None
    overlap = len(parts) == 2 and (total - whole.value) * 2 > min(part.value for part in parts)
    if overlap and not family_of(parts):
        return None  # 20 thôn, gồm 12 thôn khó khăn và 18 thôn có đồng bào dân tộc: some are both
    front = scene.marks[: scene.marks.index(parts[0])]
    if any(mark.value == total and mark.shape is not Shape.PERCENT for mark in front):
        return None  # 52 đại biểu trúng cử trong tổng số 88 người ứng cử (18 nữ, 34 nam)
    complements = len(parts) == 2 and _complement(scene, whole, parts, total)
    if all_of_it or rest or complements or (exclusive and total > whole.value):
        return replace(made, verdict=Verdict.WRONG, mend=mend(claim, total), certainty=Decimal("0.9"))
    return None


def _about_part(scene: Scene, part: Mark) -> str:
    """The words around a part; of `5 vụ/34 bị can` the second shares those of the first."""
    at = scene.marks.index(part)
    lead = scene.marks[at - 1].before if at and part.before.strip() == "/" else part.before
    return last_clause(lead) + " " + first_clause(part.after)


def _complement(scene: Scene, whole: Mark, parts: list[Mark], total: Decimal) -> bool:
    """Whether one of two parts is what the other is not: `xử lý hành chính 44 vụ, hình sự 3 vụ`."""
    nearly = total * 10 >= whole.value * 9
    first, second = (_about_part(scene, part) for part in parts)
    for one, other in _COMPLEMENTS:
        if (one.search(first) and other.search(second)) or (other.search(first) and one.search(second)):
            if is_followed(scene.sentence.text, parts[1].stop) and total < whole.value:
                return False
            if one in _LEAVE_NO_THIRD and _among_directly(scene, whole, parts[0]):
                return True
            if one is _COMPLEMENTS[0][0] and _handled_whole(scene, whole, parts[0]):
                return True
            return nearly and (one is not _COMPLEMENTS[0][0] or "xử lý" in last_clause(whole.before).lower())
    yes, no = _YES.search(first), _NO.search(second)
    return bool(nearly and yes and no and yes[1] == no[1])


_LEAVE_NO_THIRD: Final = frozenset([_COMPLEMENTS[3][0], _COMPLEMENTS[4][0]])


def _among_directly(scene: Scene, whole: Mark, part: Mark) -> bool:
    """Whether the split follows its whole at once, at most with a count of something else between."""
    at = scene.marks.index(whole)
    return part in scene.marks[at + 1 : at + 3]


def _handled_whole(scene: Scene, whole: Mark, part: Mark) -> bool:
    """`đã xử lý 196 vụ (xử lý hành chính 175 vụ, xử lý hình sự 21 vụ)`: nobody is handled in a third way."""
    handled = "xử lý" in last_clause(whole.before).lower()
    return handled and bool(re.fullmatch(r"\s*\([^\d;()]*", scene.sentence.text[whole.stop : part.start]))


def _nested(parts: list[Mark], whole: Mark) -> bool:
    """Whether some of the parts alone make the whole: others are parts of parts then."""
    few = parts[:8]
    return any(
        sum((part.value for part in chosen), Decimal(0)) == whole.value
        for size in range(2, len(few))
        for chosen in combinations(few, size)
    )


def _is_part(part: Mark) -> bool:
    return not re.search(r"\b(?:với|cùng|bắt|thu)\b", last_clause(part.before), re.IGNORECASE)


def _over_whole(scene: Scene, whole: Mark, part: Mark) -> Finding:
    """A part larger than its whole."""
    claim = Claim(ClaimKind.PART, scene.sentence, part, whole.start, part.stop, part.unit)
    return replace(finding(claim, Verdict.WRONG), numerator=part.value, denominator=whole.value)


def parts_over(scene: Scene) -> Iterator[Finding]:
    """A single part behind `trong đó` that is larger than its whole."""
    for whole, part in zip(scene.marks, scene.marks[1:], strict=False):
        if not (is_state(whole) and is_state(part) and whole.shape is part.shape is Shape.COUNT):
            continue
        if not same_unit(whole, part) or not AMONG.search(part.before) or whole.sense is not Sense.EXACT:
            continue
        if re.search(r"[;.]", part.before) or part.sense is not Sense.EXACT or not whole.known:
            continue
        if part.value > whole.value and not whole.unit.startswith("lượt"):
            yield _over_whole(scene, whole, part)

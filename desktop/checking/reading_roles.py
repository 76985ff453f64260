"""What each figure says: a state, a change under its verb, the base of a comparison, or a target."""

import re
from itertools import pairwise
from typing import Final

from desktop.checking.reading_figures import Mark, Role, Shape, unit_of
from desktop.checking.reading_nouns import ACTION, COUNTED, FALL, RISE

_VERB: Final = re.compile(rf"(?P<rise>{RISE})|(?P<fall>{FALL})")
_ACTION: Final = re.compile(rf"\b(?:{ACTION})\b", re.IGNORECASE)
_DELIMITER: Final = re.compile(r"[,;:.()\[\]…]")
_NOW: Final = re.compile(r"\b(?:còn|xuống|lên|thành)\b", re.IGNORECASE)
_LOOSE: Final = re.compile(r"\b(?:hơn|gần|khoảng|trên)\b", re.IGNORECASE)
_FROM: Final = re.compile(r"\btừ\s*(?:mức\s*)?$", re.IGNORECASE)
_JOIN: Final = re.compile(
    r"(?:xuống|lên)?\s?(?:còn|thành|tới|đến)?\s*(?:mức\s)?(?:hơn|trên|gần|khoảng)?\s*", re.IGNORECASE
)
_BASE: Final = re.compile(
    r"(?:\b(?:cùng\skỳ|kỳ\strước|(?:tháng|quý|năm|tuần)\s(?:trước|ngoái|liền\skề|[#/]+)|liền\skề)"
    r"(?:\s(?:năm|tháng|quý)?\s?(?:trước|ngoái|[#/.]+))*\s*(?:\(|là|:|có|chỉ\scó|đạt|tương\sứng)\s*(?:xảy\sra\s)?)$"
    r"|[(,;]\s*(?:cùng\skỳ|(?:kỳ|năm|tháng|quý|tuần)\strước)(?:\s(?:năm\s)?(?:trước|ngoái|[#/]+))*"
    r"\s*(?:(?:xảy\sra|phát\shiện|bắt|thụ\slý|tiếp\snhận|thiệt\shại|(?:xử\s)?phạt|thu(?:\shồi|\snộp)?|khởi\stố)\s*)?$"
    r"|[(;]\s*(?:(?:#+|[IVX]+)\stháng\s(?:đầu\s|cuối\s)?|quý\s[#IVX]+[\s/])?năm\s#{4}\s(?:xảy\sra|phát\shiện|bắt|thụ\slý|tiếp\snhận)\s*$",
    re.IGNORECASE,
)
_BASE_ENDS: Final = ("(", "là", ":", "có", "đạt", "ứng", "ra", "hiện", "bắt", "lý", "nhận", "hại",
    "phạt", "thu", "hồi", "nộp", "tố",
    "kỳ", "trước", "ngoái", "kề", "#", "/", ".")
"""How the words in front of a base end: a quick look before the long one."""
_COMPARING: Final = ("cùng kỳ", "trước", "ngoái", "kề", "so với", "từ")
"""What the first figure of a sentence needs to be a base: `số vụ trong tháng 1/2024 là 120` says how things are."""
_THEN: Final = re.compile(
    r"\(\s*(?:(?:#+|[IVX]+)\stháng\s(?:đầu\s|cuối\s)?|quý\s[#IVX]+[\s/]|tháng\s#+[\s/.])?(?:năm\s)?#{4}"
    r"(?:\s(?:đã\s)?[^\d,;.()]{0,30})?\s*$",
    re.IGNORECASE,
)
"""`giảm 12 đơn (6 tháng đầu năm 2019 tiếp nhận 140 đơn)`: behind a change a bracket that names a period."""
_AGAINST: Final = re.compile(r"\bso\svới\s*(?:con\ssố\s|mức\s)?$", re.IGNORECASE)
_PERIOD: Final = r"(?:năm|tháng|quý|kỳ|tuần|đợt|giai\sđoạn|thời\s(?:gian|điểm)|trước|ngoái)\b"
_AGAINST_PERIOD: Final = re.compile(
    rf"\bso\s(?:sánh\s)?(?:với|cùng)\s(?=[^\d;.()]*{_PERIOD})[^\d;.()]{{2,60}}[(:]\s*$", re.IGNORECASE
)
"""`bằng 75% so với quý I/2020 (32 vụ)`, `giảm 36 em so với học kỳ I năm học trước: 250 em`."""
_SO_OF_PERIOD: Final = re.compile(
    rf"\bso\s(?:sánh\s)?(?:với|cùng)\s(?=[^\d;.()]*{_PERIOD})[^\d;.()]{{2,60}}$", re.IGNORECASE
)
_SO_AGAINST: Final = re.compile(r"\W*so\s(?:sánh\s)?(?:với|cùng)\b", re.IGNORECASE)
_SAYS_AGAINST: Final = re.compile(r"\bso\s(?:sánh\s)?(?:với|cùng)\b", re.IGNORECASE)
_IN_BRACKET: Final = re.compile(r"[^\d;.(),]{0,20}\(\s*")
_MOVED_BEHIND: Final = re.compile(r"(?:\s[^\W\d]+){0,2}\s(?:xuống|lên)(?:\scòn|\sthành|\sđến)?\s*$", re.IGNORECASE)
_BEHIND_BASE: Final = re.compile(
    r"[^\d;.()]{0,25}so\s(?:với|cùng)\s[^\d;.()]{0,40}(?:,|\()\s*", re.IGNORECASE
)
"""`tăng 9 vụ so với cùng kỳ, 17/8 vụ`."""
_OF_BASE: Final = re.compile(
    r"[^,;.()\d]{0,30}?\b(?:(?:của|trong)\s)?(?:cùng\skỳ|kỳ\strước|năm\strước|tháng\strước|năm\s#|tháng\s#)",
    re.IGNORECASE,
)
_TARGET: Final = re.compile(
    r"(?:\b(?:chỉ\stiêu|kế\shoạch|mục\stiêu|yêu\scầu)(?:\s(?!\w*đạt|và\b|hoặc\b)[^\W\d]+){0,6}\s*[:(]?\s*(?:là|trên|từ|≥|>=)?\s*)$",
    re.IGNORECASE,
)
_TARGET_VERB: Final = re.compile(r"vượt|thấp\shơn|cao\shơn|đạt|tăng|giảm", re.IGNORECASE)
_OPENED: Final = re.compile(r"[^\d();]{0,60}\(\s*[-–+]?\s*")
NUMBERED: Final = re.compile(rf"\bsố\s(?P<noun>{COUNTED})\b", re.IGNORECASE)
"""`số người chết giảm 2`: the noun stands in front of the verb."""
_IS: Final = re.compile(rf"\bsố\s(?P<noun>{COUNTED})\b[^\d;.()]*(?:\s(?:là|có)|:|\s\.[. ]+)\s*$", re.IGNORECASE)
"""`tổng số vụ, việc thuộc thẩm quyền là 205`."""
_AND: Final = re.compile(r"(?:\s(?:chết|tử\svong|bị\sthương|mất\stích))?\s*(?:,|/|và|với)\s*", re.IGNORECASE)
_NEXT_RATE: Final = re.compile(
    r"\s(?:(?:về\s)?số\s[^\d,;.()]{2,30},|[^\d,;.()]{2,30}\svà)\s*(?:hơn|trên|gần|khoảng)?\s*", re.IGNORECASE
)
"""`tăng 5,7% về số vụ, 21,5% về số bị can`."""
_POINTS: Final = re.compile(r"\s*(?:%|phần\străm\b)")
"""`chênh lệch 9,3 điểm phần trăm`: a distance counts nothing, whatever verb it has."""
_SO_FAR: Final = 8
"""So many words may stand between a verb of change and its number."""


def give_roles(marks: list[Mark]) -> None:
    """Give each mark of one sentence its role; a verb goes on to later nouns until another verb comes."""
    for place, mark in enumerate(marks):
        earlier = marks[:place]
        _give_role(mark, earlier)
        _inherit(mark, earlier)
        _name_person(mark, earlier)
    for mark in marks:
        if mark.unit == "điểm" and mark.role is not Role.CHANGE and _POINTS.match(mark.after):
            mark.role = Role.CHANGE


_TOLD: Final = (Role.STATE, Role.BASE)
_YEAR: Final = re.compile(r"\bnăm\s(\d{4})(?:\s[^\d;.()]{1,40})?\s*:?\s*$", re.IGNORECASE)


def order_years(marks: list[Mark], source: str) -> None:
    """`Năm 2021 có 40 vụ; năm 2022 có 52 vụ, tăng 12 vụ`: of two years the earlier one is the base."""
    if sum("ăm #" in mark.before for mark in marks) < len(("one", "another")):
        return
    found = ((mark, _YEAR.search(source, max(0, mark.start - 60), mark.start)) for mark in marks if mark.role in _TOLD)
    led = [(mark, year) for mark, year in found if year and mark.shape is Shape.COUNT]
    if len(led) < 2 or any(mark.unit != led[0][0].unit for mark, _ in led):
        return
    if any(int(one[1]) >= int(other[1]) for (_, one), (_, other) in pairwise(led)):
        return
    for mark, _ in led:
        mark.role = Role.STATE
    if len(led) == 2:
        led[0][0].role = Role.BASE


def _inherit(mark: Mark, earlier: list[Mark]) -> None:
    """`73 vụ (cùng kỳ 81, giảm 8)`: in its bracket a count without a noun has that of the one in front."""
    if mark.unit or mark.shape is not Shape.COUNT or mark.role not in (Role.BASE, Role.CHANGE):
        return
    words = mark.before
    for last in reversed(earlier):
        if words.count("(") > words.count(")"):
            if last.shape is not Shape.PERCENT:
                mark.unit = last.unit
            return
        words = last.before + words


def _name_person(mark: Mark, earlier: list[Mark]) -> None:
    """`chết 12 người, giảm 2 người`: the fall is of the dead."""
    if mark.role is not Role.CHANGE or mark.unit != "người" or mark.subject:
        return
    last = next((each for each in reversed(earlier) if each.shape is Shape.COUNT), None)
    if last and last.unit.startswith("người "):
        mark.unit = last.unit


def _give_role(mark: Mark, earlier: list[Mark]) -> None:
    before = mark.before
    last = earlier[-1] if earlier else None
    if last and mark.shape is Shape.PAIR and _goes_with(mark, last):
        mark.role = Role.COMPARED
        return
    if _is_base(mark, last) or (last and mark.shape is Shape.COUNT and not mark.sign and _is_beside(mark, earlier)):
        mark.role = Role.BASE
        return
    if last and last.role is Role.CHANGE and last.shape is mark.shape is Shape.COUNT and _THEN.search(before):
        mark.role = Role.BASE
        return
    if last and last.role is Role.BASE and last.shape is mark.shape is Shape.COUNT and _AND.fullmatch(before):
        mark.role = Role.BASE
        return
    counts = last is not None and last.shape is Shape.COUNT and last.unit != "điểm"
    if last and counts and last.role is Role.CHANGE and _OPENED.fullmatch(before):
        if mark.shape is Shape.PERCENT:
            mark.role = Role.CHANGE
            return
        if mark.shape is Shape.PAIR and (not mark.known or mark.unit.split(" ")[0] == last.unit.split(" ")[0]):
            mark.role = Role.COMPARED
            return
    if _says_target(before):
        mark.role = Role.TARGET
        return
    if not _moves(mark) and not _follows(mark, earlier):
        _carry(mark, earlier)


def _goes_with(pair: Mark, last: Mark) -> bool:
    """Whether a pair says what a change in front of it led to, and from what."""
    counts = last.role is Role.CHANGE and last.shape is Shape.COUNT
    one_noun = not pair.known or pair.unit.split(" ")[0] == last.unit.split(" ")[0]
    return counts and one_noun and bool(_BEHIND_BASE.fullmatch(pair.before))


def _is_beside(mark: Mark, earlier: list[Mark]) -> bool:
    """Whether a count stands where bases stand: behind a change and the period that it is compared with."""
    before, last = mark.before, earlier[-1]
    if "so " not in before.lower() and "(" not in before:
        return False
    if (last.role is Role.CHANGE or last.shape is Shape.PERCENT) and _AGAINST_PERIOD.search(before):
        return mark.after.strip().lower() != "so với"  # (101 vụ so với 128 vụ)
    moved = last.shape is Shape.PERCENT and last.role is Role.CHANGE and _SO_OF_PERIOD.search(last.before)
    if moved and _IN_BRACKET.fullmatch(before):
        return True  # so với tháng trước giảm 10,1% (2.612.400.000đ)
    if last.role is Role.STATE and last.shape is Shape.COUNT and before.strip().lower() == "so với":
        return last.before.rstrip().endswith("(") and last.unit == mark.unit
    if last.role is not Role.CHANGE or last.shape is not Shape.COUNT or not _IN_BRACKET.fullmatch(before):
        return False
    if not mark.unit and mark.after[:1] == ")" and any(_SAYS_AGAINST.search(each.before) for each in earlier):
        return True  # so với cùng kỳ: giảm 6 vụ (99), giảm 7 người chết (87)
    if _MOVED_BEHIND.fullmatch(mark.after):
        return True
    return mark.unit.split(" ")[0] == last.unit.split(" ")[0] and bool(_SO_AGAINST.match(earlier[0].before))


def _says_target(before: str) -> bool:
    small = before.lower()
    if not ("tiêu" in small or "hoạch" in small or "cầu" in small):
        return False
    found = _TARGET.search(before)
    return found is not None and not _TARGET_VERB.search(found[0])


def _moves(mark: Mark) -> bool:
    """A verb of change in front of the figure, or a sign that stands for one."""
    before = mark.before
    if mark.shape is Shape.PERCENT and _FROM.search(before) and _MOVED_BEHIND.fullmatch(mark.after):
        mark.role = Role.BASE  # tăng từ 30,9% lên 35,6%
        return True
    if (verb := _governing(before)) is not None:
        mark.direction = 1 if verb["rise"] else -1
        if not _NOW.search(before[verb.end() :]):
            mark.role, mark.subject = Role.CHANGE, _subject(before[: verb.start()])
            if mark.shape is Shape.COUNT:
                _name_counted(mark, before[: verb.start()])
        return True
    if mark.sign and mark.shape is Shape.COUNT and before.rstrip().endswith(("(", ":", ";", ",")):
        mark.role, mark.direction = Role.CHANGE, mark.sign  # 133 vụ (-12 vụ, -8,3%)
        return True
    return False


_WHERE: Final = re.compile(
    r"\b(?:trong|tại|ở|đối\svới|riêng)\s(?:khu\svực|lĩnh\svực|địa\sbàn|nhóm)\b", re.IGNORECASE
)
"""`trong khu vực nhà nước, số vụ giảm 3`: of which part of all it is said."""


_CLAUSE_END: Final = re.compile(r"[;:.()]")


def _name_counted(mark: Mark, lead: str) -> None:
    """`số đối tượng bị bắt, xử lý tăng 186`: the noun stands in front of the verb, commas or not."""
    clause = _CLAUSE_END.split(lead)[-1]
    named = next(iter(reversed(list(NUMBERED.finditer(clause)))), None)
    if named is None:
        return
    where = _WHERE.search(clause[: named.start()])
    mark.subject = clause[(where or named).start() :].strip()
    if not mark.known and mark.unit != "lần":
        mark.unit = unit_of(named["noun"], mark.subject)


def _follows(mark: Mark, earlier: list[Mark]) -> bool:
    """What the figure in front says of this one: it moved to here, or its rate is one of several."""
    last = earlier[-1] if earlier else None
    if last is None:
        return False
    if last.role is Role.BASE and _FROM.search(last.before) and _JOIN.fullmatch(mark.before.strip()):
        _share_unit(earlier, mark)
        return True
    both_rates = mark.shape is last.shape is Shape.PERCENT
    if both_rates and last.role is Role.CHANGE and _NEXT_RATE.fullmatch(mark.before):
        mark.role, mark.direction, mark.carried = Role.CHANGE, last.direction, True
        return True
    return False


def _carry(mark: Mark, earlier: list[Mark]) -> None:
    """A verb goes on to the next noun of an enumeration."""
    before, after = mark.before, mark.after
    if not mark.unit and mark.shape is Shape.COUNT and (named := _IS.search(before)):
        mark.unit = unit_of(named["noun"], named[0])
    carrier = _carrier(earlier)
    if carrier is None or mark.shape is not Shape.COUNT or _NOW.search(before):
        return
    goes_on = _carries(before, after) or (before.strip() == "/" and carrier.unit != mark.unit)
    if goes_on and not _closed(carrier, mark, earlier):
        mark.role, mark.direction, mark.carried = Role.CHANGE, carrier.direction, True


def _share_unit(earlier: list[Mark], mark: Mark) -> None:
    """`giảm 11 người chết, từ 64 xuống 53 người`: all three count the same."""
    base, change = earlier[-1], earlier[-2] if len(earlier) > 1 else None
    if change and change.role is Role.CHANGE and change.unit.startswith(f"{mark.unit} "):
        mark.unit = change.unit
    if not base.known and mark.unit:
        base.unit = mark.unit


def _is_base(mark: Mark, last: Mark | None) -> bool:
    """Whether a figure is what something was; a per cent only beside another rate, not behind a count."""
    before = mark.before
    if mark.sign and mark.shape is Shape.COUNT:
        return False
    if mark.shape is Shape.PERCENT:
        beside = last is not None and (last.shape is Shape.PERCENT or last.unit == "điểm")
        return bool(beside and _BASE.search(before))
    tail = before.rstrip().lower()
    if last is None and not any(map(tail.__contains__, _COMPARING)):
        return False
    if tail.endswith(_BASE_ENDS) and _BASE.search(before):
        return True
    if tail.endswith(("với", "số", "mức")) and _AGAINST.search(before) and _OF_BASE.match(mark.after):
        return True
    return tail.endswith(("từ", "mức")) and _FROM.search(before) is not None


def _governing(before: str) -> "re.Match[str] | None":
    """The last verb of change in front of a number, unless something else came between."""
    if not ("ăng" in before or "iảm" in before or "hơn" in before):
        return None
    found = next(iter(reversed(list(_VERB.finditer(before)))), None)
    if found is None:
        return None
    rest = before[found.end() :]
    if rest.strip() == "với":  # `có chiều hướng gia tăng với 9 vụ`: so many there were
        return None
    if len(rest.split()) > _SO_FAR or _DELIMITER.search(rest) or _ACTION.search(rest) or "so với" in rest:
        return None
    return found


def _subject(before: str) -> str:
    """The words of the clause in front of the verb."""
    return _DELIMITER.split(before)[-1].strip()


def _carrier(earlier: list[Mark]) -> Mark | None:
    """The change that an enumeration goes on from: the last one, with only its rate behind it."""
    for mark in reversed(earlier):
        if mark.shape is Shape.PAIR and mark.role is Role.STATE:
            return None
        if mark.shape is Shape.PERCENT and ";" in mark.before:
            return None  # giảm 9,5%; trong khi tỷ lệ phá án lại tăng, đạt 92,1% với 431 vụ
        if mark.shape is Shape.COUNT or (mark.shape is Shape.PERCENT and mark.role is Role.CHANGE and mark.subject):
            return mark if mark.role is Role.CHANGE else None
    return None


def _closed(carrier: Mark, mark: Mark, earlier: list[Mark]) -> bool:
    """Whether the bracket that holds the change was closed before this figure."""
    since = [each.before for each in earlier if carrier.start < each.start] + [mark.before]
    words = "".join(since)
    return words.count(")") > words.count("(")


def _carries(before: str, after: str) -> bool:
    tail = before.rsplit(")", 1)[-1] if ")" in before else before
    if ";" in tail and "(" not in after:
        return False
    if _ACTION.search(tail) or "so với" in tail.lower() or "(" in tail or "." in tail:
        return False
    pieces = re.split(r"[,;]|\b(?:và|với|cùng)\b", tail)
    return len(pieces) > 1 and len(tail.split()) <= 7 and not _LOOSE.sub("", pieces[-1]).strip()

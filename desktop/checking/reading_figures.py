"""Numbers as people write them in reports → marks: value, precision, what is counted, how exactly it is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from desktop.checking.reading_nouns import ABOUT, COUNTED, OVER, UNDER


class Shape(Enum):
    """What a mark looks like."""

    COUNT = auto()
    PERCENT = auto()
    PAIR = auto()


class Role(Enum):
    """What a mark says: how things are, how they changed, what they were, what was asked for."""

    STATE = auto()
    CHANGE = auto()
    BASE = auto()
    TARGET = auto()
    COMPARED = auto()
    """A pair that holds now and before: `(206/113 vụ)` behind a change."""


class Sense(Enum):
    """How exactly a number is meant."""

    EXACT = auto()
    OVER = auto()
    UNDER = auto()
    ABOUT = auto()


_NOTHING: Final = Decimal(0)


@dataclass(slots=True, eq=False)
class Mark:
    """One figure of a paragraph; `start` and `end` hold the number with its per cent sign, `stop` also its noun.

    Not frozen: a report has thousands, and their words and roles are only known once all of them were found.
    """

    shape: Shape
    start: int
    end: int
    stop: int
    value: Decimal
    places: int
    second: Decimal | None = None
    scale: int = 1
    unit: str = ""
    known: bool = False
    """Whether the noun is one that reports count."""
    sense: Sense = Sense.EXACT
    sign: int = 0
    before: str = ""
    """The words since the mark in front."""
    after: str = ""
    """The words up to the next mark."""
    role: Role = Role.STATE
    direction: int = 0
    carried: bool = False
    """The verb of change stands at an earlier mark."""
    subject: str = ""
    """Of a change with its own subject: what it is that rose or fell."""

    @property
    def step(self) -> Decimal:
        """Half a unit of the last printed digit: what rounding may have taken away; nothing of plain counts."""
        if self.scale == 1 and not self.places:
            return _NOTHING
        return Decimal(5).scaleb(-self.places - 1) * self.scale


_NUMBER: Final = (
    r"\d(?<![\w#]\d)(?<![\d#][.,]\d)(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d{0,2}(?:,\d{3}){2,}"
    rf"|(?<!0)\d{{0,2}}(?:\s\d{{3}})+(?=\s?(?:{COUNTED})\b|\s?/\s?\d)|\d*(?:[.,]\d+)?)"
)
"""It begins with its first digit, so that the search goes from digit to digit; blanks group only in front of a noun."""
_FIGURE: Final = re.compile(
    rf"(?P<number>{_NUMBER})(?![#\d])"
    r"(?P<percent>\s?%|\sphần\străm)?(?P<scale>\s?(?:nghìn|ngàn|triệu|tỷ|tỉ)\b(?!\slệ))?",
)
_SIGN: Final = re.compile(r"(?<=[\s(=:/])[+\-−–]\s?$")
_PLUS_MINUS: Final = frozenset("+-−–")
_TOGETHER: Final = (
    r"(?:,\s(?:thôn|bản|xóm|ấp|xã|phường|thị\strấn|tổ\sdân\sphố|khu\sphố|khu\sdân\scư|cơ\squan|đơn\svị|doanh\snghiệp"
    r"|trường\shọc|nhà\strường|chiến\ssĩ|việc|cơ\ssở|huyện|thành\sphố|thị\sxã)(?!\w))*"
)
"""`18 xã, thị trấn`: several nouns are counted together."""
_NOUN: Final = re.compile(
    rf"\s*(?:số\s+)?(?:(?P<money>đồng|đ|VNĐ|VND|vnđ)\b|(?P<known>{COUNTED})\b{_TOGETHER}|(?P<other>[^\W\d_]+))"
)
_SCALES: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_OVER: Final = re.compile(
    rf"(?<!nhiều\s)(?<!ít\s)(?<!cao\s)(?<!thấp\s)(?<!lớn\s)(?:\b(?:{OVER}))\s*$", re.IGNORECASE
)
_UNDER: Final = re.compile(rf"\b(?:{UNDER})\s*$", re.IGNORECASE)
_ABOUT: Final = re.compile(rf"(?:\b(?:{ABOUT})|~)\s*$", re.IGNORECASE)
_LOOSE: Final = (
    "hơn", "trên", "quá", "thiểu", "nhất", "dưới", "gần", "đến", "tới", "suýt", "ngót", "khoảng", "xỉ", "chừng",
    "-", "–", "~",
)  # fmt: skip
"""How words end that may say so: a quick look before the long one."""
_RANGE: Final = re.compile(r"\d\s?[-–]\s?$|\d\s?%?\sđến\s$")
_SLASH: Final = re.compile(r"\s*/\s*(?:tổng\s(?:số\s)?)?|\s*(?:trên|trong)\s(?:tổng\s)?số\s*|\s*trên\stổng\s*")
_ON: Final = re.compile(r"\s*trên\s*")
_DEAD: Final = re.compile(r"chết|tử\svong|thiệt\smạng|hy\ssinh", re.IGNORECASE)
_HURT: Final = re.compile(r"(?:bị\s)?thương", re.IGNORECASE)
_MISSING: Final = re.compile(r"mất\stích", re.IGNORECASE)
_PEOPLE: Final = frozenset({"người", "nạn nhân", "cháu"})
_WORDS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10
}  # fmt: skip
_WORDED_LETTERS: Final = "|".join(rf"{word[0]}(?<!\w{word[0]}){word[1:]}" for word in _WORDS)
_WORDED: Final = re.compile(
    rf"(?P<word>{_WORDED_LETTERS})(?=\s(?:vụ|người|đối\stượng|bị\scan|trường\shợp|xã|cơ\ssở)\b)"
)


def marks_of(shown: str) -> list[Mark]:
    """The figures of a paragraph in their order; its non-figures are hidden."""
    singles = sorted((*_numbers(shown), *_worded(shown)), key=lambda mark: mark.start)
    return _with_words(shown, _paired(shown, _added_up(shown, singles)))


def _added_up(shown: str, singles: list[Mark]) -> list[Mark]:
    """`3 tỷ 251 triệu đồng` is one sum of money."""
    marks: list[Mark] = []
    for mark in singles:
        last = marks[-1] if marks else None
        if last and last.scale > mark.scale > 1 and shown[last.end : mark.start].isspace():
            value = last.value + mark.value
            marks[-1] = replace(mark, start=last.start, value=value, sense=last.sense, sign=last.sign)
        else:
            marks.append(mark)
    return marks


def _numbers(shown: str) -> Iterator[Mark]:
    for found in _FIGURE.finditer(shown):
        number, percent = found.group("number", "percent")
        value, places = (Decimal(number), 0) if number.isdigit() else _value(number, bool(percent))
        start = found.start()
        near = shown[max(0, start - 2) : start]
        sign = _SIGN.search(shown, start - len(near), start) if not _PLUS_MINUS.isdisjoint(near) else None
        if percent or (sign and _bare_rate(shown, found, sign)):
            end = found.end("percent") if percent else found.end("number")
            mark = Mark(Shape.PERCENT, sign.start() if sign else start, end, end, value, places, sign=_sign(sign))
        else:
            mark = _count(shown, found, sign, value, places)
        mark.sense = _sense(shown[max(0, mark.start - 16) : mark.start])
        yield mark


def _bare_rate(shown: str, found: re.Match[str], sign: re.Match[str]) -> bool:
    """`giảm 630 vụ (-13,67)`: a sign and decimals alone in brackets are a rate whose sign was forgotten."""
    if "," not in found["number"] or found["scale"]:
        return False
    return shown[sign.start() - 1] == "(" and shown[found.end() : found.end() + 1] == ")"


def _count(shown: str, found: re.Match[str], minus: re.Match[str] | None, value: Decimal, places: int) -> Mark:
    scale = _SCALES[found["scale"].strip()] if found["scale"] else 1
    start, end = found.start(), found.end("scale") if scale > 1 else found.end("number")
    noun = _NOUN.match(shown, end)
    unit, stop, known = ("đồng" if scale > 1 else ""), end, scale > 1
    if noun:
        money, counted, other = noun.group("money", "known", "other")
        if money or counted:
            unit, stop, known = " ".join((counted or "đồng").split()), noun.end(), True
        elif scale == 1 and (other := other.lower()) not in _NO_NOUNS:
            unit = other
    unit = _ALIASES.get(unit, unit)
    if known and places and scale == 1 and "," in found["number"] and unit in _WHOLE and places == 3:
        value, places = value.scaleb(3), 0  # 1,234 vụ as an English machine groups it
    person = _person(shown, start, stop) if unit in _PEOPLE else ""
    sign, begin = _sign(minus), start
    if minus and shown[start - 1] == " " and shown[: minus.start()].rstrip()[-1:] != "(":
        sign = 0  # a dash before a member of a list
    if minus and sign:
        begin = minus.start()
    return Mark(
        Shape.COUNT, begin, end, stop, value * scale, places, scale=scale, unit=unit + person, known=known, sign=sign
    )


_ALIASES: Final = {
    "m2": "m²", "m3": "m³", "gram": "gam", "g": "gam", "tin báo": "tin", "nguồn tin": "tin", "tố giác": "tin",
    "tỉ đồng": "đồng",
    "băng, nhóm": "nhóm", "băng, ổ, nhóm": "nhóm", "băng ổ, nhóm": "nhóm", "băng ổ nhóm": "nhóm",
    "băng, ổ nhóm": "nhóm", "băng nhóm": "nhóm", "băng": "nhóm", "ổ nhóm": "nhóm",
    "người nghiện": "người", "người dân": "người", "hộ dân": "hộ", "hộ gia đình": "hộ", "xe máy": "xe mô tô",
    "cán bộ, chiến sĩ": "cán bộ", "cán bộ chiến sĩ": "cán bộ", "CBCS": "cán bộ",
}  # fmt: skip
_NO_NOUN_WORDS: Final = """
    xuống lên còn đến tới so và hoặc với trong tại ở của là thì do bằng đạt chiếm tăng giảm trên dưới từ cho để được bị
    có như hay nhưng gồm
"""
_NO_NOUNS: Final = frozenset(_NO_NOUN_WORDS.split())
"""Words behind a number that name nothing that is counted."""
_WHOLE: Final = frozenset(
    ["vụ", "đối tượng", "bị can", "người", "trường hợp", "tin", "xã", "lượt", "lượt người", "hồ sơ", "vụ việc", "vụ án"]
)


def _worded(shown: str) -> Iterator[Mark]:
    for found in _WORDED.finditer(shown):
        if shown[max(0, found.start() - 6) : found.start()].endswith(("cả ", "trong ")):
            continue
        noun = _NOUN.match(shown, found.end())
        if noun and noun["known"]:
            unit = noun["known"]
            person = _person(shown, found.start(), noun.end()) if unit in _PEOPLE else ""
            value = Decimal(_WORDS[found["word"]])
            yield Mark(Shape.COUNT, found.start(), found.end(), noun.end(), value, 0, unit=unit + person, known=True)


def _value(number: str, is_percent: bool) -> tuple[Decimal, int]:
    """Value and printed decimals: a comma begins decimals; a dot does where thousands make no sense."""
    number = "".join(number.split())
    if number.count(",") > 1:
        return Decimal(number.replace(",", "")), 0
    if "," not in number and "." in number:
        whole, _, decimals = number.rpartition(".")
        if len(decimals) != 3 or whole == "0" or (is_percent and "." not in whole):
            return Decimal(f"{whole.replace('.', '')}.{decimals}"), len(decimals)
    plain = number.replace(".", "").replace(",", ".")
    return Decimal(plain), len(plain.partition(".")[2])


def unit_of(noun: str, words: str) -> str:
    """The unit that a noun names; of people with what became of them."""
    unit = " ".join(noun.lower().split())
    unit = _ALIASES.get(unit, unit)
    found = [(match.end(), kind) for pattern, kind in _PERSONS for match in pattern.finditer(words)]
    return unit + (max(found)[1] if found and unit in _PEOPLE else "")


def _sign(sign: re.Match[str] | None) -> int:
    return 0 if sign is None else 1 if sign[0][0] == "+" else -1


def _sense(before: str) -> Sense:
    if not before.rstrip().lower().endswith(_LOOSE):
        return Sense.EXACT
    if _RANGE.search(before) or _ABOUT.search(before):
        return Sense.ABOUT
    if _UNDER.search(before):
        return Sense.UNDER
    return Sense.OVER if _OVER.search(before) else Sense.EXACT


_PARTED: Final = re.compile(r"[,;.()]|\d")


def _person(shown: str, start: int, stop: int) -> str:
    """Dead and injured are counted apart: `làm chết 5 người`, `05 người chết`."""
    near = shown[stop : stop + 12].lstrip()
    for pattern, words in ((_DEAD, " chết"), (_HURT, " bị thương"), (_MISSING, " mất tích")):
        if pattern.match(near) or (pattern is _HURT and near.startswith("bị thương")):
            return words
    lead = _PARTED.split(shown[max(0, start - 40) : start])[-1]
    found = [(match.end(), words) for pattern, words in _PERSONS for match in pattern.finditer(lead)]
    return max(found)[1] if found else ""


_PERSONS: Final = ((_DEAD, " chết"), (_HURT, " bị thương"), (_MISSING, " mất tích"))


def _paired(shown: str, singles: list[Mark]) -> list[Mark]:
    """Two counts around a slash, of one noun or with none in between, are one mark."""
    marks: list[Mark] = []
    for mark in singles:
        last = marks[-1] if marks else None
        if last and last.shape is mark.shape is Shape.COUNT and _are_pair(shown, last, mark):
            value = last.value * mark.scale if last.scale == 1 else last.value
            places = max(last.places, mark.places)
            if last.places == 3 and mark.unit in _WHOLE and not mark.places:
                value, places = value.scaleb(3), 0  # 4,812/5,230 hồ sơ as an English machine groups them
            marks[-1] = replace(
                mark,
                shape=Shape.PAIR,
                start=last.start,
                value=value,
                second=mark.value,
                places=places,
                sense=last.sense,
            )
        else:
            marks.append(mark)
    return marks


def _are_pair(shown: str, first: Mark, second: Mark) -> bool:
    if _PER_TIME.match(shown, second.stop):
        return False  # 3.000 đồng/1 triệu đồng/ngày
    if first.stop > first.end and first.known:
        if first.unit.split()[0] != second.unit.split(" ")[0]:
            return False
        return bool(_SLASH.fullmatch(shown, first.stop, second.start))
    between = shown[first.end : second.start]
    grouped = first.places == 3 and second.unit in _WHOLE and not second.places
    whole = not first.places or grouped or (second.known and second.unit in _MEASURED)
    return bool(_SLASH.fullmatch(between) or _ON.fullmatch(between)) and whole


_PER_TIME: Final = re.compile(r"\s?/\s?(?:ngày|tháng|năm|tuần)\b")
_MEASURED: Final = frozenset(["đồng", "kg", "gam", "tấn", "tạ", "ha", "m²", "m³", "lít", "USD"])


def _with_words(shown: str, marks: list[Mark]) -> list[Mark]:
    ends = [0, *(mark.stop for mark in marks)]
    starts = [*(mark.start for mark in marks[1:]), len(shown)]
    for mark, end, start in zip(marks, ends, starts, strict=False):
        mark.before, mark.after = shown[end : mark.start], shown[mark.stop : start]
    return marks

"""Families of kinds of which everyone has exactly one: punishments, grades, sexes, before and after the deadline."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from desktop.checking.reading_figures import Mark
from desktop.checking.scene import first_clause, last_clause


@dataclass(frozen=True)
class Family:
    """Kinds that exclude each other; `least` of them, apart, leave none out."""

    member: re.Pattern[str]
    least: int
    last: re.Pattern[str] | None = None
    """The kind that ends the family: with it and another one the list is complete."""


def _words(words: str) -> re.Pattern[str]:
    """It looks at words in small letters."""
    return re.compile(rf"\b(?:{words})\b")


_PUNISHED: Final = Family(
    _words(
        r"khiển\strách|cảnh\scáo|cách\schức|giáng\s(?:chức|cấp)|hạ\sbậc(?:\slương)?|khai\strừ|buộc\sthôi\sviệc|giải\stán"
        r"|tước\sdanh\shiệu|(?:phê\sbình|kiểm\sđiểm|nhắc\snhở)"
    ),
    2,
)
_GRADED: Final = Family(
    _words(
        r"(?:hoàn\sthành\s)?xuất\ssắc|(?:hoàn\sthành\s)?tốt|(?:không|chưa)\shoàn\sthành|hoàn\sthành|loại\s(?:a|b|c|d|i{1,3})"
        r"|khá|trung\sbình|yếu|kém|giỏi|(?:không|chưa)\sđạt"
    ),
    3,
    _words(r"(?:không|chưa)\s(?:hoàn\sthành|đạt)|yếu|kém"),
)
_SEXED: Final = Family(_words("nam|nữ|trai|gái"), 2)
_PLACED: Final = Family(_words(r"thành\sthị|nông\sthôn"), 2)
_FOREIGN: Final = Family(_words(r"trong\snước|nước\sngoài"), 2)
_IN_TIME: Final = Family(
    _words(r"(?:trước|đúng|quá|trễ|trong)\s(?:và\s(?:đúng|trước)\s)?hạn"), 2, _words(r"quá\shạn|trễ\shạn")
)
_CARRIED: Final = Family(
    _words(
        r"cũ|tồn|(?:kỳ|năm|tháng|quý)\strước(?:\schuyển\s(?:sang|qua))?|chuyển\s(?:sang|qua)|mới"
        r"|(?:triển\skhai|phát\ssinh|thụ\slý|tiếp\snhận|xảy\sra)\strong\s(?:kỳ|tháng|quý|năm)|từ\strước"
    ),
    2,
)
_PLANNED: Final = Family(_words(r"(?:theo\s)?kế\shoạch|đột\sxuất"), 2)
_DECIDED: Final = Family(_words(r"không\skhởi\stố|(?<!không\s)khởi\stố|tạm\sđình\schỉ"), 3)
_TRIED: Final = Family(_words(r"(?:đề\snghị\s)?truy\stố|tạm\sđình\schỉ|(?<!tạm\s)đình\schỉ"), 3)
_ABLE: Final = Family(_words(r"(?:chưa|không)\scó\sđiều\skiện|có\sđiều\skiện"), 2)
_HANDLED: Final = Family(_words(r"khởi\stố|hình\ssự|hành\schính"), 2, _words(r"hành\schính"))
_ROADS: Final = Family(_words(r"đường\s(?:bộ|sắt|thủy(?:\snội\sđịa)?|thuỷ)|hàng\shải|hàng\skhông"), 3)
_LEGAL: Final = Family(_words(r"cá\snhân|tổ\schức|doanh\snghiệp|hộ\skinh\sdoanh"), 2)
_MEMBERS: Final = Family(_words(r"chính\sthức|dự\sbị"), 2)
_FORESTS: Final = Family(_words(r"rừng\strồng|rừng\stự\snhiên"), 2)
_WAYS: Final = Family(_words(r"trực\stuyến|trực\stiếp"), 2)
_INSTANCES: Final = Family(_words(r"sơ\sthẩm|phúc\sthẩm"), 2)
_GRAVITY: Final = Family(_words(r"(?:ít|rất|đặc\sbiệt)?\s?nghiêm\strọng"), 4)
_FAMILIES: Final = (
    *(_PUNISHED, _GRADED, _SEXED, _IN_TIME, _CARRIED, _PLANNED, _DECIDED, _TRIED, _ABLE, _HANDLED),
    *(_PLACED, _FOREIGN),
    *(_ROADS, _LEGAL, _MEMBERS, _FORESTS, _WAYS, _INSTANCES, _GRAVITY),
)


_THINGS: Final = ("vụ", "tin", "việc", "đơn", "hồ sơ", "án", "đồng", "xe", "buổi", "cuộc")


def may_hold(whole: Mark, parts: list[Mark]) -> bool:
    """Whether a noun may be of such kinds: cases are neither men nor women."""
    return not whole.unit.startswith(_THINGS) or not any(_kind(_SEXED, part) for part in parts)


_ANY: Final = re.compile("|".join(family.member.pattern for family in _FAMILIES))


_FOLLOWED: Final = re.compile(
    r"(?:\s\([^()]*\))?(?:[^;.()]{0,40}(?:\bcòn\slại|\bkhác\b|,\s(?:có\s)?\d)|\s(?:bị|được|đã|đang|trong|thuộc|đồng)\s)",
    re.IGNORECASE,
)
"""`20 nam, 15 nữ, 10 trẻ em`, `12 nữ bị tạm giam`: two that leave no third are not all of it there."""


def is_followed(text: str, stop: int) -> bool:
    """Whether more of a list follows behind a member, or the member is only some of its kind."""
    return _FOLLOWED.match(text, stop) is not None


def family_of(parts: list[Mark]) -> Family | None:
    """The family that every part is a kind of, each of another one."""
    return _family(tuple(parts)) if len(parts) > 1 else None


@lru_cache(maxsize=256)
def _family(parts: tuple[Mark, ...]) -> Family | None:
    if not all(_ANY.search(f"{part.unit} {_said(part)}".lower()) for part in parts):
        return None
    for family in _FAMILIES:
        kinds = [_kind(family, part) for part in parts]
        if all(kinds) and len(set(kinds)) == len(kinds):
            return family
    return None


def is_complete(family: Family, parts: list[Mark]) -> bool:
    """Whether the parts leave no kind out."""
    ended = family.last is not None and any(family.last.search(_said(part).lower()) for part in parts)
    return len(parts) >= family.least and (family.last is None or ended or len(parts) > family.least)


def leaves_none(parts: list[Mark]) -> bool:
    """Whether three outcomes or more are all that may become of a case."""
    family = family_of(parts)
    return family is not None and family.least > 2 and is_complete(family, parts)


def _said(part: Mark) -> str:
    return f"{last_clause(part.before.rstrip(' :'))} {first_clause(part.after)}"


def _kind(family: Family, part: Mark) -> str:
    for words in (part.unit, last_clause(part.before.rstrip(" :")), first_clause(part.after)):
        if found := family.member.findall(words.lower()):
            return str(found[-1]).strip()
    return ""

"""Families of kinds of which everyone has exactly one: punishments, grades, sexes, before and after the deadline."""

import re
from dataclasses import dataclass
from typing import Final

from desktop.wording.checking_scene import first_clause, last_clause
from desktop.wording.reading_figures import Mark


@dataclass(frozen=True)
class Family:
    """Kinds that exclude each other; `least` of them, apart, leave none out."""

    member: re.Pattern[str]
    least: int
    last: re.Pattern[str] | None = None
    """The kind that ends the family: with it and another one the list is complete."""


def _words(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_PUNISHED: Final = Family(
    _words(
        r"khiển\strách|cảnh\scáo|cách\schức|giáng\s(?:chức|cấp)|hạ\sbậc(?:\slương)?|khai\strừ|buộc\sthôi\sviệc|giải\stán"
        r"|tước\sdanh\shiệu|(?:phê\sbình|kiểm\sđiểm|nhắc\snhở)"
    ),
    2,
)
_GRADED: Final = Family(
    _words(
        r"(?:hoàn\sthành\s)?xuất\ssắc|(?:hoàn\sthành\s)?tốt|(?:không|chưa)\shoàn\sthành|hoàn\sthành|loại\s(?:A|B|C|D|I{1,3})"
        r"|khá|trung\sbình|yếu|kém|giỏi|(?:không|chưa)\sđạt"
    ),
    3,
    _words(r"(?:không|chưa)\s(?:hoàn\sthành|đạt)|yếu|kém"),
)
_SEXED: Final = Family(_words("nam|nữ"), 2)
_IN_TIME: Final = Family(_words(r"(?:trước|đúng|quá|trễ|trong)\s(?:và\s(?:đúng|trước)\s)?hạn"), 2, _words(r"quá\shạn|trễ\shạn"))
_FAMILIES: Final = (_PUNISHED, _GRADED, _SEXED, _IN_TIME)


def family_of(parts: list[Mark]) -> Family | None:
    """The family that every part is a kind of, each of another one."""
    if len(parts) < len(("one", "another")):
        return None
    for family in _FAMILIES:
        kinds = [_kind(family, part) for part in parts]
        if all(kinds) and len(set(kinds)) == len(kinds):
            return family
    return None


def is_complete(family: Family, parts: list[Mark]) -> bool:
    """Whether the parts leave no kind out."""
    ended = family.last is not None and any(family.last.search(_said(part)) for part in parts)
    return len(parts) >= family.least and (family.last is None or ended or len(parts) > family.least)


def _said(part: Mark) -> str:
    return f"{last_clause(part.before)} {first_clause(part.after)}"


def _kind(family: Family, part: Mark) -> str:
    for words in (last_clause(part.before), first_clause(part.after)):
        if found := family.member.findall(words.lower()):
            return str(found[-1])
    return ""

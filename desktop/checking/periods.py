"""Which period a figure is of: what was told of an earlier one is a base, whatever stands around it."""

import re
from typing import Final

from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Role
from desktop.checking.scene import last_clause

_PAST: Final = re.compile(
    r"\b(?:cùng\skỳ|(?:năm|tháng|quý|kỳ|tuần|vụ|đợt)\s(?:trước|ngoái)|liền\skề|đầu\snăm|trước\sđó)\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b20[0-4]\d\b")
COUNTS: Final = ("ngày", "tuần", "tháng", "quý", "năm")
"""Periods that are counted."""
_WORDS: Final = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười hai": 12
}  # fmt: skip
_NUMBER: Final = re.compile(
    rf"(?<![\d/.,])(?:(?P<digits>\d{{1,2}})|\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))}))"
    r"\s(?P<kind>ngày|tuần|tháng|quý|năm|đợt|kỳ)\b(?!\s(?:trước|này|ngoái|nay\b))",
    re.IGNORECASE,
)
_QUARTER: Final = re.compile(r"\bquý\s(?:I{1,3}|IV|[1-4])\b", re.IGNORECASE)
_MONTHS_OF_QUARTER: Final = 3
_AGAINST: Final = re.compile(r"\bso\s(?:sánh\s)?(?:với|cùng)?\b", re.IGNORECASE)


def is_past(mark: Mark) -> bool:
    """Whether a figure is of an earlier period: `cùng kỳ xảy ra 20 vụ`, also at the beginning of a sentence."""
    if mark.role is Role.BASE:
        return True
    if mark.role is not Role.STATE:
        return False
    lead = last_clause(mark.before)
    return bool(_PAST.search(lead)) and not _AGAINST.search(lead)


def year_of(sentence: Sentence, mark: Mark) -> int:
    """The year that the words right in front of a figure name; 0 where they name none."""
    found = _YEAR.findall(sentence.source[mark.start - len(mark.before) : mark.start])
    return int(found[-1]) if found else 0


def number_of_periods(words: str) -> tuple[int, str] | None:
    """`lũy kế 9 tháng`, `ba ngày cộng lại`: how many of which; the last that is named."""
    found = list(_NUMBER.finditer(words))
    return (_of(found[-1]), found[-1]["kind"].lower()) if found else None


def numbers_of_periods(words: str, kind: str) -> list[int]:
    """Each number of such periods that the words name; a quarter has three months."""
    found = [_of(each) for each in _NUMBER.finditer(words) if each["kind"].lower() == kind]
    return found + [_MONTHS_OF_QUARTER for _ in _QUARTER.findall(words)] if kind == "tháng" else found


def _of(found: "re.Match[str]") -> int:
    return int(found["digits"]) if found["digits"] else _WORDS[found["word"].lower()]

"""Which period a figure is of: what was told of an earlier one is a base, whatever stands around it."""

import re
from typing import Final

from desktop.wording.checking_scene import last_clause
from desktop.wording.reading import Sentence
from desktop.wording.reading_figures import Mark, Role

_PAST: Final = re.compile(
    r"\b(?:cùng\skỳ|(?:năm|tháng|quý|kỳ|tuần|vụ|đợt)\s(?:trước|ngoái)|liền\skề|đầu\snăm|trước\sđó)\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b20[0-4]\d\b")
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

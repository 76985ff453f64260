"""Words that several kinds of claims are known by."""

import re
from typing import Final

from desktop.checking.reading_figures import Mark
from desktop.checking.scene import last_clause

AMONG: Final = re.compile(r"\btrong\sđó\b", re.IGNORECASE)
FROM: Final = re.compile(r"\btừ\s*(?:mức\s)?$", re.IGNORECASE)
"""In front of a base."""
MEAN: Final = re.compile(r"\b(?:bình\squân|trung\sbình)\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"\b(?:đang|còn\slại|chưa|tồn)\b", re.IGNORECASE)
_WAS: Final = re.compile(r"\bđã\s", re.IGNORECASE)


def goes_on(part: Mark, whole: Mark) -> bool:
    """`đã giải quyết 703 tin, gồm: …, đang giải quyết 194 tin`: what goes on is no part of what is done."""
    return bool(_GOES_ON.search(last_clause(part.before)) and _WAS.search(last_clause(whole.before)))

"""Problems with their place, their sentence, what to do, and the reason somebody gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from desktop.domain.catalogue import Indicator, Level
from desktop.domain.numbers import format_number
from desktop.domain.periods import month_label
from desktop.domain.rules import Problem
from desktop.services.books import Books
from desktop.services.monthly import Monthly
from desktop.wording.faults import problem_sentence

if TYPE_CHECKING:
    from desktop.services.closing import Declared

Reasons = Mapping[tuple[str, str], tuple[str, str]]
"""Inputs and reason by rule and subject."""

DECLARED_BESIDE_DATA = "declared_beside_data"
ACTIONS = {Level.K: "Sửa", Level.E: "Sửa", Level.W: "Giải trình", Level.Q: "Xem"}


@dataclass(frozen=True)
class PlacedProblem:
    """A problem, the record (uid in hex) or figure (`figure:202006:GT.08`) it is about, and what to do."""

    problem: Problem
    subject: str
    place: str
    sentence: str
    action: str
    explained: str | None = None

    @property
    def open_warning(self) -> bool:
        """Whether a reason is still missing."""
        return self.problem.level is Level.W and self.explained is None

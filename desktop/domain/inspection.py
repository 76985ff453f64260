"""What a finished report still has against it before its figures are frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.findings import Finding, Mend, Place


class IssueKind(StrEnum):
    """What is the matter."""

    BY_HAND = "by_hand"
    """A number of ours that somebody typed over."""
    STALE = "stale"
    """A number of ours that the figures of today do not give any more."""
    ARITHMETIC = "arithmetic"
    """Numbers of the text that do not agree with each other."""
    STORED = "stored"
    """A number a person wrote that differs from the stored figure."""


@dataclass(frozen=True)
class Issue:
    """One wrong number: where, what is said, what it should be; `mend` is what happens by default."""

    kind: IssueKind
    place: Place
    said: str
    now: str
    indicators: tuple[str, ...] = ()
    finding: Finding | None = None
    mend: Mend | None = None

    @property
    def name(self) -> str:
        """The same issue in the same text, when it is checked again."""
        return f"{self.kind.value}:{self.place.paragraph}:{self.place.start}:{self.said}"


Reasons = Mapping[str, str]
"""Why issues are kept as they stand, by their name."""

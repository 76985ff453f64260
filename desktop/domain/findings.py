"""What a text claims in figures, and what the figure checker has against it (phát hiện)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a claim holds."""

    RIGHT = "right"
    WRONG = "wrong"
    CANNOT_CHECK = "cannot_check"


class ClaimKind(StrEnum):
    """What a claim says of its figures."""

    RATE = "rate"
    """One count out of another: 185/207 = 89,4%."""
    MEAN = "mean"
    """How many for each month, day or place: bình quân 31 vụ mỗi tháng."""
    CHANGE = "change"
    """How many, and how many per cent, more or less than the base."""
    DIFFERENCE = "difference"
    """How many more or less, where both figures stand in the text."""
    SHARE = "share"
    """A part of a total: chiếm 40,1%."""
    POINTS = "points"
    """A rate above or below a target or another rate."""
    TIMES = "times"
    """So many times as many: gấp 3 lần."""
    SUM = "sum"
    """Parts that make the whole."""
    PART = "part"
    """One part, never more than its whole."""
    FLOW = "flow"
    """Crime reports: carried over + received − transferred − resolved = pending."""
    CUMULATIVE = "cumulative"
    """Lũy kế, never less than what it holds."""
    BETWEEN = "between"
    """A rate of everything lies between the rates of its parts."""
    CRITERIA = "criteria"
    """Giảm cả 3 tiêu chí."""


class Doubt(StrEnum):
    """Why a claim was not judged, or what is odd about it."""

    NO_BASE = "no_base"
    NO_WHOLE = "no_whole"
    UNSURE = "unsure"
    SIGNS_DIFFER = "signs_differ"
    VAGUE = "vague"
    NO_SUCH_BASE = "no_such_base"
    EARLIER_CASES = "earlier_cases"


@dataclass(frozen=True)
class Passage:
    """One paragraph of a text; in a table with its table, row and column, all counted from one."""

    text: str
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Place:
    """Characters of one paragraph."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Operands:
    """Two figures and what they give; `backwards` when a rise has to be called a fall."""

    numerator: Decimal
    denominator: Decimal
    backwards: bool = False


@dataclass(frozen=True)
class Mend:
    """What to write instead, and where."""

    place: Place
    text: str


@dataclass(frozen=True)
class Finding:
    """One claim of a text and what became of it."""

    kind: ClaimKind
    verdict: Verdict
    place: Place
    text: str
    """The words that claim it."""
    claimed: str
    """The figure that is judged, as written."""
    claimed_at: Place
    value: Decimal
    """The judged figure itself."""
    recomputed: Decimal | None = None
    """What it should be, at the printed precision."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    falls: bool = False
    """Of a change: the text calls it a fall."""
    parts: tuple[Decimal, ...] = ()
    unit: str = ""
    nearest: tuple[Operands, ...] = ()
    mend: Mend | None = None
    turn: Mend | None = None
    """The other verb, where a rise was called a fall."""
    doubt: Doubt | None = None
    certainty: Decimal = Decimal(1)
    terms: tuple[tuple[str, Decimal], ...] = field(default=())
    """Of a flow: its members by name."""

    @property
    def doubtful(self) -> bool:
        """Not proved wrong, but worth a look."""
        odd = (Doubt.SIGNS_DIFFER, Doubt.NO_SUCH_BASE, Doubt.EARLIER_CASES, Doubt.VAGUE)
        return self.verdict is Verdict.CANNOT_CHECK and self.doubt in odd


@dataclass(frozen=True)
class Mention:
    """A figure of the text that stands for an indicator of the catalogue."""

    place: Place
    text: str
    code: str
    value: Decimal
    holds: "StoredVerdict | None" = None
    stored: Decimal | None = None


class StoredVerdict(StrEnum):
    """How a figure of the text stands to the stored one."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


def counted(findings: Iterable[Finding], verdict: Verdict) -> int:
    """How many claims came out so."""
    return sum(each.verdict is verdict for each in findings)

"""What is odd by comparison (mức Q): asked about, never refused. Silence counts as a zero here, where it was answered.

Modified Z after Iglewicz and Hoaglin: how far a value lies from the median, in median deviations; where more than half
of the values are alike, in mean deviations.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from statistics import median
from typing import TypeVar

LEAST_Z = Decimal("3.5")
LEAST_PERIODS = 6
LEAST_CHANGE = Decimal(5)
LEAST_PERCENT = 30
LEAST_ALIKE, ALIKE_PERCENT = 8, 90
_MEDIAN_FACTOR, _MEAN_FACTOR = Decimal("0.6745"), Decimal("1.253314")
Key = TypeVar("Key", bound=Hashable)


class Sort(StrEnum):
    """Why a unit is asked."""

    OUTLIER = "outlier"
    CHANGE = "change"
    COPIED = "copied"
    MONTHS = "months"
    TWIN = "twin"
    RULE = "rule"


@dataclass(frozen=True)
class Query:
    """One thing to ask a unit about; `facts` are what the sentence needs and what makes it another query."""

    sort: Sort
    unit_id: int
    subject: str
    """`figure:…`, `record:…` or `section:…`, as questions name them."""
    indicator: str = ""
    facts: Mapping[str, str | int | Decimal] = field(default_factory=dict)
    weight: Decimal = Decimal(0)
    """How odd it is, among those of its sort."""

    @property
    def key(self) -> str:
        """The same while what it stands on is the same."""
        told = "\n".join(f"{name}={self.facts[name]}" for name in sorted(self.facts))
        return sha256(f"{self.sort}\n{self.unit_id}\n{self.subject}\n{told}".encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Spread:
    """The middle of a sample, and one step of Z; no step where the whole sample is alike."""

    middle: Decimal
    step: Decimal | None

    @staticmethod
    def of(sample: Sequence[Decimal]) -> "Spread":
        """Measure a sample that is not empty."""
        middle = Decimal(median(sample))
        away = [abs(each - middle) for each in sample]
        if spread := Decimal(median(away)):
            return Spread(middle, spread / _MEDIAN_FACTOR)
        mean = sum(away, Decimal(0)) / len(away)
        return Spread(middle, mean * _MEAN_FACTOR if mean else None)

    def z(self, value: Decimal) -> Decimal | None:
        """How many steps a value lies from the middle, with its sign."""
        return None if self.step is None else (value - self.middle) / self.step


def outliers(
    values: Mapping[Key, Decimal], spread: Spread, periods: int, least: Decimal = LEAST_CHANGE
) -> dict[Key, Decimal]:
    """Values far from what peers had over at least six periods, each with its Z; small differences do not count."""
    if periods < LEAST_PERIODS:
        return {}
    far = {key: spread.z(value) for key, value in values.items() if abs(value - spread.middle) >= least}
    return {key: z for key, z in far.items() if z is not None and abs(z) >= LEAST_Z}


def usual_sample(values: Sequence[Decimal]) -> list[Decimal]:
    """What peers usually have; of what seldom happens only the times when it did: else every one would stick out."""
    told = [each for each in values if each]
    return told if 2 * len(told) < len(values) else list(values)


def is_leap(now: Decimal | None, base: Decimal | None, least: Decimal = LEAST_CHANGE) -> bool:
    """A change of over 30 % and of at least five at once; from a zero base the five alone decide."""
    if now is None or base is None or abs(now - base) < least:
        return False
    return not base or abs(now - base) * 100 > LEAST_PERCENT * abs(base)


def alike(now: Mapping[Key, Decimal], before: Mapping[Key, Decimal]) -> tuple[int, int]:
    """How many figures are the very same as before, and of how many; what is zero both times says nothing."""
    told = [key for key in {*now, *before} if now.get(key, 0) or before.get(key, 0)]
    return sum(now.get(key, 0) == before.get(key, 0) for key in told), len(told)


def is_copied(now: Mapping[Key, Decimal], before: Mapping[Key, Decimal]) -> bool:
    """Whether nine of ten figures, and at least eight, are those of the period before."""
    same, told = alike(now, before)
    return same >= LEAST_ALIKE and same * 100 >= ALIKE_PERCENT * told


def unsteady(told: Mapping[Key, Decimal], now: Mapping[Key, Decimal]) -> list[tuple[Key, Decimal, Decimal]]:
    """Figures that the months said otherwise than the longer report says now."""
    keys = [key for key in {*told, *now} if told.get(key, Decimal(0)) != now.get(key, Decimal(0))]
    return [(key, told.get(key, Decimal(0)), now.get(key, Decimal(0))) for key in keys]


def by_weight(found: Iterable[Query]) -> list[Query]:
    """One sort after the other, the oddest first."""
    order = list(Sort)
    return sorted(found, key=lambda each: (order.index(each.sort), -each.weight, each.unit_id, each.subject))

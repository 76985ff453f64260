"""What a report is written from: the figures, who reports, what units told in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.domain.figures import Figure
from desktop.domain.periods import Period
from desktop.domain.report import Letterhead, Line

SIGNED = "đã chốt"
"""How a basis of signed figures is told."""


@dataclass(frozen=True)
class Told:
    """What a unit wrote in words (thuyết minh) for a section."""

    unit: str
    own: bool
    """Written by the very unit that reports."""
    section: str
    part: str
    text: str
    uid: str = ""
    picked: bool = False
    """A person wants it in the report, with its unit named."""


@dataclass(frozen=True)
class FactsSlice:
    """Figures of one unit, area, month or choice, with the same period last year."""

    key: str
    name: str
    figures: Mapping[str, Figure]
    base: Mapping[str, Figure]
    numerators: Mapping[str, Decimal | None] = field(default_factory=dict)
    denominators: Mapping[str, Decimal | None] = field(default_factory=dict)
    reported: bool = True


@dataclass(frozen=True)
class FactsArea:
    """An area (huyện of 2020) with its units; without a whole where there are no areas."""

    whole: FactsSlice | None
    units: tuple[FactsSlice, ...]


@dataclass(frozen=True)
class Breakdown:
    """One indicator by the choices of a list, largest first."""

    indicator: str
    rows: tuple[FactsSlice, ...]


@dataclass(frozen=True)
class ReportFacts:
    """Everything a report of one period says."""

    period: Period
    base_period: Period
    lines: Mapping[str, Line]
    sections: Mapping[str, str]
    """Names of the sections by code, in order."""
    head: Letterhead
    land: str
    """`tỉnh Cao Bằng`, `xã Đàm Thủy`."""
    unit_words: str
    """What the reporting units are: `xã, thị trấn`."""
    expected: int
    received: int
    base_received: int
    packages: int
    base_packages: int = 0
    silent: tuple[str, ...] = ()
    """Units of which nothing at all has come."""
    told: tuple[Told, ...] = ()
    headline: tuple[str, ...] = ()
    """Indicators that stand as columns in the tables by unit and by month."""
    whole: FactsSlice | None = None
    """The headline figures of all units together."""
    areas: tuple[FactsArea, ...] = ()
    months: tuple[FactsSlice, ...] = ()
    breakdown: Breakdown | None = None
    training: bool = False
    basis: str = ""
    """Which figures of last year are compared, where some were signed: `đã chốt lúc …`, or those of today."""
    noted: Mapping[str, str] = field(default_factory=dict)
    """What the units say of figures that headquarters corrected, by indicator: `đơn vị báo 12, điều chỉnh 14: …`."""
    below: tuple[int, int] | None = None
    """Units received and expected down to the lowest level, where those that report are headquarters themselves."""

    @property
    def same_period(self) -> str:
        """The base in words: `cùng kỳ năm 2019`."""
        return f"cùng kỳ năm {self.base_period.year}"

    @property
    def finer_base(self) -> str:
        """The base of months and choices: only figures of today are known so finely."""
        return "cùng kỳ, số hiện nay" if self.basis.startswith(SIGNED) else "cùng kỳ"

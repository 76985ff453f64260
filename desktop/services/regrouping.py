"""Figures by the boundaries of today (theo địa giới hiện nay): what units reported, carried through their succession.

Facts stay as they were told. A unit that went to several is divided by shares, and whatever holds a share below one
is marked as estimated; in sums over all regions nothing is lost or doubled.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.counting import SCALE, scaled, unscaled
from desktop.domain.figures import Evaluation, Figure, State, total
from desktop.domain.periods import Period, period_of_month
from desktop.domain.shares import shares_of, split
from desktop.domain.text import sort_key
from desktop.domain.units import OfficialUnits
from desktop.services import basing
from desktop.services.basing import Before
from desktop.services.books import Books
from desktop.services.collected import Collected
from desktop.services.collector import Collector
from desktop.services.counting import Slice

NOW = "2025"


@dataclass
class Region:
    """A unit of today, with the reporting units that it is made of."""

    uid: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    whole: list[int] = field(default_factory=list)
    parts: dict[int, dict[str, Fraction]] = field(default_factory=dict)
    """Units of which only a share belongs here, with all their shares."""

    @property
    def estimated(self) -> bool:
        """Whether a share below one is in it."""
        return bool(self.parts)

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """All units that tell something of it."""
        return (*self.whole, *self.parts)


def regions(books: Books) -> list[Region]:
    """The units of today that our reporting units went to, by name; units that nothing befell stay as they are."""
    found: dict[str, Region] = {}
    for unit in books.reporting_units():
        shares = shares_of(unit.uid)
        for uid, share in shares.items():
            region = found.get(uid) or found.setdefault(uid, _region(books, uid))
            if share == 1:
                region.whole.append(unit.id)
            else:
                region.parts[unit.id] = shares
    return sorted(found.values(), key=lambda region: sort_key(region.name))


def _region(books: Books, uid: str) -> Region:
    unit = OfficialUnits.load(NOW).by_uid.get(uid)
    if unit is not None:
        return Region(uid, unit.name, unit.kind, unit.lat, unit.lon)
    own = books.units[books.unit_ids[uid]]
    return Region(uid, own.name, own.kind, own.lat, own.lon)


def is_changed(books: Books) -> bool:
    """Whether the two views differ at all."""
    return any(set(shares_of(unit.uid)) != {unit.uid} for unit in books.reporting_units())


def by_region(books: Books, period: Period, codes: Iterable[str], known: Collector | None = None) -> list[Slice]:
    """The indicators of every unit of today, with the same period last year."""
    wanted, indicators = tuple(codes), books.catalogue.indicators
    collector = known or Collector(books, wanted)
    base = period.same_period_last_year()
    now, before = collector.of(period), basing.before(books, base, wanted, collector.of(base))
    divided = [indicators[code] for code in wanted if indicators[code].kind is IndicatorKind.RATIO]
    return [_slice(books, region, wanted, divided, now, before) for region in regions(books)]


def _slice(
    books: Books, region: Region, codes: tuple[str, ...], divided: list[Indicator], now: Collected, before: Before
) -> Slice:
    this, last = evaluate(now, region), evaluate(before, region)
    ratios = {each.code: this.ratio(each) for each in divided}
    return Slice(
        region.uid,
        region.name,
        {code: this.of(code) for code in codes},
        {code: last.of(code) for code in codes},
        {code: parts.numerator.amount for code, parts in ratios.items()},
        {code: parts.denominator.amount for code, parts in ratios.items()},
        region.estimated,
        tuple(books.units[each].uid for each in region.unit_ids),
    )


def by_region_and_month(
    books: Books, period: Period, code: str, known: Collector | None = None
) -> list[tuple[Region, list[Figure]]]:
    """One indicator, units of today down, months across."""
    collector = known or Collector(books, (code,))
    months = [collector.of(period_of_month(month, period.calendar), period) for month in period.months]
    return [(region, [evaluate(collected, region).of(code) for collected in months]) for region in regions(books)]


def evaluate(found: Collected | Before, region: Region) -> Evaluation:
    """All figures of a region: whole units together, and the shares of divided ones."""
    if not region.parts:
        return found.evaluate(region.whole)
    catalogue, whole = found.books.catalogue, found.evaluate(region.whole)

    def stored(code: str) -> Figure:
        indicator = catalogue.indicators[code]
        figures = [_share(found.figure(unit, indicator), indicator, shares, region.uid)
                   for unit, shares in region.parts.items()]  # fmt: skip
        return total([whole.of(code), *figures] if region.whole else figures)

    return Evaluation(catalogue, stored, found.units_behind(region.unit_ids))


def _share(figure: Figure, indicator: Indicator, shares: dict[str, Fraction], uid: str) -> Figure:
    if figure.amount is None:
        return figure
    step = SCALE // 10 ** min(indicator.decimals, 3)
    amount = split(scaled(figure.amount), shares, step)[uid]
    return Figure(State.VALUE if amount else State.ZERO, unscaled(amount), figure.missing)

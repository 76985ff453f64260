"""One indicator from all sides: areas by months, offences, months, units; gathered off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.catalogue import ChoiceList, Indicator
from desktop.domain.counting import unscaled
from desktop.domain.figures import BLANK, Figure
from desktop.domain.periods import Period, parse_period
from desktop.services import counting, pivot_amounts, regrouping
from desktop.services.books import Books
from desktop.services.collector import Collector
from desktop.services.counting import Slice
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown
from desktop.ui.words import translate

MOST_COLUMNS = 6
MOST_BARS = 6
PREFERRED = "offence"


@dataclass(frozen=True)
class AreaLine:
    """One area: its parts of the period, and the whole against last year."""

    uid: str
    name: str
    parts: tuple[Figure, ...]
    now: Figure
    base: Figure
    units: tuple[str, ...] = ()
    """Uids of the reporting units in it."""
    estimated: bool = False


@dataclass(frozen=True)
class BarFacts:
    """One choice or area in two years."""

    name: str
    now: Decimal | None
    before: Decimal | None
    """None where nobody has reported: no bar, and a dot for the figure."""


@dataclass(frozen=True)
class MapSpot:
    """A unit on the map, with the area it lies in."""

    key: str
    name: str
    area: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Picture:
    """Everything that the overview shows of one indicator."""

    indicator: Indicator
    period: Period
    heads: tuple[str, ...]
    part_keys: tuple[str, ...]
    """Periods of the columns."""
    areas: tuple[AreaLine, ...]
    months: tuple[Slice, ...]
    bars: tuple[BarFacts, ...]
    bars_by: str
    """Name of the list that the bars are split by; empty where they are areas."""
    units: tuple[Slice, ...]
    places: tuple[MapSpot, ...]
    """Where the units lie, for the map."""
    by_region: bool = False
    """Whether areas and units are those of today."""


def gather(books: Books, period: Period, code: str, by_region: bool = False) -> Picture:
    """Look at one indicator from all sides; by the boundaries of today, if asked."""
    indicator, known = books.catalogue.indicators[code], Collector(books, (code,))
    whole = (regrouping.by_region if by_region else counting.by_area)(books, period, (code,), known)
    keys, heads, parts = _parts(books, period, code, by_region, known)
    members = {area.uid: tuple(books.units[each].uid for each in ids) for area, ids in counting.areas(books)}
    areas = tuple(
        AreaLine(each.key, each.name, tuple(column.get(each.key, BLANK) for column in parts),
                 each.figures[code], each.base[code], each.unit_uids or members[each.key], each.estimated)
        for each in whole
    )  # fmt: skip
    bars, by = _bars(books, period, indicator, areas)
    months = tuple(counting.by_month(books, period, (code,), known=known))
    units = tuple(whole if by_region else counting.by_unit(books, period, (code,), known))
    return Picture(indicator, period, heads, keys, areas, months, bars, by, units, _places(books, by_region), by_region)


def _places(books: Books, by_region: bool) -> tuple[MapSpot, ...]:
    if by_region:
        found = ((each, each.lon, each.lat) for each in regrouping.regions(books))
        return tuple(MapSpot(r.uid, r.name, r.name, x, y) for r, x, y in found if x is not None and y is not None)
    areas = {unit.uid: unit.name for unit in books.units.values()}
    return tuple(
        MapSpot(unit.uid, unit.name, areas.get(unit.parent_uid or "", ""), unit.lon, unit.lat)
        for unit in books.reporting_units()
        if unit.lon is not None and unit.lat is not None
    )


def _parts(
    books: Books, period: Period, code: str, by_region: bool, known: Collector
) -> tuple[tuple[str, ...], tuple[str, ...], list[dict[str, Figure]]]:
    """The columns of the heat table: months, of longer periods quarters."""
    if len(period.months) <= MOST_COLUMNS:
        keys = tuple(f"{month // 100}-M{month % 100:02d}" for month in period.months)
        by_month = regrouping.by_region_and_month if by_region else counting.by_area_and_month
        found = [(area.uid, figures) for area, figures in by_month(books, period, code, known)]
        columns = [{uid: figures[place] for uid, figures in found} for place in range(len(keys))]
        return keys, tuple(map(period_words.short_month, period.months)), columns
    quarters = sorted({(month // 100, (month % 100 + 2) // 3) for month in period.months})
    keys = tuple(f"{year}-Q{quarter}" for year, quarter in quarters)
    sliced = regrouping.by_region if by_region else counting.by_area
    slices = [sliced(books, parse_period(key, period.calendar), (code,), known) for key in keys]
    columns = [{each.key: each.figures[code] for each in column} for column in slices]
    return keys, tuple(f"Q{quarter}" for _, quarter in quarters), columns


def _bars(
    books: Books, period: Period, indicator: Indicator, areas: Sequence[AreaLine]
) -> tuple[tuple[BarFacts, ...], str]:
    by = PREFERRED if PREFERRED in indicator.breakdowns else next(iter(indicator.breakdowns), "")
    if not by or indicator.count is None:
        ordered = sorted(areas, key=lambda area: -(area.now.amount or 0))[: MOST_BARS + 4]
        return tuple(_bar(area.name, area.now, area.base) for area in ordered), ""
    code, choices = indicator.code, shown(books.catalogue).choices[by]
    base = period.same_period_last_year()
    now, before = (pivot_amounts.by_choice(books, each, code, by) for each in (period, base))
    order = sorted({*now, *before}, key=lambda choice: (-now.get(choice, 0), choice))
    rows = [
        BarFacts(_choice_name(choices, each), *(unscaled(amounts.get(each, 0)) for amounts in (now, before)))
        for each in order
    ]
    return _folded(rows), choices.name


def _choice_name(choices: ChoiceList, choice: str) -> str:
    return translate("Overview", "Điều chỉnh") if choice == counting.ADJUSTED else choices.label(choice)


def _bar(name: str, now: Figure, base: Figure) -> BarFacts:
    return BarFacts(name, now.amount, base.amount)


def _pair(row: BarFacts) -> tuple[Decimal | None, Decimal | None]:
    return row.now, row.before


def _folded(rows: list[BarFacts]) -> tuple[BarFacts, ...]:
    """The largest, and all others in one."""
    if len(rows) <= MOST_BARS:
        return tuple(rows)
    rest = rows[MOST_BARS - 1 :]
    now, before = (sum((one or Decimal(0) for one in each), Decimal(0)) for each in zip(*map(_pair, rest), strict=True))
    others = BarFacts("", now, before)
    return (*rows[: MOST_BARS - 1], others)

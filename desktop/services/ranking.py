"""One indicator across all units: against last year, among their peers, and for 10 000 people where known."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.catalogue import Direction, Indicator
from desktop.domain.figures import Comparison, Figure, compare
from desktop.domain.peers import per_people, ranks_among_peers
from desktop.domain.periods import Period
from desktop.services import counting, regrouping
from desktop.services.books import Books


@dataclass(frozen=True)
class Ranked:
    """One unit with its place among units of its kind."""

    uid: str
    name: str
    group: str
    """Whom it is compared with: units of the same kind (xã, phường, thị trấn)."""
    now: Figure
    base: Figure
    comparison: Comparison
    rank: tuple[int, int] | None
    """Its place, and of how many; None without a figure."""
    population: int | None
    rate: Decimal | None
    """For 10 000 people; None where the population was not told, and for ratios."""
    rate_rank: tuple[int, int] | None
    estimated: bool = False
    unit_uids: tuple[str, ...] = ()


def rank(books: Books, period: Period, code: str, by_region: bool = False) -> list[Ranked]:
    """All units (of today, if asked), as the official list has them."""
    indicator = books.catalogue.indicators[code]
    slices = (regrouping.by_region if by_region else counting.by_unit)(books, period, (code,))
    groups, people = _groups(books, by_region), _people(books, by_region)
    amounts = {each.key: each.figures[code].amount for each in slices}
    rates = {
        each.key: None if _is_divided(indicator) else per_people(amounts[each.key], people.get(each.key))
        for each in slices
    }
    highest = indicator.direction is not Direction.DOWN or not _is_divided(indicator)
    places, rate_places = ranks_among_peers(amounts, groups, highest), ranks_among_peers(rates, groups)
    return [
        Ranked(
            each.key,
            each.name,
            groups[each.key],
            each.figures[code],
            each.base[code],
            compare(each.figures[code], each.base[code], rate=indicator.per_cent),
            places.get(each.key),
            people.get(each.key),
            rates[each.key],
            rate_places.get(each.key),
            each.estimated,
            each.unit_uids or (each.key,),
        )
        for each in slices
    ]


def _is_divided(indicator: Indicator) -> bool:
    """A quotient says nothing more when it is divided by people."""
    return indicator.per_cent or bool(indicator.denominator)


def _groups(books: Books, by_region: bool) -> dict[str, str]:
    if by_region:
        return {region.uid: region.kind for region in regrouping.regions(books)}
    return {unit.uid: unit.kind for unit in books.reporting_units()}


def _people(books: Books, by_region: bool) -> Mapping[str, int | None]:
    """People of the units; of a unit of today those of all its parts, where none is missing or divided."""
    if not by_region:
        return {unit.uid: unit.population for unit in books.reporting_units()}
    found: dict[str, int | None] = {}
    for region in regrouping.regions(books):
        told = [books.units[each].population for each in region.whole]
        known = [each for each in told if each is not None]
        found[region.uid] = sum(known) if len(known) == len(told) and told and not region.estimated else None
    return found

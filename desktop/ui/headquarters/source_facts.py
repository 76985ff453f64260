"""A figure asked for → its rows, unit by unit; the kept file of a row → a copy to open."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop.domain.catalogue import Indicator
from desktop.domain.periods import Period
from desktop.services import counting, lending, tracing
from desktop.services.books import Books
from desktop.services.collector import Collector
from desktop.services.tracing import Source

MOST_ROWS = 20_000
"""More rows than a person can look through: their units come first, the rows when one of them is opened."""


@dataclass(frozen=True)
class Asked:
    """Whose source a person wants to see."""

    code: str
    period: Period
    where: str
    """Words of the scope: `Toàn tỉnh`, `Trùng Khánh`, `Xã Đàm Thủy`."""
    unit_uids: tuple[str, ...] | None = None
    expected: Decimal | None = None
    """What the figure says, to be held against the sum of its rows."""
    breakdowns: tuple[str, ...] = ()
    """`list=code`: only rows of these choices."""
    kinds: tuple[str, ...] = ()
    """No figure but the number of records of these kinds."""
    estimated: bool = False
    """Shares of divided units are in the figure: their rows add up to more."""


@dataclass(frozen=True)
class UnitSources:
    """Rows of one unit."""

    unit_id: int
    name: str
    amount: Decimal
    rows: tuple[Source, ...]
    """Empty where there are too many of all units together: then they are looked up when the unit is opened."""


@dataclass(frozen=True)
class Found:
    """Everything behind a figure, by its terms."""

    asked: Asked
    terms: tuple[Indicator, ...]
    term: Indicator
    units: tuple[UnitSources, ...]
    by_totals: bool = False
    """Whether only the amounts of the units were looked up."""

    @property
    def amount(self) -> Decimal:
        """What the rows add up to."""
        return sum((unit.amount for unit in self.units), Decimal(0))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(unit.rows) for unit in self.units)


def look_up(books: Books, asked: Asked, term: str = "") -> Found:
    """The rows behind a figure; of a ratio those of one of its terms."""
    if asked.kinds:
        rows = tracing.record_sources(books, asked.period, asked.kinds, asked.unit_uids)
        return Found(asked, (tracing.RECORDS,), tracing.RECORDS, tuple(_by_unit(rows)))
    terms = tuple({each.code: each for each in tracing.terms_of(books, asked.code)}.values())
    chosen = next((each for each in terms if each.code == term), terms[0])
    if _is_too_much(books, asked, chosen):
        return Found(asked, terms, chosen, tuple(_by_totals(books, asked, chosen.code)), by_totals=True)
    found = _narrowed(books, asked, chosen.code)
    return Found(asked, terms, chosen, tuple(_by_unit(found)))


def _is_too_much(books: Books, asked: Asked, term: Indicator) -> bool:
    several = asked.unit_uids is None or len(asked.unit_uids) > 1
    if not several or asked.breakdowns:
        return False
    return tracing.how_many(books, asked.period, term.code, asked.unit_uids) > MOST_ROWS


def _by_totals(books: Books, asked: Asked, code: str) -> list[UnitSources]:
    """Units with what they tell, without looking at a single row."""
    collected, indicator = Collector(books, (code,)).of(asked.period), books.catalogue.indicators[code]
    units = (books.units[unit_id] for unit_id in counting.scope_units(books, asked.unit_uids))
    found = [UnitSources(unit.id, unit.name, collected.figure(unit.id, indicator).amount or Decimal(0), ())
             for unit in units]  # fmt: skip
    return sorted((each for each in found if each.amount), key=lambda each: -each.amount)


def _narrowed(books: Books, asked: Asked, code: str) -> list[Source]:
    """Rows of all choices that were asked for at once."""
    first, *others = asked.breakdowns or ("",)
    found = tracing.sources(books, asked.period, code, asked.unit_uids, first)
    for each in others:
        kept = {source.record_uid for source in tracing.sources(books, asked.period, code, asked.unit_uids, each)}
        found = [source for source in found if source.record_uid in kept]
    return found


def _by_unit(found: Iterable[Source]) -> list[UnitSources]:
    rows: dict[int, list[Source]] = {}
    for source in found:
        rows.setdefault(source.unit_id, []).append(source)
    units = [
        UnitSources(unit, group[0].unit_name, sum((each.amount for each in group), Decimal(0)), tuple(group))
        for unit, group in rows.items()
    ]
    return sorted(units, key=lambda unit: -unit.amount)


def copy_of(books: Books, source: Source) -> Path:
    """A copy of the kept file under its own name: opening or changing it touches nothing here."""
    return lending.lend(books, source.file_hash, source.file_name)

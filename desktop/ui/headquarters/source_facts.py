"""A figure asked for → its rows, unit by unit; the kept file of a row → a copy to open."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop.domain.catalogue import Indicator
from desktop.domain.periods import Period
from desktop.services import counting, lending, pivot_amounts, tracing
from desktop.services.books import Books
from desktop.services.tracing import Source, Sources

MOST_ROWS = 1_500
"""More rows of several units than a person looks through: the units come first, the rows when one is opened."""


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
    rows: Sequence[Source]
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
        return Found(asked, (tracing.RECORDS,), tracing.RECORDS, _by_unit(books, rows))
    terms = tuple({each.code: each for each in tracing.terms_of(books, asked.code)}.values())
    chosen = next((each for each in terms if each.code == term), terms[0])
    if _is_too_much(books, asked, chosen):
        return Found(asked, terms, chosen, _by_totals(books, asked, chosen), by_totals=True)
    return Found(asked, terms, chosen, _by_unit(books, _narrowed(books, asked, chosen.code)))


def _is_too_much(books: Books, asked: Asked, term: Indicator) -> bool:
    several = asked.unit_uids is None or len(asked.unit_uids) > 1
    if not several or len(asked.breakdowns) > 1:
        return False
    return tracing.how_many(books, asked.period, term.code, asked.unit_uids, MOST_ROWS + 1) > MOST_ROWS


def _by_totals(books: Books, asked: Asked, term: Indicator) -> tuple[UnitSources, ...]:
    """Units with what they tell, without looking at a single row; what several of them tell counts once."""
    breakdown = next(iter(asked.breakdowns), "")
    amounts = pivot_amounts.by_unit(books, asked.period, term, counting.scope_units(books, asked.unit_uids), breakdown)
    found = (UnitSources(unit, books.units[unit].name, amount, ()) for unit, amount in amounts.items() if amount)
    return tuple(sorted(found, key=lambda each: -each.amount))


def _narrowed(books: Books, asked: Asked, code: str) -> Sources:
    """Rows of all choices that were asked for at once."""
    first, *others = asked.breakdowns or ("",)
    found = tracing.behind_figure(books, asked.period, code, asked.unit_uids, first)
    for each in others:
        kept = tracing.behind_figure(books, asked.period, code, asked.unit_uids, each)
        found = found.only({row.uid for row in kept.rows})
    return found


def _by_unit(books: Books, found: Sources) -> tuple[UnitSources, ...]:
    units = (UnitSources(unit, books.units[unit].name, rows.amount, rows) for unit, rows in found.by_unit().items())
    return tuple(sorted(units, key=lambda unit: -unit.amount))


def copy_of(books: Books, source: Source) -> Path:
    """A copy of the kept file under its own name: opening or changing it touches nothing here."""
    return lending.lend(books, source.file_hash, source.file_name)

"""What a period is compared with: the figures of last year as they are today, or as they were signed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.catalogue import Indicator
from desktop.domain.figures import BLANK, Evaluation, Figure, total
from desktop.domain.periods import Period
from desktop.services.books import Books, read_setting, write_setting
from desktop.services.collected import Collected
from desktop.services.collecting import collect
from desktop.services.signed import PROVINCE, UNITS, Snapshot, snapshots
from desktop.store import journal
from desktop.store.journal import Entry

_KEY = "basis"


class Basis(StrEnum):
    """Which figures of last year are meant."""

    CURRENT = "current"
    SIGNED = "signed"


def basis(books: Books) -> Basis:
    """What was chosen; the figures of today until somebody chooses."""
    with books.db.read() as connection:
        return Basis(read_setting(connection, _KEY, Basis.CURRENT.value))


def choose(books: Books, wanted: Basis) -> None:
    """Compare with these from now on; it stands in the journal."""
    with books.db.begin() as connection:
        write_setting(connection, _KEY, wanted.value)
        journal.note(connection, Entry(books.me.officer, "basis chosen"), basis=wanted.value)


@dataclass(frozen=True)
class Before:
    """The figures that a period is compared with; signed ones only where that was chosen and some were signed."""

    books: Books
    collected: Collected
    last: Snapshot | None
    """What was signed last of that period, chosen or not."""
    signed: bool

    @property
    def words(self) -> str:
        """When it was signed, a `+` before it where the figures of today are taken all the same; else nothing."""
        if self.last is None:
            return ""
        return self.last.at if self.signed else f"+{self.last.at}"

    @property
    def answered(self) -> set[int]:
        """The units that have reported, themselves or by another one."""
        return self.collected.answered

    def evaluate(self, units: list[int]) -> Evaluation:
        """All figures of these units."""
        if not self.signed or self.last is None:
            return self.collected.evaluate(units)
        whole = len(units) > 1 and set(units) == {unit.id for unit in self.books.reporting_units()}
        scopes = [PROVINCE] if whole else [self.books.units[unit_id].uid for unit_id in units]
        count = self._count(units, scopes)
        return Evaluation(self.books.catalogue, lambda code: self._figure(code, scopes), count)

    def figure(self, unit_id: int, indicator: Indicator) -> Figure:
        """One unit's figure of a typed or counted indicator."""
        if not self.signed or self.last is None:
            return self.collected.figure(unit_id, indicator)
        return self.last.figure(indicator.code, self.books.units[unit_id].uid)

    def units_behind(self, units: Collection[int]) -> int:
        """How many units these reporters stand for."""
        if not self.signed or self.last is None:
            return self.collected.units_behind(units)
        return self._count(units, [self.books.units[unit_id].uid for unit_id in units])

    def _count(self, units: Iterable[int], scopes: list[str]) -> int:
        signed = self._figure(UNITS, scopes).amount
        return self.collected.units_behind(units) if signed is None else int(signed)

    def _figure(self, code: str, scopes: list[str]) -> Figure:
        assert self.last is not None
        if len(scopes) == 1:
            return self.last.figure(code, scopes[0])
        return total(self.last.figure(code, scope) for scope in scopes) if scopes else BLANK


def before(
    books: Books, period: Period, codes: Iterable[str] | None = None, collected: Collected | None = None
) -> Before:
    """The figures of that base period by today's choice: all of them, what `codes` read, or those collected before."""
    last = next(reversed(snapshots(books, period)), None)
    found = collected or collect(books, period, codes=codes)
    return Before(books, found, last, last is not None and basis(books) is Basis.SIGNED)

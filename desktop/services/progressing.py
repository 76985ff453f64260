"""Expected and received: which unit has reported, what is missing, area by area."""

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.base.errors import Trouble, UserError
from desktop.domain.package import short_code
from desktop.domain.periods import Period
from desktop.domain.units import COMMUNE
from desktop.services import reaching
from desktop.services.books import Books, UnitRow
from desktop.services.completing import covered_units
from desktop.services.reaching import Behind

ONE = Behind(1, 1)


class Standing(StrEnum):
    """How a unit stands in a period."""

    CLEAN = "clean"
    WARNED = "warned"
    PARTLY = "partly"
    HAND_EDITED = "hand_edited"
    COVERED = "covered"
    """Another unit reports for it."""
    MISSING = "missing"


@dataclass(frozen=True)
class Reported:
    """One package as received."""

    package_id: bytes
    code: str
    unit_id: int
    period: str
    sequence: int
    verdict: str
    complete: bool
    active: bool
    head: bool
    file_name: str
    created: str
    received: str
    rows_read: int
    rows_held: int
    supplement: int = 0
    """The how-manieth package after the freeze; 0 before it."""


@dataclass(frozen=True)
class UnitStanding:
    """One unit with its current package, if any."""

    unit: UnitRow
    standing: Standing
    package: Reported | None
    covered_by: str = ""
    """Name of the unit that reports for it."""
    behind: Behind = ONE
    """The units that it stands for: more than one where it is a headquarters itself."""

    @property
    def units_received(self) -> int:
        """Units of which something has come with its package."""
        return self.behind.received if self.package is not None else 0

    @property
    def shown_units(self) -> str:
        """`148/153` of a headquarters; nothing of a unit that stands for itself."""
        above = self.unit.level != COMMUNE
        return f"{self.units_received}/{self.behind.expected}" if above and self.behind.expected > 1 else ""


@dataclass(frozen=True)
class Completeness:
    """Expected against received of one period."""

    period: Period
    units: tuple[UnitStanding, ...]

    @property
    def expected(self) -> int:
        """Units that have to report."""
        return len(self.units)

    @property
    def received(self) -> int:
        """Units of which a package counts."""
        return sum(each.package is not None for each in self.units)

    @property
    def units_expected(self) -> int:
        """Units that all reporters stand for."""
        return sum(each.behind.expected for each in self.units)

    @property
    def units_received(self) -> int:
        """Units of which something is in the packages received."""
        return sum(each.units_received for each in self.units)

    @property
    def below(self) -> str:
        """`148/153`, where any reporter stands for units of its own; nothing else."""
        some = any(each.shown_units for each in self.units)
        return f"{self.units_received}/{self.units_expected}" if some else ""

    @property
    def silent(self) -> tuple[str, ...]:
        """Uids of reporters that nothing has come of, and of units that a headquarters below is waiting for."""
        waited = [uid for each in self.units if each.package is not None for uid in each.behind.silent]
        return tuple(dict.fromkeys([*(unit.uid for unit in self.missing), *waited]))

    @property
    def covered(self) -> int:
        """Units that another one reports for."""
        return sum(each.standing is Standing.COVERED for each in self.units)

    @property
    def missing(self) -> tuple[UnitRow, ...]:
        """Units of which nothing has come, and that nobody reports for."""
        return tuple(each.unit for each in self.units if each.standing is Standing.MISSING)

    def of_area(self, area_uid: str) -> tuple[UnitStanding, ...]:
        """Units of one area."""
        return tuple(each for each in self.units if each.unit.parent_uid == area_uid)


_PACKAGES = """
    SELECT package_id, unit_id, period, sequence, verdict, complete, active, head, file_name, created, received,
        rows_read, rows_held + CASE WHEN accepted OR seal = 'intact' THEN 0 ELSE
            (SELECT COUNT(*) FROM package_row WHERE package_row.package_id = package.id AND by_hand) END, supplement
    FROM package WHERE NOT sent {where} ORDER BY received DESC, id DESC
"""


def packages(books: Books, period: Period | None = None) -> list[Reported]:
    """Packages received, newest first; undone ones too."""
    where, facts = ("AND period = ?", (period.key,)) if period else ("", ())
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_PACKAGES.format(where=where), facts).all()
    return [_reported(*row) for row in rows]


FOLDED = str.maketrans({"-": "", " ": "", "O": "0", "I": "1", "L": "1"})
"""How a code is misread over the telephone."""
SHORTEST = 8
"""So much of an id must be told to name a package: less could be another one."""


def find(books: Books, words: str) -> Reported:
    """The package of that six-character code or id (or its beginning); raise UserError for none or several."""
    code, digits = words.upper().translate(FOLDED), words.strip().lower()
    found = [
        each
        for each in packages(books)
        if each.code.replace("-", "") == code or (len(digits) >= SHORTEST and each.package_id.hex().startswith(digits))
    ]
    if len(found) != 1:
        raise UserError(Trouble.PACKAGE_UNKNOWN, package=words)
    return found[0]


def _reported(
    package_id: bytes,
    unit_id: int,
    period: str,
    sequence: int,
    verdict: str,
    complete: int,
    active: int,
    head: int,
    *rest: object,
) -> Reported:
    flags = (bool(complete), bool(active), bool(head))
    return Reported(package_id, short_code(package_id), unit_id, period, sequence, verdict, *flags, *rest)  # type: ignore[arg-type]


def completeness(books: Books, period: Period) -> Completeness:
    """Every unit that is expected, with what counts of it."""
    newest_last = reversed(packages(books, period))
    heads = {each.unit_id: each for each in newest_last if each.active and each.head}
    covered = covered_units(books, period)
    with books.db.read() as connection:
        behind = reaching.behind(connection, books, period)
    units = (_standing(books, unit, heads.get(unit.id), covered) for unit in books.reporting_units())
    return Completeness(period, tuple(replace(each, behind=behind.get(each.unit.id, ONE)) for each in units))


MARKED = frozenset({"unsealed", "unsigned", "supplement", "forked"})
"""Taken by a person, or joined of two machines: not simply clean."""


_KNOWN = {each.value: each for each in Standing}


def _standing(books: Books, unit: UnitRow, package: Reported | None, covered: dict[str, str]) -> UnitStanding:
    if package is None and (by := books.unit_ids.get(covered.get(unit.uid, ""))) is not None:
        return UnitStanding(unit, Standing.COVERED, None, books.units[by].name)
    if package is None:
        return UnitStanding(unit, Standing.MISSING, None)
    other = Standing.WARNED if package.verdict in MARKED else Standing.CLEAN
    standing = _KNOWN.get(package.verdict, other)
    return UnitStanding(unit, standing, package)

"""The rows of a period and what is wrong with them: looked at once, afterwards only those that the journal names.

Of a full book a hundred thousand rows are right: only drafts and rows with something against them are remembered. A
line of the journal that names no row, as that of an import, makes everything be looked at again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from sqlalchemy import Connection

from desktop.domain.catalogue import Catalogue
from desktop.domain.periods import Period
from desktop.domain.records import RowState, parse_content
from desktop.domain.rules import Problem
from desktop.services.books import Books

QUICK = 1500
"""So many rows are looked at within the time of a keystroke."""
AT_A_TIME = 500
HARMLESS = ("exported",)
"""Lines that name no row and change none."""


@dataclass(frozen=True)
class CheckedRow:
    """A draft, or a row with something against it."""

    uid: bytes
    kind: str
    number: str
    draft: bool
    day: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, eq=False)
class _Scope:
    """What the findings hold for."""

    period: Period
    today: date
    catalogue: Catalogue

    def holds_for(self, other: "_Scope") -> bool:
        """Whether what was found under one is right under the other."""
        same = (self.period, self.today) == (other.period, other.today)
        return same and self.catalogue is other.catalogue


@dataclass
class CheckedRows:
    """What was found, up to a line of the journal."""

    scope: _Scope | None = None
    journal: int = 0
    noted: dict[bytes, CheckedRow] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_IN_PERIOD = "record.unit_id = ? AND state <> 'deleted' AND (day BETWEEN ? AND ? OR day = '')"
_ROWS = f"""
    SELECT uid, kind, record.number, state, day, content FROM record JOIN version ON version.id = version_id
    WHERE {_IN_PERIOD}
"""
_FINAL = f"SELECT kind, COUNT(*) FROM record WHERE {_IN_PERIOD} AND state = 'final' GROUP BY kind"
_SOME = f"SELECT COUNT(*) FROM (SELECT 1 FROM record WHERE {_IN_PERIOD} LIMIT {QUICK + 1})"
_LAST = "SELECT COALESCE(MAX(id), 0) FROM journal"
_SINCE = "SELECT record_uid FROM journal WHERE id > ? AND action NOT IN ({harmless}) LIMIT {most}"


def rows(connection: Connection, books: Books, period: Period, today: date) -> tuple[list[CheckedRow], int]:
    """Drafts and rows with something against them, by day and number; and how many finished rows there are."""
    scope, known = _Scope(period, today, books.catalogue), _known(books)
    with known.lock:
        changed = _changed(connection, known, scope)
        last = connection.exec_driver_sql(_LAST).scalar_one()
        if changed is None:
            known.noted = {row.uid: row for row in _checked(connection, books, scope)}
        else:
            for start in range(0, len(changed), AT_A_TIME):
                _look_again(connection, books, scope, changed[start : start + AT_A_TIME])
        known.scope, known.journal = scope, last
        noted = sorted(known.noted.values(), key=lambda row: (row.day, row.number))
    counts = connection.exec_driver_sql(_FINAL, _asked(books, period))
    return noted, sum(count for kind, count in counts if not books.catalogue.kinds[kind].system)


def is_small(books: Books, period: Period) -> bool:
    """Whether so few rows are in the period that all of them may be read while a window waits."""
    with books.db.read() as connection:
        return bool(connection.exec_driver_sql(_SOME, _asked(books, period)).scalar_one() <= QUICK)


def _known(books: Books) -> CheckedRows:
    known: CheckedRows = books.remembered.setdefault("checked rows", CheckedRows())
    return known


def _asked(books: Books, period: Period) -> tuple[object, ...]:
    return books.own_unit_id, period.first.isoformat(), period.last.isoformat()


def _changed(connection: Connection, known: CheckedRows, scope: _Scope) -> list[bytes] | None:
    """The rows that changed since; None when nobody knows which, or when they are too many."""
    if known.scope is None or not known.scope.holds_for(scope):
        return None
    harmless = ", ".join(f"'{action}'" for action in HARMLESS)
    statement = _SINCE.format(harmless=harmless, most=QUICK + 1)
    found = connection.exec_driver_sql(statement, (known.journal,)).scalars().all()
    return None if None in found or len(found) > QUICK else list(dict.fromkeys(found))


def _look_again(connection: Connection, books: Books, scope: _Scope, uids: list[bytes]) -> None:
    noted = _known(books).noted
    for uid in uids:
        noted.pop(uid, None)
    marks = ", ".join("?" * len(uids))
    for row in _checked(connection, books, scope, f" AND uid IN ({marks})", uids):
        noted[row.uid] = row


def _checked(
    connection: Connection, books: Books, scope: _Scope, which: str = "", uids: Iterable[bytes] = ()
) -> Iterable[CheckedRow]:
    """Those of the rows that are worth remembering."""
    catalogue: Catalogue = books.catalogue
    today = scope.today.isoformat()
    found = connection.exec_driver_sql(_ROWS + which, (*_asked(books, scope.period), *uids))
    for uid, kind, number, state, day, content in found:
        if catalogue.kinds[kind].system:
            continue
        problems = tuple(books.check_of(kind).problems(parse_content(content), today=today))
        if problems or state == RowState.DRAFT:
            yield CheckedRow(uid, kind, number, state == RowState.DRAFT, day, problems)

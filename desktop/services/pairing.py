"""One case told by two units (vụ trùng): candidates, a person's decision, what it does to the province's figures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Indicator, Kind
from desktop.domain.nearness import kilometres
from desktop.domain.pairs import Link, ordered
from desktop.domain.periods import Period
from desktop.domain.records import Values, parse_content
from desktop.services import linking, matching
from desktop.services.books import Books, Role, UnitRow
from desktop.services.collecting import collect, later_by_indicator
from desktop.services.counting import scope_units
from desktop.services.matching import Match
from desktop.services.recording import Touched
from desktop.services.wordily import listed
from desktop.store import journal
from desktop.store.journal import Entry
from desktop.wording.pairs import reason_words

MOST_SHOWN = 500
_SIDES = """
    SELECT uid, unit_id, record.kind, day, number, record.state, content FROM record
    JOIN version ON version.id = version_id WHERE uid IN ({marks})
"""
_DECISIONS = "SELECT low, high, same, counts, reason, author, at FROM pair_decision ORDER BY at DESC, low, high"
_DECIDE = (
    "INSERT INTO pair_decision(low, high, same, counts, reason, author, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(low, high) DO UPDATE SET same = excluded.same, counts = excluded.counts,"
    " reason = excluded.reason, author = excluded.author, at = excluded.at"
)


@dataclass(frozen=True)
class Side:
    """One of the two records."""

    uid: bytes
    unit: UnitRow
    kind: Kind
    day: str
    number: str
    words: str
    values: Values

    @property
    def date(self) -> date:
        """Its day."""
        return date.fromisoformat(self.day)


@dataclass(frozen=True)
class Candidate:
    """Two records that could tell one case; the one with the smaller uid stands left."""

    left: Side
    right: Side
    score: float
    reason: str

    @property
    def key(self) -> tuple[bytes, bytes]:
        """What the pair is known by."""
        return self.left.uid, self.right.uid


@dataclass(frozen=True)
class Candidates:
    """The likeliest pairs of a period; how many there are, and how many records look like too many others."""

    shown: tuple[Candidate, ...]
    count: int
    crowded: int = 0


@dataclass(frozen=True)
class Decision:
    """What a person decided; a side is None while its record is not in the books."""

    low: bytes
    high: bytes
    same: bool
    counts: bytes | None
    reason: str
    author: str
    at: str
    left: Side | None
    right: Side | None

    @property
    def key(self) -> tuple[bytes, bytes]:
        """What the pair is known by."""
        return self.low, self.high


@dataclass(frozen=True)
class Effect:
    """A figure of the whole scope before and after linking."""

    indicator: Indicator
    before: Decimal
    after: Decimal


def candidates(books: Books, period: Period, unit_ids: Iterable[int] | None = None) -> Candidates:
    """The pairs of a period that wait for a decision, the likeliest first."""
    found = matching.find(books, period, unit_ids)
    shown = found.found[:MOST_SHOWN]
    with books.db.read() as connection:
        sides = _sides(connection, books, {uid for match in shown for uid in (match.low, match.high)})
    return Candidates(tuple(_candidate(match, sides) for match in shown), len(found.found), found.crowded)


def _candidate(match: Match, sides: dict[bytes, Side]) -> Candidate:
    left, right = sides[match.low], sides[match.high]
    reason = reason_words(match.alike, left.date, right.date, kilometres(left.unit, right.unit))
    return Candidate(left, right, match.alike.score, reason)


def _sides(connection: Connection, books: Books, uids: Iterable[bytes]) -> dict[bytes, Side]:
    wanted, sides = sorted(uids), {}
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        rows = connection.exec_driver_sql(_SIDES.format(marks=",".join("?" * len(some))), tuple(some))
        for uid, unit_id, code, day, number, state, content in rows:
            kind, values = books.catalogue.kinds[code], parse_content(content)
            words = listed(books.catalogue, kind, values)
            if state == "final":
                sides[uid] = Side(uid, books.units[unit_id], kind, day, number, words, values)
    return sides


def decide(
    books: Books, one: bytes, other: bytes, same: bool, reason: str = "", counts: bytes | None = None
) -> Touched:
    """Keep that two records tell one case (and which of them counts), or that they do not; UserError for unfit ones."""
    low, high = ordered(one, other)
    with books.db.begin() as connection:
        _check(connection, books, low, high, counts)
        row = (low, high, same, counts if same else None, reason.strip(), books.me.officer, journal.now())
        connection.exec_driver_sql(_DECIDE, row)
        _note(connection, books, "pair linked" if same else "pair refused", (low, high), reason.strip(), counts)
        linking.refresh(connection, books)
    return Touched.FIGURES


def withdraw(books: Books, one: bytes, other: bytes) -> Touched:
    """Take a decision back, as if it had never been made; UserError where there is none."""
    low, high = ordered(one, other)
    with books.db.begin() as connection:
        gone = connection.exec_driver_sql("DELETE FROM pair_decision WHERE low = ? AND high = ?", (low, high)).rowcount
        if not gone:
            raise UserError(Trouble.PAIR_NOT_DECIDED, one=low.hex()[:12], other=high.hex()[:12])
        _note(connection, books, "pair withdrawn", (low, high), "", None)
        linking.refresh(connection, books)
    return Touched.FIGURES


def _check(connection: Connection, books: Books, low: bytes, high: bytes, counts: bytes | None) -> None:
    if books.me.role is not Role.HEADQUARTERS:
        raise UserError(Trouble.NOT_FOR_THIS_ROLE, path=str(books.folder), role=books.me.role.value)
    sides = _sides(connection, books, {low, high})
    for uid in (low, high):
        if uid not in sides:
            raise UserError(Trouble.RECORD_GONE, number=uid.hex())
    one, other = sides[low], sides[high]
    if one.unit == other.unit or one.kind is not other.kind or one.kind.system or counts not in (None, low, high):
        raise UserError(Trouble.PAIR_UNFIT, one=one.number, other=other.number)


def _note(
    connection: Connection, books: Books, action: str, pair: tuple[bytes, bytes], reason: str, counts: bytes | None
) -> None:
    """A line in the history of both records."""
    facts = {"reason": reason, "counts": counts.hex() if counts else ""}
    for uid, other in (pair, pair[::-1]):
        journal.note(connection, Entry(books.me.officer, action, uid), other=other.hex(), **facts)


def decisions(books: Books) -> list[Decision]:
    """Everything decided, newest first."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_DECISIONS).all()
        sides = _sides(connection, books, {uid for low, high, *_ in rows for uid in (low, high)})
    return [
        Decision(low, high, bool(same), counts, reason, author, at, sides.get(low), sides.get(high))
        for low, high, same, counts, reason, author, at in rows
    ]


def effects(books: Books, period: Period, one: Side, other: Side, counts: bytes | None = None) -> list[Effect]:
    """What linking two records would change in the figures of the whole scope."""
    low, high = ordered(one.uid, other.uid)
    before, scope = collect(books, period), scope_units(books)
    with books.db.read() as connection:
        rows = linking.totals(connection, books, Link(low, high, counts))
        lines = [linking.later_of(row) for row in rows if row[2] == "" and row[3] in period.months]
        after = replace(before, later=later_by_indicator(connection, books, period, lines))
    parts = [part for side in (one, other) for part in books.counter.of(side.kind.code).parts(side.values)]
    now, then = before.evaluate(scope), after.evaluate(scope)
    found = []
    for code in dict.fromkeys(part[0] for part in parts):
        was, becomes = now.of(code).amount, then.of(code).amount
        if was is not None and becomes is not None and was != becomes:
            found.append(Effect(books.catalogue.indicators[code], was, becomes))
    return found

"""Finds records of two units that could tell one case: blocked by kind, day, neighbours and rare words."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import merge

from sqlalchemy import Connection

from desktop.base.errors import UserError
from desktop.domain.blocking import Ranks, around, too_many
from desktop.domain.catalogue import Kind, Likeness
from desktop.domain.likeness import Alike
from desktop.domain.nearness import neighbours
from desktop.domain.periods import Period
from desktop.domain.recent import Near
from desktop.services import linking, meeting
from desktop.services.books import Books
from desktop.services.meeting import Days, Met, Part, likeliest, unpacked
from desktop.services.readers import Readers
from desktop.store.database import Database

_COUNTS = """
    SELECT unit_id, count(*), min(day), max(day) FROM record
    WHERE kind = ? AND state = 'final' AND day BETWEEN ? AND ? {units} GROUP BY unit_id
"""
_HOW_MANY = "SELECT coalesce(max(id), 0) FROM record"
_SAMPLE = "SELECT day, {gist}" + meeting.FROM + "AND record.id IN ({sampled})"
_DECIDED = "SELECT low, high FROM pair_decision"
SAMPLED = 64
"""How often a word is used is asked of one record in so many."""
MOST_ALONE = 30_000
"""More records of one kind are searched in two child processes, each half of the days."""
CHILDREN, TIMEOUT_S, MEMORY_MB = 2, 300, 2000
_SEARCH = "desktop.services.meeting:search"
_Count = tuple[int, int, str, str]


@dataclass(frozen=True)
class Match:
    """Two records that could tell one case."""

    low: bytes
    high: bytes
    kind: str
    alike: Alike


@dataclass(frozen=True)
class Matches:
    """All of them, the likeliest first; `crowded` records look like too many others to be compared."""

    found: tuple[Match, ...]
    crowded: int = 0


def find(books: Books, period: Period, unit_ids: Iterable[int] | None = None) -> Matches:
    """The pairs of a period that nobody has decided about; of all units, or with a record of those asked for."""
    near = neighbours(books.reporting_units())
    focus = None if unit_ids is None else frozenset(unit_ids)
    runs: list[list[Match]] = []
    crowded = 0
    kinds = [(kind, kind.likeness) for kind in books.catalogue.record_kinds if kind.likeness is not None]
    scopes = [_Scope(kind, rule, period, around(near, focus), _units(near, focus)) for kind, rule in kinds]
    with books.db.read() as connection:
        decided = _decided(connection)
        for kind, (met, passed) in _search(connection, books.db, scopes):
            runs.append([Match(low, high, kind, alike) for low, high, alike in met if (low, high) not in decided])
            crowded += passed
    return Matches(tuple(merge(*runs, key=lambda each: likeliest((each.low, each.high, each.alike)))), crowded)


def _search(
    connection: Connection, db: Database, scopes: Iterable["_Scope"]
) -> Iterator[tuple[str, tuple[Iterable[Met], int]]]:
    """What is found, by kind and part by part, the likeliest first; in children where there are many of one kind."""
    driver = connection.connection.driver_connection
    assert driver is not None
    if driver.execute(_HOW_MANY).fetchone()[0] <= MOST_ALONE:
        yield from _search_here(driver, scopes)
        return
    with Readers(CHILDREN, _SEARCH, TIMEOUT_S, MEMORY_MB) as readers:  # they start while all is counted
        counted = [(scope, counts) for scope in scopes if len(counts := scope.counts(driver)) > 1]
        many = {scope.kind.code for scope, counts in counted if sum(each[1] for each in counts) > MOST_ALONE}
        if not many:
            yield from _search_here(driver, scopes)
            return
        counts_of = ((scope, counts, CHILDREN if scope.kind.code in many else 1) for scope, counts in counted)
        parts = [part for scope, counts, count in counts_of for part in scope.parts(driver, counts, count)]
        for (_, part, _), result in readers.run([(str(db.path), each, db.key) for each in parts]):
            if isinstance(result, UserError):
                raise result
            packs, passed = result
            yield part.kind, (unpacked(packs), passed)


def _search_here(
    driver: sqlite3.Connection, scopes: Iterable["_Scope"]
) -> Iterator[tuple[str, tuple[Iterable[Met], int]]]:
    for scope in scopes:
        if len(counts := scope.counts(driver)) > 1:
            for part in scope.parts(driver, counts, 1):
                met, passed = meeting.alike(driver, part)
                yield part.kind, (sorted(met, key=likeliest), passed)


def _decided(connection: Connection) -> set[tuple[bytes, bytes]]:
    """Pairs that a person has decided about, and those that follow from linking others."""
    pairs = {(low, high) for low, high in connection.exec_driver_sql(_DECIDED)}
    for group in linking.groups(connection):
        records = sorted(record for telling in group for record in telling.records)
        pairs |= {(low, high) for place, low in enumerate(records) for high in records[place + 1 :]}
    return pairs


def _units(near: Near, focus: frozenset[int] | None) -> str:
    if focus is None:
        return ""
    return f"AND unit_id IN ({meeting.listed(focus.union(*(near.get(unit, frozenset()) for unit in focus)))})"


@dataclass(frozen=True)
class _Scope:
    """The records of one kind that are searched."""

    kind: Kind
    rule: Likeness
    period: Period
    near: Near
    units: str
    """Which units are read, as SQL."""

    @property
    def days(self) -> Days:
        """Those of the period and those that can still meet one of it."""
        reach = timedelta(days=self.rule.days)
        return Days((self.period.first - reach).isoformat(), (self.period.last + reach).isoformat())

    def counts(self, driver: sqlite3.Connection) -> list[_Count]:
        """How many records each unit has, with the first and the last of their days."""
        asked = (self.kind.code, self.days.first, self.days.last)
        return driver.execute(_COUNTS.format(units=self.units), asked).fetchall()

    def parts(self, driver: sqlite3.Connection, counts: list[_Count], count: int) -> list[Part]:
        """So many parts with about as many records each; they begin one after the other."""
        often = {unit: told for unit, told, *_ in counts}
        first, last = min(each[2] for each in counts), max(each[3] for each in counts)
        span = meeting.ordinal(last) - meeting.ordinal(first) + 1
        crowd = too_many(often, self.near, self.rule.days, span)
        sample: list[tuple[str, bytes]] = []
        if crowd or count > 1:
            sql = _SAMPLE.format(gist=meeting.gist_of(self.rule), units=self.units, sampled=_sampled(driver))
            sample = driver.execute(sql, (self.kind.code, self.days.first, self.days.last)).fetchall()
        ranks = Ranks(meeting.words(self.rule, (told for _, told in sample))) if crowd else None
        asked = Days(self.period.first.isoformat(), self.period.last.isoformat())
        whole = Part(self.kind.code, self.rule, self.near, self.units, self.days, self.days.first, asked, ranks)
        begins = [self.days.first, *_borders(sorted(day for day, _ in sample), count)]
        ends = [*(_moved(begin, -1) for begin in begins[1:]), self.days.last]
        reads = [max(self.days.first, _moved(begin, -self.rule.days)) for begin in begins]
        each = zip(begins, reads, ends, strict=True)
        return [replace(whole, begin=begin, read=Days(read, end)) for begin, read, end in each]


def _sampled(driver: sqlite3.Connection) -> str:
    """One id in so many, as SQL: looked up, the others are not read."""
    return meeting.listed(range(0, driver.execute(_HOW_MANY).fetchone()[0] + 1, SAMPLED))


def _borders(days: list[str], parts: int) -> list[str]:
    """Days that cut sorted days into about equal parts."""
    cuts = dict.fromkeys(days[len(days) * part // parts] for part in range(1, parts) if days)
    return [day for day in cuts if day > days[0]]


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()

"""Finds records of two units that could tell one case: blocked by kind, day, neighbours and rare words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import Connection

from desktop.domain.blocking import Blocks, Near, Pair, Told
from desktop.domain.catalogue import Kind, Likeness
from desktop.domain.likeness import LEAST, Alike, Comparer, Profile, plain_many, profile
from desktop.domain.nearness import neighbours
from desktop.domain.pairs import ordered
from desktop.domain.periods import Period
from desktop.domain.records import parse_content, text_in
from desktop.services import linking
from desktop.services.books import Books

_ROWS = """
    SELECT uid, unit_id, day, content FROM record JOIN version ON version.id = version_id
    WHERE record.kind = ? AND state = 'final' AND day BETWEEN ? AND ? {units}
"""
_DECIDED = "SELECT low, high FROM pair_decision"
AT_ONCE = 500


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
    found: list[Match] = []
    crowded = 0
    with books.db.read() as connection:
        decided = _decided(connection)
        for kind in books.catalogue.record_kinds:
            if kind.likeness is not None:
                told = _told(connection, kind, kind.likeness, period, _scope(near, focus))
                blocks = Blocks(told, near, kind.likeness.days, focus)
                found += _Pairs(kind, kind.likeness, told).alike(blocks.pairs(), period)
                crowded += blocks.crowded
    left = (match for match in found if (match.low, match.high) not in decided)
    return Matches(tuple(sorted(left, key=lambda each: (-each.alike.score, each.low, each.high))), crowded)


def _decided(connection: Connection) -> set[tuple[bytes, bytes]]:
    """Pairs that a person has decided about, and those that follow from linking others."""
    pairs = {(low, high) for low, high in connection.exec_driver_sql(_DECIDED)}
    for group in linking.groups(connection):
        records = sorted(record for telling in group for record in telling.records)
        pairs |= {(low, high) for place, low in enumerate(records) for high in records[place + 1 :]}
    return pairs


def _scope(near: Near, focus: frozenset[int] | None) -> str:
    if focus is None:
        return ""
    wanted = focus.union(*(near.get(unit, frozenset()) for unit in focus))
    return f"AND unit_id IN ({','.join(str(int(unit)) for unit in sorted(wanted)) or 'NULL'})"


def _told(connection: Connection, kind: Kind, rule: Likeness, period: Period, units: str) -> list[Told]:
    reach = timedelta(days=rule.days)
    days = ((period.first - reach).isoformat(), (period.last + reach).isoformat())
    rows = connection.exec_driver_sql(_ROWS.format(units=units), (kind.code, *days))
    told: list[Told] = []
    while some := rows.fetchmany(AT_ONCE):
        texts = plain_many(" ".join([text_in(row[3], name) for name in rule.words]) for row in some)
        told += [Told(row[0], row[1], _ordinal(row[2]), text, row[3]) for row, text in zip(some, texts, strict=True)]
    return told


@cache
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


class _Pairs:
    """The pairs of one kind that are alike; contents are parsed only of records that meet another one."""

    def __init__(self, kind: Kind, rule: Likeness, told: list[Told]) -> None:
        self._kind, self._rule, self._told = kind.code, rule, told
        self._profiles: dict[int, Profile] = {}
        self._compare = Comparer(rule)

    def alike(self, pairs: Iterable[Pair], period: Period) -> Iterator[Match]:
        """Those that are alike enough and of which one lies in the period."""
        first, last = period.first.toordinal(), period.last.toordinal()
        for left, right in pairs:
            one, other = self._profile(left), self._profile(right)
            if not (first <= one.day <= last or first <= other.day <= last) or not one.may_be(other):
                continue
            alike = self._compare(one, other)
            if alike.score >= LEAST:
                yield Match(*ordered(self._told[left].uid, self._told[right].uid), self._kind, alike)

    def _profile(self, place: int) -> Profile:
        found = self._profiles.get(place)
        if found is None:
            _, _, day, text, content = self._told[place]
            found = self._profiles[place] = profile(day, text.strip(), parse_content(content), self._rule)
        return found

"""Finds records of two units that could tell one case: blocked by kind, day, neighbours and rare words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from sys import intern

from sqlalchemy import Connection

from desktop.domain.blocking import Blocks, Near, Ranks, Told
from desktop.domain.catalogue import Kind, Likeness
from desktop.domain.likeness import Alike, Comparer, Profile, plain_many
from desktop.domain.nearness import neighbours
from desktop.domain.pairs import ordered
from desktop.domain.periods import Period
from desktop.domain.records import text_in
from desktop.services import linking
from desktop.services.books import Books

_FROM = """
    FROM record JOIN version ON version.id = version_id
    WHERE record.kind = ? AND state = 'final' AND day BETWEEN ? AND ? {units}
"""
_TOLD = "SELECT version_id, unit_id, day, {choice}, {words}" + _FROM
_SAMPLE = "SELECT {words}" + _FROM + "AND record.id % {sampled} = 0"
_FIELD = "coalesce(json_extract(content, '$.{name}'), '')"
_MET = "SELECT id, content FROM version WHERE id IN ({ids})"
_UIDS = "SELECT version.id, uid FROM version JOIN record ON record.id = record_id WHERE version.id IN ({ids})"
_DECIDED = "SELECT low, high FROM pair_decision"
SAMPLED = 16
"""How often a word is used is asked of one record in so many."""
AT_ONCE = 1_000
"""So many pairs are compared at once."""


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
                found += _Pairs(connection, kind, kind.likeness).alike(blocks, period)
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
    return f"AND unit_id IN ({_listed(wanted)})"


def _listed(ids: Iterable[int]) -> str:
    return ",".join(str(int(id)) for id in sorted(ids))


def _told(connection: Connection, kind: Kind, rule: Likeness, period: Period, units: str) -> dict[int, list[Told]]:
    """The records by day; of their texts only the rarest words."""
    reach = timedelta(days=rule.days)
    asked = (kind.code, (period.first - reach).isoformat(), (period.last + reach).isoformat())
    choice = _FIELD.format(name=rule.choices[0]) if rule.choices else "''"
    words = " || ' ' || ".join(_FIELD.format(name=name) for name in rule.words) or "''"
    driver = connection.connection.driver_connection
    assert driver is not None
    sample = driver.execute(_SAMPLE.format(words=words, units=units, sampled=SAMPLED), asked)
    ranks = Ranks(text for (text,) in sample)
    days: dict[int, list[Told]] = defaultdict(list)
    # the driver's own rows: there are very many
    rows = driver.execute(_TOLD.format(choice=choice, words=words, units=units), asked)
    for id, unit, written, group, text in rows:
        day = _ordinal(written)
        days[day].append(Told(id, day, unit, intern(group), ranks.of(text)))
    return days


@cache
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


class _Pairs:
    """The pairs of one kind that are alike; only records that meet another one are read whole."""

    def __init__(self, connection: Connection, kind: Kind, rule: Likeness) -> None:
        self._connection, self._kind, self._rule = connection, kind.code, rule
        self._compare = Comparer(rule)

    def alike(self, blocks: Blocks, period: Period) -> Iterator[Match]:
        """Those that are alike enough and of which one lies in the period."""
        first, last = period.first.toordinal(), period.last.toordinal()
        pairs = (pair for pair in blocks.pairs() if any(first <= each.day <= last for each in pair))
        while some := list(islice(pairs, AT_ONCE)):
            profiles = self._profiles({each.id: each.day for pair in some for each in pair})
            met = ((one.id, other.id, self._compare(profiles[one.id], profiles[other.id])) for one, other in some)
            found = [(one, other, alike) for one, other, alike in met if alike]
            uids = self._uids({id for one, other, _ in found for id in (one, other)})
            for one, other, alike in found:
                yield Match(*ordered(uids[one], uids[other]), self._kind, alike)

    def _uids(self, ids: Iterable[int]) -> dict[int, bytes]:
        return dict(self._connection.exec_driver_sql(_UIDS.format(ids=_listed(ids))).all())

    def _profiles(self, days: Mapping[int, int]) -> dict[int, Profile]:
        rows = self._connection.exec_driver_sql(_MET.format(ids=_listed(days))).all()
        texts = plain_many(" ".join([text_in(content, name) for name in self._rule.words]) for _, content in rows)
        met = zip(rows, texts, strict=True)
        return {id: Profile(days[id], text.strip(), content, self._rule) for (id, content), text in met}

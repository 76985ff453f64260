"""Compares the records of some days with those near them; in the program, or in a child process that reads for itself.

Imports little: a child is quickly there.
"""

import gc
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice, repeat, starmap
from sys import intern
from typing import Any

from desktop.domain.blocking import Blocks, Ranks
from desktop.domain.catalogue_parts import Likeness
from desktop.domain.likeness import Alike, Comparer, Profile
from desktop.domain.pairs import ordered
from desktop.domain.recent import Near, Told
from desktop.store import driver

FROM = """
    FROM record JOIN version ON version.id = version_id
    WHERE record.kind = ? AND state = 'final' AND day BETWEEN ? AND ? {units}
"""
_TOLD = "SELECT version_id, unit_id, day, {choice}, {words}" + FROM
_FIELD = "coalesce(json_extract(content, '$.{name}'), '')"
_MET = "SELECT id, content FROM version WHERE id IN ({ids})"
_UIDS = "SELECT version.id, uid FROM version JOIN record ON record.id = record_id WHERE version.id IN ({ids})"
AT_ONCE = 1_000
"""So many pairs are compared at once."""
Met = tuple[bytes, bytes, Alike]
"""Two records that are alike, the smaller uid first."""


@dataclass(frozen=True)
class Days:
    """A run of days, both ends included; written as in the books."""

    first: str
    last: str

    def __contains__(self, day: int) -> bool:
        return ordinal(self.first) <= day <= ordinal(self.last)


@dataclass(frozen=True)
class Part:
    """Records of one kind to be held against those of the days before them."""

    kind: str
    rule: Likeness
    near: Near
    units: str
    """Which units are read, as SQL."""
    read: Days
    """What is read: the part's own days and those before that they reach back to."""
    begin: str
    """The first of its own days."""
    period: Days
    """One record of a pair lies here."""
    ranks: Ranks | None
    """How rare words are, where records must share some to meet."""


def search(path: str, part: Part, key: bytes | None = None) -> tuple[list[Met], int]:
    """What `alike` finds in the database at `path`; runs in a child, which ends before it has garbage to collect."""
    gc.disable()
    with closing(driver.connect(path, key, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("BEGIN")  # one unchanging state
        return alike(connection, part)


def alike(connection: sqlite3.Connection, part: Part) -> tuple[list[Met], int]:
    """The pairs of a part that are alike enough, and how many records were not held against all they look like."""
    days, texts = _told(connection, part)
    blocks = Blocks(days, part.near, part.rule.days, ordinal(part.begin))
    pairs = blocks.meetings() if part.ranks is None else blocks.sharing()
    near = (pair for pair in pairs if pair[0].day in part.period or pair[1].day in part.period)
    return list(_Pairs(connection, part.rule, texts).alike(near)), blocks.crowded


def words_of(rule: Likeness) -> str:
    """All words of a record, as SQL; in bytes."""
    words = " || ' ' || ".join(_FIELD.format(name=name) for name in rule.words) or "''"
    return f"CAST({words} AS BLOB)"


@cache
def ordinal(day: str) -> int:
    """A day as a number, so that days can be taken from each other."""
    return date.fromisoformat(day).toordinal()


def _told(connection: sqlite3.Connection, part: Part) -> tuple[dict[int, list[Told]], dict[int, bytes]]:
    """The records by day, with how rare their words are where that is asked for; and the words themselves."""
    choice = _FIELD.format(name=part.rule.choices[0]) if part.rule.choices else "''"
    sql = _TOLD.format(choice=choice, words=words_of(part.rule), units=part.units)
    rows = connection.execute(sql, (part.kind, part.read.first, part.read.last)).fetchall()
    if not rows:
        return {}, {}
    ids, units, written, groups, texts = zip(*rows, strict=True)
    ranks: Iterable[Sequence[int]] = repeat(()) if part.ranks is None else map(part.ranks.of, texts)
    days: dict[int, list[Told]] = defaultdict(list)
    for told in starmap(Told, zip(ids, map(ordinal, written), units, map(intern, groups), ranks, strict=False)):
        days[told[1]].append(told)
    return days, dict(zip(ids, texts, strict=True))


class _Pairs:
    """The pairs that are alike; only records that one of like day and words meets are read whole."""

    def __init__(self, connection: sqlite3.Connection, rule: Likeness, texts: Mapping[int, bytes]) -> None:
        self._connection, self._texts = connection, texts
        self._compare = Comparer(rule)

    def alike(self, pairs: Iterator[tuple[Told, Told]]) -> Iterator[Met]:
        """Those that are alike enough."""
        while some := list(islice(pairs, AT_ONCE)):
            profiles = self._profiles(some)
            ids = ((one.id, other.id) for one, other in some)
            cheaply = ((one, other, self._compare.may_be(profiles[one], profiles[other])) for one, other in ids)
            may_be = [each for each in cheaply if each[2]]
            for id, content in self._rows(_MET, {id for each in may_be for id in each[:2]}):
                profiles[id].content = content
            met = ((one, other, self._compare(profiles[one], profiles[other], cheap)) for one, other, cheap in may_be)
            found = [(one, other, alike) for one, other, alike in met if alike]
            uids = dict(self._rows(_UIDS, {id for one, other, _ in found for id in (one, other)}))
            for one, other, alike in found:
                yield *ordered(uids[one], uids[other]), alike

    def _rows(self, sql: str, ids: Iterable[int]) -> list[tuple[int, Any]]:
        return self._connection.execute(sql.format(ids=listed(ids))).fetchall()

    def _profiles(self, pairs: Iterable[tuple[Told, Told]]) -> dict[int, Profile]:
        told = {each.id: each for pair in pairs for each in pair}
        return {id: Profile(each.day, self._texts[id].decode()) for id, each in told.items()}


def listed(ids: Iterable[int]) -> str:
    """Numbers for an SQL list."""
    return ",".join(str(int(id)) for id in sorted(ids))

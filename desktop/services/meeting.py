"""Compares the records of some days with those near them; in the program, or in a child process that reads for itself.

Imports little: a child is quickly there.
"""

import gc
import pickle
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice, repeat, starmap
from typing import Any

from desktop.domain.blocking import Blocks, Ranks
from desktop.domain.catalogue_parts import Likeness
from desktop.domain.likeness import MARK, SEPARATOR, Alike, Comparer, Profile, gist, mark_of
from desktop.domain.pairs import ordered
from desktop.domain.recent import Near, Told
from desktop.domain.records import parse_content
from desktop.store import driver

FROM = """
    FROM record JOIN version ON version.id = version_id
    WHERE record.kind = ? AND state = 'final' AND day BETWEEN ? AND ? {units}
"""
GIST = f"CAST(CASE WHEN substr(gist, 1, {MARK}) = '{{mark}}' THEN gist ELSE content END AS BLOB)"
"""The gist that was kept when the record came in; else all of the record, to make it from."""
_TOLD = "SELECT version_id, unit_id, day, {gist}" + FROM
_UIDS = "SELECT version.id, uid FROM version JOIN record ON record.id = record_id WHERE version.id IN ({ids})"
_SEPARATOR = SEPARATOR.encode()
_CHOICE = MARK + 1
"""Where the broadest choice begins in a gist."""
PACK = 1_000
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


def search(path: str, part: Part, key: bytes | None = None) -> tuple[list[bytes], int]:
    """What `alike` finds in the database at `path`, in packs, the likeliest first; runs in a child.

    The child ends before it has garbage to collect. Hundreds of thousands of pairs in one pack would be unpacked in one
    go, and every thread of the parent, the window's too, would wait for that.
    """
    gc.disable()
    with closing(driver.connect(path, key, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("BEGIN")  # one unchanging state
        met, passed = alike(connection, part)
    met.sort(key=likeliest)
    return [pickle.dumps(met[start : start + PACK]) for start in range(0, len(met), PACK)], passed


def unpacked(packs: Iterable[bytes]) -> Iterator[Met]:
    """What `search` found, pack by pack."""
    for pack in packs:
        yield from pickle.loads(pack)


def likeliest(met: Met) -> tuple[float, bytes, bytes]:
    """What pairs are sorted by."""
    low, high, alike = met
    return -alike.score, low, high


def alike(connection: sqlite3.Connection, part: Part) -> tuple[list[Met], int]:
    """The pairs of a part that are alike enough, and how many records were not held against all they look like."""
    days, known = _told(connection, part)
    blocks = Blocks(days, part.near, part.rule.days, ordinal(part.begin))
    pairs = blocks.meetings() if part.ranks is None else blocks.sharing()
    near = (pair for pair in pairs if pair[0].day in part.period or pair[1].day in part.period)
    return list(_Pairs(connection, part.rule, known).alike(near)), blocks.crowded


def gist_of(rule: Likeness) -> str:
    """The gist of a record, or all of it, as SQL; in bytes."""
    return GIST.format(mark=mark_of(rule))


def gists(rule: Likeness, told: Iterable[bytes]) -> list[bytes]:
    """What `gist_of` gave, all of it gists."""
    mark = mark_of(rule).encode()
    return [each if each.startswith(mark) else gist(rule, parse_content(each.decode())).encode() for each in told]


def words(rule: Likeness, told: Iterable[bytes]) -> Iterator[bytes]:
    """The words in what `gist_of` gave."""
    return (each.rpartition(_SEPARATOR)[2] for each in gists(rule, told))


@cache
def ordinal(day: str) -> int:
    """A day as a number, so that days can be taken from each other."""
    return date.fromisoformat(day).toordinal()


def _told(connection: sqlite3.Connection, part: Part) -> tuple[dict[int, list[Told]], dict[int, bytes]]:
    """The records by day, with how rare their words are where that is asked for; and their gists."""
    sql = _TOLD.format(gist=gist_of(part.rule), units=part.units)
    rows = connection.execute(sql, (part.kind, part.read.first, part.read.last)).fetchall()
    if not rows:
        return {}, {}
    ids, units, written, told = zip(*rows, strict=True)
    known = gists(part.rule, told)
    choices = [each[_CHOICE : each.index(_SEPARATOR, _CHOICE)] for each in known] if part.rule.choices else repeat(b"")
    words = (each[each.rindex(_SEPARATOR) + 1 :] for each in known)
    ranks = repeat(()) if part.ranks is None else map(part.ranks.of, words)
    days: dict[int, list[Told]] = defaultdict(list)
    for each in starmap(Told, zip(ids, map(ordinal, written), units, choices, ranks, strict=False)):
        days[each[1]].append(each)
    return days, dict(zip(ids, known, strict=True))


class _Pairs:
    """The pairs that are alike; only records that one of like day and words meets are looked at."""

    def __init__(self, connection: sqlite3.Connection, rule: Likeness, gists: Mapping[int, bytes]) -> None:
        self._connection, self._rule, self._gists = connection, rule, gists
        self._compare = Comparer(rule)

    def alike(self, pairs: Iterator[tuple[Told, Told]]) -> Iterator[Met]:
        """Those that are alike enough."""
        while some := list(islice(pairs, AT_ONCE)):
            profiles = self._profiles(some)
            ids = ((one.id, other.id) for one, other in some)
            met = ((one, other, self._compare(profiles[one], profiles[other])) for one, other in ids)
            found = [(one, other, alike) for one, other, alike in met if alike]
            uids = dict(self._rows(_UIDS, {id for one, other, _ in found for id in (one, other)}))
            for one, other, alike in found:
                yield *ordered(uids[one], uids[other]), alike

    def _rows(self, sql: str, ids: Iterable[int]) -> list[tuple[int, Any]]:
        return self._connection.execute(sql.format(ids=listed(ids))).fetchall()

    def _profiles(self, pairs: Iterable[tuple[Told, Told]]) -> dict[int, Profile]:
        told = {each.id: each for pair in pairs for each in pair}
        return {id: Profile(each.day, self._gists[id].decode(), self._rule) for id, each in told.items()}


def listed(ids: Iterable[int]) -> str:
    """Numbers for an SQL list."""
    return ",".join(str(int(id)) for id in sorted(ids))

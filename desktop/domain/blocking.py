"""Which records of one kind are worth comparing: never all against all.

Records meet when their units are neighbours and their days lie close. Where that alone would make too many pairs they
must besides share three of their four rarest words and half of all; one that looks like too many others is counted as
crowded.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from desktop.domain.likeness import plain

MOST_PAIRS = 40_000
"""So many pairs of one kind are all compared."""
MOST_MET = 200_000
"""So many are compared at the very most."""
MOST_BEFORE = 32
"""A record is held against so many of the records before it that share three words with it."""
RARE, SHARED = 4, 3
_NO_WORD = 1 << 32
MOST_KEYS = 100_000
"""So many keys are kept before those of days long past are thrown away."""
Near = Mapping[int, frozenset[int]]


class Told(NamedTuple):
    """A record as it is met."""

    id: int
    day: int
    unit: int
    choice: str
    """The broadest one; records that differ in it are not compared."""
    words: tuple[int, ...]
    """Their ranks, the rarest first."""


Pair = tuple[Told, Told]


class Blocks:
    """Pairs of the records of one kind; `crowded` counts records not held against all that they look like."""

    def __init__(
        self, days: Mapping[int, Sequence[Told]], near: Near, reach: int, focus: frozenset[int] | None = None
    ) -> None:
        self._days, self._reach = days, reach
        self._near = near if focus is None else _around(near, focus)
        self.crowded = 0

    def pairs(self) -> Iterator[Pair]:
        """Every pair worth comparing, once; day after day, the earlier record first."""
        return self._sharing() if self._expected() > MOST_PAIRS else self._meetings()

    def _expected(self) -> int:
        """About how many pairs would meet by units and days."""
        counts = Counter(each.unit for told in self._days.values() for each in told)
        if len(counts) < 2:
            return 0
        share = min(1.0, (2 * self._reach + 1) / (max(self._days) - min(self._days) + 1))
        met = sum(counts[unit] * counts[other] for unit in counts for other in self._near.get(unit, ()))
        return int(share * met / 2)

    def _meetings(self) -> Iterator[Pair]:
        """Pairs of neighbours whose days lie close."""
        units = {day: _by_unit(told) for day, told in self._days.items()}
        for day in sorted(units):
            for unit, mine in units[day].items():
                near = self._near.get(unit, frozenset())
                for then in range(day - self._reach, day + 1):
                    others = units.get(then, {})
                    for other in near & others.keys():
                        if then < day or other < unit:
                            met = product(others[other], mine)
                            yield from (pair for pair in met if _may_be(pair[0].choice, pair[1].choice))

    def _sharing(self) -> Iterator[Pair]:
        """Pairs of neighbours whose days lie close and that share rare words; each is held against those before it."""
        last: dict[tuple[int, ...], int] = {}  # where a key stands last in the two lists
        whose: list[Told] = []
        before = array("q")  # where the same key stands before
        begun: dict[int, int] = {}
        met = 0
        for day in sorted(self._days):
            begun = {then: place for then, place in begun.items() if then >= day - self._reach} | {day: len(whose)}
            oldest = min(begun.values())
            if len(last) > MOST_KEYS:
                last = {key: place for key, place in last.items() if place >= oldest}
            for me in self._days[day]:
                near, choice, found = self._near.get(me.unit, ()), me.choice, {}
                for key in _keys(me.words[:RARE]):
                    place = last.get(key, -1)
                    last[key] = len(whose)
                    whose.append(me)
                    before.append(place)
                    if place >= oldest:
                        left = MOST_BEFORE
                        while place >= oldest and left:
                            other = whose[place]
                            if other.unit in near and _may_be(choice, other.choice):
                                found[other.id] = other
                            place, left = before[place], left - 1
                        self.crowded += place >= oldest
                met += len(found)
                yield from ((found[id], me) for id in sorted(found) if _overlap(found[id].words, me.words))
                if met > MOST_MET:
                    self.crowded += 1
                    return


def _by_unit(told: Iterable[Told]) -> dict[int, list[Told]]:
    units: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        units[each.unit].append(each)
    return units


def _keys(words: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """What two records must share one of: one word of a few may be written otherwise."""
    return combinations(words, max(1, min(SHARED, len(words) - 1)))


def _overlap(mine: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether half of the shorter text's words stand in the other one."""
    return 2 * len(set(mine).intersection(theirs)) >= min(len(mine), len(theirs))


def _may_be(choice: str, other: str) -> bool:
    """Whether the broadest choice does not tell two records apart."""
    return choice == other or not choice or not other


def _around(near: Near, focus: frozenset[int]) -> Near:
    """Neighbours, where one of the two must be asked for."""
    return {unit: others if unit in focus else others & focus for unit, others in near.items()}


class Ranks(dict[str, int]):
    """Ranks of words as they are written, the rarest first; those that the sample does not know come before all."""

    def __init__(self, sample: Iterable[str]) -> None:
        super().__init__()
        written: Counter[str] = Counter()
        for text in sample:
            written.update(text.split())
        often: Counter[str] = Counter()
        for each, times in written.items():
            often.update(dict.fromkeys(plain(each).split(), times))
        self._plain = {word: rank for rank, word in enumerate(sorted(often, key=lambda word: (often[word], word)))}

    def __missing__(self, written: str) -> int:
        ranks = [self._plain.get(word, -int.from_bytes(word.encode(), "big")) for word in plain(written).split()]
        rank = self[written] = min(ranks, default=_NO_WORD)
        return rank

    def of(self, text: str) -> tuple[int, ...]:
        """Those of the words of a text, the rarest first."""
        ranks = set(map(self.__getitem__, text.split()))
        ranks.discard(_NO_WORD)
        return tuple(sorted(ranks))

"""Which records of one kind are worth comparing: never all against all.

Records meet when their units are neighbours and their days lie close. Where that alone would make too many pairs they
must besides share three of their four rarest words; one that looks like too many others is counted as crowded.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

MOST_PAIRS = 40_000
"""So many pairs of one kind are all compared."""
MOST_MET = 200_000
"""So many are compared at the very most."""
MOST_BEFORE = 32
"""A record is held against so many of the days before it that share three words with it."""
RARE, SHARED = 4, 3
SAMPLED = 16
"""How often a word is used is asked of one record in so many."""
Near = Mapping[int, frozenset[int]]
Pair = tuple[int, int]


class Told(NamedTuple):
    """A record as it is met: where, when, and its plain words."""

    uid: bytes
    unit: int
    day: int
    text: str
    content: str


class Blocks:
    """Places of pairs in a list of records; `crowded` counts records not held against all that they look like."""

    def __init__(self, told: Sequence[Told], near: Near, days: int, focus: frozenset[int] | None = None) -> None:
        self._told, self._days = told, days
        self._near = near if focus is None else _around(near, focus)
        self.crowded = 0

    def pairs(self) -> Iterator[Pair]:
        """Every pair worth comparing, once."""
        return self._meetings() if self._expected() <= MOST_PAIRS else iter(self._by_words())

    def _expected(self) -> int:
        """About how many pairs would meet by units and days."""
        counts = Counter(each.unit for each in self._told)
        days = {each.day for each in self._told}
        if len(counts) < 2:
            return 0
        share = min(1.0, (2 * self._days + 1) / (max(days) - min(days) + 1))
        return int(share * sum(counts[one] * counts[other] for one, other in self._neighbours(counts)))

    def _neighbours(self, units: Mapping[int, object]) -> Iterator[tuple[int, int]]:
        for unit in units:
            for other in self._near.get(unit, frozenset()) & units.keys():
                if unit < other:
                    yield unit, other

    def _meetings(self) -> Iterator[Pair]:
        """Pairs of neighbours whose days lie close."""
        by_unit: dict[int, list[Pair]] = defaultdict(list)
        for place, each in enumerate(self._told):
            by_unit[each.unit].append((each.day, place))
        for listed in by_unit.values():
            listed.sort()
        for unit, other in self._neighbours(by_unit):
            theirs = by_unit[other]
            for day, place in by_unit[unit]:
                first = bisect_left(theirs, (day - self._days, -1))
                last = bisect_right(theirs, (day + self._days, len(self._told)))
                yield from ((min(place, found), max(place, found)) for _, found in theirs[first:last])

    def _by_words(self) -> list[Pair]:
        """Pairs of neighbours whose days lie close and that share rare words; day after day, back from each."""
        rarity = _Rarity(self._told)
        before: dict[Hashable, list[tuple[int, int, int]]] = {}
        met: set[Pair] = set()
        none: frozenset[int] = frozenset()
        for place in sorted(range(len(self._told)), key=lambda place: (self._told[place].day, place)):
            _, unit, day, text, _ = self._told[place]
            near, oldest, me = self._near.get(unit, none), day - self._days, (day, unit, place)
            for key in _keys(rarity.rarest(text)):
                others = before.setdefault(key, [])
                for then, where, other in others[: -MOST_BEFORE - 1 : -1]:
                    if then < oldest:
                        break
                    if where in near:
                        met.add((other, place) if other < place else (place, other))
                if len(others) > MOST_BEFORE and others[-MOST_BEFORE - 1][0] >= oldest:
                    self.crowded += 1
                others.append(me)
            if len(met) > MOST_MET:
                self.crowded += 1
                break
        return [pair for pair in sorted(met) if self._overlap(*pair)]

    def _overlap(self, one: int, other: int) -> bool:
        """Whether half of the shorter text's words stand in the other one."""
        mine, theirs = set(self._told[one].text.split()), set(self._told[other].text.split())
        return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def _keys(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What two records must share one of: one word of a few may be written otherwise."""
    return combinations(sorted(words), max(1, min(SHARED, len(words) - 1)))


def _around(near: Near, focus: frozenset[int]) -> Near:
    """Neighbours, where one of the two must be asked for."""
    return {unit: others if unit in focus else others & focus for unit, others in near.items()}


class _Rarity(dict[str, int]):
    """Ranks of words, the rarest first; words that the sample does not know come before all others."""

    def __init__(self, told: Sequence[Told]) -> None:
        often: Counter[str] = Counter()
        for each in told[::SAMPLED]:
            often.update(each.text.split())
        ranked = sorted(often, key=lambda word: (often[word], word))
        super().__init__((word, rank) for rank, word in enumerate(ranked))

    def __missing__(self, word: str) -> int:
        rank = self[word] = -int.from_bytes(word.encode(), "big")
        return rank

    def rarest(self, text: str) -> list[str]:
        """The rarest words of a text."""
        return sorted(set(text.split()), key=self.__getitem__)[:RARE]

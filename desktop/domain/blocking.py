"""Which records of one kind are worth comparing: never all against all.

Records meet when their units are neighbours and their days lie close. Where that alone would make too many pairs they
must besides share three of their four rarest words and half of all; one that looks like too many others is counted as
crowded.
"""

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
RARE = 4
"""Of its so many rarest words a record shares all but one with those that it is held against."""
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
    words: Sequence[int]
    """Their ranks, the rarest first, as often as they are written."""


Pair = tuple[Told, Told]
Lately = dict[tuple[int, ...], list[tuple[int, int, str, int, Told]]]
"""The last records by what they share: day, unit, choice, id, and the record."""


class Blocks:
    """Pairs of the records of one kind; `crowded` counts records not held against all that they look like.

    Records of days before `begin` are only there to be met.
    """

    def __init__(self, days: Mapping[int, Sequence[Told]], near: Near, reach: int, begin: int = 0) -> None:
        self._days, self._near, self._reach, self._begin = days, near, reach, begin
        self.crowded = 0

    def meetings(self) -> Iterator[Pair]:
        """Pairs of neighbours whose days lie close, each once, the earlier record first."""
        units = {day: _by_unit(told) for day, told in self._days.items()}
        for day in sorted(day for day in units if day >= self._begin):
            for unit, mine in units[day].items():
                near = self._near.get(unit, frozenset())
                for then in range(day - self._reach, day + 1):
                    others = units.get(then, {})
                    for other in near & others.keys():
                        if then < day or other < unit:
                            met = product(others[other], mine)
                            yield from (pair for pair in met if _may_be(pair[0].choice, pair[1].choice))

    def sharing(self) -> Iterator[Pair]:
        """Those of them that share rare words; each record is held against those before it."""
        lately: Lately = {}
        met = 0
        for day in sorted(self._days):
            oldest = day - self._reach
            if len(lately) > MOST_KEYS:
                lately = {key: told for key, told in lately.items() if told[-1][0] >= oldest}
            for me in sorted(self._days[day]):
                found = self._before(me, lately, oldest)
                if found and day >= self._begin:
                    met += len(found)
                    yield from ((found[id], me) for id in sorted(found) if _overlap(found[id].words, me.words))
                    if met > MOST_MET:
                        self.crowded += 1
                        return

    def _before(self, me: Told, lately: Lately, oldest: int) -> dict[int, Told]:
        """Those before a record that it is held against; it is put behind them."""
        found: dict[int, Told] = {}
        id, day, unit, mine, words = me
        near, known = self._near.get(unit, ()), (day, unit, mine, id, me)
        for key in _keys(words):
            told = lately.get(key)
            if told is None or told[-1][0] < oldest:
                lately[key] = [known]
                continue
            if len(told) > MOST_BEFORE:
                self.crowded += day >= self._begin and told[-MOST_BEFORE - 1][0] >= oldest
                del told[:-MOST_BEFORE]
            for then, other, choice, its_id, each in reversed(told):
                if then < oldest:
                    break
                if other in near and (choice == mine or not choice or not mine):
                    found[its_id] = each
            told.append(known)
        return found


def too_many(counts: Mapping[int, int], near: Near, reach: int, days: int) -> bool:
    """Whether so many records of units, on so many days, would make too many pairs of neighbours."""
    met = sum(counts[unit] * counts.get(other, 0) for unit in counts for other in near.get(unit, ()))
    return min(1.0, (2 * reach + 1) / days) * met / 2 > MOST_PAIRS


def _by_unit(told: Iterable[Told]) -> dict[int, list[Told]]:
    units: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        units[each.unit].append(each)
    return units


def _keys(words: Sequence[int]) -> Iterable[tuple[int, ...]]:
    """What two records must share one of: one of their rarest words may be written otherwise."""
    if len(words) >= RARE:  # written out, since it is done for every record
        a, b, c, d = words[:RARE]
        if a < b < c < d:  # seldom is one of them written twice
            return (a, b, c), (a, b, d), (a, c, d), (b, c, d)
    rare = sorted(set(words))[:RARE]
    return combinations(rare, max(1, len(rare) - 1))


def _overlap(mine: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether half of the shorter text's words stand in the other one."""
    one, other = set(mine), set(theirs)
    return 2 * len(one & other) >= min(len(one), len(other))


def _may_be(choice: str, other: str) -> bool:
    """Whether the broadest choice does not tell two records apart."""
    return choice == other or not choice or not other


def around(near: Near, focus: frozenset[int] | None) -> Near:
    """Neighbours, where one of the two must be asked for."""
    if focus is None:
        return near
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

    def of(self, text: str) -> list[int]:
        """Those of the words of a text, the rarest first, as often as they are written."""
        ranks = sorted(map(self.__getitem__, text.split()))
        while ranks and ranks[-1] == _NO_WORD:
            ranks.pop()
        return ranks

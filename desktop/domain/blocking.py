"""Which records of one kind are worth comparing: never all against all.

Records meet when their units are neighbours and their days lie close. Where that alone would make too many pairs they
must besides share three of their four rarest words and half of all; one that looks like too many others is counted as
crowded.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from desktop.domain.likeness import plain
from desktop.domain.recent import Near, Recent, Told

MOST_PAIRS = 40_000
"""So many pairs of one kind are all compared."""
MOST_MET = 200_000
"""So many are compared at the very most."""
MOST_BEFORE = 32
"""A record is held against so many of the records before it that share rare words with it."""
_NO_WORD = 1 << 32
Pair = tuple[Told, Told]


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
        recent, met = Recent(self._near), 0
        for day in sorted(self._days):
            for me, places in recent.turn(sorted(self._days[day]), day - self._reach):
                if day < self._begin:
                    continue
                found = list(islice(recent.records(places), MOST_BEFORE))
                self.crowded += places.bit_count() > MOST_BEFORE
                met += len(found)
                mine = frozenset(me.words)
                yield from ((each, me) for each in reversed(found) if _overlap(mine, each.words))
                if met > MOST_MET:
                    self.crowded += 1
                    return


def too_many(counts: Mapping[int, int], near: Near, reach: int, days: int) -> bool:
    """Whether so many records of units, on so many days, would make too many pairs of neighbours."""
    met = sum(counts[unit] * counts.get(other, 0) for unit in counts for other in near.get(unit, ()))
    return min(1.0, (2 * reach + 1) / days) * met / 2 > MOST_PAIRS


def _by_unit(told: Iterable[Told]) -> dict[int, list[Told]]:
    units: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        units[each.unit].append(each)
    return units


def _overlap(mine: frozenset[int], theirs: Sequence[int]) -> bool:
    """Whether half of the shorter text's words stand in the other one."""
    shared = 2 * len(mine.intersection(theirs))
    return shared >= len(mine) or shared >= len({*theirs})


def _may_be(choice: bytes, other: bytes) -> bool:
    """Whether the broadest choice does not tell two records apart."""
    return choice == other or not choice or not other


def around(near: Near, focus: frozenset[int] | None) -> Near:
    """Neighbours, where one of the two must be asked for."""
    if focus is None:
        return near
    return {unit: others if unit in focus else others & focus for unit, others in near.items()}


class Ranks(dict[bytes, int]):
    """Ranks of words as they are written, the rarest first; those that the sample does not know come before all.

    Texts are bytes (UTF-8) here: these fall into words in half the time.
    """

    def __init__(self, sample: Iterable[bytes]) -> None:
        super().__init__()
        written: Counter[bytes] = Counter()
        for text in sample:
            written.update(text.split())
        often: Counter[str] = Counter()
        for each, times in written.items():
            often.update(dict.fromkeys(plain(each.decode()).split(), times))
        self._plain = {word: rank for rank, word in enumerate(sorted(often, key=lambda word: (often[word], word)))}

    def __missing__(self, written: bytes) -> int:
        words = plain(written.decode()).split()
        ranks = [self._plain.get(word, -int.from_bytes(word.encode(), "big")) for word in words]
        rank = self[written] = min(ranks, default=_NO_WORD)
        return rank

    def of(self, text: bytes) -> list[int]:
        """Those of the words of a text, the rarest first, as often as they are written."""
        ranks = sorted(map(self.__getitem__, text.split()))
        while ranks and ranks[-1] == _NO_WORD:
            ranks.pop()
        return ranks

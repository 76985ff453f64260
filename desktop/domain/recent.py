"""The records of the last days by their rare words: sets of records are numbers with a bit for each, met at once."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

RARE = 4
"""Of its so many rarest words a record shares all but one with those that it is held against."""
Near = Mapping[int, frozenset[int]]
_Bits = dict[int, int]


class Told(NamedTuple):
    """A record as it is met."""

    id: int
    day: int
    unit: int
    choice: bytes
    """The broadest one; records that differ in it are not compared."""
    words: Sequence[int]
    """Their ranks, the rarest first, as often as they are written."""


class Recent:
    """The records of the last days, the earliest first, each with a place; a set of places is a number."""

    def __init__(self, near: Near) -> None:
        self._near = near
        self._told: deque[Told] = deque()
        self._by_words: list[_Bits] = [{} for _ in range(RARE + 1)]
        """By how many rare words a record has, and by each of these."""
        self._by_unit: _Bits = {}
        self._by_choice: dict[bytes, int] = {}

    def turn(self, told: list[Told], oldest: int) -> Iterator[tuple[Told, int]]:
        """Put a day's records behind those since the day `oldest`; give each that meets some, with the set of these."""
        self._forget(oldest)
        first = len(self._told)
        rare = [_rare(each.words) for each in told]
        self._take(told, rare, first)
        allowed: dict[tuple[int, bytes], int] = {}
        by_four = self._by_words[RARE]
        for place, (each, words) in enumerate(zip(told, rare, strict=True), first):
            if len(words) == RARE:  # written out here, since it is done for every record
                a, b, c, d = words
                a, b, c, d = by_four[a], by_four[b], by_four[c], by_four[d]
                met = (a & b & (c | d)) | (c & d & (a | b))
            else:
                met = self._sharing(words)
            if met:
                which = each.unit, each.choice
                may_be = allowed.get(which)
                if may_be is None:
                    may_be = allowed[which] = self._may_be(*which)
                met &= may_be
                if met and (before := met & ((1 << place) - 1)):
                    yield each, before

    def records(self, places: int) -> Iterator[Told]:
        """The records of a set."""
        while places:
            last = places.bit_length() - 1
            places ^= 1 << last
            yield self._told[last]

    def _forget(self, oldest: int) -> None:
        gone = 0
        while self._told and self._told[0].day < oldest:
            self._told.popleft()
            gone += 1
        for places in (*self._by_words, self._by_unit):
            _shift(places, gone)
        self._by_choice = {choice: left for choice, each in self._by_choice.items() if (left := each >> gone)}

    def _take(self, told: list[Told], rare: list[Sequence[int]], first: int) -> None:
        by_words: list[_Bits] = [defaultdict(int) for _ in range(RARE + 1)]
        by_unit: _Bits = defaultdict(int)
        by_choice: dict[bytes, int] = defaultdict(int)
        for place, (each, words) in enumerate(zip(told, rare, strict=True)):
            bit = 1 << place
            by_unit[each.unit] |= bit
            by_choice[each.choice] |= bit
            among = by_words[len(words)]
            for word in words:
                among[word] |= bit
        for known, new in zip((*self._by_words, self._by_unit), (*by_words, by_unit), strict=True):
            for key, bits in new.items():
                known[key] = known.get(key, 0) | bits << first
        for choice, bits in by_choice.items():
            self._by_choice[choice] = self._by_choice.get(choice, 0) | bits << first
        self._told.extend(told)

    def _sharing(self, words: Sequence[int]) -> int:
        """Those that have as few rare words and share all but one of them (the only one, where there is one)."""
        places = self._by_words[len(words)]
        if len(words) == 3:
            a, b, c = words
            a, b, c = places[a], places[b], places[c]
            return (a & b) | (c & (a | b))
        found = 0
        for word in words:
            found |= places[word]
        return found

    def _may_be(self, unit: int, choice: bytes) -> int:
        """Those of neighbours that do not differ in their broadest choice."""
        allowed = 0
        for other in self._near.get(unit, ()):
            allowed |= self._by_unit.get(other, 0)
        if choice:
            allowed &= self._by_choice.get(choice, 0) | self._by_choice.get(b"", 0)
        return allowed


def _rare(words: Sequence[int]) -> Sequence[int]:
    """The rarest words, each once."""
    rare = words[:RARE]
    if len(rare) == RARE and rare[0] < rare[1] < rare[2] < rare[3]:  # seldom is one of them written twice
        return rare
    return sorted(set(words))[:RARE]


def _shift(places: _Bits, gone: int) -> None:
    for key in list(places):
        left = places[key] >> gone
        if left:
            places[key] = left
        else:
            del places[key]

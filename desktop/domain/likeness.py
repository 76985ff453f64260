"""How alike two records of one kind are: could two units have told one case?

Text is compared without marks, with i for y, by pieces of three letters, so that tone slips, a missing letter and
another order of words cost little. Besides, days, choices and amounts are compared, as the catalogue says for the kind.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from desktop.domain.catalogue import Likeness
from desktop.domain.records import Value, Values
from desktop.domain.text import fold

LEAST = 0.6
"""Pairs that are less alike are no candidates."""
CHANCE = 0.3
"""So many pieces two Vietnamese texts share that have nothing to do with each other."""
SILENT = 0.75
"""Two records without words are at most so much alike: days and counts agree by chance too."""
TEXT_SHARE = 0.6
_LETTERS = str.maketrans({"y": "i"} | {chr(code): " " for code in range(128) if not chr(code).isalnum()})

_LETTERS_AND_ENDS = _LETTERS | {ord("|"): "\n"}


def plain(text: str) -> str:
    """Text as it is compared: small letters and digits, without marks, i for y."""
    return fold(text).translate(_LETTERS)


def plain_many(texts: Iterable[str]) -> list[str]:
    """The same for many texts at once, at a third of the cost."""
    whole = fold("|".join(text.replace("|", " ") for text in texts))
    return whole.translate(_LETTERS_AND_ENDS).split("\n")


@cache
def _pieces(word: str) -> tuple[str, ...]:
    spaced = f" {word} "
    return tuple(spaced[place : place + 3] for place in range(len(spaced) - 2))


def pieces(text: str) -> frozenset[str]:
    """The three-letter pieces of a plain text's words."""
    return frozenset().union(*map(_pieces, text.split()))


def text_likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 for texts as alike as chance makes them, 1 for the same; a short account inside a longer one counts too."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    whole = 2 * shared / (len(one) + len(other))
    within = shared / min(len(one), len(other)) if min(len(one), len(other)) >= 12 else 0.0
    return max(0.0, (0.6 * whole + 0.4 * max(whole, within) - CHANCE) / (1 - CHANCE))


class Profile(NamedTuple):
    """What of a record is compared."""

    day: int
    """As a number, so that days can be taken from each other."""
    choices: tuple[str, ...]
    amounts: tuple[Value, ...]
    text: str

    def may_be(self, other: "Profile") -> bool:
        """Whether the broadest choice does not tell them apart."""
        mine, theirs = self.choices[:1], other.choices[:1]
        return mine == theirs or "" in (*mine, *theirs)


def profile(day: int, text: str, values: Values, rule: Likeness) -> Profile:
    """A record as it is compared, its words plain; what is blank compares with nothing."""
    choices = tuple(str(values.get(name, "")) for name in rule.choices)
    amounts = tuple(values.get(name, 0) for name in rule.amounts)
    return Profile(day, choices, amounts, text)


@dataclass(frozen=True)
class Alike:
    """How alike two records are, and what speaks for it."""

    score: float
    days: int
    """Days between them."""
    text: float | None
    """None where one of them has no words."""
    choices: float
    amounts: float


class Comparer:
    """Compares records of one kind; the pieces of a text are made once."""

    def __init__(self, rule: Likeness) -> None:
        self._rule = rule
        self._pieces: dict[str, frozenset[str]] = {}

    def __call__(self, one: Profile, other: Profile) -> Alike:
        """How alike two records are that lie in neighbouring units."""
        text = text_likeness(self._of(one.text), self._of(other.text)) if one.text and other.text else None
        choices, amounts = _choices(one.choices, other.choices), _amounts(one.amounts, other.amounts)
        return self._weighed(abs(one.day - other.day), text, choices, amounts)

    def _of(self, text: str) -> frozenset[str]:
        found = self._pieces.get(text)
        if found is None:
            found = self._pieces[text] = pieces(text)
        return found

    def _weighed(self, days: int, text: float | None, choices: float, amounts: float) -> Alike:
        told = [1 - days / (self._rule.days + 1)]
        told += [choices] if self._rule.choices else []
        told += [amounts] if self._rule.amounts else []
        facts = sum(told) / len(told)
        score = SILENT * facts if text is None else (1 - TEXT_SHARE) * facts + TEXT_SHARE * text
        return Alike(round(score, 4), days, text, choices, amounts)


def _choices(one: Sequence[str], other: Sequence[str]) -> float:
    """The finer a choice, the more it says; a blank one says half."""
    weights = range(1, len(one) + 1)
    return _share((weight, _same(mine, theirs)) for weight, mine, theirs in zip(weights, one, other, strict=True))


def _same(mine: str, theirs: str) -> float:
    if not mine or not theirs:
        return 0.5
    return float(mine == theirs)


def _amounts(one: Sequence[Value], other: Sequence[Value]) -> float:
    """Amounts that agree; that both have none says little."""
    pairs = zip(one, other, strict=True)
    return _share((1.0 if mine or theirs else 0.25, _close(mine, theirs)) for mine, theirs in pairs)


def _close(mine: Value, theirs: Value) -> float:
    if mine == theirs:
        return 1.0
    small, large = sorted((float(mine), float(theirs)))
    return small / large if large > 0 and small >= 0 else 0.0


def _share(told: Iterable[tuple[float, float]]) -> float:
    weighed = list(told)
    whole = sum(weight for weight, _ in weighed)
    return sum(weight * value for weight, value in weighed) / whole if whole else 1.0

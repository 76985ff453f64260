"""How alike two records of one kind are: could two units have told one case?

Text is compared without marks, with i for y, by pieces of three letters, so that tone slips, a missing letter and
another order of words cost little. Besides, days, choices and amounts are compared, as the catalogue says for the kind.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, reduce
from hashlib import sha256
from operator import or_

from desktop.domain.catalogue_parts import Likeness
from desktop.domain.records import Value, Values, number_text
from desktop.domain.text import fold

LEAST = 0.6
"""Pairs that are less alike are no candidates."""
CHANCE = 0.3
"""So many pieces two Vietnamese texts share that have nothing to do with each other."""
SILENT = 0.75
"""Two records without words are at most so much alike: days and counts agree by chance too."""
TEXT_SHARE = 0.6
MARK, SEPARATOR = 8, "\x1f"
_LETTERS = str.maketrans({"y": "i"} | {chr(code): " " for code in range(128) if not chr(code).isalnum()})


def plain(text: str) -> str:
    """Text as it is compared: small letters and digits, without marks, i for y."""
    return fold(text).translate(_LETTERS)


_bits: dict[str, int] = defaultdict(lambda: 1 << len(_bits))
"""Each piece that was ever seen has a bit of its own: sets of pieces are numbers, met at once."""


@cache
def _pieces(written: str) -> int:
    spaced = [f" {word} " for word in plain(written).split()]
    return reduce(or_, [_bits[word[place : place + 3]] for word in spaced for place in range(len(word) - 2)], 0)


def pieces(text: str) -> int:
    """The three-letter pieces of a text's plain words, a bit for each; 0 for a text without words."""
    return reduce(or_, map(_pieces, text.split()), 0)


def text_likeness(one: int, other: int) -> float:
    """0 for texts as alike as chance makes them, 1 for the same; a short account inside a longer one counts too."""
    if not one or not other:
        return 0.0
    shared, mine, theirs = (one & other).bit_count(), one.bit_count(), other.bit_count()
    whole = 2 * shared / (mine + theirs)
    within = shared / min(mine, theirs) if min(mine, theirs) >= 12 else 0.0
    return max(0.0, (0.6 * whole + 0.4 * max(whole, within) - CHANCE) / (1 - CHANCE))


@cache
def mark_of(rule: Likeness) -> str:
    """Names a rule: a gist made by another one says nothing."""
    return sha256(repr(rule).encode()).hexdigest()[:MARK]


def gist(rule: Likeness, values: Values) -> str:
    """What of a record is compared, in one line: the rule's mark, choices, amounts, words."""
    choices = (str(values.get(name, "")) for name in rule.choices)
    amounts = (_amount(values.get(name, 0)) for name in rule.amounts)
    words = " ".join(str(values.get(name, "")) for name in rule.words)
    return SEPARATOR.join((mark_of(rule), *choices, *amounts, words.replace(SEPARATOR, " ")))


def _amount(value: Value) -> str:
    return "0" if isinstance(value, str) else number_text(value)


class Profile:
    """What of a record is compared."""

    __slots__ = ("amounts", "choices", "day", "pieces")

    def __init__(self, day: int, gist: str, rule: Likeness) -> None:
        """Of its gist; the day is a number, so that days can be taken from each other."""
        _mark, *facts, words = gist.split(SEPARATOR)
        self.day, self.pieces = day, pieces(words)
        self.choices, self.amounts = facts[: len(rule.choices)], facts[len(rule.choices) :]


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


Cheap = tuple[int, float | None]
"""Days between two records, and how alike their words are: None where one has none."""


class Comparer:
    """Compares records of one kind, cheap facts first."""

    def __init__(self, rule: Likeness) -> None:
        self._rule = rule
        self._within = rule.days + 1
        self._chosen, self._counted = bool(rule.choices), bool(rule.amounts)
        self._facts = 1 + self._chosen + self._counted

    def __call__(self, one: Profile, other: Profile, cheap: Cheap | None = None) -> Alike | None:
        """How alike two records are that lie in neighbouring units; None if not enough for one case."""
        cheap = cheap or self.may_be(one, other)
        if cheap is None:
            return None
        days, text = cheap
        choices = _choices(one.choices, other.choices)
        if self._score(days, text, choices, 1.0) < LEAST:
            return None
        amounts = _amounts(one.amounts, other.amounts)
        score = self._score(days, text, choices, amounts)
        return Alike(score, days, text, choices, amounts) if score >= LEAST else None

    def may_be(self, one: Profile, other: Profile) -> Cheap | None:
        """What is known without any content; None where that alone tells two records apart."""
        text = text_likeness(one.pieces, other.pieces) if one.pieces and other.pieces else None
        days = abs(one.day - other.day)
        return (days, text) if self._score(days, text, 1.0, 1.0) >= LEAST else None

    def _score(self, days: int, text: float | None, choices: float, amounts: float) -> float:
        told = 1 - days / self._within
        if self._chosen:
            told += choices
        if self._counted:
            told += amounts
        facts = told / self._facts
        return round(SILENT * facts if text is None else (1 - TEXT_SHARE) * facts + TEXT_SHARE * text, 4)


def _choices(one: Sequence[str], other: Sequence[str]) -> float:
    """The finer a choice, the more it says; a blank one says half."""
    whole = alike = 0.0
    for weight, (mine, theirs) in enumerate(zip(one, other, strict=True), 1):
        whole += weight
        alike += weight * _same(mine, theirs)
    return alike / whole if whole else 1.0


def _same(mine: str, theirs: str) -> float:
    if not mine or not theirs:
        return 0.5
    return float(mine == theirs)


def _amounts(one: Sequence[str], other: Sequence[str]) -> float:
    """Amounts that agree; that both have none says little."""
    whole = alike = 0.0
    for mine, theirs in zip(one, other, strict=True):
        weight = 0.25 if mine == theirs == "0" else 1.0
        whole += weight
        alike += weight * _close(mine, theirs)
    return alike / whole if whole else 1.0


def _close(mine: str, theirs: str) -> float:
    if mine == theirs:
        return 1.0
    small, large = sorted((float(mine), float(theirs)))
    return small / large if large > 0 and small >= 0 else 0.0

"""The text that is being checked and what a person decided about each finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from hashlib import sha256

from desktop.domain.findings import Finding, Mend, Mention, Place, StoredVerdict, Verdict
from desktop.services.reviewing import Review

MOST_KEPT = 500


class Look(Enum):
    """How a figure of the text is shown."""

    WRONG = auto()
    DOUBTFUL = auto()
    RIGHT = auto()
    UNKNOWN = auto()


@dataclass
class Item:
    """One judged figure of the text: what was found, what was decided."""

    look: Look
    place: Place
    finding: Finding | None = None
    mention: Mention | None = None
    number: int = 0
    mend: Mend | None = None
    """What stands in the copy instead, once a person said so."""
    reason: str = ""
    """Why it was kept as it is."""

    @property
    def open(self) -> bool:
        """Whether a person has still to decide."""
        return bool(self.number) and self.mend is None and not self.reason

    @property
    def offered(self) -> Mend | None:
        """What Enter writes into the copy."""
        found = self.finding
        if found is None or found.verdict is not Verdict.WRONG:
            return None
        return found.turn or found.mend


@dataclass
class CheckDesk:
    """Everything about one text; the screen only shows it."""

    review: Review
    kept: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.items = sorted(_items(self.review), key=lambda item: (item.place.paragraph, item.place.start))
        numbered = (item for item in self.items if item.look in (Look.WRONG, Look.DOUBTFUL))
        for number, item in enumerate(numbered, 1):
            item.number = number
            item.reason = self.kept.get(self.key(item), "")
        self._places = {id(item): place for place, item in enumerate(self.items)}

    def place_of(self, item: Item) -> int:
        """Which of all items it is."""
        return self._places[id(item)]

    def findings(self) -> list[Item]:
        """What a person looks at, in the order of the text."""
        return [item for item in self.items if item.number]

    def of(self, look: Look) -> list[Item]:
        """All figures that are shown so."""
        return [item for item in self.items if item.look is look]

    def left(self) -> int:
        """How many findings are not decided."""
        return sum(item.open for item in self.items)

    def mends(self) -> list[Mend]:
        """What the copy has instead of the original."""
        return [item.mend for item in self.items if item.mend is not None]

    def after(self, number: int, step: int = 1) -> Item | None:
        """The next undecided finding, round the end; else the next one at all."""
        found = self.findings()
        ahead = [item for item in found if item.number > number] + [item for item in found if item.number <= number]
        if step < 0:
            ahead = [item for item in reversed(found) if item.number < number]
            ahead += [item for item in reversed(found) if item.number >= number]
        return next((item for item in ahead if item.open), ahead[0] if ahead else None)

    def keep(self, item: Item, reason: str) -> None:
        """Leave a figure as it is, and say why."""
        item.mend, item.reason = None, reason
        self.kept[self.key(item)] = reason
        for old in list(self.kept)[:-MOST_KEPT]:
            del self.kept[old]

    def reopen(self, item: Item) -> None:
        """Take back what was decided."""
        item.mend, item.reason = None, ""
        self.kept.pop(self.key(item), None)

    def key(self, item: Item) -> str:
        """What a decision is remembered by: the paragraph and the place in it, whatever the file is called."""
        words = self.review.text.passages[item.place.paragraph].text
        return sha256(f"{words}\n{item.place.start}".encode()).hexdigest()[:16]


def _items(review: Review) -> Iterator[Item]:
    """Figures that do not lie over each other; what is wrong comes first."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for item in sorted((*_found(review.findings), *_stored(review.mentions)), key=lambda item: item.look.value):
        spans = taken.setdefault(item.place.paragraph, [])
        if all(item.place.end <= start or item.place.start >= end for start, end in spans):
            spans.append((item.place.start, item.place.end))
            yield item


def _found(findings: Sequence[Finding]) -> Iterator[Item]:
    for found in findings:
        if found.verdict is Verdict.WRONG:
            yield Item(Look.WRONG, found.place if found.turn else found.claimed_at, found)
        elif found.doubtful:
            yield Item(Look.DOUBTFUL, found.claimed_at, found)
        else:
            yield Item(Look.RIGHT if found.verdict is Verdict.RIGHT else Look.UNKNOWN, found.claimed_at, found)


_LOOKS = {
    StoredVerdict.SAME: Look.RIGHT,
    StoredVerdict.OTHER: Look.DOUBTFUL,
    StoredVerdict.UNKNOWN: Look.UNKNOWN,
}


def _stored(mentions: Sequence[Mention]) -> Iterator[Item]:
    for mention in mentions:
        yield Item(_LOOKS[mention.holds or StoredVerdict.UNKNOWN], mention.place, mention=mention)

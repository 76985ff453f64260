"""One file of the desk: what a person decided about it, what became of it, and the merge of several in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.arrival import SealState
from desktop.services import freezing, merging
from desktop.services.arrivals import GOOD, StagedFile, Verdict
from desktop.services.books import Books
from desktop.services.freezing import Changed
from desktop.services.merging import Merged

MERGING = "Đang nhập tệp"
"""The step's name that the merge tells."""

QUESTIONS = frozenset({Verdict.MOVED_UNIT, Verdict.UNIDENTIFIED, Verdict.NEWER})
"""A person has to say whose they are, or to get the catalogue that they follow; then they are judged again."""
DOUBTFUL = frozenset(
    {
        Verdict.NEW_KEY,
        Verdict.HAND_EDITED,
        Verdict.UNSEALED,
        Verdict.UNSIGNED,
        Verdict.SUPPLEMENT,
        Verdict.PARTLY,
    }
)
"""Only a person takes these."""
READY = GOOD - {Verdict.SAME}
"""These go in without a question; what is there already has nothing to bring."""


class Decision(StrEnum):
    """What a person said about a doubtful file."""

    OPEN = "open"
    TAKEN = "taken"
    TAKEN_WHOLE = "taken_whole"
    """With the cells that were edited by hand."""
    SENT_BACK = "sent_back"


@dataclass
class Handled:
    """One file of the list: what it is, what was decided, what became of it."""

    file: StagedFile
    decision: Decision = Decision.OPEN
    merged: Merged | None = None
    error: UserError | None = None
    at: datetime | None = None
    undone: bool = False
    effects: tuple[Changed, ...] = ()
    """Signed figures of the province that are other ones by this supplement, not by one before it."""

    foreseen: tuple[Changed, ...] | None = None
    """The same as it would be once the file is taken; None while nobody has looked."""

    @property
    def key(self) -> str:
        """What the line is known by."""
        return str(self.file.path)

    @property
    def edited(self) -> bool:
        """Whether there are hand edits to take or to leave, whatever else the file is."""
        return self.file.seal == SealState.EDITED

    @property
    def in_books(self) -> bool:
        """Whether the merge of this evening counts."""
        return self.merged is not None and not self.undone

    @property
    def of_other_period(self) -> bool:
        """Whether it could come in if the period that it tells were open."""
        return self.file.error is not None and self.file.error.code is Trouble.WRONG_PERIOD

    @property
    def waits(self) -> bool:
        """Whether a person has to decide."""
        if self.file.verdict in QUESTIONS:
            return self.decision is Decision.OPEN
        return self.file.verdict in DOUBTFUL and self.decision is Decision.OPEN and not self.in_books

    @property
    def refused(self) -> bool:
        """Whether it goes back to who sent it."""
        sent_back = self.decision is Decision.SENT_BACK
        return not self.in_books and (self.file.verdict is Verdict.RETURNED or sent_back)

    @property
    def unanswered(self) -> bool:
        """Whether nobody has told its sender yet that it could not be read."""
        return self.file.verdict is Verdict.RETURNED and self.decision is Decision.OPEN

    @property
    def goes_in(self) -> bool:
        """Whether the next merge takes it."""
        if self.in_books or self.decision is Decision.SENT_BACK:
            return False
        accepted = self.decision in (Decision.TAKEN, Decision.TAKEN_WHOLE)
        return self.file.verdict in READY or (self.file.verdict in DOUBTFUL and accepted)


@dataclass(frozen=True)
class Outcome:
    """What a merge did with one file."""

    handled: Handled
    merged: Merged | None
    error: UserError | None
    effects: tuple[Changed, ...] = ()


def merge_in_turn(books: Books, chosen: Sequence[Handled], done: list[Outcome], progress: Progress) -> None:
    """One transaction a file; what is in `done` stays when somebody stops the rest."""
    for place, handled in enumerate(chosen):
        progress.step(MERGING, place, len(chosen))
        whole, before = handled.decision is Decision.TAKEN_WHOLE, _moved(books, handled)
        try:
            merged, error = merging.merge(books, handled.file, whole), None
        except UserError as trouble:
            merged, error = None, trouble
        effects = [each for each in _moved(books, handled) if each not in before] if merged else []
        done.append(Outcome(handled, merged, error, tuple(effects)))


def _moved(books: Books, handled: Handled) -> list[Changed]:
    """What a signed report would say otherwise now; nothing while its period is open."""
    manifest = handled.file.manifest
    assert manifest is not None
    return freezing.changes(books, books.period(manifest.period), province_only=True)

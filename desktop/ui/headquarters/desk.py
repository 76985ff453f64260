"""The files in hand: read and judged, decided about, merged, taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.kit import jobs
from desktop.kit.jobs import Job
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import merging, receiving
from desktop.services.arrivals import Batch, Counts, StagedFile, Verdict
from desktop.services.books import Books
from desktop.services.merging import Merged
from desktop.services.recording import Touched
from desktop.ui.context import Context

MERGING = "Đang nhập tệp"
"""The step's name that the merge tells."""

DOUBTFUL = frozenset({Verdict.HAND_EDITED, Verdict.PARTLY})
"""Only a person takes these."""
READY = frozenset({Verdict.CLEAN, Verdict.WARNED, Verdict.OLD})
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

    @property
    def key(self) -> str:
        """What the line is known by."""
        return str(self.file.path)

    @property
    def in_books(self) -> bool:
        """Whether the merge of this evening counts."""
        return self.merged is not None and not self.undone

    @property
    def waits(self) -> bool:
        """Whether a person has to decide."""
        return self.file.verdict in DOUBTFUL and self.decision is Decision.OPEN and not self.in_books

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


def merge_in_turn(books: Books, chosen: Sequence[Handled], done: list[Outcome], progress: Progress) -> None:
    """One transaction a file; what is in `done` stays when somebody stops the rest."""
    for place, handled in enumerate(chosen):
        progress.step(MERGING, place, len(chosen))
        whole = handled.decision is Decision.TAKEN_WHOLE
        try:
            merged, error = merging.merge(books, handled.file, whole), None
        except UserError as trouble:
            merged, error = None, trouble
        done.append(Outcome(handled, merged, error))


class Desk(QObject):
    """Shared by all pages; every change is told."""

    changed = Signal()
    read = Signal()
    """Another batch lies on the desk."""
    failed = Signal(object)
    """The exception of a batch that could not be read."""
    ended = Signal(int, bool)
    """A merge: how many files went in, and whether it was stopped before the end."""
    taken_back = Signal(object)
    """Handled: a file was undone."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.batch: Batch | None = None
        self.lines: list[Handled] = []
        self.job: Job[Any] | None = None
        self.took = 0.0
        self._last: list[Handled] = []

    # Looking

    def busy(self) -> bool:
        """Whether files are being read or merged."""
        return self.job is not None

    def line(self, key: object) -> Handled | None:
        """The line of a key."""
        return next((line for line in self.lines if line.key == key), None)

    def waiting(self) -> list[Handled]:
        """What a person has to decide."""
        return [line for line in self.lines if line.waits]

    def ready(self) -> list[Handled]:
        """What the next merge takes."""
        return [line for line in self.lines if line.goes_in]

    def of(self, verdict: Verdict) -> list[Handled]:
        """Lines of one outcome."""
        return [line for line in self.lines if line.file.verdict is verdict]

    def by_unit(self) -> dict[str, Handled]:
        """Files not in the books that a person has to look after, by the uid of their unit."""
        pending = (line for line in self.lines if line.waits or line.file.verdict is Verdict.RETURNED)
        return {line.file.manifest.unit_uid: line for line in pending if line.file.manifest is not None}

    @property
    def counts(self) -> Counts:
        """Where the rows of all files go."""
        return self.batch.counts if self.batch is not None else Counts()

    # Doing

    def look_at(self, paths: Iterable[Path], strip: ProgressStrip | None = None) -> None:
        """Read files and folders in child processes; nothing in the books changes."""
        if self.busy():
            return
        books, period, wanted, began = self._context.books, self._context.period.key, list(paths), monotonic()

        def work(progress: Progress) -> Batch:
            return receiving.stage(books, wanted, period, progress)

        def then(batch: Batch) -> None:
            self.took = monotonic() - began
            self._end()
            if period == self._context.period.key:
                self._put(batch)
            else:  # somebody opened another period meanwhile
                receiving.discard(batch)

        told = self.tr("Đang đọc tệp")
        self._start(jobs.run(self, told, work, then, failed=self._on_failed, stopped=self._end, strip=strip))

    def decide(self, key: object, decision: Decision) -> None:
        """What a person says about a doubtful file."""
        line = self.line(key)
        if line is None or line.file.verdict not in DOUBTFUL or line.in_books:
            return
        if decision is Decision.TAKEN_WHOLE and line.file.verdict is not Verdict.HAND_EDITED:
            return
        line.decision = decision
        self._recount(line)
        self.changed.emit()

    def merge(self, strip: ProgressStrip | None = None) -> None:
        """Join all ready files to the books."""
        chosen, done, books = self.ready(), list[Outcome](), self._context.books
        if self.busy() or not chosen:
            return

        def work(progress: Progress) -> None:
            merge_in_turn(books, chosen, done, progress)

        def end(stopped: bool) -> None:
            self._end()
            self._take_in(done, stopped)

        def then(_: None) -> None:
            end(False)

        def stopped() -> None:
            end(True)

        told = self.tr("Đang nhập tệp")
        self._start(jobs.run(self, told, work, then, failed=self._on_failed, stopped=stopped, strip=strip))

    def undo(self, key: object = None) -> bool:
        """Take back one merged file, or the last one; says whether there is one."""
        line = self.line(key) if key is not None else None
        chosen = line if line is not None and line.in_books else next((each for each in reversed(self._last)), None)
        if self.busy() or chosen is None or chosen.merged is None:
            return False
        books, package_id = self._context.books, chosen.merged.package_id

        def work(_: Progress) -> Merged:
            return merging.undo(books, package_id)

        told = self.tr("Đang hoàn tác")
        self._start(jobs.run(self, told, work, lambda _: self._on_undone(chosen), failed=self._on_failed))
        return True

    def can_undo(self) -> bool:
        """Whether anything was merged from here."""
        return bool(self._last)

    def clear(self) -> None:
        """Put the files away; what was merged stays in the books."""
        if self.batch is not None:
            receiving.discard(self.batch)
        self.batch, self.lines, self._last = None, [], []
        self.changed.emit()

    # Ends of jobs

    def _start(self, job: Job[Any]) -> None:
        self.job = job
        self.changed.emit()

    def _end(self) -> None:
        self.job = None
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _put(self, batch: Batch) -> None:
        self.clear()
        self.batch, self.lines = batch, [Handled(file) for file in batch.files]
        self.changed.emit()
        self.read.emit()

    def _take_in(self, done: list[Outcome], stopped: bool) -> None:
        for outcome in done:
            line = outcome.handled
            line.merged, line.error, line.at, line.undone = outcome.merged, outcome.error, self._context.now(), False
            if outcome.merged is not None:
                self._last.append(line)
        self.changed.emit()
        self._context.announce(Touched.PACKAGES)
        self.ended.emit(sum(outcome.merged is not None for outcome in done), stopped)

    def _on_undone(self, line: Handled) -> None:
        line.undone = True
        self._last = [each for each in self._last if each is not line]
        self._end()
        self._context.announce(Touched.PACKAGES)
        self.taken_back.emit(line)

    def _recount(self, line: Handled) -> None:
        """The rows of a file go elsewhere when its edited cells are taken too."""
        whole = line.decision is Decision.TAKEN_WHOLE
        line.file.counts = merging.preview(self._context.books, line.file, whole)

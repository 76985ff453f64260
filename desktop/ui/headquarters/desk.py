"""The files in hand: read and judged, decided about, merged, taken back; every page shares them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.base.progress import Progress
from desktop.kit import jobs
from desktop.kit.jobs import Job
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import merging, receiving, refusing, safeguarding
from desktop.services.arrivals import UNMERGEABLE, Batch, Counts, StagedFile, Verdict, counts_of
from desktop.services.generations import Reason
from desktop.services.merging import Merged
from desktop.services.recording import Touched
from desktop.services.stage_file import new_folder
from desktop.services.succeeding import choose_successor
from desktop.ui.context import Context
from desktop.ui.headquarters.handled import DOUBTFUL, QUESTIONS, Decision, Handled, Outcome, merge_in_turn


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
        pending = (line for line in self.lines if line.waits or line.refused)
        return {line.file.manifest.unit_uid: line for line in pending if line.file.manifest is not None}

    @property
    def counts(self) -> Counts:
        """Where the rows of all files go."""
        return counts_of(line.file for line in self.lines)

    # Doing

    def look_at(self, paths: Iterable[Path], strip: ProgressStrip | None = None) -> None:
        """Read files and folders in child processes; no figure changes, what cannot come in waits for the reply."""
        if self.busy():
            return
        books, period, wanted, began = self._context.books, self._context.period.key, list(paths), monotonic()

        def work(progress: Progress) -> Batch:
            batch = receiving.stage(books, wanted, period, progress)
            refusing.remember(books, refusing.returned(batch.files))
            return batch

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
        if line is not None and line.file.verdict is Verdict.NEWER:  # right as it is: what is missing is missing here
            return self._look_again(line) if decision is Decision.TAKEN else None
        asked = DOUBTFUL if decision is not Decision.SENT_BACK else DOUBTFUL | QUESTIONS | {Verdict.RETURNED}
        if line is None or line.file.verdict not in asked or line.in_books:
            return
        if decision is Decision.TAKEN_WHOLE and not line.edited:
            return
        line.decision, line.foreseen = decision, None
        if decision is Decision.SENT_BACK:
            refusing.remember(self._context.books, [line.file])
        self._recount(line)
        self.changed.emit()

    def give_to(self, key: object, unit_uid: str) -> None:
        """Say which unit answers for a merged one: asked once, for all its files."""
        line = self.line(key)
        if self.busy() or line is None or line.file.manifest is None:
            return
        books, gone, period = self._context.books, line.file.manifest.unit_uid, self._context.period.key
        moved = [each.file for each in self.of(Verdict.MOVED_UNIT)]
        same = [file for file in moved if file.manifest is not None and file.manifest.unit_uid == gone]

        def work(_: Progress) -> None:
            choose_successor(books, gone, unit_uid)
            for file in same:
                receiving.judge_again(books, file, period)
                receiving.counted(books, file)

        self._start(jobs.run(self, self.tr("Đang ghi đơn vị"), work, lambda _: self._end(), failed=self._on_failed))

    def identify(self, key: object, unit_uid: str, period: str) -> None:
        """Read a file that lost its sheet of marks as that of a unit and period a person named."""
        line, batch = self.line(key), self.batch
        if self.busy() or line is None or batch is None or line.file.verdict is not Verdict.UNIDENTIFIED:
            return
        books, path = self._context.books, line.file.path

        self._read_anew(line, lambda: receiving.identify(books, path, unit_uid, period, new_folder(batch.folder)))

    def _look_again(self, line: Handled) -> None:
        """Read a file once more, after its catalogue has come into force here."""
        if self.busy() or self.batch is None:
            return
        books, path, period = self._context.books, line.file.path, self._context.period.key
        folder = self.batch.folder
        self._read_anew(line, lambda: receiving.look_again(books, path, new_folder(folder), period))

    def _read_anew(self, line: Handled, read: Callable[[], StagedFile]) -> None:
        def then(file: StagedFile) -> None:
            line.file = file
            self._end()

        self._start(jobs.run(self, self.tr("Đang đọc tệp"), lambda _: read(), then, failed=self._on_failed))

    def merge(self, strip: ProgressStrip | None = None) -> None:
        """Join all ready files to the books."""
        chosen, done, books = self.ready(), list[Outcome](), self._context.books
        if self.busy() or not chosen:
            return

        def work(progress: Progress) -> None:
            safeguarding.back_up(books.db, Reason.IMPORT, None, progress, books.clock)
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
            line.effects = outcome.effects
        for line in self.lines:
            line.foreseen = None  # of files that are left, other figures stand beside theirs now
            if outcome.merged is not None:
                self._last.append(line)
        self.changed.emit()
        self._context.announce(Touched.PACKAGES)
        self.ended.emit(sum(outcome.merged is not None for outcome in done), stopped)

    def _on_undone(self, line: Handled) -> None:
        line.undone, line.foreseen = True, None
        self._last = [each for each in self._last if each is not line]
        self._end()
        self._context.announce(Touched.PACKAGES)
        self.taken_back.emit(line)

    def _recount(self, line: Handled) -> None:
        """The rows of a file go elsewhere when its edited cells are taken too."""
        if line.file.verdict in UNMERGEABLE:
            return
        whole = line.decision is Decision.TAKEN_WHOLE
        line.file.counts = merging.preview(self._context.books, line.file, whole)

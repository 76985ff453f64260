"""What is done with the catalogue off the screen's thread: out to Excel, back again, tried, published."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.base.progress import Progress
from desktop.domain.catalogue_reading import ReadBack
from desktop.domain.periods import Period
from desktop.kit import jobs
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import catalogue_export, catalogue_taking, drafting, issuing, rehearsing
from desktop.services.catalogue_taking import TakenOver
from desktop.ui.context import Context


class CatalogueDesk(QObject):
    """One job at a time; the strip shows how far it is and stops it."""

    exported = Signal(object)
    """Path: a workbook was written."""
    read = Signal(object, object)
    """ReadBack and Path: an edited workbook came back."""
    taken_over = Signal(object, object)
    """TakenOver and Path: a newer catalogue is in force."""
    rehearsed = Signal(object)
    published = Signal(str)
    failed = Signal(object)
    stopped = Signal()
    changed = Signal()
    """A job begins or has ended."""

    def __init__(self, context: Context, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._strip = context, strip
        self._job: jobs.Job[Any] | None = None

    def busy(self) -> bool:
        """Whether a job runs."""
        return self._job is not None

    def export(self, path: Path) -> None:
        """Write the catalogue for editing."""
        books = self._context.books
        self._run(self.tr("Đang xuất danh mục"), lambda told: drafting.export(books, path, told), self.exported.emit)

    def export_to_read(self, path: Path) -> None:
        """Write all lists, the units among them, only to be read."""
        books, period = self._context.books, self._context.period

        def work(told: Progress) -> Path:
            return catalogue_export.export(books, period, path, told)

        self._run(self.tr("Đang xuất danh mục"), work, self.exported.emit)

    def read_back(self, path: Path, trust: bool = False) -> None:
        """Read an edited workbook, or take over the newer catalogue that a reply brings."""
        books = self._context.books

        def then(found: ReadBack | TakenOver) -> None:
            if isinstance(found, TakenOver):
                self.taken_over.emit(found, path)
            else:
                self.read.emit(found, path)

        def work(told: Progress) -> ReadBack | TakenOver:
            return catalogue_taking.read(books, path, trust, told)

        self._run(self.tr("Đang đọc danh mục"), work, then)

    def rehearse(self) -> None:
        """Try the waiting version on the open period."""
        books, period = self._context.books, self._context.period
        words = self.tr("Đang chạy thử trên số liệu đang có")
        self._run(words, lambda told: rehearsing.rehearse(books, period, told), self.rehearsed.emit)

    def publish(self, period: Period) -> None:
        """Bring the waiting version into force from a period on."""
        books = self._context.books
        words = self.tr("Đang ban hành, tính lại tổng số")
        self._run(words, lambda told: issuing.publish(books, period, told), self.published.emit)

    def _run(self, words: str, work: Callable[[Progress], Any], then: Callable[[Any], object]) -> None:
        if self.busy():
            return
        self._job = jobs.run(
            self,
            words,
            work,
            lambda result: self._end(lambda: then(result)),
            failed=lambda error: self._end(lambda: self.failed.emit(error)),
            stopped=lambda: self._end(self.stopped.emit),
        )
        self._strip.follow(self._job)
        self.changed.emit()

    def _end(self, tell: Callable[[], object]) -> None:
        self._job = None
        self.changed.emit()
        tell()

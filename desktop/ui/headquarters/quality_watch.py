"""What is worth asking units about, looked for again whenever something was stored; told to whoever shows it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.base.progress import Progress
from desktop.kit import jobs
from desktop.services import querying
from desktop.services.asking import Standing, Thread
from desktop.services.querying import Queried
from desktop.ui.context import Context


class QualityWatch(QObject):
    """What was found last for the open period."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._running = self._stale = False
        self.found: list[Queried] = []
        self.looked = False
        context.announcements.touched.connect(self.look)
        context.announcements.period_changed.connect(self._on_period_changed)

    @property
    def open(self) -> list[Queried]:
        """What nobody has asked about yet."""
        return [each for each in self.found if each.thread is None]

    @property
    def asked(self) -> list[Queried]:
        """What was asked and is not closed, the answered ones first."""
        found = [each for each in self.found if each.thread is not None and each.thread.standing is not Standing.CLOSED]
        return sorted(found, key=lambda each: each.thread is not None and each.thread.standing is Standing.OPEN)

    def look(self) -> None:
        """Look again, off the window's thread; while that runs, once more after it."""
        if self._running:
            self._stale = True
            return
        self._running, books, period = True, self._context.books, self._context.period

        def work(_: Progress) -> list[Queried]:
            return querying.queries(books, period)

        jobs.run(self, self.tr("Đang so các số liệu"), work, self._on_found, failed=self._on_failed, writes=False)

    def drop(self, key: str) -> None:
        """Somebody let it pass: it leaves at once."""
        self.found = [each for each in self.found if each.query.key != key]
        self.changed.emit()

    def put(self, key: str, thread: Thread) -> None:
        """A question was put, or closed."""
        self.found = [replace(each, thread=thread) if each.query.key == key else each for each in self.found]
        self.changed.emit()

    def _on_found(self, found: list[Queried]) -> None:
        self._running = False
        if self._stale:
            self._stale = False
            return self.look()
        self.found, self.looked = found, True
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._running = self._stale = False
        jobs.tell_failure(self, self.tr("Đang so các số liệu"), error)

    def _on_period_changed(self) -> None:
        self.found, self.looked = [], False
        self.look()

"""The pairs that wait for a decision, looked for again whenever something was stored; told to whoever shows them."""

from PySide6.QtCore import QObject, Signal

from desktop.base.progress import Progress
from desktop.kit import jobs
from desktop.services import pairing
from desktop.services.pairing import Candidates
from desktop.ui.context import Context

NOTHING = Candidates((), 0)


class PairWatch(QObject):
    """What was found last for the open period."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._running = self._stale = False
        self.found, self.looked = NOTHING, False
        context.announcements.touched.connect(self.look)
        context.announcements.period_changed.connect(self._on_period_changed)

    def look(self) -> None:
        """Look again, off the window's thread; while that runs, once more after it."""
        if self._running:
            self._stale = True
            return
        self._running, books, period = True, self._context.books, self._context.period

        def work(_: Progress) -> Candidates:
            return pairing.candidates(books, period)

        jobs.run(self, self.tr("Đang tìm vụ trùng"), work, self._on_found, failed=self._on_failed, writes=False)

    def drop(self, key: object) -> None:
        """A pair was decided: it leaves at once."""
        shown = tuple(each for each in self.found.shown if each.key != key)
        gone = len(self.found.shown) - len(shown)
        self.found = Candidates(shown, self.found.count - gone, self.found.crowded)
        self.changed.emit()

    def _on_found(self, found: Candidates) -> None:
        self._running = False
        if self._stale:
            self._stale = False
            return self.look()
        self.found, self.looked = found, True
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._running = self._stale = False
        jobs.tell_failure(self, self.tr("Đang tìm vụ trùng"), error)

    def _on_period_changed(self) -> None:
        self.found, self.looked = NOTHING, False
        self.look()

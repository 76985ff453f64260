"""Something that is looked for again whenever something was stored, and told to whoever shows it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.domain.periods import Period
from desktop.kit import jobs
from desktop.services.books import Books
from desktop.ui.context import Context

Found = TypeVar("Found")


class FindingWatch(QObject, Generic[Found]):
    """What was found last for the open period."""

    changed = Signal()

    def __init__(
        self,
        context: Context,
        words: str,
        seek: Callable[[Books, Period], Found],
        nothing: Found,
        parent: QObject | None = None,
    ) -> None:
        """`seek` looks off the window's thread; `words` say so meanwhile."""
        super().__init__(parent)
        self._context, self._words, self._seek, self._nothing = context, words, seek, nothing
        self._running = self._stale = False
        self.found, self.looked = nothing, False
        context.announcements.touched.connect(self.look)
        context.announcements.period_changed.connect(self._on_period_changed)

    def look(self) -> None:
        """Look again; while that runs, once more after it."""
        if self._running:
            self._stale = True
            return
        self._running, books, period = True, self._context.books, self._context.period
        work = self._seek
        jobs.run(
            self, self._words, lambda _: work(books, period), self._on_found, failed=self._on_failed, writes=False
        )

    def _on_found(self, found: Found) -> None:
        self._running = False
        if self._stale:
            self._stale = False
            return self.look()
        self.found, self.looked = found, True
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._running = self._stale = False
        jobs.tell_failure(self, self._words, error)

    def _on_period_changed(self) -> None:
        self.found, self.looked = self._nothing, False
        self.look()

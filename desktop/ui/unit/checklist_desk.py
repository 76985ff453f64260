"""Hands over what stands between the books and a clean package, and never lets the window wait for a full book."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from desktop.domain.periods import Period
from desktop.kit import jobs
from desktop.services import closing
from desktop.services.closing import Checklist
from desktop.ui.context import Context
from desktop.ui.words import translate

Found = TypeVar("Found")


class ChecklistDesk(QObject):
    """Asks at once where few rows changed since the last time, else in a job; only the newest answer is told."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._turn = 0

    def ask(self, then: Callable[[Checklist], object]) -> bool:
        """Tell the checklist of the open period; whether it is there already."""
        context = self._context
        books, today = context.books, context.today()
        quick = closing.is_quick(books, context.period, today)
        return self.look(quick, lambda period: closing.checklist(books, period, today), then)

    def look(self, quick: bool, work: Callable[[Period], Found], then: Callable[[Found], object]) -> bool:
        """The same for anything that is made of the open period."""
        self._turn += 1
        turn, period = self._turn, self._context.period
        if quick:
            then(work(period))
            return True

        def told(found: Found) -> None:
            if turn == self._turn:
                then(found)

        words = translate("Checklist", "Đang kiểm tra các bản ghi trong kỳ")
        jobs.run(self, words, lambda _: work(period), told, writes=False)
        return False

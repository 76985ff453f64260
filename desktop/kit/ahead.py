"""What will be wanted is made while nobody waits: one small step in a turn of the event loop."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.errors import UserError
from desktop.kit import jobs

PAUSE_MS = 20
"""Between two steps: keys and mouse come first, and so does what a job brings."""


class Ahead(QObject):
    """Takes the steps one after another; it rests while the books are written."""

    finished = Signal()

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def is_done(self) -> bool:
        """Whether nothing is left to be made."""
        return not self._timer.isActive()

    def step(self) -> bool:
        """Take the next step; whether there was one. What cannot be made says why when somebody asks for it."""
        try:
            next(self._steps)
        except (StopIteration, UserError):
            self._timer.stop()
            self.finished.emit()
            return False
        return True

    def _on_turn(self) -> None:
        if not jobs.writing():
            self.step()

"""The strip of a running job: thin bar, words, time left, a button that stops it."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.jobs import Job
from desktop.kit.text import Text

APPEAR_AFTER, TIME_AFTER = 0.4, 3.0


class ProgressStrip(QWidget):
    """Appears in its place after 0.4 s, says the time left after 3 s, never a dialog."""

    followed = Signal()
    """Another job begins."""

    def __init__(
        self, stop_words: str = "", step_words: Mapping[str, str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.stop_words, self.step_words = stop_words, dict(step_words or {})
        self.words, self.kept = Text(), Text("", "caption", "text2")
        self.button = KeyButton(self.tr("Dừng"), "Esc", small=True, bind=True)
        self._job: Job[Any] | None = None
        self._began = 0.0
        self._clock = QTimer(self, interval=100)
        self._clock.timeout.connect(self._look)
        self.button.clicked.connect(self.stop)
        self._arrange()
        self.hide()

    def follow(self, job: Job[Any]) -> None:
        """Show how far a job is until it ends."""
        self._job, self._began = job, monotonic()
        self.words.setText(job.words)
        self.kept.setText("")
        self.button.enable()
        job.ended.connect(self._on_ended)
        self._clock.start()
        self.followed.emit()

    def stop(self) -> None:
        """Ask the job to stop, and say what is kept."""
        if self._job is not None:
            self._job.stop()
            self.kept.setText(self.stop_words)
            self.button.disable(self.tr("Đang dừng ở bước gần nhất."))

    def fraction(self) -> float:
        """How far the job is, 0 to 1."""
        if self._job is None or not self._job.box.total:
            return 0.0
        return min(1.0, self._job.box.done / self._job.box.total)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, trough and bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        high, pad = theme.px(4), theme.px(12)
        trough = QRectF(pad, self.height() - high - theme.px(5), self.width() - 2 * pad, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(trough, 2, 2)
        trough.setWidth(trough.width() * self.fraction())
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(trough, 2, 2)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(12))
        row.setSpacing(theme.px(8))
        row.addWidget(self.words)
        row.addWidget(self.kept, 1)
        row.addWidget(self.button)
        self.setFixedHeight(theme.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _look(self) -> None:
        if self._job is None:
            return
        past, box = monotonic() - self._began, self._job.box
        if past >= APPEAR_AFTER and self.isHidden():
            self.show()
        words = self.step_words.get(box.label, self._job.words)
        if box.total:
            words += f" {box.done}/{box.total}"
        if past >= TIME_AFTER and 0 < self.fraction() < 1:
            left = past / self.fraction() - past
            words += self.tr(", còn {left}").format(left=self._spoken(left))
        self.words.setText(words)
        self.update()

    def _spoken(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{n} giây").format(n=max(1, round(seconds)))
        return self.tr("{n} phút").format(n=round(seconds / 60))

    def _on_ended(self) -> None:
        self._clock.stop()
        self._job = None
        self.hide()

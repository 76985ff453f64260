"""The status line: what is saved at the left, the keys that matter here at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import icons, theme

TOKENS = {"check": "accent"}


class StatusLine(QWidget):
    """Facts with icons, and key caps; what has no room is left out from the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: list[tuple[str, str]] = []
        self._keys: list[tuple[str, str]] = []
        self._said = ""
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(self.hush)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show icon and words of each fact."""
        self._facts = list(facts)
        self.setAccessibleName(". ".join(words for _, words in facts))
        self.update()

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show key and meaning of each."""
        self._keys = list(keys)
        self.update()

    def say(self, words: str, ms: int = 5000) -> None:
        """Say something in place of the facts for a while."""
        self._said = words
        self._quiet.start(ms)
        self.update()

    def said(self) -> str:
        """What is being said now."""
        return self._said

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.px(600), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows leave facts out."""
        return QSize(0, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both sides."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("sunken"))
        painter.setPen(theme.color("line"))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        end = self._paint_keys(painter, theme.px(160) if not self._said else self._said_end())
        self._paint_facts(painter, end - theme.px(16))

    def hush(self) -> None:
        """What was said is over."""
        self._said = ""
        self._quiet.stop()
        self.update()

    def _said_end(self) -> int:
        """Where that which is being said ends: the keys give way to it."""
        return theme.px(16 + 20 + 18) + theme.font_width("caption", self._said)

    def _paint_facts(self, painter: QPainter, end: float) -> None:
        left = float(theme.px(16))
        for icon, words in [("info", self._said)] if self._said else self._facts:
            wide = theme.font_width("caption", words)
            if left + theme.px(20) + wide > end:
                return
            top = (self.height() - theme.px(14)) / 2
            painter.drawPixmap(QPointF(left, top), icons.pixmap(icon, TOKENS.get(icon, "text2"), 14))
            self._write(painter, left + theme.px(20), words)
            left += theme.px(20 + 18) + wide

    def _paint_keys(self, painter: QPainter, least: float) -> float:
        left = float(self.width() - theme.px(12))
        for key, words in reversed(self._keys):
            wide = theme.font_width("caption", words)
            cap = theme.font_width("small", key) + theme.px(11)
            start = left - wide - cap - theme.px(6)
            if start < least:
                return left
            self._write(painter, left - wide, words)
            self._paint_cap(painter, QRectF(start, (self.height() - theme.px(18)) / 2, cap, theme.px(18)), key)
            left = start - theme.px(17)
        return left

    def _paint_cap(self, painter: QPainter, room: QRectF, key: str) -> None:
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font("small"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, key)

    def _write(self, painter: QPainter, left: float, words: str) -> None:
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font("caption"))
        painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, words)

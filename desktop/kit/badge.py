"""The count beside a name: grey ring to do, amber waiting, red square errors."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import theme

Kind = Literal["todo", "waiting", "error"]
GROUNDS = {"todo": "surface", "waiting": "warnTint", "error": "err"}
LETTERS = {"todo": "text2", "waiting": "warn", "error": "onaccent"}
BORDERS = {"todo": "line2", "waiting": "warnLine", "error": "err"}


def badge_size(words: str) -> QSize:
    """How much room a badge takes."""
    wide = theme.font_width("caption", words) + theme.px(14)
    return QSize(max(theme.px(22), wide), theme.px(19))


def paint_badge(painter: QPainter, rect: QRectF, words: str, kind: Kind) -> None:
    """Draw a badge into its room."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(BORDERS[kind]), 1))
    painter.setBrush(theme.color(GROUNDS[kind]))
    radius = 3 if kind == "error" else rect.height() / 2
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(theme.color(LETTERS[kind]))
    painter.setFont(theme.font("caption"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class Badge(QWidget):
    """A count that hides itself at zero."""

    def __init__(self, count: int = 0, kind: Kind = "todo", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(count, kind)

    def set(self, count: int, kind: Kind = "todo") -> None:
        """Show another count."""
        self._words, self._kind = str(count), kind
        self.setVisible(count > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the digits."""
        return badge_size(self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        paint_badge(QPainter(self), QRectF(self.rect()), self._words, self._kind)

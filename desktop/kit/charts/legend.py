"""What the shapes of a chart mean: in the head of its card, and on the picture that leaves the program."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import theme
from desktop.kit.charts.ink import LEFT, write

Shape = Literal["fill", "line", "dash", "bubble", "ring", "dots"]
SAMPLE, BOX, BUBBLE = 26, 18, 62
"""Room of a sample before its words; how strong a bubble is, in per cent."""


class Part(NamedTuple):
    """One shape and its meaning."""

    shape: Shape
    token: str
    words: str
    radius: float = 0


def wide_of(parts: Sequence[Part]) -> int:
    """The room of all parts in one line."""
    return sum(_room_of(part) + theme.font_width("caption", part.words) for part in parts)


def draw(painter: QPainter, room: QRectF, parts: Sequence[Part]) -> None:
    """Samples and words, one after another."""
    left = room.left()
    for part in parts:
        before, wide = _room_of(part) - theme.px(8), theme.font_width("caption", part.words)
        _draw_sample(painter, QPointF(left, room.center().y()), part)
        words = QRectF(left + before, room.top(), wide, room.height())
        write(painter, words, LEFT, "caption", "text2", part.words)
        left += before + wide + theme.px(8)


def _room_of(part: Part) -> int:
    if part.radius:
        return round(2 * part.radius) + theme.px(14)
    return theme.px((BOX if part.shape == "fill" else SAMPLE) + 8)


def _draw_sample(painter: QPainter, at: QPointF, part: Part) -> None:
    colour, x, y = QColor(theme.color(part.token)), at.x(), at.y()
    if part.shape == "fill":
        painter.fillRect(QRectF(x, y - 5, 12, 10), colour)
    elif part.radius:
        colour.setAlphaF(BUBBLE / 100)
        painter.setBrush(colour if part.shape == "bubble" else Qt.BrushStyle.NoBrush)
        dotted = Qt.PenStyle.DotLine if part.shape == "dots" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.color("surface" if part.shape == "bubble" else part.token), 1, dotted))
        painter.drawEllipse(QPointF(x + part.radius + 1, y), part.radius, part.radius)
    else:
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine if part.shape == "dash" else Qt.PenStyle.SolidLine))
        painter.drawLine(QPointF(x, y), QPointF(x + 20, y))


class Legend(QWidget):
    """All parts in one line."""

    def __init__(self, parts: Sequence[Part] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Explain these."""
        self._parts = tuple(parts)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(wide_of(self._parts), theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw samples and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(self.rect()), self._parts)

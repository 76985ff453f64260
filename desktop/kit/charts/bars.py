"""Bars of this year over last year, with figures and change as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.charts.chart import Chart, Number
from desktop.kit.charts.ink import RIGHT, write
from desktop.kit.marks import paint_triangle

TALLEST, WIDEST = 32, 0.46
"""Names take no more of the room; one that does not fit is written smaller before it is cut."""


@dataclass(frozen=True)
class Bar:
    """One thing counted in two years."""

    words: str
    now: Number
    before: Number
    now_text: str
    before_text: str
    change_text: str
    up: bool | None = None


class BarChart(Chart):
    """Rows of two bars each."""

    least = QSize(420, 170)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[Bar] = []

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        self._bars = list(bars)
        self.setAccessibleDescription("; ".join(f"{bar.words} {bar.now_text}" for bar in bars))
        self.update()

    def size_on_paper(self, width: int, height: int) -> tuple[int, int]:
        """No empty room under the last bar."""
        return width, min(height, self.head_high() + 20 + TALLEST * max(1, len(self._bars)))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw axis and rows."""
        if not self._bars:
            return self.draw_nothing(painter, room)
        px = theme.px
        inner = room.adjusted(px(12), px(8), -px(12), -px(8))
        names = min(inner.width() * WIDEST, max(theme.font_width("body", bar.words) for bar in self._bars) + px(9))
        high = min(px(TALLEST), inner.height() / len(self._bars))
        field = QRectF(inner.left() + names, inner.top(), inner.width() - names - px(142), high)
        most = float(max(1, *(max(bar.now, bar.before) for bar in self._bars)))
        for place, bar in enumerate(self._bars):
            row = field.translated(0, place * high)
            self._draw_row(painter, row, bar, field.width() / most, inner)
        painter.setPen(theme.color("line2"))
        low = inner.top() + high * len(self._bars)
        painter.drawLine(QPointF(field.left(), inner.top()), QPointF(field.left(), low))

    def _draw_row(self, painter: QPainter, row: QRectF, bar: Bar, unit: float, inner: QRectF) -> None:
        px = theme.px
        label = QRectF(inner.left(), row.top(), row.left() - inner.left() - px(9), row.height())
        role = "body" if theme.font_width("body", bar.words) <= label.width() else "caption"
        words = theme.metrics(role).elidedText(bar.words, Qt.TextElideMode.ElideRight, int(label.width()))
        write(painter, label, RIGHT, role, "text2", words)
        top = row.center().y() - px(9)
        painter.fillRect(QRectF(row.left(), top, float(bar.now) * unit, px(11)), theme.color("accent"))
        painter.fillRect(QRectF(row.left(), top + px(11), float(bar.before) * unit, px(7)), theme.color("line2"))
        ends = inner.right()
        for role, token, words, right in (
            ("bold", "text", bar.now_text, 94),
            ("body", "text2", bar.before_text, 58),
            ("body", "text2", bar.change_text, 0),
        ):
            place = QRectF(ends - px(right) - px(48), row.top(), px(48), row.height())
            write(painter, place, RIGHT, role, token, words)
        if bar.up is not None:
            left = ends - theme.font_width("body", bar.change_text) - px(12)
            paint_triangle(painter, QRectF(left, row.center().y() - px(3), px(8), px(6)), bar.up, theme.color("text2"))

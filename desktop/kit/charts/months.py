"""Small bars of the last months with their mean, for a side panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.charts.chart import Chart, Number
from desktop.kit.charts.ink import LEFT, RIGHT, write

TOKENS = {"old": "line2", "year": "accentLine", "open": "accent", "warned": "warn"}


@dataclass(frozen=True)
class MonthBar:
    """One month; its value is said in figures when it is the open one."""

    label: str
    value: Number | None
    kind: Literal["old", "year", "open", "warned"] = "old"
    text: str = ""


class MonthBars(Chart):
    """Twelve months in the width of a panel."""

    least = QSize(270, 80)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: list[MonthBar] = []
        self._mean: Number | None = None
        self._mean_words = ""

    def set_months(self, months: Sequence[MonthBar], mean: Number | None = None, mean_words: str = "") -> None:
        """Show these; empty labels leave the axis bare."""
        self._months, self._mean, self._mean_words = list(months), mean, mean_words
        self.setAccessibleDescription("; ".join(f"{m.label} {m.value}" for m in months if m.value is not None))
        self.update()

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw bars, mean and labels."""
        values = [month.value for month in self._months if month.value is not None]
        if not values:
            return
        field = room.adjusted(0, theme.px(16), 0, -theme.px(18))
        unit = field.height() / float(max(1, *values, self._mean or 0))
        gap = field.width() / len(self._months)
        painter.fillRect(QRectF(field.left(), field.bottom(), field.width(), 1), theme.color("line2"))
        for place, month in enumerate(self._months):
            self._draw_month(painter, field, month, field.left() + place * gap, gap, unit)
        if self._mean is not None:
            self._draw_mean(painter, field, field.bottom() - float(self._mean) * unit)

    def _draw_month(
        self, painter: QPainter, field: QRectF, month: MonthBar, left: float, gap: float, unit: float
    ) -> None:
        if month.value is not None:
            high = max(1.0, float(month.value) * unit)
            bar = QRectF(left + gap * 0.2, field.bottom() - high, gap * 0.6, high)
            painter.fillRect(bar, theme.color(TOKENS[month.kind]))
            if month.text:
                words = QRectF(bar.left() - 70, max(0.0, bar.top() - 5), 64, 16)
                write(painter, words, RIGHT, "header", TOKENS[month.kind], month.text)
        words = QRectF(left + gap * 0.2, field.bottom() + 3, gap, 16)
        write(painter, words, LEFT, "small", "text2", month.label)

    def _draw_mean(self, painter: QPainter, field: QRectF, y: float) -> None:
        painter.setPen(QPen(theme.color("text2"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(field.center().x(), y), QPointF(field.right(), y))
        words = QRectF(field.center().x(), y - 17, field.width() * 0.4, 16)
        write(painter, words, RIGHT, "small", "text2", self._mean_words)

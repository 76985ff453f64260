"""A line of this year over the dashed one of last year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.charts.chart import Chart, Number, steps_of
from desktop.kit.charts.ink import CENTER, LEFT, RIGHT, write

Values = Sequence[Number | None]
LABEL_HIGH = 13


@dataclass(frozen=True)
class Scale:
    """From values to heights."""

    field: QRectF
    low: float
    high: float

    def y(self, value: float) -> float:
        """Where a value lies."""
        return self.field.bottom() - (value - self.low) / (self.high - self.low) * self.field.height()


class LineChart(Chart):
    """Values over time, each said in figures."""

    least = QSize(420, 120)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[str] = []
        self._now: Values = ()
        self._before: Values = ()
        self._target: Number | None = None
        self._target_words = ""
        self._said: Callable[[Number], str] = _plain

    def set_lines(
        self,
        labels: Sequence[str],
        now: Values,
        before: Values | None = None,
        target: Number | None = None,
        target_words: str = "",
        said: Callable[[Number], str] | None = None,
    ) -> None:
        """Show these; gaps are None."""
        self._labels, self._now, self._before = list(labels), list(now), list(before or ())
        self._target, self._target_words = target, target_words
        self._said = said or _plain
        spoken = [(label, value) for label, value in zip(labels, now, strict=False) if value is not None]
        self.setAccessibleDescription("; ".join(f"{label} {self._said(value)}" for label, value in spoken))
        self.update()

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw rules, both lines and the figures."""
        shown = [value for value in (*self._now, *self._before, self._target) if value is not None]
        if not self._labels or all(value is None for value in (*self._now, *self._before)):
            return self.draw_nothing(painter, room)
        px = theme.px
        field = room.adjusted(px(46), px(24), -px(28), -px(24))
        rules = steps_of(float(min(shown)), float(max(shown)))
        scale = Scale(field, rules[0], max(rules[-1], float(max(shown)), rules[0] + 1))
        self._draw_rules(painter, scale, rules)
        if self._target is not None:
            self._draw_target(painter, scale)
        before = self._points(self._before, scale)
        self._draw_path(painter, before, QPen(theme.color("line2"), 2, Qt.PenStyle.DashLine))
        now = self._points(self._now, scale)
        self._draw_path(painter, now, QPen(theme.color("accent"), 2.5))
        self._draw_values(painter, now, field.bottom() - theme.px(LABEL_HIGH + 6))

    def _points(self, values: Values, scale: Scale) -> list[QPointF | None]:
        gap = scale.field.width() / max(1, len(self._labels) - 1)
        return [
            None if value is None else QPointF(scale.field.left() + place * gap, scale.y(float(value)))
            for place, value in enumerate(values)
        ]

    def _draw_rules(self, painter: QPainter, scale: Scale, rules: list[float]) -> None:
        field, before = scale.field, scale.field.bottom() + 99
        for value in rules:
            y = scale.y(value)
            if before - y < LABEL_HIGH:  # a low chart has room for few of them
                continue
            before = y
            painter.setPen(theme.color("line"))
            painter.drawLine(QPointF(field.left() - theme.px(10), y), QPointF(field.right() + theme.px(20), y))
            words = QRectF(field.left() - theme.px(46), y - 8, theme.px(30), 16)
            write(painter, words, RIGHT, "small", "text2", self._said(Decimal(f"{value:.10g}")))
        gap = field.width() / max(1, len(self._labels) - 1)
        for place, label in enumerate(self._labels):
            words = QRectF(field.left() + place * gap - 30, field.bottom() + theme.px(5), 60, 16)
            write(painter, words, CENTER, "small", "text2", label)

    def _draw_target(self, painter: QPainter, scale: Scale) -> None:
        assert self._target is not None
        field, y = scale.field, scale.y(float(self._target))
        painter.setPen(QPen(theme.color("text2"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
        write(painter, QRectF(field.left(), y + 1, 200, 16), LEFT, "small", "text2", self._target_words)

    def _draw_path(self, painter: QPainter, points: list[QPointF | None], pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        run: list[QPointF] = []
        for point in [*points, None]:
            if point is not None:
                run.append(point)
            elif run:
                painter.drawPolyline(QPolygonF(run))
                run = []

    def _draw_values(self, painter: QPainter, points: list[QPointF | None], low: float) -> None:
        for place, (point, value) in enumerate(zip(points, self._now, strict=True)):
            if point is None or value is None:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(point, 3.5, 3.5)
            top = point.y() + theme.px(6) if _is_low(points, place) and point.y() < low else point.y() - theme.px(21)
            words = QRectF(point.x() - 30, top, 60, 16)
            write(painter, words, CENTER, "header", "accent", self._said(value))


def _is_low(points: list[QPointF | None], place: int) -> bool:
    """Whether the line comes down to a point and goes up again: its figure stands under it, clear of the line."""
    here, beside = points[place], (*points[max(0, place - 1) : place], *points[place + 1 : place + 2])
    return here is not None and len(beside) > 1 and all(each and each.y() < here.y() - 8 for each in beside)


def _plain(value: Number) -> str:
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)

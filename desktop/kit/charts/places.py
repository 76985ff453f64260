"""Places by their coordinates; the area of a bubble is the figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians, sqrt

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.charts.chart import Chart, Number
from desktop.kit.charts.legend import Part

LARGEST, SMALLEST = 10.5, 2.2
SHARES = (0.1, 0.4, 1.0)
"""Of the largest figure: the bubbles that the legend shows."""
NEAR = 0.02
"""Fewer degrees than this are not told apart: one place stands in the middle."""
STEPS_ASIDE = (0, 1, -1, 2, -2)
"""By how many lines a name may move away from other names."""
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


@dataclass(frozen=True)
class Place:
    """A place: longitude x, latitude y; no value means nothing was reported."""

    key: object
    name: str
    area: str
    x: float
    y: float
    value: Number | None = None


class BubbleMap(Chart):
    """Bubbles without a drawn border of the province; arrows walk them."""

    least = QSize(420, 220)
    place_chosen = Signal(object)
    area_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._area, self._here = "", -1
        self._with_names = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_places(self, places: Sequence[Place], area_names: bool = True) -> None:
        """Show these, the largest drawn first."""
        self._places = sorted(places, key=lambda place: -(place.value or 0))
        self._with_names, self._here = area_names, -1
        self.update()

    def key(self, said: Callable[[Number], str], silent: str) -> list[Part]:
        """What the bubbles mean: nothing, three round figures, and no report."""
        most = float(max((place.value or 0 for place in self._places), default=0))
        shown = sorted({_round(most * share) for share in SHARES}) if most > 0 else []
        bubbles = [Part("bubble", "accent", said(value), _radius_of(value, most)) for value in shown]
        quiet = any(place.value is None for place in self._places)
        dotted = [Part("dots", "line2", silent, SMALLEST)] if quiet else []
        return [Part("ring", "line2", "0", SMALLEST), *bubbles, *dotted]

    def set_area(self, area: str) -> None:
        """Darken the bubbles of one area."""
        self._area = area
        self.update()

    def current(self) -> Place | None:
        """The place the arrows stand on."""
        return self._places[self._here] if 0 <= self._here < len(self._places) else None

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw bubbles, then names of areas, then the ring."""
        if not self._places:
            return self.draw_nothing(painter, room)
        points = self._points(room)
        most = float(max((place.value or 0 for place in self._places), default=1) or 1)
        for place, point in zip(self._places, points, strict=True):
            self._draw_place(painter, place, point, _radius(place, most))
        if self._with_names:
            self._draw_names(painter, points, room)
        if (here := self.current()) is not None and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            around = _radius(here, most) + 4
            painter.drawEllipse(points[self._here], around, around)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk to the nearest place in a direction; Enter marks its area."""
        way = ARROWS.get(Qt.Key(event.key()))
        if way is not None:
            self._walk(*way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (place := self.current()):
            self.area_chosen.emit(place.area)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest place."""
        points = self._points(QRectF(self.rect()))
        near = [(QPointF(point - event.position()).manhattanLength(), n) for n, point in enumerate(points)]
        if near and min(near)[0] < theme.px(24):
            self._stand_on(min(near)[1])
            self.area_chosen.emit(self._places[self._here].area)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a place."""
        super().focusInEvent(event)
        if self._here < 0 and self._places:
            self._stand_on(0)

    def _stand_on(self, here: int) -> None:
        self._here = here
        self.update()
        self.place_chosen.emit(self._places[here].key)

    def _walk(self, right: int, down: int) -> None:
        points = self._points(QRectF(self.rect()))
        if not points:
            return
        start = points[max(0, self._here)]
        ahead: list[tuple[float, int]] = []
        for place, point in enumerate(points):
            forward = (point.x() - start.x()) * right + (point.y() - start.y()) * down
            aside = abs((point.x() - start.x()) * down) + abs((point.y() - start.y()) * right)
            if forward > 0.5:
                ahead.append((forward + 2 * aside, place))
        if ahead:
            self._stand_on(min(ahead)[1])

    def _points(self, room: QRectF) -> list[QPointF]:
        """Degrees of longitude are shorter than those of latitude."""
        if not self._places:
            return []
        inner = room.adjusted(*(theme.px(side) for side in (30, 20, -30, -20)))
        ys = [place.y for place in self._places]
        narrow = cos(radians(sum(ys) / len(ys)))
        xs = [place.x * narrow for place in self._places]
        wide, high = max(max(xs) - min(xs), NEAR), max(max(ys) - min(ys), NEAR)
        unit = min(inner.width() / wide, inner.height() / high)
        left = inner.center().x() - (max(xs) - min(xs)) * unit / 2
        top = inner.center().y() - (max(ys) - min(ys)) * unit / 2
        return [QPointF(left + (x - min(xs)) * unit, top + (max(ys) - y) * unit) for x, y in zip(xs, ys, strict=True)]

    def _draw_place(self, painter: QPainter, place: Place, point: QPointF, radius: float) -> None:
        accent, filled = theme.color("accent"), bool(place.value)
        colour = QColor(accent)
        colour.setAlphaF(0.62 if place.area != self._area else 1.0)
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        dashed = Qt.PenStyle.DotLine if place.value is None else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.color("surface" if filled else "line2"), 1, dashed))
        painter.drawEllipse(point, radius, radius)

    def _draw_names(self, painter: QPainter, points: list[QPointF], room: QRectF) -> None:
        corners: dict[str, list[QPointF]] = {}
        for place, point in zip(self._places, points, strict=True):
            corners.setdefault(place.area, []).append(point)
        taken: list[QRectF] = []
        for area in sorted(corners, key=lambda each: each != self._area):  # the chosen one has the best room
            inside = corners[area]
            middle = sum(point.x() for point in inside) / len(inside)
            top = sum(point.y() for point in inside) / len(inside)
            if len(inside) == 1:
                top += LARGEST + theme.px(8)  # a name would hide its only place
            taken.append(self._room_of(area, QPointF(middle, top), room, taken))
            self._draw_name(painter, area, taken[-1])

    def _room_of(self, area: str, middle: QPointF, around: QRectF, taken: list[QRectF]) -> QRectF:
        """Where a name stands: in the middle of its places, or as near as the edge and other names let it."""
        wide, high = theme.font_width(self._role_of(area), area), theme.px(14)
        left = max(around.left() + 2, min(middle.x() - wide / 2, around.right() - wide - 2))
        rooms = [QRectF(left, middle.y() - high / 2 + high * step, wide, high) for step in STEPS_ASIDE]
        return next((room for room in rooms if not any(room.intersects(each) for each in taken)), rooms[0])

    def _role_of(self, area: str) -> str:
        return "header" if area == self._area else "caption"

    def _draw_name(self, painter: QPainter, area: str, room: QRectF) -> None:
        path = QPainterPath()
        path.addText(QPointF(room.left(), room.center().y() + theme.px(4)), theme.font(self._role_of(area)), area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(theme.color("surface"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPath(path)
        painter.fillPath(path, theme.color("text"))


def _radius(place: Place, most: float) -> float:
    return _radius_of(place.value, most) if place.value else SMALLEST


def _radius_of(value: Number, most: float) -> float:
    """Beside a very large one the small ones must not vanish while what is nothing has its ring."""
    return max(SMALLEST, LARGEST * sqrt(float(value) / most))


def _round(value: float) -> Number:
    """One leading digit; nothing smaller than one is counted."""
    power = int(10 ** floor(log10(max(value, 1))))
    return max(1, int(value / power + 0.5) * power)

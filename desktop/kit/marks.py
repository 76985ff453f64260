"""The marks of state: letter, shape and colour together, readable in grey print and over the phone."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from desktop.kit import theme
from desktop.kit.text import Text
from desktop.kit.tokens import Mode


class Mark(Enum):
    """What a line, a file or a step is."""

    DONE = auto()
    PASSED = auto()
    IN_HAND = auto()
    NEXT = auto()
    WARNING = auto()
    PARTLY = auto()
    HAND_EDITED = auto()
    ERROR = auto()
    RETURNED = auto()
    MISSING = auto()
    SAME = auto()
    OLD = auto()
    NOT_REPORT = auto()
    QUESTION = auto()
    TASK = auto()
    BLANK = auto()
    NONE = auto()
    ADDED = auto()
    CHANGED = auto()
    MOVED = auto()
    UNKNOWN = auto()
    NEW_KEY = auto()
    NEWER = auto()
    UNSEALED = auto()
    UNSIGNED = auto()
    SUPPLEMENT = auto()
    FORKED = auto()
    CORRECTED = auto()


class Shape(Enum):
    """The outline of a mark."""

    DISC = auto()
    HALF = auto()
    RING = auto()
    TRIANGLE = auto()
    DIAMOND = auto()
    SQUARE = auto()
    HEXAGON = auto()
    DOTS = auto()


@dataclass(frozen=True)
class Look:
    """How one mark is drawn."""

    shape: Shape
    letter: str
    token: str
    filled: bool = False
    dashed: bool = False


LOOKS = {
    Mark.DONE: Look(Shape.DISC, "check", "accent", filled=True),
    Mark.PASSED: Look(Shape.DISC, "Đ", "accent", filled=True),
    Mark.IN_HAND: Look(Shape.HALF, "", "accent"),
    Mark.NEXT: Look(Shape.RING, "", "ghost", dashed=True),
    Mark.WARNING: Look(Shape.TRIANGLE, "C", "warn", filled=True),
    Mark.PARTLY: Look(Shape.DIAMOND, "P", "warn", filled=True),
    Mark.HAND_EDITED: Look(Shape.DIAMOND, "S", "warn", filled=True),
    Mark.ERROR: Look(Shape.SQUARE, "L", "err", filled=True),
    Mark.RETURNED: Look(Shape.SQUARE, "T", "err", filled=True),
    Mark.MISSING: Look(Shape.RING, "V", "ghost", dashed=True),
    Mark.SAME: Look(Shape.RING, "=", "ghost"),
    Mark.OLD: Look(Shape.RING, "B", "ghost"),
    Mark.NOT_REPORT: Look(Shape.SQUARE, "K", "ghost"),
    Mark.QUESTION: Look(Shape.HEXAGON, "H", "accent"),
    Mark.TASK: Look(Shape.RING, "N", "accent"),
    Mark.BLANK: Look(Shape.DOTS, "dot", "ghost"),
    Mark.NONE: Look(Shape.RING, "–", "ghost"),
    Mark.ADDED: Look(Shape.RING, "+", "accent"),
    Mark.CHANGED: Look(Shape.RING, "~", "accent"),
    Mark.MOVED: Look(Shape.DIAMOND, "G", "warn", filled=True),
    Mark.UNKNOWN: Look(Shape.DIAMOND, "?", "warn", filled=True),
    Mark.NEW_KEY: Look(Shape.DIAMOND, "M", "warn", filled=True),
    Mark.NEWER: Look(Shape.DIAMOND, "D", "warn", filled=True),
    Mark.UNSEALED: Look(Shape.DIAMOND, "X", "warn", filled=True),
    Mark.UNSIGNED: Look(Shape.DIAMOND, "Y", "warn", filled=True),
    Mark.SUPPLEMENT: Look(Shape.DIAMOND, "+", "warn", filled=True),
    Mark.FORKED: Look(Shape.TRIANGLE, "2", "warn", filled=True),
    Mark.CORRECTED: Look(Shape.HEXAGON, "Đ", "accent"),
}

# Drawn on a field of 18 by 18 and scaled from there.
FIELD = 18.0
TRIANGLE = [(9, 0.6), (17.6, 16.6), (0.4, 16.6)]
DIAMOND = [(9, 0.2), (17.8, 9), (9, 17.8), (0.2, 9)]
HEXAGON = [(5, 1.4), (13, 1.4), (17.2, 9), (13, 16.6), (5, 16.6), (0.8, 9)]
CHECK = [(5.2, 9.3), (7.9, 12), (12.9, 6.4)]


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Draw a mark into a square."""
    look = LOOKS[mark]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / FIELD, rect.height() / FIELD)
    colour = theme.color(look.token)
    painter.setPen(Qt.PenStyle.NoPen if look.filled else _pen(colour, look.dashed))
    painter.setBrush(colour if look.filled else Qt.BrushStyle.NoBrush)
    _outline(painter, look.shape, colour)
    _letter(painter, look, theme.color("onaccent") if look.filled else colour)
    painter.restore()


def _pen(colour: QColor, dashed: bool) -> QPen:
    pen = QPen(colour, 1.4)
    if dashed:
        pen.setDashPattern([2.2, 1.7])
    return pen


def _outline(painter: QPainter, shape: Shape, colour: QColor) -> None:
    match shape:
        case Shape.DISC:
            painter.drawEllipse(QRectF(0.5, 0.5, 17, 17))
        case Shape.RING:
            painter.drawEllipse(QRectF(1, 1, 16, 16))
        case Shape.HALF:
            painter.drawEllipse(QRectF(1, 1, 16, 16))
            painter.setBrush(colour)
            painter.drawPie(QRectF(1, 1, 16, 16), 90 * 16, 180 * 16)
        case Shape.SQUARE:
            filled = painter.brush().style() != Qt.BrushStyle.NoBrush
            painter.drawRoundedRect(QRectF(1, 1, 16, 16) if filled else QRectF(1.7, 1.7, 14.6, 14.6), 2, 2)
        case Shape.DOTS:
            painter.setPen(QPen(colour, 1.3, Qt.PenStyle.DotLine))
            painter.drawRect(QRectF(1.5, 1.5, 15, 15))
        case _:
            painter.drawPolygon(_polygon(shape))


def _polygon(shape: Shape) -> QPolygonF:
    corners = {Shape.TRIANGLE: TRIANGLE, Shape.DIAMOND: DIAMOND, Shape.HEXAGON: HEXAGON}[shape]
    return QPolygonF([QPointF(x, y) for x, y in corners])


def _letter(painter: QPainter, look: Look, colour: QColor) -> None:
    if look.letter == "check":
        painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([QPointF(x, y) for x, y in CHECK])
    elif look.letter == "dot":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(9, 9), 1.2, 1.2)
    elif look.letter:
        painter.setPen(colour)
        painter.setFont(_face(9.6 if look.shape in (Shape.TRIANGLE, Shape.DIAMOND) else 10.6))
        lower = 1.8 if look.shape is Shape.TRIANGLE else 0
        painter.drawText(QRectF(0, lower, FIELD, FIELD), Qt.AlignmentFlag.AlignCenter, look.letter)


def _face(size: float) -> QFont:
    face = QFont(theme.font("header"))
    face.setPixelSize(round(size))
    face.setWeight(QFont.Weight.DemiBold)
    return face


def paint_triangle(painter: QPainter, rect: QRectF, up: bool, colour: QColor) -> None:
    """Draw the triangle of a rise or a fall."""
    base, tip = (rect.bottom(), rect.top()) if up else (rect.top(), rect.bottom())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon([QPointF(rect.left(), base), QPointF(rect.right(), base), QPointF(rect.center().x(), tip)])
    painter.restore()


def mark_picture(mark: Mark, size: int = 18) -> QPixmap:
    """A mark drawn beforehand, for places that show hundreds of them."""
    screen = QApplication.primaryScreen()
    return _drawn(mark, theme.px(size), screen.devicePixelRatio() if screen else 1.0, theme.mode())


@cache
def _drawn(mark: Mark, side: int, ratio: float, _: Mode) -> QPixmap:
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, QRectF(0, 0, side, side), mark)
    painter.end()
    return picture


class MarkLabel(QWidget):
    """One mark standing by itself."""

    def __init__(self, mark: Mark | None = None, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark, self._size = mark, size
        self.setFixedSize(self.sizeHint())

    def set_mark(self, mark: Mark | None) -> None:
        """Show another mark, or none."""
        self._mark = mark
        self.update()

    def mark(self) -> Mark | None:
        """The mark shown."""
        return self._mark

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        if self._mark is not None:
            side = theme.px(self._size)
            paint_mark(QPainter(self), QRectF(0, 0, side, side), self._mark)


class StatusChip(QWidget):
    """A mark and words in a thin border."""

    def __init__(self, mark: Mark, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = MarkLabel(mark, 16)
        self._words = Text(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(9), 0, theme.px(9), 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self._mark)
        row.addWidget(self._words)
        self.setFixedHeight(theme.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set(self, mark: Mark, words: str) -> None:
        """Show another state."""
        self._mark.set_mark(mark)
        self._words.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

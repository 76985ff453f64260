"""Strips of equal parts: figures that add up, and the steps of the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.kit import theme, wrapped
from desktop.kit.marks import Mark, paint_mark

MIDDLE = Qt.AlignmentFlag.AlignVCenter
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
FIGURES_HIGH, ROOMY = 72, 110


@dataclass(frozen=True)
class StripFigure:
    """One figure of a strip."""

    key: str
    figure: str
    words: str
    mark: Mark | None = None
    rate: str = ""


@dataclass(frozen=True)
class Step:
    """One step: its title, how it stands, how far it is."""

    key: str
    title: str
    state: str
    mark: Mark
    fraction: float = 0.0
    token: str = "accent"


class Strip(QWidget):
    """Equal parts in one frame; arrows walk them, Enter or a click opens one."""

    chosen = Signal(str)
    high = FIGURES_HIGH
    least = 0
    """Parts that would be narrower stand in several rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._here = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the page."""
        return QSize(theme.px(700), theme.px(self.high) * self.rows())

    def minimumSizeHint(self) -> QSize:
        """Narrow pages cut words, not the strip."""
        return QSize(theme.px(300), theme.px(self.high) * self.rows())

    def rows(self) -> int:
        """In how many rows the parts stand at this width."""
        fit = self.width() // theme.px(self.least) if self.least else len(self._keys)
        return -(-len(self._keys) // max(1, min(fit, len(self._keys)))) or 1

    def columns(self) -> int:
        """How many stand beside each other."""
        return -(-len(self._keys) // self.rows()) or 1

    def room(self, place: int) -> QRectF:
        """Where a part stands."""
        wide, high = self.width() / self.columns(), self.height() / self.rows()
        return QRectF(place % self.columns() * wide, place // self.columns() * high, wide, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need more rows."""
        super().resizeEvent(event)
        self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open by mouse."""
        for place, key in enumerate(self._keys):
            if self.room(place).contains(event.position()):
                self._here = place
                self.update()
                self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and open by keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self._keys:
            self._here = max(0, min(self._here + step, len(self._keys) - 1))
            self._describe()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._keys:
            self.chosen.emit(self._keys[self._here])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, rules, parts and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        for place in range(len(self._keys)):
            room = self.room(place)
            if place % self.columns():
                painter.fillRect(QRectF(round(room.left()), room.top() + 1, 1, room.height() - 2), theme.color("line"))
            elif place:
                painter.fillRect(QRectF(1, round(room.top()), self.width() - 2, 1), theme.color("line"))
            self.paint_part(painter, room, place)
        if self.hasFocus() and self._keys:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.room(self._here).adjusted(4, 4, -4, -4))

    def event(self, event: QEvent) -> bool:
        """The hint says a part in full."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = (i for i in range(len(self._keys)) if self.room(i).contains(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), self.said(next(found, -1)), self)
            return True
        return super().event(event)

    def said(self, place: int) -> str:
        """A part in words; '' where there is none."""
        raise NotImplementedError

    def _describe(self) -> None:
        """A reader of the screen hears the part that the keyboard stands on."""
        self.setAccessibleName("; ".join(self.said(place) for place in range(len(self._keys))))
        self.setAccessibleDescription(self.said(self._here) if self._keys else "")

    def paint_part(self, painter: QPainter, room: QRectF, place: int) -> None:
        """Draw one part."""
        raise NotImplementedError

    def set_keys(self, keys: list[str]) -> None:
        """Name the parts."""
        self._keys = keys
        self._here = min(self._here, max(0, len(keys) - 1))
        self._describe()
        self.updateGeometry()
        self.update()


def write(painter: QPainter, room: QRectF, role: str, token: str, words: str) -> None:
    """Words at the left, cut with dots where there is no room."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    words = theme.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, MIDDLE, words)


class FigureStrip(Strip):
    """Figures that add up; each opens its list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: list[StripFigure] = []
        self._close = False

    def set_figures(self, figures: Sequence[StripFigure]) -> None:
        """Show these."""
        self._figures = list(figures)
        self._fit()
        self.set_keys([figure.key for figure in figures])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow parts have their words in two lines."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Narrow parts stand closer to their rules and break their words; if they must, in several rows."""
        self._close = self.width() < theme.px(ROOMY) * len(self._figures)
        widths = [self._width(figure) for figure in self._figures]
        self.least = ceil(max(widths, default=0) / theme.px(100) * 100)
        wide = self.width() / self.columns() - self._pad() - theme.px(3)
        lines = max((wrapped.lines("caption", each.words, wide) for each in self._figures), default=1)
        self.high = FIGURES_HIGH + 16 * (lines - 1)

    def _pad(self) -> int:
        return theme.px(8 if self._close else 15)

    def _width(self, figure: StripFigure) -> int:
        """How wide a part must be to cut nothing of it; its rate may be left out."""
        marked = theme.px(25 if self._close else 29) if figure.mark is not None else 0
        number = marked + theme.font_width("figure", figure.figure)
        longest = max((theme.font_width("caption", word) for word in figure.words.split()), default=0)
        return self._pad() + theme.px(4) + max(number, longest)

    def said(self, place: int) -> str:
        """Figure, rate and words."""
        if not 0 <= place < len(self._figures):
            return ""
        figure = self._figures[place]
        return " ".join(filter(None, (figure.figure, figure.words, figure.rate)))

    def paint_part(self, painter: QPainter, room: QRectF, place: int) -> None:
        """Mark, figure, rate; words below."""
        figure, px = self._figures[place], theme.px
        left, top = room.left() + self._pad(), room.top()
        if figure.mark is not None:
            paint_mark(painter, QRectF(left - 1, top + px(16), px(20), px(20)), figure.mark)
            left += px(25 if self._close else 29)
        wide = theme.font_width("figure", figure.figure)
        write(painter, QRectF(left, top + px(9), wide + 2, px(34)), "figure", "text", figure.figure)
        after = left + wide + px(9)
        if after + theme.font_width("body", figure.rate) <= room.right() - px(4):  # whole or not at all
            write(painter, QRectF(after, top + px(12), px(70), px(30)), "body", "text2", figure.rate)
        words = QRectF(room.left() + self._pad(), top + px(42), room.width() - self._pad() - px(3), room.height())
        painter.setPen(theme.color("text2"))
        wrapped.write(painter, words, figure.words, theme.font("caption"), TOP)


class StepStrip(Strip):
    """The steps of the period, each with how far it is."""

    high = 70
    least = 234

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these."""
        self._steps = list(steps)
        self.set_keys([step.key for step in steps])

    def said(self, place: int) -> str:
        """Title and state."""
        return f"{self._steps[place].title}: {self._steps[place].state}" if 0 <= place < len(self._steps) else ""

    def paint_part(self, painter: QPainter, room: QRectF, place: int) -> None:
        """Mark, title, state, bar."""
        step, px = self._steps[place], theme.px
        left, right = room.left() + px(42), room.right() - px(14)
        top = room.top()
        paint_mark(painter, QRectF(room.left() + px(14), top + px(11), px(19), px(19)), step.mark)
        write(painter, QRectF(left, top + px(11), right - left, px(18)), "bold", "text", step.title)
        write(painter, QRectF(left, top + px(29), right - left, px(18)), "body", "text2", step.state)
        trough = QRectF(left, top + px(52), right - left, px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(trough, 2, 2)
        if step.fraction > 0:
            trough.setWidth(trough.width() * min(1.0, step.fraction))
            painter.setBrush(theme.color(step.token))
            painter.drawRoundedRect(trough, 2, 2)

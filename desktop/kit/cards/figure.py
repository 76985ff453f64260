"""A card for one figure: label, figure with rate, change and base."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import theme
from desktop.kit.marks import Mark, paint_mark, paint_triangle

MIDDLE = Qt.AlignmentFlag.AlignVCenter


class FigureCard(QWidget):
    """Its figure is the largest thing; Enter or a click asks for the source."""

    clicked = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._figure = self._rate = self._change = self._base = self._note = self._target = ""
        self._lift = 0
        self._up: bool | None = None
        self._better = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figure(
        self,
        figure: str,
        rate: str = "",
        change: str = "",
        up: bool | None = None,
        better: bool = False,
        base: str = "",
    ) -> None:
        """Show a figure; the triangle is green only when the change is for the better."""
        self._figure, self._rate, self._change, self._base = figure, rate, change, base
        self._up, self._better = up, better
        self.setAccessibleName(self._label)
        self._describe()

    def set_target(self, words: str, lift: bool) -> None:
        """What was to be reached, on a line of its own; cards in one row are lifted together to make room for it."""
        self._target, self._lift = words, 5 if lift else 0
        self._describe()

    def set_note(self, words: str) -> None:
        """Mark a figure that is not what was told; the words say what was."""
        self._note = words
        self._describe()

    def _describe(self) -> None:
        self.setToolTip(self._note or self._base)
        said = (self._figure, self._rate, self._change, self._base, self._target, self._note)
        self.setAccessibleDescription(" ".join(filter(None, said)))
        self.update()

    def sizeHint(self) -> QSize:
        """92 high, all alike in width."""
        wide = theme.font_width("header", self._change) + theme.font_width("caption", self._base) + theme.px(46)
        return QSize(max(theme.px(190), wide), theme.px(92))

    def minimumSizeHint(self) -> QSize:
        """The figure must fit."""
        return QSize(theme.px(150), theme.px(92))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for the source."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and F2."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focused else "line"), 2 if focused else 1))
        painter.setBrush(theme.color("surface"))
        inset = 1 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        left = float(theme.px(12))
        self._write(painter, left, 9, 16, "caption", "text2", self._label)
        after = self._write(painter, left, 27, 34, "figure", "text", self._figure)
        self._write(painter, after + theme.px(9), 29, 34, "rate", "accent", self._rate)
        self._paint_change(painter, left)
        self._write(painter, left, 77, 16, "caption", "text2", self.below())
        if self._note:
            side = theme.px(16)
            paint_mark(painter, QRectF(self.width() - theme.px(10) - side, theme.px(9), side, side), Mark.CORRECTED)

    def _paint_change(self, painter: QPainter, left: float) -> None:
        if self._up is not None:
            at = QRectF(left, theme.px(67 - self._lift), theme.px(9), theme.px(7))
            paint_triangle(painter, at, self._up, theme.color("accent" if self._better else "ghost"))
            left += theme.px(11)
        left = self._write(painter, left, 62, 16, "header", "text", self._change)
        left += theme.px(9 if self._change else 0)
        if self._base_fits():
            self._write(painter, left, 62, 16, "caption", "text2", self._base)

    def below(self) -> str:
        """The last line: what was to be reached, after the base where that has no room beside the change."""
        return ", ".join(filter(None, ("" if self._base_fits() else self._base, self._target)))

    def _base_fits(self) -> bool:
        """Whole beside the change, or on the line below it: what is missing is never left unsaid."""
        left = theme.px(12 + (11 if self._up is not None else 0) + (9 if self._change else 0))
        wide = left + theme.font_width("header", self._change) + theme.font_width("caption", self._base)
        return wide <= self.width() - 4

    def _write(self, painter: QPainter, left: float, top: int, high: int, role: str, token: str, words: str) -> float:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(token))
        room = QRectF(left, theme.px(top - self._lift), self.width() - left - 4, theme.px(high))
        painter.drawText(room, MIDDLE, words)
        return left + theme.font_width(role, words)

"""Draws every cell of a ledger: ground, rule, mark, triangle, words."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QTableView, QToolTip

from desktop.kit import icons, theme, wrapped
from desktop.kit.block_table.cells import Align, Cell, Column, Group
from desktop.kit.block_table.models import LedgerModel
from desktop.kit.marks import paint_mark, paint_triangle

Index = QModelIndex | QPersistentModelIndex
V_MIDDLE = Qt.AlignmentFlag.AlignVCenter
BESIDE = {
    "left": Qt.AlignmentFlag.AlignLeft | V_MIDDLE,
    "right": Qt.AlignmentFlag.AlignRight | V_MIDDLE,
    "center": Qt.AlignmentFlag.AlignHCenter | V_MIDDLE,
}
SIDE = 16
SPARE = 10
"""Clear above and below the lines of a cell, together."""
UNCUT = {
    side: Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip | flags for side, flags in BESIDE.items()
}
"""Made once: a list paints hundreds of cells each time."""


class LedgerDelegate(QStyledItemDelegate):
    """One delegate for all columns of a ledger."""

    def __init__(self, parent: QObject | None = None, ring: bool = False) -> None:
        super().__init__(parent)
        self._ring = ring

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Rows have the height of the view, columns the width given."""
        return QSize(theme.px(40), theme.px(28))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one cell or one heading; pen and font are set for each of them anew."""
        model, room = index.model(), QRectF(option.rect)
        if not isinstance(model, LedgerModel):
            return
        group = model.group_at(index.row())
        if group is None:
            self._paint_cell(painter, option, index, model)
        elif index.column() == 0:
            self.paint_group(painter, room, group)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: Any, index: Index) -> bool:
        """What was cut is said in full, where the cell has no hint of its own."""
        words = self.cut_words(QRectF(option.rect), index)
        if event.type() == QEvent.Type.ToolTip and words and not index.data(Qt.ItemDataRole.ToolTipRole):
            QToolTip.showText(event.globalPos(), words, view)
            return True
        return super().helpEvent(event, view, option, index)

    def cut_words(self, room: QRectF, index: Index) -> str:
        """The words of a cell that do not fit; '' when they do."""
        model = index.model()
        if not isinstance(model, LedgerModel) or model.group_at(index.row()) is not None:
            return ""
        cell, column = model.cell_at(index.row(), index.column()), model.columns[index.column()]
        if not column.prose or not cell.text:
            return ""
        wide = padded(room, index.column(), len(model.columns), column.align).width() - _before(cell)
        taken, shown = wrapped.lines(_role(cell, column), cell.text, wide), _lines_of(room.height())
        return cell.text if taken > min(shown, column.most or shown) else ""

    def lines_in(self, wide: float, row: int, place: int, model: LedgerModel) -> int:
        """How many lines a cell of prose takes in a column of such a width; other cells take one."""
        cell, column = model.cell_at(row, place), model.columns[place]
        if not column.prose or not cell.text:
            return 1
        inner = padded(QRectF(0, 0, wide, 1), place, len(model.columns), column.align)
        taken = wrapped.lines(_role(cell, column), cell.text, inner.width() - _before(cell))
        return min(taken, column.most or taken)

    def high(self, widths: Mapping[int, int], row: int, model: LedgerModel) -> int:
        """How high a row must be at such widths of its columns; 0 where one line does."""
        taken = max((self.lines_in(wide, row, place, model) for place, wide in widths.items()), default=1)
        return _high(taken) if taken > 1 else 0

    def paint_group(self, painter: QPainter, room: QRectF, group: Group) -> None:
        """Draw a heading over the whole width."""
        painter.fillRect(room, theme.color("raised"))
        rule(painter, room, "line2")
        inner = room.adjusted(theme.px(12), 0, -theme.px(12), 0)
        write(painter, inner, "bold", "text", group.title)
        if group.aside:
            inner.setLeft(inner.left() + theme.font_width("bold", group.title) + theme.px(12))
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("ghost"))
            painter.drawText(inner, V_MIDDLE | Qt.AlignmentFlag.AlignRight, group.aside)

    def _paint_cell(self, painter: QPainter, option: Any, index: Index, model: LedgerModel) -> None:
        cell, column = model.cell_at(index.row(), index.column()), model.columns[index.column()]
        room = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(room, theme.color("sel" if selected else cell.tint or "surface"))
        rule(painter, room, "line")
        self.paint_inner(painter, padded(room, index.column(), len(model.columns), column.align), cell, column)
        self._paint_focus(painter, room, option, index, selected)

    def paint_inner(self, painter: QPainter, inner: QRectF, cell: Cell, column: Column) -> None:
        """Draw what the cell says, within its padding."""
        if cell.mark is not None:
            self._paint_mark(painter, inner, cell)
        if cell.icon:
            at = QPointF(inner.center().x() - theme.px(8), inner.center().y() - theme.px(8))
            painter.drawPixmap(at, icons.pixmap(cell.icon, cell.token or "accent", 16))
        if cell.text:
            self._paint_words(painter, inner, cell, column)

    def _paint_mark(self, painter: QPainter, inner: QRectF, cell: Cell) -> None:
        side = theme.px(SIDE)
        left = inner.left() if cell.text else inner.center().x() - side / 2
        assert cell.mark is not None
        paint_mark(painter, QRectF(left, inner.center().y() - side / 2, side, side), cell.mark)
        if cell.text:
            inner.setLeft(inner.left() + side + theme.px(8))

    def _paint_words(self, painter: QPainter, inner: QRectF, cell: Cell, column: Column) -> None:
        inner.setLeft(inner.left() + theme.px(cell.indent))
        role, words = _role(cell, column), cell.text
        face = theme.font(role)
        if cell.strike:
            face = QFont(face)
            face.setStrikeOut(True)
        painter.setFont(face)
        painter.setPen(theme.color(cell.token or column.token))
        if column.prose:
            room = _lines_of(inner.height())
            words = wrapped.cut(role, words, inner.width(), min(room, column.most or room))
            if wrapped.lines(role, words, inner.width()) > 1:
                return wrapped.write(painter, inner, words, face, BESIDE[column.align])
        painter.drawText(inner, UNCUT[column.align], words)
        if cell.triangle:
            left = inner.right() - theme.font_width(role, words) - theme.px(12)
            left = inner.left() if column.align == "left" else left
            at = QRectF(left, inner.center().y() - theme.px(3), theme.px(8), theme.px(6))
            paint_triangle(painter, at, cell.triangle == "up", theme.color(cell.token or "text2"))

    def _paint_focus(self, painter: QPainter, room: QRectF, option: Any, index: Index, selected: bool) -> None:
        view = option.widget
        if not isinstance(view, QTableView) or not view.hasFocus():
            return
        if self._ring and view.currentIndex() == index:
            ring(painter, room)
        elif not self._ring and selected and index.column() == 0:
            painter.fillRect(QRectF(room.left(), room.top(), 3, room.height() - 1), theme.color("accent"))


def _role(cell: Cell, column: Column) -> str:
    return "bold" if cell.bold or column.bold else "body"


def _before(cell: Cell) -> int:
    """The room of indent and mark."""
    return theme.px(cell.indent + (SIDE + 8 if cell.mark is not None else 0))


def _lines_of(high: float) -> int:
    """How many lines have room in a row."""
    return max(1, int((high + 2 - theme.px(SPARE)) // theme.metrics("body").lineSpacing()))


def _high(lines: int) -> int:
    return ceil(lines * theme.metrics("body").lineSpacing()) + theme.px(SPARE)


def padded(room: QRectF, column: int, columns: int, align: Align = "left") -> QRectF:
    """The room inside a cell; first and last cells stand further from the edge, numbers need no left side."""
    left = theme.px(12 if column == 0 else 1 if align == "right" else 8)
    right = theme.px(12 if column == columns - 1 else 8)
    return room.adjusted(left, 0, -right, -1)


def rule(painter: QPainter, room: QRectF, token: str) -> None:
    """The rule under a row."""
    painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1), theme.color(token))


def ring(painter: QPainter, room: QRectF) -> None:
    """The ring inside the current cell, as in Excel."""
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room.adjusted(1, 1, -1, -2))


def write(painter: QPainter, room: QRectF, role: str, token: str, words: str) -> None:
    """Words at the left, in the middle of the height."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    painter.drawText(room, V_MIDDLE | Qt.TextFlag.TextSingleLine, words)

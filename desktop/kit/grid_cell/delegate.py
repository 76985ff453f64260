"""Draws the cells of the grid, and the editor inside one."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from desktop.kit import theme, wrapped
from desktop.kit.block_table import LedgerModel
from desktop.kit.block_table.delegate import LedgerDelegate, padded, ring, rule, write
from desktop.kit.grid_cell.model import GridModel
from desktop.kit.grid_cell.values import GridLine, GridValue, OpenValue, ValueState
from desktop.kit.marks import paint_mark, paint_triangle

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
VERDICTS = {"warned": "warnTint", "wrong": "errTint"}
GHOST_ENDS = (50, 104)


class GridDelegate(LedgerDelegate):
    """Five states by sign and shape, not by colour alone."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one cell."""
        model = index.model()
        if not isinstance(model, GridModel) or model.group_at(index.row()) is not None:
            return super().paint(painter, option, index)
        line = model.line(index.row())
        if line is not None:
            painter.save()
            self._paint_line_cell(painter, option, index, line, model)
            painter.restore()

    def cut_words(self, room: QRectF, index: Index) -> str:
        """The unit of an indicator that does not fit; its name goes on in further lines."""
        model = index.model()
        line = model.line(index.row()) if isinstance(model, GridModel) else None
        if line is None or not isinstance(model, GridModel) or index.column() != 1:
            return ""
        inner = padded(room, index.column(), model.columnCount())
        return line.unit if theme.font_width("bold", line.unit) > inner.width() else ""

    def lines_in(self, wide: float, row: int, place: int, model: LedgerModel) -> int:
        """Names are measured as the chosen row shows them, so that choosing moves nothing."""
        line = model.line(row) if isinstance(model, GridModel) and place == 0 else None
        inner = padded(QRectF(0, 0, wide, 1), place, len(model.columns))
        return wrapped.lines("bold", line.name, inner.width()) if line is not None else 1

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        """A line without frame."""
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)
        editor.setFont(theme.font("value_bold"))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        """Only where the value stands; the ghosts stay in sight."""
        room = QRect(option.rect)
        left = room.left() + theme.px(GHOST_ENDS[1] + 6)
        editor.setGeometry(left, room.top() + 2, room.right() - left - theme.px(8), room.height() - 5)

    def _paint_line_cell(self, painter: QPainter, option: Any, index: Index, line: GridLine, model: GridModel) -> None:
        room, view = QRectF(option.rect), option.widget
        here = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        value = model.value_at(index.row(), index.column())
        painter.fillRect(room, theme.color("accentTint" if here else "surface"))
        if isinstance(value, OpenValue):
            self._paint_open(painter, room, value, here)
        elif value is not None:
            self._paint_value(painter, room, value, index, model)
        else:
            inner = padded(room, index.column(), model.columnCount())
            if index.column() == 0:
                painter.setPen(theme.color("text"))
                wrapped.write(painter, inner, line.name, theme.font("bold" if here else "body"))
            else:
                unit = theme.metrics("body").elidedText(line.unit, Qt.TextElideMode.ElideRight, inner.width())
                write(painter, inner, "body", "text2", unit)
        rule(painter, room, "line")
        if isinstance(value, OpenValue):
            sides(painter, room)
        if isinstance(view, QTableView) and view.currentIndex() == index:
            ring(painter, room)

    def _paint_value(self, painter: QPainter, room: QRectF, value: GridValue, index: Index, model: GridModel) -> None:
        total = index.column() == model.open_column() + 1
        inner = padded(room, index.column(), model.columnCount(), "right")
        if value.state is ValueState.NOT_APPLICABLE:
            hatch(painter, room)
        role, token = ("bold", "text") if total else ("body", "text2")
        self._write_right(painter, inner, role, token, value.shown())
        if value.partial:
            wide = theme.font_width(role, value.shown())
            painter.setPen(QPen(theme.color("text"), 1, Qt.PenStyle.DashLine))
            low = room.center().y() + theme.px(9)
            painter.drawLine(QPointF(inner.right() - wide, low), QPointF(inner.right(), low))

    def _paint_open(self, painter: QPainter, room: QRectF, value: OpenValue, here: bool) -> None:
        ground = VERDICTS.get(value.verdict) or ("raised" if value.derived else "accentTint" if here else "surface")
        painter.fillRect(room, theme.color(ground))
        if value.value.state is ValueState.NOT_APPLICABLE:
            hatch(painter, room)
        for end, ghost in zip(GHOST_ENDS, (value.before, value.last_year), strict=True):
            left = QRectF(room.left(), room.top(), theme.px(end), room.height() - 1)
            self._write_right(painter, left, "caption", "ghost", ghost.shown())
            if ghost.moved:
                wide = theme.font_width("caption", ghost.shown()) + theme.px(11)
                at = QRectF(left.right() - wide, left.center().y() - theme.px(2), theme.px(7), theme.px(5))
                if at.left() > room.left() + theme.px(2):  # long figures keep the room for themselves
                    paint_triangle(painter, at, ghost.moved == "up", theme.color("ghost"))
        inner = room.adjusted(0, 0, -theme.px(10), -1)
        if value.value.state is ValueState.BLANK:
            return self._paint_blank(painter, room, value.derived)
        shown = value.value.shown()
        self._write_right(painter, inner, "value_bold", "accent" if value.derived else "text", shown)
        if value.value.state is ValueState.DECLARED:
            corner(painter, room)
        if value.mark is not None:
            side = theme.px(15)
            start = inner.right() - theme.font_width("value_bold", shown) - side - theme.px(4)
            paint_mark(painter, QRectF(start, room.center().y() - side / 2, side, side), value.mark)

    def _paint_blank(self, painter: QPainter, room: QRectF, derived: bool) -> None:
        box = QRectF(room.right() - theme.px(51), room.top() + 4, theme.px(46), room.height() - 9)
        if not derived:  # nobody types a counted figure: no box to type into
            painter.setPen(QPen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(theme.color("surface"))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("value_bold"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "·")

    def _write_right(self, painter: QPainter, room: QRectF, role: str, token: str, words: str) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(token))
        painter.drawText(room, RIGHT, words)


def sides(painter: QPainter, room: QRectF) -> None:
    """The accent sides of the open month."""
    painter.fillRect(QRectF(room.left(), room.top(), 2, room.height()), theme.color("accent"))
    painter.fillRect(QRectF(room.right() - 2, room.top(), 2, room.height()), theme.color("accent"))


def hatch(painter: QPainter, room: QRectF) -> None:
    """The ground of what does not apply."""
    painter.fillRect(room, theme.color("raised"))
    painter.fillRect(room, QBrush(QColor(theme.color("line")), Qt.BrushStyle.BDiagPattern))


def corner(painter: QPainter, room: QRectF) -> None:
    """The green corner of a declaration."""
    side = theme.px(8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    right, top = room.right(), room.top()
    painter.drawPolygon(QPolygonF([QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)]))
    painter.restore()

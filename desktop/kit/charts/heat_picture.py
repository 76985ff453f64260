"""A heat table drawn as a picture: the whole of it, also what the screen has to scroll to."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.block_table import Cell, Column
from desktop.kit.charts.chart import Chart
from desktop.kit.charts.heat import STEPS, HeatTable, heat_step
from desktop.kit.charts.ink import CENTER, LEFT, RIGHT, write
from desktop.kit.marks import paint_triangle

ROW, HEAD = 26, 30
ALIGN = {"left": LEFT, "right": RIGHT, "center": CENTER}


class HeatPicture(Chart):
    """Draws what a table holds at the moment of drawing."""

    def __init__(self, table: HeatTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table

    def size_on_paper(self, width: int, height: int) -> tuple[int, int]:
        """Room for every row."""
        columns = self._table.ledger().columns
        wide = sum(column.width for column in columns) + 40
        return max(560, wide), self.head_high() + HEAD + ROW * self._table.ledger().rowCount() + 8

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw heads and rows into a rectangle."""
        ledger = self._table.ledger()
        lefts = _lefts(ledger.columns, room.width())
        high = (room.height() - HEAD) / max(1, ledger.rowCount())
        for place, column in enumerate(ledger.columns):
            head = QRectF(lefts[place], room.top(), lefts[place + 1] - lefts[place], HEAD).adjusted(6, 0, -6, 0)
            write(painter, head, ALIGN[column.align], "header", "text2", column.title)
        for row in range(ledger.rowCount()):
            for place, column in enumerate(ledger.columns):
                wide = lefts[place + 1] - lefts[place]
                cell = QRectF(lefts[place], room.top() + HEAD + row * high, wide, high)
                self._draw_cell(painter, cell, column, ledger.cell_at(row, place), self._table.value_at(row, place))

    def _draw_cell(self, painter: QPainter, room: QRectF, column: Column, cell: Cell, value: int | None) -> None:
        step = heat_step(value, self._table.most)
        if step:
            painter.fillRect(room.adjusted(0, 0, -1, -1), theme.color(f"heat{step}"))
        elif cell.tint:
            painter.fillRect(room, theme.color(cell.tint))
        token = "onaccent" if step == STEPS else cell.token or "text"
        role = "bold" if cell.bold else "body"
        inner = room.adjusted(6, 0, -6, 0)
        write(painter, inner, ALIGN[column.align], role, token, cell.text)
        if cell.triangle:
            left = inner.right() - theme.font_width(role, cell.text) - 13
            place = QRectF(left, room.center().y() - 3, 8, 6)
            paint_triangle(painter, place, cell.triangle == "up", theme.color(token))


def _lefts(columns: list[Column], wide: float) -> list[float]:
    """Where columns begin; the first one takes the spare room."""
    widths = [float(column.width) for column in columns]
    if widths:
        widths[0] += max(0.0, wide - sum(widths))
    lefts = [0.0]
    for each in widths:
        lefts.append(lefts[-1] + each)
    return lefts

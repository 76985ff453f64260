"""The head of the grid: two lines, the open month tinted, its three parts named."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from desktop.kit import theme
from desktop.kit.block_table.cells import Align
from desktop.kit.block_table.delegate import padded, rule
from desktop.kit.block_table.header import LedgerHeader
from desktop.kit.grid_cell.delegate import GHOST_ENDS, sides
from desktop.kit.grid_cell.model import GridModel

LOW_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
LOW_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


class GridHead(LedgerHeader):
    """Titles stand at the bottom, the open month has its dates above."""

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(super().sizeHint().width(), theme.px(46))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one title."""
        model, room = self.model(), QRectF(rect)
        if not isinstance(model, GridModel):
            return
        painter.save()
        opened = logicalIndex == model.open_column()
        painter.fillRect(room, theme.color("accentTint" if opened else "raised"))
        rule(painter, room, "line2")
        if opened:
            self._paint_open(painter, room, model)
        else:
            side: Align = "left" if logicalIndex < 2 else "right"
            inner = padded(room, logicalIndex, self.count(), side).adjusted(0, 0, 0, -theme.px(6))
            words = model.columns[logicalIndex].title
            if logicalIndex > 2 and self.isSectionHidden(logicalIndex - 1):
                words = f"‹ {words}"
            self._write(painter, inner, "header", "text2", LOW_LEFT if logicalIndex < 2 else LOW_RIGHT, words)
        painter.restore()

    def _paint_open(self, painter: QPainter, room: QRectF, model: GridModel) -> None:
        heads = model.heads
        upper = room.adjusted(theme.px(9), theme.px(7), -theme.px(8), 0)
        upper.setHeight(theme.px(16))
        self._write(painter, upper, "header", "accent", LOW_LEFT, heads.open)
        self._write(painter, upper, "caption", "accent", LOW_RIGHT, heads.dates)
        lower = room.adjusted(0, 0, -theme.px(8), -theme.px(7))
        for end, words in zip(GHOST_ENDS, (heads.before, heads.same), strict=True):
            part = QRectF(lower.left(), lower.top(), theme.px(end), lower.height())
            self._write(painter, part, "caption", "text2", LOW_RIGHT, words)
        self._write(painter, lower, "caption", "text2", LOW_RIGHT, heads.value)
        sides(painter, room)
        painter.fillRect(QRectF(room.left(), room.top(), room.width(), 2), theme.color("accent"))

    def _write(
        self, painter: QPainter, room: QRectF, role: str, token: str, align: Qt.AlignmentFlag, words: str
    ) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(token))
        painter.drawText(room, align, words)

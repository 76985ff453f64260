"""The column of names stands still while a wide table scrolls sideways, as a frozen one in Excel.

No second table lies over the first: the one there is draws this column once more, where it would be gone, and says
of a point on it which cell lies there. Keyboard, selection, hints and screen readers see one table as before.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from desktop.kit import theme

Index = QModelIndex | QPersistentModelIndex
GRIP = 4
HALF = 0.55
"""A wider column would leave too little room for those that it names: it scrolls away with them."""


def kept_width(heads: QHeaderView, place: int) -> int:
    """How wide the kept column lies over the others just now; 0 while it stands in its own place."""
    if not 0 <= place < heads.count() or heads.isSectionHidden(place) or heads.sectionViewportPosition(place) >= 0:
        return 0
    wide = heads.sectionSize(place)
    return wide if wide <= heads.viewport().width() * HALF else 0


class KeepingTable(QTableView):
    """A table whose column `kept` stays in sight."""

    kept = 0

    def kept_width(self) -> int:
        """How wide the kept column lies over the others just now."""
        return kept_width(self.horizontalHeader(), self.kept)

    def is_heading(self, row: int) -> bool:
        """Whether a row is one heading over all columns."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the kept column over what has scrolled under it."""
        super().paintEvent(event)
        wide = self.kept_width()
        if wide:
            painter = QPainter(self.viewport())
            first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
            for row in range(max(0, first), (last if last >= 0 else self.model().rowCount() - 1) + 1):
                self._paint_kept(painter, row, wide)

    def _paint_kept(self, painter: QPainter, row: int, wide: int) -> None:
        index = self.model().index(row, 0 if self.is_heading(row) else self.kept)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        across = self.viewport().width() if self.is_heading(row) else wide
        room = QRect(0, self.rowViewportPosition(row), across, self.rowHeight(row))
        option.rect = room
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        self.itemDelegate().paint(painter, option, index)
        if not self.is_heading(row):
            painter.fillRect(room.right(), room.top(), 1, room.height(), theme.color("line2"))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What was drawn over the columns does not move with them."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.horizontalHeader().viewport().update()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """No cell hides under the kept column; going to that column itself moves nothing sideways."""
        bar, stood, covered = self.horizontalScrollBar(), self.horizontalScrollBar().value(), self.kept_width()
        super().scrollTo(index, hint)
        if index.column() == self.kept and covered:
            bar.setValue(stood)
        elif index.column() > self.kept and self.kept_width():
            hidden = self.kept_width() - self.columnViewportPosition(index.column())
            bar.setValue(bar.value() - max(0, hidden))

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """On the kept column lies its own cell, not the one under it."""
        row = self.rowAt(pos.y())
        if 0 <= pos.x() < self.kept_width() and row >= 0 and not self.is_heading(row):
            return self.model().index(row, self.kept)
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:
        """Where a cell is seen."""
        wide = self.kept_width() if index.isValid() and index.column() == self.kept else 0
        if wide and not self.is_heading(index.row()):
            return QRect(0, self.rowViewportPosition(index.row()), wide, self.rowHeight(index.row()))
        return super().visualRect(index)


class KeepingHead(QHeaderView):
    """The titles over such a table: the kept one is drawn, clicked and dragged where it is seen."""

    _dragged: tuple[int, int] | None = None
    """Where the edge of the kept title was taken, and how wide its column was then."""

    def _kept(self) -> tuple[int, int]:
        table = self.parentWidget()
        place = table.kept if isinstance(table, KeepingTable) else -1
        return place, kept_width(self, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the kept title last."""
        super().paintEvent(event)
        place, wide = self._kept()
        if wide:
            painter, high = QPainter(self.viewport()), self.viewport().height()
            self.paintSection(painter, QRect(0, 0, wide, high), place)
            painter.fillRect(QRectF(wide - 1, 0, 1, high), theme.color("line2"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the edge of the kept title, or press the title that is seen."""
        place, wide = self._kept()
        if self._on_edge(event):
            self._dragged = round(event.position().x()), wide
        else:
            super().mousePressEvent(_moved(event, self.sectionViewportPosition(place), wide))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the edge along."""
        if self._dragged is not None:
            begun, wide = self._dragged
            moved = wide + round(event.position().x()) - begun
            return self.resizeSection(self._kept()[0], max(self.minimumSectionSize(), moved))
        super().mouseMoveEvent(event)
        if self._on_edge(event):
            self.setCursor(Qt.CursorShape.SplitHCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        place, wide = self._kept()
        if self._dragged is None:
            super().mouseReleaseEvent(_moved(event, self.sectionViewportPosition(place), wide))
        self._dragged = None

    def _on_edge(self, event: QMouseEvent) -> bool:
        wide = self._kept()[1]
        return bool(wide) and abs(event.position().x() - wide) <= GRIP


def _moved(event: QMouseEvent, by: int, wide: int) -> QMouseEvent:
    """What happens on the kept title happens at its own place, which has scrolled away."""
    if not 0 <= event.position().x() < wide:
        return event
    at = event.position() + QPointF(by, 0)
    return QMouseEvent(event.type(), at, event.globalPosition(), event.button(), event.buttons(), event.modifiers())

"""The grid of the period's figures with its quick keys for states."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView, QWidget

from desktop.kit.grid_cell import FigureGrid

ERASING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class PeriodGrid(FigureGrid):
    """`-` says not applicable, Delete makes blank, Tab goes on; a refused text keeps the keyboard in its cell."""

    room_changed = Signal()
    left_cell = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = False

    def hold(self) -> None:
        """Stay in the cell whose text was refused."""
        self._held = True

    def edit_current(self) -> None:
        """Open the current cell for typing."""
        self.setFocus()
        index = self.open_index()
        if self.grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def open_index(self) -> QModelIndex:
        """The cell of the open month in the current row."""
        return self.grid.index(self.currentIndex().row(), self.grid.open_column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """States by one key; the rest as in every grid."""
        editable = bool(self.grid.flags(self.open_index()) & Qt.ItemFlag.ItemIsEditable)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if editable and plain and event.key() in ERASING:
            self.typed.emit(self.current_key(), "")
        elif editable and plain and event.key() == Qt.Key.Key_Minus:
            self.typed.emit(self.current_key(), "-")
            self.step(1)
        elif editable and plain and event.text().isdigit():
            self.setCurrentIndex(self.open_index())
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the rows and leaves the grid at its end."""
        return self.step(1 if forward else -1) or super().focusNextPrevChild(forward)

    def step(self, by: int) -> bool:
        """Go to the next figure; says whether there is one."""
        row = self.currentIndex().row() + by
        while 0 <= row < self.grid.rowCount() and self.grid.line(row) is None:
            row += by
        if not 0 <= row < self.grid.rowCount():
            return False
        self.select_position(row)
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """What was refused is typed again in its place."""
        if self._held:
            self._held = False
            QTableView.closeEditor(self, editor, QAbstractItemDelegate.EndEditHint.NoHint)
        else:
            super().closeEditor(editor, hint)
        self.left_cell.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is another room."""
        super().resizeEvent(event)
        self.room_changed.emit()
        self.scrollTo(self.currentIndex())

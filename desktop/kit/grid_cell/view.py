"""The grid itself: arrows and Enter as in Excel."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from desktop.kit import theme
from desktop.kit.block_table import Group, LedgerTable
from desktop.kit.grid_cell.delegate import GridDelegate
from desktop.kit.grid_cell.head import GridHead
from desktop.kit.grid_cell.model import MONTH, NAME, GridModel
from desktop.kit.grid_cell.values import GridHeads, GridLine

Index = QModelIndex | QPersistentModelIndex
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FigureGrid(LedgerTable):
    """Digits start typing, Enter accepts and goes down, Tab goes on; derived figures open their source."""

    typed = Signal(object, str)
    source_asked = Signal(object)
    definition_asked = Signal(object)
    declare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, cells=True)
        self.grid = GridModel()
        self.setItemDelegate(GridDelegate(self, ring=True))
        self.setHorizontalHeader(GridHead(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked)
        self.setModel(self.grid)
        self.grid.typed.connect(self.typed)

    def set_lines(self, heads: GridHeads, lines: Sequence[GridLine | Group]) -> None:
        """Show these; the current figure stays current."""
        key = self.current_key()
        self.grid.show(heads, lines)
        if not self.set_current(key):
            self.select_position(0)

    def update_line(self, line: GridLine) -> None:
        """Change one figure in its place."""
        self.grid.update_line(line)

    def select_position(self, place: int) -> None:
        """Go to the open month of a row."""
        super().select_position(place)
        row = self.currentIndex().row()
        if row >= 0:
            self.stand_on(self.grid.index(row, self.grid.open_column()))

    def next_blank(self, back: bool = False) -> bool:
        """Go to the next value that waits, round the end; says whether there is one."""
        blanks, here = self.grid.blanks(), self.currentIndex().row()
        later = [row for row in blanks if (row < here if back else row > here)]
        if not blanks:
            return False
        self.select_position((later[-1] if back else later[0]) if later else blanks[-1 if back else 0])
        self.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what is derived, else goes down; F2 edits; F4 and Ctrl+0 ask."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in ENTER and self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # the editor has had it and closes by itself
        elif event.key() in ENTER:
            self._on_enter()
        elif event.key() == Qt.Key.Key_F2:
            self._edit_or_open()
        elif event.key() == Qt.Key.Key_F4:
            self.definition_asked.emit(self.current_key())
        elif event.key() == Qt.Key.Key_0 and control:
            self.declare_asked.emit()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Accepting goes down, Tab goes to the next row's value too."""
        forward = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, forward.NoHint)
        if hint in (forward.SubmitModelCache, forward.EditNextItem):
            self._go_by(1)
        elif hint == forward.EditPreviousItem:
            self._go_by(-1)

    def folded_months(self) -> int:
        """How many of the oldest months have no room."""
        header = self.horizontalHeader()
        return sum(header.isSectionHidden(2 + place) for place in range(len(self.grid.heads.months)))

    def _place_columns(self) -> None:
        """Names are never cut: the oldest months go first."""
        months, px = len(self.grid.heads.months), theme.px
        names = max((theme.font_width("bold", line.name) for line in self.grid.figures()), default=0)
        room = self.viewport().width() - sum(self._widths) + px(NAME) - min(names + px(20), px(240))
        folded = min(months, max(0, ceil(-room / px(MONTH))))
        for place in range(months):
            self.setColumnHidden(2 + place, place < folded)
        super()._place_columns()

    def fits_rows(self, model: QAbstractItemModel) -> bool:
        """A section has few lines."""
        return isinstance(model, GridModel)

    def prose(self) -> list[int]:
        """Names, where even folded months leave them too little room."""
        return [0]

    def _on_enter(self) -> None:
        line = self.grid.line(self.currentIndex().row())
        if line is not None and line.open.derived:
            self.source_asked.emit(line.key)
        else:
            self._go_by(1)

    def _edit_or_open(self) -> None:
        line = self.grid.line(self.currentIndex().row())
        if line is None:
            return
        index = self.grid.index(self.currentIndex().row(), self.grid.open_column())
        if self.grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.stand_on(index)
            self.edit(index)
        else:
            self.source_asked.emit(line.key)

    def _go_by(self, step: int) -> None:
        row, rows = self.currentIndex().row() + step, self.grid.rowCount()
        while 0 <= row < rows and self.grid.line(row) is None:
            row += step
        if 0 <= row < rows:
            self.select_position(row)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The whole row is tinted, so it is drawn again."""
        super().currentChanged(current, previous)
        self.viewport().update()

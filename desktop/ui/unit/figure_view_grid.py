"""The grid of the period's figures with its quick keys for states."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from desktop.domain.blocks import Block, block_text
from desktop.domain.numbers import NumberRefused, parse_number
from desktop.domain.records import number_text
from desktop.kit.grid_cell import FigureGrid, GridValue, OpenValue, ValueState

ERASING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class PeriodGrid(FigureGrid):
    """`-` says not applicable, Delete makes blank, Tab goes on; a refused text keeps the keyboard in its cell."""

    room_changed = Signal()
    left_cell = Signal()
    paste_asked = Signal()
    fill_asked = Signal()
    decline_asked = Signal()
    """Declare the section as not applicable."""
    typed_in_vain = Signal()
    """A digit was typed over a figure that nobody types."""
    put_asked = Signal(object, str)
    """list[int], str: the same text into several lines."""

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
            self.stand_on(index)
            self.edit(index)

    def open_index(self) -> QModelIndex:
        """The cell of the open month in the current row."""
        return self.grid.index(self.currentIndex().row(), self.grid.open_column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """States by one key, blocks as in Excel; the rest as in every grid."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif control and event.key() == Qt.Key.Key_D:
            self.fill_asked.emit()
        elif event.text() == "*":
            self.declare_asked.emit()
        elif control and event.key() == Qt.Key.Key_Minus:
            self.decline_asked.emit()
        elif not self._put_state(event):
            super().keyPressEvent(event)

    def _put_state(self, event: QKeyEvent) -> bool:
        """Delete makes blank, `-` says not applicable, digits go to the open month; says whether all was done."""
        editable = bool(self.grid.flags(self.open_index()) & Qt.ItemFlag.ItemIsEditable)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.chosen_lines():
            return False
        if not editable and len(self.chosen_lines()) == 1:
            return self._tell_in_vain(event)
        if event.text().isdigit():
            self.stand_on(self.open_index())
            return False
        if event.key() not in (*ERASING, Qt.Key.Key_Minus):
            return False
        text = "-" if event.key() == Qt.Key.Key_Minus else ""
        places = self.chosen_lines()
        if len(places) > 1 or self.currentIndex().column() in range(2, self.grid.open_column()):
            self.put_asked.emit(places, text)
            return True
        self.typed.emit(self.current_key(), text)
        if text:
            self.step(1)
        return True

    def _tell_in_vain(self, event: QKeyEvent) -> bool:
        if event.text().isdigit():
            self.typed_in_vain.emit()
        return event.text().isdigit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Ctrl with an arrow goes to the edge, as in Excel."""
        here, moves = self.currentIndex(), QAbstractItemView.CursorAction
        if modifiers & Qt.KeyboardModifier.ControlModifier and here.isValid():
            rows = [row for row in range(self.grid.rowCount()) if self.grid.line(row) is not None]
            columns = [each for each in range(self.grid.columnCount()) if not self.isColumnHidden(each)]
            edges = {
                moves.MoveUp: (rows[0], here.column()),
                moves.MoveDown: (rows[-1], here.column()),
                moves.MoveLeft: (here.row(), columns[0]),
                moves.MoveRight: (here.row(), columns[-1]),
            }
            if action in edges:
                return self.grid.index(*edges[action])
        return super().moveCursor(action, modifiers)

    def chosen_lines(self) -> list[int]:
        """The rows of the chosen figures, the current one when none is chosen."""
        rows = {index.row() for index in self.selectedIndexes()} or {self.currentIndex().row()}
        return sorted(row for row in rows if self.grid.line(row) is not None)

    def line_before(self, place: int) -> int | None:
        """The figure above a row, headings left out."""
        return next((row for row in range(place - 1, -1, -1) if self.grid.line(row) is not None), None)

    def text_to_fill(self, place: int) -> str:
        """What stands in a row's current month, as it would be typed."""
        column = self.currentIndex().column()
        column = column if 2 <= column < self.grid.open_column() else self.grid.open_column()
        return typed_text(self.grid.value_at(place, column))

    def offers(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The keys of a figure, for the mouse."""
        return (
            (self.tr("Dán từ Excel") + "\tCtrl+V", self.paste_asked.emit),
            (self.tr("Điền xuống") + "\tCtrl+D", self.fill_asked.emit),
            (self.tr("Định nghĩa") + "\tF4", lambda: self.definition_asked.emit(self.current_key())),
        )

    def copy(self) -> None:
        """The chosen cells for Excel: plain words, and a table whose numbers are numbers on every machine."""
        rows: dict[int, list[int]] = {}
        for index in self.selectedIndexes() or [self.currentIndex()]:
            rows.setdefault(index.row(), []).append(index.column())
        places = {row: sorted(columns) for row, columns in sorted(rows.items()) if self.grid.line(row) is not None}
        cells = [[self._copied(row, column) for column in columns] for row, columns in places.items()]
        data = QMimeData()
        data.setText(block_text(cells))
        data.setHtml(excel_table(cells))
        QGuiApplication.clipboard().setMimeData(data)

    def _copied(self, row: int, column: int) -> str:
        value = self.grid.value_at(row, column)
        return self.grid.cell_at(row, column).text if value is None else copied_text(value)

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


def typed_text(value: GridValue | OpenValue | None) -> str:
    """A value as a person would type it."""
    shown = value.value if isinstance(value, OpenValue) else value or GridValue(state=ValueState.BLANK)
    signs = {ValueState.BLANK: "", ValueState.NOT_APPLICABLE: "-", ValueState.DECLARED: "0"}
    return signs.get(shown.state, shown.shown())


def copied_text(value: GridValue | OpenValue) -> str:
    """A value for Excel: digits without points between thousands, which another machine would read as decimals."""
    shown = value.value if isinstance(value, OpenValue) else value
    if shown.state is ValueState.DECLARED:
        return shown.shown()
    return typed_text(shown).replace(".", "")


def excel_table(cells: Block) -> str:
    """The same cells as HTML; `x:num` tells Excel each number whatever its decimal sign, `sdval` LibreOffice."""
    lines = ("".join(map(_table_cell, row)) for row in cells)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8"><table>{body}</table></html>'


def _table_cell(words: str) -> str:
    try:
        exact = number_text(parse_number(words))
        return f'<td x:num="{exact}" sdval="{exact}" sdnum="1033;">{escape(words)}</td>'
    except NumberRefused:
        return f"<td x:str>{escape(words)}</td>"

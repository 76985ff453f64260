"""What Excel would bring, line by line with its verdict; nothing is taken before a person says so."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card
from desktop.kit.text import Cut, Text

LOW = 250


class PastePreview(Card):
    """A table of verdicts with its two ways out, pinned under it."""

    taken = Signal()
    cancelled = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.table = LedgerTable()
        self.model = RowsModel(columns)
        self.table.setModel(self.model)
        self.told = Cut("", "caption", "text2")
        self.detail = Text("", "body", "text2", wrap=True)
        self.detail.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        self.cancel = KeyButton(self.tr("Thôi"), "Esc", bind=False)
        self.take = KeyButton("", "Ctrl+Enter", kind="primary", icon="check")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.detail)
        self.foot = self.add_foot()
        self.foot.addWidget(self.told, 1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.take)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self._on_chosen)
        self.cancel.clicked.connect(self.cancelled)
        self.take.clicked.connect(self._on_take)

    def show_lines(self, title: str, told: str, lines: Sequence[Line]) -> None:
        """Show the lines; the words under them say how many of each verdict there are."""
        self.set_title(title)
        self.told.setText(told)
        self.model.set_rows(lines)
        self.table.select_position(0)

    def offer(self, words: str, possible: bool, why_not: str) -> None:
        """Name what taking does, or say why there is nothing to take."""
        self.take.setText(words)
        self.take.updateGeometry()
        if possible:
            self.take.enable()
        else:
            self.take.disable(why_not)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low windows keep their height for the rows; the verdict is in the hint of its cell."""
        super().resizeEvent(event)
        self.detail.setVisible(self.height() >= theme.px(LOW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        """The verdict of the current line in full: columns cut long ones short."""
        line = self.model.row_at(self.table.currentIndex().row())
        self.detail.setText(self._detail_of(line) if isinstance(line, Line) else "")

    def _detail_of(self, line: Line) -> str:
        last = line.cells[-1]
        return last.text if isinstance(last, Cell) else last

    def _on_take(self) -> None:
        if self.take.isEnabled():
            self.taken.emit()

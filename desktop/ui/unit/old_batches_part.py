"""Đã nhập: every old file that was entered, how many rows became what, and the way to take one back whole."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.numbers import format_number
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.marks import Mark
from desktop.services.old_entering import BatchRow


class OldBatchesPart(QWidget):
    """The list, the newest first."""

    withdrawn = Signal(object)
    """BatchRow that shall be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batches: list[BatchRow] = []
        self.table = LedgerTable()
        self.model = RowsModel(
            [
                Column("", "mark", 34, "center"),
                Column(self.tr("Tệp"), "file", 260, prose=True, stretch=True),
                Column(self.tr("Lúc"), "at", 116),
                Column(self.tr("Người nhập"), "author", 130, prose=True),
                Column(self.tr("Đọc"), "read", 60, "right"),
                Column(self.tr("Bản ghi, số liệu"), "final", 100, "right"),
                Column(self.tr("Nháp"), "draft", 60, "right"),
                Column(self.tr("Bỏ qua"), "skipped", 64, "right"),
                Column(self.tr("Giữ lại"), "held", 64, "right"),
                Column(self.tr("Còn trong sổ"), "living", 96, "right", bold=True),
            ]
        )
        self.table.setModel(self.model)
        self.list = Card(self.tr("Các lần nhập"))
        self.back = self.list.add_action(
            KeyButton(self.tr("Rút lại lần nhập này"), "Ctrl+Shift+Z", small=True, icon="undo-2")
        )
        self.list.body.addWidget(self.table, 1)
        self.table.set_empty(EmptyState(self.tr("Chưa nhập tệp nào. Chọn tệp Excel cũ để xem trước.")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.back.clicked.connect(self._on_back)
        self._show_chosen()

    def show_batches(self, batches: Sequence[BatchRow]) -> None:
        """Show these."""
        key = self.table.current_key()
        self._batches = list(batches)
        self.model.set_rows([_line(batch) for batch in batches])
        if not self.table.set_current(key):
            self.table.select_position(0)
        self._show_chosen()

    def chosen(self) -> BatchRow | None:
        """The one the keyboard stands on."""
        key = self.table.current_key()
        return next((batch for batch in self._batches if batch.id == key), None)

    def _show_chosen(self) -> None:
        batch = self.chosen()
        if batch is None:
            self.back.disable(self.tr("Chưa nhập tệp nào."))
        elif not batch.living:
            self.back.disable(self.tr("Lần nhập này đã rút lại hết."))
        else:
            self.back.enable()

    def _on_back(self) -> None:
        batch = self.chosen()
        if batch is not None:
            self.withdrawn.emit(batch)


def _line(batch: BatchRow) -> Line:
    counts = batch.counts
    numbers = (counts.read, counts.final, counts.draft, counts.skipped, counts.held, batch.living)
    mark = Mark.DONE if batch.living else Mark.OLD
    at = f"{datetime.fromisoformat(batch.at):%d/%m/%Y %H:%M}"
    name = Cell(batch.file_name, tip=batch.file_name, strike=not batch.living)
    return Line((Cell(mark=mark), name, at, batch.author, *(format_number(n) for n in numbers)), batch.id)

"""Đã nhập: every old file that was entered, how many rows became what, and the way to take one back whole."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.numbers import format_number
from desktop.domain.old_fonts import readable
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.marks import Mark
from desktop.services.old_entering import BatchRow, LeftRow
from desktop.services.old_previewing import Fate
from desktop.ui import words
from desktop.ui.retold import retold


class OldBatchesPart(QWidget):
    """The list, the newest first."""

    withdrawn = Signal(object)
    """BatchRow that shall be taken back."""

    def __init__(self, left: Callable[[int], list[LeftRow]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = left
        self._batches: list[BatchRow] = []
        self.table, self.model = LedgerTable(), RowsModel(_columns())
        self.table.setModel(self.model)
        self.list = Card(self.tr("Các lần nhập"))
        self.back = self.list.add_action(
            KeyButton(self.tr("Rút lại lần nhập này"), "Ctrl+Shift+Z", small=True, icon="undo-2")
        )
        self.list.body.addWidget(self.table, 1)
        self.table.set_empty(EmptyState(self.tr("Chưa nhập tệp nào. Chọn tệp Excel cũ để xem trước.")))
        self.left_model = RowsModel(_left_columns())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self._column.addWidget(self.list, 2)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.back.clicked.connect(self._on_back)
        self._show_chosen()

    @cached_property
    def left(self) -> Card:
        """What did not become records; made for the first file that was entered."""
        card, table = Card(self.tr("Dòng không thành bản ghi")), LedgerTable()
        table.setModel(self.left_model)
        table.set_empty(EmptyState(self.tr("Mọi dòng của tệp đều thành bản ghi.")))
        card.body.addWidget(table, 1)
        self._column.addWidget(card, 3)
        return card

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
        if batch is not None or "left" in self.__dict__:
            self.left.setVisible(batch is not None)
        self.left_model.set_rows([_left_line(row) for row in self._left(batch.id)] if batch is not None else [])
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


def _columns() -> list[Column]:
    return [
        Column("", "mark", 34, "center"),
        Column(words.translate("OldData", "Tệp"), "file", 260, prose=True, stretch=True),
        Column(words.translate("OldData", "Lúc"), "at", 116),
        Column(words.translate("OldData", "Người nhập"), "author", 112, prose=True),
        Column(words.translate("OldData", "Đọc"), "read", 60, "right"),
        Column(words.translate("OldData", "Bản ghi, số liệu"), "final", 100, "right"),
        Column(words.translate("OldData", "Nháp"), "draft", 60, "right"),
        Column(words.translate("OldData", "Bỏ qua"), "skipped", 64, "right"),
        Column(words.translate("OldData", "Giữ lại"), "held", 64, "right"),
        Column(words.translate("OldData", "Còn trong sổ"), "living", 96, "right", bold=True),
    ]


def _left_columns() -> list[Column]:
    return [
        Column("", "mark", 34, "center"),
        Column(words.translate("OldData", "Trang"), "sheet", 110, prose=True, token="text2"),
        Column(words.translate("OldData", "Dòng"), "row", 50, "right", token="text2"),
        Column(words.translate("OldData", "Trong tệp"), "text", 380, prose=True),
        Column(words.translate("OldData", "Vì sao"), "why", 300, prose=True, stretch=True),
    ]


def _left_line(row: LeftRow) -> Line:
    mark = Mark.QUESTION if row.fate is Fate.HELD else Mark.SAME
    sheet, why = readable(row.sheet), retold(row.why)
    cells = (Cell(mark=mark), Cell(sheet, tip=sheet), format_number(row.row_no))
    return Line((*cells, Cell(row.text, tip=row.text), Cell(why, tip=why)), (row.sheet, row.row_no))


def _line(batch: BatchRow) -> Line:
    counts = batch.counts
    numbers = (counts.read, counts.final, counts.draft, counts.skipped, counts.held, batch.living)
    mark = Mark.DONE if batch.living else Mark.OLD
    at = f"{datetime.fromisoformat(batch.at):%d/%m/%Y %H:%M}"
    name = Cell(batch.file_name, tip=batch.file_name, strike=not batch.living)
    return Line((Cell(mark=mark), name, at, batch.author, *(format_number(n) for n in numbers)), batch.id)

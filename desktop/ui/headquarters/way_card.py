"""The way to the conference: receive, settle, read, write, each with how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card
from desktop.kit.marks import Mark
from desktop.services.progressing import Completeness


class WayCard(Card):
    """Four steps; Enter leads to the page of one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Đường tới hội nghị"))
        self.table = LedgerTable()
        columns = [Column("", "step", 156, bold=True), Column("", "state", 120, stretch=True, token="text2")]
        self.model = RowsModel(columns)
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.setFixedHeight(theme.px(28 * 4))
        self.table.opened.connect(lambda key: self.chosen.emit(str(key)))
        self.body.addWidget(self.table)

    def show_way(self, found: Completeness, left: int) -> None:
        """Show how far each step is."""
        whole = found.received == found.expected and found.expected > 0
        received = Mark.DONE if whole else Mark.IN_HAND if found.received else Mark.NEXT
        settled = Mark.DONE if whole and not left else Mark.IN_HAND if found.received else Mark.NEXT
        come = self.tr("{n}/{all} đơn vị").format(n=found.received, all=found.expected)
        work = self.tr("còn {n} việc").format(n=left) if left else self.tr("không còn việc")
        read = self.tr("đọc, so với cùng kỳ") if found.received else self.tr("khi có tệp đầu tiên")
        write = self.tr("xuất Word, phụ lục")
        steps = (
            ("receiving", received, self.tr("Nhận tệp"), come),
            ("progress", settled, self.tr("Giải quyết"), work if found.received else ""),
            ("summary", Mark.NEXT, self.tr("Xem tổng hợp"), read),
            ("report", Mark.NEXT, self.tr("Báo cáo, phụ lục"), write),
        )
        self.model.set_rows([Line((Cell(name, mark=mark), state), key) for key, mark, name, state in steps])

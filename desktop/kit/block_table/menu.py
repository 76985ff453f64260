"""The right click on a table: what its keys do, for those who work with the mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.kit.block_table.models import RowsModel

if TYPE_CHECKING:
    from desktop.kit.block_table.view import LedgerTable


class TableMenu(QMenu):
    """Open, where the table says what that is; copy what is chosen or all of it."""

    def __init__(self, table: "LedgerTable") -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if table.open_words:
            self.addAction(f"{table.open_words}\tEnter", table.open_current)
            self.addSeparator()
        self.addAction(f"{self._what(table)}\tCtrl+C", table.copy)
        for words, action in table.offers():
            self.addAction(words, action)
        if isinstance(table.model(), RowsModel):  # what is fetched in blocks may have no end
            self.addAction(self.tr("Chép cả bảng"), table.copy_whole)

    def _what(self, table: "LedgerTable") -> str:
        cells = table.selectedIndexes()
        rows = {index.row() for index in cells}
        if table.selectionBehavior() == table.SelectionBehavior.SelectRows:
            one, many = self.tr("Chép dòng này"), self.tr("Chép {n} dòng đã chọn")
        else:
            one, many, rows = self.tr("Chép ô này"), self.tr("Chép {n} ô đã chọn"), set(range(len(cells)))
        return many.format(n=len(rows)) if len(rows) > 1 else one

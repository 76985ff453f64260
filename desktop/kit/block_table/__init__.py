"""Tables of the ledger: ids in order, rows fetched in blocks when painted, all cells drawn by one delegate."""

from desktop.kit.block_table.cells import Cell, Column, Group, Line
from desktop.kit.block_table.delegate import LedgerDelegate
from desktop.kit.block_table.models import BlockTableModel, LedgerModel, RowsModel
from desktop.kit.block_table.view import LedgerTable

__all__ = [
    "BlockTableModel",
    "Cell",
    "Column",
    "Group",
    "LedgerDelegate",
    "LedgerModel",
    "LedgerTable",
    "Line",
    "RowsModel",
]

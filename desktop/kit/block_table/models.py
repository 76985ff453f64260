"""Table models: one that fetches blocks of rows when they are painted, one that holds a few rows."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.kit.block_table.cells import Cell, Column, Group, Line, as_cell

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
BLOCK, BLOCKS_KEPT = 200, 40
ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
NOWHERE = QModelIndex()
SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
CHOOSABLE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
"""Made once: Qt asks twice for each cell that it paints."""


class LedgerModel(QAbstractTableModel):
    """Columns, cells and keys, whatever the rows come from."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = list(columns)
        self.endResetModel()

    def cell_at(self, row: int, column: int) -> Cell:
        """What stands in a cell."""
        raise NotImplementedError

    def group_at(self, row: int) -> Group | None:
        """The heading in a row, if it is one."""
        return None

    def key_at(self, row: int) -> object:
        """What a row is known by."""
        raise NotImplementedError

    def position(self, key: object) -> int | None:
        """Where the row of a key stands."""
        raise NotImplementedError

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """As many as given."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles; numbers have theirs at the right."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN[self.columns[section].align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and hints; the delegate asks for whole cells instead."""
        if not index.isValid() or role not in SAID:
            return None
        group = self.group_at(index.row())
        if group is not None:
            return group.title if index.column() == 0 and role == Qt.ItemDataRole.DisplayRole else None
        cell = self.cell_at(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(cell)
        return cell.text if role == Qt.ItemDataRole.DisplayRole else cell.tip or None

    def _spoken(self, cell: Cell) -> str | None:
        """What is only painted, said to a screen reader; None where the words say all."""
        moved = {"up": self.tr("tăng {n}"), "down": self.tr("giảm {n}")}.get(cell.triangle)
        return moved.format(n=cell.text) if moved else cell.tip if cell.tip and not cell.text else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or self.group_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return CHOOSABLE


class BlockTableModel(LedgerModel, Generic[Row]):
    """Holds the ids in order and fetches rows by blocks when somebody looks at them."""

    block_size = BLOCK

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._ids: Sequence[Any] = ()
        self._blocks: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def ids(self) -> Sequence[Any]:
        """All ids in the order shown."""
        raise NotImplementedError

    def block(self, ids: Sequence[Any]) -> Sequence[Row]:
        """The rows of some ids, in the same order."""
        raise NotImplementedError

    def cell(self, row: Row, column: Column) -> Cell | str:
        """What a row shows in a column."""
        return str(getattr(row, column.key))

    def reload(self) -> None:
        """Ask for the ids again and forget the rows."""
        self.take(self.ids())

    def take(self, ids: Sequence[Any]) -> None:
        """Show these, in their order; forget the rows."""
        self.beginResetModel()
        self._ids = ids
        self._blocks.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Forget the rows but keep ids and places, for changes that move nothing."""
        self._blocks.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """As many as ids."""
        return 0 if parent.isValid() else len(self._ids)

    def row_at(self, row: int) -> Row:
        """A whole row, fetched with its neighbours."""
        size = self.block_size
        number, place = divmod(row, size)
        rows = self._blocks.get(number)
        if rows is None:
            rows = self._blocks[number] = self.block(self._ids[number * size : (number + 1) * size])
            if len(self._blocks) > BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        return rows[place]

    def id_at(self, row: int) -> Any:
        """The id in a row."""
        return self._ids[row]

    def key_at(self, row: int) -> object:
        """Rows are known by their id."""
        return self._ids[row]

    def position(self, key: object) -> int | None:
        """Where an id stands."""
        try:
            return _place_in(self._ids, key) if isinstance(self._ids, array) else self._ids.index(key)
        except (ValueError, TypeError):
            return None

    def cell_at(self, row: int, column: int) -> Cell:
        """What stands in a cell."""
        return as_cell(self.cell(self.row_at(row), self.columns[column]))


def _place_in(numbers: "array[int]", key: Any) -> int | None:
    """Where a number stands among very many: as bytes they are searched a hundred times as quickly."""
    size, held, wanted = numbers.itemsize, numbers.tobytes(), array(numbers.typecode, [key]).tobytes()
    found = held.find(wanted)
    while found >= 0 and found % size:
        found = held.find(wanted, found + 1)
    return found // size if found >= 0 else None


class RowsModel(LedgerModel):
    """A few rows, given as they are shown."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: list[Line | Group] = []

    def set_rows(self, rows: Sequence[Line | Group]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def set_line(self, row: int, line: Line) -> None:
        """Change one row in its place."""
        self._rows[row] = line
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def row_at(self, row: int) -> Line | Group:
        """A whole row."""
        return self._rows[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """As many as given."""
        return 0 if parent.isValid() else len(self._rows)

    def group_at(self, row: int) -> Group | None:
        """The heading in a row, if it is one."""
        line = self._rows[row]
        return line if isinstance(line, Group) else None

    def key_at(self, row: int) -> object:
        """Its own key, or its place."""
        line = self._rows[row]
        if isinstance(line, Group):
            return None
        return row if line.key is None else line.key

    def position(self, key: object) -> int | None:
        """Where a key stands."""
        return next((row for row in range(len(self._rows)) if key is not None and self.key_at(row) == key), None)

    def cell_at(self, row: int, column: int) -> Cell:
        """What stands in a cell; missing ones are empty."""
        line = self._rows[row]
        if isinstance(line, Group) or column >= len(line.cells):
            return Cell()
        cell = as_cell(line.cells[column])
        return Cell(**{**vars(cell), "bold": True}) if line.bold and not cell.bold else cell

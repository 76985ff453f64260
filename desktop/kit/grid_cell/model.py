"""The grid as a table model; only the open month can be typed into."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.kit.block_table import Cell, Column, Group, LedgerModel
from desktop.kit.grid_cell.values import GridHeads, GridLine, GridValue, OpenValue, ValueState

Index = QModelIndex | QPersistentModelIndex
NAME, UNIT, MONTH, OPEN, TOTAL, LAST_YEAR = 194, 92, 46, 176, 64, 62


class GridModel(LedgerModel):
    """Name, unit, earlier months, open month, total, last year."""

    typed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(())
        self.heads = GridHeads()
        self._lines: list[GridLine | Group] = []

    def show(self, heads: GridHeads, lines: Sequence[GridLine | Group]) -> None:
        """Take other lines."""
        self.beginResetModel()
        self.heads, self._lines = heads, list(lines)
        self.columns = [
            Column(heads.name, "name", NAME, stretch=True),
            Column(heads.unit, "unit", UNIT, token="text2"),
            *(Column(month, f"month{place}", MONTH, "right") for place, month in enumerate(heads.months)),
            Column(heads.open, "open", OPEN, "right"),
            Column(heads.total, "total", TOTAL, "right"),
            Column(heads.last_year, "last_year", LAST_YEAR, "right", token="text2"),
        ]
        self.endResetModel()

    def open_column(self) -> int:
        """The column of the open month."""
        return 2 + len(self.heads.months)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Lines and headings."""
        return 0 if parent.isValid() else len(self._lines)

    def line(self, row: int) -> GridLine | None:
        """The figure in a row, None for headings."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, GridLine) else None

    def figures(self) -> list[GridLine]:
        """The lines without headings."""
        return [line for line in self._lines if isinstance(line, GridLine)]

    def update_line(self, line: GridLine) -> None:
        """Change one figure in its place."""
        row = self.position(line.key)
        if row is not None:
            self._lines[row] = line
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def group_at(self, row: int) -> Group | None:
        """The heading in a row, if it is one."""
        line = self._lines[row]
        return line if isinstance(line, Group) else None

    def key_at(self, row: int) -> object:
        """Figures are known by their key."""
        line = self.line(row)
        return line.key if line else None

    def position(self, key: object) -> int | None:
        """Where a key stands."""
        return next((row for row in range(len(self._lines)) if key is not None and self.key_at(row) == key), None)

    def value_at(self, row: int, column: int) -> GridValue | OpenValue | None:
        """The value in a cell, None for name and unit."""
        line = self.line(row)
        if line is None or column < 2:
            return None
        values: list[GridValue | OpenValue] = [*line.months, line.open, line.total, line.last_year]
        return values[column - 2]

    def cell_at(self, row: int, column: int) -> Cell:
        """A cell as words, for copying and readers of the screen."""
        line, value = self.line(row), self.value_at(row, column)
        if line is None:
            return Cell()
        if value is None:
            return Cell(line.name if column == 0 else line.unit)
        return Cell((value.value if isinstance(value, OpenValue) else value).shown())

    def blanks(self) -> list[int]:
        """The rows whose open month waits for a number."""
        rows = range(len(self._lines))
        return [
            row
            for row in rows
            if (line := self.line(row))
            and line.open.editable
            and not line.open.derived
            and line.open.value.state is ValueState.BLANK
        ]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Typed figures of the open month can be edited."""
        flags, line = super().flags(index), self.line(index.row())
        if line is not None and index.column() == self.open_column() and line.open.editable and not line.open.derived:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words; the editor starts with nothing where nothing was entered."""
        if index.isValid() and role == Qt.ItemDataRole.EditRole:
            words = str(super().data(index))
            return "" if words in "·–" else words.rstrip("*")
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; the screen records it and gives the line back."""
        if str(value).strip() == str(self.data(index, Qt.ItemDataRole.EditRole)):
            return False
        self.typed.emit(self.key_at(index.row()), str(value).strip())
        return True

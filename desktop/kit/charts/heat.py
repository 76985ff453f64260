"""A table whose ground says how much; the figure is always printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerDelegate, LedgerTable, Line, RowsModel
from desktop.kit.block_table.delegate import rule

Index = QModelIndex | QPersistentModelIndex
STEPS = 5


@dataclass(frozen=True)
class HeatLine:
    """One row: values that are coloured, then cells that are not."""

    key: object
    name: str
    values: Sequence[int | None]
    tail: Sequence[Cell | str] = ()
    copied: Sequence[str] = ()
    """What Excel gets of the values where they are shown divided: the whole numbers."""

    def cells(self) -> list[Cell]:
        """The values as cells."""
        whole = self.copied or [""] * len(self.values)
        return [Cell(_said(value), copied=words) for value, words in zip(self.values, whole, strict=True)]


def heat_step(value: int | None, most: int) -> int:
    """The step of a value, 0 for nothing, 5 for the most."""
    if not value or most <= 0:
        return 0
    return min(STEPS, 1 + (value - 1) * STEPS // most)


class HeatDelegate(LedgerDelegate):
    """Paints the grounds."""

    def __init__(self, table: "HeatTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw a coloured cell, or leave it to the ledger."""
        value = self._table.value_at(index.row(), index.column())
        if value is None:
            return super().paint(painter, option, index)
        step, room = heat_step(value, self._table.most), QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(room, theme.color("sel" if selected else "surface"))
        if step:
            painter.fillRect(room.adjusted(0, 0, -1, -1), theme.color(f"heat{step}"))
        else:
            rule(painter, room, "line")
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("onaccent" if step == STEPS else "text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(value))
        painter.restore()


class HeatTable(LedgerTable):
    """Areas by months with totals."""

    def __init__(self, parent: QWidget | None = None, row_height: int = 27) -> None:
        super().__init__(parent, row_height)
        self.most = 0
        self._lines: list[HeatLine] = []
        self._heat = RowsModel([])
        self.setItemDelegate(HeatDelegate(self))
        self.setModel(self._heat)

    def set_heat(
        self,
        row_title: str,
        heads: Sequence[str],
        lines: Sequence[HeatLine],
        tail_heads: Sequence[tuple[str, int]] = (),
        total: HeatLine | None = None,
    ) -> None:
        """Show areas; the total row and the tail stay uncoloured."""
        self._lines = list(lines)
        self.most = max((value or 0 for line in lines for value in line.values), default=0)
        self._heat.set_columns(
            [
                Column(row_title, "name", 118, stretch=True, least=100),
                *(Column(head, f"v{place}", 41, "center") for place, head in enumerate(heads)),
                *(Column(head, f"t{place}", width, "right") for place, (head, width) in enumerate(tail_heads)),
            ]
        )
        rows = [Line([line.name, *line.cells(), *line.tail], line.key) for line in lines]
        if total is not None:
            rows.append(Line([_raised(cell) for cell in (total.name, *total.cells(), *total.tail)], total.key))
        self._heat.set_rows(rows)

    def value_at(self, row: int, column: int) -> int | None:
        """The coloured value in a cell."""
        if row >= len(self._lines) or not 0 < column <= len(self._lines[row].values):
            return None
        return self._lines[row].values[column - 1]


def _said(value: int | None) -> str:
    return "·" if value is None else str(value)


def _raised(cell: Cell | str) -> Cell:
    facts = vars(cell) if isinstance(cell, Cell) else {"text": cell}
    return Cell(**{**facts, "tint": "raised", "bold": True})

"""The rows behind a figure as a table: put into words when they are painted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from desktop.domain.catalogue import Indicator
from desktop.kit.block_table import BlockTableModel, Cell, Column
from desktop.kit.marks import Mark
from desktop.services.tracing import ADJUSTED, BLOCK, Source
from desktop.ui.headquarters.figure_words import amount_said
from desktop.ui.retold import retold
from desktop.ui.words import translate


class SourceRows(BlockTableModel[Source]):
    """Number, day, content, amount, place; a row is known by its place in the list."""

    block_size = BLOCK

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), parent)
        self._term: Indicator | None = None
        self._sources: Sequence[Source] = ()

    def show_rows(self, term: Indicator, rows: Sequence[Source]) -> None:
        """Show these, each with what it adds to an indicator."""
        self._term, self._sources = term, rows
        self.reload()

    def ids(self) -> Sequence[Any]:
        """Their places."""
        return range(len(self._sources))

    def block(self, ids: Sequence[Any]) -> Sequence[Source]:
        """Neighbours, looked up together."""
        return self._sources[ids[0] : ids[-1] + 1]

    def cell(self, row: Source, column: Column) -> Cell | str:
        """What a row shows."""
        match column.key:
            case "number":
                return "" if row.kind == ADJUSTED else row.number.rpartition("-")[2]
            case "day":
                return f"{row.day[8:10]}/{row.day[5:7]}" if len(row.day) >= 10 else row.day[5:]
            case "content":
                words = translate("SourceRows", "Điều chỉnh") if row.kind == ADJUSTED else retold(row.content)
                return Cell(words, mark=Mark.CORRECTED if row.note else None, tip=retold(row.note) or words)
            case "amount":
                return amount_said(self._term, row.amount) if self._term is not None else ""
        return Cell(row.cell, tip=f"{row.sheet}, {row.cell}" if row.cell else "")


def _columns() -> list[Column]:
    return [
        Column(translate("SourceRows", "Số"), "number", 52),
        Column(translate("SourceRows", "Ngày"), "day", 50),
        Column(translate("SourceRows", "Nội dung"), "content", 100, prose=True, stretch=True),
        Column(translate("SourceRows", "Số liệu"), "amount", 62, "right", bold=True),
        Column(translate("SourceRows", "Ô"), "place", 54, token="text2"),
    ]

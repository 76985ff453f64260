"""Records as the lines of a list: fetched by blocks, each checked when it is fetched."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from desktop.domain.catalogue import Level
from desktop.domain.records import RowState
from desktop.kit.block_table import BlockTableModel, Cell, Column
from desktop.services import browsing
from desktop.services.browsing import RecordRow
from desktop.services.filtering import Filter
from desktop.ui import words
from desktop.ui.catalogue_words import shown_row, spoken
from desktop.ui.context import Context

NEWEST_FIRST = "day", True


class RecordModel(BlockTableModel[RecordRow]):
    """Records in the order asked for; each row is checked when it is fetched, so blocks are small."""

    block_size = 32

    def __init__(self, context: Context) -> None:
        self._context = context
        self.wanted = Filter()
        self.order, self.descending = NEWEST_FIRST
        self.level_of: Callable[[RecordRow], Level | None] = attrgetter("level")
        """What stands against a record; the form knows better of the one that is being typed."""
        super().__init__(self._columns())

    def ids(self) -> Sequence[Any]:
        """All that the filter lets through."""
        return browsing.ids(self._context.books, self.wanted, self.order, self.descending)

    def block(self, ids: Sequence[Any]) -> Sequence[RecordRow]:
        """Some of them, with what they show."""
        books = self._context.books
        return [shown_row(row, books.catalogue) for row in browsing.rows(books, ids)]

    def cell(self, row: RecordRow, column: Column) -> Cell | str:
        """One cell of a record."""
        match column.key:
            case "mark":
                level = self.level_of(row)
                return Cell(mark=words.MARKS[level] if level else None)
            case "day":
                return self._day(row)
            case "kind":
                return spoken(row.kind_name)
            case "content":
                short = words.short_number(row.number) if row.kind == "case" else ""
                return Cell(f"{short} {row.content}".strip(), strike=row.state is RowState.DELETED, tip=row.number)
            case "count":
                return f"{row.count}"
            case "tag":
                return self._tag(row)
        return str(getattr(row, column.key))

    def _day(self, row: RecordRow) -> str:
        if not row.day:
            return ""
        when = date.fromisoformat(row.day)
        return f"{when:%d/%m}" if self._context.period.holds(when) else f"{when:%d/%m/%Y}"

    def _tag(self, row: RecordRow) -> str:
        if row.state is not RowState.FINAL:
            return words.state_word(row.state)
        later = row.day > self._context.period.last.isoformat()
        return self.tr("kỳ sau") if later else ""

    def _columns(self) -> list[Column]:
        return [
            Column("", "mark", 32, "center"),
            Column(self.tr("Ngày"), "day", 86, sortable=True),
            Column(self.tr("Loại"), "kind", 126, sortable=True),
            Column(self.tr("Nội dung"), "content", 200, prose=True, stretch=True),
            Column(self.tr("Xóm"), "hamlet", 98, prose=True, token="text2", sortable=True, yields=True),
            Column(self.tr("SL"), "count", 40, "right", sortable=True),
            Column("", "tag", 60, token="text2"),
        ]

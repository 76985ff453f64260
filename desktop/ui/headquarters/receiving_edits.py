"""Cells of one file: what was changed by hand, and what is wrong, each at its address."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.arrival import CellEdit
from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.block_table.cells import as_cell
from desktop.kit.text import Text
from desktop.services.arrivals import Remark
from desktop.ui.retold import retold
from desktop.wording.cells import value_words

MOST_REMARKS = 40
MOST_EDITS = 200
SHOWN, SIDES, VALUE, PROSE, LEAST = 9, 22, 92, 76, (56, 50)
"""Rows in sight; the room around a value; the widest value, a column of prose, the narrowest columns of values."""


class EditTable(LedgerTable):
    """Cells changed in Excel after the seal: before struck through, after in bold."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._edits = RowsModel(
            [
                Column(self.tr("Ô"), "cell", 46),
                Column(self.tr("Nội dung"), "what", 76, prose=True, stretch=True),
                Column(self.tr("Trước"), "before", 82, "right", token="text2", prose=True),
                Column(self.tr("Sau"), "after", 88, "right", bold=True, prose=True),
            ]
        )
        self.setModel(self._edits)

    def show_edits(self, edits: Sequence[CellEdit]) -> None:
        """Show them by sheet."""
        rows: list[Line | Group] = []
        for edit in edits[:MOST_EDITS]:
            title = self.tr("Trang {sheet}").format(sheet=edit.sheet)
            if not rows or not any(isinstance(row, Group) and row.title == title for row in rows):
                rows.append(Group(title))
            rows.append(self._line(edit))
        self._edits.set_rows(rows)
        self._fit_columns([row for row in rows if isinstance(row, Line)])
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths let words take other numbers of lines."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """The first rows are seen whole, however many lines they take."""
        shown = min(SHOWN, self._edits.rowCount())
        high = theme.px(29) + sum(self.rowHeight(row) for row in range(shown)) + 2
        if high != self.height() or high != self.maximumHeight():
            self.setFixedHeight(high)

    def _fit_columns(self, lines: Sequence[Line]) -> None:
        """Short values leave their room to the words before them."""
        letters = theme.metrics("bold")
        shown = [[as_cell(line.cells[place]).text for line in lines] for place in (2, 3)]
        values = [[letters.horizontalAdvance(words) + theme.px(SIDES) for words in each] for each in shown]
        self.set_widths(
            [*self.widths()[:2], *(_width(each, theme.px(least)) for each, least in zip(values, LEAST, strict=True))]
        )

    def _line(self, edit: CellEdit) -> Line:
        kind = self._catalogue.kinds.get(edit.kind)
        field = kind.by_name.get(edit.field) if kind else None
        label = field.label if field is not None else edit.field

        def words(value: object) -> str:
            if value in (None, ""):
                return self.tr("trống")
            if isinstance(value, (int, Decimal)):
                return format_number(value)
            return value_words(self._catalogue, field, str(value)) if field is not None else str(value)

        what = label
        before, after = words(edit.before), words(edit.after)
        return Line(
            (edit.address, Cell(what, tip=what), Cell(before, strike=True, tip=before), Cell(after, tip=after)),
            f"{edit.sheet}!{edit.address}",
        )


class RemarkList(QWidget):
    """Faults and warnings, each at its cell with what mends it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_remarks(self, remarks: Sequence[Remark], below_edits: bool) -> None:
        """Show these, the grave ones first."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        ordered = sorted(remarks, key=lambda remark: "KEWQ".find(remark.level))
        self.setVisible(bool(ordered))
        if ordered:
            self._column.addWidget(Text(self.tr("{n} chỗ cần xem").format(n=len(ordered)), "bold"))
        for remark in ordered[:MOST_REMARKS]:
            where, _, what = retold(remark.sentence).partition(": ")
            self._column.addWidget(Text(where.replace("!", self.tr(", ô ")), "caption", _token(remark)))
            self._column.addWidget(Text(what, wrap=True))
        if len(ordered) > MOST_REMARKS:
            rest = self.tr("và {n} chỗ nữa").format(n=len(ordered) - MOST_REMARKS)
            self._column.addWidget(Text(rest, "body", "text2"))


def _width(values: Sequence[float], least: int) -> int:
    """As wide as the values that are short; whole sentences go on in further lines."""
    short = [each for each in values if each <= theme.px(VALUE)]
    return round(max(least if len(short) == len(values) else theme.px(PROSE), *short, 0))


def _token(remark: Remark) -> str:
    return "err" if remark.level in "KE" else "warn"

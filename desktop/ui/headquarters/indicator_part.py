"""Bảng chỉ tiêu: every indicator now, last year, change, what is missing; Enter shows the source."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.text import fold
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, EmptyState
from desktop.kit.frame import Split
from desktop.kit.inputs import SearchInput
from desktop.kit.marks import Mark
from desktop.services.counting import Summary, SummaryLine
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.context import Context
from desktop.ui.headquarters.figure_words import change_cell, missing_said, percent_cell, value_cell
from desktop.ui.headquarters.source_facts import Asked
from desktop.ui.headquarters.source_panel import SourcePanel
from desktop.ui.retold import retold

SIDE = 400
BASE = 3
"""The column of last year's figures: its source is last year's too."""


class IndicatorPart(QWidget):
    """The table at the left, sources at the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._summary: Summary | None = None
        self._notes: Mapping[str, str] = {}
        self.table = LedgerTable()
        self.model = RowsModel(self._columns())
        self.table.setModel(self.model)
        self.table.set_empty(EmptyState(self.tr("Không có chỉ tiêu nào như vậy. Xóa bớt chữ ở ô tìm.")))
        self.search = SearchInput(self.tr("Tìm chỉ tiêu"), small=True)
        self.search.setFixedWidth(self.search.fontMetrics().averageCharWidth() * 36)
        hint = self.tr("Chọn một chỉ tiêu, nhấn Enter: số đến từ đơn vị nào, bản ghi nào, tệp nào, ô nào.")
        self.source = SourcePanel(context, hint)
        self.card = Card(self.tr("Chỉ tiêu"))
        self.card.add_action(self.search)
        self.card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Split(self.card, self.source, SIDE, 340))
        self.search.edited.connect(self._show)
        self.search.line.arrow_pressed.connect(self._on_arrow)
        self.table.open_words = self.tr("Xem nguồn số liệu")
        self.table.opened.connect(lambda _: self.ask_source())
        self.table.clicked.connect(self._on_clicked)
        self.source.closed.connect(self.table.setFocus)

    def show_summary(self, summary: Summary, notes: Mapping[str, str] | None = None) -> None:
        """Fill the table; corrected figures say what the units told."""
        self._summary, self._notes = summary, notes or {}
        self._show()

    def go_to(self, code: str) -> None:
        """Stand on an indicator."""
        self.table.set_current(code)

    def search_for(self, words: str) -> None:
        """Show the indicators that hold these words."""
        self.search.set_value(words)
        self._show()

    def ask_source(self) -> None:
        """The source of the indicator that the keyboard stands on."""
        line = self._current()
        if line is None:
            return
        base = self.table.currentIndex().column() == BASE
        period, figure = self._context.period, line.base if base else line.now
        if base:
            period = period.same_period_last_year()
        self.source.ask(Asked(line.indicator.code, period, self.tr("Toàn tỉnh"), None, figure.amount))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() in (BASE - 1, BASE):
            self.ask_source()

    def _current(self) -> SummaryLine | None:
        key = self.table.current_key()
        lines = self._summary.lines if self._summary is not None else ()
        return next((line for line in lines if line.indicator.code == key), None)

    def _show(self) -> None:
        if self._summary is None:
            return
        wanted, key = fold(self.search.value()).split(), self.table.current_key()
        rows: list[Line | Group] = []
        for section in self._context.catalogue.sections.values():
            lines = [line for line in self._summary.asked if line.indicator.section == section.code]
            shown = [line for line in lines if _matches(line, wanted)]
            if shown:
                rows.append(Group(f"{section.code}. {section.name}"))
                rows += [_row(line, self._notes.get(line.indicator.code, "")) for line in shown]
        self.model.set_rows(rows)
        self.card.set_aside(self.tr("{n} dòng").format(n=sum(isinstance(row, Line) for row in rows)))
        if not self.table.set_current(key):
            self.table.select_position(0)

    def _on_arrow(self, step: int) -> None:
        self.table.select_position(max(0, self.table.currentIndex().row() + step))
        self.table.setFocus()

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Chỉ tiêu"), "name", 260, prose=True, stretch=True),
            Column(self.tr("Đơn vị tính"), "unit", 78, token="text2", prose=True),
            Column(self.tr("Kỳ này"), "now", 74, "right", bold=True),
            Column(self.tr("Cùng kỳ"), "base", 76, "right", token="text2"),
            Column(self.tr("Tăng, giảm"), "change", 94, "right"),
            Column("%", "percent", 56, "right"),
            Column(self.tr("Thiếu"), "missing", 118, "right", token="warn"),
        ]


def _matches(line: SummaryLine, wanted: list[str]) -> bool:
    shown = shown_indicator(line.indicator)
    words = fold(f"{shown.code} {shown.name} {shown.short} {line.indicator.name}")
    return all(word in words for word in wanted)


def _row(line: SummaryLine, told: str) -> Line:
    indicator, note = shown_indicator(line.indicator), retold(told)
    cells: list[Cell | str] = [
        Cell(indicator.short + (f" ({note})" if note else ""), tip=f"{indicator.code} {indicator.name}"),
        indicator.unit,
        value_cell(indicator, line.now, mark=Mark.CORRECTED if note else None, tip=note),
        value_cell(indicator, line.base),
        change_cell(indicator, line.comparison.difference),
        percent_cell(line.comparison.percent),
        missing_said(line),
    ]
    return Line(cells, indicator.code)

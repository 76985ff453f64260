"""What Số liệu kỳ shows: tabs, grid, panel; collected again when something was touched."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.block_table import Group
from desktop.kit.cards import Card
from desktop.kit.frame import Page, Split
from desktop.kit.grid_cell import GridLegend, GridLine
from desktop.kit.stack import Stack
from desktop.kit.tabs import SectionTabs
from desktop.services import grid, old_origins, recalling
from desktop.services.grid import Grid, GridRow, GridSection, GridTab
from desktop.ui import words
from desktop.ui.catalogue_words import shown_section
from desktop.ui.context import Context
from desktop.ui.problems import shown_placed
from desktop.ui.unit.figure_view_bar import ProblemBar
from desktop.ui.unit.figure_view_declare import Declarer
from desktop.ui.unit.figure_view_desk import FigureDesk
from desktop.ui.unit.figure_view_grid import PeriodGrid
from desktop.ui.unit.figure_view_header import FigureHeader
from desktop.ui.unit.figure_view_panel import FigurePanel
from desktop.ui.unit.figure_view_values import grid_line, heads, source_words
from desktop.ui.unit.figure_view_walk import next_row, section_of, tab_of, tab_with

PANEL, LOW = 300, 340
SETTLED_MS = 60
"""The panel's slower parts wait until the keyboard rests."""


class FigureScreen(Page):
    """The parts of the page and what stands in them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(words.translate("Figures", "Số liệu kỳ"), parent)
        self._context, self._desk = context, FigureDesk(context.books)
        self._everything, self._month = False, 0
        self._grid: Grid | None = None
        self._fresh: date | None = None
        self._make()
        self._arrange()

    def _make(self) -> None:
        names = list(self._context.books.catalogue.tabs)
        reasons = partial(recalling.reasons, self._context.books)
        self.tabs, self.table, self.panel = SectionTabs(), PeriodGrid(), FigurePanel(reasons)
        self.top = FigureHeader(self.header, names)
        self.declarer = Declarer(self._context, self)
        self.bar, self.sheet = ProblemBar(), Stack()
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)

    def _arrange(self) -> None:
        card, main = Card(), QWidget()
        card.body.addWidget(self.declarer.bar)
        card.body.addWidget(self.table, 1)
        self.legend = GridLegend()
        card.body.addWidget(self.legend)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(card, 1)
        column.addWidget(self.bar)
        self.sheet.addWidget(main)
        self.split = Split(self.sheet, self.panel, PANEL, PANEL)
        self.body.setSpacing(0)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.split, 1)
        self.side_panel = self.panel
        self.panes = [self.table, self.tabs, self.panel.problem.reason.text]
        self.set_keys(
            [
                ("F2", self.tr("Sửa")),
                ("F4", self.tr("Định nghĩa")),
                ("Ctrl+V", self.tr("Dán từ Excel")),
                ("Ctrl+D", self.tr("Điền xuống")),
                ("Ctrl+Z", self.tr("Hoàn tác")),
            ]
        )

    def first(self) -> Iterator[QWidget]:
        """The figures are collected in one step and shown in the next."""
        if self._grid is None:
            found = self._collected()
            yield self
            self._show_grid(found)
            yield self

    def is_fresh(self) -> bool:
        """Whether nothing was touched since the grid was collected, today."""
        return self._fresh == self._context.today()

    def grow_stale(self) -> None:
        """Something was touched."""
        self._fresh = None

    def refresh(self) -> None:
        """Collect the grid again and show it."""
        self._show_grid(self._collected())

    def _collected(self) -> Grid:
        books, period, today = self._context.books, self._context.period, self._context.today()
        month = self._month if self._month in period.months else None
        self._fresh = today
        return grid.unit_grid(books, period, month, self._everything, today)

    def _show_grid(self, found: Grid) -> None:
        self._grid = found
        self._month = self._grid.open_month
        self._show_tabs(self._grid)
        self._show_lines()
        self.top.show_grid(self._grid, self._everything)
        self._on_chosen(self.table.current_key())

    def _show_tabs(self, found: Grid) -> None:
        self.tabs.set_tabs([tab_of(tab) for tab in found.tabs if tab.rows])
        self.top.picker.set_value(self.tabs.current())

    def _show_lines(self) -> None:
        if self._grid is None or self.table.state() is self.table.State.EditingState:
            return  # never under a person's typing; the grid is shown again when the cell is left
        tab = self._tab()
        lines: list[GridLine | Group] = []
        for section in tab.sections:
            if section.rows:
                lines.append(Group(shown_section(section.section).name, self._declared_words(section)))
                lines += [self._line(row, self._grid.earlier) for row in section.rows]
        titles = heads(self._grid)
        if self._same_shape(titles, lines):
            for line in lines:
                if isinstance(line, GridLine):
                    self.table.update_line(line)
        else:
            self.table.set_lines(titles, lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low windows keep their height for the figures."""
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW)
        self.legend.setHidden(low)
        self.bar.set_low(low)

    def _on_room(self) -> None:
        """A narrow page tells what is odd under the table."""
        row = self.current_row()
        if row is not None:
            self._show_bar(row)

    def _same_shape(self, titles: object, lines: list[GridLine | Group]) -> bool:
        """Whether only values changed, so that the keyboard's place need not be found again."""
        model = self.table.grid
        if model.heads != titles or model.rowCount() != len(lines):
            return False
        return all(
            model.group_at(place) == line if isinstance(line, Group) else model.key_at(place) == line.key
            for place, line in enumerate(lines)
        )

    def _line(self, row: GridRow, earlier: tuple[int, ...]) -> GridLine:
        refused = self._desk.refused.get((self._month, row.indicator.code))
        return grid_line(row, earlier, refused[0] if refused else None)

    def _declared_words(self, section: GridSection) -> str:
        told = section.declared
        if told is None:
            return self.tr("chưa có số liệu, chưa khai báo") if section.open_question else ""
        day = f"{told.at[8:10]}/{told.at[5:7]}"
        pattern = (
            self.tr("0* không phát sinh, {person} khai {day}")
            if told.declared == "none"
            else self.tr("– không thuộc diện, {person} khai {day}")
        )
        return pattern.format(person=told.person, day=day)

    # Where the keyboard is

    def _rows(self) -> list[GridRow]:
        return self._grid.rows if self._grid else []

    def _tab(self) -> GridTab:
        assert self._grid is not None
        return next(tab for tab in self._grid.tabs if tab.name == self.tabs.current())

    def current_row(self) -> GridRow | None:
        """The figure under the keyboard."""
        key = self.table.current_key()
        return self._grid.row(str(key)) if self._grid and key else None

    def next_open(self, back: bool = False) -> bool:
        """Go to the next figure that needs a person, through all tabs; says whether there is one."""
        row = next_row(self._grid, str(self.table.current_key()), back) if self._grid else None
        if row is not None:
            self.go_to(row.indicator.code)
        return row is not None

    def go_to(self, code: str) -> None:
        """Show the figure of an indicator, on its tab."""
        tab = tab_with(self._grid, code) if self._grid else None
        if tab is None:
            return
        self.tabs.set_current(tab.name)
        self.top.picker.set_value(tab.name)
        self._show_lines()
        self.table.set_current(code)
        self.table.setFocus()

    def _on_chosen(self, key: object) -> None:
        row = self.current_row()
        if row is None:
            return
        refusal = self._desk.refusal(self._month, row.indicator.code)
        self.panel.show_row(self._said(row), self._month, refusal)
        self._show_bar(row)
        declared = section_of(self._grid, row).declared if self._grid else None
        self.top.show_declared(declared is not None)
        self._settled.start()

    def _said(self, row: GridRow) -> GridRow:
        """The row with its problem in the language of the screens."""
        if row.problem is None:
            return row
        return replace(row, problem=shown_placed(row.problem, self._context.books.catalogue))

    def _show_bar(self, row: GridRow) -> None:
        if self.split.is_drawer():
            self.bar.show_row(self._said(row), self._desk.refusal(self._month, row.indicator.code))
        else:
            self.bar.hide()

    def _show_history(self) -> None:
        row = self.current_row()
        if row is None:
            return
        books, period, code = self._context.books, self._context.period, row.indicator.code
        months = grid.last_year_of_months(books, period, code, self._month)
        self.panel.show_months(row, months, self._month)
        count = grid.source_count(books, period, self._month, code) if row.derived else 0
        came = old_origins.figure_origins(books, period, self._month, code)
        words = "\n".join([source_words(row, books.catalogue, count, self._month), *came])
        self.panel.show_source(words, row.derived and count != 0)

    def set_compact(self, compact: bool) -> None:
        """Tabs become a picker, rare buttons go."""
        super().set_compact(compact)
        self.tabs.setHidden(compact)
        self.top.set_compact(compact)

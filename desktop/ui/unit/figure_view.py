"""Số liệu kỳ: the period's figures month by month, typed and counted, with what is odd about them."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.periods import month_of_key
from desktop.kit.block_table import Group
from desktop.kit.cards import Card
from desktop.kit.frame import Page, Split
from desktop.kit.grid_cell import GridLegend, GridLine
from desktop.kit.tabs import SectionTabs
from desktop.services import grid, recording
from desktop.services.grid import Grid, GridRow, GridSection, GridTab
from desktop.services.recording import Touched
from desktop.services.undoing import Moved
from desktop.ui import words
from desktop.ui.context import Context, Place
from desktop.ui.unit.figure_view_bar import ProblemBar
from desktop.ui.unit.figure_view_declare import Declarer
from desktop.ui.unit.figure_view_desk import FigureDesk
from desktop.ui.unit.figure_view_grid import PeriodGrid
from desktop.ui.unit.figure_view_header import FigureHeader
from desktop.ui.unit.figure_view_panel import FigurePanel
from desktop.ui.unit.figure_view_values import grid_line, heads, source_words
from desktop.ui.unit.figure_view_walk import SEND, next_row, section_of, stage, tab_of, tab_with
from desktop.ui.unit.undo_keys import UndoKeys

PANEL = 300
SETTLED_MS = 60
"""The panel's slower parts wait until the keyboard rests."""


class FigureView(Page):
    """Tabs, grid, panel; the primary button leads to the next blank, then to sending."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(words.translate("Figures", "Số liệu kỳ"), parent)
        self._context, self._desk = context, FigureDesk(context.books)
        self._everything, self._month = False, 0
        self._grid: Grid | None = None
        self._make()
        self._arrange()
        self._connect()

    # What it is made of

    def _make(self) -> None:
        names = list(self._context.books.catalogue.tabs)
        self.tabs, self.table, self.panel = SectionTabs(), PeriodGrid(), FigurePanel()
        self.top = FigureHeader(self.header, names)
        self.declarer = Declarer(self._context, self)
        self.bar = ProblemBar()
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)

    def _arrange(self) -> None:
        card, main = Card(), QWidget()
        card.body.addWidget(self.declarer.bar)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(GridLegend())
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(card, 1)
        column.addWidget(self.bar)
        self.split = Split(main, self.panel, PANEL, PANEL)
        self.body.setSpacing(0)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.split, 1)
        self.side_panel = self.panel
        self.panes = [self.table, self.tabs, self.panel.problem.reason.text]
        self.set_keys(
            [
                ("Enter", self.tr("Xuống")),
                ("F2", self.tr("Sửa")),
                ("-", self.tr("Không thuộc diện")),
                ("F4", self.tr("Định nghĩa")),
                ("Ctrl+Z", self.tr("Hoàn tác")),
            ]
        )

    def _connect(self) -> None:
        table, panel = self.table, self.panel
        table.typed.connect(self._on_typed)
        table.chosen.connect(self._on_chosen)
        table.source_asked.connect(self._open_source)
        table.definition_asked.connect(self._on_definition_asked)
        table.declare_asked.connect(self._on_declare)
        table.room_changed.connect(self._on_room)
        table.left_cell.connect(self._show_lines)
        panel.source_asked.connect(self._open_source)
        panel.problem.reason_given.connect(self._on_reason)
        for asking in (panel.problem, self.bar):
            asking.edit_asked.connect(self._on_edit_asked)
        self.bar.reason_asked.connect(self._on_reason_asked)
        self._settled.timeout.connect(self._show_history)
        self.tabs.chosen.connect(self._on_tab)
        self.top.picker.committed.connect(lambda: self._on_tab(self.top.picker.value()))
        self.top.more.clicked.connect(self._on_more)
        self.top.month_chosen.connect(self.open_month)
        self.top.declare.clicked.connect(self._on_declare)
        self.top.primary.clicked.connect(self._on_primary)
        self.declarer.changed.connect(self._on_declared)
        self.declarer.shown.connect(self.go_to)
        self._key("Shift+F8", lambda: self.next_open(back=True))
        self._key("Alt+Left", lambda: self._step_month(-1))
        self._key("Alt+Right", lambda: self._step_month(1))
        self.undoing = UndoKeys(self, self._context, self.follow)
        self._context.announcements.touched.connect(self._on_touched)
        self._context.announcements.period_changed.connect(self._on_period)

    def _key(self, key: str, act: object) -> None:
        QShortcut(key, self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # type: ignore[call-overload]

    # Looking again

    def arrived(self) -> None:
        """Look again; the first time the keyboard goes to what waits."""
        first = self._grid is None
        self.refresh()
        self.table.setFocus()
        if first:
            self.next_open()

    def leave(self) -> None:
        """Texts that were refused are not kept."""
        self._desk.forget_refusals()

    def seek(self, place: Place) -> None:
        """Show a figure or the first one of a section."""
        if place.month in self._context.period.months:
            self._month = place.month
        code = place.indicator
        self._everything = self._everything or bool(code and self._needs_everything(code))
        self.refresh()
        if place.section:
            code = next((row.indicator.code for row in self._rows() if row.indicator.section == place.section), "")
        self.go_to(code)

    def _needs_everything(self, code: str) -> bool:
        return self._grid is None or self._grid.row(code) is None

    def refresh(self) -> None:
        """Collect the grid again and show it."""
        books, period = self._context.books, self._context.period
        month = self._month if self._month in period.months else None
        self._grid = grid.unit_grid(books, period, month, self._everything, self._context.today())
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
                lines.append(Group(section.section.name, self._declared_words(section)))
                lines += [self._line(row, self._grid.earlier) for row in section.rows]
        titles = heads(self._grid)
        if self._same_shape(titles, lines):
            for line in lines:
                if isinstance(line, GridLine):
                    self.table.update_line(line)
        else:
            self.table.set_lines(titles, lines)

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
        self.panel.show_row(row, self._month, refusal)
        self._show_bar(row)
        declared = section_of(self._grid, row).declared if self._grid else None
        self.top.show_declared(declared is not None)
        self._settled.start()

    def _show_bar(self, row: GridRow) -> None:
        if self.split.is_drawer():
            self.bar.show_row(row, self._desk.refusal(self._month, row.indicator.code))
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
        self.panel.show_source(source_words(row, books.catalogue, count, self._month), row.derived and count > 0)

    # What a person does

    def _on_typed(self, key: object, text: str) -> None:
        row = self._grid.row(str(key)) if self._grid else None
        if row is None or self._grid is None:
            return
        if self._desk.type(row, self._month, text) is None:
            QTimer.singleShot(0, self, self._announce_figures)
        else:
            self._show_refusal(row)

    def _show_refusal(self, row: GridRow) -> None:
        if self.table.state() is self.table.State.EditingState:
            self.table.hold()
        refusal = self._desk.refusal(self._month, row.indicator.code)
        self.panel.show_row(row, self._month, refusal)
        self._show_bar(row)
        QTimer.singleShot(0, self, self._show_lines)

    def _announce_figures(self) -> None:
        self.set_facts([("check", self.tr("Đã lưu {time}").format(time=words.clock(self._context.now())))])
        self._context.announce(Touched.FIGURES)

    def follow(self, moved: Moved) -> bool:
        """Show a figure or a declaration that was taken back or made again."""
        shown = moved.before if moved.gone else moved.after
        if moved.kind == "figure":
            self._month = month_of_key(str(shown["month"]))
            self.seek(Place("figures", indicator=str(shown["indicator"]), month=self._month))
        elif moved.kind == "declaration":
            self.seek(Place("figures", section=str(shown["section"])))
        return moved.touched is Touched.FIGURES

    def _on_edit_asked(self) -> None:
        row = self.current_row()
        if row is not None and row.derived:
            self._open_source()
        else:
            self.table.edit_current()

    def _open_source(self, _: object = None) -> None:
        row = self.current_row()
        if row is not None:
            self._context.go(Place("records", indicator=row.indicator.code, month=self._month))

    def _on_definition_asked(self, _: object) -> None:
        if self.panel.isHidden():
            self.toggle_side()
        self.panel.show_definition()

    def _on_reason(self, reason: str) -> None:
        row = self.current_row()
        if row is None or row.problem is None:
            return
        books, placed = self._context.books, row.problem
        recording.explain(books, self._context.period.key, placed.subject, placed.problem, reason)
        self._context.announce(Touched.TEXTS)
        self.table.setFocus()

    def _on_reason_asked(self) -> None:
        if self.panel.isHidden():
            self.toggle_side()
        self.panel.problem.reason.setFocus()

    def _on_declare(self) -> None:
        row = self.current_row()
        if row is not None and self._grid is not None:
            self.declarer.toggle(section_of(self._grid, row))

    def _on_declared(self) -> None:
        self._announce_figures()
        self.table.setFocus()

    def _on_primary(self) -> None:
        if self._grid is None or stage(self._grid) == SEND:
            self._context.go(Place("closing"))
        else:
            self.next_open()

    def _on_tab(self, name: str) -> None:
        self.tabs.set_current(name)
        self.top.picker.set_value(name)
        self._show_lines()
        self.table.select_position(0)
        self.table.setFocus()

    def _on_more(self) -> None:
        self._everything = not self._everything
        self.refresh()

    def open_month(self, month: int) -> None:
        """Open another month for typing."""
        self._month = month
        self.refresh()

    def _step_month(self, by: int) -> None:
        months = self._context.period.months
        place = months.index(self._month) + by if self._month in months else -1
        if 0 <= place < len(months):
            self.open_month(months[place])

    def _on_touched(self, touched: object) -> None:
        if self.isVisible() and self._grid is not None:
            self.refresh()

    def _on_period(self, _: object) -> None:
        self._month = 0
        self._desk.forget_refusals()
        if self.isVisible():
            self.refresh()

    def set_compact(self, compact: bool) -> None:
        """Tabs become a picker, rare buttons go."""
        super().set_compact(compact)
        self.tabs.setHidden(compact)
        self.top.set_compact(compact)

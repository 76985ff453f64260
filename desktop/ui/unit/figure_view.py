"""Số liệu kỳ: the period's figures month by month, typed and counted, with what is odd about them."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from desktop.domain.catalogue import IndicatorKind
from desktop.domain.periods import month_of_key
from desktop.services import recording
from desktop.services.grid import GridRow
from desktop.services.recording import Touched
from desktop.services.undoing import Moved
from desktop.ui import words
from desktop.ui.context import Context, Place
from desktop.ui.unit.figure_view_clipboard import FigureClipboard
from desktop.ui.unit.figure_view_declare import NONE, NOT_APPLICABLE
from desktop.ui.unit.figure_view_screen import FigureScreen
from desktop.ui.unit.figure_view_values import typed_row
from desktop.ui.unit.figure_view_walk import SEND, section_of, stage
from desktop.ui.unit.undo_keys import UndoKeys

RESTED_MS = 120
"""Sums and contradictions are looked at again when the keyboard has rested so long."""


class FigureView(FigureScreen):
    """Types, pastes, declares, explains; the primary button leads to the next blank, then to sending."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.clipboard = FigureClipboard(self, context)
        self.sheet.addWidget(self.clipboard.preview)
        self.undoing = UndoKeys(self, context, self.follow)
        self._vain, self._seen = "", False
        self._later = QTimer(self, singleShot=True, interval=RESTED_MS)
        self._later.timeout.connect(self._on_later)
        self._connect()

    def _connect(self) -> None:
        table, panel = self.table, self.panel
        table.typed.connect(self._on_typed)
        table.chosen.connect(self._on_chosen)
        table.source_asked.connect(self._open_source)
        table.definition_asked.connect(self._on_definition_asked)
        table.declare_asked.connect(self._on_declare)
        table.decline_asked.connect(self._on_decline)
        table.room_changed.connect(self._on_room)
        table.left_cell.connect(self._show_lines)
        table.paste_asked.connect(self.clipboard.paste)
        table.fill_asked.connect(self.clipboard.fill_down)
        table.put_asked.connect(self._on_put)
        table.typed_in_vain.connect(self._on_typed_in_vain)
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
        self._context.announcements.touched.connect(self._on_touched)
        self._context.announcements.period_changed.connect(self._on_period)

    def _key(self, key: str, act: object) -> None:
        QShortcut(key, self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # type: ignore[call-overload]

    # Looking again

    def arrived(self) -> None:
        """Look again if anything was touched; the first time the keyboard goes to what waits."""
        if not self.is_fresh():
            self.refresh()
        self.table.setFocus()
        if not self._seen:
            self._seen = True
            self.next_open()

    def leave(self) -> None:
        """Texts that were refused are not kept."""
        self.catch_up()
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

    # What a person does

    def _on_typed(self, key: object, text: str) -> None:
        row = self._grid.row(str(key)) if self._grid else None
        if row is None or self._grid is None:
            return
        if self._desk.type(row, self._month, text) is None:
            self._say_saved()
            self.table.update_line(self._line(typed_row(row, self._month, self._desk.last), self._grid.earlier))
            self._later.start()
        else:
            self._show_refusal(row)

    def _show_refusal(self, row: GridRow) -> None:
        if self.table.state() is self.table.State.EditingState:
            self.table.hold()
        refusal = self._desk.refusal(self._month, row.indicator.code)
        self.panel.show_row(self._said(row), self._month, refusal)
        self._show_bar(row)
        QTimer.singleShot(0, self, self._show_lines)

    def catch_up(self) -> None:
        """What was typed is stored and shown; sums, contradictions and other screens follow now."""
        if self._later.isActive():
            self._later.stop()
            self._context.announce(Touched.FIGURES)

    def _on_later(self) -> None:
        """Not under a person's typing: once the keyboard rests."""
        if self.table.state() is self.table.State.EditingState:
            self._later.start()
        else:
            self._context.announce(Touched.FIGURES)

    def _say_saved(self) -> None:
        self.set_facts([("check", self.tr("Đã lưu {time}").format(time=words.clock(self._context.now())))])

    def _announce_figures(self) -> None:
        self._later.stop()
        self._say_saved()
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

    # Several cells at once

    def tab_rows(self) -> list[GridRow]:
        """The figures of the tab, in order."""
        return self._tab().rows

    def row_at(self, place: int) -> GridRow | None:
        """The figure in a row of the grid."""
        key = self.table.grid.key_at(place)
        return self._grid.row(str(key)) if self._grid and key else None

    def months_from_current(self) -> tuple[int, ...]:
        """The months from the current column to the open one; the open one where no month is current."""
        assert self._grid is not None
        months = (*self._grid.earlier, self._grid.open_month)
        place = self.table.currentIndex().column() - 2
        return months[place:] if 0 <= place < len(months) else months[-1:]

    def type_current(self, text: str) -> None:
        """As if it had been typed into the current cell."""
        self._on_typed(self.table.current_key(), text)

    def told_stored(self, told: str) -> None:
        """Several cells were stored as one step."""
        self._vain = ""
        self._announce_figures()
        self.notice.tell(told, self.tr("Hoàn tác"), self.undoing.undo)

    def show_preview(self, shown: bool) -> None:
        """Pasted cells take the grid's place until a person decides."""
        self.sheet.setCurrentIndex(int(shown))
        self.panel.setEnabled(not shown)
        self.tabs.setEnabled(not shown)
        (self.clipboard.preview.table if shown else self.table).setFocus()

    def _on_put(self, places: object, text: str) -> None:
        told = self.tr("Đã ghi {n} ô không thuộc diện.") if text else self.tr("Đã xóa trắng {n} ô.")
        self.clipboard.put(list(places), text, told)  # type: ignore[call-overload]

    def _on_typed_in_vain(self) -> None:
        row = self.current_row()
        if row is None:
            return
        self._vain = row.indicator.code
        if row.indicator.kind is IndicatorKind.RATIO:
            self.notice.tell(self.tr("Số này tính từ các số khác, không gõ ở đây."))
            return
        told = self.tr("Số này đếm từ sổ, không gõ ở đây. Ghi việc vào sổ, hoặc khai không phát sinh cả mục.")
        self.notice.tell(told, self.tr("Mở sổ"), self._open_source)

    def _on_chosen(self, key: object) -> None:
        """What was said of one figure goes when another one is looked at."""
        if self._vain and key != self._vain:
            self._vain = ""
            self.notice.dismiss()
        super()._on_chosen(key)

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
            self._ask_to_declare(row, NONE)

    def _on_decline(self) -> None:
        row = self.current_row()
        if row is not None and self._grid is not None:
            self._ask_to_declare(row, NOT_APPLICABLE)

    def _ask_to_declare(self, row: GridRow, declared: str) -> None:
        assert self._grid is not None
        self.declarer.toggle(section_of(self._grid, row), declared)
        if self.declarer.bar.isVisible():
            self.bar.hide()  # one thing at a time where there is little room

    def _on_declared(self) -> None:
        self._announce_figures()
        self.table.setFocus()

    def next_open(self, back: bool = False) -> bool:
        """Go to the next figure that needs a person, as things stand now."""
        self.catch_up()
        return super().next_open(back)

    def _on_primary(self) -> None:
        self.catch_up()
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
        self.grow_stale()
        if self.isVisible() and self._grid is not None:
            self.refresh()

    def _on_period(self, _: object) -> None:
        self._month = 0
        self._desk.forget_refusals()
        self.grow_stale()
        if self.isVisible():
            self.refresh()

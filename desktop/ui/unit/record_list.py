"""The book of records as a list: search while typing, one chip a kind, newest day first."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.records import RowState
from desktop.kit import theme
from desktop.kit.block_table import LedgerTable
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.inputs import SearchInput
from desktop.kit.text import Cut
from desktop.services import browsing
from desktop.services.filtering import Filter
from desktop.ui import period_words
from desktop.ui.context import Context
from desktop.ui.unit import record_look
from desktop.ui.unit.record_filters import RecordFilters
from desktop.ui.unit.record_look import Counts, Found, Question, RecordLook, span_of
from desktop.ui.unit.record_model import NEWEST_FIRST, RecordModel

RESTED = 200
"""Counts and the end of a long list wait until the keyboard rests; the first lines do not."""
FIRST_LINES, LONG = 200, 1000
"""A book of more rows than that is looked through off the window's thread."""
ALL = ""


class RecordList(QWidget):
    """Search, chips, table, and a line that says what is left out."""

    chosen = Signal(bytes)
    opened = Signal(bytes)
    add_asked = Signal()
    counted = Signal()
    """All of it was looked at."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.search = SearchInput(self.tr("Tìm trong sổ"))
        self.chips = FilterChips()
        self.model = RecordModel(context)
        self.table = LedgerTable()
        self.table.setModel(self.model)
        self.table.show_sort("day", True)
        self.found = Cut("", "caption", "text2")
        self.drafts, self.deleted, self.scope = self._link("pencil"), self._link("trash-2"), self._link("calendar")
        self.unfigured, self.more = self._link("x"), self._link("filter")
        self.more.setText(self.tr("Lọc"))
        self.more.set_key("Alt+L")
        self.filters = RecordFilters(context)
        self._figure: tuple[str, tuple[int, ...]] = ("", ())
        for each in (self.drafts, self.deleted, self.scope, self.more):
            each.setCheckable(True)
        self._pause = QTimer(self, singleShot=True, interval=RESTED)
        self._silent = False
        self.long = LONG
        self._look = RecordLook(context.books, self)
        self._shown: Question | None = None
        self._begun: Filter | None = None
        self._sought: object = None
        self._standing: tuple[int, int, int] | None = None
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Ask again; the current record stays current when it is still there.

        A long book shows its first lines at once; the others, and how many there are, follow.
        """
        self._take_filter()
        asked = self._question()
        if not browsing.is_longer(self._context.books, self.long):
            self._look.drop()
            return self._on_found(asked, record_look.find(self._context.books, asked))
        if asked == self._shown:
            self.model.refresh()
        elif asked.wanted != self._begun:
            self._show_first_lines()
        self._look.ask(asked, lambda found: self._on_found(asked, found))

    def answer(self) -> None:
        """The first lines for what has been typed, at once; the rest follows."""
        self._look.drop()
        self._take_filter()
        self._show_first_lines()
        self._pause.start()

    def _question(self) -> Question:
        return Question(self.model.wanted, self.model.order, self.model.descending, self._context.period)

    def _show_first_lines(self) -> None:
        """What stands at the top; in another order that is known only once everything was looked at."""
        wanted = self.model.wanted
        if (self.model.order, self.model.descending) != NEWEST_FIRST or wanted.indicator:
            return
        self._silent = True
        self.model.take(browsing.first_ids(self._context.books, wanted, FIRST_LINES))
        self._silent = False
        self._shown, self._begun = None, wanted
        self._show_empty()

    def _on_found(self, asked: Question, found: Found) -> None:
        held, place = self.table.current_key(), self.table.verticalScrollBar().value()
        again = asked == self._shown
        self._silent = True
        self._show_counts(found.counts)
        self.model.take(found.ids)
        if again:
            self.table.verticalScrollBar().setValue(place)
        wanted, self._sought = (held if self._sought is None else self._sought), None
        if wanted is not None:
            self.table.set_current(wanted)
        self._silent = False
        self._shown, self._begun, self._standing = asked, None, found.standing
        self._show_empty()
        self.counted.emit()

    def filter(self) -> Filter:
        """What is asked for now."""
        return self.model.wanted

    def select(self, uid: bytes) -> bool:
        """Go to a record without opening it anew; says whether it is listed, or will be."""
        books, self._sought = self._context.books, None
        wanted = browsing.id_of(books, uid)
        self._silent = True
        there = wanted is not None and self.table.set_current(wanted)
        self._silent = False
        if not there and wanted is not None and self._look.waits():
            there = browsing.lets_through(books, self.model.wanted, wanted)
            self._sought = wanted if there else None
        return there

    def show_kept(self, uid: bytes) -> None:
        """A record was kept while it is being typed: its line follows; a new one comes into the list."""
        wanted = browsing.id_of(self._context.books, uid)
        if self.model.position(wanted) is None:
            self.reload()
            self.select(uid)
        else:
            self.model.refresh()

    def select_none(self) -> None:
        """Stand on no record: a new one is being written."""
        self._sought = None
        self._silent = True
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self._silent = False

    def show_all_kinds(self) -> None:
        """Let every kind through again, in the open period."""
        self.search.set_value("")
        for each in (self.drafts, self.deleted, self.scope):
            each.setChecked(False)
        self.chips.set_current(ALL)
        self._figure = "", ()
        self._clear_filters()
        self.reload()

    def show_drafts(self) -> None:
        """Show only what is not finished."""
        self.show_all_kinds()
        self.drafts.setChecked(True)
        self.reload()

    def show_counted(self, indicator: str, month: int) -> None:
        """Show what a figure is made of, in one month or in the whole period."""
        self._figure = indicator, (month,) if month else self._context.period.months
        self.chips.set_current(ALL)
        self.reload()

    def show_uncounted(self) -> None:
        """Show the book again, whatever its records count in."""
        self._figure = "", ()
        self._clear_filters()
        self.reload()

    def look_for(self, text: str, everywhere: bool = False) -> None:
        """Look for words, as if they had been typed; in all periods and kinds when asked."""
        if everywhere:
            self.show_all_kinds()
            self.scope.setChecked(True)
        self.search.set_value(text)
        self.reload()

    def show_filters(self, shown: bool) -> None:
        """Open or close the row of conditions; closing asks for nothing any more."""
        self.more.setChecked(shown)
        self.filters.setVisible(shown)
        if shown:
            self.filters.section.editor.setFocus()
        else:
            self.filters.clear()
            self.reload()
            self.table.setFocus()

    def _clear_filters(self) -> None:
        self.filters.clear()
        self.filters.hide()
        self.more.setChecked(False)

    def current_uid(self) -> bytes | None:
        """The uid of the current record."""
        row = self.current_row()
        return row.uid if row else None

    def current_row(self) -> browsing.RecordRow | None:
        """The current record as the list shows it."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def counts_shown(self) -> tuple[int, int, int] | None:
        """How the period stood at the last look (record_look.standing); None before the first one."""
        return self._standing

    def _take_filter(self) -> None:
        first, last = ("", "") if self.scope.isChecked() else span_of(self._context.period)
        state = RowState.DELETED if self.deleted.isChecked() else None
        state = RowState.DRAFT if self.drafts.isChecked() else state
        kind = self.chips.current()
        code, months = self._figure
        if code:
            first, last = "", ""
        asked = self.filters.conditions()
        kinds = (kind,) if kind else self.filters.kinds()
        if asked.first or asked.last:
            first, last = asked.first, asked.last
        state = state or asked.state
        self.model.wanted = Filter(self.search.value(), kinds, first, last, state, code, months)

    def _show_counts(self, found: Counts) -> None:
        state = self.model.wanted.state
        kinds: dict[str, int] = {}
        for (kind, each), count in found.items():
            if each is state or (state is None and each is not RowState.DELETED):
                kinds[kind] = kinds.get(kind, 0) + count
        self._show_chips(kinds)
        states = {each: sum(n for (_, s), n in found.items() if s is each) for each in RowState}
        self._show_links(states)

    def _show_chips(self, kinds: dict[str, int]) -> None:
        catalogue = self._context.catalogue
        pressed = self.chips.current()
        kinds = kinds | ({pressed: 0} if pressed and pressed not in kinds else {})
        ordered = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        chips = [Chip(ALL, self.tr("Tất cả"), sum(kinds.values()))]
        self.chips.set_chips([*chips, *(Chip(code, catalogue.kind(code).short, count) for code, count in ordered)])

    def _show_links(self, states: dict[RowState, int]) -> None:
        self.found.setText(self._found_words())
        drafts, deleted = states[RowState.DRAFT], states[RowState.DELETED]
        self.drafts.setText(self.tr("{n} nháp").format(n=drafts))
        self.deleted.setText(self.tr("{n} đã xóa").format(n=deleted))
        self.drafts.setVisible(bool(drafts) or self.drafts.isChecked())
        self.deleted.setVisible(bool(deleted) or self.deleted.isChecked())
        self.scope.setText(self.tr("Mọi kỳ"))
        self.unfigured.setText(self.tr("Bỏ lọc"))
        self.unfigured.setVisible(bool(self._figure[0] or self.filters.conditions()))
        self.scope.setVisible(not self._figure[0])
        for each in (self.drafts, self.deleted, self.scope, self.unfigured, self.more):
            each.updateGeometry()

    def _found_words(self) -> str:
        code, months = self._figure
        if code:
            name = self._context.catalogue.indicators[code].short
            when = period_words.month(months[0]) if len(months) == 1 else period_words.label(self._context.period)
            return self.tr("Bản ghi tính vào {name}, {when}").format(name=name, when=when)
        if told := self.filters.told():
            return self.tr("Bản ghi {conditions}").format(conditions=told)
        if self.scope.isChecked():
            return self.tr("Đang xem bản ghi của mọi kỳ")
        period = self._context.period
        return self.tr("Bản ghi {period}").format(period=period_words.label(period))

    def _show_empty(self) -> None:
        if self.model.rowCount():
            return self.table.set_empty(None)
        narrowed = bool(self.search.value() or self.chips.current() or self.model.wanted.state)
        narrowed = narrowed or bool(self.filters.conditions())
        if not narrowed:
            sentence = self.tr("Chưa có bản ghi nào trong kỳ. Bấm Thêm bản ghi, hoặc dán các dòng từ Excel (Ctrl+V).")
            empty = EmptyState(sentence, self.tr("Thêm bản ghi"), "Ctrl+N")
            empty.acted.connect(self.add_asked)
        elif not self.scope.isChecked():
            sentence = self.tr("Không có bản ghi nào khớp trong kỳ này. Tìm trong các kỳ khác, hoặc bỏ bớt điều kiện.")
            empty = EmptyState(sentence, self.tr("Tìm trong mọi kỳ"))
            empty.acted.connect(self.scope.click)
        else:
            sentence = self.tr("Không có bản ghi nào khớp trong cả sổ. Gõ từ khác, hoặc bỏ điều kiện.")
            empty = EmptyState(sentence, self.tr("Bỏ mọi điều kiện"))
            empty.acted.connect(self.show_all_kinds)
        self.table.set_empty(empty)

    def _link(self, icon: str) -> KeyButton:
        return KeyButton("", kind="quiet", small=True, icon=icon)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        self.search.setFixedWidth(theme.px(200))
        top.addWidget(self.search)
        top.addWidget(self.chips, 1)
        card = Card()
        card.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(2), theme.px(6), theme.px(2))
        foot.setSpacing(theme.px(4))
        foot.addWidget(self.found, 1)
        for each in (self.drafts, self.deleted, self.unfigured, self.scope, self.more):
            foot.addWidget(each)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(card, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.search.edited.connect(self.answer)
        self.search.entered.connect(self._on_entered)
        self.search.line.arrow_pressed.connect(lambda _: self.table.setFocus())
        self._pause.timeout.connect(self.reload)
        self.chips.chosen.connect(self.reload)
        self.drafts.clicked.connect(lambda: self._on_state(self.drafts))
        self.deleted.clicked.connect(lambda: self._on_state(self.deleted))
        self.scope.clicked.connect(self.reload)
        self.unfigured.clicked.connect(self.show_uncounted)
        self.more.clicked.connect(self.show_filters)
        self.filters.changed.connect(self.reload)
        self.table.chosen.connect(self._on_chosen)
        self.table.open_words = self.tr("Mở bản ghi")
        self.table.opened.connect(lambda _: self._tell(self.opened))
        self.table.sort_asked.connect(self._on_sort)

    def _on_entered(self) -> None:
        self._pause.stop()
        self.reload()
        self.table.setFocus()

    def _on_state(self, pressed: KeyButton) -> None:
        for each in (self.drafts, self.deleted):
            each.setChecked(each is pressed and each.isChecked())
        self.reload()

    def _on_sort(self, key: str, descending: bool) -> None:
        self.model.order, self.model.descending = key, descending
        self.reload()

    def _on_chosen(self) -> None:
        if not self._silent:
            self._tell(self.chosen)

    def _tell(self, signal: Any) -> None:
        uid = self.current_uid()
        if uid is not None:
            signal.emit(uid)

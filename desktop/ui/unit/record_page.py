"""Sổ công tác: the list of all records, the form of one beside it."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.base.errors import UserError
from desktop.domain.blocks import parse_block
from desktop.domain.catalogue import Level
from desktop.domain.records import RowState, Values
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.frame import Page, Split
from desktop.services import holding, recalling, recording
from desktop.services.browsing import RecordRow
from desktop.services.recording import Recorded, Touched
from desktop.services.undoing import Moved
from desktop.ui import words
from desktop.ui.catalogue_words import shown_kind
from desktop.ui.context import Context, Place
from desktop.ui.troubles import sentence
from desktop.ui.unit.form_words import Kept
from desktop.ui.unit.kind_menu import KindMenu
from desktop.ui.unit.record_form import RecordForm
from desktop.ui.unit.record_list import RecordList
from desktop.ui.unit.record_paste import RecordPaste
from desktop.ui.unit.undo_keys import UndoKeys

FORM_WIDTH, FORM_LEAST = 440, 400
NEXT_MS, AFTER_LIST_MS = 2, 60
FORMS_AHEAD = 2
"""Each holds three megabytes."""


class RecordPage(Page):
    """Write activities fast; nothing typed is lost on the way."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Sổ công tác"))
        self._context = context
        self.list, self.form = RecordList(context), RecordForm(context)
        self.from_excel = self.header.add_action(KeyButton(self.tr("Dán từ Excel"), "Ctrl+V", icon="table"))
        self.like = self.header.add_action(KeyButton(self.tr("Như bản ghi trước"), "Ctrl+D", icon="copy"))
        self.add = self.header.add_action(KeyButton(self.tr("Thêm bản ghi"), "Ctrl+N", icon="plus"))
        self._side = self._side_panel()
        self.split = Split(self.list, self._side, FORM_WIDTH, FORM_LEAST)
        self.body.addWidget(self.split, 1)
        self.panes, self.side_panel = [self.list.table, self._side], self._side
        self.set_keys(
            [
                ("Ctrl+F", self.tr("Tìm")),
                ("Ctrl+Enter", self.tr("Hoàn tất")),
                ("Ctrl+Z", self.tr("Hoàn tác")),
                ("Esc", self.tr("Về danh sách")),
            ]
        )
        self._coming: bytes | None = None
        """The row that was chosen last, while its form is being made."""
        self._connect()
        self.undoing = UndoKeys(self, context, self.follow)

    @cached_property
    def menu(self) -> KindMenu:
        """Made when somebody first asks for it."""
        return KindMenu(self._context, self.begin, self)

    @cached_property
    def paste(self) -> RecordPaste:
        """Made when somebody first pastes rows."""
        paste = RecordPaste(self._context)
        self._sides.addWidget(paste)
        paste.cancelled.connect(self._on_paste_left)
        paste.done.connect(self._on_pasted)
        return paste

    def ahead(self) -> Iterator[QWidget]:
        """The forms that an officer opens most."""
        for kind in words.QUICK_KINDS[:FORMS_AHEAD]:
            yield from self.form.steps_of(self._context.catalogue.kind(kind))

    def arrived(self) -> None:
        """Look again; the keyboard goes to the list, or to the form where one is being filled."""
        self.list.reload()
        self._tell_waiting()
        if not self.form.is_changed():
            (self.list.table if self.list.model.rowCount() else self.list.search.line).setFocus()

    def _tell_waiting(self) -> None:
        """Changes of a finished record that a power cut interrupted are offered again."""
        waiting = [uid for uid in holding.waiting(self._context.books) if uid != self.form.uid]
        if waiting and self.notice.isHidden():
            told = self.tr("Có {n} bản ghi đang sửa dở từ lần trước, số liệu vẫn theo bản cũ.").format(n=len(waiting))
            self.notice.tell(told, self.tr("Mở lại"), lambda: self.open_record(waiting[0]), kind="warn")

    def seek(self, place: Place) -> None:
        """Show a record, or begin one of a kind."""
        if place.like_last:
            self.begin_like_last()
        elif place.new_kind:
            self.begin(place.new_kind)
        elif place.record is not None:
            self.open_record(place.record)
            if self.form.fields is not None:
                self.form.fields.focus_complaint()
        elif place.drafts:
            self.list.show_drafts()
        elif place.text:
            self.list.look_for(place.text, everywhere=True)
            self.list.table.setFocus()
        elif place.indicator:
            self.leave()
            self.list.show_counted(place.indicator, place.month)
            self.list.table.setFocus()

    def begin(self, kind: str, values: Values | None = None) -> None:
        """A new record of a kind."""
        self.leave()
        self._show_form(True)
        self.list.select_none()
        self.form.begin(kind, values)

    def begin_like_last(self) -> None:
        """A new record that repeats the newest one of the kind in hand."""
        self.leave()
        books = self._context.books
        kind = self.form.kind.code if self.form.kind else recalling.last_kind(books)
        if not kind:
            return self.menu.open_under(self.add)
        self.begin(kind, recalling.like_last(books, kind))

    def open_record(self, uid: bytes) -> None:
        """Show a record in the form and in the list."""
        if uid == self.form.uid and self.form.is_open():
            return
        if self._load(uid) and not self.list.select(uid):
            self.list.show_all_kinds()
            if not self.list.select(uid):
                self.list.scope.click()
                self.list.select(uid)

    def _load(self, uid: bytes) -> bool:
        """Show a record in the form, if it is still there."""
        self.leave()
        try:
            self.form.load(uid)
        except UserError as error:
            self.notice.tell(sentence(error), kind="warn")
            return False
        self._show_form(True)
        return True

    def paste_rows(self) -> None:
        """Rows from Excel are looked at in the form's place."""
        block = parse_block(QGuiApplication.clipboard().text())
        if not block:
            told = self.tr("Chưa có dòng nào để dán. Chép các dòng trong Excel, cả dòng tên cột, rồi dán lại.")
            return self.notice.tell(told)
        kind = self.form.kind.code if self.form.kind else ""
        self.leave()
        self.notice.dismiss()
        self._show_form(True)
        self.paste.show_block(block, kind or self.list.chips.current())
        self._sides.setCurrentWidget(self.paste)
        self.paste.table.setFocus()

    def _on_paste_left(self) -> None:
        self._show_form(self.form.is_open())
        self.list.table.setFocus()

    def _on_pasted(self, finished: int, drafts: int) -> None:
        self._context.announce(Touched.RECORDS)
        self._show_saved()
        self._on_paste_left()
        told = self.tr("Đã nhận {n} bản ghi từ Excel.").format(n=finished)
        if drafts:
            told += " " + self.tr("{n} dòng lỗi giữ làm nháp.").format(n=drafts)
        self.notice.tell(told, self.tr("Hoàn tác"), self.undoing.undo)

    def leave(self) -> None:
        """Keep what was typed, and say so."""
        self._coming = None
        kept = self.form.leave()
        if kept is None:
            return
        self._show_saved()
        if kept.before is not None:
            self.notice.tell(kept.words, self.tr("Hoàn tác"), lambda: self._take_back(kept))
        else:
            self.notice.tell(kept.words, self.tr("Mở lại"), lambda: self.open_record(kept.uid))

    def _take_back(self, kept: Kept) -> None:
        assert kept.before is not None
        recorded = recording.amend(self._context.books, kept.uid, kept.before)
        self._context.announce(recorded.touched)

    def _side_panel(self) -> QWidget:
        panel, empty = QWidget(), Card()
        sentence = self.tr("Chọn một dòng để xem và sửa, hoặc thêm bản ghi mới.")
        self._empty = EmptyState(sentence, self.tr("Thêm bản ghi"), "Ctrl+N")
        empty.body.addWidget(self._empty)
        self._sides = QStackedLayout(panel)
        self._sides.addWidget(empty)
        self._sides.addWidget(self.form)
        panel.setFocusProxy(self.form)
        return panel

    def _show_form(self, shown: bool) -> None:
        self._sides.setCurrentIndex(int(shown))
        self.add.set_kind("plain" if shown else "primary")
        if shown and self.split.is_drawer() and self._side.isHidden():
            self.split.toggle_side()

    def _connect(self) -> None:
        self._show_form(False)
        self.list.model.level_of = self._level_of
        self.add.clicked.connect(lambda: self.menu.open_under(self.add))
        self._empty.acted.connect(lambda: self.menu.open_under(self._empty.button))
        self.list.add_asked.connect(lambda: self.menu.open_under(self.add))
        self.like.clicked.connect(self.begin_like_last)
        self.from_excel.clicked.connect(self.paste_rows)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.counted.connect(self._show_state)
        self.form.stored.connect(self._on_stored)
        self.form.autosaved.connect(self._on_autosaved)
        self.form.finished.connect(self._on_finished)
        self.form.alike.opened.connect(self.open_record)
        self.form.removed.connect(self._on_removed)
        self._context.announcements.touched.connect(self._on_touched)
        self._context.announcements.period_changed.connect(self._on_period)
        self.form.escaped.connect(self._to_list)

    def _on_chosen(self, uid: bytes) -> None:
        """A form that was never needed, or is not while the page opens, has a turn of its own after the list's."""
        row = self.list.current_row()
        if row is None or (self.form.has_fields(row.kind) and not self._opening):
            return self.open_record(uid)
        self.leave()
        self.list.select(uid)
        self._coming = uid
        steps = self.form.steps_of(shown_kind(self._context.catalogue.kind(row.kind)))
        QTimer.singleShot(AFTER_LIST_MS if self._opening else NEXT_MS, self, lambda: self._go_on(uid, steps))

    def _go_on(self, uid: bytes, steps: Iterator[QWidget]) -> None:
        """The next step of making the form, and then the record in it; a form half made waits for the next time."""
        if not self._is_coming(uid):
            return
        if next(steps, None) is None:
            self._load(uid)
        else:
            QTimer.singleShot(NEXT_MS, self, lambda: self._go_on(uid, steps))

    def _is_coming(self, uid: bytes) -> bool:
        """Whether nothing else was chosen or opened meanwhile."""
        return self._coming == uid == self.list.current_uid()

    def _on_opened(self, uid: bytes) -> None:
        self.open_record(uid)
        if self.form.fields is not None:
            self.form.fields.focus_first()

    def _to_list(self) -> None:
        """Esc: keep what was typed and go back to the list."""
        self.leave()
        if self.split.is_drawer() and not self._side.isHidden():
            self.split.toggle_side()
        self.list.table.setFocus()

    def _level_of(self, row: RecordRow) -> Level | None:
        """The draft that is being typed is marked as its form says: what was not reached yet is not wrong."""
        typing = row.state is RowState.DRAFT and row.uid == self.form.uid
        return None if typing and not self.form.faults and row.level is Level.E else row.level

    def _on_autosaved(self, recorded: Recorded) -> None:
        """A field was kept: the line in the list follows, without asking for the whole list again."""
        now = words.clock(self._context.now())
        self.set_facts([("check", self.tr("Đã lưu nháp {time}").format(time=now))])
        self.list.show_kept(recorded.uid)

    def follow(self, moved: Moved) -> bool:
        """Show a record that was taken back or made again."""
        if moved.kind not in {kind.code for kind in self._context.books.catalogue.record_kinds}:
            return False
        if moved.rows > 1:
            return True
        if moved.gone:
            if moved.uid == self.form.uid:
                self.form.close_record()
                self._show_form(False)
            self.list.table.setFocus()
        elif moved.uid == self.form.uid:
            self.form.load(moved.uid)
        else:
            self.open_record(moved.uid)
        return True

    def _on_stored(self, recorded: Recorded) -> None:
        self._show_saved()
        self.list.select(recorded.uid)

    def _on_finished(self, recorded: Recorded) -> None:
        """The next record of the kind."""
        assert self.form.kind is not None
        name = f"{self.form.kind.short} {words.short_number(recorded.number)}"
        told = self.tr("Đã ghi {name}.").format(name=name)
        self.notice.tell(told, self.tr("Xem"), lambda: self.open_record(recorded.uid))
        self.list.select_none()
        self.form.begin(self.form.kind.code)

    def _on_removed(self, uid: bytes) -> None:
        self._show_form(False)
        self.notice.tell(self.tr("Đã xóa bản ghi."), self.tr("Hoàn tác"), lambda: self._restore(uid))
        self.list.table.setFocus()

    def _restore(self, uid: bytes) -> None:
        recorded = recording.restore(self._context.books, uid)
        self._context.announce(recorded.touched)
        self.open_record(uid)

    def _on_touched(self, touched: object) -> None:
        if touched in (Touched.RECORDS, Touched.PACKAGES, Touched.TEXTS):
            self.list.reload()

    def _on_period(self) -> None:
        self.list.reload()

    def _show_state(self) -> None:
        standing = self.list.counts_shown()
        if standing is None:
            return
        finished, drafts, later = standing
        told = [self.tr("{n} bản ghi trong kỳ").format(n=finished)]
        told += [self.tr("{n} nháp").format(n=drafts)] if drafts else []
        told += [self.tr("{n} của kỳ sau").format(n=later)] if later else []
        self.header.set_state(", ".join(told))

    def _show_saved(self) -> None:
        now: datetime = self._context.now()
        self.set_facts([("check", self.tr("Đã lưu {time}").format(time=words.clock(now)))])

"""The form of one record: typed, checked on leaving a field, kept as draft, finished, deleted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import Refused, UserError
from desktop.domain.catalogue import Kind, Level
from desktop.domain.problems import Fault, Problem
from desktop.domain.records import RecordDraft, RowState, Values
from desktop.kit import theme
from desktop.kit.cards import Card, Scroll
from desktop.kit.marks import Mark, StatusChip
from desktop.kit.text import Text
from desktop.services import browsing, holding, recording
from desktop.services.holding import Held
from desktop.services.recording import Recorded
from desktop.ui import words
from desktop.ui.catalogue_words import shown_kind
from desktop.ui.context import Context
from desktop.ui.problems import problem_sentence
from desktop.ui.troubles import sentence
from desktop.ui.unit.alike_panel import AlikePanel
from desktop.ui.unit.form_foot import FormFoot
from desktop.ui.unit.form_notes import FormNotes
from desktop.ui.unit.form_words import Kept, Left, left_words, state_words
from desktop.ui.unit.history_panel import HistoryPanel
from desktop.ui.unit.record_fields import RecordFields

LOW = 320


class RecordForm(Card):
    """One record beside the list."""

    stored = Signal(object)
    """Recorded: something was stored here."""
    autosaved = Signal(object)
    """Recorded: a field of an unfinished record was kept."""
    finished = Signal(object)
    """Recorded: the officer finished the record."""
    removed = Signal(object)
    """bytes: the record was deleted."""
    said = Signal(str)
    escaped = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._books = context.books
        self.kind: Kind | None = None
        self.uid: bytes | None = None
        self.state: RowState | None = None
        self.fields: RecordFields | None = None
        self._number, self.faults = "", 0
        self._before: Values = {}
        self._visited: set[str] = set()
        self._unsaid = False
        self._finishing: Recorded | None = None
        self._chip = self.add_action(StatusChip(Mark.NEXT, ""))
        self.notes, self.foot, self.history = FormNotes(), FormFoot(), HistoryPanel()
        self.alike = AlikePanel(context)
        self._pages: dict[str, RecordFields] = {}
        self._begun: dict[str, RecordFields] = {}
        self._room = QVBoxLayout()
        self._hint = Text("", "caption", "ghost")
        self._furnish()
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low windows keep their height for the fields."""
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW)
        self._hint.setHidden(low)
        self.alike.set_lines(1 if low else 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in any field goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    # what is shown

    def begin(self, kind: str, values: Values | None = None) -> None:
        """A new record of a kind, empty or with values to begin from."""
        self.uid, self.state, self._number, self._unsaid = None, None, "", False
        self._open(self._context.catalogue.kind(kind))
        defaults = {each.name: each.default for each in self._shown().kind.fields if each.default is not None}
        self._before = defaults | (values or {})
        self._shown().show_values(self._before)
        self._look()
        self._shown().focus_first()

    def load(self, uid: bytes) -> None:
        """Show a stored record; raise UserError when it is gone."""
        detail = browsing.detail(self._books, uid)
        self.uid, self.state, self._number, self._unsaid = uid, detail.state, detail.number, False
        self._open(shown_kind(detail.kind))
        self._before = detail.values
        held = holding.held(self._books, uid) if detail.state is not RowState.DELETED else None
        self._shown().show_values(held.values if held else detail.values)
        self._shown().show_raw(held.unread if held else {})
        self._visited = set(self._shown().inputs)
        self.history.show_detail(detail)
        self._look()

    def draft(self) -> RecordDraft:
        """What is entered now."""
        shown = self._shown()
        unshown = {name: value for name, value in self._before.items() if name not in shown.inputs}
        return RecordDraft(shown.kind.code, unshown | shown.values(), self.uid)

    def is_open(self) -> bool:
        """Whether a record is shown."""
        return self.fields is not None

    def is_changed(self) -> bool:
        """Whether something was typed that is not stored yet."""
        if self.fields is None or self.state is RowState.DELETED:
            return False
        return self.draft().values != self._before or bool(self.fields.unreadable())

    def look_again(self) -> None:
        """Something was stored elsewhere: show the record as it is now, unless it is being changed here."""
        if self.uid is not None and not self.is_changed():
            self.load(self.uid)

    # storing

    def autosave(self) -> None:
        """Keep what was typed so far: a draft as a draft, changes of a finished record beside it."""
        if not self.is_changed() or not self._typed():
            return
        unread = self._shown().unreadable()
        if self.state is not RowState.FINAL:
            recorded = self._store(final=False)
            self.uid, self.state, self._number = recorded.uid, RowState.DRAFT, recorded.number
            self._before, self._unsaid = self.draft().values, True
            self.autosaved.emit(recorded)
        if self.uid is not None and (unread or self.state is RowState.FINAL):
            holding.hold(self._books, self.uid, Held(self.draft().values, unread))

    def finish(self) -> None:
        """Hoàn tất: store the record as final, or say what keeps it from being so."""
        shown = self._shown()
        self._visited = set(shown.inputs)
        if unread := shown.unreadable():
            self._look()
            return shown.focus_first(unread)
        try:
            recorded = self._store(final=True)
        except Refused as refusal:
            self._look()
            return shown.focus_first(each.field or "" for each in self._errors(refusal.problems))
        except UserError as error:
            return self.notes.refuse(sentence(error))
        self._settle(recorded, RowState.FINAL)
        self._finishing = recorded
        self._go_on()

    def _go_on(self) -> None:
        """A finished record is done with once its warnings have their reasons; these are asked for here, once."""
        waiting = self.notes.first_open()
        if waiting is not None:
            waiting.reason.editor.setFocus()
            self._scroll.ensureWidgetVisible(waiting)
        elif self._finishing is not None:
            recorded, self._finishing = self._finishing, None
            self.finished.emit(recorded)

    def keep_draft(self) -> None:
        """Để nháp: store what is there, whatever is wrong with it."""
        recorded = self._store(final=False)
        self._settle(recorded, RowState.DRAFT)
        self.said.emit(self.tr("Đã lưu nháp {time}").format(time=words.clock(self._context.now())))

    def leave(self) -> Kept | None:
        """Store what was typed by itself: nothing is lost by going elsewhere."""
        if not self.is_changed() or not self._typed():
            return self._left_draft()
        was_final, before, unread = self.state is RowState.FINAL, self._before, self._shown().unreadable()
        final = was_final and not unread and not self._errors(self._problems())
        recorded = self._store(final)
        self._settle(recorded, RowState.FINAL if final else RowState.DRAFT)
        return Kept(self._left(recorded, Left(final, was_final, unread)), recorded.uid, before if was_final else None)

    def _left_draft(self) -> Kept | None:
        """A draft that was kept field by field is told of when it is left."""
        if not self._unsaid or self.uid is None:
            return None
        recorded = Recorded(self.uid, self._number, [])
        self._unsaid = False
        self._told(recorded)
        return Kept(self._left(recorded, Left()), self.uid)

    def delete(self, reason: str) -> None:
        """Delete the record with a reason; its versions stay."""
        assert self.uid is not None
        try:
            recording.delete(self._books, self.uid, reason)
        except UserError as error:
            return self.foot.refuse(sentence(error))
        uid = self.uid
        holding.let_go(self._books, uid)
        self.close_record()
        self._context.announce(recording.Touched.RECORDS)
        self.removed.emit(uid)

    def restore(self) -> None:
        """Take a deletion back."""
        assert self.uid is not None
        self._told(recording.restore(self._books, self.uid))
        self.load(self.uid)

    def discard(self) -> None:
        """Forget what was typed since the last storing."""
        if self.uid is not None:
            holding.let_go(self._books, self.uid)
            self.load(self.uid)
        elif self.kind is not None:
            self.begin(self.kind.code)

    def close_record(self) -> None:
        """Show no record."""
        if self.fields is not None:
            self.fields.hide()
        self.fields, self.kind, self.uid, self.state = None, None, None, None

    # inside

    def _shown(self) -> RecordFields:
        assert self.fields is not None
        return self.fields

    def _open(self, kind: Kind) -> None:
        """Show the fields of a kind; they are made once."""
        self.fields_of(kind)
        for code, page in self._pages.items():
            page.setVisible(code == kind.code)
        self.kind, self.fields = kind, self._pages[kind.code]
        self._visited, self._finishing = set(), None
        self.history.hide()
        self.foot.stop_asking()
        self._scroll.verticalScrollBar().setValue(0)

    def has_fields(self, kind: str) -> bool:
        """Whether the fields of a kind were made already."""
        return kind in self._pages

    def fields_of(self, kind: Kind) -> RecordFields:
        """The fields of a kind, made at the first asking."""
        list(self.steps_of(kind))
        return self._pages[kind.code]

    def steps_of(self, kind: Kind) -> Iterator[RecordFields]:
        """The same in steps: somebody may ask for all of it between two of them."""
        if kind.code not in self._begun:
            self._begun[kind.code] = RecordFields(self._context, kind)
            yield self._begun[kind.code]
        fields = self._begun[kind.code]
        if not fields.is_furnished():
            fields.furnish()
            yield fields
        if kind.code not in self._pages:
            self._pages[kind.code] = fields
            fields.typed.connect(self._on_typed)
            fields.left.connect(self._on_left)
            fields.hinted.connect(self._hint.setText)
            fields.hide()
            self._room.insertWidget(0, fields)
            yield fields

    def _store(self, final: bool) -> Recorded:
        draft = self.draft()
        if self.uid is None:
            return recording.record(self._books, draft, final)
        action = "amended" if final or self.state is RowState.FINAL else "drafted"
        return recording.amend(self._books, self.uid, draft.values, final, action)

    def _settle(self, recorded: Recorded, state: RowState) -> None:
        self.uid, self.state, self._number, self._unsaid = recorded.uid, state, recorded.number, False
        self._before = self.draft().values
        holding.let_go(self._books, recorded.uid)
        self.history.show_detail(browsing.detail(self._books, recorded.uid))
        self._look()
        self._told(recorded)

    def _told(self, recorded: Recorded) -> None:
        self._context.announce(recorded.touched)
        self.stored.emit(recorded)

    def _typed(self) -> bool:
        """Whether a person typed anything: defaults alone are no record."""
        return self.uid is not None or bool(self._shown().unreadable()) or self.draft().values != self._before

    def _problems(self) -> list[Problem]:
        return recording.check(self._books, self.draft())

    @staticmethod
    def _errors(problems: Iterable[Problem]) -> list[Problem]:
        return [each for each in problems if each.level is Level.E]

    def _on_typed(self) -> None:
        self._look_alike()
        self._show_head([])
        self._show_foot()

    def _on_left(self, name: str) -> None:
        self._visited.add(name)
        self.autosave()
        self._look()

    def _look_alike(self) -> None:
        """Records alike matter while a record is new; a finished one has its place in the book."""
        self.alike.look_soon(self.draft() if self.state in (None, RowState.DRAFT) else None)

    def _look(self) -> None:
        """Check everything and show what is found where it belongs."""
        problems = self._problems() if self.state is not RowState.DELETED else []
        shown = self._shown()
        catalogue = self._books.catalogue
        told = {
            each.field or "": problem_sentence(each, catalogue)
            for each in reversed(self._errors(problems))
            if each.rule != Fault.REQUIRED or each.field in self._visited
        }
        unread = self.tr("“{text}” không đọc được. Sửa lại, hoặc xóa đi.")
        told |= {name: unread.format(text=text) for name, text in shown.unreadable().items() if name in self._visited}
        shown.complain(told)
        shown.set_read_only(self.state is RowState.DELETED)
        self._look_alike()
        self._show_head(problems)
        self._show_foot()
        warnings = [each for each in problems if each.level is not Level.E]
        self.notes.show_record(self._context, self.draft(), self.state, problems, warnings)

    def _show_head(self, problems: list[Problem]) -> None:
        assert self.kind is not None
        short = words.short_number(self._number)
        self.set_title(f"{self.kind.name} {short}" if short else self.tr("{kind} mới").format(kind=self.kind.name))
        self.set_aside(self._number)
        errors = [each for each in self._errors(problems) if each.rule != Fault.REQUIRED or each.field in self._visited]
        self.faults = len(errors)
        mark, state = state_words(self.state, self.is_changed(), self.faults)
        self._chip.set(mark, state)

    def _show_foot(self) -> None:
        amended = self.history.amended() if self.uid is not None else 0
        self.foot.show_record(self.state, self.is_changed(), amended)

    def _left(self, recorded: Recorded, left: Left) -> str:
        assert self.kind is not None
        unread = {self._shown().label(name): text for name, text in left.unread.items()}
        return left_words(self.kind, recorded.number, replace(left, unread=unread))

    def _furnish(self) -> None:
        inside = QWidget()
        inside.setLayout(self._room)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(0)
        self._room.addWidget(self.notes)
        self._room.addWidget(self.history)
        self._room.addStretch()
        self._scroll = Scroll(inside)
        self.add_padded(self.notes.above)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.alike)
        self._hint.setFixedHeight(theme.px(24))
        self._hint.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.body.addWidget(self._hint)
        row = self.add_foot()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.foot)

    def _connect(self) -> None:
        self.foot.finish_asked.connect(self.finish)
        self.foot.draft_asked.connect(self.keep_draft)
        self.foot.discard_asked.connect(self.discard)
        self.foot.delete_asked.connect(self.delete)
        self.foot.restore_asked.connect(self.restore)
        self.foot.history_asked.connect(self._on_history)
        self.notes.explained.connect(self._on_explained)

    def _on_history(self) -> None:
        self.history.setVisible(self.history.isHidden())
        if not self.history.isHidden():
            self._scroll.ensureWidgetVisible(self.history)

    def _on_explained(self, problem: Problem, reason: str) -> None:
        assert self.uid is not None
        recorded = recording.explain(self._books, self._context.period.key, self.uid.hex(), problem, reason)
        self._look()
        self._context.announce(recorded.touched)
        if self._finishing is not None:
            self._go_on()

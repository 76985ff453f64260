"""Xung đột: one record that two machines say differently; 1 as before, 2 A, 3 B; all like the last one at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.joining import Mark as Joining
from desktop.domain.numbers import format_number
from desktop.domain.records import Value
from desktop.kit import jobs
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import SegmentSwitch
from desktop.kit.cards import Card, EmptyState
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.kit.stack import Stack
from desktop.services import correcting, deciding
from desktop.services.books import Role
from desktop.services.deciding import Conflict
from desktop.services.recording import Touched
from desktop.ui.conflict_panel import ConflictPanel
from desktop.ui.conflict_rows import label, side_name
from desktop.ui.context import Context
from desktop.ui.troubles import sentence

SIDE, SIDE_LEAST = 640, 460
AT_ODDS, JOINED = "conflict", "joined"
SEEN = "joined_seen"
"""Setting: what was joined by itself and a person has glanced at."""

Found = tuple[list[Conflict], list[Conflict]]


class ConflictPart(QWidget):
    """The list at the left, the sides beside each other at the right."""

    told = Signal()

    def __init__(self, context: Context, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._notice = context, notice
        self._found: Found = [], []
        self._last: tuple[Conflict, int | None] | None = None
        self._looked = False
        self.switch = SegmentSwitch([(AT_ODDS, self.tr("Cần quyết định")), (JOINED, self.tr("Tự ghép, xem lại"))])
        self.waiting, self.joined = LedgerTable(letters=True), LedgerTable(letters=True)
        self.model, self.joined_model = RowsModel(self._columns()), RowsModel(self._columns())
        self.panel, self.list = ConflictPanel(context.catalogue), Card()
        self._furnish()
        self._connect()

    # What the page asks

    def count(self) -> int:
        """Conflicts that wait."""
        return len(self._found[0]) if self._looked else deciding.count(self._context.books)

    def state(self) -> str:
        """How many wait, how many were joined by themselves."""
        waiting, joined = len(self._found[0]), len(self._found[1])
        told = self.tr("{n} xung đột chờ").format(n=format_number(waiting)) if waiting else self.tr("không có xung đột")
        return told + (self.tr(", {n} bản ghi tự ghép nên xem").format(n=format_number(joined)) if joined else "")

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter here."""
        if self.switch.current() == JOINED:
            return [("X", self.tr("Đã xem")), ("F6", self.tr("Khung"))]
        return [
            ("1", self.tr("Như trước")),
            ("2", self.tr("Bản A")),
            ("3", self.tr("Bản B")),
            ("F6", self.tr("Chọn từng ô")),
            ("F8", self.tr("Xung đột tiếp theo")),
        ]

    def panes(self) -> list[QWidget]:
        """List and fields."""
        return [self.table(), self.panel.table]

    def table(self) -> LedgerTable:
        """The list that is shown."""
        return self.joined if self.switch.current() == JOINED else self.waiting

    def arrived(self) -> None:
        """Look again; the keyboard goes to the list."""
        self.reload()
        self.table().setFocus()

    def reload(self) -> None:
        """Read all conflicts, off the window's thread."""
        books = self._context.books

        def work(_: Progress) -> Found:
            return deciding.conflicts(books), deciding.conflicts(books, Joining.JOINED)

        jobs.run(self, self.tr("Đang tìm xung đột"), work, self._on_found, writes=False)

    def _on_found(self, found: Found) -> None:
        seen = set(self._context.settings.get(SEEN, [""]))
        self._found = found[0], [each for each in found[1] if each.fields and _seen_key(each) not in seen]
        self._looked = True
        self._show_lists()

    # What is shown

    def _show_lists(self) -> None:
        for table, model, shown in (
            (self.waiting, self.model, self._found[0]),
            (self.joined, self.joined_model, self._found[1]),
        ):
            key, place = table.current_key(), table.currentIndex().row()
            model.set_rows([self._line(each) for each in shown])
            if not table.set_current(key):
                table.select_position(max(0, min(place, model.rowCount() - 1)))
        self._show_chosen()
        self.told.emit()

    def _line(self, each: Conflict) -> Line:
        books = self._context.books
        unit, kind = books.units[each.unit_id].name, self._context.catalogue.kinds[each.kind]
        fields = ", ".join(label(self._context.catalogue, each.kind, name) for name in each.fields)
        number = each.number.rpartition("-")[2]
        return Line((Cell(unit, tip=unit), kind.short, number, Cell(fields, tip=fields)), each.uid)

    def _show_chosen(self) -> None:
        joined = self.switch.current() == JOINED
        self.panel.show_conflict(self.chosen(), joined, self._like_words())

    def chosen(self) -> Conflict | None:
        """The record that the keyboard stands on."""
        joined = self.switch.current() == JOINED
        key = self.table().current_key()
        return next((each for each in self._found[int(joined)] if each.uid == key), None)

    def _like_words(self) -> str:
        """What "all like this" means now; nothing before one was decided."""
        if self._last is None or not self._found[0]:
            return ""
        _, side = self._last
        if side is None:
            return self.tr("Cả {n} còn lại như trước").format(n=len(self._found[0]))
        told = self.tr("Cả {n} còn lại theo máy {side}")
        return told.format(n=len(self._found[0]), side=side_name(side))

    # What a person does

    def decide(self, key: int) -> None:
        """1 is before, 2 is A, 3 is B …; for the field the keyboard stands on, else for all fields at odds."""
        conflict = self.chosen()
        if conflict is None or self.switch.current() == JOINED or key > len(conflict.sides) + 1:
            return
        side = None if key == 1 else key - 2
        told = conflict.before if side is None else conflict.sides[side].values
        if told is None:
            return self._notice.tell(self.tr("Sổ không có bản trước khi hai máy sửa. Chọn bản A hoặc B."), kind="warn")
        fields = self.panel.fields_meant()
        values: dict[str, Value | None] = {name: told.get(name) for name in fields}
        books = self._context.books

        def work(_: Progress) -> Touched:
            return deciding.decide(books, conflict.uid, values)

        def then(touched: Touched) -> None:
            self._tell_decided(conflict, side)
            self.reload()
            self._context.announce(touched)

        self._last = conflict, side
        self._leave(conflict, fields)  # the keyboard goes on while it is stored
        jobs.run(self, self.tr("Đang quyết định"), work, then, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """What could not be stored waits again."""
        self._last = None
        self.reload()
        if isinstance(error, UserError):
            self._notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Đang quyết định"), error)

    def decide_all(self) -> None:
        """All that are left, like the last one."""
        if self._last is None or not self._found[0]:
            return
        (conflict, side), others, books = self._last, list(self._found[0]), self._context.books

        def work(_: Progress) -> int:
            return deciding.decide_like(books, conflict, side, others)

        def then(done: int) -> None:
            rest = len(others) - done
            told = self.tr("Đã quyết định {n} xung đột.").format(n=format_number(done))
            if rest:
                told += self.tr(" Còn {n}, không có bản của máy đó.").format(n=format_number(rest))
            self._notice.tell(told)
            self.reload()
            self._context.announce(Touched.RECORDS)

        jobs.run(self, self.tr("Đang quyết định"), work, then)

    def tick_off(self) -> None:
        """A record that was joined by itself was looked at."""
        conflict = self.chosen()
        if conflict is None or self.switch.current() != JOINED:
            return
        kept = [line for line in self._context.settings.get(SEEN, [""]) if line]
        self._context.settings.put(SEEN, [*kept, _seen_key(conflict)])
        self._found = self._found[0], [each for each in self._found[1] if each is not conflict]
        self._show_lists()

    def take_back(self) -> None:
        """Withdraw what was decided last; at a unit a decision is a change of its own and stays."""
        books = self._context.books
        if self._last is None or books.me.role is not Role.HEADQUARTERS:
            return
        uid = self._last[0].uid

        def work(_: Progress) -> bool:
            made = next((each for each in correcting.corrections(books) if each.record_uid == uid), None)
            if made is None or made.standing is correcting.Standing.WITHDRAWN:
                return False
            correcting.withdraw(books, made.uid)
            return True

        def then(done: bool) -> None:
            if done:
                self._notice.tell(self.tr("Đã rút quyết định, xung đột này chờ quyết định lại."))
                self.reload()
                self._context.announce(Touched.RECORDS)

        self._last = None
        jobs.run(self, self.tr("Đang rút quyết định"), work, then, failed=self._on_failed)

    def next_conflict(self, step: int = 1) -> None:
        """Go to the next one, round the end."""
        self.choose(AT_ODDS)
        rows = self.model.rowCount()
        if rows:
            self.waiting.select_position((self.waiting.currentIndex().row() + step) % rows)

    def go_to(self, uid: bytes) -> None:
        """Stand on one record."""
        self.choose(AT_ODDS)
        self.waiting.set_current(uid)

    def choose(self, key: str) -> None:
        """Show what waits, or what was joined by itself."""
        self.switch.set_current(key)
        self._on_switch(key)

    def _leave(self, conflict: Conflict, fields: tuple[str, ...]) -> None:
        """A decided one leaves at once; one with fields left stays with those."""
        if set(fields) >= set(conflict.fields):
            self._found = [each for each in self._found[0] if each is not conflict], self._found[1]
            self._show_lists()

    def _tell_decided(self, conflict: Conflict, side: int | None) -> None:
        books = self._context.books
        what = self.tr("như trước") if side is None else side_name(side)
        kind = self._context.catalogue.kinds[conflict.kind].short
        told = self.tr("Đã quyết định: {kind} {number} của {unit} theo {side}.").format(
            kind=kind, number=conflict.number, unit=books.units[conflict.unit_id].name, side=what
        )
        if books.me.role is Role.HEADQUARTERS:
            self._notice.tell(told, self.tr("Rút lại"), self.take_back)
        else:
            self._notice.tell(told)

    def _on_switch(self, _: str) -> None:
        self._stack.setCurrentWidget(self.table())
        self._show_chosen()
        self.table().setFocus()
        self.told.emit()

    def _on_letter(self, _: object, letter: str) -> None:
        if letter == "X":
            self.tick_off()

    def _furnish(self) -> None:
        self.waiting.setModel(self.model)
        self.joined.setModel(self.joined_model)
        self.waiting.set_empty(
            EmptyState(self.tr("Không có xung đột. Khi hai máy sửa khác nhau một ô, bản ghi đó hiện ở đây."))
        )
        self.joined.set_empty(EmptyState(self.tr("Không có bản ghi tự ghép nào chưa xem.")))
        self._stack = Stack()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.joined)
        self.list.set_title(self.tr("Bản ghi"))
        self.list.add_action(self.switch)
        self.list.body.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Split(self.list, self.panel, SIDE, SIDE_LEAST), 1)

    def _connect(self) -> None:
        self.switch.chosen.connect(self._on_switch)
        for table in (self.waiting, self.joined):
            table.chosen.connect(lambda _: self._show_chosen())
            table.lettered.connect(self._on_letter)
        self.panel.decided.connect(self.decide)
        self.panel.like.clicked.connect(self.decide_all)
        self.panel.seen.clicked.connect(self.tick_off)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key in range(1, 6):
            QShortcut(str(key), self, lambda key=key: self.decide(key), context=here)
        for keys, act in (
            ("Ctrl+Shift+Return", self.decide_all),
            ("Ctrl+Shift+Enter", self.decide_all),
            ("Ctrl+Z", self.take_back),
            ("F8", self.next_conflict),
            ("Shift+F8", lambda: self.next_conflict(-1)),
        ):
            QShortcut(keys, self, act, context=here)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Đơn vị"), "unit", 124, prose=True),
            Column(self.tr("Loại"), "kind", 88, prose=True),
            Column(self.tr("Số"), "number", 48),
            Column(self.tr("Ô khác nhau"), "fields", 120, prose=True, stretch=True, token="text2"),
        ]


def _seen_key(conflict: Conflict) -> str:
    return f"{conflict.uid.hex()} {conflict.now['_vector']}"

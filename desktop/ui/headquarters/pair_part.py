"""Vụ trùng: pairs that could tell one case, the likeliest first; 1 links, 2 keeps apart, Ctrl+Z takes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import SegmentSwitch
from desktop.kit.cards import Card, EmptyState
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.kit.marks import Mark
from desktop.kit.stack import Stack
from desktop.services import pairing
from desktop.services.pairing import Candidate, Candidates, Decision, Effect, Side
from desktop.services.recording import Touched
from desktop.ui.catalogue_words import shown_kind
from desktop.ui.context import Context
from desktop.ui.headquarters.pair_panel import PairPanel
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.standings import short_unit
from desktop.ui.troubles import sentence
from desktop.wording.pairs import percent_words

SIDE = 560
WAITING, DECIDED = "waiting", "decided"
Key = tuple[bytes, bytes]


class PairPart(QWidget):
    """The list at the left, the two records at the right."""

    told = Signal()

    def __init__(self, context: Context, watch: PairWatch, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._watch, self._notice = context, watch, notice
        self._decisions: list[Decision] = []
        self._made: list[Key] = []
        self._lines: dict[Key, tuple[Candidate, Line]] = {}
        self._listed: Candidates | None = None
        self._swapped: set[Key] = set()
        self._asked: Candidate | None = None
        self._reloading = False
        self.switch = SegmentSwitch([(WAITING, self.tr("Chờ quyết định")), (DECIDED, self.tr("Đã quyết định"))])
        self.waiting, self.decided = LedgerTable(letters=True), LedgerTable(letters=True)
        self.model, self.past = RowsModel(self._columns()), RowsModel(self._past_columns())
        self.panel, self.list = PairPanel(context.catalogue), Card()
        self.empty = EmptyState("")
        self._furnish()
        self._connect()

    # What the page asks

    def count(self) -> int:
        """Pairs that wait."""
        return self._watch.found.count

    def state(self) -> str:
        """How many wait and how many were decided."""
        if not self._watch.looked:
            return self.tr("đang tìm vụ trùng")
        decided = self.tr("đã quyết định {n}").format(n=format_number(len(self._decisions)))
        if not self.count():
            return self.tr("không còn cặp nào chờ, {decided}").format(decided=decided)
        return self.tr("{n} cặp chờ, {decided}").format(n=format_number(self.count()), decided=decided)

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter here."""
        if self.switch.current() == DECIDED:
            return [("R", self.tr("Rút quyết định")), ("Ctrl+Z", self.tr("Rút cái vừa làm")), ("F6", self.tr("Khung"))]
        return [
            ("1", self.tr("Cùng một vụ")),
            ("2", self.tr("Hai vụ khác nhau")),
            ("D", self.tr("Tính bản kia")),
            ("Ctrl+Z", self.tr("Rút lại")),
            ("F8", self.tr("Cặp tiếp theo")),
        ]

    def panes(self) -> list[QWidget]:
        """List and record table."""
        return [self.table(), self.panel.table]

    def table(self) -> LedgerTable:
        """The list that is shown."""
        return self.decided if self.switch.current() == DECIDED else self.waiting

    def arrived(self) -> None:
        """The keyboard goes to the list."""
        self.reload()
        self.table().setFocus()

    def reload(self) -> None:
        """Show what the watch has found and what was decided; the keyboard stays where it was."""
        self._reloading = True  # the pair is shown once, when both lists stand
        try:
            self._show_lists()
        finally:
            self._reloading = False
        self._show_empty()
        self._show_pair()
        self.told.emit()

    # What is shown

    def _show_lists(self) -> None:
        place = self.waiting.currentIndex().row()
        key = self.waiting.current_key()
        decisions = pairing.decisions(self._context.books)
        if self._listed is not self._watch.found:
            self._listed = self._watch.found
            self._lines = {each.key: self._line(each) for each in self._listed.shown}
            self.model.set_rows([line for _, line in self._lines.values()])
        if decisions != self._decisions:
            self._decisions = decisions
            self.past.set_rows([self._past_line(each) for each in decisions])
        if not self.waiting.set_current(key):
            self.waiting.select_position(max(0, min(place, self.model.rowCount() - 1)))
        if not self.decided.currentIndex().isValid():
            self.decided.select_position(0)

    def _line(self, each: Candidate) -> tuple[Candidate, Line]:
        """The line of a pair, made once: hundreds are shown anew after each decision."""
        held = self._lines.get(each.key)
        return held if held is not None and held[0] == each else (each, self._made_line(each))

    def _made_line(self, each: Candidate) -> Line:
        days = sorted({each.left.date, each.right.date})
        when = "–".join(f"{day:%d/%m}" for day in days)
        return Line((percent_words(each.score), _units(each.left, each.right), when, _what(each.left)), each.key)

    def _past_line(self, each: Decision) -> Line:
        if each.left is not None and each.right is not None:
            who = _units(each.left, each.right)
        else:
            who = self.tr("bản ghi không còn trong sổ")
        words = Cell(self.tr("một vụ"), Mark.DONE) if each.same else Cell(self.tr("hai vụ"), Mark.SAME)
        when = f"{each.at[11:16]} {each.at[8:10]}/{each.at[5:7]}"
        return Line((words, who, each.author, when), each.key)

    def _show_empty(self) -> None:
        if not self._watch.looked:
            words = self.tr("Đang tìm các vụ do hai đơn vị cùng ghi.")
        elif self._decisions:
            words = self.tr("Không còn cặp nào chờ quyết định. Xem lại ở Đã quyết định, rút bằng phím R.")
        else:
            words = self.tr("Không có cặp nào giống nhau trong kỳ này. Nhập thêm gói ở Tiếp nhận, cặp mới hiện ở đây.")
        self.empty.sentence.setText(words)
        crowded = self._watch.found.crowded
        told = self.tr("{n} bản ghi giống quá nhiều bản khác, chưa so hết").format(n=format_number(crowded))
        self.list.set_aside(told if crowded else "")

    def _show_pair(self) -> None:
        """The pair that the keyboard stands on."""
        self._asked = None
        if self.switch.current() == DECIDED:
            return self._show_decision(self._decision())
        pair = self._pair()
        if pair is None:
            return self.panel.show_nothing()
        self.panel.show_sides((pair.left, pair.right), self._counts(pair), pair.reason)
        self.panel.set_buttons((self.panel.swap, self.panel.differ, self.panel.same))
        self._ask_effects(pair)

    def _show_decision(self, decision: Decision | None) -> None:
        if decision is None:
            return self.panel.show_nothing()
        if decision.left is None or decision.right is None:
            self.panel.show_nothing()
            self.panel.hint.sentence.setText(self.tr("Gói của bản ghi đã hoàn tác. Nhập lại thì quyết định có lại."))
        else:
            sides = (decision.left, decision.right)
            counts = (decision.counts or decision.low) if decision.same else None
            self.panel.show_sides(sides, counts, decision.reason or self.tr("không ghi lý do"))
        self.panel.set_buttons((self.panel.withdraw,))

    def _ask_effects(self, pair: Candidate) -> None:
        self._asked, books, period, counts = pair, self._context.books, self._context.period, self._counts(pair)

        def work(_: Progress) -> list[Effect]:
            return pairing.effects(books, period, pair.left, pair.right, counts)

        def then(found: list[Effect]) -> None:
            if self._asked is pair and self._counts(pair) == counts:
                self.panel.show_effects(found)

        jobs.run(self, self.tr("Đang tính"), work, then, writes=False)

    def _pair(self) -> Candidate | None:
        key = self.waiting.current_key()
        return next((each for each in self._watch.found.shown if each.key == key), None)

    def _decision(self) -> Decision | None:
        key = self.decided.current_key()
        return next((each for each in self._decisions if each.key == key), None)

    def _counts(self, pair: Candidate) -> bytes:
        """The one that counts: the left one, unless a person wants the other."""
        return self._wanted(pair) or pair.left.uid

    def _wanted(self, pair: Candidate) -> bytes | None:
        return pair.right.uid if pair.key in self._swapped else None

    # What a person does

    def decide(self, same: bool) -> None:
        """Decide about the current pair; it leaves at once."""
        pair = self._pair()
        if pair is None or self.switch.current() == DECIDED:
            return
        books, counts = self._context.books, self._wanted(pair) if same else None

        def work(_: Progress) -> Touched:
            return pairing.decide(books, *pair.key, same, pair.reason, counts)

        def then(touched: Touched) -> None:
            self._made.append(pair.key)
            told = self.tr("Đã nối: {units}. Toàn tỉnh tính một vụ.") if same else self.tr("Hai vụ khác nhau: {units}.")
            self._notice.tell(told.format(units=_units(pair.left, pair.right)), self.tr("Rút lại"), self.take_back)
            self._context.announce(touched)

        self._watch.drop(pair.key)  # the keyboard goes on while it is stored
        jobs.run(self, self.tr("Đang quyết định"), work, then, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """What could not be stored waits again."""
        self._watch.look()
        if isinstance(error, UserError):
            self._notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Đang quyết định"), error)

    def swap(self) -> None:
        """Let the other record count."""
        pair = self._pair()
        if pair is not None and self.switch.current() == WAITING:
            self._swapped ^= {pair.key}
            self._show_pair()

    def take_back(self) -> None:
        """Withdraw what was decided last."""
        if self._made:
            self._withdraw(self._made.pop())

    def withdraw(self) -> None:
        """Withdraw the chosen decision."""
        decision = self._decision()
        if decision is not None and self.switch.current() == DECIDED:
            self._withdraw(decision.key)

    def _withdraw(self, key: Key) -> None:
        books = self._context.books

        def work(_: Progress) -> Touched:
            return pairing.withdraw(books, *key)

        def then(touched: Touched) -> None:
            self._notice.tell(self.tr("Đã rút quyết định, cặp này chờ quyết định lại."))
            self.reload()
            self._context.announce(touched)

        jobs.run(self, self.tr("Đang rút quyết định"), work, then, failed=self._on_failed)

    def next_pair(self, step: int = 1) -> None:
        """Go to the next pair, round the end."""
        self.choose(WAITING)
        rows = self.model.rowCount()
        if rows:
            self.waiting.select_position((self.waiting.currentIndex().row() + step) % rows)

    def choose(self, key: str) -> None:
        """Show what waits, or what was decided."""
        self.switch.set_current(key)
        self._on_switch(key)

    def _on_switch(self, key: str) -> None:
        self._stack.setCurrentWidget(self.table())
        self._show_pair()
        self.table().setFocus()
        self.told.emit()

    def _on_chosen(self, _: object) -> None:
        if not self._reloading:
            self._show_pair()

    def _on_letter(self, _: object, letter: str) -> None:
        if letter == "D":
            self.swap()
        elif letter == "R":
            self.withdraw()

    def _furnish(self) -> None:
        self.waiting.setModel(self.model)
        self.decided.setModel(self.past)
        self.waiting.set_empty(self.empty)
        self.decided.set_empty(EmptyState(self.tr("Chưa quyết định cặp nào. Chọn Chờ quyết định, bấm 1 hoặc 2.")))
        self._stack = Stack()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.decided)
        self.list.set_title(self.tr("Cặp bản ghi"))
        self.list.add_action(self.switch)
        self.list.body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Split(self.list, self.panel, SIDE, 420), 1)

    def _connect(self) -> None:
        self._watch.changed.connect(self.reload)
        self.switch.chosen.connect(self._on_switch)
        for table in (self.waiting, self.decided):
            table.chosen.connect(self._on_chosen)
            table.lettered.connect(self._on_letter)
        self.panel.same.clicked.connect(lambda: self.decide(True))
        self.panel.differ.clicked.connect(lambda: self.decide(False))
        self.panel.swap.clicked.connect(self.swap)
        self.panel.withdraw.clicked.connect(self.withdraw)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, act in (
            ("1", lambda: self.decide(True)),
            ("2", lambda: self.decide(False)),
            ("Ctrl+Z", self.take_back),
            ("F8", self.next_pair),
            ("Shift+F8", lambda: self.next_pair(-1)),
        ):
            QShortcut(key, self, act, context=here)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Giống"), "score", 64, "right", bold=True),
            Column(self.tr("Hai đơn vị"), "units", 222, prose=True),
            Column(self.tr("Ngày"), "days", 98),
            Column(self.tr("Nội dung"), "what", 150, prose=True, stretch=True, token="text2"),
        ]

    def _past_columns(self) -> list[Column]:
        return [
            Column(self.tr("Kết luận"), "same", 92),
            Column(self.tr("Hai đơn vị"), "units", 200, prose=True, stretch=True),
            Column(self.tr("Người"), "author", 100, prose=True, token="text2"),
            Column(self.tr("Lúc"), "at", 96, token="text2"),
        ]


def _what(side: Side) -> str:
    return side.words or shown_kind(side.kind).short


def _units(left: Side, right: Side) -> str:
    return f"{short_unit(left.unit.name)} – {short_unit(right.unit.name)}"

"""One file in detail: what differs, what is wrong, where its rows go, what it leaves behind, what to decide."""

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card, Divider, FactList, Scroll
from desktop.kit.marks import MarkLabel
from desktop.kit.text import Text
from desktop.services import foretelling, naming
from desktop.services.arrivals import StagedFile, Verdict
from desktop.services.freezing import Changed
from desktop.services.naming import Named
from desktop.ui.context import Context
from desktop.ui.headquarters.handled import Decision, Handled
from desktop.ui.headquarters.marked_return import can_mark
from desktop.ui.headquarters.receiving_asks import IdentifyAsk, SuccessorAsk
from desktop.ui.headquarters.receiving_contents import ContentsList
from desktop.ui.headquarters.receiving_edits import EditTable, RemarkList
from desktop.ui.headquarters.receiving_list import inside_name
from desktop.ui.headquarters.receiving_words import (
    MOST_LOST,
    Acts,
    acts_of,
    arithmetic_words,
    effect_words,
    file_facts,
    key_words,
    lost_words,
    panel_sentence,
    sequence_words,
)
from desktop.ui.headquarters.standings import VERDICT_MARKS, verdict_word


class FilePanel(Card):
    """The chosen file at the right."""

    decided = Signal(object, object)
    """Key of the file, Decision."""
    given = Signal(object, str)
    """Key of the file, uid of the unit that answers for it."""
    identified = Signal(object, str, str)
    """Key of the file, uid of its unit, key of its period."""
    called = Signal(object)
    marked = Signal(object)
    """Key of the file that goes back as a marked workbook."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._context = context
        self._line: Handled | None = None
        self._asked_of = ""
        self._foretold: Handled | None = None
        self._mark, self._name, self._aside = MarkLabel(None, 18), Text("", "card"), Text("", "caption", "text2")
        self.edits = EditTable(context.catalogue)
        self._asks = QVBoxLayout()
        self._words, self._remarks, self.key = Text("", wrap=True), RemarkList(), Block("accent", icon="key-round")
        self.effects, self.lost = Block("warn"), Block("warn")
        self._arithmetic = Text("", "body", "text2", wrap=True)
        self._facts = FactList(84)
        self.take_whole = KeyButton("", "S", small=True, bind=False)
        self.call = KeyButton(self.tr("Gọi đơn vị đối chiếu"), "G", small=True, bind=False, icon="phone")
        marked = self.tr("Trả lại kèm tệp đánh dấu lỗi")
        self.mark_errors = KeyButton(marked, "L", small=True, bind=False, icon="pencil")
        self.send_back = KeyButton(self.tr("Trả lại"), "T", bind=False)
        self.told = KeyButton(self.tr("Đã báo nơi gửi"), "T", bind=False)
        self.take = KeyButton("", "N", bind=False)
        self._furnish()
        self._connect()

    @cached_property
    def successors(self) -> SuccessorAsk:
        """Which unit answers for a merged one; made for the first such file."""
        ask = SuccessorAsk(self._context.books)
        ask.table.opened.connect(lambda _: self.act(Decision.TAKEN))
        self._asks.addWidget(ask)
        return ask

    @cached_property
    def contents(self) -> ContentsList:
        """What stands in a file that cannot come in yet; made for the first such file."""
        found = ContentsList()
        _stack(self._contents_box, _padded(Text(self.tr("Trong tệp, chỉ để xem"), "bold")), found)
        return found

    @cached_property
    def identify(self) -> IdentifyAsk:
        """Whose a file is that does not say so; made for the first such file."""
        ask = IdentifyAsk(self._context.books)
        self._asks.addWidget(ask)
        return ask

    def show_line(self, line: Handled | None) -> None:
        """Show a file, or nothing."""
        self._line = line
        self._holder.setVisible(line is not None)
        if line is None:
            return
        file = line.file
        self._mark.set_mark(VERDICT_MARKS[file.verdict])
        self._name.setText(inside_name(file) or verdict_word(file.verdict))
        self._aside.setText(sequence_words(file))
        self._words.setText(panel_sentence(line))
        self.edits.show_edits(file.edits)
        self._edits_box.setVisible(bool(file.edits))
        self._remarks.show_remarks(file.remarks, bool(file.edits))
        self._arithmetic.setText(arithmetic_words(file.counts))
        self._rows_box.setVisible(file.counts.read > 0)
        self._show_contents(file)
        self._facts.set_facts(file_facts(file))
        self._show_blocks(line)
        self._show_asks(file, line)
        self._mark_box.setVisible(can_mark(file) and not line.in_books)
        self._show_buttons(acts_of(line, self._context.books))

    def act(self, decision: Decision) -> None:
        """Do what the button of a decision does."""
        line = self._line
        if line is None:
            return
        verdict = line.file.verdict
        if decision is Decision.TAKEN and verdict is Verdict.MOVED_UNIT:
            self.given.emit(line.key, self.successors.unit())
        elif decision is Decision.TAKEN and verdict is Verdict.UNIDENTIFIED:
            if (told := self.identify.answer()) is not None:
                self.identified.emit(line.key, *told)
        else:
            self.decided.emit(line.key, decision)

    def _show_blocks(self, line: Handled) -> None:
        file, books = line.file, self._context.books
        phone = books.units[file.unit_id].phone if file.unit_id is not None else ""
        title, words = key_words(file, phone)
        self.key.set(title, words)
        self.key.setVisible(bool(title))
        self._name_lost(line)
        self._lost_box.setVisible(bool(file.lost))
        self._show_effects(line)

    def _show_effects(self, line: Handled) -> None:
        """What became of the signed figures; before the file is taken, what would."""
        self.effects.set(self.tr("So với số đã chốt"), effect_words(line.effects))
        self._effects_box.setVisible(bool(line.effects) and line.in_books)
        if line.in_books or not foretelling.is_late(self._context.books, line.file):
            return
        if line.foreseen is not None:
            told = effect_words(line.foreseen) or self.tr("không đổi")
            self.effects.set(self.tr("Nếu nhận, so với số đã chốt"), told)
            return self._effects_box.setVisible(True)
        if self._foretold is not line:
            self._foretell(line)

    def _foretell(self, line: Handled) -> None:
        """Ask once; who has gone on to another file meanwhile is not waited for."""
        self._foretold = line
        books, whole = self._context.books, line.decision is Decision.TAKEN_WHOLE

        def work(_: Progress) -> tuple[Changed, ...] | None:
            return tuple(foretelling.effects(books, line.file, whole)) if self._line is line else None

        def then(found: tuple[Changed, ...] | None) -> None:
            end()
            if found is not None and whole is (line.decision is Decision.TAKEN_WHOLE):
                line.foreseen = found
            if self._line is line and not line.in_books:
                self._show_effects(line)

        def end(_: Exception | None = None) -> None:
            """Of a file that was put away meanwhile nothing is told: whoever merges it hears what fails."""
            self._foretold = None if self._foretold is line else self._foretold

        jobs.run(self, self.tr("Đang xem ảnh hưởng tới số đã chốt"), work, then, failed=end, stopped=end)

    def _name_lost(self, line: Handled) -> None:
        """How many are missing is said at once, which ones as soon as the books have named them."""
        books, lost, n = self._context.books, line.file.lost[:MOST_LOST], len(line.file.lost)
        told = self.tr("Mất không lý do: {n} bản ghi đang có không thấy trong tệp, vẫn giữ").format(n=n)
        self.lost.set(told, "")
        if not lost:
            return

        def work(_: Progress) -> list[Named]:
            return naming.named(books, lost)

        def then(found: list[Named]) -> None:
            if self._line is line:
                self.lost.set(told, lost_words(found, n))

        jobs.run(self, self.tr("Đang tìm bản ghi"), work, then, writes=False)

    def _show_asks(self, file: StagedFile, line: Handled) -> None:
        moved = file.verdict is Verdict.MOVED_UNIT
        unknown = file.verdict is Verdict.UNIDENTIFIED and line.decision is Decision.OPEN
        for name, shown in (("successors", moved), ("identify", unknown)):
            if shown or name in self.__dict__:
                getattr(self, name).setVisible(shown)
        if moved:
            self.successors.show_units(file.successors)
        if unknown and self._asked_of != line.key:
            self.identify.offer(self._context.period)
        self._asked_of = line.key

    def _show_contents(self, file: StagedFile) -> None:
        self._contents_box.setVisible(bool(file.contents))
        if file.contents:
            self.contents.show_sheets(file.contents)

    def _show_buttons(self, acts: Acts) -> None:
        for button, words in ((self.take, acts.take), (self.take_whole, acts.whole)):
            button.setText(words)
            button.updateGeometry()
            button.setVisible(bool(words))
        self.send_back.setVisible(acts.send_back)
        self.told.setVisible(acts.told)
        self._call_box.setVisible(acts.call)
        self._whole_box.setVisible(bool(acts.whole))
        self._foot.setVisible(bool(acts.take) or acts.told)

    def _connect(self) -> None:
        for button, decision in (
            (self.take, Decision.TAKEN),
            (self.take_whole, Decision.TAKEN_WHOLE),
            (self.send_back, Decision.SENT_BACK),
            (self.told, Decision.SENT_BACK),
        ):
            button.clicked.connect(lambda _=False, decision=decision: self.act(decision))
        self.mark_errors.clicked.connect(lambda: self.marked.emit(self._line.key if self._line else None))
        self.call.clicked.connect(lambda: self.called.emit(self._line.key if self._line else None))

    def _furnish(self) -> None:
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, theme.px(10))
        column.setSpacing(theme.px(8))
        self._edits_box, self._rows_box, self._contents_box = QWidget(), QWidget(), QWidget()
        self._lost_box, self._effects_box = _padded(self.lost, 2), _padded(self.effects, 2)
        self._mark_box = _padded(self.mark_errors, 2)
        self._whole_box, self._call_box = _padded(self.take_whole, 2), _padded(self.call, 2)
        column.addWidget(_padded(self._head_row(), 10))
        column.addWidget(Divider())
        column.addWidget(_padded(self._words, 2))
        column.addLayout(self._asks)
        for widget in (_padded(self.key), self._call_box, self._effects_box):
            column.addWidget(widget)
        _stack(self._edits_box, self.edits)
        column.addWidget(self._edits_box)
        column.addWidget(self._contents_box)
        column.addWidget(_padded(self._remarks))
        column.addWidget(self._whole_box)
        column.addWidget(self._mark_box)
        column.addWidget(self._lost_box)
        _stack(self._rows_box, Divider(), _padded(Text(self.tr("Đối chiếu dòng"), "bold")), _padded(self._arithmetic))
        column.addWidget(self._rows_box)
        column.addWidget(Divider())
        column.addWidget(_padded(self._facts))
        column.addStretch()
        self.body.addWidget(Scroll(self._holder), 1)
        foot = self.add_foot()
        foot.addWidget(self.send_back)
        foot.addWidget(self.told)
        foot.addStretch()
        foot.addWidget(self.take)

    def _head_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for widget in (self._mark, self._name, self._aside):
            row.addWidget(widget)
        row.addStretch()
        return holder


def _padded(widget: QWidget, above: int = 0) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme.px(12), theme.px(above), theme.px(12), 0)
    column.addWidget(widget)
    return holder


def _stack(holder: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    for widget in widgets:
        column.addWidget(widget)

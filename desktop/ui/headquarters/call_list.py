"""Whom to call: telephone, what is wrong and what to do, and when somebody called."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.text import fold
from desktop.kit import theme
from desktop.kit.cards import Card, Divider, EmptyState
from desktop.kit.inputs import Choice, ChoicePicker, TextInput
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, QueueGroup, WorkQueue
from desktop.kit.text import Text
from desktop.services.books import UnitRow
from desktop.services.progressing import Reported
from desktop.ui.headquarters.call_facts import NOTHING, Call, not_called
from desktop.ui.retold import retold


class CallList(Card):
    """G or the button notes a call; below, a receipt code is looked up."""

    called = Signal(str)
    chosen = Signal(str)
    code_asked = Signal(str)
    noted = Signal(str, str)
    """A unit that was called, and what it said."""
    covered = Signal(str, str)
    """A unit, and the one that reports for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Cần gọi"))
        self._lines: list[Call] = []
        self._told: Call | None = None
        """The line whose note stands in the field."""
        self.queue = WorkQueue(two_lines=True)
        self.empty = EmptyState("")
        self.code, self.answer = TextInput(self.tr("6 ký tự, như P4R-9TD")), Text("", "caption", "text2", wrap=True)
        self.body.addWidget(self.queue, 1)
        self.body.addWidget(self.empty, 1)
        self.why = self.add_padded(Text("", "caption", "text2", wrap=True))
        self.note = self.add_padded(TextInput(self.tr("hẹn gửi lúc nào, ai nghe máy")))
        self.cover = self.add_padded(ChoicePicker(fold, self.tr("Đơn vị khác báo cáo thay")))
        self.body.addWidget(Divider())
        self.body.addWidget(self._code_part())
        self.queue.acted.connect(lambda key: self.called.emit(str(key)))
        self.queue.chosen.connect(lambda key: self.chosen.emit(str(key)))
        self.queue.chosen.connect(lambda _: self._show_why())
        self.queue.lettered.connect(self._on_letter)
        self.cover.committed.connect(self._on_cover)
        self.note.set_names(self.tr("Đơn vị nói gì"), "")
        self.note.committed.connect(self._on_note)
        self.code.set_names(self.tr("Mã gói đơn vị đọc"), "")
        self.code.edited.connect(lambda: self.code_asked.emit(self.code.raw()))

    def show_calls(self, lines: Sequence[Call]) -> None:
        """Show whom to call; who was called goes to the end, marked with the time."""
        left = not_called(lines)
        self.set_aside(self.tr("{n}/{all} đơn vị").format(n=left, all=len(lines)) if lines else "")
        self._lines = list(lines)
        waiting, done = ([each for each in lines if bool(each.called) is called] for called in (False, True))
        entries: list[QueueEntry | QueueGroup] = [self._entry(each) for each in waiting]
        if done:
            entries.append(QueueGroup(self.tr("Đã gọi, chờ tệp"), str(len(done))))
            entries += [self._entry(each) for each in done]
        self.queue.set_entries(entries)
        self.queue.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.sentence.setText(self.tr("Không còn đơn vị nào phải gọi."))
        self._show_why()

    def _show_why(self) -> None:
        key = self.queue.current_key()
        each = next((each for each in self._lines if each.unit.uid == key), None)
        told = self.tr("Nói với đơn vị: {words}")
        self.why.setText(told.format(words=" ".join(map(retold, each.sentences))) if each is not None else "")
        self.why.setVisible(each is not None)
        self.cover.setVisible(each is not None and each.mark is Mark.MISSING)
        self._told = each if each is not None and each.called else None
        self.note.setVisible(each is not None and bool(each.called))
        self.note.set_value(each.note if each is not None else "")
        QTimer.singleShot(0, self, self._stay_in_sight)

    def _stay_in_sight(self) -> None:
        """What is said below takes room from the list."""
        self.queue.scrollTo(self.queue.currentIndex())

    def answer_code(self, found: Reported | None, unit: str) -> None:
        """Say whether the code belongs to a file that came."""
        if not self.code.raw().strip():
            self.answer.setText(self.tr("Đọc mã trên tờ bìa của tệp."))
            self.answer.set_token("text2")
        elif found is None:
            self.answer.setText(self.tr("Chưa có gói nào mang mã này. Hỏi lại mã, hoặc nhờ đơn vị gửi lại."))
            self.answer.set_token("warn")
        else:
            told = self.tr("Khớp: {unit}, lần {n}, nhận {time}")
            when = f"{found.received[11:16]} {found.received[8:10]}/{found.received[5:7]}"
            self.answer.setText(told.format(unit=unit, n=found.sequence, time=when))
            self.answer.set_token("accent")

    def _entry(self, each: Call) -> QueueEntry:
        done = self.tr("đã gọi {time}").format(time=each.called)
        brief = retold(each.what).removeprefix(f"{NOTHING}, đã ")  # the mark says already that nothing came
        told = each.unit.phone or f"{each.area}, {brief}"
        what = f"{done}, {each.note or each.area}" if each.called else told
        action = self.tr("Bỏ ghi") if each.called else self.tr("Đã gọi")
        return QueueEntry(each.unit.uid, each.mark, each.unit.name, what, "", action)

    def set_units(self, units: Sequence[UnitRow]) -> None:
        """Which units may report for another one."""
        self.cover.set_choices([Choice(each.uid, each.name, each.code) for each in units])

    def _on_cover(self) -> None:
        key, by = self.queue.current_key(), self.cover.value()
        if isinstance(key, str) and by and by != key:
            self.covered.emit(key, by)
        self.cover.set_value(None)

    def _on_note(self) -> None:
        each = self._told  # the list may stand on another line when the field is left
        if each is not None and self.note.value() != each.note:
            self.noted.emit(each.unit.uid, self.note.value())

    def _on_letter(self, key: object, letter: str) -> None:
        if letter == "G":
            self.called.emit(str(key))

    def _code_part(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(6))
        column.addWidget(Text(self.tr("Đơn vị hỏi đã nhận chưa?"), "bold"))
        column.addWidget(self.code)
        column.addWidget(self.answer)
        self.answer.setText(self.tr("Đọc mã trên tờ bìa của tệp."))
        return holder

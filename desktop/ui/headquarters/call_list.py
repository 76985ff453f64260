"""Whom to call: units without a file, with their telephone and what was noted."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.cards import Card, Divider, EmptyState
from desktop.kit.inputs import TextInput
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, WorkQueue
from desktop.kit.text import Text
from desktop.services.progressing import Reported, UnitStanding
from desktop.ui.headquarters.standings import short_area


class CallList(Card):
    """G or the button notes a call; below, a receipt code is looked up."""

    called = Signal(str)
    chosen = Signal(str)
    code_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Cần gọi"))
        self.queue = WorkQueue(two_lines=True)
        self.empty = EmptyState("")
        self.code, self.answer = TextInput(self.tr("6 ký tự, như P4R-9TD")), Text("", "caption", "text2", wrap=True)
        self.body.addWidget(self.queue, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(Divider())
        self.body.addWidget(self._code_part())
        self.queue.acted.connect(lambda key: self.called.emit(str(key)))
        self.queue.chosen.connect(lambda key: self.chosen.emit(str(key)))
        self.queue.lettered.connect(self._on_letter)
        self.code.edited.connect(lambda: self.code_asked.emit(self.code.raw()))

    def show_units(self, missing: Sequence[UnitStanding], areas: dict[str, str], called: dict[str, str]) -> None:
        """Show who is missing; who was called stays, marked with the time."""
        self.set_aside(self.tr("{n} đơn vị").format(n=len(missing)))
        self.queue.set_entries([self._entry(each, areas, called) for each in missing])
        self.queue.setVisible(bool(missing))
        self.empty.setVisible(not missing)
        self.empty.sentence.setText(self.tr("Không còn đơn vị nào phải gọi."))

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

    def _entry(self, each: UnitStanding, areas: dict[str, str], called: dict[str, str]) -> QueueEntry:
        area = short_area(areas.get(each.unit.parent_uid or "", ""))
        what = self.tr("{area}, chưa gửi").format(area=area)
        when = called.get(each.unit.uid)
        if when:
            what = self.tr("{area}, đã gọi {time}").format(area=area, time=when)
        action = self.tr("Bỏ ghi") if when else self.tr("Đã gọi")
        return QueueEntry(each.unit.uid, Mark.MISSING, each.unit.name, what, each.unit.phone, action)

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

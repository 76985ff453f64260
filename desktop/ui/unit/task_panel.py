"""The chosen task: its words, its state, how far it is, the notes; every change is kept when its field is left."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.deadlines import Holidays
from desktop.domain.numbers import format_number, parse_number
from desktop.domain.periods import parse_period
from desktop.domain.tasks import Note, Task, TaskState
from desktop.kit import theme
from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.cards import Card, EmptyState, FactList, Scroll
from desktop.kit.inputs import DateInput, FieldBox, FieldGrid, Input, LongTextInput, NumberInput, TextInput
from desktop.kit.stack import Stack
from desktop.kit.text import Text
from desktop.ui import period_words
from desktop.ui.catalogue_words import spoken
from desktop.ui.unit.task_queue import due_day
from desktop.ui.words import day, translate
from desktop.wording.tasks import ORIGINS

REASON, WORDS = 500, 1000
CHOOSABLE = (TaskState.TODO, TaskState.DOING, TaskState.DONE, TaskState.BLOCKED)


def parse_whole(text: str) -> int:
    """A whole number as typed; ValueError for any other."""
    value = parse_number(text)
    if value != int(value) or value < 0:
        raise ValueError(text)
    return int(value)


class TaskPanel(Card):
    """Tells what a person changed; the page stores it."""

    changed = Signal(object)
    """Fields with their new values."""
    noted = Signal(str)
    dropped = Signal()
    left = Signal()
    """Esc: back to the list."""

    def __init__(
        self, today: Callable[[], date], calendar: str, holidays: Holidays, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self._today, self._calendar, self._holidays = today, calendar, holidays
        self._task: Task | None = None
        self.set_title(self.tr("Chi tiết"))
        self.words, self.facts = Text("", "bold", wrap=True), FactList(92)
        self.title_input, self.due = TextInput(max_length=500), DateInput(today)
        self.source = TextInput(max_length=300)
        self.state = SegmentSwitch(self._states())
        self.standing = Text("", "body", "warn", wrap=True)
        self.reason = LongTextInput(REASON, 2)
        self.reached = NumberInput(parse_whole, format_number)
        self.goal, self.measure = NumberInput(parse_whole, format_number), TextInput(max_length=30)
        self.note, self.write = LongTextInput(WORDS, 2), KeyButton(self.tr("Ghi tiến độ"), "Ctrl+Enter", small=True)
        self.history = QVBoxLayout()
        self.drop = KeyButton(self.tr("Xóa việc này"), kind="quiet", small=True, icon="trash-2")
        self._boxes, self._stack, self._own = self._make_boxes(), Stack(), FieldGrid(2)
        self._asks_reason = False
        self._furnish()
        self._connect()
        self.show_task(None)

    def task(self) -> Task | None:
        """What is shown."""
        return self._task

    def show_task(self, task: Task | None) -> None:
        """Show a task; words that are being typed for the same one stay."""
        same = task is not None and self._task is not None and task.uid == self._task.uid
        self._task = task
        self._stack.setCurrentIndex(0 if task is None else 1)
        if task is None:
            return
        if not same:
            self.note.set_value("")
            self._asks_reason = False
        self._show_words(task)
        self._show_fields(task, same)
        self._show_notes(task.notes)

    def choose_state(self, place: int) -> None:
        """Set the state of that place in the row, from 1."""
        if self._task is not None and 1 <= place <= len(CHOOSABLE):
            self._on_state(CHOOSABLE[place - 1].value)

    def complain(self, words: str) -> None:
        """Say what is wrong at the field that it is about."""
        field: Input = self.reason if self._asks_reason else self.reached
        field.set_complaint(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the panel; what is typed is kept as on leaving any field."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Showing

    def _show_words(self, task: Task) -> None:
        self.words.setText(task.title)
        given_in = period_words.label(parse_period(task.period, self._calendar)) if task.period else ""
        facts = [
            (self.tr("Nguồn"), spoken(ORIGINS.get(task.origin, task.origin))),
            (self.tr("Văn bản"), task.source),
            (self.tr("Thời hạn"), due_day(task, self._today(), self._holidays)),
            (self.tr("Giao trong"), given_in),
            (self.tr("Nội dung"), task.content),
            (self.tr("Cập nhật"), day(task.updated) if task.updated else ""),
        ]
        own = not task.is_given
        hidden = {self.tr("Văn bản"), self.tr("Thời hạn")} if own else set()
        self.facts.set_facts([(name, words) for name, words in facts if words and name not in hidden])
        self.words.setVisible(not own)
        self._boxes[self.title_input].setVisible(own)
        self._own.setVisible(own)
        self.drop.setVisible(own)
        withdrawn = task.state is TaskState.WITHDRAWN
        self.standing.setVisible(withdrawn)
        self.standing.setText(self.tr("Cấp trên đã rút nhiệm vụ này, không phải làm nữa.") if withdrawn else "")
        self.state.setVisible(not withdrawn)

    def _show_fields(self, task: Task, same: bool) -> None:
        values: tuple[tuple[Input, object], ...] = (
            (self.title_input, task.title), (self.due, task.due), (self.source, task.source),
            (self.reason, task.reason), (self.reached, task.reached), (self.goal, task.goal),
            (self.measure, task.measure),
        )  # fmt: skip
        for field, value in values:
            if same and field.is_typing():
                continue
            field.set_value(value)
            field.set_complaint(None)
        fixed = task.is_given and task.goal is not None
        for shown in (self.goal, self.measure):
            shown.set_read_only(fixed)
        unit = task.measure or "" if task.goal else "%"
        self._boxes[self.reached].set_label(self.tr("Đã đạt ({unit})").format(unit=unit) if unit else self.tr("Đã đạt"))
        state = TaskState.BLOCKED if self._asks_reason else task.state
        if state in CHOOSABLE:
            self.state.set_current(state.value)
        self._boxes[self.reason].setVisible(state is TaskState.BLOCKED)

    def _show_notes(self, notes: tuple[Note, ...]) -> None:
        while (item := self.history.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for note in reversed(notes):
            told = f"{day(note.day)}: {note.words}" if note.day else note.words
            self.history.addWidget(Text(told, wrap=True))
        if not notes:
            self.history.addWidget(Text(self.tr("Chưa ghi tiến độ lần nào."), "body", "text2"))

    # Changing

    def _on_state(self, key: str) -> None:
        if self._task is None:
            return
        self._asks_reason = key == TaskState.BLOCKED and not self._task.reason
        if self._asks_reason:
            self._boxes[self.reason].show()
            self.state.set_current(key)
            return self.reason.setFocus()
        self.changed.emit({"state": key})

    def _on_reason(self) -> None:
        if self._asks_reason and not self.reason.value():
            return
        fields = {"reason": self.reason.value()}
        if self._asks_reason:
            fields["state"] = TaskState.BLOCKED.value
        self._asks_reason = False
        self.changed.emit(fields)

    def _on_left(self, name: str, field: Input) -> None:
        if field.complaint() is None or field.raw():
            field.set_complaint(None)
        if field.complaint() is None:
            self.changed.emit({name: field.value()})

    def _on_note(self) -> None:
        if not self.note.value():
            self.note.set_complaint(self.tr("Ghi ngắn việc đã làm, rồi nhấn Ctrl+Enter."))
            return self.note.setFocus()
        words = self.note.value()
        self.note.set_value("")
        self.noted.emit(words)

    def _connect(self) -> None:
        self.state.chosen.connect(self._on_state)
        self.reason.committed.connect(self._on_reason)
        for name, field in (
            ("title", self.title_input), ("due", self.due), ("source", self.source), ("reached", self.reached),
            ("goal", self.goal), ("measure", self.measure),
        ):  # fmt: skip
            field.committed.connect(lambda name=name, field=field: self._on_left(name, field))
        self.write.clicked.connect(self._on_note)
        self.note.edited.connect(lambda: self.note.set_complaint(None))
        self.drop.clicked.connect(self.dropped)

    # Making

    def _states(self) -> list[tuple[str, str]]:
        words = (
            translate("Tasks", "Chưa làm"),
            translate("Tasks", "Đang làm"),
            translate("Tasks", "Xong"),
            translate("Tasks", "Không làm được"),
        )
        pairs = enumerate(zip(CHOOSABLE, words, strict=True), 1)
        return [(state.value, f"{place} {label}") for place, (state, label) in pairs]

    def _make_boxes(self) -> dict[Input, FieldBox]:
        return {
            self.title_input: FieldBox(self.tr("Nhiệm vụ"), self.title_input),
            self.due: FieldBox(self.tr("Thời hạn"), self.due, optional=True),
            self.source: FieldBox(self.tr("Văn bản, căn cứ"), self.source, optional=True),
            self.reason: FieldBox(self.tr("Lý do không làm được"), self.reason),
            self.reached: FieldBox(self.tr("Đã đạt"), self.reached),
            self.goal: FieldBox(self.tr("Chỉ tiêu"), self.goal, aside=self.tr("trống: tính %")),
            self.measure: FieldBox(self.tr("Đơn vị tính"), self.measure),
            self.note: FieldBox(self.tr("Việc đã làm"), self.note),
        }

    def _furnish(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        own, numbers, row = self._own, FieldGrid(3), QHBoxLayout()
        own.add_row(self._boxes[self.due], self._boxes[self.source])
        numbers.add_row(*(self._boxes[each] for each in (self.reached, self.goal, self.measure)))
        row.addStretch()
        row.addWidget(self.write)
        parts = (
            self.words, self._boxes[self.title_input], own, self.facts, self.standing, self.state,
            self._boxes[self.reason], numbers, self._boxes[self.note],
        )  # fmt: skip
        for widget in parts:
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(Text(self.tr("Tiến độ đã ghi"), "bold"))
        self.history.setSpacing(theme.px(4))
        column.addLayout(self.history)
        column.addStretch()
        self._stack.addWidget(EmptyState(self.tr("Chọn một nhiệm vụ ở danh sách bên trái.")))
        self._stack.addWidget(Scroll(inner))
        self.body.addWidget(self._stack, 1)
        self.add_action(self.drop)

"""Nhiệm vụ: what was asked of the unit and what it set itself, by deadline; how far each is, at the right."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import Refused, UserError
from desktop.domain.tasks import Task
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.frame import Page, Split
from desktop.kit.inputs import TextInput
from desktop.kit.queue import WorkQueue
from desktop.kit.stack import Stack
from desktop.services import tasking
from desktop.services.recording import Touched
from desktop.services.undoing import Moved
from desktop.ui import words
from desktop.ui.context import Context, Place
from desktop.ui.troubles import sentence
from desktop.ui.unit import task_queue
from desktop.ui.unit.task_panel import TaskPanel
from desktop.ui.unit.undo_keys import UndoKeys

SIDE, SIDE_LEAST = 440, 440
NEEDS_REASON = 4
DROPPED = "Không còn phải làm."


class TaskList(WorkQueue):
    """The queue, which takes the digits of the states too."""

    digit = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4 set the state of the current task."""
        if event.text() in tuple("1234") and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.digit.emit(int(event.text()))
        else:
            super().keyPressEvent(event)


class TaskView(Page):
    """List at the left, the chosen task at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(words.translate("Tasks", "Nhiệm vụ"))
        self._context = context
        self._tasks: list[Task] = []
        self.chips, self.list = FilterChips(), TaskList(two_lines=True, show_enter=False)
        self.quick = TextInput(self.tr("Việc đơn vị tự đề ra, Enter để thêm"), 500)
        self.panel = TaskPanel(context.today, context.books.me.calendar, context.books.catalogue.timetable.holidays)
        self.empty, self.stack = EmptyState("", self.tr("Thêm nhiệm vụ"), "Ctrl+N"), Stack()
        self.add = self.header.add_action(KeyButton(self.tr("Thêm nhiệm vụ"), "Ctrl+N", icon="plus", kind="primary"))
        self._furnish()
        self._connect()

    def arrived(self) -> None:
        """Look again; the keyboard goes to the list."""
        self.reload()
        (self.list if self.list.count() else self.quick).setFocus()

    def seek(self, place: Place) -> None:
        """Show a task, or begin a new one."""
        if place.new_kind:
            return self.quick.setFocus()
        if place.record is not None:
            self._show(place.record)

    def leave(self) -> None:
        """Nothing typed is lost when the window closes."""
        self.setFocus()

    def reload(self) -> None:
        """Look at all tasks again; the current one stays."""
        today = self._today()
        self._tasks = tasking.tasks(self._context.books)
        self.chips.set_chips([self._chip(key) for key in (task_queue.OPEN, task_queue.LATE, task_queue.ALL)])
        shown = task_queue.chosen(self._tasks, self.chips.current(), today)
        holidays = self._context.books.catalogue.timetable.holidays
        self.list.set_entries([task_queue.entry(each, today, holidays) for each in shown])
        self.stack.setCurrentIndex(0 if shown else 1)
        self.empty.sentence.setText(self._nothing())
        self.header.set_state(task_queue.headline(self._tasks, today) if self._tasks else "")
        self._show_chosen()

    # What a person does

    def _add(self) -> None:
        title = self.quick.value()
        if not title:
            return
        uid = tasking.add(self._context.books, self._context.period, title)
        self.quick.set_value("")
        self._stored()
        self._show(uid)
        self.panel.due.setFocus()

    def _change(self, fields: dict[str, str | int | date | None]) -> None:
        task = self.panel.task()
        if task is None:
            return
        try:
            changed = tasking.change(self._context.books, task.uid, **fields)
        except UserError as error:
            return self.panel.complain(sentence(error))
        except Refused as refused:
            return self.notice.tell(sentence(refused), kind="err")
        if changed:
            self._stored()
        else:
            self._show_chosen()

    def _note(self, told: str) -> None:
        task = self.panel.task()
        if task is None:
            return
        try:
            tasking.note(self._context.books, task.uid, told, self._today())
        except (UserError, Refused) as error:
            self.panel.note.set_value(told)
            return self.panel.note.set_complaint(sentence(error))
        self._stored()

    def _begin_note(self) -> None:
        """In a narrow window the panel is a drawer."""
        if self.panel.isHidden():
            self.toggle_side()
        self.panel.note.setFocus()

    def _drop(self) -> None:
        task = self.panel.task()
        if task is not None and not task.is_given:
            tasking.drop(self._context.books, task.uid, DROPPED)
            self._stored()
            told = self.tr("Đã xóa “{title}”.").format(title=task.title)
            self.notice.tell(told, self.tr("Hoàn tác"), self.undoing.undo)

    def _stored(self) -> None:
        self.set_facts([("check", self.tr("Đã lưu {time}").format(time=words.clock(self._context.now())))])
        self.reload()
        self._context.announce(Touched.TASKS)

    def _on_digit(self, place: int) -> None:
        self._show_chosen()
        if place == NEEDS_REASON and self.panel.isHidden():
            self.toggle_side()
        self.panel.choose_state(place)

    def _follow(self, moved: Moved) -> bool:
        """Show a task that was taken back or made again here."""
        if moved.kind != "task":
            return False
        self.reload()
        return moved.gone or self._show(moved.uid)

    # What is shown

    def _show(self, uid: bytes) -> bool:
        """Go to a task, whatever the filter."""
        if not self.list.set_current(uid):
            self.chips.set_current(task_queue.ALL)
            self.reload()
            if not self.list.set_current(uid):
                return False
        self._show_chosen()
        return True

    def _show_chosen(self) -> None:
        key = self.list.current_key()
        self.panel.show_task(next((each for each in self._tasks if each.uid == key), None))

    def _chip(self, key: str) -> Chip:
        labels = {
            task_queue.OPEN: self.tr("Đang mở"),
            task_queue.LATE: self.tr("Quá hạn"),
            task_queue.ALL: self.tr("Tất cả"),
        }
        return Chip(key, labels[key], len(task_queue.chosen(self._tasks, key, self._today())))

    def _nothing(self) -> str:
        if not self._tasks:
            return self.tr("Chưa có nhiệm vụ. Nhận phản hồi của cấp trên, hoặc ghi việc đơn vị tự đề ra.")
        if self.chips.current() == task_queue.LATE:
            return self.tr("Không có việc quá hạn. Bấm Đang mở để xem việc phải làm.")
        return self.tr("Không còn việc đang mở. Bấm Tất cả để xem việc đã xong.")

    def _today(self) -> date:
        return self._context.today()

    def _furnish(self) -> None:
        card, top = Card(), QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addWidget(self.chips)
        column.addWidget(self.quick)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        card.body.addWidget(top)
        card.body.addWidget(self.stack, 1)
        self.body.addWidget(Split(card, self.panel, SIDE, SIDE_LEAST), 1)
        self.panes, self.side_panel = [self.list, self.panel], self.panel
        self.set_keys([("1…4", self.tr("Tình trạng")), ("Enter", self.tr("Ghi tiến độ")),
                       ("Ctrl+Enter", self.tr("Lưu tiến độ")), ("Ctrl+N", self.tr("Thêm")),
                       ("F6", self.tr("Khung"))])  # fmt: skip

    def _connect(self) -> None:
        self.add.clicked.connect(self.quick.setFocus)
        self.empty.acted.connect(self.quick.setFocus)
        self.chips.chosen.connect(lambda _: self.reload())
        self.quick.line.returnPressed.connect(self._add)
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.acted.connect(lambda _: self._begin_note())
        self.list.previewed.connect(lambda _: self._begin_note())
        self.list.digit.connect(self._on_digit)
        self.panel.changed.connect(self._change)
        self.panel.noted.connect(self._note)
        self.panel.dropped.connect(self._drop)
        self.undoing = UndoKeys(self, self._context, self._follow)
        self.panel.left.connect(self.list.setFocus)
        self._context.announcements.touched.connect(self._on_touched)

    def _on_touched(self, touched: object) -> None:
        if self.isVisible() and touched is not Touched.TASKS:
            self.reload()

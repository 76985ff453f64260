"""Hôm nay: how far the period is, what waits for a person, what was written, the quick ways to write."""

from datetime import datetime
from functools import cached_property

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.deadlines import deadline_of, working_days_left
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState, Step, StepStrip
from desktop.kit.frame import Page, Split
from desktop.kit.marks import Mark
from desktop.kit.queue import WorkQueue
from desktop.kit.text import Text
from desktop.services import reply_desk, tasking
from desktop.services.closing import Checklist, StepKey
from desktop.ui import words
from desktop.ui.context import Context, Place
from desktop.ui.keeping.backup_card import BackupCard
from desktop.ui.retold import retold
from desktop.ui.unit import today_queue
from desktop.ui.unit.checklist_desk import ChecklistDesk
from desktop.ui.unit.kind_menu import KindMenu
from desktop.ui.unit.today_cards import ComparisonCard, QuickCard, WrittenCard
from desktop.ui.unit.today_queue import Job
from desktop.ui.unit.undo_keys import UndoKeys

SIDE, LOW = 400, 600
GONE = 22
"""After about a month of working days nobody counts any more."""


class TodayView(Page):
    """What to do now."""

    def __init__(self, context: Context) -> None:
        super().__init__(words.translate("Today", "Hôm nay"))
        self._context = context
        self._checklist = ChecklistDesk(context, self)
        self.steps, self.queue = StepStrip(), WorkQueue(two_lines=True)
        self.work = Card(self.tr("Việc cần làm"))
        self.comparison, self.written = ComparisonCard(context), WrittenCard(context)
        self.backup, self.quick = BackupCard(context), QuickCard(context)
        self.like = self.header.add_action(KeyButton(self.tr("Như bản ghi trước"), "Ctrl+D", icon="copy"))
        self.add = self.header.add_action(KeyButton(self.tr("Thêm bản ghi"), "Ctrl+N", icon="plus", kind="primary"))
        self._empty = self._empty_queue()
        self._furnish()
        self._connect()

    @cached_property
    def menu(self) -> KindMenu:
        """Made when somebody first asks for it."""
        return KindMenu(self._context, self._begin, self)

    def arrived(self) -> None:
        """Look again; the keyboard goes to the first thing to do."""
        self.reload()
        self.queue.setFocus()

    def reload(self) -> None:
        """Look at everything again."""
        context = self._context
        timetable = context.books.catalogue.timetable
        due = deadline_of(context.period, timetable).date()
        left = working_days_left(due, context.today(), timetable.holidays)
        told = f"{words.weekday(context.today())}, {words.day(context.today())}"
        if left > -GONE:
            told += f", {words.working_days_left(left)}"
        self.header.set_state(told)
        if not self._checklist.ask(self._show_checklist):
            self.work.set_aside(self.tr("đang kiểm tra các bản ghi"))
        for card in (self.comparison, self.written, self.backup, self.quick):
            card.reload()

    def _show_checklist(self, checklist: Checklist) -> None:
        self.steps.set_steps(self._steps(checklist))
        self._show_queue(checklist)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low windows compare fewer figures."""
        super().resizeEvent(event)
        self.comparison.show_lines(4 if self.height() < theme.px(LOW) else 6)

    def _furnish(self) -> None:
        self.work.body.addWidget(self._empty, 1)
        self.work.body.addWidget(self.queue, 1)
        self.work.add_action(self._hint())
        main, side = QWidget(), QWidget()
        left, right = QVBoxLayout(main), QVBoxLayout(side)
        for column, widgets in ((left, (self.work, self.quick)), (right, (self.comparison, self.written, self.backup))):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(12))
            for widget in widgets:
                column.addWidget(widget, int(widget in (self.work, self.written)))
        self.body.addWidget(self.steps)
        self.body.addWidget(Split(main, side, SIDE), 1)
        self.panes, self.side_panel = [self.queue, self.quick, self.comparison.table, self.written.table], side
        self.set_keys([("Ctrl+N", self.tr("Thêm")), ("Alt+1…6", self.tr("Ghi nhanh")),
                       ("Ctrl+1…6", self.tr("Chuyển màn hình")), ("F6", self.tr("Chuyển khung"))])

    def _connect(self) -> None:
        context = self._context
        self.add.clicked.connect(lambda: self.menu.open_under(self.add))
        self.like.clicked.connect(lambda: context.go(Place("records", like_last=True)))
        self.quick.asked.connect(self._begin)
        self.queue.acted.connect(self._on_acted)
        self.queue.previewed.connect(self._on_acted)
        self.steps.chosen.connect(lambda key: context.go(Place(key)))
        self._empty.acted.connect(lambda: context.go(Place("closing")))
        self.undoing = UndoKeys(self, context, lambda _: False)
        context.announcements.touched.connect(self._on_touched)
        context.announcements.period_changed.connect(self._on_touched)

    def _begin(self, kind: str) -> None:
        self._context.go(Place("records", new_kind=kind))

    def _on_acted(self, key: object) -> None:
        if isinstance(key, Job):
            self._context.go(key.place)

    def _on_touched(self) -> None:
        if self.isVisible():
            self.reload()

    def _hint(self) -> QWidget:
        return Text(self.tr("chọn dòng, nhấn Enter"), "caption", "text2")

    def _empty_queue(self) -> EmptyState:
        return EmptyState(self._nothing_left(False), self.tr("Kiểm tra và gửi"))

    def _nothing_left(self, tasks: bool) -> str:
        """That the file can go; tasks that are still open do not hold it back."""
        due = deadline_of(self._context.period, self._context.books.catalogue.timetable)
        done = self.tr("Không còn việc trước khi gửi.") if tasks else self.tr("Không còn việc.")
        sentence = self.tr("{done} Kỳ này gửi trước {time} {day}.")
        return sentence.format(done=done, time=f"{due:%H:%M}", day=words.short_day(due))

    def _show_queue(self, checklist: Checklist) -> None:
        desk = reply_desk.desk(self._context.books)
        entries = today_queue.entries(checklist, self._context.catalogue, desk)
        books = self._context.books
        tasks = today_queue.tasks(tasking.tasks(books), self._context.today(), books.catalogue.timetable.holidays)
        self.queue.set_entries([*entries, *tasks])
        self.queue.setVisible(bool(entries or tasks))
        self._empty.setVisible(not entries)
        self._empty.sentence.setText(self._nothing_left(bool(tasks)))
        self.work.body.setStretch(0, 0 if tasks else 1)
        told = self.tr("{n} việc, khoảng {minutes} phút")
        minutes = today_queue.minutes(checklist, desk)
        self.work.set_aside(told.format(n=len(entries), minutes=minutes) if entries else "")

    def _steps(self, checklist: Checklist) -> list[Step]:
        own = (self._book_step(checklist), self._figures_step(checklist), self._check_step(checklist))
        return [*own, self._send_step()]

    def _book_step(self, checklist: Checklist) -> Step:
        state = self.tr("{n} bản ghi trong kỳ").format(n=checklist.records)
        if checklist.drafts:
            state += ", " + self.tr("{n} nháp").format(n=checklist.drafts)
        whole = checklist.records + checklist.drafts
        mark = Mark.NEXT if not whole else Mark.IN_HAND if checklist.drafts else Mark.DONE
        return Step("records", self.tr("1. Ghi sổ"), state, mark, checklist.records / whole if whole else 0)

    def _figures_step(self, checklist: Checklist) -> Step:
        step = checklist.step(StepKey.FIGURES)
        state = self.tr("{done}/{total} ô đã nhập").format(done=step.done, total=step.total)
        done = step.done >= step.total
        mark = Mark.DONE if done else Mark.IN_HAND if step.done else Mark.NEXT
        return Step("figures", self.tr("2. Số liệu kỳ"), state, mark, step.done / step.total if step.total else 1)

    def _check_step(self, checklist: Checklist) -> Step:
        errors, warnings = checklist.errors, checklist.unexplained
        title = self.tr("3. Kiểm tra")
        if errors:
            state = self.tr("{errors} lỗi, {warnings} cảnh báo").format(errors=errors, warnings=warnings)
            return Step("closing", title, state, Mark.ERROR, 0.4, "err")
        if warnings:
            return Step("closing", title, self.tr("{n} cảnh báo").format(n=warnings), Mark.WARNING, 0.7, "warn")
        if today_queue.is_untouched(checklist):
            return Step("closing", title, self.tr("Chưa có gì để kiểm tra"), Mark.NEXT)
        return Step("closing", title, self.tr("Không có lỗi"), Mark.DONE, 1)

    def _send_step(self) -> Step:
        from desktop.services import exporting  # brings Excel along

        title, key = self.tr("4. Gửi cấp trên"), self._context.period.key
        sent = next((each for each in exporting.history(self._context.books) if each.period == key), None)
        if sent is None:
            return Step("closing", title, self.tr("Chưa xuất lần nào"), Mark.NEXT)
        receipt = reply_desk.receipts(self._context.books).get(sent.package)
        if receipt is not None:
            state = self.tr("Biên nhận {code}: {outcome}").format(code=sent.code, outcome=retold(receipt.outcome))
            return Step("closing", title, state, Mark.PARTLY if receipt.held else Mark.DONE, 1)
        told = self.tr("Đã xuất {time}, mã {code}")
        state = told.format(time=f"{datetime.fromisoformat(sent.created):%H:%M %d/%m}", code=sent.code)
        return Step("closing", title, state, Mark.DONE, 1)

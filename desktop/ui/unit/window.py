"""The unit's window: its pages, what waits on each, period and deadline above them."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.domain.deadlines import deadline_of
from desktop.domain.tasks import Task
from desktop.domain.units import short_name
from desktop.kit.frame import Page, Shell
from desktop.ui import period_words, words
from desktop.ui.context import Context, Place
from desktop.ui.find_here import FindHere
from desktop.ui.period_list import PeriodList
from desktop.ui.unit import reminder
from desktop.ui.unit.checklist_desk import ChecklistDesk
from desktop.ui.unit.search_everywhere import SearchEverywhere

if TYPE_CHECKING:
    from desktop.services.closing import Checklist
    from desktop.ui.guide.help import Help

A_MINUTE, SETTLED = 60_000, 200
NEW_TASK = "Alt+7"
HERE = "desktop.ui.unit."


class UnitWindow(Shell):
    """All pages of a unit."""

    modules: ClassVar[Mapping[str, str]] = {
        "today": HERE + "today_view",
        "records": HERE + "record_page",
        "figures": HERE + "figure_view",
        "tasks": HERE + "task_view",
        "closing": HERE + "closing_view",
        "replies": HERE + "reply_view",
        "joining": HERE + "joining_view",
        "old": HERE + "old_view",
        "check": "desktop.ui.checking.check_view",
        "keeping": "desktop.ui.keeping.keeping_view",
        "lock": "desktop.ui.locking.lock_view",
    }

    def __init__(self, context: Context, at_once: bool = True) -> None:
        """With its first page at once, else when it begins."""
        super().__init__()
        self._context = context
        self._help: Help | None = None
        self.setWindowTitle(f"Giao Ban, {context.books.me.police_name}")
        self._add_pages()
        self._bind_quick_keys()
        self.period_asked.connect(lambda: self.period_list.open_under(self.strip.period))
        self.save_asked.connect(self._on_save_asked)
        context.announcements.place_asked.connect(self.go)
        context.announcements.period_changed.connect(self._show_period)
        self._checklist = ChecklistDesk(context, self)
        self._counting = QTimer(self, singleShot=True, interval=SETTLED)
        self._counting.timeout.connect(self.count)
        context.announcements.touched.connect(self._counting.start)
        self.help_asked.connect(self._on_help_asked)
        self.search = SearchEverywhere(self, context, self._titles)
        self.find_here = FindHere(self)
        self.show_officer()
        self.strip.set_unit(context.books.me.police_name, self._place())
        self._show_period()
        self._clock = QTimer(self, interval=A_MINUTE)
        self._clock.timeout.connect(self._show_deadline)
        self._clock.start()
        if at_once:
            self.show_page("today")
            self.begin()

    def begun(self) -> None:
        """What is to be called to mind stands above the first page."""
        self._tell_renewal()

    @cached_property
    def period_list(self) -> PeriodList:
        """Made when somebody first asks for it."""
        return PeriodList(self, self._context)

    def show_officer(self) -> None:
        """Say who writes."""
        me = self._context.books.me
        role = self.tr("Huấn luyện: {officer}") if me.training else self.tr("Nhập liệu: {officer}")
        self.set_role(role.format(officer=me.officer))

    def _tell_renewal(self) -> None:
        """Books that came from elsewhere say what that means, once; else the deadline is called to mind."""
        sentence = words.renewal(self._context.books.renewed)
        page = self._taken_in("today")
        assert isinstance(page, Page)
        if sentence:
            page.notice.tell(sentence, kind="warn")
        else:
            reminder.remind(self._context, page.notice)

    def go(self, place: Place) -> None:
        """Lead to a place: a page, and what is to be seen there."""
        page = self.show_page(place.page)
        seek: Callable[[Place], None] | None = getattr(page, "seek", None)
        if seek is not None:
            seek(place)

    def count(self) -> None:
        """Show at each page how many things wait there; of damaged books the front door speaks."""
        from desktop.services import deciding, reply_desk, tasking

        context = self._context
        if context.books.db.damaged:
            return
        self._count_tasks(tasking.tasks(context.books))
        self._checklist.ask(self._count_open)
        self.set_badge("replies", reply_desk.desk(context.books).left, "waiting")
        self.set_badge("joining", deciding.count(context.books), "error")

    def _count_open(self, checklist: "Checklist") -> None:
        self.set_badge("figures", len(checklist.blank))
        if checklist.errors:
            self.set_badge("closing", checklist.errors, "error")
        else:
            self.set_badge("closing", checklist.unexplained, "waiting")

    def _count_tasks(self, tasks: list[Task]) -> None:
        """Late ones first: they are what presses."""
        today = self._context.today()
        late = sum(each.is_late(today) for each in tasks)
        self.set_badge("tasks", late or sum(each.is_open for each in tasks), "error" if late else "todo")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost by closing."""
        for key in self.page_keys():
            leave: Callable[[], object] | None = getattr(self.page(key), "leave", None)
            if leave is not None:
                leave()
        super().closeEvent(event)

    def _add_pages(self) -> None:
        self._titles: dict[str, str] = {}
        for key, icon, title, factory in (
            ("today", "house", self.tr("Hôm nay"), self._today),
            ("records", "notebook-pen", self.tr("Sổ công tác"), self._records),
            ("figures", "table", self.tr("Số liệu kỳ"), self._figures),
            ("tasks", "list-checks", self.tr("Nhiệm vụ"), self._tasks),
            ("closing", "clipboard-check", self.tr("Kiểm tra và gửi"), self._closing),
            ("replies", "message-square-reply", self.tr("Phản hồi"), self._replies),
            ("joining", "link", self.tr("Gộp hai máy"), self._joining),
            ("check", "scan-search", self.tr("Soát số liệu"), self._check),
            ("old", "history", self.tr("Nhập dữ liệu cũ"), self._old),
        ):
            self._titles[key] = title
            self.add_page(key, icon, title, factory)
        self._titles["keeping"] = self.tr("Sao lưu, thiết lập")
        self.add_page("keeping", "settings", self.tr("Sao lưu, thiết lập"), self._keeping, foot=True)
        self._titles["lock"] = self.tr("Khóa sổ")
        self.add_page("lock", "lock", self._titles["lock"], self._lock, foot=True)

    def _today(self) -> QWidget:
        from desktop.ui.unit.today_view import TodayView

        return TodayView(self._context)

    def _records(self) -> QWidget:
        from desktop.ui.unit.record_page import RecordPage

        return RecordPage(self._context)

    def _figures(self) -> QWidget:
        from desktop.ui.unit.figure_view import FigureView

        return FigureView(self._context)

    def _tasks(self) -> QWidget:
        from desktop.ui.unit.task_view import TaskView

        return TaskView(self._context)

    def _closing(self) -> QWidget:
        from desktop.ui.unit.closing_view import ClosingView

        return ClosingView(self._context)

    def _replies(self) -> QWidget:
        from desktop.ui.unit.reply_view import ReplyView

        return ReplyView(self._context)

    def _keeping(self) -> QWidget:
        from desktop.ui.keeping.keeping_view import KeepingView

        return KeepingView(self._context, self.tr("Sao lưu, thiết lập"))

    def _check(self) -> QWidget:
        from desktop.ui.checking.check_view import CheckView

        return CheckView(self._context)

    def _joining(self) -> QWidget:
        from desktop.ui.unit.joining_view import JoiningView

        return JoiningView(self._context)

    def _old(self) -> QWidget:
        from desktop.ui.unit.old_view import OldView

        return OldView(self._context)

    def _lock(self) -> QWidget:
        from desktop.ui.locking.lock_view import LockView

        return LockView(self._context)

    def _bind_quick_keys(self) -> None:
        for place, kind in enumerate(words.QUICK_KINDS, start=1):
            QShortcut(f"Alt+{place}", self, lambda kind=kind: self.go(Place("records", new_kind=kind)))

        QShortcut(NEW_TASK, self, lambda: self.go(Place("tasks", new_kind="task")))

    def _place(self) -> str:
        """Names of what stands above the unit, the nearest first; a city is told from the province of its name."""
        by_uid = {unit.uid: unit for unit in self._context.books.units.values()}
        above, each = [], by_uid.get(by_uid[self._context.books.me.unit_uid].parent_uid or "")
        while each is not None:
            above.append(each)
            each = by_uid.get(each.parent_uid or "")
        shorts = list(map(short_name, above))
        cities = [each.name.startswith("Thành phố ") and shorts.count(short_name(each)) > 1 for each in above]
        return ", ".join(f"TP {short}" if city else short for short, city in zip(shorts, cities, strict=True))

    def _show_period(self) -> None:
        period = self._context.period
        self.strip.set_period(words.capital(period_words.label(period)), period.dates)
        self._show_deadline()
        self._counting.start()

    def _show_deadline(self) -> None:
        due = deadline_of(self._context.period, self._context.books.catalogue.timetable)
        left, urgency = words.time_left(due, self._context.now())
        self.strip.set_deadline(words.deadline(due), left, urgency)

    def _on_help_asked(self) -> None:
        """The guide is read from the disk when it is first asked for."""
        from desktop.ui.guide.help import Help

        self._help = self._help or Help(self, "unit")
        self._help.toggle()

    def _on_save_asked(self) -> None:
        """Only a page that writes a file has something to save."""
        save: Callable[[], None] | None = getattr(self.current_page(), "save", None)
        if save is not None:
            return save()
        self.status.say(self.tr("Không cần bấm lưu: mỗi thay đổi được ghi ngay. Đã lưu {time}.").format(
            time=words.clock(self._context.now())
        ))

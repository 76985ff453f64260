"""The headquarters' window: its pages, what waits on each, period and deadline above them."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.deadlines import deadline_of
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages
from desktop.kit.frame import Shell
from desktop.services import deciding, registering, regrouping
from desktop.ui import period_words, words
from desktop.ui.context import Context, Place
from desktop.ui.find_here import FindHere
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.quality_watch import QualityWatch
from desktop.ui.headquarters.search_province import SearchProvince
from desktop.ui.period_list import PeriodList

if TYPE_CHECKING:
    from desktop.ui.guide.help import Help

A_MINUTE = 60_000


class HeadquartersWindow(Shell):
    """All pages of a headquarters."""

    modules: ClassVar[Mapping[str, str]] = {
        **{key: f"desktop.ui.headquarters.{key}_view" for key in ("tonight", "receiving", "decisions", "progress")},
        **{key: f"desktop.ui.headquarters.{key}_view" for key in ("summary", "report", "conference", "catalogue")},
        "check": "desktop.ui.checking.check_view",
        "settings": "desktop.ui.keeping.keeping_view",
        "lock": "desktop.ui.locking.lock_view",
    }

    def __init__(self, context: Context, at_once: bool = True) -> None:
        """With its first page at once, else when it begins."""
        super().__init__()
        self._context = context
        self._help: Help | None = None
        self.desk, self.pairs = Desk(context, self), PairWatch(context, self)
        self.quality = QualityWatch(context, self)
        self.setWindowTitle(f"Giao Ban, {context.books.me.police_name}")
        self._add_pages()
        self.period_asked.connect(lambda: self.period_list.open_under(self.strip.period))
        self.save_asked.connect(self._on_save_asked)
        self.help_asked.connect(self._on_help_asked)
        context.announcements.place_asked.connect(self.go)
        context.announcements.period_changed.connect(self._on_period_changed)
        self.desk.changed.connect(self._show_badges)
        self.pairs.changed.connect(self._show_badges)
        context.announcements.touched.connect(self._show_badges)
        self.search = SearchProvince(self, context, self._titles, self.desk)
        self.find_here = FindHere(self)
        self.show_officer()
        self._show_period()
        self._clock = QTimer(self, interval=A_MINUTE)
        self._clock.timeout.connect(self._show_deadline)
        self._clock.start()
        if at_once:
            self.show_page("tonight")
            self.begin()

    def begun(self) -> None:
        """What waits is counted now, and looked for."""
        count = format_number(len(self._context.books.reporting_units()))
        self.strip.set_unit(self._context.books.me.police_name, self.tr("{n} đơn vị báo cáo").format(n=count))
        self.pairs.look()
        self.quality.look()
        self._show_badges()

    @cached_property
    def period_list(self) -> PeriodList:
        """Made when somebody first asks for it."""
        return PeriodList(self, self._context)

    def warm_page(self, key: str) -> None:
        """The units themselves; where those of 2020 went: the switch of the summary asks for it."""
        self._context.books.reporting_units()
        if key == "summary":
            regrouping.is_changed(self._context.books)

    def warm(self) -> None:
        """The official lists of the whole country."""
        registering.units(self._context.books, self._context.period)

    def show_officer(self) -> None:
        """Say who works."""
        self.set_role(self.tr("Tổng hợp: {officer}").format(officer=self._context.books.me.officer))

    def go(self, place: Place) -> None:
        """Lead to a place: a page, and what is to be seen there."""
        page = self.show_page(place.page)
        seek: Callable[[Place], None] | None = getattr(page, "seek", None)
        if seek is not None:
            seek(place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """An import is not cut off in silence; files that were only looked at are put away."""
        if self.desk.busy() and self.isVisible() and not self._may_stop():
            event.ignore()
            return
        if self.desk.job is not None:
            self.desk.job.stop()
            jobs.wait_for_all(stop=True)
        self.desk.clear()
        super().closeEvent(event)

    def _may_stop(self) -> bool:
        told = self.tr("Đang đọc hoặc nhập tệp. Dừng và đóng? Tệp đã nhập vẫn giữ, tệp chưa tới lượt nhập lại sau.")
        return messages.ask(self, told, self.tr("Dừng và đóng"))

    def _add_pages(self) -> None:
        self._titles: dict[str, str] = {}
        for key, icon, title, factory in (
            ("tonight", "moon", self.tr("Tối nay"), self._tonight),
            ("receiving", "inbox", self.tr("Tiếp nhận"), self._receiving),
            ("decisions", "gavel", self.tr("Cần quyết định"), self._decisions),
            ("progress", "grid-3x3", self.tr("Tiến độ"), self._progress),
            ("summary", "chart-column", self.tr("Tổng hợp"), self._summary),
            ("check", "scan-search", self.tr("Soát số liệu"), self._check),
            ("report", "file-text", self.tr("Báo cáo"), self._report),
            ("conference", "users", self.tr("Hội nghị, nhiệm vụ"), self._conference),
            ("catalogue", "book-open", self.tr("Danh mục, đơn vị"), self._catalogue),
        ):
            self.add_page(key, icon, title, factory)
            self._titles[key] = title
        self._titles |= {"settings": self.tr("Thiết lập"), "lock": self.tr("Khóa sổ")}
        self.add_page("settings", "settings", self._titles["settings"], self._keeping, foot=True)
        self.add_page("lock", "lock", self._titles["lock"], self._lock, foot=True)

    def _tonight(self) -> QWidget:
        from desktop.ui.headquarters.tonight_view import TonightView

        return TonightView(self._context, self.desk, self.pairs, self.quality)

    def _receiving(self) -> QWidget:
        from desktop.ui.headquarters.receiving_view import ReceivingView

        return ReceivingView(self._context, self.desk)

    def _decisions(self) -> QWidget:
        from desktop.ui.headquarters.decisions_view import DecisionsView

        return DecisionsView(self._context, self.pairs, self.quality)

    def _progress(self) -> QWidget:
        from desktop.ui.headquarters.progress_view import ProgressView

        return ProgressView(self._context, self.desk)

    def _summary(self) -> QWidget:
        from desktop.ui.headquarters.summary_view import SummaryView

        return SummaryView(self._context)

    def _keeping(self) -> QWidget:
        from desktop.ui.keeping.keeping_view import KeepingView

        return KeepingView(self._context, self.tr("Thiết lập"))

    def _check(self) -> QWidget:
        from desktop.ui.checking.check_view import CheckView

        return CheckView(self._context)

    def _report(self) -> QWidget:
        from desktop.ui.headquarters.report_view import ReportView

        return ReportView(self._context)

    def _conference(self) -> QWidget:
        from desktop.ui.headquarters.conference_view import ConferenceView

        return ConferenceView(self._context)

    def _catalogue(self) -> QWidget:
        from desktop.ui.headquarters.catalogue_view import CatalogueView

        return CatalogueView(self._context)

    def _lock(self) -> QWidget:
        from desktop.ui.locking.lock_view import LockView

        return LockView(self._context)

    def _on_period_changed(self) -> None:
        """Files were looked at for the period before; they are put away."""
        if self.desk.lines and not self.desk.busy():
            self.desk.clear()
        self._show_period()
        page = self.current_page()
        arrived: Callable[[], None] | None = getattr(page, "arrived", None)
        if arrived is not None:
            arrived()

    def _show_badges(self) -> None:
        waiting, back = len(self.desk.waiting()), sum(line.unanswered for line in self.desk.lines)
        self.set_badge("receiving", waiting + back, "waiting" if waiting else "todo")
        n = self.pairs.found.count + deciding.count(self._context.books)
        self.set_badge("decisions", n, "waiting")

    def _show_period(self) -> None:
        period = self._context.period
        self.strip.set_period(words.capital(period_words.label(period)), period.dates)
        self._show_deadline()

    def _show_deadline(self) -> None:
        due = deadline_of(self._context.period, self._context.books.catalogue.timetable)
        left, urgency = words.time_left(due, self._context.now())
        told = self.tr("Hạn của đơn vị {time} {day}").format(time=f"{due:%H:%M}", day=words.short_day(due))
        self.strip.set_deadline(told, left.partition(",")[0], urgency)

    def _on_help_asked(self) -> None:
        """The guide is read from the disk when it is first asked for."""
        from desktop.ui.guide.help import Help

        self._help = self._help or Help(self, "headquarters")
        self._help.toggle()

    def _on_save_asked(self) -> None:
        """Only a page that writes a file has something to save."""
        save: Callable[[], None] | None = getattr(self.current_page(), "save", None)
        if save is not None:
            return save()
        told = self.tr("Không cần bấm lưu: mỗi tệp nhập xong là đã lưu. {time}")
        self.status.say(told.format(time=words.clock(self._context.now())))

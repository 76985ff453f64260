"""Tổng hợp: read and compare; every figure leads to the cell that it came from."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.catalogue import IndicatorKind
from desktop.domain.text import fold
from desktop.kit import jobs, messages, theme
from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.frame import Page, Shell
from desktop.kit.inputs import Choice, ChoicePicker
from desktop.kit.stack import Stack
from desktop.services import deciding, freezing
from desktop.services.counting import Summary
from desktop.services.freezing import Snapshot
from desktop.services.reporting_facts import basis_words
from desktop.ui import period_words, words
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.boundary_switch import NOW
from desktop.ui.headquarters.figure_words import frozen_clock
from desktop.ui.headquarters.freeze_bar import FreezeBar
from desktop.ui.headquarters.indicator_part import IndicatorPart
from desktop.ui.headquarters.overview_facts import Picture, gather
from desktop.ui.headquarters.overview_part import OverviewPart
from desktop.ui.headquarters.pivot_part import PivotPart
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.ranking_part import RankingPart
from desktop.ui.headquarters.summary_facts import SummaryFacts, gather_summary
from desktop.ui.headquarters.unit_part import UnitPart
from desktop.ui.troubles import sentence

FIRST = "TH.01"
Part = OverviewPart | IndicatorPart | UnitPart | RankingPart | PivotPart
WITH_PICKER = frozenset({"overview", "ranking"})


class SummaryView(Page):
    """Five ways to read the same figures."""

    reads_from_top = True

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Tổng hợp"))
        self._context = context
        self._stale = True
        self._wanted = ""
        self._summary: Summary | None = None
        self._notes: dict[str, str] = {}
        self._told_empty = self._small = False
        self._behind: set[str] = set()
        self.overview, self.stack = OverviewPart(context), Stack()
        self.switch = self.header.add_action(
            SegmentSwitch(
                [
                    ("overview", self.tr("Bức tranh")),
                    ("indicators", self.tr("Chỉ tiêu")),
                    ("units", self.tr("Đơn vị")),
                    ("ranking", self.tr("Xếp hạng")),
                    ("pivot", self.tr("Bảng chéo")),
                ]
            )
        )
        self._by_region = False
        self.picker = self.header.add_action(ChoicePicker(fold, self.tr("Tìm chỉ tiêu")))
        self.picker.set_names(self.tr("Chỉ tiêu"), "")
        self.export = self.header.add_action(KeyButton(self.tr("Ảnh"), "Ctrl+E", icon="download"))
        self.report = self.header.add_action(KeyButton(self.tr("Báo cáo"), icon="file-text"))
        self.freeze = self.header.add_action(KeyButton(self.tr("Chốt số liệu"), kind="primary", icon="lock"))
        self.freeze_bar = FreezeBar()
        self._furnish()
        self._connect()

    # The other ways to read are made when somebody first asks for them, or ahead.

    def ahead(self) -> Iterator[QWidget]:
        """One part a step."""
        for key in ("indicators", "units", "ranking", "pivot"):
            yield getattr(self, key)

    @cached_property
    def indicators(self) -> IndicatorPart:
        """The table of all indicators."""
        part = IndicatorPart(self._context)
        part.source.corrected.connect(self.notice.tell)
        self.stack.addWidget(part)
        if self._summary is not None:
            part.show_summary(self._summary, self._notes)
        return part

    @cached_property
    def units(self) -> UnitPart:
        """One section across all units."""
        part = UnitPart(self._context)
        part.boundaries.set_current(self.overview.boundaries.current())
        part.boundaries.chosen.connect(self.choose_boundaries)
        part.source.corrected.connect(self.notice.tell)
        self.stack.addWidget(part)
        part.reload()
        return part

    @cached_property
    def ranking(self) -> RankingPart:
        """One indicator across all units, each among its like."""
        part = RankingPart(self._context)
        part.boundaries.set_current(self.overview.boundaries.current())
        part.boundaries.chosen.connect(self.choose_boundaries)
        part.source.corrected.connect(self.notice.tell)
        part.said.connect(self.notice.tell)
        part.picture.done.connect(self.notice.tell)
        self.stack.addWidget(part)
        return part

    @cached_property
    def pivot(self) -> PivotPart:
        """Any two dimensions."""
        part = PivotPart(self._context)
        part.source.corrected.connect(self.notice.tell)
        part.said.connect(self.notice.tell)
        self.stack.addWidget(part)
        part.reload()
        return part

    def part(self) -> Part:
        """What is shown."""
        match self.switch.current():
            case "indicators":
                return self.indicators
            case "units":
                return self.units
            case "ranking":
                return self.ranking
            case "pivot":
                return self.pivot
        return self.overview

    def arrived(self) -> None:
        """Look again when something came since; the keyboard goes to the table."""
        if self._stale or self._wanted != self._key():
            self.reload()
        self._focus()

    def seek(self, place: Place) -> None:
        """Show an indicator's source, or a unit's line."""
        if place.indicator:
            self.choose_part("indicators")
            self.indicators.go_to(place.indicator)
        elif isinstance(place, Spot) and place.filter:
            self.choose_part("indicators")
            self.indicators.search_for(place.filter)
        elif isinstance(place, Spot) and place.unit:
            self.choose_part("units")
            self.units.go_to(place.unit)

    def choose_part(self, key: str) -> None:
        """Read in another way."""
        self.switch.set_current(key)
        self._on_part(key)

    def choose_indicator(self, code: str) -> None:
        """Another indicator for table, months, bars and map."""
        self.picker.set_value(code)
        self._draw()

    def by_region(self) -> bool:
        """Whether figures stand by the boundaries of today."""
        return self._by_region

    def choose_boundaries(self, key: str) -> None:
        """As units reported (`told`), or as the boundaries are today (`now`): the same in every part."""
        self._by_region = key == NOW
        for part in (self.overview, *(self.__dict__[name] for name in ("units", "ranking") if name in self.__dict__)):
            part.boundaries.set_current(key)
        self._draw()
        if "units" in self.__dict__:
            self.units.reload()

    def reload(self) -> None:
        """Count again, off the window's thread."""
        books, period = self._context.books, self._context.period
        self._stale, self._wanted = False, self._key()
        wanted = self._wanted

        def work(_: Progress) -> SummaryFacts:
            return gather_summary(books, period)

        def then(found: SummaryFacts) -> None:
            if wanted == self._wanted:
                self._notes = found.notes
                self._show_summary(found.summary)
                self._show_frozen(found)

        jobs.run(self, self.tr("Đang tính số liệu"), work, then, writes=False)
        self._behind = {"units", "pivot"} & self.__dict__.keys()
        self._catch_up()

    def _catch_up(self) -> None:
        """A part that nobody sees counts again when it is chosen."""
        key = self.switch.current()
        if key in self._behind:
            self._behind.remove(key)
            getattr(self, key).reload()

    def set_compact(self, compact: bool) -> None:
        """Small windows keep switch, picker and primary."""
        super().set_compact(compact)
        self._small = compact
        self.picker.setMinimumWidth(theme.px(110 if compact else 200))
        self.picker.setMaximumWidth(theme.px(170 if compact else 200))
        self.export.setVisible(not compact and self.switch.current() == "overview")

    def _key(self) -> str:
        return self._context.period.key

    def _draw(self) -> None:
        books, period, code = self._context.books, self._context.period, self.picker.value() or FIRST
        by_region = self.by_region()
        if "ranking" in self.__dict__:
            self.ranking.show_ranking(code, by_region)

        def work(_: Progress) -> Picture:
            return gather(books, period, code, by_region)

        def then(picture: Picture) -> None:
            wanted = (self._context.period, self.picker.value() or FIRST, self.by_region())
            if (picture.period, picture.indicator.code, picture.by_region) == wanted:
                self.overview.show_picture(picture)

        jobs.run(self, self.tr("Đang vẽ"), work, then, writes=False)

    def _show_summary(self, summary: Summary) -> None:
        self._summary = summary
        self.overview.show_summary(summary)
        self.overview.cards.show_notes(self._notes)
        if "indicators" in self.__dict__:
            self.indicators.show_summary(summary, self._notes)
        left = summary.expected - summary.received
        told = self.tr("{come}/{all} đơn vị").format(come=summary.received, all=summary.expected)
        if summary.units > summary.expected:
            told += self.tr(", số đơn vị cấp dưới {n}").format(n=summary.units)
        self.header.set_state(told + (self.tr(", thiếu {n}").format(n=left) if left else self.tr(", sơ bộ")))
        now = self.tr("Cập nhật {time}").format(time=words.clock(self._context.now()))
        how = self.tr("Bấm số bất kỳ để xem nguồn")
        basis = basis_words(summary.basis)
        compared = [("info", self.tr("So với số cùng kỳ {basis}").format(basis=basis))] if basis else []
        self.set_facts([("check", now), *(compared or [("file-spreadsheet", how)])])
        if not summary.received:
            words_ = self.tr("Chưa có gói nào của kỳ này. Nhập gói ở Tiếp nhận trước.")
            self.notice.tell(words_, self.tr("Tiếp nhận"), lambda: self._context.go(Place("receiving")))
            self._told_empty = True
        elif self._told_empty:
            self.notice.dismiss()
            self._told_empty = False
        self._draw()

    def _show_frozen(self, found: SummaryFacts) -> None:
        """The head says when it was frozen; then the report is the next thing."""
        frozen = found.frozen
        self.freeze.set_kind("plain" if frozen else "primary")
        self.report.set_kind("primary" if frozen else "plain")
        self.freeze.setVisible(frozen is None)
        self.report.setVisible(frozen is not None)
        self.freeze.enable()
        if not found.summary.received:
            self.freeze.disable(self.tr("Chưa có gói nào của kỳ này để chốt."))
        if frozen is None:
            if not self.freeze_bar.is_asking():
                self.freeze_bar.hide()
            return
        told = self.tr("Đã chốt {at}").format(at=frozen_clock(frozen.at, self._context.now()))
        self.header.set_state(f"{told}, {self.header.state.text()}")
        self.freeze_bar.show_changes(told.removeprefix(self.tr("Đã chốt ")), found.changed)

    # What a person does

    def ask_freeze(self) -> None:
        """Say what would be frozen, and ask once."""
        if self._summary is not None and self._summary.received:
            conflicts = deciding.count(self._context.books)
            self.freeze_bar.ask(self._context.period, self._summary, conflicts)

    def _on_yes(self) -> None:
        """Ctrl+Enter agrees only where it was asked."""
        if self.freeze_bar.is_asking():
            self._on_freeze()

    def _on_freeze(self) -> None:
        books, period = self._context.books, self._context.period

        def work(progress: Progress) -> Snapshot:
            return freezing.freeze(books, period, progress)

        def then(done: Snapshot) -> None:
            told = self.tr("Đã chốt {period}: {n} gói. Gói đến sau là bổ sung.")
            self.notice.tell(told.format(period=period_words.label(period), n=len(done.packages)))
            self.reload()

        self.freeze_bar.hide()
        jobs.run(self, self.tr("Đang chốt số liệu"), work, then, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Chốt số liệu"), error)

    def _on_part(self, key: str) -> None:
        part, shown = self.part(), key == "overview"
        self.stack.setCurrentWidget(part)
        self.picker.setVisible(key in WITH_PICKER)
        self._catch_up()
        if key == "ranking":
            self.ranking.show_ranking(self.picker.value() or FIRST, self.by_region())
        self.export.setVisible(shown and not self._small)
        self.export.setEnabled(shown)
        self.panes = [part.heat if isinstance(part, OverviewPart) else part.table, part.source]
        self._focus()

    def _focus(self) -> None:
        self.panes[0].setFocus()

    def _on_export(self) -> None:
        folder = messages.ask_folder(self, self.tr("Xuất ảnh biểu đồ"))
        if folder is not None:
            self.save_pictures(folder)

    def save_pictures(self, folder: Path) -> None:
        """Write the charts into a folder and say where."""
        try:
            paths = self.overview.save_pictures(folder)
        except OSError:
            told = self.tr("Không ghi được vào {folder}. Chọn thư mục khác.")
            return self.notice.tell(told.format(folder=folder), kind="err")
        told = self.tr("Đã xuất {n} ảnh vào {folder}.").format(n=len(paths), folder=folder)
        show = QUrl.fromLocalFile(str(folder))
        self.notice.tell(told, self.tr("Mở thư mục"), lambda: QDesktopServices.openUrl(show))

    def _ask_source(self) -> None:
        self.part().ask_source()

    def _tell_fault(self, told: str) -> None:
        self.notice.tell(told, kind="err")

    def _say(self, told: str) -> None:
        window = self.window()
        if isinstance(window, Shell):
            window.status.say(told)

    def _on_touched(self) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def _furnish(self) -> None:
        self.picker.setMinimumWidth(theme.px(200))
        self.picker.setMaximumWidth(theme.px(200))
        plain = (IndicatorKind.COUNTED, IndicatorKind.TYPED, IndicatorKind.RATIO, IndicatorKind.FORMULA)
        offered = [each for each in self._context.catalogue.indicators.values() if each.kind in plain]
        self.picker.set_choices([Choice(each.code, each.short, each.code) for each in offered])
        self.picker.set_value(FIRST)
        self.stack.addWidget(self.overview)
        self.body.addWidget(self.freeze_bar)
        self.body.addWidget(self.stack, 1)
        self.panes, self.side_panel = [self.overview.heat, self.overview.source], self.overview.split.side
        self.set_keys(
            [
                ("Enter", self.tr("Xem nguồn")),
                ("F2", self.tr("Nguồn của ô")),
                ("Ctrl+C", self.tr("Chép bảng")),
                ("F6", self.tr("Chuyển khung")),
            ]
        )

    def _connect(self) -> None:
        self.switch.chosen.connect(self._on_part)
        self.picker.committed.connect(self._draw)
        self.overview.boundaries.chosen.connect(self.choose_boundaries)
        for button in self.overview.ways_out:
            button.done.connect(self.notice.tell)
            button.failed.connect(self._tell_fault)
        self.export.clicked.connect(self._on_export)
        self.report.clicked.connect(lambda: self._context.go(Place("report")))
        self.overview.said.connect(self._say)
        self.overview.source.corrected.connect(self.notice.tell)
        self.freeze.clicked.connect(self.ask_freeze)
        self.freeze_bar.again.clicked.connect(self.ask_freeze)
        self.freeze_bar.agreed.connect(self._on_freeze)
        self._context.announcements.touched.connect(self._on_touched)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut("F2", self, self._ask_source, context=here)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self.freeze_bar, self._on_yes, context=here)
        QShortcut("Esc", self.freeze_bar, self.freeze_bar.hide, context=here)

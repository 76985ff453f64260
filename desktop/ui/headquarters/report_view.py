"""Báo cáo: the report of the period as it will be written, every figure with its source."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.domain.report import Origin, OriginKind, Paragraph, Piece, Style
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card
from desktop.kit.frame import Page, Split
from desktop.services import freezing, progressing, reporting
from desktop.services.progressing import Completeness
from desktop.services.signed import Snapshot, snapshots
from desktop.ui import period_words, words
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.figure_words import frozen_clock
from desktop.ui.headquarters.report_export import ReportExport
from desktop.ui.headquarters.report_files import ReportFiles
from desktop.ui.headquarters.report_outline import ReportOutline
from desktop.ui.headquarters.report_paper import ReportPaper
from desktop.ui.headquarters.report_side import BANK, SOURCE, ReportSide
from desktop.ui.headquarters.source_facts import Asked

Made = tuple[list[Paragraph], Completeness, Snapshot | None, int]
"""Text, who has sent, the signed figures, and how many of the text's figures are other ones than those."""
OUTLINE, SIDE = 252, 372


class ReportView(Page):
    """Outline, text, and at the right what a figure is made of."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Báo cáo"))
        self._context = context
        self._stale, self._wanted = True, ""
        self._paragraphs: list[Paragraph] = []
        self.outline, self.paper, self.out = ReportOutline(), ReportPaper(), ReportExport(context)
        self.side = ReportSide(context)
        self.source, self.fact_list = self.side.source, self.side.fact_list
        self.files = ReportFiles(context, self.out, self)
        self.again = self.header.add_action(KeyButton(self.tr("Lập lại số"), "F5", icon="refresh-cw"))
        self.more = self.header.add_action(KeyButton(self.tr("Tệp khác"), "Ctrl+T", icon="file-spreadsheet"))
        self.more.set_arrow()
        self.go = self.header.add_action(KeyButton(self.tr("Xuất Word"), "Ctrl+E", kind="primary", icon="file-text"))
        self._furnish()
        self._connect()

    def arrived(self) -> None:
        """Make the text again when something came since; the keyboard goes into the text."""
        if self._stale or self._wanted != self._context.period.key:
            self.reload()
        self.paper.setFocus()

    def ahead(self) -> Iterator[QWidget]:
        """The parts at the right."""
        return self.side.ahead()

    def reload(self) -> None:
        """Make the text from the figures of now, off the window's thread."""
        books, period = self._context.books, self._context.period
        self._stale, self._wanted = False, period.key

        def work(_: Progress) -> Made:
            frozen = next(reversed(snapshots(books, period)), None)
            moved = sum(each.moved for each in freezing.changes(books, period, frozen, True)) if frozen else 0
            return reporting.preview(books, period), progressing.completeness(books, period), frozen, moved

        def then(made: Made) -> None:
            if self._wanted == period.key:
                self._show(*made)

        jobs.run(self, self.tr("Đang lập báo cáo"), work, then, writes=False)

    def _show(self, paragraphs: list[Paragraph], found: Completeness, frozen: Snapshot | None, moved: int) -> None:
        self._paragraphs = paragraphs
        self.paper.show_report(paragraphs)
        self.outline.show_parts(paragraphs)
        gaps = sum(each.style is Style.TO_WRITE for each in paragraphs)
        period = self._context.period
        state = self.tr("Sơ kết {period}, {n} chỗ người viết bổ sung") if gaps else self.tr("Sơ kết {period}")
        self.header.set_state(state.format(period=period_words.label(period), n=gaps))
        facts = [
            (self.tr("Kỳ"), period.dates),
            (self.tr("Đã nhận"), self.tr("{n}/{all} đơn vị").format(n=found.received, all=found.expected)),
            (self.tr("Số từ số liệu"), str(len(self.paper.figures()))),
            (self.tr("Chỗ cần viết"), str(gaps)),
        ]
        if self._context.books.me.training:
            facts.append((self.tr("Chế độ"), self.tr("huấn luyện, không dùng để báo cáo")))
        self.fact_list.set_facts(facts)
        now = self.tr("Lập lúc {time}").format(time=words.clock(self._context.now()))
        state = self.tr("Số liệu sơ bộ, chưa chốt")
        if frozen is not None:
            words_ = self.tr("Số hiện nay, {n} số khác bản chốt {at}") if moved else self.tr("Số liệu đã chốt {at}")
            state = words_.format(n=moved, at=frozen_clock(frozen.at, self._context.now()))
        self.set_facts([("check", now), ("lock" if frozen and not moved else "info", state)])
        self._show_missing(found)
        self._show_buttons()

    def _show_missing(self, found: Completeness) -> None:
        n = len(found.missing)
        if not n:
            return self.notice.dismiss()
        told = self.tr("Còn {n} đơn vị chưa gửi: số tô vàng là số chưa đủ.").format(n=n)
        self.notice.tell(told, self.tr("Xem đơn vị"), lambda: self._context.go(Place("progress")), kind="warn")

    def _show_buttons(self) -> None:
        reason = self.tr("Đang ghi tệp, đợi xong.") if self.out.busy else ""
        if not reason and not self.paper.figures():
            reason = self.tr("Chưa có số liệu của kỳ này. Nhập gói ở Tiếp nhận trước.")
        for button in (self.go, self.more):
            if reason:
                button.disable(reason)
            else:
                button.enable()

    # Sources

    def _on_figure(self, piece: Piece) -> None:
        origin = piece.origin
        if origin is None:
            return
        if not origin.indicators:
            told = self.tr("{words}: đếm từ các gói đã nhận.").format(words=piece.text)
            return self.notice.tell(told, self.tr("Xem Tiến độ"), lambda: self._context.go(Place("progress")))
        self.side.show_part(SOURCE)
        where, units = self._scope(origin.scope)
        period = self._context.books.period(origin.period)
        self.source.ask(Asked(origin.indicators[0], period, where, units, _expected(origin)))

    def _scope(self, uid: str) -> tuple[str, tuple[str, ...] | None]:
        if not uid:
            return self.tr("Toàn tỉnh"), None
        units = self._context.books.units.values()
        name = next((unit.name for unit in units if unit.uid == uid), "")
        inside = tuple(unit.uid for unit in units if unit.reports and uid in (unit.uid, unit.parent_uid))
        return name, inside

    # What it is made of

    def _furnish(self) -> None:
        side, main = QWidget(), QWidget()
        right, row = QVBoxLayout(side), QHBoxLayout(main)
        for layout in (right, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.px(12))
        right.addWidget(self.out)
        right.addWidget(self.side, 1)
        text = Card()
        text.body.addWidget(self.paper)
        self.outline.setFixedWidth(theme.px(OUTLINE))
        row.addWidget(self.outline)
        row.addWidget(text, 1)
        self.body.addWidget(Split(main, side, SIDE, SIDE), 1)
        self.panes = [self.outline.table, self.paper, self.side.tabs, self.source.units]
        self.side_panel = side
        self.set_keys(
            [
                ("F2", self.tr("Xem nguồn")),
                ("Tab", self.tr("Số tiếp theo")),
                ("F8", self.tr("Chỗ cần viết")),
                ("Ctrl+J", self.tr("Câu mẫu")),
                ("Ctrl+E", self.tr("Xuất")),
            ]
        )

    def _connect(self) -> None:
        self.outline.chosen.connect(self.paper.go_to_part)
        self.paper.figure_asked.connect(self._on_figure)
        self.again.clicked.connect(self.reload)
        self.go.clicked.connect(self.out.ask_report)
        self.more.clicked.connect(lambda: self.files.open_under(self.more))
        self.files.changed.connect(self.reload)
        self.side.picked.connect(self.reload)
        self.out.changed.connect(self._show_buttons)
        self.source.closed.connect(self.paper.setFocus)
        self._context.announcements.touched.connect(self._on_touched)
        for key, back in (("F8", False), ("Shift+F8", True)):
            shortcut = QShortcut(key, self, lambda back=back: self.paper.next_gap(back))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        bank = QShortcut("Ctrl+J", self, lambda: self.side.show_part(BANK))
        bank.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_touched(self) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()


def _expected(origin: Origin) -> Decimal | None:
    """What the rows must add up to; a rate or a change is not a sum."""
    return origin.value if origin.kind in (OriginKind.VALUE, OriginKind.BASE) else None

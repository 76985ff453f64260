"""Tối nay: what came, what is missing, what needs a person; the evening as a queue to zero."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.domain.numbers import half_up, percent
from desktop.kit import jobs, theme
from desktop.kit.block_table import Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState, FigureStrip, StripFigure
from desktop.kit.frame import Page, Split
from desktop.kit.marks import Mark
from desktop.kit.queue import WorkQueue
from desktop.kit.text import Text
from desktop.services import counting, deciding, progressing
from desktop.services.counting import Summary, SummaryLine
from desktop.services.progressing import Completeness, Standing
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.context import Context, Place
from desktop.ui.headquarters import tonight_queue
from desktop.ui.headquarters.call_facts import calls
from desktop.ui.headquarters.calls import called, note_call
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.figure_words import missing_said, rate_said, value_cell
from desktop.ui.headquarters.handled import Decision
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.places import ADD, Spot
from desktop.ui.headquarters.quality_watch import QualityWatch
from desktop.ui.headquarters.reply_export import ReplyExport
from desktop.ui.headquarters.tonight_queue import CALL, TELL, Evening, Job
from desktop.ui.headquarters.way_card import WayCard
from desktop.ui.keeping.backup_card import BackupCard

SIDE = 322
IF_FROZEN = ("TH.01", "TX.01", "TX.04", "TX.03", "GT.01", "XD.01")
"""What is asked first when somebody says: and if we froze it now."""


class TonightView(Page):
    """The evening."""

    def __init__(
        self, context: Context, desk: Desk, pairs: PairWatch | None = None, quality: QualityWatch | None = None
    ) -> None:
        super().__init__(self.tr("Tối nay"))
        self._context, self._desk, self._pairs, self._quality = context, desk, pairs, quality
        self._books_say: EveningFacts | None = None
        self._focus_wanted = False
        self.figures, self.queue = FigureStrip(), WorkQueue()
        self.way, self.now, self.backup = WayCard(), FrozenCard(), BackupCard(context, "settings", one_line=True)
        self.add = self.header.add_action(KeyButton(self.tr("Thêm thư mục"), "Ctrl+O", icon="folder-open"))
        self.reply = self.header.add_action(KeyButton(self.tr("Xuất phản hồi"), "Ctrl+E", icon="message-square-reply"))
        self.replies = ReplyExport(context, self, self.reply)
        self.next = self.header.add_action(
            KeyButton(self.tr("Làm việc tiếp theo"), "F8", kind="primary", icon="arrow-right")
        )
        self.work = Card()
        self.empty = EmptyState("", self.tr("Xem Tổng hợp"))
        self._furnish()
        self._connect()

    def arrived(self) -> None:
        """Look again; the keyboard goes to the first thing to do."""
        self._focus_wanted = True
        if self._books_say is not None:
            self._show()
        self.reload()

    def reload(self) -> None:
        """Look at everything again, off the window's thread."""
        books, period = self._context.books, self._context.period

        def work(_: Progress) -> EveningFacts:
            return EveningFacts(
                progressing.completeness(books, period), deciding.count(books), counting.summary(books, period)
            )

        def then(facts: EveningFacts) -> None:
            if facts.found.period == self._context.period:
                self._books_say = facts
                self._show()
                self.now.show_summary(facts.summary)

        jobs.run(self, self.tr("Đang xem lại"), work, then, writes=False)

    def _show(self) -> None:
        facts = self._books_say
        if facts is None:
            return
        found = facts.found
        lines = tonight_queue.entries(self._desk, self._evening(facts))
        self.queue.set_entries(lines)
        n, waited = tonight_queue.left(lines), self.queue.count()
        told = self.tr("còn {n} việc").format(n=n) if n else self.tr("không còn việc")
        called = self.tr(", {n} đơn vị đã gọi, chờ tệp").format(n=waited - n) if waited > n else ""
        self.header.set_state(told + called)
        self.queue.setVisible(bool(waited))
        self.empty.setVisible(not waited)
        self._show_empty(found)
        self.figures.set_figures(self._strip(found))
        self.way.show_way(found, n)
        self.backup.reload()
        self._show_why()
        if self._focus_wanted:
            self._focus_wanted = False
            self.give_keyboard(self.queue if waited else self.empty.button)

    def _evening(self, facts: "EveningFacts") -> Evening:
        lines = calls(
            self._context.books, facts.found, self._desk.by_unit(), called(self._context), self._context.now()
        )
        pairs = self._pairs.found.count if self._pairs is not None else 0
        queries = len(self._quality.open) if self._quality is not None else 0
        return Evening(facts.found, tuple(lines), pairs, facts.conflicts, queries)

    def _show_why(self) -> None:
        """What is wrong and what to do, of the line that the keyboard stands on."""
        job = self.queue.current_key()
        words = job.why if isinstance(job, Job) else ""
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def _strip(self, found: Completeness) -> list[StripFigure]:
        states = [each.standing for each in found.units]
        odd = states.count(Standing.PARTLY) + states.count(Standing.HAND_EDITED)
        share = percent(found.received + found.covered, found.expected)
        rate = rate_said(half_up(share, 1)) if share is not None else ""
        return [
            StripFigure("expected", str(found.expected), self.tr("phải nhận")),
            StripFigure("received", str(found.received + found.covered), self.tr("đã nhận"), rate=rate),
            StripFigure("clean", str(states.count(Standing.CLEAN) + found.covered), self.tr("đạt"), Mark.PASSED),
            StripFigure("warned", str(states.count(Standing.WARNED)), self.tr("đạt, có cảnh báo"), Mark.WARNING),
            StripFigure("odd", str(odd), self.tr("nhận một phần, sửa tay"), Mark.PARTLY),
            StripFigure("missing", str(len(found.missing)), self.tr("chưa gửi"), Mark.MISSING),
            StripFigure("waiting", str(len(self._desk.waiting())), self.tr("tệp chờ quyết định"), Mark.HAND_EDITED),
        ]

    def _show_empty(self, found: Completeness) -> None:
        if not found.received:
            sentence = self.tr("Chưa có tệp nào. Bấm Thêm thư mục, hoặc kéo thư mục USB vào Tiếp nhận.")
            action = self.tr("Sang Tiếp nhận")
        else:
            told = self.tr("Đủ {n}/{n}, không còn việc. Tiếp theo: đọc Tổng hợp, rồi xuất Báo cáo.")
            sentence, action = told.format(n=found.expected), self.tr("Xem Tổng hợp")
        self.empty.sentence.setText(sentence)
        self.empty.button.setText(action)

    def _furnish(self) -> None:
        self.work.body.addWidget(self.queue, 1)
        self.work.body.addWidget(self.empty, 1)
        self.why = self.work.add_padded(Text("", "caption", "text2", wrap=True))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.way)
        column.addWidget(self.now)
        column.addWidget(self.backup)
        column.addStretch(1)
        self.body.addWidget(self.replies.strip)
        self.body.addWidget(self.figures)
        self.body.addWidget(Split(self.work, side, SIDE), 1)
        self.panes, self.side_panel = [self.figures, self.queue, self.now.table], side
        keys = [("Enter", self.tr("Làm")), ("G", self.tr("Ghi đã gọi")), ("Space", self.tr("Xem"))]
        self.set_keys([*keys, ("F8", self.tr("Việc tiếp theo"))])

    def _connect(self) -> None:
        self.queue.acted.connect(self._on_acted)
        self.queue.previewed.connect(self._on_previewed)
        self.queue.chosen.connect(lambda _: self._show_why())
        self.queue.lettered.connect(self._on_letter)
        self.figures.chosen.connect(self._on_figure)
        self.add.clicked.connect(lambda: self._context.go(Spot("receiving", filter=ADD)))
        self.reply.clicked.connect(lambda: self.replies.ask())
        self.next.clicked.connect(self._on_next)
        self.empty.acted.connect(self._on_empty)
        self.way.chosen.connect(lambda key: self._context.go(Place(key)))
        self.now.table.opened.connect(lambda code: self._context.go(Spot("summary", indicator=str(code))))
        self._desk.changed.connect(self._on_changed)
        for watch in (self._pairs, self._quality):
            if watch is not None:
                watch.changed.connect(self._show_if_seen)
        self._context.announcements.touched.connect(self._on_changed)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.reload()

    def _show_if_seen(self) -> None:
        if self.isVisible():
            self._show()

    def _on_next(self) -> None:
        """Go where the next thing is done; nothing is ticked by going on, only by Enter, G and T."""
        job = self.queue.current_key()
        if isinstance(job, Job) and not job.done and not job.name.startswith((CALL, TELL)):
            return self._on_acted(job)
        if not self.queue.next_where(lambda key: isinstance(key, Job) and not key.done):
            self._on_empty()

    def _on_acted(self, key: object) -> None:
        """What is ticked here is ticked, everything else is done where it belongs."""
        if isinstance(key, Job) and key.name.startswith(CALL):
            self._note(key.call)
        elif isinstance(key, Job) and key.name.startswith(TELL):
            self._desk.decide(key.place.file, Decision.SENT_BACK)
        elif isinstance(key, Job):
            self._context.go(key.place)

    def _on_previewed(self, key: object) -> None:
        if isinstance(key, Job):
            self._context.go(key.place)

    def _on_letter(self, key: object, letter: str) -> None:
        if letter == "G" and isinstance(key, Job) and key.call:
            self._note(key.call)
        elif letter == "T" and isinstance(key, Job) and key.name.startswith(TELL):
            self._on_acted(key)

    def _note(self, uid: str) -> None:
        note_call(self._context, uid)
        for line in [each for each in self._desk.lines if each.unanswered]:
            if line.file.manifest is not None and line.file.manifest.unit_uid == uid:
                self._desk.decide(line.key, Decision.SENT_BACK)
        self._show()

    def _on_empty(self) -> None:
        received = self._books_say.found.received if self._books_say is not None else 0
        self._context.go(Place("summary" if received else "receiving"))

    def _on_figure(self, key: str) -> None:
        if key == "waiting":
            first = next(iter(self._desk.waiting()), None)
            self._context.go(Spot("receiving", file=first.key if first is not None else ""))
        else:
            self._context.go(Spot("progress", filter=key))


@dataclass(frozen=True)
class EveningFacts:
    """What the books say of the evening."""

    found: Completeness
    conflicts: int
    summary: Summary


class FrozenCard(Card):
    """The totals if they were frozen now, with what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Nếu chốt lúc này"))
        self.table = LedgerTable()
        self.model = RowsModel(
            [
                Column("", "name", 120, prose=True, stretch=True),
                Column("", "value", 62, "right", bold=True),
                Column("", "missing", 112, "right", token="text2"),
            ]
        )
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.setFixedHeight(theme.px(28 * len(IF_FROZEN)))
        self.body.addWidget(self.table)
        words = self.tr("Ô trống không tính là 0.")
        self.add_padded(Text(words, "caption", "text2", wrap=True))

    def _name(self, line: SummaryLine) -> str:
        """As people say it, short enough for the card."""
        said = {
            "TH.01": self.tr("Vụ xảy ra"),
            "TX.01": self.tr("Vụ làm rõ"),
            "TX.04": self.tr("Tỷ lệ làm rõ"),
            "TX.03": self.tr("Đối tượng"),
            "GT.01": self.tr("Tai nạn giao thông"),
            "XD.01": self.tr("Công an chính quy"),
        }
        return said.get(line.indicator.code, shown_indicator(line.indicator).short)

    def show_summary(self, summary: Summary) -> None:
        """Show the totals."""
        by_code = {line.indicator.code: line for line in summary.lines}
        lines = [by_code[code] for code in IF_FROZEN if code in by_code]
        self.model.set_rows(
            [
                Line((self._name(line), value_cell(line.indicator, line.now), missing_said(line)), line.indicator.code)
                for line in lines
            ]
        )

"""Nên hỏi: figures that stand out; Enter asks the unit, B lets one pass. Nothing here holds a report up."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.domain.quality import Sort
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, QueueGroup, WorkQueue
from desktop.kit.text import Text
from desktop.services import asking, querying
from desktop.services.asking import Standing, Thread
from desktop.services.querying import Queried
from desktop.ui.catalogue_words import spoken
from desktop.ui.context import Context
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.quality_watch import QualityWatch
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence
from desktop.wording.quality_words import SORTS

SIDE, SIDE_LEAST, MOST, ALL = 380, 320, 200, "all"


def answered(watch: QualityWatch) -> list[Queried]:
    """What was asked and has an answer that nobody has read."""
    return [each for each in watch.asked if each.thread and each.thread.standing is Standing.ANSWERED]


def unread(watch: QualityWatch) -> int:
    """What nobody has asked about, and answers nobody has read."""
    return len(watch.open) + len(answered(watch))


class QualityPart(QWidget):
    """The queue at the left; the question as it goes out, and its answer, at the right."""

    told = Signal()

    def __init__(self, context: Context, watch: QualityWatch, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._watch, self._notice = context, watch, notice
        self.chips, self.queue = FilterChips(), WorkQueue()
        self.list, self.panel = Card(), Card(self.tr("Câu hỏi"))
        self.empty = EmptyState(self.tr("Không có số nào khác thường chưa hỏi."))
        self.unit, self.text, self.answer = Text("", "bold"), Text("", wrap=True), Text("", "body", "accent", wrap=True)
        self.ask = KeyButton(self.tr("Hỏi đơn vị"), "Enter", kind="primary", bind=False)
        self.skip = KeyButton(self.tr("Bỏ qua"), "B", bind=False)
        self.source = KeyButton(self.tr("Xem nguồn"), bind=False)
        self._furnish()
        self._connect()
        self._show()

    # What the page asks

    def count(self) -> int:
        """What nobody has asked about, and answers nobody has read."""
        return unread(self._watch)

    def state(self) -> str:
        """How many are left, how many were asked."""
        left, waiting = len(self._watch.open), len(self._watch.asked) - len(self._answered())
        if not self._watch.looked:
            return self.tr("đang so các số liệu")
        told = self.tr("{n} số nên hỏi").format(n=format_number(left)) if left else self.tr("không còn số nên hỏi")
        return told + (self.tr(", {n} đã hỏi chờ trả lời").format(n=waiting) if waiting else "")

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter here."""
        return [("Enter", self.tr("Hỏi đơn vị")), ("B", self.tr("Bỏ qua")), ("Space", self.tr("Xem nguồn"))]

    def panes(self) -> list[QWidget]:
        """Queue and question."""
        return [self.queue, self.ask]

    def arrived(self) -> None:
        """The keyboard goes to the queue."""
        if not self._watch.looked:
            self._watch.look()
        self.queue.setFocus()

    # What is shown

    def _answered(self) -> list[Queried]:
        return answered(self._watch)

    def _show(self) -> None:
        left = self._watch.open
        chips = [Chip(ALL, self.tr("Tất cả"), count=len(left))]
        for sort, words in SORTS.items():
            if n := sum(each.query.sort is sort for each in left):
                chips.append(Chip(sort.value, spoken(words), count=n))
        chosen = self.chips.current() or ALL
        self.chips.set_chips(chips)
        self.chips.set_current(chosen if any(chip.key == chosen for chip in chips) else ALL)
        self.queue.set_entries([*self._open_lines(), *self._asked_lines()])
        shown = bool(self.queue.count())
        self.queue.setVisible(shown)
        self.empty.setVisible(not shown)
        self._show_chosen()
        self.told.emit()

    def _open_lines(self) -> list[QueueEntry | QueueGroup]:
        chosen, lines = self.chips.current() or ALL, list[QueueEntry | QueueGroup]()
        for sort in Sort:
            found = [each for each in self._watch.open if each.query.sort is sort and chosen in (ALL, sort.value)]
            if found:
                more = self.tr("{n} số, hiện {m} số lệch nhất") if len(found) > MOST else self.tr("{n} số")
                lines.append(QueueGroup(spoken(SORTS[sort]), more.format(n=len(found), m=MOST)))
                lines += [self._entry(each) for each in found[:MOST]]
        return lines

    def _asked_lines(self) -> list[QueueEntry | QueueGroup]:
        found = self._watch.asked
        if not found:
            return []
        lines: list[QueueEntry | QueueGroup] = [QueueGroup(self.tr("Đã hỏi"), self.tr("{n} câu").format(n=len(found)))]
        return lines + [self._entry(each) for each in found]

    def _entry(self, each: Queried) -> QueueEntry:
        thread, mark, action, when = each.thread, Mark.QUESTION, self.tr("Hỏi đơn vị"), ""
        if thread is not None:
            answered = thread.standing is Standing.ANSWERED
            mark, action = (Mark.DONE, self.tr("Đóng")) if answered else (Mark.IN_HAND, "")
            asked = self.tr("đã hỏi {time}").format(time=thread.question.at[11:16])
            when = self.tr("đã trả lời") if answered else asked
        return QueueEntry(each.query.key, mark, each.unit.name, retold(each.line), when, action)

    def _chosen(self) -> Queried | None:
        key = self.queue.current_key()
        return next((each for each in self._watch.found if each.query.key == key), None)

    def _show_chosen(self) -> None:
        each = self._chosen()
        self.unit.setText(each.unit.name if each else "")
        self.text.setText(each.question if each else self.tr("Chọn một dòng để xem câu hỏi sẽ gửi."))
        thread = each.thread if each else None
        told = self.tr("Đơn vị trả lời: {words}")
        self.answer.setText(told.format(words=thread.answer) if thread and thread.answer else "")
        for button in (self.ask, self.skip):
            button.setEnabled(each is not None and thread is None)
        self.source.setEnabled(each is not None)

    # What a person does

    def _on_acted(self, _: object = None) -> None:
        each = self._chosen()
        if each is None:
            return
        if each.thread is None:
            books, period = self._context.books, self._context.period
            told = self.tr("Đã hỏi {unit}; câu hỏi đi kèm phản hồi sau.").format(unit=each.unit.name)
            self._work(each, lambda: querying.ask(books, period, each), told)
        elif each.thread.standing is Standing.ANSWERED:
            uid = bytes.fromhex(each.thread.question.uid)
            self._work(each, lambda: asking.close(self._context.books, uid), self.tr("Đã đóng câu hỏi."))

    def _work(self, each: Queried, do: Callable[[], Thread], told: str) -> None:
        def then(thread: Thread) -> None:
            if self.queue.current_key() == each.query.key:
                self.queue.next()  # the line leaves its place, the keyboard goes on to the next one
            self._watch.put(each.query.key, thread)
            self._notice.tell(told)

        jobs.run(self, self.tr("Đang ghi câu hỏi"), lambda _: do(), then, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Hỏi đơn vị"), error)

    def let_pass(self) -> None:
        """It is right as it is."""
        each = self._chosen()
        if each is None or each.thread is not None:
            return
        books = self._context.books

        def work(_: Progress) -> None:
            querying.let_pass(books, each)

        jobs.run(self, self.tr("Đang ghi"), work, lambda _: self._watch.drop(each.query.key), failed=self._on_failed)

    def _on_source(self, _: object = None) -> None:
        each = self._chosen()
        if each is not None:
            unit, code = each.unit.uid, each.query.indicator
            self._context.go(Spot("summary", indicator=code) if code else Spot("summary", unit=unit))

    def _on_letter(self, _: object, letter: str) -> None:
        if letter == "B":
            self.let_pass()

    def _furnish(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        head.addWidget(self.chips)
        self.list.body.addLayout(head)
        self.list.body.addWidget(self.queue, 1)
        self.list.body.addWidget(self.empty, 1)
        column = QVBoxLayout()
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        note = self.tr("Đơn vị thấy câu hỏi cạnh số liệu, trả lời hoặc sửa; câu hỏi tự đóng. Không số nào bị giữ lại.")
        for widget in (self.unit, self.text, self.answer):
            column.addWidget(widget)
        column.addStretch()
        column.addWidget(Text(note, "caption", "text2", wrap=True))
        self.panel.body.addLayout(column)
        foot = self.panel.add_foot()
        for button in (self.source, self.skip, self.ask):
            foot.addWidget(button)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Split(self.list, self.panel, SIDE, SIDE_LEAST))

    def _connect(self) -> None:
        self._watch.changed.connect(self._show)
        self.chips.chosen.connect(lambda _: self._show())
        self.queue.acted.connect(self._on_acted)
        self.queue.previewed.connect(self._on_source)
        self.queue.chosen.connect(lambda _: self._show_chosen())
        self.queue.lettered.connect(self._on_letter)
        self.ask.clicked.connect(self._on_acted)
        self.skip.clicked.connect(self.let_pass)
        self.source.clicked.connect(self._on_source)

"""Phản hồi: what headquarters wants of the unit, taken in, settled line by line."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent

from desktop.base.errors import Refused, Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.reply import Sort
from desktop.kit import jobs, messages
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.frame import Page, Split
from desktop.kit.queue import WorkQueue
from desktop.kit.stack import Stack
from desktop.services import answering, reply_desk
from desktop.services.answering import Offer, Outcome, Taken
from desktop.services.recording import Touched
from desktop.services.reply_desk import OfferLine, PointLine, QuestionLine, ReplyDesk, Stand
from desktop.ui.context import Context, Place
from desktop.ui.troubles import sentence
from desktop.ui.unit import reply_queue
from desktop.ui.unit.reply_panel import ReplyPanel
from desktop.ui.words import translate
from desktop.wording.replies import taken_words

SIDE = 420
EXCEL = "Excel (*.xlsx)"


class ReplyList(WorkQueue):
    """The queue, which takes the two digits of a decision too."""

    decided = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 takes over, 2 keeps the unit's own."""
        if event.text() in ("1", "2") and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.decided.emit(int(event.text()))
        else:
            super().keyPressEvent(event)


class ReplyView(Page):
    """List at the left, the chosen line at the right; replies are dropped anywhere."""

    def __init__(self, context: Context) -> None:
        super().__init__(translate("Reply", "Phản hồi"))
        self._context = context
        self._lines: dict[str, reply_queue.Line] = {}
        self._desk: ReplyDesk | None = None
        self.list, self.panel, self.card = ReplyList(two_lines=True), ReplyPanel(), Card()
        self.empty = EmptyState("", self.tr("Nhận phản hồi"))
        self.all = self.header.add_action(KeyButton("", icon="undo-2"))
        self.take = self.header.add_action(KeyButton(self.tr("Nhận phản hồi"), "Ctrl+O", icon="download"))
        self.stack = Stack()
        self._furnish()
        self._connect()
        self.setAcceptDrops(True)
        if words := context.said("replies"):
            self.notice.tell(words)

    def arrived(self) -> None:
        """Look again; the keyboard goes to the first thing to do."""
        self.reload()
        (self.list if self._lines else self.empty.button).setFocus()

    def seek(self, place: Place) -> None:
        """Show the line of a thread."""
        if place.text:
            self.list.set_current(place.text)
            self._show_line()

    def reload(self) -> None:
        """Look at everything again; the current line stays."""
        desk = self._desk = reply_desk.desk(self._context.books)
        self._lines = reply_queue.lines(desk)
        self.list.set_entries(reply_queue.entries(desk))
        self.header.set_state(self._state(desk))
        self.stack.setCurrentIndex(0 if self._lines else 1)
        self.empty.sentence.setText(self._nothing(desk))
        back = len(self._handed_back())
        self.all.setText(self.tr("Nhận cả {n} bản ghi trả lại").format(n=back))
        self.all.updateGeometry()
        self.all.setVisible(back > 1)
        self._show_line()

    def take_files(self, paths: list[Path], trust: bool = False) -> None:
        """Take replies in, one after the other."""
        books = self._context.books

        def work(progress: Progress) -> list[Taken]:
            return [answering.take_reply(books, path, trust, progress) for path in paths]

        if paths:
            self.notice.dismiss()
            self.take.disable(self.tr("Đang đọc phản hồi."))
            jobs.run(
                self, self.tr("Nhận phản hồi"), work, self._on_taken, failed=lambda each: self._on_refused(each, paths)
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()) and self.take.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # What comes of a file

    def _on_taken(self, taken: list[Taken]) -> None:
        self.take.enable()
        words = " ".join(taken_words(each.reply, each.outcome.value, each.first_key) for each in taken)
        kind = "warn" if any(each.outcome is Outcome.OLDER for each in taken) else "plain"
        self.notice.tell(words, kind=kind)  # type: ignore[arg-type]
        self.reload()
        self._context.announce(Touched.REPLIES)
        self.list.setFocus()
        if adopted := [each.catalogue for each in taken if each.catalogue]:
            told = self.tr("Đã áp dụng danh mục {version}: điều mới được hỏi có ngay ở mọi màn hình.")
            self._context.dress_anew("replies", f"{words} {told.format(version=adopted[-1])}")

    def _on_refused(self, error: Exception, paths: list[Path]) -> None:
        self.take.enable()
        self.reload()
        if not isinstance(error, UserError):
            return jobs.tell_failure(self, self.tr("Nhận phản hồi"), error)
        if error.code is Trouble.REPLY_OTHER_KEY:
            return self.notice.tell(
                sentence(error), self.tr("Khớp, tin khóa mới"), lambda: self.take_files(paths, True), "warn"
            )
        self.notice.tell(sentence(error), kind="err")

    # What a person does

    def _ask_file(self) -> None:
        path = messages.ask_file(self, self.tr("Nhận phản hồi"), EXCEL)
        if path is not None:
            self.take_files([path])

    def _on_decided(self, choice: int) -> None:
        line = self._line()
        if isinstance(line, OfferLine) and line.stand is Stand.OPEN:
            self._accept([line.offer]) if choice == 1 else self.panel.contest()

    def _accept(self, offers: list[Offer]) -> None:
        answering.accept(self._context.books, offers)
        self._done(self.tr("Đã nhận {n} đề nghị, đi kèm gói sau của kỳ.").format(n=len(offers)))

    def _on_contested(self, reason: str) -> None:
        line = self._line()
        if isinstance(line, OfferLine):
            answering.contest(self._context.books, line.offer, reason)
            self._done(self.tr("Đã giữ số của đơn vị, lý do đi kèm gói sau của kỳ."))

    def _on_answered(self, words: str) -> None:
        line = self._line()
        if not isinstance(line, QuestionLine):
            return
        try:
            answering.answer(self._context.books, line.period, line.question, words)
        except Refused as refused:
            return self.notice.tell(sentence(refused), kind="err")
        self._done(self.tr("Đã ghi trả lời, đi kèm gói sau của kỳ."))

    def _on_opened(self) -> None:
        line = self._line()
        if isinstance(line, PointLine) and line.point.record:
            self._context.go(Place("records", record=bytes.fromhex(line.point.record)))

    def _done(self, words: str) -> None:
        self.notice.tell(words)
        place = self._open_keys().index(self.list.current_key()) if self.list.current_key() in self._open_keys() else 0
        self.reload()
        if still := self._open_keys():
            self.list.set_current(still[min(place, len(still) - 1)])
        self._show_line()
        self._context.announce(Touched.REPLIES)
        self.list.setFocus()

    def _open_keys(self) -> list[object]:
        """The lines that wait, in the order of the list."""
        waiting = {key for key, line in self._lines.items() if getattr(line, "stand", None) is Stand.OPEN}
        return [key for key in self._lines if key in waiting]

    def _handed_back(self) -> list[Offer]:
        offers = self._desk.offers if self._desk else ()
        return [
            each.offer for each in offers if each.stand is Stand.OPEN and each.offer.proposal.sort == Sort.LOST.value
        ]

    # What is shown

    def _line(self) -> reply_queue.Line | None:
        return self._lines.get(str(self.list.current_key()))

    def _show_line(self) -> None:
        self.panel.show_line(self._line())
        self.take.set_kind("plain" if self.panel.has_action() else "primary")

    def _state(self, desk: ReplyDesk) -> str:
        if not desk.replies:
            return ""
        if desk.left:
            return self.tr("còn {n} việc").format(n=desk.left)
        return self.tr("không còn việc; xuất lại gói của kỳ để trả lời tới cấp trên") if self._lines else ""

    def _nothing(self, desk: ReplyDesk) -> str:
        if not desk.replies:
            return self.tr("Chưa nhận phản hồi nào. Bấm Nhận phản hồi, hoặc kéo tệp PH_ của cấp trên vào đây.")
        last = desk.replies[0]
        told = self.tr("Phản hồi lần {n} của {who} không còn việc nào cho đơn vị. Tiếp theo: gửi kỳ sau đúng hạn.")
        return told.format(n=last.number, who=last.headquarters_name)

    def _furnish(self) -> None:
        self.card.set_title(self.tr("Việc cấp trên hỏi, đề nghị"))
        self.card.body.addWidget(self.stack, 1)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.body.addWidget(Split(self.card, self.panel, SIDE, 320), 1)
        self.panes, self.side_panel = [self.list, self.panel], self.panel
        self.set_keys([("Enter", self.tr("Làm")), ("1", self.tr("Nhận đề nghị")), ("2", self.tr("Giữ số đơn vị")),
                       ("Ctrl+Enter", self.tr("Trả lời")), ("Ctrl+O", self.tr("Nhận phản hồi"))])  # fmt: skip

    def _connect(self) -> None:
        self.take.clicked.connect(self._ask_file)
        self.empty.acted.connect(self._ask_file)
        self.all.clicked.connect(lambda: self._accept(self._handed_back()))
        self.list.chosen.connect(lambda _: self._show_line())
        self.list.acted.connect(lambda _: self.panel.act())
        self.list.previewed.connect(lambda _: self.panel.act())
        self.list.decided.connect(self._on_decided)
        self.panel.accepted.connect(lambda: self._on_decided(1))
        self.panel.contested.connect(self._on_contested)
        self.panel.answered.connect(self._on_answered)
        self.panel.opened.connect(self._on_opened)
        self._context.announcements.touched.connect(self._on_touched)

    def _on_touched(self, touched: object) -> None:
        if self.isVisible() and touched is not Touched.REPLIES:
            self.reload()

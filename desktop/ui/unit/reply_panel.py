"""One thing that headquarters wants: what it is, before and after, and the way to settle it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.reply import Difference
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, RowsModel
from desktop.kit.block_table import Line as Row
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card
from desktop.kit.inputs import FieldBox, LongTextInput
from desktop.kit.text import Text
from desktop.services.reply_desk import OfferLine, PointLine, QuestionLine, Stand, TaskLine
from desktop.ui.catalogue_words import spoken
from desktop.ui.retold import retold
from desktop.ui.unit.reply_queue import Line
from desktop.ui.words import day as full_day
from desktop.ui.words import short_day, translate
from desktop.wording.replies import STANDS

LONGEST = 1000
ROW, MOST_ROWS = 28, 9


class ReplyPanel(Card):
    """The chosen line at the right; only what can be done with it has a button."""

    accepted = Signal()
    contested = Signal(str)
    answered = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._line: Line | None = None
        self.set_title(self.tr("Chi tiết"))
        self.head, self.aside_words = Text("", "bold", wrap=True), Text("", "caption", "text2", wrap=True)
        self.words, self.standing = Text("", wrap=True), Text("", "body", "text2", wrap=True)
        self.table = LedgerTable()
        self.rows = RowsModel(
            [
                Column(self.tr("Trường"), "label", 110, prose=True),
                Column(self.tr("Ở đơn vị"), "told", 110, prose=True, stretch=True),
                Column(self.tr("Cấp trên đề nghị"), "proposed", 130, prose=True, bold=True),
            ]
        )
        self.table.setModel(self.rows)
        self.answer, self.reason = LongTextInput(LONGEST, 4), LongTextInput(LONGEST, 3)
        self.answer_box = FieldBox(self.tr("Trả lời, cấp trên sẽ thấy"), self.answer)
        self.reason_box = FieldBox(self.tr("Lý do, khi giữ số của đơn vị"), self.reason)
        self.keep = KeyButton(self.tr("Giữ số của đơn vị"), "2", bind=False)
        self.take = KeyButton(self.tr("Nhận"), "1", kind="primary", bind=False)
        self.send = KeyButton(self.tr("Trả lời"), "Ctrl+Enter", kind="primary")
        self.open = KeyButton(self.tr("Mở bản ghi"), "Enter", kind="primary", bind=False)
        self._furnish()
        self._connect()
        self.show_line(None)

    def show_line(self, line: Line | None) -> None:
        """Show a line, or say what this place is for; what is being typed for the same line stays."""
        same = line is not None and self._line is not None and _subject(line) == _subject(self._line)
        self._line = line
        if not same:
            for field in (self.answer, self.reason):
                field.set_value("")
                field.set_complaint(None)
        self._show_words(line)
        self._show_table(line)
        open_line = line is not None and not isinstance(line, TaskLine) and line.stand is Stand.OPEN
        offer, question = isinstance(line, OfferLine), isinstance(line, QuestionLine)
        self.answer_box.setVisible(open_line and question)
        self.reason_box.setVisible(open_line and offer)
        for button, wanted in ((self.keep, offer), (self.take, offer), (self.send, question)):
            button.setVisible(open_line and wanted)
        self.open.setVisible(self.place() is not None and not offer and not question)

    def has_action(self) -> bool:
        """Whether its primary button is shown."""
        return any(not button.isHidden() for button in (self.take, self.send, self.open))

    def place(self) -> str | None:
        """The subject that can be opened."""
        if isinstance(self._line, PointLine) and self._line.point.record:
            return f"record:{self._line.point.record}"
        return None

    def act(self) -> None:
        """What Enter in the list does: into the field, onto the button, or to the record."""
        if isinstance(self._line, PointLine):
            self.opened.emit()
        elif not self.answer_box.isHidden():
            self.answer.setFocus()
        elif not self.take.isHidden():
            self.take.setFocus()

    def contest(self) -> None:
        """Keep the unit's values: the reason is asked for first."""
        if not self.reason.value():
            self.reason.set_complaint(self.tr("Chưa ghi lý do. Ghi ngắn vì sao số của đơn vị đúng, rồi bấm lại."))
            self.reason.setFocus()
        elif self.reason.complaint() is None:
            self.contested.emit(self.reason.value())

    def _answer(self) -> None:
        if not self.answer.value():
            self.answer.set_complaint(self.tr("Chưa ghi trả lời. Ghi một câu, rồi bấm Trả lời."))
            self.answer.setFocus()
        elif self.answer.complaint() is None:
            self.answered.emit(self.answer.value())

    def _show_words(self, line: Line | None) -> None:
        head, aside, words, standing = _told(line)
        if line is None:
            words = self.tr("Chọn một dòng để xem cấp trên muốn gì.")
        for label, text in (
            (self.head, head),
            (self.aside_words, aside),
            (self.words, words),
            (self.standing, standing),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def _show_table(self, line: Line | None) -> None:
        shown = _differences(line)
        lines = [Row((each.label, Cell(each.told, strike=True), each.proposed), each.name) for each in shown]
        self.rows.set_rows(lines)
        self.table.setVisible(bool(shown))
        self.table.setFixedHeight(theme.px(ROW * (min(len(shown), MOST_ROWS) + 1) + 2))

    def _furnish(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        for widget in (self.head, self.aside_words, self.words):
            column.addWidget(widget)
        column.addWidget(self.table)
        column.addWidget(self.standing)
        column.addWidget(self.answer_box)
        column.addWidget(self.reason_box)
        column.addStretch()
        self.body.addWidget(inner, 1)
        foot = self.add_foot()
        foot.addStretch()
        for button in (self.keep, self.take, self.send, self.open):
            foot.addWidget(button)

    def _connect(self) -> None:
        self.take.clicked.connect(self.accepted)
        self.keep.clicked.connect(self.contest)
        self.send.clicked.connect(self._answer)
        self.open.clicked.connect(self.opened)
        for field in (self.answer, self.reason):
            field.edited.connect(lambda field=field: field.set_complaint(None))


def _subject(line: Line) -> str:
    match line:
        case PointLine():
            return line.point.sentence
        case QuestionLine():
            return f"{line.question.uid} {line.question.turn}"
        case TaskLine():
            return line.task.uid
    return line.offer.proposal.uid


def _differences(line: Line | None) -> tuple[Difference, ...]:
    """Of an open proposal against the row as it is now; of one that is done as it came."""
    if not isinstance(line, OfferLine):
        return ()
    return line.differences if line.stand is Stand.OPEN else line.offer.proposal.differences


def _told(line: Line | None) -> tuple[str, str, str, str]:
    """Bold line, where and by whom, words, how it stands."""
    match line:
        case PointLine():
            point = line.point
            place = ", ".join(filter(None, (point.sheet, point.cell, point.label, point.number)))
            done = "" if line.stand is Stand.OPEN else spoken(STANDS[line.stand.value]).capitalize()
            now = translate("Replies", "đang ghi: {value}").format(value=point.value) if point.value else ""
            return retold(place), now, retold(point.sentence), done
        case QuestionLine():
            asked = line.question
            return retold(asked.place), _by(asked.author, asked.at), asked.text, _answer_words(line)
        case TaskLine():
            due = full_day(date.fromisoformat(line.task.due)) if line.task.due else ""
            due = translate("Replies", "trước {day}").format(day=due) if due else ""
            done = translate("Replies", "Đã ghi vào màn hình Nhiệm vụ, báo tiến độ ở đó.")
            return line.task.title, due, line.task.text, done
        case OfferLine():
            proposal = line.offer.proposal
            said = ", ".join(filter(None, (proposal.sort_words, _by(proposal.author, proposal.at))))
            return proposal.title, said, proposal.reason, _contest_words(line)
    return "", "", "", ""


def _by(author: str, at: str) -> str:
    day = short_day(date.fromisoformat(at[:10])) if len(at) >= 10 else ""
    return ", ".join(filter(None, (author, day)))


def _answer_words(line: QuestionLine) -> str:
    return translate("Replies", "Đã trả lời: {words}").format(words=line.answer) if line.answer else ""


def _contest_words(line: OfferLine) -> str:
    if line.stand is Stand.CONTESTED:
        return translate("Replies", "Giữ số của đơn vị: {reason}").format(reason=line.reason)
    return "" if line.stand is Stand.OPEN else spoken(STANDS[line.stand.value]).capitalize()

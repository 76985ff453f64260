"""Đã hỏi đơn vị: every question, what was answered; closed, opened again, or asked again in other words."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.domain.numbers import format_number
from desktop.domain.periods import parse_period
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState, FactList
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.kit.inputs import FieldBox, LongTextInput
from desktop.kit.marks import Mark
from desktop.services import asking
from desktop.services.asking import Standing, Thread
from desktop.services.recording import Touched
from desktop.ui import period_words
from desktop.ui.catalogue_words import spoken
from desktop.ui.conflict_rows import moment
from desktop.ui.context import Context
from desktop.ui.headquarters.standings import short_unit
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence
from desktop.ui.words import capital
from desktop.wording.replies import STANDINGS

SIDE, SIDE_LEAST = 400, 340
MARKS = {Standing.OPEN: Mark.QUESTION, Standing.ANSWERED: Mark.DONE, Standing.CLOSED: Mark.SAME}
ALL = "all"


def answered(threads: Iterable[Thread]) -> int:
    """Answers that nobody has closed yet."""
    return sum(each.standing is Standing.ANSWERED for each in threads)


class QuestionPart(QWidget):
    """The list at the left, one question with its answer at the right."""

    told = Signal()

    def __init__(self, context: Context, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._notice = context, notice
        self._found = asking.threads(context.books)
        self.chips, self.table = FilterChips(), LedgerTable(letters=True)
        self.model = RowsModel(self._columns())
        self.table.setModel(self.model)
        self.panel, self.facts = Card(self.tr("Câu hỏi")), FactList(84)
        self.words = LongTextInput(asking.MOST, 3)
        self.box = FieldBox(self.tr("Hỏi lại, đi kèm phản hồi sau"), self.words)
        self.close_button = KeyButton(self.tr("Đóng"), "D", bind=False)
        self.open_button = KeyButton(self.tr("Mở lại"), "M", bind=False)
        self.again_button = KeyButton(self.tr("Hỏi lại"), "H", bind=False)
        self.send = KeyButton(self.tr("Ghi câu hỏi"), "Ctrl+Enter", small=True)
        self._furnish()
        self._connect()

    # What the page asks

    def count(self) -> int:
        """Answers that nobody has closed yet."""
        return answered(self._found)

    def state(self) -> str:
        """How many wait for the units, how many for us."""
        waiting = sum(each.standing is Standing.OPEN for each in self._found)
        told = self.tr("{n} câu chờ đơn vị trả lời, {answered} câu đã trả lời")
        return told.format(n=format_number(waiting), answered=format_number(self.count()))

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter here."""
        return [("D", self.tr("Đóng")), ("M", self.tr("Mở lại")), ("H", self.tr("Hỏi lại")), ("F6", self.tr("Khung"))]

    def panes(self) -> list[QWidget]:
        """List and panel."""
        return [self.table, self.panel]

    def arrived(self) -> None:
        """Look again; the keyboard goes to the list."""
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read all questions; the chosen one stays."""
        self._found = asking.threads(self._context.books)
        chips = [(each.value, capital(spoken(STANDINGS[each.value])), MARKS[each]) for each in Standing]
        counts = {key: sum(each.standing == key for each in self._found) for key, _, _ in chips}
        self.chips.set_chips(
            [Chip(ALL, self.tr("Tất cả"), len(self._found))]
            + [Chip(key, words, counts[key], mark) for key, words, mark in chips]
        )
        self._show_rows()
        self.told.emit()

    def chosen(self) -> Thread | None:
        """The question under the cursor."""
        key = self.table.current_key()
        return next((each for each in self._found if each.question.uid == key), None)

    # What a person does

    def close_chosen(self) -> None:
        """Close a question; nothing of it is lost."""
        chosen = self.chosen()
        if chosen is not None and chosen.standing is not Standing.CLOSED:
            asking.close(self._context.books, bytes.fromhex(chosen.question.uid))
            self._done(self.tr("Đã đóng câu hỏi, không gửi kèm phản hồi nữa."))

    def open_chosen(self) -> None:
        """Open a closed question as it was."""
        chosen = self.chosen()
        if chosen is not None and chosen.standing is Standing.CLOSED:
            asking.reopen(self._context.books, bytes.fromhex(chosen.question.uid))
            self._done(self.tr("Đã mở lại câu hỏi."))

    def begin_again(self) -> None:
        """Ask in other words."""
        chosen = self.chosen()
        if chosen is None:
            return
        self.words.set_value(chosen.question.text)
        self.words.set_complaint(None)
        self._show_box(True)
        self.words.setFocus()

    def ask_again(self) -> None:
        """Store the other words: the answer so far answers them no longer."""
        chosen = self.chosen()
        if chosen is None or self.box.isHidden():
            return
        try:
            asking.ask_again(self._context.books, bytes.fromhex(chosen.question.uid), self.words.value())
        except UserError as error:
            self.words.set_complaint(sentence(error))
            return self.words.setFocus()
        self._done(self.tr("Đã hỏi lại, đi kèm phản hồi sau."))

    def _done(self, words: str) -> None:
        self._show_box(False)
        self.reload()
        self._notice.tell(words)
        self._context.announce(Touched.REPLIES)
        self.table.setFocus()

    def _on_letter(self, _: object, letter: str) -> None:
        deeds = {"D": self.close_chosen, "M": self.open_chosen, "H": self.begin_again}
        if letter in deeds:
            deeds[letter]()

    # What is shown

    def _show_rows(self) -> None:
        wanted, key = self.chips.current(), self.table.current_key()
        shown = [each for each in self._found if wanted in (ALL, each.standing)]
        self.model.set_rows([self._line(each) for each in shown])
        if not self.table.set_current(key):
            self.table.select_position(0)
        self._show_chosen()

    def _line(self, each: Thread) -> Line:
        unit = self._context.books.units[each.unit_id].name
        return Line(
            (
                Cell(capital(spoken(STANDINGS[each.standing.value])), mark=MARKS[each.standing]),
                Cell(short_unit(unit), tip=unit),
                Cell(retold(each.question.place), tip=retold(each.question.place)),
                Cell(each.question.text, tip=each.question.text),
            ),
            each.question.uid,
        )

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        self._show_box(False)
        for button in (self.close_button, self.open_button, self.again_button):
            button.setVisible(chosen is not None)
        if chosen is None:
            return self.facts.set_facts([])
        closed, question = chosen.standing is Standing.CLOSED, chosen.question
        self.close_button.setVisible(not closed)
        self.open_button.setVisible(closed)
        period = period_words.label(parse_period(chosen.period, self._context.books.me.calendar))
        facts = [
            (self.tr("Đơn vị"), self._context.books.units[chosen.unit_id].name),
            (self.tr("Kỳ"), capital(period)),
            (self.tr("Về việc"), retold(question.place)),
            (self.tr("Câu hỏi"), question.text),
            (self.tr("Hỏi"), f"{question.author}, {moment(question.at)}".strip(", ")),
            (self.tr("Trả lời"), chosen.answer or self.tr("chưa có")),
            (self.tr("Lúc"), moment(chosen.answered_at) if chosen.answered_at else ""),
        ]
        self.facts.set_facts([(name, words) for name, words in facts if words])

    def _show_box(self, shown: bool) -> None:
        self.box.setVisible(shown)
        self.send.setVisible(shown)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Tình trạng"), "state", 114),
            Column(self.tr("Đơn vị"), "unit", 118, prose=True),
            Column(self.tr("Về việc"), "place", 212, prose=True, token="text2"),
            Column(self.tr("Câu hỏi"), "text", 160, prose=True, stretch=True),
        ]

    def _furnish(self) -> None:
        nothing = self.tr("Chưa hỏi đơn vị nào. Hỏi từ nguồn của một số liệu: ở Tổng hợp, nhấn F2 rồi bấm Hỏi đơn vị.")
        self.table.set_empty(EmptyState(nothing))
        card, top, inner = Card(), QWidget(), QWidget()
        head, column, row = QVBoxLayout(top), QVBoxLayout(inner), QHBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        head.addWidget(self.chips)
        card.body.addWidget(top)
        card.body.addWidget(self.table, 1)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        row.addStretch()
        row.addWidget(self.send)
        column.addWidget(self.facts)
        column.addWidget(self.box)
        column.addLayout(row)
        column.addStretch()
        self.panel.body.addWidget(inner, 1)
        foot = self.panel.add_foot()
        foot.addStretch()
        for button in (self.again_button, self.open_button, self.close_button):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Split(card, self.panel, SIDE, SIDE_LEAST), 1)

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.lettered.connect(self._on_letter)
        self.chips.chosen.connect(lambda _: self._show_rows())
        self.close_button.clicked.connect(self.close_chosen)
        self.open_button.clicked.connect(self.open_chosen)
        self.again_button.clicked.connect(self.begin_again)
        self.send.clicked.connect(self.ask_again)

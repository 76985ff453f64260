"""Câu mẫu: the sentences that can be said of an indicator, with the figures of today, to be copied."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.domain.text import fold
from desktop.kit import jobs, theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Scroll
from desktop.kit.search import SearchField
from desktop.kit.text import Text
from desktop.services import reporting
from desktop.ui.context import Context
from desktop.wording.report_bank import offers
from desktop.wording.report_facts import ReportFacts

WAIT = 200
FIRST = "TH.01"
LIST_HEIGHT = 150


class ReportBank(QWidget):
    """Indicators above, what can be said of the chosen one below."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: ReportFacts | None = None
        self._texts: dict[str, str] = {}
        self.search = SearchField(self.tr("Tìm chỉ tiêu"))
        self.indicators = LedgerTable(row_height=26)
        self.indicator_rows = RowsModel(
            [Column("", "code", 58, token="text2"), Column("", "name", 160, prose=True, stretch=True)]
        )
        self.sentences = LedgerTable(row_height=30)
        self.sentence_rows = RowsModel([Column(self.tr("Câu mẫu"), "text", 200, prose=True, stretch=True)])
        self.words = Text("", "body", wrap=True)
        self.copy = KeyButton(self.tr("Chép câu"), small=True, icon="copy")
        self._furnish()
        self._pause = QTimer(self, singleShot=True, interval=WAIT)
        self._pause.timeout.connect(self._show_indicators)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.indicators.chosen.connect(lambda _: self._show_sentences())
        self.sentences.chosen.connect(lambda _: self._show_words())
        self.sentences.opened.connect(lambda _: self._copy())
        self.copy.clicked.connect(self._copy)

    def reload(self) -> None:
        """Take the figures of now, off the window's thread."""
        books, period = self._context.books, self._context.period

        def work(_: Progress) -> ReportFacts:
            return reporting.gather(books, period)

        jobs.run(self, self.tr("Đang lấy số liệu"), work, self._on_facts, writes=False)

    def seek(self, code: str) -> None:
        """Stand on an indicator."""
        if not self.indicators.set_current(code):
            self.indicators.select_position(0)

    def _on_facts(self, facts: ReportFacts) -> None:
        self._facts = facts
        self._show_indicators()

    def _show_indicators(self) -> None:
        if self._facts is None:
            return
        wanted = fold(self.search.text()).strip()
        lines = [
            Line((code, Cell(line.indicator.name, tip=line.indicator.name)), code)
            for code, line in self._facts.lines.items()
            if wanted in fold(f"{code} {line.indicator.name}") and line.now.amount is not None
        ]
        before = self.indicators.current_key() or FIRST
        self.indicator_rows.set_rows(lines)
        self.seek(str(before))
        self._show_sentences()

    def _show_sentences(self) -> None:
        code = self.indicators.current_key()
        self._texts = {}
        rows: list[Line | Group] = []
        group = ""
        if self._facts is not None and code is not None:
            for pattern, paragraph in offers(self._facts, (str(code),)):
                if pattern.group != group:
                    group = pattern.group
                    rows.append(Group(group))
                self._texts[pattern.code] = paragraph.text
                rows.append(Line((Cell(paragraph.text, tip=paragraph.text),), pattern.code))
        self.sentence_rows.set_rows(rows)
        self.sentences.select_position(1 if rows else 0)
        self._show_words()

    def _show_words(self) -> None:
        words = self._texts.get(str(self.sentences.current_key()), "")
        self.words.setText(words or self.tr("Chọn một chỉ tiêu đã có số liệu."))
        self.copy.setVisible(bool(words))

    def _copy(self) -> None:
        words = self._texts.get(str(self.sentences.current_key()), "")
        if words:
            QGuiApplication.clipboard().setText(words)

    def _furnish(self) -> None:
        for table, model in ((self.indicators, self.indicator_rows), (self.sentences, self.sentence_rows)):
            table.setModel(model)
            table.horizontalHeader().hide()
        self.indicators.setFixedHeight(theme.px(LIST_HEIGHT))
        column, padded = QVBoxLayout(self), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        padded.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        padded.addWidget(self.search)
        column.addLayout(padded)
        column.addWidget(self.indicators)
        column.addWidget(self.sentences, 1)
        shown, foot = Scroll(self.words), QVBoxLayout()
        self.words.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(4))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown.setFixedHeight(theme.px(96))
        column.addWidget(shown)
        foot.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        foot.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)

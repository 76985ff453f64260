"""What was read, in one line, and the row count that must add up."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.cards import Card
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.text import Text
from desktop.services.arrivals import Counts
from desktop.ui.headquarters.receiving_words import arithmetic_words


class ResultStrip(Card):
    """What was read, and the row count that must add up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._mark, self.words = MarkLabel(Mark.DONE, 16), Text()
        self.arithmetic = Text("", "caption", "text2")
        self.arithmetic.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._mark)
        row.addWidget(self.words)
        row.addWidget(self.arithmetic, 1)
        self.body.addLayout(row)
        self.setFixedHeight(theme.px(34))

    def show_words(self, words: str, counts: Counts) -> None:
        """Say what happened; a count that does not add up is an error."""
        self.words.setText(words)
        self.arithmetic.setText(arithmetic_words(counts))
        self.arithmetic.setToolTip(arithmetic_words(counts))
        self.arithmetic.set_token("text2" if counts.adds_up else "err")
        self._mark.set_mark(Mark.DONE if counts.adds_up else Mark.ERROR)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows keep the sentence whole; the count then stands in the panel, file by file."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = theme.font_width("body", self.words.text()) + theme.font_width("caption", self.arithmetic.text())
        self.arithmetic.setVisible(needed + theme.px(60) <= self.width())

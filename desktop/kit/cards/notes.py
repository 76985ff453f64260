"""Blocks of words: tinted notes, empty states, lists of facts."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.kit import icons, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.snug import Snug
from desktop.kit.text import Text

Kind = Literal["warn", "accent", "plain", "err"]
GROUNDS = {
    "warn": ("warnTint", "warnLine"),
    "err": ("errTint", "errLine"),
    "accent": ("accentTint", "accentLine"),
    "plain": ("raised", "line"),
}


class Block(Snug):
    """A tinted note: mark or icon, a bold line, words, and what else is put into its body."""

    def __init__(
        self,
        kind: Kind = "warn",
        title: str = "",
        words: str = "",
        mark: Mark | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._sign = MarkLabel(mark)
        self._icon = QLabel()
        if icon:
            self._icon.setPixmap(icons.pixmap(icon, "accent" if kind == "accent" else "text2", 18))
        self._title, self._words = Text(title, "bold", wrap=True), Text(words, "body", "text2", wrap=True)
        self.body = QVBoxLayout()
        self._arrange()
        self._icon.setVisible(bool(icon))
        self.set(title, words)
        self.set_mark(mark)

    def set(self, title: str, words: str) -> None:
        """Say something else."""
        for label, text in ((self._title, title), (self._words, words)):
            label.setText(text)
            label.setVisible(bool(text))

    def set_kind(self, kind: Kind) -> None:
        """Take another tint."""
        self._kind = kind
        self.update()

    def set_mark(self, mark: Mark | None) -> None:
        """Show another mark."""
        self._sign.set_mark(mark)
        self._sign.setVisible(mark is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, border = GROUNDS[self._kind]
        painter.setPen(theme.color(border))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _arrange(self) -> None:
        row, words = QHBoxLayout(self), QVBoxLayout()
        self._row = row
        row.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        row.setSpacing(theme.px(9))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words.setSpacing(theme.px(2))
        words.addWidget(self._title)
        words.addWidget(self._words)
        self.body.setSpacing(theme.px(6))
        words.addLayout(self.body)
        row.addLayout(words, 1)


class EmptyState(QWidget):
    """One sentence and the button that does what it says."""

    acted = Signal()

    def __init__(self, sentence: str, action: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Text(sentence, "body", "text2", wrap=True)
        self.button = KeyButton(action, key, bind=False)
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(16), theme.px(12), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addWidget(self.sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.setVisible(bool(action))
        column.addStretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover what lies under it."""
        QPainter(self).fillRect(self.rect(), theme.color("surface"))


class FactList(QWidget):
    """Names at the left, what they are at the right."""

    def __init__(self, name_width: int = 84, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnMinimumWidth(0, theme.px(name_width))
        self._grid.setColumnStretch(1, 1)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, words) in enumerate(facts):
            called = Text(name, "body", "text2")
            called.setContentsMargins(0, 0, theme.px(8), 0)
            self._grid.addWidget(called, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Text(words, wrap=True), row, 1)


class Divider(QWidget):
    """A rule between parts of a panel."""

    def sizeHint(self) -> QSize:
        """One pixel."""
        return QSize(10, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).fillRect(self.rect(), theme.color("line"))

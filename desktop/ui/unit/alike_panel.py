"""Records that resemble the one being typed, pinned under its fields."""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.records import RecordDraft
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.text import Cut, Text
from desktop.services import recalling
from desktop.services.recalling import Alike
from desktop.ui import words
from desktop.ui.context import Context

PAUSE = 150
KEY = "F7"


class AlikeLine(QWidget):
    """One record: what it says and in what it is alike; its button opens it."""

    opened = Signal()

    def __init__(self, alike: Alike, key: str) -> None:
        super().__init__()
        row = alike.row
        day = f"{date.fromisoformat(row.day):%d/%m}" if row.day else ""
        number = words.short_number(row.number)
        self.told = " ".join(part for part in (day, number, row.content) if part)
        self.open = KeyButton(self.tr("Mở"), key, kind="quiet", small=True)
        self.open.clicked.connect(self.opened)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(MarkLabel(Mark.WARNING if alike.same else Mark.SAME, 16))
        line.addWidget(Cut(self.told), 1)
        line.addWidget(Text(self._how(alike), "caption", "warn" if alike.same else "ghost"))
        line.addWidget(self.open)

    def _how(self, alike: Alike) -> str:
        if alike.same:
            return self.tr("cùng ngày, có thể trùng")
        shown = ", ".join(label.lower() for label in alike.labels[:2])
        return self.tr("giống {fields}").format(fields=shown)


class AlikePanel(QWidget):
    """At most three lines; takes no room when nothing is alike."""

    opened = Signal(bytes)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._draft: RecordDraft | None = None
        self._most = 3
        self.found: list[Alike] = []
        self.lines: list[AlikeLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(14), theme.px(5), theme.px(6), theme.px(5))
        self._column.setSpacing(theme.px(1))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look)
        self.hide()

    def set_lines(self, most: int) -> None:
        """Show no more than so many."""
        self._most = most
        for place, line in enumerate(self.lines):
            line.setVisible(place < most)

    def look_soon(self, draft: RecordDraft | None) -> None:
        """Look for records alike once the keyboard rests; None for nothing."""
        self._draft = draft
        if draft is None:
            self._pause.stop()
            self._show([])
        else:
            self._pause.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("raised"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))

    def _look(self) -> None:
        if self._draft is not None:
            self._show(recalling.alike(self._context.books, self._draft))

    def _show(self, found: list[Alike]) -> None:
        if found == self.found:
            return
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.found, self.lines = found, []
        for place, each in enumerate(found):
            line = AlikeLine(each, "" if place else KEY)
            line.opened.connect(partial(self.opened.emit, each.row.uid))
            self._column.addWidget(line)
            line.setVisible(place < self._most)
            self.lines.append(line)
        self.setVisible(bool(found))

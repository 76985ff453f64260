"""The steps of the first run at the left: what is answered, what is asked now, what comes."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.frame.rail import Brand
from desktop.kit.marks import Mark, paint_mark
from desktop.kit.text import Text

WIDTH = 280
MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Question:
    """One step: what is asked, and what was answered."""

    title: str
    answer: str = ""


class Questions(QWidget):
    """The questions under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions: list[Question] = []
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_questions(self, questions: list[Question], current: int) -> None:
        """Show these, with the one that is asked now."""
        self._questions, self._current = questions, current
        self.setAccessibleName(questions[current].title)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as there is room."""
        return QSize(theme.px(WIDTH), theme.px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = float(theme.px(16))
        for place, question in enumerate(self._questions):
            high = theme.px(56 if question.answer and place < self._current else 40)
            self._paint(painter, QRectF(0, top, self.width() - 1, high), place, question)
            top += high

    def _paint(self, painter: QPainter, room: QRectF, place: int, question: Question) -> None:
        now, done = place == self._current, place < self._current
        if now:
            painter.fillRect(room, theme.color("surface"))
            painter.fillRect(QRectF(0, room.top(), 3, room.height()), theme.color("accent"))
        mark = Mark.DONE if done else Mark.IN_HAND if now else Mark.NEXT
        side = theme.px(18)
        paint_mark(painter, QRectF(theme.px(23), room.top() + theme.px(11), side, side), mark)
        words = QRectF(theme.px(53), room.top() + theme.px(10), room.width() - theme.px(60), theme.px(20))
        self._write(painter, words, "bold" if now else "body", "accent" if now else "text2", question.title)
        if question.answer and done:
            words.translate(0, theme.px(19))
            self._write(painter, words, "caption", "text2", question.answer)

    def _write(self, painter: QPainter, room: QRectF, role: str, token: str, words: str) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(token))
        shown = theme.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE, shown)


class FirstRunRail(QWidget):
    """Brand, questions, and the promise at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.questions = Questions()
        told = self.tr("Chương trình chạy hoàn toàn trên máy này, không dùng mạng.")
        promise = Text(told, "caption", "text2", wrap=True)
        promise.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Brand("Giao Ban"))
        column.addWidget(self.questions, 1)
        column.addWidget(promise)
        self._promise = promise
        self.setFixedWidth(theme.px(WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        painter.setPen(theme.color("line"))
        painter.drawLine(self.width() - 1, theme.px(48), self.width() - 1, self.height())
        painter.drawLine(0, self._promise.y(), self.width(), self._promise.y())

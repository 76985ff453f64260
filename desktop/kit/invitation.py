"""A page that has nothing yet: one sentence, what it leads to, and the buttons that begin, inside a dashed frame."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.kit import icons, theme
from desktop.kit.text import Text

PICTURE = 40


class Invitation(QWidget):
    """Where files may be dropped too; whoever owns it takes them."""

    def __init__(self, picture: str, sentence: str, hint: str, *buttons: QAbstractButton) -> None:
        super().__init__()
        drawn = QLabel()
        drawn.setPixmap(icons.pixmap(picture, "ghost", PICTURE))
        self.sentence, self.hint = Text(sentence, "card"), Text(hint, "body", "text2")
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setSpacing(theme.px(10))
        row.setSpacing(theme.px(8))
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        column.addStretch(2)
        for widget in (drawn, self.sentence, self.hint):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(6))
        column.addLayout(row)
        column.addStretch(3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

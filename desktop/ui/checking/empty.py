"""The page without a text: open a file, drop it here, or paste words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.kit import icons, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.text import Text


class EmptyDesk(QWidget):
    """One sentence and two buttons inside a dashed frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = self.tr("Chưa có văn bản. Mở tệp Word hoặc .txt, kéo tệp vào đây, hoặc chép chữ rồi dán.")
        hint = self.tr("Mỗi tỷ lệ, mức tăng giảm, tỷ trọng, tổng số được tính lại. Tệp gốc giữ nguyên.")
        self.sentence, self.hint = Text(told, "card"), Text(hint, "body", "text2")
        self.open = KeyButton(self.tr("Mở tệp"), icon="folder-open", kind="primary")
        self.paste = KeyButton(self.tr("Dán văn bản"), "Ctrl+V", icon="copy", bind=False)
        picture = QLabel()
        picture.setPixmap(icons.pixmap("scan-search", "ghost", 40))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch()
        buttons.addWidget(self.open)
        buttons.addWidget(self.paste)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        column.addStretch(2)
        for widget in (picture, self.sentence, self.hint):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(6))
        column.addLayout(buttons)
        column.addStretch(3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

"""The empty desk: where files are dropped, and the buttons that fetch them."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.kit import icons, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.text import Text


def dropped_paths(data: QMimeData) -> list[Path]:
    """Files and folders that are carried."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropTarget(QWidget):
    """One sentence and two buttons inside a dashed frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Text(self.tr("Chưa có tệp nào. Bấm Thêm thư mục, hoặc kéo thư mục USB vào đây."), "card")
        self.hint = Text(
            self.tr("Mỗi tệp được đọc, soát và xem trước; chưa có gì thay đổi cho tới khi bấm Nhập."), "body", "text2"
        )
        self.folder = KeyButton(self.tr("Thêm thư mục"), icon="folder-open", kind="primary")
        self.files = KeyButton(self.tr("Thêm tệp"), icon="plus")
        picture = QLabel()
        picture.setPixmap(icons.pixmap("inbox", "ghost", 40))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.folder)
        buttons.addWidget(self.files)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        column.addStretch(2)
        for widget in (picture, self.sentence, self.hint):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(6))
        holder = QHBoxLayout()
        holder.addStretch()
        holder.addLayout(buttons)
        holder.addStretch()
        column.addLayout(holder)
        column.addStretch(3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

"""A quick-add button: icon, name of the kind, how many there are."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.kit import icons, theme

MIDDLE = Qt.AlignmentFlag.AlignVCenter


class QuickButton(QPushButton):
    """Two lines beside an icon; its key stands in the tooltip and is bound by the window."""

    def __init__(self, icon: str, name: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._icon, self._count = icon, ""
        self.setToolTip(f"{name} ({key})")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_count(self, words: str) -> None:
        """Say how many there are."""
        self._count = words
        self.setAccessibleDescription(words)
        self.update()

    def count(self) -> str:
        """How many there are, as shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """Room for icon and the wider line."""
        wide = max(theme.font_width("bold", self.text()), theme.font_width("caption", self._count))
        return QSize(theme.px(34 + 6) + wide, theme.px(48))

    def minimumSizeHint(self) -> QSize:
        """Room for the name alone."""
        return QSize(theme.px(9 + 4) + theme.font_width("bold", self.text()), theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and both lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("sel" if self.isDown() else "raised" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left = theme.px(34 if self.width() >= self.sizeHint().width() else 9)  # the icon gives way to the words
        if left > theme.px(9):
            picture = icons.pixmap(self._icon, "accent", 18)
            painter.drawPixmap(QPointF(theme.px(9), (self.height() - theme.px(18)) / 2), picture)
        wide = self.width() - left
        self._write(painter, QRectF(left, theme.px(6), wide, theme.px(18)), "bold", "text", self.text())
        self._write(painter, QRectF(left, theme.px(24), wide, theme.px(17)), "caption", "text2", self._count)

    def _write(self, painter: QPainter, room: QRectF, role: str, token: str, words: str) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(token))
        painter.drawText(room, MIDDLE, words)

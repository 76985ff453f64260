"""The tab at the edge by which the mouse opens and closes a panel that has become a drawer, as F9 does."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.kit import icons, theme

WIDE, ICON = 28, 16


class DrawerTab(QAbstractButton):
    """Words on their side: what a click does. The keyboard has F9, so Tab does not stop here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_open(False)

    def set_open(self, open_: bool) -> None:
        """Say what a click does now."""
        self.setText(self.tr("Đóng khung") if open_ else self.tr("Chi tiết"))
        self.setToolTip(f"{self.text()} (F9)")
        self.update()

    def sizeHint(self) -> QSize:
        """A narrow strip."""
        return QSize(theme.px(WIDE), theme.px(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and words, read from above."""
        painter, side = QPainter(self), theme.px(ICON)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("sel" if self.isDown() else "raised" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        at = QPointF((self.width() - side) / 2, theme.px(8))
        painter.drawPixmap(at, icons.pixmap("panel-right", "accent", ICON))
        painter.translate(self.width(), 0)
        painter.rotate(90)
        words = f"{self.text()}  F9"
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("accent"))
        room = QRectF(theme.px(8 + ICON + 8), 0, self.height(), self.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

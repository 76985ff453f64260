"""Words in a drawing, and where they stand."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.kit import theme

MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT, RIGHT, CENTER = (
    MIDDLE | side for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
)


def write(painter: QPainter, room: QRectF, align: Qt.AlignmentFlag, role: str, token: str, words: str) -> None:
    """Words in a chart."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    painter.drawText(room, align | Qt.TextFlag.TextDontClip, words)

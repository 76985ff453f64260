"""The frame's colours before anything else is loaded: what stands on the screen first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from desktop.kit import tokens

RAIL, STRIP = 200, 48


class Curtain(QMainWindow):
    """Brand block, rail and strip as the frame will have them, without words: no font of ours is there yet."""

    painted = Signal()
    """It can be seen for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = False
        self.setWindowTitle("Giao Ban")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Four plain fields."""
        painter = QPainter(self)
        fields = (
            ("window", RAIL, STRIP, self.width() - RAIL, self.height() - STRIP),
            ("surface", RAIL, 0, self.width() - RAIL, STRIP),
            ("sunken", 0, STRIP, RAIL, self.height() - STRIP),
            ("brand", 0, 0, RAIL, STRIP),
        )
        for token, x, y, width, height in fields:
            painter.fillRect(x, y, width, height, QColor(tokens.COLOURS[token][0]))
        painter.end()
        if not self._seen:
            self._seen = True
            self.painted.emit()

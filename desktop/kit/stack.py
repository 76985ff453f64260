"""Widgets in one place, one of them shown; only that one says how much room is needed at least."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class Stack(QStackedWidget):
    """Qt would keep room for the tallest one, seen or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:
        """Else layouts would ask all pages."""
        return False

    def minimumSizeHint(self) -> QSize:
        """What the one that is shown needs."""
        shown = self.currentWidget()
        layout = shown.layout() if shown is not None else None
        if shown is None:
            return QSize(0, 0)
        if layout is not None and layout.hasHeightForWidth() and self.width() > 0:
            return QSize(0, layout.totalMinimumHeightForWidth(self.width()))
        return shown.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped words need another height at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

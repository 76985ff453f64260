"""What a page's body lies on: in low windows it scrolls up and down as a whole, sideways never."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class BodySheet(QScrollArea):
    """Gives the body the height that its parts need at least; keys stay with the parts."""

    def __init__(self, body: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body, self._inside = body, QWidget()
        self._inside.setLayout(body)
        body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)
        for part in (self.viewport(), self._inside):
            part.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The body is as wide as the window."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part may need another height."""
        told = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return told

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows that no part wanted do not scroll."""
        event.ignore()

    def show_focus(self, now: QWidget) -> None:
        """Bring into sight what has the keyboard now."""
        if self.verticalScrollBar().maximum() and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 24)

    def _fit(self) -> None:
        """Qt would give wrapped words the height they like best; here the tables come first."""
        body, room = self._body, self.viewport().size()
        least = body.totalMinimumSize().height()
        if body.hasHeightForWidth():
            least = body.totalMinimumHeightForWidth(room.width())
        self._inside.resize(room.width(), max(room.height(), least))

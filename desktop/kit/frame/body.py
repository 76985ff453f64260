"""What a page's body lies on: in low windows it scrolls up and down as a whole, sideways never."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

ENOUGH = 40
"""Of a part that only opened with the page so much in sight is enough."""
CLEAR = 12


class BodySheet(QScrollArea):
    """Gives the body the height that its parts need at least; keys stay with the parts."""

    def __init__(self, body: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body, self._inside = body, QWidget()
        self._enough = 0
        """How much of what the keyboard stands on stays in sight, also while other parts grow."""
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

    def open(self, enough: int = ENOUGH) -> None:
        """Begin at the top; go down only where the keyboard would else be out of sight."""
        self.verticalScrollBar().setValue(0)
        self._enough = enough
        self._keep_in_sight()

    def show_focus(self, now: QWidget) -> None:
        """Bring into sight what has the keyboard now, with as much around it as there is room for."""
        if self.isAncestorOf(now):
            self._enough = self.viewport().height()
            self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        now, room = self._inside.focusWidget(), self.viewport().height()
        if now is None or not self.verticalScrollBar().maximum():
            return
        place, top = self._place_of(now), self.verticalScrollBar().value()
        seen = min(place.bottom(), top + room - 1) - max(place.top(), top) + 1
        if max(0, seen) >= min(place.height(), self._enough, room):
            return
        place = self._place_of(self._block_of(now, room)).adjusted(0, -CLEAR, 0, CLEAR)
        top = place.top() if place.top() < top or place.height() > room else place.bottom() - room + 1
        self.verticalScrollBar().setValue(top)

    def _block_of(self, now: QWidget, room: int) -> QWidget:
        """The largest part around it that can be seen whole."""
        while (above := now.parentWidget()) not in (None, self._inside) and above.height() <= room:
            now = above
        return now

    def _place_of(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self._inside, QPoint(0, 0)), part.size())

    def _fit(self) -> None:
        """Qt would give wrapped words the height they like best; here the tables come first."""
        body, room = self._body, self.viewport().size()
        least = body.totalMinimumSize().height()
        if body.hasHeightForWidth():
            least = body.totalMinimumHeightForWidth(room.width())
        high = max(room.height(), least)
        if self._inside.height() != high:
            self._inside.resize(room.width(), high)
            self._keep_in_sight()
        self._inside.resize(room.width(), high)

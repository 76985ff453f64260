"""The field one looks for things with: icon, words, key."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.kit import icons, keys, theme


class SearchField(QLineEdit):
    """A line with a search icon; its key brings the keyboard here, Esc empties it."""

    escaped = Signal()
    summoned = Signal()
    arrow_pressed = Signal(int)

    def __init__(
        self, placeholder: str, key: str = "Ctrl+F", small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._key, self._high = placeholder, key, 26 if small else 32
        self.setAccessibleName(placeholder)
        self.setToolTip(f"{placeholder} ({key})" if key else placeholder)
        self.setProperty("small", True)
        self._shortcut = QShortcut(self)
        self._shortcut.setKeys(keys.sequences(key))
        self._shortcut.activated.connect(self.summon)
        self._shortcut.activatedAmbiguously.connect(self.summon)  # the window itself listens to Ctrl+F
        self._dress()
        theme.changes.changed.connect(self._dress)

    def event(self, event: QEvent) -> bool:
        """Esc is ours before it is anybody's shortcut, while there is something to empty."""
        ours = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and bool(self.text())
        if ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, arrows belong to the list under the field."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.arrow_pressed.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self._empty()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon, placeholder and key over the line."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(16)
        picture = icons.pixmap("search", "ghost", 16)
        painter.drawPixmap(QPoint(theme.px(10), (self.height() - side) // 2), picture)
        if self.text():
            return
        room = self.rect().adjusted(theme.px(32), 0, -theme.px(9), 0)
        painter.setPen(theme.color("ghost"))
        painter.setFont(theme.font("caption"))
        middle = Qt.AlignmentFlag.AlignVCenter
        rest = QRect(room)
        words, key = theme.font_width("body", self._words), theme.font_width("caption", self._key) + theme.px(6)
        if words + key <= room.width():
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, self._key)
            rest.setRight(room.right() - key)
        painter.setFont(theme.font("body"))
        first = self._words.partition(" ")[0]  # "Tìm mọi nơi" is still understood as "Tìm"
        painter.drawText(rest, middle, self._words if words <= rest.width() else first)

    def key(self) -> str:
        """The key that brings the keyboard here."""
        return self._key

    def summon(self) -> None:
        """Take the keyboard, with all words chosen."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.summoned.emit()

    def _empty(self) -> None:
        if self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            self.escaped.emit()

    def _dress(self) -> None:
        self.setFixedHeight(theme.px(self._high))
        self.setTextMargins(theme.px(22), 0, 0, 0)

"""Input for a choice: typing finds without accents, the list under the line never takes the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.kit import icons, theme
from desktop.kit.inputs.choice_list import Choice, ChoiceList, matching
from desktop.kit.inputs.field import LineInput

__all__ = ["Choice", "ChoicePicker"]

NOTHING = Choice("", "")
UP, DOWN, ENTER = Qt.Key.Key_Up, Qt.Key.Key_Down, (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoicePicker(LineInput):
    """One of many choices; Enter takes, Esc restores, F4 or the arrow opens."""

    def __init__(self, fold: Callable[[str], str], placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self._fold, self._taken = fold, NOTHING
        self._choices: list[Choice] = []
        self._list: ChoiceList | None = None
        self._arrow = QAction(self)
        self._arrow.triggered.connect(self._toggle)
        self.line.addAction(self._arrow, self.line.ActionPosition.TrailingPosition)
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)
        self._dress()
        theme.changes.changed.connect(self._dress)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """What may be chosen; used ones come first."""
        self._choices = sorted(choices, key=lambda choice: (bool(choice.retired), -choice.used))
        self.set_value(self.value())

    def value(self) -> str | None:
        """The key of the choice; None when empty or not in the list."""
        return self._taken.key if self._taken is not NOTHING and self.raw() == self._taken.words else None

    def set_value(self, value: str | None) -> None:
        """Show a choice by its key."""
        self._taken = next((choice for choice in self._choices if choice.key == value), NOTHING)
        self._show(self._taken.words)

    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    def offered(self) -> list[str]:
        """The words of the choices in the open list."""
        return self._list.offered() if self._list is not None and self.is_open() else []

    def open_list(self, query: str = "") -> None:
        """Show the list under the line, or above it when there is no room below."""
        if self.line.isReadOnly():
            return
        if self._list is None:
            self._list = ChoiceList(self.window())
            self._list.taken.connect(self._take)
        self._list.offer(matching(self._choices, query, self._fold), query, self._fold)
        if not query and self._taken is not NOTHING:
            self._list.select(self._taken.key)
        self._list.place(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the keys of the list to the list; what stands there is ready to be typed over."""
        if event.type() == QEvent.Type.FocusIn and self._taken is not NOTHING:
            QTimer.singleShot(0, self.line, self._select)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.is_open():
            event.setAccepted(event.key() == Qt.Key.Key_Escape)  # before it closes anything behind the list
            return event.isAccepted()
        return super().eventFilter(watched, event)

    def _select(self) -> None:
        if self.line.hasFocus():  # the keyboard may have gone on at once
            self.line.selectAll()

    def _on_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_F4 or (key == DOWN and not self.is_open()):
            self._toggle()
            return True
        if self._list is None or not self.is_open():
            return False
        if key in (UP, DOWN):
            self._list.move_by(1 if key == DOWN else -1)
        elif key in ENTER:
            self._list.take_current()
        elif key == Qt.Key.Key_Escape:
            self._restore()
        else:
            return self._leave_by(key)
        return True

    def _leave_by(self, key: Qt.Key) -> bool:
        """Tab takes what is marked and goes on."""
        if key == Qt.Key.Key_Tab and self._list is not None and self.raw() != self._taken.words:
            self._list.take_current()
        return False

    def _on_typed(self, words: str) -> None:
        self.open_list(words)

    def _toggle(self) -> None:
        if self._list is not None and self.is_open():
            self._list.hide()
        else:
            self.line.setFocus()
            self.open_list()

    def _take(self, key: str) -> None:
        self._taken = next(choice for choice in self._choices if choice.key == key)
        self._close()
        self.line.setText(self._taken.words)
        self._complain(None)
        self.edited.emit()
        self._finish()

    def _restore(self) -> None:
        self._close()
        self.line.setText(self._taken.words)
        self._complain(None)

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _tidy(self) -> None:
        """Leaving with the full words of a choice takes it, with other words is a fault."""
        self._close()
        words = self.raw().strip()
        if not words:
            self._taken = NOTHING
        if not words or self.value() is not None:
            return self._complain(None)
        same = [choice for choice in self._choices if self._fold(choice.words) == self._fold(words)]
        if len(same) == 1:
            return self._take(same[0].key)
        self._complain(self.tr("“{words}” không có trong danh sách. Gõ chữ khác, hoặc F4 để xem.").format(words=words))

    def _dress(self) -> None:
        self._arrow.setIcon(icons.icon("chevron-down", "text2", 16))
        self._arrow.setToolTip(self.tr("Mở danh sách (F4)"))

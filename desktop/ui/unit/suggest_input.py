"""Input for words that come again and again (xóm, tuyến): offers what was typed before, takes anything."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.text import fold
from desktop.kit.inputs import Choice, TextInput
from desktop.kit.inputs.choice_list import ChoiceList, matching

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Used = Callable[[], Sequence[tuple[str, int]]]


class SuggestInput(TextInput):
    """One line of words with earlier words under it; Down marks one, Enter takes the marked one."""

    def __init__(self, used: Used, max_length: int = 0, parent: QWidget | None = None) -> None:
        super().__init__("", max_length, parent)
        self._used = used
        self._choices: list[Choice] | None = None
        self._list: ChoiceList | None = None
        self.line.textEdited.connect(self.offer)
        self.line.installEventFilter(self)

    def offer(self, typed: str) -> None:
        """Show what was typed before and goes on like this."""
        if self._choices is None:
            self._choices = [Choice(words, words) for words, _ in self._used()]
        found = [choice for choice in matching(self._choices, typed, fold) if choice.words != typed.strip()]
        if self._list is None:
            self._list = ChoiceList(self.window())
            self._list.taken.connect(self._take)
        self._list.offer(found, typed, fold)
        self._list.setCurrentIndex(QModelIndex())
        self._list.place(self)

    def offered(self) -> list[str]:
        """What the open list shows."""
        return self._list.offered() if self._list is not None and self._list.isVisible() else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the keys of the list to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        shown = self._list is not None and self._list.isVisible()
        if self._list is None or not shown:
            if key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
                self.offer(self.raw() if key == Qt.Key.Key_Down else "")
                return True
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in ENTER and self._list.currentIndex().isValid():
            self._list.take_current()
        elif key == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            return False
        return True

    def _take(self, words: str) -> None:
        if self._list is not None:
            self._list.hide()
        self.line.setText(words)
        self.edited.emit()
        self._finish()

    def _tidy(self) -> None:
        if self._list is not None:
            self._list.hide()

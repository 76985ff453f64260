"""Ctrl+K: what is typed into the field of the strip, a list under it while typing, and where its lines lead."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QTimer

from desktop.domain.text import fold
from desktop.kit.frame import Shell
from desktop.kit.inputs import Choice
from desktop.kit.inputs.choice_list import ChoiceList, matching
from desktop.ui.context import Context, Place

PAUSE = 30
SCREENS = 2


class SearchList(QObject):
    """Screens by their titles; what else is found, each window says."""

    def __init__(self, window: Shell, context: Context, screens: dict[str, str]) -> None:
        super().__init__(window)
        self._context, self._field = context, window.strip.search
        self._screens = [Choice(f"screen {key}", title) for key, title in screens.items()]
        self._window = window
        self._places: dict[str, Place] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        window.strip.search_typed.connect(self._on_typed)
        window.strip.search_entered.connect(self._on_entered)
        self._field.installEventFilter(self)

    @cached_property
    def list(self) -> ChoiceList:
        """Made when somebody first looks for something."""
        made = ChoiceList(self._window)
        self._field.arrow_pressed.connect(made.move_by)
        self._field.escaped.connect(made.hide)
        made.taken.connect(self._take)
        return made

    def find(self, text: str) -> Sequence[tuple[Choice, Place]]:
        """What is found for these words besides screens, and where each leads."""
        raise NotImplementedError

    def look(self) -> None:
        """Show what is found for the words in the field."""
        text = self._field.text().strip()
        choices = [*self._choices(text)] if text else []
        self.list.offer(choices, text, fold)
        self.list.place(self._field)
        if not choices:
            self.list.hide()

    def offered(self) -> Sequence[str]:
        """What the open list shows."""
        return self.list.offered() if self.list.isVisible() else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field closes the list."""
        if event.type() == QEvent.Type.FocusOut and "list" in vars(self):
            self.list.hide()
        return super().eventFilter(watched, event)

    def _choices(self, text: str) -> Sequence[Choice]:
        screens = matching(self._screens, text, fold)[:SCREENS]
        found = [*((choice, Place(choice.key.split()[1])) for choice in screens), *self.find(text)]
        self._places = {choice.key: place for choice, place in found}
        return [choice for choice, _ in found]

    def _on_typed(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.list.hide()

    def _on_entered(self, text: str) -> None:
        self._pause.stop()
        if text.strip() and not self.list.isVisible():
            self.look()
        if self.list.isVisible():
            self.list.take_current()

    def _take(self, key: str) -> None:
        self.list.hide()
        self._field.clear()
        self._context.go(self._places[key])

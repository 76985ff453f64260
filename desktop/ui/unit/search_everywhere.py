"""Ctrl+K: screens, figures and records of all periods, found while typing, in a list under the field."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer

from desktop.domain.text import fold
from desktop.kit.frame import Shell
from desktop.kit.inputs import Choice
from desktop.kit.inputs.choice_list import ChoiceList, matching
from desktop.services import browsing, searching
from desktop.services.browsing import RecordRow
from desktop.ui import words
from desktop.ui.catalogue_words import shown_row, spoken
from desktop.ui.context import Context, Place

PAUSE = 30
SCREENS, FIGURES, RECORDS = 2, 3, 6
LONGEST = 64


class SearchEverywhere(QObject):
    """What is typed into the field of the strip, and where it leads."""

    def __init__(self, window: Shell, context: Context, screens: dict[str, str]) -> None:
        super().__init__(window)
        self._context, self._field = context, window.strip.search
        self._screens = [Choice(f"screen {key}", title) for key, title in screens.items()]
        self.list = ChoiceList(window)
        self._places: dict[str, Place] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        window.strip.search_typed.connect(self._on_typed)
        window.strip.search_entered.connect(self._on_entered)
        self._field.arrow_pressed.connect(self.list.move_by)
        self._field.escaped.connect(self.list.hide)
        self._field.installEventFilter(self)
        self.list.taken.connect(self._take)

    def look(self) -> None:
        """Show what is found for the words in the field."""
        text = self._field.text().strip()
        choices = self._choices(text) if text else []
        self.list.offer(choices, text, fold)
        self.list.place(self._field)
        if not choices:
            self.list.hide()

    def offered(self) -> list[str]:
        """What the open list shows."""
        return self.list.offered() if self.list.isVisible() else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field closes the list."""
        if event.type() == QEvent.Type.FocusOut:
            self.list.hide()
        return super().eventFilter(watched, event)

    def _choices(self, text: str) -> list[Choice]:
        books = self._context.books
        self._places = {}
        found = matching(self._screens, text, fold)[:SCREENS]
        for choice in found:
            self._places[choice.key] = Place(choice.key.split()[1])
        for indicator in searching.indicators(self._context.catalogue, text, FIGURES):
            key = f"figure {indicator.code}"
            self._places[key] = Place("figures", indicator=indicator.code)
            found.append(Choice(key, indicator.short, indicator.code))
        room = max(2, RECORDS - len(found))
        for row in browsing.rows(books, searching.newest(books, text, room)):
            key = f"record {row.uid.hex()}"
            self._places[key] = Place("records", record=row.uid)
            told = _cut(shown_row(row, books.catalogue))
            found.append(Choice(key, told, f"{date.fromisoformat(row.day):%d/%m/%y}" if row.day else ""))
        all_ = self.tr("Tìm “{text}” trong sổ, mọi kỳ").format(text=text)
        self._places["all"] = Place("records", text=text)
        return [*found, Choice("all", all_)]

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


def _cut(row: RecordRow) -> str:
    number = words.short_number(row.number)
    told = " ".join(part for part in (spoken(row.kind_name), number, row.content) if part)
    return told if len(told) <= LONGEST else told[: LONGEST - 1].rstrip() + "…"

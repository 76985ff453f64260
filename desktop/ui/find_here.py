"""Ctrl+F: the page's own search field where it has one, else a line that walks the list before the officer.

It looks in the list that has the keyboard, else in the largest one in sight; a page without any gives way to Ctrl+K.
"""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTextEdit, QWidget

from desktop.domain.text import fold
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.frame import Page, Shell
from desktop.kit.search import SearchField
from desktop.kit.text import Cut

if TYPE_CHECKING:
    from desktop.ui.find_places import Places

A_TURN = 0.015
KEY = "Ctrl+F"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Looked = QAbstractItemView | QTextEdit


class FindBar(QWidget):
    """The field, what was found, and a way out."""

    def __init__(self) -> None:
        super().__init__()
        self.field = SearchField(self.tr("Tìm trong danh sách này, không cần dấu"), "", small=True)
        self.field.setMaximumWidth(theme.px(360))
        self.told = Cut("", "caption", "text2")
        self.back = KeyButton(self.tr("Chỗ trước"), "Shift+Enter", kind="quiet", small=True, bind=False)
        self.on = KeyButton(self.tr("Chỗ sau"), "Enter", kind="quiet", small=True, bind=False)
        self.close_ = KeyButton(self.tr("Đóng"), "Esc", kind="quiet", small=True, bind=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 2)
        row.addWidget(self.told, 1)
        for button in (self.back, self.on, self.close_):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)


class FindHere(QObject):
    """One line for the whole window, laid into the page that asks; made when it is first asked for."""

    def __init__(self, window: Shell) -> None:
        super().__init__(window)
        self._window = window
        self.bar: FindBar | None = None
        self._places: Places | None = None
        self._steps: Iterator[int] = iter(())
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._look)
        self._key = QShortcut(KEY, window, self.ask)
        self._key.activatedAmbiguously.connect(self.ask)  # a field of the page waits for the same key
        window.page_shown.connect(self.close)

    def ask(self) -> None:
        """Bring the keyboard to where this page is searched."""
        page = self._window.over() or self._window.current_page()
        if not isinstance(page, Page):
            return
        own = [each for each in page.findChildren(SearchField) if each.key() == KEY and each.isVisible()]
        if own:
            return own[0].summon()
        places = self._places_of(page)
        if places is None:
            return self._window.strip.search.summon()
        self._open(page, places)

    def close(self) -> None:
        """Put the line away; the keyboard goes to what was found."""
        self._turn.stop()
        places, self._places = self._places, None
        if self.bar is not None and not self.bar.isHidden():
            had = self.bar.field.hasFocus()
            self.bar.hide()
            if had and places is not None:
                places.view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter walks on and back, an arrow goes into the list, Esc leaves at once."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        escape = event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and escape:
            event.accept()  # before it closes anything else
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if escape or event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.close()
        elif event.key() in ENTER:
            self.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            return super().eventFilter(watched, event)
        return True

    def walk(self, step: int) -> None:
        """Go to the next place that holds the words, round the end."""
        self._begin(step, step)

    def _places_of(self, page: Page) -> "Places | None":
        """What the page says itself, else its list."""
        from desktop.ui.find_places import places_in

        told: Callable[[], Places | None] | None = getattr(page, "places", None)
        looked = _list_of(page)
        return (told() if told is not None else None) or (places_in(looked) if looked is not None else None)

    def _open(self, page: Page, places: "Places") -> None:
        bar = self._made()
        self._places = places
        page.lay_bar(bar)
        bar.told.setText("")
        bar.show()
        bar.field.summon()

    def _made(self) -> FindBar:
        if self.bar is None:
            bar = self.bar = FindBar()
            bar.field.installEventFilter(self)
            bar.field.textEdited.connect(lambda: self._begin(0, 1))
            bar.on.clicked.connect(lambda: self.walk(1))
            bar.back.clicked.connect(lambda: self.walk(-1))
            bar.close_.clicked.connect(self.close)
        return self.bar

    def _begin(self, first: int, step: int) -> None:
        """Look at every place once, from here on."""
        if self._places is None:
            return
        count, here = self._places.count(), max(0, self._places.here())
        self._steps = ((here + first + step * each) % count for each in range(count)) if count else iter(())
        self._look()

    def _look(self) -> None:
        """Some places in this turn; the window paints between."""
        assert self.bar is not None
        wanted, places = fold(self.bar.field.text()), self._places
        if places is None or not wanted:
            return self.bar.told.setText("")
        until = perf_counter() + A_TURN
        for place in self._steps:
            if wanted in fold(places.words(place)):
                places.go(place, wanted)
                return self.bar.told.setText("")
            if perf_counter() > until:
                return self._turn.start()
        told = self.tr("Không thấy “{words}” trong danh sách này. Tìm mọi nơi: Ctrl+K.")
        self.bar.told.setText(told.format(words=self.bar.field.text().strip()))


def _list_of(page: Page) -> Looked | None:
    focused = page.window().focusWidget()
    views: list[Looked] = [*page.findChildren(QAbstractItemView), *page.findChildren(QTextEdit)]
    seen = [each for each in views if each.isVisible() and (not isinstance(each, QTextEdit) or each.isReadOnly())]
    if focused in seen:
        return next(each for each in seen if each is focused)
    return max(seen, key=lambda each: each.width() * each.height(), default=None)

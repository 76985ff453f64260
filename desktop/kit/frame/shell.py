"""The window: rail, strip, pages made when first shown, status line."""

import linecache
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from threading import Lock
from typing import ClassVar

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QMainWindow, QStackedWidget, QWidget
from shiboken6 import Shiboken

from desktop.base import calm
from desktop.base.progress import Progress
from desktop.kit import jobs, theme
from desktop.kit.ahead import Ahead
from desktop.kit.badge import Kind
from desktop.kit.focus import FocusRing
from desktop.kit.frame.page import Page
from desktop.kit.frame.rail import Rail
from desktop.kit.frame.status import StatusLine
from desktop.kit.frame.strip import TopStrip

COMPACT_WIDTH, COMPACT_HEIGHT = 1200, 560
BETWEEN_MS = 2
"""Between two steps: of no time at all Qt would make one turn."""
WITHOUT_KEYS = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents


class _Stack(QStackedWidget):
    """Pages give way to the window, not the window to pages."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Shell(QMainWindow):
    """The window that every screen lives in."""

    modules: ClassVar[Mapping[str, str]] = {}
    """What its pages are made of, by their keys, the first one first, then as they are probably wanted."""
    page_shown = Signal(str)
    _awaited = Signal()
    search_asked = Signal()
    help_asked = Signal()
    period_asked = Signal()
    save_asked = Signal()

    def __init__(self, brand: str = "Giao Ban", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setWindowTitle(brand)
        self.rail, self.strip, self.status = Rail(brand), TopStrip(), StatusLine()
        self._stack = _Stack()
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self._loading = Lock()
        self.ahead: Ahead | None = None
        self._current = self._wanted = ""
        self._over: Page | None = None
        self._compact = False
        self._arrange()
        self._bind_keys()
        self.rail.asked.connect(self.ask_page)
        self.strip.search.summoned.connect(self.search_asked)
        self.strip.period_asked.connect(self.period_asked)
        self.strip.help_asked.connect(self.help_asked)
        self._ring = FocusRing(self)
        self.setMinimumSize(640, 340)
        self.setFocus()  # until there is a page no button has the keyboard

    def add_page(self, key: str, icon: str, title: str, factory: Callable[[], QWidget], foot: bool = False) -> None:
        """Put a screen into the rail; it is made when it is first shown."""
        self._factories[key] = factory
        self.rail.add(key, icon, title, foot)
        place = len(self._factories)
        if place <= 9:
            QShortcut(f"Ctrl+{place}", self, lambda: self.ask_page(key))

    def begin(self) -> None:
        """The window stands: make its first page, part by part while the frame is painted."""
        if not self._current:
            self.ask_page(next(iter(self.modules)))
        if Shiboken.isValid(self) and self._current:
            self.begun()

    def begun(self) -> None:
        """What waits until the first page stands."""

    def show_page(self, key: str) -> QWidget:
        """Make a screen the current one."""
        page = self._taken_in(key)
        if key != self._current:
            self.status.hush()  # it was said of the screen before
            if isinstance(left := self.current_page(), Page):
                left.notice.settle()
        self._current, self._over, self._wanted = key, None, ""
        self._stack.setCurrentWidget(page)
        self.rail.set_current(key)
        self._show_facts(key)
        if isinstance(page, Page):
            page.set_compact(self._compact)
            if not page.is_named():
                list(page.first())  # nobody had the steps taken before
            page.turn_to()
            if not page.is_named():
                page.name_stops()
        self.page_shown.emit(key)
        return page

    def ask_page(self, key: str) -> None:
        """Somebody wants a screen: at once where it is made, else part by part while the window paints on.

        Keys and clicks wait until it is there: what is typed for the new screen must not reach the old one.
        """
        module = self.modules.get(key)
        if key in self._pages or module is None:
            self.show_page(key)
            return
        self._wanted = key
        self.rail.set_current(key)
        until_shown = QEventLoop()
        self._awaited.connect(until_shown.quit)
        self.destroyed.connect(until_shown.quit)

        def load(_: Progress) -> None:
            self._load(module)
            self.warm_page(key)

        jobs.load(self, self.windowTitle(), load, lambda _: self._step(key, self._coming(key)), self._awaited.emit)
        until_shown.exec(WITHOUT_KEYS)
        if Shiboken.isValid(self):
            self._wanted = ""
            self.rail.set_current(self._current)

    def _coming(self, key: str) -> Iterator[object]:
        """Made, dressed and shown in turns of their own."""
        yield self._made(key)
        yield (page := self._taken_in(key))
        if isinstance(page, Page):
            yield from page.steps_to_show(self._stack.size())
        self.show_page(key)

    def _step(self, key: str, steps: Iterator[object]) -> None:
        """The next turn, if nobody has gone elsewhere meanwhile."""
        try:
            more = self._wanted == key and next(steps, None) is not None
        except BaseException:
            self._awaited.emit()
            raise
        if more:
            QTimer.singleShot(BETWEEN_MS, self, lambda: self._step(key, steps))
        else:
            self._awaited.emit()

    def make_ahead(self) -> None:
        """Make what was not shown yet while nobody waits: first load its modules, off the window's thread."""

        def load(progress: Progress) -> None:
            for name in progress.over(self.modules.values(), "modules", len(self.modules)):
                self._load(name)
            self.warm()

        jobs.load(self, self.windowTitle(), load, lambda _: self._begin_ahead())

    def _load(self, module: str) -> None:
        with self._loading:
            import_module(module)

    def warm(self) -> None:
        """Read what some page would be slow to read first; called off the window's thread."""

    def warm_page(self, key: str) -> None:
        """Read what this page would be slow to read while it is made; called off the window's thread."""

    def lay_over(self, page: Page) -> None:
        """Lay something over the current screen, which stays as it is under it."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._over = page
        page.set_compact(self._compact)
        self._stack.setCurrentWidget(page)
        self.status.set_keys(page.keys())
        self.status.set_facts(page.facts())

    def lift(self) -> None:
        """Take away what lies over the screen; the keyboard returns to where it was."""
        if self._over is None:
            return
        self._over, page = None, self._pages[self._current]
        self._stack.setCurrentWidget(page)
        self._show_facts(self._current)
        (page.focusWidget() or page).setFocus()

    def over(self) -> Page | None:
        """What lies over the screen."""
        return self._over

    def page(self, key: str) -> QWidget | None:
        """A screen, if it was made already."""
        return self._pages.get(key)

    def page_keys(self) -> list[str]:
        """All screens in the order of the rail."""
        return list(self._factories)

    def current_key(self) -> str:
        """The screen that is shown."""
        return self._current

    def current_page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.get(self._current)

    def set_badge(self, key: str, count: int, kind: Kind = "todo") -> None:
        """Show how many things wait on a screen."""
        self.rail.set_badge(key, count, kind)

    def set_role(self, words: str) -> None:
        """Say who works here."""
        self.rail.set_role(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change class with the size."""
        super().resizeEvent(event)
        compact = self.width() < theme.px(COMPACT_WIDTH) or self.height() < theme.px(COMPACT_HEIGHT)
        if compact != self._compact:
            self._compact = compact
            self.rail.set_compact(compact)
            for page in (self.current_page(), self._over):
                if isinstance(page, Page):
                    page.set_compact(compact)

    def _begin_ahead(self) -> None:
        self.ahead = Ahead(self._steps(), self)
        self.ahead.finished.connect(calm.keep)

    def _steps(self) -> Iterator[object]:
        for key in self.page_keys():
            if key not in self._pages:
                yield self._made(key)
            page = self._pages[key]
            if self._stack.indexOf(page) < 0:
                yield self._taken_in(key)
            if isinstance(page, Page):
                yield from page.steps_ahead(self._stack.size())

    def _made(self, key: str) -> QWidget:
        """The page of a key, not yet dressed when it is only made now."""
        if key not in self._pages:
            with self._loading:  # two threads that load the same pieces would stand in each other's way
                page = self._pages[key] = self._factories[key]()
            linecache.clearcache()  # PySide reads the source of every module that is imported, and would keep it
            if isinstance(page, Page):
                page.keys_changed.connect(lambda: self._show_facts(key))
                page.facts_changed.connect(lambda: self._show_facts(key))
        return self._pages[key]

    def _taken_in(self, key: str) -> QWidget:
        """The page of a key in its place: there it is dressed."""
        page = self._made(key)
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        return page

    def _show_facts(self, key: str) -> None:
        page = self._pages[key]
        if key == self._current and self._over is None and isinstance(page, Page):
            self.status.set_keys(page.keys())
            self.status.set_facts(page.facts())

    def _arrange(self) -> None:
        middle = QWidget()
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0, 3, 1)
        grid.addWidget(self.strip, 0, 1)
        grid.addWidget(self._stack, 1, 1)
        grid.addWidget(self.status, 2, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(middle)

    def _bind_keys(self) -> None:
        for key, action in (
            ("F1", self.help_asked.emit),
            ("Ctrl+S", self.save_asked.emit),
            ("F6", lambda: self._next_pane(1)),
            ("Shift+F6", lambda: self._next_pane(-1)),
            ("F9", self._toggle_side),
            ("F10", self.rail.focus_current),
        ):
            shortcut = QShortcut(key, self, action)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)

    def _next_pane(self, step: int) -> None:
        if isinstance(page := self._over or self.current_page(), Page):
            page.next_pane(step)

    def _toggle_side(self) -> None:
        if isinstance(page := self._over or self.current_page(), Page):
            page.toggle_side()

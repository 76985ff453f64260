"""Locks the window when nobody has been there for a while, or by Ctrl+L; and gives it back as it was."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop.base.settings import AUTO_LOCK, AUTO_LOCK_USUAL
from desktop.services import locking, unlocking
from desktop.services.unlocking import Opened
from desktop.ui.context import Context, Place
from desktop.ui.locking.lock_window import LockWindow

SETTING, USUAL_MINUTES, NEVER = AUTO_LOCK, AUTO_LOCK_USUAL, 0
_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class LockWatch(QObject):
    """Belongs to one window of open books."""

    locked = Signal(object)
    """The lock window that stands there now."""
    unlocked = Signal()

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self.lock_window: LockWindow | None = None
        self._focus: QWidget | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._on_idle)
        QShortcut("Ctrl+L", window, self.ask)
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)
        context.announcements.touched.connect(lambda _: self.start())
        self.start()

    def start(self) -> None:
        """Count anew from now."""
        minutes = self._context.settings.get(SETTING, USUAL_MINUTES)
        if minutes == NEVER:
            return self._idle.stop()
        self._idle.start(minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _SIGNS_OF_LIFE:
            self.start()
        return False

    def ask(self) -> None:
        """Lock; books without a password lead to the page where one is set."""
        if locking.is_locked(self._context.books):
            self.lock()
        else:
            self._context.go(Place("lock"))

    def lock(self) -> None:
        """Put the lock in the place of the window; what was typed is kept first."""
        books = self._context.books
        ring = unlocking.lock_of(books.folder)
        if self.lock_window is not None or ring is None:
            return
        _close_what_lies_above()
        self._focus = self._window.focusWidget()
        if self._focus is not None:
            self._focus.clearFocus()  # the field that is left is kept
        lock = LockWindow(books.folder, ring, books.officer_id)
        lock.setGeometry(self._window.geometry())
        lock.setWindowState(self._window.windowState())
        lock.opened.connect(self._on_opened)
        lock.closed.connect(self._on_closed)
        self.lock_window = lock
        lock.show()
        self._window.hide()
        self._idle.stop()
        self.locked.emit(lock)

    def _on_idle(self) -> None:
        if locking.is_locked(self._context.books):
            self.lock()

    def _on_opened(self, opened: Opened) -> None:
        locking.take_seat(self._context.books, opened)
        show_officer: Callable[[], None] | None = getattr(self._window, "show_officer", None)
        if show_officer is not None:
            show_officer()
        lock, self.lock_window = self.lock_window, None
        assert lock is not None
        self._window.setGeometry(lock.geometry())
        self._window.setWindowState(lock.windowState())
        self._window.show()
        lock.finish()
        lock.close()
        lock.deleteLater()
        if self._focus is not None:
            self._focus.setFocus()
        self.start()
        self.unlocked.emit()

    def _on_closed(self) -> None:
        lock, self.lock_window = self.lock_window, None
        if lock is not None:
            lock.deleteLater()  # not by the search for garbage, which may come at any place
        self._window.close()


def _close_what_lies_above() -> None:
    """Menus and questions: an open question counts as not answered."""
    for above in (QApplication.activePopupWidget, QApplication.activeModalWidget):
        while (widget := above()) is not None:
            if not widget.close():
                return

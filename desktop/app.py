"""The front door with a window: switches, first frame, log, crash window, looks, books, first screen."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop import __version__
from desktop.ui.curtain import Curtain

if TYPE_CHECKING:
    from desktop.base.errors import UserError
    from desktop.base.settings import Settings
    from desktop.kit.frame import Shell
    from desktop.services.books import Books
    from desktop.services.restoring import Trial
    from desktop.services.unlocking import Opened
    from desktop.store.keyring import Keyring
    from desktop.ui.context import Context
    from desktop.ui.keeping.first_look import FirstLook

# The curtain stands before our own pieces are loaded, the frame before database, Excel, Word and keys are:
# those imports wait inside functions.

AT_REST_MS = 500
"""The window is seen and its first page filled: now what may be wanted next can be made."""


class Door(QObject):
    """Leads from the empty frame to the first run or to the window of the role."""

    def __init__(self, folder: Path, settings: "Settings", curtain: QWidget | None = None) -> None:
        super().__init__()
        self.folder, self.settings = folder, settings
        self.books: Books | None = None
        self.window: QWidget = curtain or QWidget()
        self.look: FirstLook | None = None

    def open(self) -> None:
        """Show the frame now, the books once it can be seen."""
        from desktop.ui.opening import OpeningWindow

        frame = OpeningWindow(str(self.folder))
        frame.again_asked.connect(self._on_again)
        frame.painted.connect(self.read, Qt.ConnectionType.QueuedConnection)
        self._show(frame)

    def read(self) -> None:
        """Open the books, or begin with the first run where there are none."""
        from desktop.base.errors import UserError
        from desktop.kit import messages
        from desktop.services import unlocking
        from desktop.ui.troubles import sentence

        messages.speak_with(sentence)
        try:
            if (self.folder / "restoring").is_dir():  # the power went while a backup took the place
                from desktop.services import restoring

                restoring.finish(self.folder)
            ring = unlocking.lock_of(self.folder)
            if ring is not None:
                return self._ask_password(ring)
            from desktop.services import keeping

            if not keeping.exist(self.folder):
                return self._begin()
            self.enter(keeping.open_books(self.folder, look_later=True))
        except UserError as error:
            self._refuse(error)

    def _ask_password(self, ring: "Keyring") -> None:
        from desktop.ui.locking.lock_window import LockWindow

        lock = LockWindow(self.folder, ring)
        lock.opened.connect(self._on_opened)
        self._show(lock)
        lock.unlock.arrive()

    def _on_opened(self, opened: "Opened") -> None:
        """Open the file off the window's thread, then enter."""
        from desktop.kit import jobs
        from desktop.services import keeping
        from desktop.ui.locking.lock_window import LockWindow

        if isinstance(self.window, LockWindow):
            self.window.unlock.wait()
        jobs.run(
            self,
            self.tr("Đang mở sổ"),
            lambda _: keeping.open_books(self.folder, opened, look_later=True),
            self.enter,
            failed=lambda error: self._on_unopened(error, opened),
        )

    def _on_unopened(self, error: Exception, opened: "Opened") -> None:
        from desktop.base.errors import Trouble, UserError
        from desktop.kit import jobs
        from desktop.ui.locking.lock_window import LockWindow

        if isinstance(error, UserError) and error.code is Trouble.DAMAGED_DATABASE:
            self._offer_backups(error, opened)
        elif isinstance(error, UserError) and isinstance(self.window, LockWindow):
            self.window.refuse(error)
        else:
            jobs.tell_failure(self.window, self.tr("Mở sổ"), error)

    def enter(self, books: "Books", page: str = "") -> None:
        """Show the window of the books' role, and look through the whole file once it stands."""
        from desktop.base.errors import Trouble, UserError
        from desktop.services import lending

        if self.books is None:
            lending.take_back(self.folder)
        self.books = books
        self._watch_for_damage(books)
        try:
            self._show_role(books, page)
        except UserError as error:
            if error.code is not Trouble.DAMAGED_DATABASE:
                raise
            self._leave_damaged()

    def _watch_for_damage(self, books: "Books") -> None:
        from desktop.ui.keeping.first_look import FirstLook

        if self.look is not None:
            if self.look.database is books.db:
                return
            self.look.leave()
        self.look = FirstLook(books.db, self)
        self.look.damaged.connect(self._leave_damaged)

    def _leave_damaged(self) -> None:
        """Say so at once, and offer the backups; nothing more is written, not even what is being typed."""
        from desktop.base.errors import Trouble, UserError
        from desktop.kit.frame import Shell
        from desktop.services.locking import seat_of

        books, self.books = self.books, None
        if books is None:
            return
        books.db.close()
        error = UserError(Trouble.DAMAGED_DATABASE, path=str(books.db.path))
        self._offer_backups(error, seat_of(books), keeping=False)
        for each in QApplication.topLevelWidgets():
            if isinstance(each, Shell) and each is not self.window:  # also one half made: its clocks stop
                each.deleteLater()

    def _show_role(self, books: "Books", page: str) -> None:
        from desktop.services.books import Role
        from desktop.ui.context import Announcements, Context

        context = Context(books, self.settings, Announcements())
        context.announcements.restore_asked.connect(self.restore, Qt.ConnectionType.QueuedConnection)
        context.announcements.redressed.connect(self._on_redressed, Qt.ConnectionType.QueuedConnection)
        if books.me.role is Role.UNIT:
            from desktop.ui.unit.window import UnitWindow

            window: Shell = UnitWindow(context, at_once=False)
        else:
            from desktop.ui.headquarters.window import HeadquartersWindow

            window = HeadquartersWindow(context, at_once=False)
        self._show(window)
        QTimer.singleShot(0, window, window.begin)
        QTimer.singleShot(AT_REST_MS, window, window.make_ahead)
        self._watch(context, page)

    def restore(self, trial: "Trial", opened: "Opened | None" = None) -> None:
        """Let a backup take the place of the books: what was typed is kept first, then all of it is backed up."""
        QGuiApplication.setQuitOnLastWindowClosed(False)
        try:
            self._restore(trial, opened)
        finally:
            QGuiApplication.setQuitOnLastWindowClosed(True)

    def _restore(self, trial: "Trial", opened: "Opened | None") -> None:
        from desktop.base.errors import UserError
        from desktop.kit import messages
        from desktop.services import keeping, rights
        from desktop.services.locking import seat_of
        from desktop.services.rights import Act

        if self.books is not None:
            try:
                rights.require(self.books, Act.RESTORE)
            except UserError as error:
                return messages.tell_trouble(self.window, self.tr("Chưa khôi phục"), error)
            opened = seat_of(self.books)
            if not self._put_down(self.books):
                return
        self.books = None
        try:
            self.enter(keeping.take_place(trial, opened))
        except UserError as error:
            messages.tell_trouble(None, self.tr("Chưa khôi phục"), error)
            self.open()

    def _put_down(self, books: "Books") -> bool:
        """Close window and books, with all of them backed up and nobody else in them; otherwise they stay open."""
        from desktop.base.errors import UserError
        from desktop.kit import jobs, messages
        from desktop.services.generations import Reason
        from desktop.ui.keeping.leaving import back_up_before_leaving

        if not self.window.close():
            return False
        jobs.wait_for_all()
        whole, error = back_up_before_leaving(books, self.settings, Reason.RESTORE)
        if not whole:
            if error is not None:
                messages.tell_trouble(None, self.tr("Chưa khôi phục"), error)
            self.enter(books)
            return False
        try:
            books.db.claim()
        except UserError as error:
            messages.tell_trouble(None, self.tr("Chưa khôi phục"), error)
            self.enter(books)
            return False
        books.close()
        return True

    def close(self) -> None:
        """Back the books up, and let go of them."""
        from desktop.services import lending, restoring
        from desktop.ui.keeping.leaving import back_up_before_leaving

        if self.books is None:
            return
        restoring.forget(self.folder)
        lending.take_back(self.folder)
        try:
            back_up_before_leaving(self.books, self.settings)
        finally:
            self.books.close()
            self.books = None

    def _watch(self, context: "Context", page: str) -> None:
        from desktop.kit.frame import Shell
        from desktop.ui.context import Place
        from desktop.ui.keeping.watch import Watch
        from desktop.ui.locking.watch import LockWatch

        Watch(context, self.window)
        self.watch = LockWatch(self.window, context)
        if page and isinstance(self.window, Shell):
            keys = self.window.page_keys()
            settings = next(each for each in keys if each in ("keeping", "settings"))
            context.go(Place(page) if page in keys else Place(settings, section=page))

    def _on_redressed(self, page: str) -> None:
        if self.books is not None:
            self.enter(self.books, page)

    def _begin(self) -> None:
        from desktop.ui.first_run import FirstRun

        first_run = FirstRun(self.folder)
        first_run.made.connect(self._on_made)
        first_run.restore_asked.connect(self._offer_backups)
        self._show(first_run)

    def _on_made(self, books: "Books") -> None:
        """Show the new books; locked ones where a paper is made for the day when nobody knows the password."""
        from desktop.kit.frame import Shell
        from desktop.services import locking
        from desktop.ui.locking.lock_view import LockView

        self.enter(books)
        if locking.is_locked(books) and isinstance(self.window, Shell):
            page = self.window.show_page("lock")
            if isinstance(page, LockView):
                page.offer_sheet()

    def _refuse(self, error: "UserError") -> None:
        from desktop.base.errors import Trouble
        from desktop.ui.opening import OpeningWindow

        if error.code is Trouble.DAMAGED_DATABASE:
            return self._offer_backups(error)
        if isinstance(self.window, OpeningWindow):
            self.window.refuse(error)

    def _offer_backups(
        self, error: "UserError | None" = None, opened: "Opened | None" = None, keeping: bool = True
    ) -> None:
        from desktop.ui.keeping.restore_window import RestoreWindow

        window = RestoreWindow(self.folder, self.settings, error, opened.key if opened else None)
        window.again_asked.connect(self.open, Qt.ConnectionType.QueuedConnection)
        window.restore_asked.connect(lambda trial: self.restore(trial, opened), Qt.ConnectionType.QueuedConnection)
        self._show(window, keeping)

    def _on_again(self) -> None:
        from desktop.ui.opening import OpeningWindow

        if isinstance(self.window, OpeningWindow):
            self.window.wait()
            QTimer.singleShot(0, self.window, self.read)

    def _show(self, window: QWidget, keeping: bool = True) -> None:
        """Put a window in the place of the one before, which on closing keeps what is typed, if there is where."""
        before = self.window
        self.window = window
        if before.isVisible():
            window.setGeometry(before.geometry())
            window.setWindowState(before.windowState())
            window.show()
        else:
            _show_first(window)
        if keeping:
            before.close()
        else:
            before.hide()
        before.deleteLater()


def _show_first(window: QWidget) -> None:
    """Small screens are filled, on large ones the window stands in the middle."""
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(1366, room.width()), min(768, room.height()))
    if room.width() <= 1440:
        window.showMaximized()
    else:
        window.show()


def _switches(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="giaoban")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--debug", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--temp-data", action="store_true")
    return parser.parse_args(list(arguments))


def main(argv: Sequence[str] | None = None) -> int:
    """Open the house: first frame, log, looks, crash window, books, first screen; returns when all are closed."""
    switches = _switches(sys.argv[1:] if argv is None else argv)
    app = _application()
    curtain = Curtain()
    with ExitStack() as closing:
        curtain.painted.connect(lambda: _enter(app, switches, curtain, closing), Qt.ConnectionType.QueuedConnection)
        _show_first(curtain)
        return app.exec()


def _enter(app: QApplication, switches: argparse.Namespace, curtain: QWidget, closing: ExitStack) -> None:
    from desktop.base import calm, log
    from desktop.kit import crash, jobs

    folder, settings = _places(switches, closing)
    calm.begin()
    closing.callback(log.stop, log.start(folder / "log", switches.debug))
    _dress(app, settings)
    crash.watch(app, lambda: f"Giao Ban {__version__}")
    door = Door(folder, settings, curtain)
    closing.callback(door.close)
    closing.callback(jobs.wait_for_all)
    door.open()
    calm.keep()


def _places(switches: argparse.Namespace, closing: ExitStack) -> "tuple[Path, Settings]":
    """The data folder, and the settings beside named data."""
    from desktop.base.paths import default_data_dir
    from desktop.base.settings import Settings, default_settings_file

    if switches.temp_data:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="giaoban-")))
        return folder, Settings(folder / "settings.json")
    if switches.data is not None:
        return switches.data, Settings(switches.data / "settings.json")
    return default_data_dir(), Settings(default_settings_file())


def _application() -> QApplication:
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(["giaoban"])
    app.setApplicationName("Giao Ban")
    app.setApplicationVersion(__version__)
    return app


def _dress(app: QApplication, settings: "Settings") -> None:
    from desktop.kit import english, theme

    english.speak(app, settings.get("language", "vi") == "en")
    mode = settings.get("mode", "light")
    scale = settings.get("letter_size", 100) / 100
    theme.install(app, "dark" if mode == "dark" else "light", scale)

"""Looks after the books while nobody asks: catches up with the second place, and checks the file in depth when idle."""

from contextlib import suppress
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from desktop.base.progress import Progress
from desktop.kit import jobs
from desktop.kit.frame import Page, Shell
from desktop.ui.context import Context
from desktop.ui.keeping.backups import BackupDesk
from desktop.ui.words import translate

CHECKED_AT = "deep_checked_at"
LOOK_EVERY_MS = 60_000
IDLE_LOOKS = 3
CHECK_EVERY = timedelta(days=1)


class Watch(QObject):
    """Works only while no job runs and nobody types."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._desk = BackupDesk(context, self)
        self._seen: object = None
        self._quiet = 0
        self._clock = QTimer(self, interval=LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Do what waits, if it is a good moment."""
        seen = self._traces()
        self._quiet = self._quiet + 1 if seen == self._seen else 0
        self._seen = seen
        if jobs.busy():
            return
        self._desk.catch_up()
        if self._quiet >= IDLE_LOOKS and self._check_is_due():
            self.check()

    def _traces(self) -> object:
        """What a person at work changes: the mouse, or the log of the database. Hearing every event would cost more."""
        log = self._context.books.db.path.with_name(self._context.books.db.path.name + "-wal")
        with suppress(OSError):
            return QCursor.pos().toTuple(), log.stat().st_mtime_ns
        return QCursor.pos().toTuple(), 0

    def check(self) -> None:
        """Look through the whole file; the window is not held up."""
        database = self._context.books.db

        def work(_: Progress) -> str:
            return database.faulty_deep_down()

        jobs.run(self, translate("Watch", "Đang kiểm tra sổ"), work, self._on_checked, writes=False)

    def _check_is_due(self) -> bool:
        last = self._context.settings.get(CHECKED_AT, "")
        return not last or self._context.now() - datetime.fromisoformat(last) >= CHECK_EVERY

    def _on_checked(self, fault: str) -> None:
        self._context.settings.put(CHECKED_AT, self._context.now().isoformat(timespec="seconds"))
        if not fault or not isinstance(self._window, Shell):
            return
        page = self._window.current_page()
        if isinstance(page, Page):
            page.notice.tell(
                translate(
                    "Watch",
                    "Kiểm tra sâu thấy tệp sổ có chỗ hỏng. Sao lưu ngay ra USB khác, rồi khôi phục bản gần nhất.",
                ),
                kind="warn",
            )

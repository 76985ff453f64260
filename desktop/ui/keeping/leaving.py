"""The last thing before the program ends: a backup, with a small window only when it takes longer than a second."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.base.settings import Settings
from desktop.kit import jobs, theme
from desktop.kit.progress_strip import ProgressStrip
from desktop.kit.text import Text
from desktop.services.books import Books
from desktop.services.generations import Reason
from desktop.ui.keeping.backups import STEPS, back_up

Result = TypeVar("Result")
SHOWN_AFTER_MS = 1000


class Leaving(QWidget):
    """Waits for one job while the event loop turns; closing it stops the job."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setWindowTitle("Giao Ban")
        self.strip = ProgressStrip(self.tr("Các bản trước còn nguyên."), STEPS)
        self.error: Exception | None = None
        self._words = words
        self._loop = QEventLoop()
        self._late = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._late.timeout.connect(self._appear)
        self.setFixedWidth(theme.px(460))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(Text(words, "card"))
        column.addWidget(self.strip)

    def wait_for(self, work: Callable[[Progress], Result]) -> Result | None:
        """Do the work off this thread; None when it failed or was stopped, `error` says which."""
        found: list[Result] = []

        def then(result: Result) -> None:
            found.append(result)
            self._loop.quit()

        def failed(error: Exception) -> None:
            self.error = error
            self._loop.quit()

        jobs.run(self, self._words, work, then, failed=failed, stopped=self._loop.quit, strip=self.strip)
        self._late.start()
        self._loop.exec()
        self._late.stop()
        self.close()
        return found[0] if found else None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes the window does not want to wait."""
        self.strip.stop()
        super().closeEvent(event)

    def _appear(self) -> None:
        self.strip.show()
        self.show()


def back_up_before_leaving(
    books: Books, settings: Settings, reason: Reason = Reason.EXIT
) -> tuple[bool, UserError | None]:
    """Whether everything is backed up now, and what hindered it; that is remembered for the next opening too."""
    leaving = Leaving(_words(reason))
    outcome = leaving.wait_for(lambda progress: back_up(books, settings, reason, progress))
    error = leaving.error
    leaving.deleteLater()
    if error is not None and not isinstance(error, UserError):
        raise error
    return outcome is not None, error


def _words(reason: Reason) -> str:
    from desktop.ui.words import translate

    if reason is Reason.RESTORE:
        return translate("Leaving", "Đang sao lưu sổ hiện tại trước khi khôi phục")
    return translate("Leaving", "Đang sao lưu trước khi thoát")

"""Writes the replies as a job, and says where they lie and what they want of the units."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages
from desktop.kit.buttons import KeyButton
from desktop.kit.frame import Page
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import replying
from desktop.services.replying import Replied
from desktop.ui.context import Context
from desktop.ui.troubles import sentence


class ReplyExport(QObject):
    """The strip shows how far it is; what came of it stands in the notice bar of the page."""

    def __init__(self, context: Context, page: Page, button: KeyButton) -> None:
        super().__init__(page)
        self._context, self._page, self._button = context, page, button
        self.strip = ProgressStrip(self.tr("Phản hồi đã ghi vẫn giữ."), {replying.LABEL: self.tr("Đang viết phản hồi")})

    def ask(self, unit_uids: list[str] | None = None) -> None:
        """Ask where to, then write one file for each of these units, or for all."""
        folder = messages.ask_folder(self._page, self.tr("Xuất phản hồi vào thư mục"))
        if folder is not None:
            self.write(folder, unit_uids)

    def write(self, folder: Path, unit_uids: list[str] | None = None) -> None:
        """Write into a folder."""
        books, period = self._context.books, self._context.period

        def work(progress: Progress) -> list[Replied]:
            return replying.write(books, period, folder, unit_uids, progress)

        self._page.notice.dismiss()
        self._button.disable(self.tr("Đang viết phản hồi."))
        jobs.run(
            self._page, self.tr("Đang viết phản hồi"), work, lambda done: self._on_done(folder, done),
            failed=self._on_failed, stopped=self._on_stopped, strip=self.strip,
        )  # fmt: skip

    def _on_done(self, folder: Path, done: list[Replied]) -> None:
        self._button.enable()
        left = sum(each.reply.left > 0 for each in done)
        told = self.tr("Đã xuất {n} phản hồi vào {folder}; {left} đơn vị còn việc phải làm.")
        words = told.format(n=format_number(len(done)), folder=folder, left=format_number(left))
        open_folder = lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))  # noqa: E731
        self._page.notice.tell(words, self.tr("Mở thư mục"), open_folder)

    def _on_failed(self, error: Exception) -> None:
        self._button.enable()
        if isinstance(error, UserError):
            self._page.notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self._page, self.tr("Xuất phản hồi"), error)

    def _on_stopped(self) -> None:
        self._button.enable()
        self._page.notice.tell(self.tr("Đã dừng. Phản hồi đã ghi vẫn giữ; xuất lại để ghi nốt."), kind="warn")

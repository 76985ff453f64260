"""Writes the report and its annex as a job, and says where they lie."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.kit import jobs, messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.marks import Mark
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import reporting, upward
from desktop.ui.context import Context
from desktop.ui.troubles import sentence

FOLDER = "report_folder"


class ReportExport(QWidget):
    """Progress and the result of an export."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.busy = False
        self._folder = Path()
        steps = {step: f"{self.tr('Bước')}: {step.lower()}" for step in reporting.STEPS}
        self.strip = ProgressStrip(self.tr("Tệp ghi dở được bỏ, tệp cũ còn nguyên."), steps)
        self.result = Block("accent", mark=Mark.DONE)
        self.show_folder = KeyButton(self.tr("Mở thư mục"), icon="folder-open", small=True)
        self.show_file = KeyButton(self.tr("Mở tệp"), icon="external-link", small=True)
        self._file = Path()
        self._furnish()

    def ask_report(self) -> None:
        """Ask where to, then write the report."""
        name = f"bao-cao-{self._context.period.key}.docx"
        path = messages.ask_save(self, self.tr("Xuất Word"), self._start(name), self.tr("Văn bản Word (*.docx)"))
        if path is not None:
            self.write_report(path)

    def ask_annex(self) -> None:
        """Ask where to, then write the annex."""
        name = f"phu-luc-{self._context.period.key}.xlsx"
        path = messages.ask_save(self, self.tr("Xuất phụ lục"), self._start(name), self.tr("Bảng tính Excel (*.xlsx)"))
        if path is not None:
            self.write_annex(path)

    def write_report(self, path: Path) -> None:
        """Write the report to a file."""
        books, period = self._context.books, self._context.period

        def work(progress: Progress) -> Path:
            return reporting.write(books, period, path, None, progress).path

        self.run(self.tr("Đang ghi báo cáo"), work, path)

    def write_annex(self, path: Path) -> None:
        """Write the annex to a file."""
        books, period = self._context.books, self._context.period

        def work(progress: Progress) -> Path:
            with tempfile.TemporaryDirectory(prefix="giaoban-") as folder:  # the report itself is not wanted here
                reporting.write(books, period, Path(folder) / "bao-cao.docx", path, progress)
            return path

        self.run(self.tr("Đang ghi phụ lục"), work, path)

    def ask(self, words: str, name: str, kind: str, work: Callable[[Path, Progress], Path]) -> None:
        """Ask where to, then write something else of the report there."""
        path = messages.ask_save(self, words, self._start(name), kind)
        if path is not None:
            self.run(words, lambda progress: work(path, progress), path)

    def ask_upward(self, with_records: bool = False) -> None:
        """Ask where to, then write the package for the next level."""
        folder = messages.ask_folder(self, self.tr("Xuất gói gửi cấp trên vào thư mục"))
        if folder is not None:
            self.write_upward(folder, with_records)

    def write_upward(self, folder: Path, with_records: bool = False) -> None:
        """Write the package for the next level into a folder."""
        books, period = self._context.books, self._context.period

        def work(progress: Progress) -> Path:
            return upward.export(books, period, folder, with_records, progress).path

        self.run(self.tr("Đang ghi gói gửi cấp trên"), work, folder / "goi", writes=True)

    def run(self, words: str, work: Callable[[Progress], Path], path: Path, writes: bool = False) -> None:
        """Write a file as a job, then say where it lies."""
        if self.busy:
            return
        self._context.settings.put(FOLDER, str(path.parent))
        self._set_busy(True)
        self.show()
        self.result.hide()
        jobs.run(
            self, words, work, self._on_done, failed=self._on_failed, stopped=self._on_stopped, writes=writes,
            strip=self.strip,
        )  # fmt: skip

    def _on_done(self, path: Path) -> None:
        self._set_busy(False)
        self._file, self._folder = path, path.parent
        self._tell("accent", self.tr("Đã ghi {name}").format(name=path.name), str(path.parent))
        self.show_file.show()
        self.show_folder.show()
        self.show_folder.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, UserError):
            self._tell("err", self.tr("Chưa ghi được"), sentence(error))
        else:
            jobs.tell_failure(self, self.tr("Xuất báo cáo"), error)

    def _on_stopped(self) -> None:
        self._set_busy(False)
        self._tell("warn", self.tr("Đã dừng"), self.tr("Không có tệp mới, tệp cũ còn nguyên."))

    def _tell(self, kind: str, title: str, words: str) -> None:
        marks = {"accent": Mark.DONE, "warn": Mark.WARNING, "err": Mark.ERROR}
        self.result.set_kind(kind)  # type: ignore[arg-type]
        self.result.set_mark(marks[kind])
        self.result.set(title, words)
        self.show_file.hide()
        self.show_folder.hide()
        self.result.show()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()

    def _start(self, name: str) -> str:
        folder = self._context.settings.get(FOLDER, "")
        return str(Path(folder) / name) if folder else name

    def _furnish(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for button in (self.show_folder, self.show_file):
            buttons.addWidget(button)
        buttons.addStretch()
        self.result.body.addLayout(buttons)
        self.result.hide()
        self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.show_file.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.result)
        self.hide()

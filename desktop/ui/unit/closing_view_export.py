"""The export: where to, the word that no secrets are in it, the four small steps, the code."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QStorageInfo, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, SmallSteps
from desktop.kit.inputs import CheckInput, FieldBox, TextInput
from desktop.kit.jobs import Job
from desktop.kit.marks import Mark
from desktop.kit.progress_strip import ProgressStrip
from desktop.kit.text import Text
from desktop.services import exporting
from desktop.services.exporting import Exported
from desktop.services.recording import Touched
from desktop.ui.context import Context
from desktop.ui.troubles import sentence
from desktop.ui.words import translate

FOLDER = "export_folder"
STEPS = ("Ghi", "Đọc lại", "So mã", "An toàn")
"""What the writer tells of its way; the last one only after the file was read back and compared."""
LOOK_EVERY_MS = 30
GIGABYTE, MEGABYTE = 10**9, 10**6


class ExportForm(QWidget):
    """Writes the package of the open period."""

    exported = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job[Exported] | None = None
        self._blocked, self._complete = "", True
        self.folder, self.name = TextInput(), TextInput()
        self.choose = KeyButton(self.tr("Chọn nơi lưu"), icon="folder-open")
        self.confirm = CheckInput(self.tr("Tôi xác nhận tệp không chứa bí mật nhà nước và dữ liệu cá nhân."))
        self.go = KeyButton(self.tr("Xuất tệp gửi cấp trên"), "Ctrl+Enter", kind="primary", icon="upload", bind=False)
        names = [self.tr("Ghi"), self.tr("Đọc lại"), self.tr("So mã"), self.tr("An toàn, rút USB")]
        self.steps = SmallSteps(names)
        self.strip = ProgressStrip(self.tr("Tệp đang ghi dở được bỏ, bản trước còn nguyên."))
        self.result = Block("accent")
        self.code = Text("", "rate")
        self._watch = QTimer(self, interval=LOOK_EVERY_MS)
        self._arrange()
        self._connect()
        self._set_folder(Path(context.settings.get(FOLDER, str(_usual_folder()))))

    def reload(self, errors: int) -> None:
        """Look again at the name, the folder and what blocks a complete package."""
        books, period = self._context.books, self._context.period
        self.name.set_value(exporting.next_name(books, period))
        self._set_folder(self._folder())
        self._blocked = (
            self.tr("Còn {n} lỗi. Sửa hết, hoặc xuất bản chưa hoàn chỉnh.").format(n=errors) if errors else ""
        )
        self._judge()

    def start(self, complete: bool) -> None:
        """Write the package; a complete one only without errors."""
        if self._job is not None or not self._may_start(complete):
            return
        books, period, folder = self._context.books, self._context.period, self._folder()

        def work(progress: Progress) -> Exported:
            return exporting.export(books, period, folder, complete, progress)

        self._complete = complete
        self.result.hide()
        self.steps.set_done(0)
        self.go.disable(self.tr("Đang xuất tệp."))
        words = self.tr("Đang xuất tệp")
        self._job = jobs.run(
            self, words, work, self._on_done, failed=self._on_failed, stopped=self._on_stopped, strip=self.strip
        )
        self._watch.start()

    def running(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def _may_start(self, complete: bool) -> bool:
        if complete and self._blocked:
            self._tell("err", self._blocked)
            return False
        if not self.confirm.value():
            self._tell("warn", self.tr("Chưa xác nhận. Đánh dấu ô xác nhận trước khi xuất tệp."))
            self.confirm.setFocus()
            return False
        return self.folder.complaint() is None

    def _look(self) -> None:
        if self._job is not None and self._job.box.label in STEPS:
            self.steps.set_done(min(STEPS.index(self._job.box.label), len(STEPS) - 1))

    def _end(self) -> None:
        self._watch.stop()
        self._job = None
        self.go.enable()
        self._judge()

    def _on_done(self, done: Exported) -> None:
        self.confirm.set_value(False)
        self._end()
        self.steps.set_done(len(STEPS))
        told = "{name}" if self._complete else self.tr("{name}, bản chưa hoàn chỉnh")
        self._tell("accent", self.tr("An toàn, có thể rút USB"), told.format(name=done.path.name))
        self.code.setText(self.tr("Mã {code}, đọc mã này khi cấp trên hỏi").format(code=done.code))
        self.code.show()
        self._context.announce(Touched.PACKAGES)
        self.exported.emit(done)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.steps.set_done(0)
        if not isinstance(error, UserError):
            jobs.tell_failure(self, self.tr("Xuất tệp"), error)
            return
        self._tell("err", sentence(error), self.tr("Các tệp đã xuất trước còn nguyên."))

    def _on_stopped(self) -> None:
        self._end()
        self.steps.set_done(0)
        self._tell("warn", self.tr("Đã dừng, chưa có tệp mới. Các tệp đã xuất trước còn nguyên."))

    def _tell(self, kind: str, title: str, words: str = "") -> None:
        marks = {"accent": Mark.DONE, "warn": Mark.WARNING, "err": Mark.ERROR}
        self.result.set_kind(kind)  # type: ignore[arg-type]
        self.result.set_mark(marks[kind])
        self.result.set(title, words)
        self.code.hide()
        self.result.show()

    def _judge(self) -> None:
        if self._blocked:
            self.go.disable(self._blocked)
        elif not self.confirm.value():
            self.go.disable(self.tr("Đánh dấu ô xác nhận trước khi xuất tệp."))
        elif self.folder.complaint() is not None:
            self.go.disable(self.folder.complaint() or "")
        else:
            self.go.enable()

    def _folder(self) -> Path:
        return Path(self.folder.value())

    def _set_folder(self, folder: Path) -> None:
        self.folder.set_value(str(folder))
        there = folder.is_absolute() and folder.is_dir()
        missing = self.tr("Không thấy thư mục này. Cắm lại USB, hoặc chọn nơi lưu khác.")
        self.folder.set_complaint(None if there else missing)
        self.folder_box.set_aside(free_words(folder))
        self._judge()

    def _on_choose(self) -> None:
        folder = messages.ask_folder(self, self.tr("Chọn nơi lưu"))
        if folder is not None:
            self._set_folder(folder)
            self._context.settings.put(FOLDER, str(folder))

    def _on_folder_typed(self) -> None:
        self._set_folder(self._folder())
        if self.folder.complaint() is None:
            self._context.settings.put(FOLDER, self.folder.value())

    def _connect(self) -> None:
        self._watch.timeout.connect(self._look)
        self.choose.clicked.connect(self._on_choose)
        self.folder.committed.connect(self._on_folder_typed)
        self.confirm.committed.connect(self._judge)
        self.go.clicked.connect(lambda: self.start(True))

    def _arrange(self) -> None:
        self.folder_box = FieldBox(self.tr("Nơi lưu"), self.folder)
        name_box = FieldBox(self.tr("Tên tệp"), self.name, aside=self.tr("tự đặt, không ghi đè"))
        self.name.set_read_only(True)
        self.name.line.setMinimumWidth(theme.px(232))
        top, bottom = QHBoxLayout(), QHBoxLayout()
        at_top = Qt.AlignmentFlag.AlignTop
        top.setSpacing(theme.px(8))
        top.addWidget(self.folder_box, 1, at_top)
        beside = QVBoxLayout()  # beside the control, under the line of labels
        beside.setContentsMargins(0, theme.px(19), 0, 0)
        beside.addWidget(self.choose, 0, at_top)
        top.addLayout(beside)
        top.addWidget(name_box, 1, at_top)
        bottom.addWidget(self.go)
        bottom.addStretch()
        bottom.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignVCenter)
        self.result.body.addWidget(self.code)
        self.result.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(top)
        column.addWidget(self.confirm)
        column.addLayout(bottom)
        column.addWidget(self.strip)
        column.addWidget(self.result)


def _usual_folder() -> Path:
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def free_words(folder: Path) -> str:
    """`trống 3,1 GB`; nothing for a place that is not there."""
    store = QStorageInfo(str(folder))
    if not folder.is_dir() or not store.isValid():
        return ""
    free = store.bytesAvailable()
    if free >= GIGABYTE:
        return translate("Export", "trống {n} GB").format(n=format_number(Decimal(free * 10 // GIGABYTE) / 10))
    return translate("Export", "trống {n} MB").format(n=format_number(free // MEGABYTE))

"""Gộp hai máy: the package of the unit's other laptop is looked at, its key compared, merged, conflicts decided."""

import shutil
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.frame import Page
from desktop.kit.marks import Mark
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import merging, receiving
from desktop.services.arrivals import UNMERGEABLE, Batch, StagedFile, Verdict
from desktop.services.merging import Merged
from desktop.services.recording import Touched
from desktop.ui.conflict_part import ConflictPart
from desktop.ui.context import Context, Place
from desktop.ui.troubles import sentence


class JoiningView(Page):
    """The file of the other machine above, what is at odds below."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Gộp hai máy"))
        self._context = context
        self._batch: Batch | None = None
        self._last: bytes | None = None
        self._running = False
        self.strip = ProgressStrip(self.tr("Sổ này chưa có gì thay đổi."))
        self.offer = Block("accent", icon="link")
        self.go = KeyButton("", "Ctrl+Enter", kind="primary", bind=False)
        self.leave_it = KeyButton(self.tr("Thôi"), "Esc", kind="quiet", bind=False)
        self.back = self.header.add_action(KeyButton(self.tr("Hoàn tác gộp"), "Ctrl+Shift+Z", icon="undo-2"))
        self.choose = self.header.add_action(
            KeyButton(self.tr("Chọn tệp của máy kia"), "Ctrl+O", kind="primary", icon="folder-open")
        )
        self.conflicts = ConflictPart(context, self.notice)
        self._furnish()
        self._connect()
        self.setAcceptDrops(True)
        self._show_file(None)

    def arrived(self) -> None:
        """Look again; the keyboard goes to the offer, to the conflicts, or to the button that begins."""
        self.conflicts.arrived()
        if self.file() is not None:
            self.go.setFocus()
        elif not self.conflicts.count():
            self.choose.setFocus()
        self._show()

    def seek(self, place: Place) -> None:
        """Stand on a record at odds."""
        if place.record is not None:
            self.conflicts.go_to(place.record)

    def leave(self) -> None:
        """Put the looked-at file away."""
        self.put_away()

    def file(self) -> StagedFile | None:
        """The file that was looked at."""
        return self._batch.files[0] if self._batch is not None else None

    def take(self, path: Path) -> None:
        """Look at a file; nothing in the books changes."""
        if self._running:
            return
        books = self._context.books

        def work(progress: Progress) -> Batch:
            return receiving.stage(books, [path], None, progress)

        self.put_away()
        self.notice.dismiss()
        self._start()
        jobs.run(self, self.tr("Đang đọc tệp"), work, self._on_read, failed=self._on_failed, strip=self.strip)

    def merge(self) -> None:
        """Join it to these books, its key too."""
        file, books = self.file(), self._context.books
        if self._running or file is None or file.verdict in UNMERGEABLE or file.verdict is Verdict.SAME:
            return

        def work(_: Progress) -> Merged:
            return merging.merge(books, file)

        self._start()
        jobs.run(self, self.tr("Đang gộp"), work, self._on_merged, failed=self._on_failed, strip=self.strip)

    def undo(self) -> None:
        """As if the other machine's file had never come."""
        package, books = self._last, self._context.books
        if self._running or package is None:
            return

        def work(_: Progress) -> Merged:
            return merging.undo(books, package)

        def then(_: Merged) -> None:
            self._end()
            self._last = None
            self.notice.tell(self.tr("Đã hoàn tác: sổ như khi chưa gộp."))
            self._announce()

        self._start()
        jobs.run(self, self.tr("Đang hoàn tác"), work, then, failed=self._on_failed)

    def put_away(self) -> None:
        """Forget the looked-at file."""
        if self._batch is not None:
            shutil.rmtree(self._batch.folder, ignore_errors=True)
        self._show_file(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere on the page."""
        if _dropped(event.mimeData()) is not None and not self._running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    # What happens

    def _start(self) -> None:
        self._running = True
        self._show()

    def _end(self) -> None:
        self._running = False
        self._show()

    def _on_read(self, batch: Batch) -> None:
        self._end()
        self._show_file(batch)
        self.go.setFocus()

    def _on_merged(self, merged: Merged) -> None:
        self._end()
        self._last = merged.package_id
        self.put_away()
        counts = merged.counts
        told = self.tr("Đã gộp: {new} mới, {changed} đổi, {conflict} song song. Xuất lại tệp khi hết xung đột.")
        words = {name: format_number(n) for name, n in vars(counts).items()}
        self.notice.tell(told.format(**words), self.tr("Hoàn tác"), self.undo)
        self._announce()
        self.conflicts.table().setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, UserError):
            self.notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Gộp hai máy"), error)

    def _announce(self) -> None:
        self._context.announce(Touched.PACKAGES)
        self._context.announce(Touched.RECORDS)
        self.conflicts.reload()

    def _ask_file(self) -> None:
        path = messages.ask_file(self, self.tr("Chọn tệp của máy kia"), self.tr("Gói báo cáo (*.xlsx);;Mọi tệp (*)"))
        if path is not None:
            self.take(path)

    # What is shown

    def _show_file(self, batch: Batch | None) -> None:
        self._batch = batch
        file = self.file()
        self.offer.setVisible(file is not None)
        if file is not None:
            takes = file.verdict not in UNMERGEABLE and file.verdict is not Verdict.SAME
            self.offer.set_kind("accent" if takes else "warn")
            self.offer.set_mark(None if takes else Mark.WARNING)
            self.offer.set(self._title(file), self._words(file))
            self.go.setText(self.tr("Nhận khóa và gộp") if file.verdict is Verdict.NEW_KEY else self.tr("Gộp"))
            self.go.updateGeometry()
            self.go.setVisible(takes)
        self._show()

    def _title(self, file: StagedFile) -> str:
        if file.verdict in UNMERGEABLE or file.verdict is Verdict.SAME:
            return file.name
        told = self.tr("{name}: đọc {read} dòng = {new} mới + {changed} đổi + {unchanged} như cũ + {deleted} xóa")
        told += self.tr(" + {older} cũ hơn + {conflict} song song + {held} giữ lại")
        words = {name: format_number(n) for name, n in vars(file.counts).items()}
        return told.format(name=file.name, **words)

    def _words(self, file: StagedFile) -> str:
        note = file.note[:1].upper() + file.note[1:] + ("" if file.note.endswith(".") or not file.note else ".")
        if not file.fingerprint:
            return note
        told = self.tr("Máy kia do {author} dùng, dấu khóa {key}. So với dấu khóa trên máy đó trước khi gộp.")
        author = file.manifest.author if file.manifest is not None else ""
        known = told.format(author=author, key=file.fingerprint)
        return known if file.verdict in (Verdict.NEW_KEY, Verdict.CLEAN) else f"{note} {known}"

    def _show(self) -> None:
        waiting = self.conflicts.count()
        state = self.tr("{n} bản ghi hai máy ghi khác nhau").format(n=format_number(waiting))
        self.header.set_state(state if waiting else self.tr("Xuất tệp ở máy kia, mang sang đây, chọn hoặc kéo vào."))
        wait = self.tr("Đợi việc đang chạy xong.")
        self.choose.enable()
        self.back.enable()
        if self._running:
            self.choose.disable(wait)
        if self._running or self._last is None:
            self.back.disable(wait if self._running else self.tr("Chưa gộp tệp nào từ khi mở trang này."))
        self.choose.set_kind("plain" if self.file() is not None else "primary")
        self.panes = [self.go, *self.conflicts.panes()]
        self.set_keys([("Ctrl+O", self.tr("Chọn tệp")), *self.conflicts.keys()[:4]])

    def _furnish(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.setContentsMargins(0, theme.px(6), 0, 0)
        buttons.addWidget(self.go)
        buttons.addWidget(self.leave_it)
        buttons.addStretch()
        self.offer.body.addLayout(buttons)
        for widget, stretch in ((self.strip, 0), (self.offer, 0), (self.conflicts, 1)):
            self.body.addWidget(widget, stretch)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.back.clicked.connect(self.undo)
        self.go.clicked.connect(self.merge)
        self.leave_it.clicked.connect(self.put_away)
        self.conflicts.told.connect(self._show)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self.merge, context=here)


def _dropped(data: QMimeData) -> Path | None:
    """The one file that is carried."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].is_file() else None

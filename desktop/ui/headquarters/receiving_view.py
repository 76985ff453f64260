"""Tiếp nhận: look at files, decide, import, take back."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages, theme
from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.frame import Page, Split
from desktop.kit.progress_strip import ProgressStrip
from desktop.kit.stack import Stack
from desktop.ui import period_words
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.calls import note_call
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.drop_target import DropTarget, dropped_paths
from desktop.ui.headquarters.handled import MERGING, Decision, Handled
from desktop.ui.headquarters.marked_return import can_mark, write_marked
from desktop.ui.headquarters.places import ADD, Spot
from desktop.ui.headquarters.receiving_list import VerdictList
from desktop.ui.headquarters.receiving_log import ImportLog
from desktop.ui.headquarters.receiving_panel import FilePanel
from desktop.ui.headquarters.receiving_words import result_words, why_not
from desktop.ui.headquarters.result_strip import ResultStrip
from desktop.ui.keeping.backups import STEPS
from desktop.ui.troubles import sentence

LETTERS = {"N": Decision.TAKEN, "T": Decision.SENT_BACK, "S": Decision.TAKEN_WHOLE}
SIDE = 324
DESK, LOG = "desk", "log"


class ReceivingView(Page):
    """Preview, decide, import."""

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__(self.tr("Tiếp nhận"))
        self._context, self._desk = context, desk
        self.list, self.panel = VerdictList(desk), FilePanel(context)
        self.result, self.drop = ResultStrip(), DropTarget()
        kept = self.tr("Tệp đã nhập vẫn giữ, tệp chưa tới lượt nhập sau.")
        self.strip = ProgressStrip(kept, {MERGING: self.tr("Đang nhập tệp"), **STEPS})
        self._quiet = False
        self._add_buttons()
        self._arrange()
        self._connect()
        self.setAcceptDrops(True)
        self._show_all()

    @cached_property
    def log(self) -> ImportLog:
        """What was imported so far; made when somebody first looks at it."""
        log = ImportLog(self._context, self.notice, self.strip)
        self.stack.addWidget(log)
        log.told.connect(self._show_all)
        return log

    def ahead(self) -> Iterator[QWidget]:
        """What stands in the place of the drop target later."""
        yield self.full
        yield self.log

    def arrived(self) -> None:
        """The keyboard goes to the first file that needs a person, or to the drop target."""
        if self.in_log():
            self.log.reload()
            return self.log.table.setFocus()
        self._show_all()
        if not self._desk.lines:
            return self.drop.folder.setFocus()
        self.list.table.setFocus()

    def seek(self, place: Place) -> None:
        """Show a file or the files of one outcome."""
        if not isinstance(place, Spot):
            return
        self.choose_part(LOG if place.filter == LOG else DESK)
        if place.filter == ADD:
            return self._ask_folder()
        if place.filter and place.filter != LOG:
            self.list.choose_filter(place.filter)
        if place.file:
            self.list.go_to(place.file)

    def in_log(self) -> bool:
        """Whether the log is shown."""
        return self.switch.current() == LOG

    def choose_part(self, key: str) -> None:
        """Show the files in hand, or the log."""
        if key != self.switch.current():
            self.switch.set_current(key)
            self._on_switch()

    def take(self, paths: list[Path]) -> None:
        """Look at files and folders."""
        if not paths or self._desk.busy():
            return
        self.choose_part(DESK)
        self.notice.dismiss()
        if left := len(self._desk.ready()):
            told = self.tr("{n} tệp xem trước lần trước chưa nhập, đã bỏ ra. Thêm lại khi cần.")
            self.notice.tell(told.format(n=left))
        self.strip.stop_words = self.tr("Chưa có gì thay đổi.")
        self._desk.look_at(paths, self.strip)

    def merge(self) -> None:
        """Import what is ready."""
        self.notice.dismiss()
        self.strip.stop_words = self.tr("Tệp đã nhập vẫn giữ.")
        self._desk.merge(self.strip)

    def undo(self) -> None:
        """Take back the chosen file, or the last one; in the log the chosen packages."""
        if self.in_log():
            return self.log.undo()
        self._desk.undo(self.list.table.current_key())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if dropped_paths(event.mimeData()) and not self._desk.busy():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self.take(dropped_paths(event.mimeData()))

    # What it is made of

    def _add_buttons(self) -> None:
        self.switch = self.header.add_action(
            SegmentSwitch([(DESK, self.tr("Tệp đang xem")), (LOG, self.tr("Nhật ký nhập"))])
        )
        self.back = self.header.add_action(KeyButton(self.tr("Hoàn tác tệp"), "Ctrl+Z", icon="undo-2"))
        self.again = self.header.add_action(KeyButton(self.tr("Làm lại"), "Ctrl+Y", icon="redo-2"))
        self.export = self.header.add_action(KeyButton(self.tr("Xuất nhật ký"), "Ctrl+E", icon="download"))
        self.file = self.header.add_action(KeyButton(self.tr("Thêm tệp"), icon="plus"))
        self.folder = self.header.add_action(KeyButton(self.tr("Thêm thư mục"), "Ctrl+O", icon="folder-open"))
        self.go = self.header.add_action(KeyButton("", "Ctrl+Enter", kind="primary", icon="download"))

    def _arrange(self) -> None:
        self.split = Split(self.list, self.panel, SIDE, SIDE)
        self.full, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.result)
        column.addWidget(self.split, 1)
        self.full.setLayout(column)
        self.stack = Stack()
        self.stack.addWidget(self.drop)
        self.stack.addWidget(self.full)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack, 1)
        self.panes, self.side_panel = [self.list.table, self.panel.edits], self.panel
        self._name_keys()

    def _name_keys(self) -> None:
        if self.in_log():
            several = ("Shift", self.tr("cùng mũi tên chọn nhiều gói"))
            keys = [several, ("Ctrl+Z", self.tr("Hoàn tác")), ("Ctrl+Y", self.tr("Làm lại"))]
            return self.set_keys([*keys, ("Ctrl+E", self.tr("Xuất nhật ký"))])
        act = (("Space", self.tr("Xem")), ("N", self.tr("Nhận")), ("T", self.tr("Trả lại")))
        self.set_keys([*act, ("F8", self.tr("Tệp cần xem")), ("Ctrl+Enter", self.tr("Nhập"))])

    def _connect(self) -> None:
        desk = self._desk
        self.file.clicked.connect(self._ask_files)
        self.drop.files.clicked.connect(self._ask_files)
        self.folder.clicked.connect(self._ask_folder)
        self.drop.folder.clicked.connect(self._ask_folder)
        self.go.clicked.connect(self.merge)
        self.back.clicked.connect(self.undo)
        self.switch.chosen.connect(lambda _: self._on_switch())
        self.again.clicked.connect(lambda: self.log.redo())
        self.export.clicked.connect(lambda: self.log.export())
        self.list.chosen.connect(lambda _: None if self._quiet else self._show_panel())
        self.list.previewed.connect(lambda _: self._show_side())
        self.list.opened.connect(lambda _: self._show_side())
        self.list.lettered.connect(self._on_letter)
        self.panel.decided.connect(self._on_decided)
        self.panel.given.connect(self._on_given)
        self.panel.identified.connect(desk.identify)
        self.panel.called.connect(self._on_called)
        self.panel.marked.connect(self._on_marked)
        desk.changed.connect(self._show_all)
        desk.read.connect(self._on_read)
        desk.failed.connect(self._on_failed)
        desk.ended.connect(self._on_ended)
        desk.taken_back.connect(self._on_taken_back)
        for key, back in (("F8", False), ("Shift+F8", True)):
            shortcut = QShortcut(key, self, lambda back=back: self._next(back))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # What a person does

    def _ask_files(self) -> None:
        pattern = self.tr("Gói báo cáo (*.xlsx);;Mọi tệp (*)")
        self.take(messages.ask_files(self, self.tr("Thêm tệp"), pattern))

    def _ask_folder(self) -> None:
        folder = messages.ask_folder(self, self.tr("Thêm thư mục"))
        self.take([folder] if folder is not None else [])

    def _on_switch(self) -> None:
        self.panes = [self.log.table] if self.in_log() else [self.list.table, self.panel.edits]
        self._name_keys()
        self._show_all()
        self.arrived()

    def _on_letter(self, key: object, letter: str) -> None:
        if letter in LETTERS:
            self.panel.act(LETTERS[letter])
        elif letter == "G":
            self._on_called(key)
        elif letter == "L":
            self._on_marked(key)

    def _on_decided(self, key: object, decision: Decision) -> None:
        if self._desk.busy():
            return
        self._desk.decide(key, decision)
        self.list.next_waiting()
        self.list.table.setFocus()

    def _on_given(self, key: object, unit_uid: str) -> None:
        name = self._context.books.units[self._context.books.unit_ids[unit_uid]].name
        self._desk.give_to(key, unit_uid)
        self.notice.tell(self.tr("Nhận vào {unit}. Đã nhớ, lần sau không hỏi lại.").format(unit=name))
        self.list.table.setFocus()

    def _on_called(self, key: object) -> None:
        line = self._desk.line(key)
        if line is None or line.file.unit_id is None:
            return
        unit = self._context.books.units[line.file.unit_id]
        note_call(self._context, unit.uid)
        told = self.tr("Đã ghi cuộc gọi tới {unit}, {phone}. Nghe đọc dấu khóa, so với {key}.")
        phone = unit.phone or self.tr("chưa có số điện thoại")
        self.notice.tell(told.format(unit=unit.name, phone=phone, key=line.file.fingerprint or line.file.code))

    def _on_marked(self, key: object) -> None:
        line = self._desk.line(key)
        if line is None or self._desk.busy() or not can_mark(line.file):
            return
        folder = messages.ask_folder(self, self.tr("Nơi ghi tệp đánh dấu lỗi"))
        if folder is not None:
            self.send_back_marked(line, folder)

    def send_back_marked(self, line: Handled, folder: Path) -> None:
        """Write the file with its faults marked, and send it back."""
        books = self._context.books

        def work(_: Progress) -> Path:
            return write_marked(books, line.file, folder)

        def then(path: Path) -> None:
            self._desk.decide(line.key, Decision.SENT_BACK)
            self.notice.tell(self.tr("Đã ghi {path}. Gửi tệp này cho đơn vị sửa.").format(path=path))

        jobs.run(self, self.tr("Đang ghi tệp đánh dấu lỗi"), work, then, failed=self._on_failed, writes=False)

    def _next(self, back: bool) -> None:
        if self.list.next_waiting(back):
            self.list.table.setFocus()
        elif self._desk.lines:
            self.notice.tell(self.tr("Không còn tệp nào chờ quyết định."))

    def _show_side(self) -> None:
        if self.split.is_drawer():
            self.split.toggle_side()

    # What happened

    def _on_read(self) -> None:
        if self.list.chips.current() or self.list.table.currentIndex().row() > 0:
            with self._shown_once():
                self.list.choose_filter("")
                self.list.table.select_position(0)
        if self.isVisible():
            self.list.table.setFocus()
        self._offer_other_period()

    def _offer_other_period(self) -> None:
        """Files of one other period are read again for that period, if a person wants so."""
        strangers = [line for line in self._desk.lines if line.of_other_period]
        keys = {line.file.manifest.period for line in strangers if line.file.manifest is not None}
        if len(keys) != 1:
            return
        period = self._context.books.period(keys.pop())
        paths = [line.file.path for line in strangers]

        def again() -> None:
            self.notice.dismiss()
            self._context.open_period(period)
            self.take(paths)

        told = self.tr("{n} tệp thuộc {period}.").format(n=len(strangers), period=period_words.label(period))
        self.notice.tell(told, self.tr("Mở kỳ đó, đọc lại"), again, kind="warn")

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Tiếp nhận"), error)

    def _on_ended(self, merged: int, stopped: bool) -> None:
        if stopped:
            told = self.tr("Đã dừng. {n} tệp đã nhập vẫn giữ, còn {rest} tệp chưa nhập.")
            self.notice.tell(told.format(n=merged, rest=len(self._desk.ready())), kind="warn")
        elif failed := [line for line in self._desk.lines if line.error is not None]:
            told = self.tr("{n} tệp không nhập được: {reason}")
            reason = sentence(failed[0].error) if failed[0].error else ""
            self.notice.tell(told.format(n=len(failed), reason=reason), kind="err")

    def _on_taken_back(self, line: Handled) -> None:
        told = self.tr("Đã hoàn tác tệp {name}: số liệu như khi tệp chưa tới.").format(name=line.file.name)
        self.notice.tell(told)
        self.list.go_to(line.key)

    # What it shows

    def _show_all(self) -> None:
        lines = self._desk.lines
        self.stack.setCurrentWidget(self.log if self.in_log() else self.full if lines else self.drop)
        self.result.setVisible(not self._desk.busy())
        if lines:
            with self._shown_once():
                self.list.reload()
            self.result.show_words(result_words(lines, self._desk.took), self._desk.counts)
        self._show_buttons()
        self._show_state()

    @contextmanager
    def _shown_once(self) -> Iterator[None]:
        """The list may change its place several times; the panel follows at the end."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False
        self._show_panel()

    def _show_panel(self) -> None:
        self.panel.show_line(self._desk.line(self.list.table.current_key()))

    def _show_state(self) -> None:
        n, waiting = len(self._desk.lines), len(self._desk.waiting())
        if self.in_log():
            return self.header.set_state(self.log.state())
        if not n:
            label = period_words.label(self._context.period)
            return self.header.set_state(self.tr("gói của {period}").format(period=label))
        words = self.tr("{n} tệp").format(n=format_number(n))
        self.header.set_state(words + (self.tr(", {n} chờ").format(n=waiting) if waiting else ""))
        saved = self.tr("Xem trước, chưa nhập") if not any(line.in_books for line in self._desk.lines) else ""
        self.set_facts([("check", saved)] if saved else [])

    def _show_buttons(self) -> None:
        desk = self._desk
        n = len(desk.ready())
        self.go.setText(self.tr("Nhập {n} tệp").format(n=n))
        self.go.updateGeometry()
        wait = self.tr("Đợi việc đang chạy xong, hoặc bấm Dừng.")
        for button in (self.file, self.folder, self.go, self.back):
            button.enable()
            if desk.busy():
                button.disable(wait)
        if not n and not desk.busy():
            self.go.disable(why_not(desk.lines))
        if not desk.can_undo():
            self.back.disable(self.tr("Chưa nhập tệp nào từ danh sách này."))
        self._show_log_buttons()

    def _show_log_buttons(self) -> None:
        """The log has buttons of its own; undo stands in both."""
        log = self.in_log()
        for button, shown in ((self.again, log), (self.export, log), (self.file, not log), (self.folder, not log)):
            button.setVisible(shown)
        self.go.setVisible(not log)
        if not log:
            return
        busy = self._desk.busy() or self.log.busy()
        wait = self.tr("Đợi việc đang chạy xong, hoặc bấm Dừng.")
        for button, active in ((self.back, True), (self.again, False)):
            button.enable()
            if busy or not self.log.chosen(active):
                none = self.tr("Chọn gói đang tính.") if active else self.tr("Chọn gói đã hoàn tác.")
                button.disable(wait if busy else none)

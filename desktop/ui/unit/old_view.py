"""Nhập dữ liệu cũ: a file is looked at, its columns and words are put right, every row is seen, then all enter."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages
from desktop.kit.buttons import KeyButton
from desktop.kit.frame import Page
from desktop.kit.marks import Mark
from desktop.kit.progress_strip import ProgressStrip
from desktop.kit.stack import Stack
from desktop.kit.tabs import SectionTabs, Tab
from desktop.services import old_asking, old_entering, old_looking, old_previewing
from desktop.services.old_asking import Ask
from desktop.services.old_entering import BatchRow, Brought, Withdrawn
from desktop.services.old_looking import Look
from desktop.services.old_previewing import OldCounts, Preview
from desktop.services.recording import Touched
from desktop.ui.context import Context
from desktop.ui.troubles import sentence
from desktop.ui.unit.old_asks_part import OldAsksPart
from desktop.ui.unit.old_batches_part import OldBatchesPart
from desktop.ui.unit.old_rows_part import OldRowsPart
from desktop.ui.words import translate

ASKS, ROWS, BATCHES = "asks", "rows", "batches"


class OldView(Page):
    """Three tabs: what the columns mean, what becomes of every row, what was entered."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Nhập dữ liệu cũ"))
        self._context = context
        self._preview: Preview | None = None
        self._asks: list[Ask] = []
        self._running = False
        self.strip = ProgressStrip(self.tr("Sổ này chưa có gì thay đổi."))
        self.tabs, self._stack = SectionTabs(), Stack()
        self.asks, self.rows = OldAsksPart(), OldRowsPart(context.books.catalogue)
        self.batches = OldBatchesPart(lambda batch: old_entering.left_rows(context.books, batch))
        self.away = self.header.add_action(KeyButton(self.tr("Bỏ tệp này"), kind="quiet"))
        self.choose = self.header.add_action(
            KeyButton(self.tr("Chọn tệp cũ"), "Ctrl+O", kind="primary", icon="folder-open")
        )
        self.go = self.header.add_action(KeyButton("", "Ctrl+Enter", kind="primary", icon="check", bind=False))
        self._furnish()
        self._connect()
        self.setAcceptDrops(True)
        self._show()

    def arrived(self) -> None:
        """Look again at what was entered; the keyboard goes to the list, or to the button that begins."""
        self.batches.show_batches(old_entering.batches(self._context.books))
        self._show()
        if self._preview is None:
            self.choose.setFocus()
        else:
            self._part_table().setFocus()

    def preview(self) -> Preview | None:
        """What would become of the file in hand."""
        return self._preview

    def take(self, path: Path, given: Path | None = None) -> None:
        """Look at a file; nothing in the books changes."""
        if self._running:
            return
        books, year = self._context.books, self._context.today().year
        self.rows.forget()

        def work(progress: Progress) -> tuple[Preview, list[Ask]]:
            looked = old_looking.look(books, path, progress, given)
            found = old_previewing.preview(books, looked, progress)
            return found, old_asking.asks(books, looked, found.rows, year)

        def then(found: tuple[Preview, list[Ask]]) -> None:
            self._on_previewed(found)
            self.show_part(ASKS if self.asks.waiting() else ROWS)

        self._run(self.tr("Đang đọc tệp"), work, then)

    def answer(self, ask: Ask, value: str) -> None:
        """Another answer to a question: every row is looked at again."""
        if self._preview is not None:
            self._again(old_asking.answer(self._context.books, self._preview.look, ask, value))

    def agree(self, asks: list[Ask]) -> None:
        """The present answers are right."""
        if self._preview is None:
            return
        looked = self._preview.look
        for ask in asks:
            looked = old_asking.answer(self._context.books, looked, ask, ask.now)
        self._again(looked)

    def enter(self) -> None:
        """All rows by their fates, as one step."""
        previewed, books = self._preview, self._context.books
        if previewed is None or self._running or not self.go.isEnabled():
            return
        fates = dict(self.rows.fates())

        def work(progress: Progress) -> Brought:
            return old_entering.enter(books, previewed, fates, progress)

        self._run(self.tr("Đang nhập"), work, self._on_entered)

    def withdraw(self, batch: BatchRow) -> None:
        """Take a whole batch back."""
        books = self._context.books

        def work(progress: Progress) -> Withdrawn:
            return old_entering.withdraw(books, batch.id, progress)

        def then(done: Withdrawn) -> None:
            self._end()
            told = self.tr("Đã rút lại {n} bản ghi, số liệu của {file}.")
            told += self.tr(" {kept} cái đã sửa sau khi nhập, vẫn giữ.") if done.kept else ""
            self.notice.tell(
                told.format(n=format_number(done.taken), kept=format_number(done.kept), file=batch.file_name)
            )  # fmt: skip
            self._announce(done.touched)

        self._run(self.tr("Đang rút lại"), work, then)

    def put_away(self) -> None:
        """Forget the file in hand; the books are as they were."""
        if self._running:
            return
        self._forget()
        self.show_part(BATCHES)
        self.choose.setFocus()

    def show_part(self, key: str) -> None:
        """Show one of the three."""
        self.tabs.set_current(key)
        self._stack.setCurrentWidget(self._parts()[key])
        self._show()
        self._part_table().setFocus()

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

    def _run(self, words: str, work: object, then: object) -> None:
        self.notice.dismiss()
        self._running = True
        self._show()
        jobs.run(self, words, work, then, failed=self._on_failed, stopped=self._end, strip=self.strip)  # type: ignore[arg-type]

    def _again(self, looked: Look) -> None:
        books, year = self._context.books, self._context.today().year

        def work(progress: Progress) -> tuple[Preview, list[Ask]]:
            found = old_previewing.preview(books, looked, progress)
            return found, old_asking.asks(books, looked, found.rows, year)

        self._run(self.tr("Đang xem lại"), work, self._on_previewed)

    def _end(self) -> None:
        self._running = False
        self._show()

    def _on_previewed(self, found: tuple[Preview, list[Ask]]) -> None:
        self._preview, self._asks = found
        self.asks.show_asks(self._asks)
        self.rows.show_preview(self._preview)
        self._end()
        self._part_table().setFocus()

    def _on_entered(self, done: Brought) -> None:
        self._forget()
        self._end()
        self._announce(done.touched)
        self.show_part(BATCHES)
        batch = next(each for each in old_entering.batches(self._context.books) if each.id == done.batch)
        told = self.tr("Đã nhập {file}: {counts}.").format(file=batch.file_name, counts=_told(done.counts))
        self.notice.tell(told, self.tr("Rút lại"), lambda: self.withdraw(batch))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, UserError):
            self.notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Nhập dữ liệu cũ"), error)

    def _announce(self, touched: tuple[Touched, ...]) -> None:
        for each in touched:
            self._context.announce(each)
        self.batches.show_batches(old_entering.batches(self._context.books))

    def _forget(self) -> None:
        self._preview, self._asks = None, []
        self.rows.forget()
        self.rows.show_preview(None)
        self.asks.show_asks([])

    def _ask_file(self) -> None:
        kinds = self.tr("Bảng tính (*.xlsx *.xls *.csv *.txt);;Mọi tệp (*)")
        path = messages.ask_file(self, self.tr("Chọn tệp cũ"), kinds)
        if path is not None:
            self.take(path)

    def _keep_maps(self) -> None:
        if self._preview is None:
            return
        name = f"cach-hieu-{Path(self._preview.look.name).stem}.json"
        path = messages.ask_save(self, self.tr("Xuất cách hiểu"), name, self.tr("Cách hiểu bảng cũ (*.json)"))
        if path is not None:
            old_looking.write_maps(self._preview.look, path)
            self.notice.tell(self.tr("Đã ghi {name}. Đơn vị có bảng giống vậy dùng được.").format(name=path.name))

    def _give_maps(self) -> None:
        if self._preview is None:
            return
        path = messages.ask_file(self, self.tr("Dùng cách hiểu"), self.tr("Cách hiểu bảng cũ (*.json);;Mọi tệp (*)"))
        if path is not None:
            self.take(self._preview.look.path, path)

    # What is shown

    def _show(self) -> None:
        counts = self._preview.counts(self.rows.fates()) if self._preview is not None else None
        self._show_tabs(counts)
        self._show_buttons(counts)
        self.header.set_state(self._state(counts))
        self.panes = [self.tabs, self._part_table()]
        keys = {
            ASKS: [("Enter", self.tr("Mở danh sách")), ("F8", self.tr("Chỗ cần chọn tiếp theo"))],
            ROWS: [
                ("N", self.tr("Nhận")),
                ("D", self.tr("Nháp")),
                ("G", self.tr("Giữ lại")),
                ("F8", self.tr("Dòng cần xem")),
            ],
            BATCHES: [("Ctrl+O", self.tr("Chọn tệp")), ("Ctrl+Shift+Z", self.tr("Rút lại lần nhập"))],
        }
        self.set_keys([*keys[self.tabs.current() or BATCHES], ("F6", self.tr("Khung"))])

    def _show_tabs(self, counts: OldCounts | None) -> None:
        current, waiting = self.tabs.current() or BATCHES, self.asks.waiting()
        tabs = []
        if counts is not None:
            mark = Mark.WARNING if waiting else None
            tabs = [
                Tab(ASKS, self.tr("Cột và từ"), mark, waiting or None, "" if waiting else "done"),
                Tab(ROWS, self.tr("Xem trước"), count=counts.read),
            ]
        tabs.append(Tab(BATCHES, self.tr("Đã nhập"), count=len(old_entering.batches(self._context.books)) or None))
        self.tabs.set_tabs(tabs, quiet_counts=True)
        self.tabs.set_current(current if counts is not None or current == BATCHES else BATCHES)
        self._stack.setCurrentWidget(self._parts()[self.tabs.current()])

    def _show_buttons(self, counts: OldCounts | None) -> None:
        wait = self.tr("Đợi việc đang chạy xong.")
        self.choose.enable()
        self.away.setVisible(counts is not None)
        self.go.setVisible(counts is not None)
        self.choose.set_kind("plain" if counts is not None else "primary")
        entering = counts.final + counts.draft if counts is not None else 0
        self.go.setText(self.tr("Nhập {n} dòng").format(n=format_number(entering)))
        self.go.updateGeometry()
        if self._running:
            self.choose.disable(wait)
            self.go.disable(wait)
        elif not entering:
            self.go.disable(self.tr("Không có dòng nào nhập được. Xem Cột và từ."))
        else:
            self.go.enable()
        self.header.fit()

    def _state(self, counts: OldCounts | None) -> str:
        if self._preview is None or counts is None:
            return self.tr("Chọn bảng Excel của các năm trước, hoặc kéo tệp vào đây.")
        return f"{self._preview.look.name}: {_told(counts)}"

    def _parts(self) -> dict[str, QWidget]:
        return {ASKS: self.asks, ROWS: self.rows, BATCHES: self.batches}

    def _part_table(self) -> QWidget:
        return {ASKS: self.asks.table, ROWS: self.rows.table}.get(self.tabs.current(), self.batches.table)

    def _furnish(self) -> None:
        for part in self._parts().values():
            self._stack.addWidget(part)
        self.body.setSpacing(0)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.away.clicked.connect(self.put_away)
        self.go.clicked.connect(self.enter)
        self.tabs.chosen.connect(self.show_part)
        self.asks.answered.connect(self.answer)
        self.asks.agreed.connect(self.agree)
        self.asks.keep.clicked.connect(self._keep_maps)
        self.asks.give.clicked.connect(self._give_maps)
        self.rows.decided.connect(self._show)
        self.batches.withdrawn.connect(self.withdraw)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self.enter, context=here)


def _told(counts: OldCounts) -> str:
    """`đọc 12 dòng = 8 bản ghi + 2 nháp + 1 bỏ qua + 1 giữ lại`."""
    parts = (counts.read, counts.final, counts.draft, counts.skipped, counts.held)
    read, final, draft, skipped, held = (format_number(n) for n in parts)
    words = translate("OldData", "đọc {read} dòng = {final} nhận + {draft} nháp + {skipped} bỏ qua + {held} giữ lại")
    return words.format(read=read, final=final, draft=draft, skipped=skipped, held=held)


def _dropped(data: QMimeData) -> Path | None:
    """The one file that is carried."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].is_file() else None

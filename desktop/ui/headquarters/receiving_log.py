"""Nhật ký nhập: every package ever received; one or several are undone and redone, the log goes into a workbook."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages, theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, EmptyState
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.frame.header import NoticeBar
from desktop.kit.marks import Mark
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import logging_imports, switching
from desktop.services.arrivals import Verdict
from desktop.services.logging_imports import Counting, Logged
from desktop.services.recording import Touched
from desktop.services.switching import Switched
from desktop.ui.context import Context
from desktop.ui.headquarters.standings import VERDICT_MARKS, short_unit
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence

PERIOD, ALL, UNDONE = "period", "all", "undone"
STATE_MARKS = {Counting.NOW: Mark.DONE, Counting.BEFORE: Mark.OLD, Counting.UNDONE: Mark.NONE}


class ImportLog(QWidget):
    """Filters and the table under them."""

    told = Signal()
    """Another choice or another list: buttons look again."""

    def __init__(self, context: Context, notice: NoticeBar, strip: ProgressStrip) -> None:
        super().__init__()
        self._context, self._notice, self._strip = context, notice, strip
        self._found: list[Logged] = []
        self._refused: dict[bytes, UserError] = {}
        self._running = False
        self.chips, self.table = FilterChips(), LedgerTable()
        self.model = RowsModel(self._columns())
        self.table.setModel(self.model)
        self.table.keep_column("unit")
        nothing = self.tr("Chưa có gói nào ở đây. Nhập gói ở Tệp đang xem, hoặc chọn Mọi kỳ.")
        self.table.set_empty(EmptyState(nothing))
        card = Card()
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.chips)
        column.addWidget(card, 1)
        self.chips.chosen.connect(lambda _: self._show())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.told.emit())

    def state(self) -> str:
        """How many packages, how many count."""
        now = sum(each.counting is Counting.NOW for each in self._found)
        told = self.tr("{n} gói từng nhận, {now} đang tính")
        return told.format(n=format_number(len(self._found)), now=format_number(now))

    def reload(self) -> None:
        """Read the log, off the window's thread."""
        books = self._context.books

        def work(_: Progress) -> list[Logged]:
            return logging_imports.log(books)

        jobs.run(self, self.tr("Đang đọc nhật ký"), work, self._on_found, writes=False)

    def chosen(self, active: bool) -> list[bytes]:
        """The chosen packages that count, or that were undone."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        keys = {self.model.key_at(row) for row in rows}
        shown = [each.package for each in self._found if each.package.package_id in keys]
        return [each.package_id for each in shown if each.active is active]

    def undo(self) -> None:
        """Switch the chosen ones off."""
        self._switch(self.chosen(True), False)

    def redo(self) -> None:
        """Switch the chosen ones on again."""
        self._switch(self.chosen(False), True)

    def export(self) -> None:
        """Ask where the log goes, and write it."""
        path = messages.ask_save(self, self.tr("Xuất nhật ký nhập"), "nhat-ky-nhap.xlsx", self.tr("Excel (*.xlsx)"))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the log of the shown filter's period and say where."""
        books = self._context.books
        period = self._context.period if self.chips.current() == PERIOD else None

        def work(_: Progress) -> int:
            return logging_imports.write(books, path, period)

        def then(n: int) -> None:
            told = self.tr("Đã ghi nhật ký {n} gói vào {path}.")
            self._notice.tell(told.format(n=format_number(n), path=path))

        jobs.run(self, self.tr("Đang ghi nhật ký"), work, then, failed=self._on_failed, writes=False)

    def busy(self) -> bool:
        """Whether packages are being switched."""
        return self._running

    # What happens

    def _switch(self, packages: list[bytes], on: bool) -> None:
        if not packages or self._running:
            return
        books = self._context.books

        def work(progress: Progress) -> list[Switched]:
            return switching.redo(books, packages, progress) if on else switching.undo(books, packages, progress)

        def then(done: list[Switched]) -> None:
            self._running = False
            self._on_switched(done, on)

        self._running = True
        self.told.emit()
        words = switching.REDOING if on else switching.UNDOING
        jobs.run(self, words, work, then, failed=self._on_failed, stopped=self._on_stopped, strip=self._strip)

    def _on_switched(self, done: list[Switched], on: bool) -> None:
        self._refused = {each.package_id: each.error for each in done if each.error is not None}
        n = format_number(len(done) - len(self._refused))
        told = self.tr("Đã làm lại {n} gói.") if on else self.tr("Đã hoàn tác {n} gói.")
        told = told.format(n=n)
        if self._refused:
            first = sentence(next(iter(self._refused.values())))
            told += self.tr(" {n} gói không được: {reason}").format(n=len(self._refused), reason=first)
        self._notice.tell(told, kind="warn" if self._refused else "plain")
        self._context.announce(Touched.PACKAGES)
        self.reload()

    def _on_stopped(self) -> None:
        self._running = False
        self._context.announce(Touched.PACKAGES)
        self.reload()

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        if isinstance(error, UserError):
            self._notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Nhật ký nhập"), error)
        self.told.emit()

    def _on_found(self, found: list[Logged]) -> None:
        self._found = found
        self._show()

    # What is shown

    def shown(self) -> list[Logged]:
        """The packages that the pressed filter lets through."""
        return [each for each in self._found if self._passes(each, self.chips.current() or PERIOD)]

    def _passes(self, each: Logged, key: str) -> bool:
        if key == UNDONE:
            return each.counting is Counting.UNDONE
        return key == ALL or each.package.period == self._context.period.key

    def _show(self) -> None:
        pressed = self.chips.current() or PERIOD
        named = ((PERIOD, self.tr("Kỳ này")), (ALL, self.tr("Mọi kỳ")), (UNDONE, self.tr("Đã hoàn tác")))
        self.chips.set_chips(
            [Chip(key, words, sum(self._passes(each, key) for each in self._found)) for key, words in named]
        )
        self.chips.set_current(pressed)
        key = self.table.current_key()
        self.model.set_rows([self._line(each) for each in self.shown()])
        if not self.table.set_current(key):
            self.table.select_position(0)
        self.told.emit()

    def _line(self, each: Logged) -> Line:
        package = each.package
        error = self._refused.get(package.package_id)
        gone = each.counting is Counting.UNDONE
        state = sentence(error) if error is not None else retold(each.state)
        mark = Mark.ERROR if error is not None else STATE_MARKS[each.counting]
        when = f"{package.received[8:10]}/{package.received[5:7]} {package.received[11:16]}"
        return Line(
            (
                when,
                Cell(package.file_name, tip=package.file_name, strike=gone),
                Cell(short_unit(each.unit_name), tip=each.unit_name),
                Cell(retold(each.period), tip=retold(each.period)),
                package.code,
                Cell(retold(each.outcome), mark=VERDICT_MARKS[Verdict(package.verdict)]),
                format_number(package.rows_read),
                format_number(package.rows_held),
                Cell(state, mark=mark, tip=state),
            ),
            package.package_id,
        )

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Lúc nhận"), "at", 92),
            Column(self.tr("Tệp"), "file", 214, prose=True),
            Column(self.tr("Đơn vị"), "unit", 124, prose=True),
            Column(self.tr("Kỳ"), "period", 178, prose=True),
            Column(self.tr("Mã gói"), "code", 78),
            Column(self.tr("Kết quả"), "verdict", 152),
            Column(self.tr("Dòng"), "rows", 52, "right"),
            Column(self.tr("Giữ lại"), "held", 58, "right"),
            Column(self.tr("Tình trạng"), "state", 110, prose=True, stretch=True, token="text2"),
        ]

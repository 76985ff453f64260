"""Hoàn thiện: the writer's .docx made again with today's figures, checked, mended, and the figures frozen behind it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.paths import free_beside
from desktop.base.progress import Progress
from desktop.domain.inspection import Issue, IssueKind
from desktop.domain.report_renewal import Renewal, Renewed
from desktop.kit import jobs, messages, theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.inputs import TextInput
from desktop.kit.marks import Mark
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import finishing, rewriting
from desktop.services.finishing import Inspected
from desktop.services.recording import Touched
from desktop.services.rewriting import Rewritten
from desktop.services.signed import Snapshot
from desktop.ui.context import Context
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence
from desktop.ui.words import capital
from desktop.wording.finding_words import place_words

MOST = 200
Made = TypeVar("Made")


class ReportFinish(QWidget):
    """Two ways in: make the document again, or check the finished one; below what was found."""

    signed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._path: Path | None = None
        self._found: Inspected | None = None
        self.reasons: dict[str, str] = {}
        self.renew_button = KeyButton(self.tr("Thay số, giữ chữ"), small=True, icon="refresh-cw")
        self.check_button = KeyButton(self.tr("Soát bản hoàn thiện"), small=True, icon="scan-search")
        self.strip = ProgressStrip(self.tr("Tệp ghi dở được bỏ, tệp cũ còn nguyên."), {})
        self.told = Block("plain")
        self.table = LedgerTable(row_height=30)
        self.model = RowsModel(
            [Column("", "mark", 34), Column(self.tr("Trong báo cáo"), "said", 120, prose=True, stretch=True),
             Column(self.tr("Số liệu"), "now", 162, prose=True, bold=True)]
        )  # fmt: skip
        self.reason = TextInput(self.tr("Lý do giữ số đang chọn, rồi Enter"), MOST)
        self.mend_button = KeyButton(self.tr("Lưu bản đã sửa"), small=True, icon="save")
        self.sign_button = KeyButton(self.tr("Chốt theo bản này"), kind="primary", small=True, icon="lock")
        self._furnish()
        self._show_start()

    # Made again

    def ask_renew(self) -> None:
        """Which document, and where to."""
        path = messages.ask_file(self, self.tr("Bản đang viết"), self.tr("Văn bản Word (*.docx)"))
        if path is not None:
            self.renew(path, free_beside(path, "so moi"))  # the last one may hold what she wrote since

    def renew(self, path: Path, target: Path) -> None:
        """Make it again beside the old one."""
        books, period = self._context.books, self._context.period

        def work(progress: Progress) -> Rewritten:
            return rewriting.rewrite(books, period, path, target, progress)

        self._run(self.tr("Đang thay số"), work, self._show_renewed)

    def _show_renewed(self, done: Rewritten) -> None:
        self._found = None
        n, by_hand = done.count(Renewal.REFRESHED), done.count(Renewal.BY_HAND)
        words = self.tr("{n} số đổi, {hand} số gõ tay giữ nguyên. Chữ của người viết giữ nguyên.")
        self._tell("accent", self.tr("Đã ghi {name}").format(name=done.path.name), words.format(n=n, hand=by_hand))
        rows: list[Line | Group] = []
        place = ""
        for number, each in enumerate(done.changes):
            if each.place != place:
                place = each.place
                rows.append(Group(_place_words(place)))
            rows.append(self._change_line(number, each))
        self.model.set_rows(rows)
        self._show_buttons()

    def _change_line(self, number: int, each: Renewed) -> Line:
        marks = {
            Renewal.REFRESHED: Mark.DONE,
            Renewal.BY_HAND: Mark.WARNING,
            Renewal.LEFT_OUT: Mark.NONE,
        }
        words = {
            Renewal.ADDED: self.tr("thêm đoạn"),
            Renewal.DROPPED: self.tr("bỏ đoạn"),
            Renewal.REWORDED: self.tr("viết lại"),
            Renewal.LEFT_OUT: self.tr("người viết đã bỏ"),
        }
        before = each.before or each.after
        after = words.get(each.what, each.after)
        cells = Cell(mark=marks.get(each.what, Mark.NEXT)), Cell(before, tip=before), Cell(after, tip=each.after)
        return Line(cells, number)

    # Checked

    def ask_check(self) -> None:
        """Which document is the finished one."""
        path = messages.ask_file(self, self.tr("Báo cáo hoàn thiện"), self.tr("Văn bản Word (*.docx)"))
        if path is not None:
            self.check(path)

    def check(self, path: Path) -> None:
        """Look for what is still wrong."""
        books, period = self._context.books, self._context.period
        self._path, self.reasons = path, {}

        def work(progress: Progress) -> Inspected:
            return finishing.inspect(books, period, path, progress)

        self._run(self.tr("Đang soát báo cáo"), work, self._show_checked)

    def _show_checked(self, found: Inspected) -> None:
        self._found = found
        self._show_issues()
        self.table.select_position(1 if found.issues else 0)
        if found.issues:
            self.table.setFocus()
        elif not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.check_button.setFocus()  # the button that mended is gone; the one that freezes waits for a Tab

    def _show_issues(self) -> None:
        found = self._found
        if found is None:
            return
        left = found.open_issues(self.reasons)
        gaps = self.tr(" Còn {n} chỗ người viết chưa viết.").format(n=len(found.gaps)) if found.gaps else ""
        if found.material:
            gaps += self.tr(" {n} mục còn nội dung đơn vị nêu chưa chọn lọc.").format(n=len(found.material))
        if left:
            words = self.tr("Lưu bản đã sửa để chữa tất cả, hoặc giữ từng số kèm lý do.") + gaps
            self._tell("err", self.tr("{n} số chưa đúng").format(n=len(left)), words)
        else:
            words = self.tr("Đã soát {n} chỗ có số.").format(n=found.numbers) + gaps
            self._tell("warn" if gaps else "accent", self.tr("Không còn số sai"), words)
        key = self.table.current_key()
        rows: list[Line | Group] = []
        place = ""
        for each in found.issues:
            where = retold(place_words(found.text.passages, each.place.paragraph))
            if where != place:
                place = where
                rows.append(Group(capital(where)))
            rows.append(self._issue_line(each))
        self.model.set_rows(rows)
        self.table.set_current(key)
        self._show_buttons()

    def _issue_line(self, issue: Issue) -> Line:
        words = {
            IssueKind.BY_HAND: self.tr("số gõ tay"),
            IssueKind.STALE: self.tr("số cũ"),
            IssueKind.ARITHMETIC: self.tr("tính lại không khớp"),
            IssueKind.STORED: self.tr("khác số liệu"),
        }
        kept = self.reasons.get(issue.name)
        mark = Mark.CORRECTED if kept else Mark.ERROR
        said = f"{issue.said} ({words[issue.kind]})"
        now = self.tr("giữ: {reason}").format(reason=kept) if kept else issue.now
        return Line((Cell(mark=mark), Cell(said, tip=said), Cell(now, tip=now)), issue.name)

    def keep(self) -> None:
        """The chosen number stays, for a reason."""
        name, why = self.table.current_key(), self.reason.value()
        if name is not None and why:
            self.reasons[str(name)] = why
            self.reason.set_value("")
            self._show_issues()
            self.table.setFocus()

    def ask_mend(self) -> None:
        """Where to write the mended copy."""
        if self._path is not None:
            name = str(self._path.with_name(f"{self._path.stem} - da sua.docx"))
            path = messages.ask_save(self, self.tr("Lưu bản đã sửa"), name, self.tr("Văn bản Word (*.docx)"))
            if path is not None:
                self.mend(path)

    def mend(self, target: Path) -> None:
        """Write the copy and check it in its turn."""
        if self._found is None:
            return
        try:
            finishing.mend(self._found, self._found.open_issues(self.reasons), target)
        except UserError as error:
            return self._tell("err", self.tr("Chưa ghi được"), sentence(error))
        self.check(target)

    def sign(self) -> None:
        """Freeze the figures behind the checked document."""
        path, reasons = self._path, dict(self.reasons)
        if path is None:
            return
        books, period = self._context.books, self._context.period

        def work(progress: Progress) -> Snapshot:
            return finishing.sign(books, period, path, reasons, progress)

        self._run(self.tr("Đang chốt"), work, self._show_signed, writes=True)

    def _show_signed(self, snapshot: Snapshot) -> None:
        at = f"{snapshot.at[11:16]} {snapshot.at[8:10]}/{snapshot.at[5:7]}"
        words = self.tr("Bản báo cáo được giữ trong sổ. Gói đến sau là bổ sung.")
        self._tell("accent", self.tr("Đã chốt {at}").format(at=at), words)
        self._found = None
        self.check_button.setFocus()
        self._show_buttons()
        self._context.announce(Touched.FIGURES)
        self.signed.emit()

    # What it is made of

    def _run(
        self, words: str, work: Callable[[Progress], Made], then: Callable[[Made], object], writes: bool = False
    ) -> None:
        self.strip.show()
        jobs.run(self, words, work, then, failed=self._on_failed, writes=writes, strip=self.strip)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._tell("err", self.tr("Chưa làm được"), sentence(error))
        else:
            jobs.tell_failure(self, self.tr("Hoàn thiện báo cáo"), error)

    def _tell(self, kind: str, title: str, words: str) -> None:
        marks = {"accent": Mark.DONE, "warn": Mark.WARNING, "err": Mark.ERROR, "plain": None}
        self.told.set_kind(kind)  # type: ignore[arg-type]
        self.told.set_mark(marks[kind])
        self.told.set(title, words)

    def _show_start(self) -> None:
        title = self.tr("Bản Word đang viết")
        words = self.tr(
            "Thay số, giữ chữ: số trong bản Word thành số hôm nay, chữ của người viết giữ nguyên, kê các số đã đổi."
            " Soát bản hoàn thiện: tìm số sai trước khi chốt."
        )
        self._tell("plain", title, words)
        self._show_buttons()

    def _show_buttons(self) -> None:
        found = self._found
        left = found.open_issues(self.reasons) if found else []
        self.reason.setVisible(bool(left))
        self.mend_button.setVisible(any(each.mend for each in left))
        self.sign_button.setVisible(found is not None)
        if left:
            self.sign_button.disable(self.tr("Còn {n} số chưa đúng: sửa, hoặc giữ kèm lý do.").format(n=len(left)))
        else:
            self.sign_button.enable()

    def _furnish(self) -> None:
        self.table.setModel(self.model)
        top, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (top, foot):
            row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
            row.setSpacing(theme.px(8))
        top.addWidget(self.renew_button)
        top.addWidget(self.check_button)
        top.addStretch()
        foot.addWidget(self.mend_button)
        foot.addWidget(self.sign_button)
        foot.addStretch()
        why = QVBoxLayout()
        why.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), 0)
        why.addWidget(self.reason)
        self.strip.hide()
        column.addLayout(top)
        column.addWidget(self.strip)
        said = QVBoxLayout()
        said.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        said.addWidget(self.told)
        column.addLayout(said)
        column.addWidget(self.table, 1)
        column.addLayout(why)
        column.addLayout(foot)
        self.renew_button.clicked.connect(self.ask_renew)
        self.check_button.clicked.connect(self.ask_check)
        self.mend_button.clicked.connect(self.ask_mend)
        self.sign_button.clicked.connect(self.sign)
        self.reason.line.returnPressed.connect(self.keep)


def _place_words(place: str) -> str:
    """`Mục II.3`, `Phụ lục 1, Xã Đàm Thủy`."""
    return f"Phụ lục {place.removeprefix('A')}" if place.startswith("A") else f"Mục {place}"

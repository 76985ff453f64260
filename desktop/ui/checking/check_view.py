"""Soát số liệu: catch wrong figures before print; open or paste a text, mend a copy, keep with a reason."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.frame import Page, Split
from desktop.kit.marks import Mark
from desktop.kit.stack import Stack
from desktop.kit.text import Text as Words
from desktop.services import reviewing
from desktop.services.reviewing import Review, Text
from desktop.ui import period_words
from desktop.ui.checking.desk import CheckDesk, Item, Look
from desktop.ui.checking.empty import EmptyDesk
from desktop.ui.checking.finding_list import CheckedList, FindingList
from desktop.ui.checking.paper import CheckPaper
from desktop.ui.context import Context
from desktop.ui.troubles import sentence

SIDE, SIDE_MIN = 428, 380
KEPT, FOLDER = "check_kept", "check_folder"
ALL, MANY, NEXT_MS = "all", 200, 2
CHIPS = {"wrong": Look.WRONG, "doubtful": Look.DOUBTFUL, "right": Look.RIGHT, "unknown": Look.UNKNOWN}


class CheckView(Page):
    """The text at the left, findings and what is right beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Soát số liệu"))
        self._context = context
        self.desk: CheckDesk | None = None
        self._kept = _kept(context.settings.get(KEPT, ""))
        self.empty, self.paper = EmptyDesk(), CheckPaper()
        self.findings, self.checked = FindingList(), CheckedList()
        self.chips, self.told = FilterChips(), Words("", "caption", "text2")
        self.open = self.header.add_action(KeyButton(self.tr("Mở tệp khác"), "Ctrl+O", icon="folder-open"))
        self.again = self.header.add_action(KeyButton(self.tr("Soát lại"), "F5", icon="refresh-cw"))
        self.keep_copy = self.header.add_action(
            KeyButton(self.tr("Lưu bản đã sửa"), "Ctrl+S", kind="primary", icon="save", bind=False)
        )
        self._furnish()
        self._connect()
        self.setAcceptDrops(True)
        self._show_empty()

    def arrived(self) -> None:
        """The keyboard goes to the first finding, or to the button that opens a file."""
        if self.desk is None:
            self.empty.open.setFocus()
        else:
            self.paper.setFocus()

    # Texts in

    def ask_file(self) -> None:
        """Let a person choose a file."""
        path = messages.ask_file(self, self.tr("Mở văn bản"), self.tr("Văn bản (*.docx *.pptx *.txt)"))
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Read and check a file, off the window's thread."""
        self._context.settings.put(FOLDER, str(path.parent))
        self._check(lambda: reviewing.open_file(path))

    def paste(self) -> None:
        """Check what the clipboard holds."""
        words = QGuiApplication.clipboard().text()
        if not words.strip():
            told = self.tr("Chưa có chữ nào để dán. Chọn văn bản ở Word, nhấn Ctrl+C, rồi dán ở đây.")
            return self.notice.tell(told, kind="warn")
        self._check(lambda: reviewing.pasted(words))

    def check_again(self) -> None:
        """Look through the same text once more: a changed file is read anew, what was kept stays kept."""
        if self.desk is None:
            return self.ask_file()
        text = self.desk.review.text
        path = text.path
        self._check((lambda: reviewing.open_file(path)) if path is not None else (lambda: text))

    def _check(self, source: Callable[[], Text]) -> None:
        books, period = self._context.books, self._context.period

        def work(_: Progress) -> Review:
            return reviewing.review(source(), books, period)

        jobs.run(self, self.tr("Đang soát"), work, self.show_review, failed=self._on_failed, writes=False)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.tell(sentence(error), self.tr("Mở tệp khác"), self.ask_file, kind="err")
        else:
            jobs.tell_failure(self, self.tr("Soát số liệu"), error)

    # Findings

    def show_review(self, review: Review) -> None:
        """Show what was found; the first finding is chosen."""
        self.notice.dismiss()
        self.desk = CheckDesk(review, self._kept)
        names = {each.code: self._context.catalogue.indicators[each.code].name for each in review.mentions}
        self._stack.setCurrentIndex(1)
        self.open.setText(self.tr("Mở tệp khác"))
        self.open.updateGeometry()
        self.header.set_state(review.text.name)
        self.findings.show_desk(self.desk, names)
        if len(self.desk.items) > MANY:
            QTimer.singleShot(NEXT_MS, self, self._show_checked)  # nobody waits for it
        else:
            self._show_checked()
        self._show_chips()
        self.paper.show_text(self.desk)
        self.paper.verticalScrollBar().setValue(0)
        self._show_counts(review)
        self._show_buttons()
        self.findings.choose(None)
        self.findings.next(1)
        self.paper.setFocus()

    def _show_checked(self) -> None:
        if self.desk is not None:
            self.checked.show_desk(self.desk)

    def choose(self, item: Item) -> None:
        """Show a finding in the text and in the list."""
        if item.number:
            self.findings.choose(item)
        self.paper.show_item(item)

    def save(self) -> None:
        """Ask where to, then write the mended copy."""
        if self.desk is None or not self.keep_copy.isEnabled():
            return
        text = self.desk.review.text
        folder = self._context.settings.get(FOLDER, "")
        name = reviewing.save_name(text)
        pattern = self.tr("Văn bản Word (*.docx)") if text.is_word else self.tr("Văn bản (*.txt)")
        start = str(Path(folder) / name) if folder else name
        path = messages.ask_save(self, self.tr("Lưu bản đã sửa"), start, pattern)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the mended copy to a file."""
        if self.desk is None:
            return
        text, mends = self.desk.review.text, self.desk.mends()

        def then(written: Path) -> None:
            told = self.tr("Đã lưu {name}, sửa {n} chỗ. Tệp gốc giữ nguyên.")
            self.notice.tell(told.format(name=written.name, n=len(mends)))

        def work(_: Progress) -> Path:
            return reviewing.save(text, mends, path)

        jobs.run(self, self.tr("Đang lưu"), work, then, failed=self._on_failed, writes=False)

    def _on_decided(self, item: Item) -> None:
        self._context.settings.put(KEPT, json.dumps(self._kept, ensure_ascii=False))
        if self.desk is not None:
            self.paper.show_text(self.desk, CHIPS.get(self.chips.current()))
        self._show_buttons()
        self.paper.setFocus()
        self.choose(item) if item.open else self.findings.next(1)

    def _on_chip(self, key: str) -> None:
        if self.desk is None:
            return
        look = CHIPS.get(key)
        self.paper.show_text(self.desk, look)
        self.checked.show_desk(self.desk, look)
        if look is not None and (items := self.desk.of(look)):
            self.choose(items[0])

    # Looks

    def _show_chips(self) -> None:
        assert self.desk is not None
        named = (
            ("wrong", self.tr("Sai"), Mark.ERROR),
            ("doubtful", self.tr("Nên xem"), Mark.WARNING),
            ("right", self.tr("Đúng"), Mark.DONE),
            ("unknown", self.tr("Không so được"), Mark.NONE),
        )
        chips = [Chip(ALL, self.tr("Tất cả"), len(self.desk.items))]
        chips += [Chip(key, words, len(self.desk.of(CHIPS[key])), mark) for key, words, mark in named]
        self.chips.set_chips(chips)
        self.chips.set_current(ALL)

    def _show_counts(self, review: Review) -> None:
        assert self.desk is not None
        paragraphs = sum(bool(each.text.strip()) and not each.cell for each in review.text.passages)
        told = self.tr("{n} số trong {p} đoạn, soát xong trong {s} giây")
        seconds = format_number(Decimal(max(review.seconds, 0.1)), 1)
        self.told.setText(told.format(n=len(self.desk.items), p=format_number(paragraphs), s=seconds))
        facts = [("file-text", self.tr("Tệp gốc giữ nguyên, sửa ghi vào bản mới"))]
        if review.elsewhere:
            told = self.tr(
                "Số trong văn bản khác hẳn số liệu {period} nên không so từng số. Có thể văn bản thuộc kỳ khác."
            )
            self.notice.tell(told.format(period=period_words.label(self._context.period)), kind="warn")
        elif review.mentions:
            label = period_words.label(self._context.period)
            facts.append(("database", self.tr("So với số liệu {period}").format(period=label)))
        self.set_facts(facts)

    def _show_buttons(self) -> None:
        if self.desk is None:
            self.keep_copy.disable(self.tr("Chưa có văn bản. Mở tệp hoặc dán văn bản trước."))
            self.again.disable(self.tr("Chưa có văn bản để soát lại."))
            return
        self.again.enable()
        if self.desk.mends():
            self.keep_copy.enable()
        else:
            self.keep_copy.disable(self.tr("Chưa sửa chỗ nào. Chọn một phát hiện rồi nhấn Enter."))

    def _show_empty(self) -> None:
        self._stack.setCurrentIndex(0)
        self.open.setText(self.tr("Mở tệp"))
        self._show_buttons()
        self.set_facts([("file-text", self.tr("Tệp gốc giữ nguyên, sửa ghi vào bản mới"))])

    def _furnish(self) -> None:
        side, main, full, top = QWidget(), Card(), QWidget(), QHBoxLayout()
        right, column = QVBoxLayout(side), QVBoxLayout(full)
        for layout in (right, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.px(12))
        right.addWidget(self.findings, 2)
        right.addWidget(self.checked, 1)
        main.body.addWidget(self.paper)
        top.addWidget(self.chips, 1)
        top.addWidget(self.told)
        column.setSpacing(theme.px(8))
        column.addLayout(top)
        column.addWidget(Split(main, side, SIDE, SIDE_MIN), 1)
        self._stack = Stack()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(full)
        self.body.addWidget(self._stack, 1)
        self.panes, self.side_panel = [self.paper, self.checked.table], side
        self.set_keys(
            [
                ("F8", self.tr("Phát hiện tiếp")),
                ("Enter", self.tr("Sửa")),
                ("Ctrl+G", self.tr("Ghi lý do giữ")),
                ("Ctrl+V", self.tr("Dán")),
            ]
        )

    def _connect(self) -> None:
        for button in (self.open, self.empty.open):
            button.clicked.connect(self.ask_file)
        self.empty.paste.clicked.connect(self.paste)
        self.again.clicked.connect(self.check_again)
        self.keep_copy.clicked.connect(self.save)
        self.paper.chosen.connect(self.choose)
        self.paper.entered.connect(self.findings.mend_current)
        self.findings.chosen.connect(self.choose)
        self.findings.decided.connect(self._on_decided)
        self.checked.chosen.connect(self.choose)
        self.chips.chosen.connect(self._on_chip)
        for key, action in (
            ("F8", lambda: self.findings.next(1)),
            ("Shift+F8", lambda: self.findings.next(-1)),
            ("Ctrl+G", self.findings.ask_reason),
            ("Ctrl+V", self.paste),
        ):
            shortcut = QShortcut(key, self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file or words may be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        data = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.open_file(paths[0])
        elif words := data.text():
            self._check(lambda: reviewing.pasted(words))
        event.acceptProposedAction()


def _kept(words: str) -> dict[str, str]:
    """Reasons given before, by finding; a damaged memory is an empty one."""
    try:
        kept = json.loads(words or "{}")
    except ValueError:
        return {}
    return {str(key): str(reason) for key, reason in kept.items()} if isinstance(kept, dict) else {}

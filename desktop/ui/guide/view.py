"""The guide on the screen: contents and search at the right, the page at the left; Esc goes back to the work."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from desktop.domain.text import fold
from desktop.kit import english, theme
from desktop.kit.block_table import Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.frame import Page, Split
from desktop.kit.search import SearchField
from desktop.ui import words
from desktop.ui.guide.pages import Guide, GuidePage
from desktop.ui.guide.paper import GuidePaper

SIDE, SIDE_LEAST = 300, 240


class GuideReader(QTextBrowser):
    """One page at a time, fitted to the width."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: GuidePage | None = None
        self._wanted = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.translate("Guide", "Trang hướng dẫn"))
        self.anchorClicked.connect(self._on_link)
        theme.changes.changed.connect(self.again)

    def show_page(self, page: GuidePage, wanted: str = "") -> None:
        """Show a page from its top, or from the first of the words looked for."""
        self.shown, self._wanted = page, wanted
        self.again()
        self.verticalScrollBar().setValue(0)
        self._light()

    def again(self) -> None:
        """Fit the page to another width or another theme."""
        if self.shown is not None:
            place = self.verticalScrollBar().value()
            self.setDocument(GuidePaper(self.shown, self.viewport().width(), parent=self))
            self._dress()
            self.verticalScrollBar().setValue(place)

    def lit(self) -> int:
        """How many of the words looked for are marked."""
        return len(self.extraSelections())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures take another size."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.again()

    def _dress(self) -> None:
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, theme.color("surface"))
        colours.setColor(QPalette.ColorRole.Text, theme.color("text"))
        self.setPalette(colours)
        self._spare()

    def _spare(self) -> None:
        """Long lines end where the eye still finds the next one."""
        frame = self.document().rootFrame().frameFormat()
        spare = self.viewport().width() - theme.px(880)
        frame.setRightMargin(max(theme.px(16), spare))
        self.document().rootFrame().setFrameFormat(frame)

    def _light(self) -> None:
        """Mark the words looked for, whatever their accents, and bring the first into sight."""
        found = [self._selection(*span) for span in spans(self.document().toPlainText(), self._wanted)]
        self.setExtraSelections(found)
        if found:
            self.setTextCursor(_start(found[0].cursor))
            self.ensureCursorVisible()

    def _selection(self, start: int, length: int) -> QTextEdit.ExtraSelection:
        selection, look = QTextEdit.ExtraSelection(), QTextCharFormat()
        look.setBackground(theme.color("warnTint"))
        look.setForeground(theme.color("text"))
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, look
        return selection

    def _on_link(self, url: QUrl) -> None:
        self.followed.emit(url.path())


def spans(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where the words looked for stand in a text, compared without accents letter by letter."""
    plain = "".join(fold(letter)[:1] or " " for letter in text)
    found: list[tuple[int, int]] = []
    for word in dict.fromkeys(fold(wanted).split()):
        place = plain.find(word)
        while place >= 0:
            found.append((place, len(word)))
            place = plain.find(word, place + len(word))
    return sorted(found)


def _start(cursor: QTextCursor) -> QTextCursor:
    start = QTextCursor(cursor)
    start.setPosition(cursor.selectionStart())
    return start


class GuideView(Page):
    """All pages of a role, opened at the one that belongs to a screen."""

    left = Signal()

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(words.translate("Guide", "Hướng dẫn"), parent)
        if english.is_spoken():
            self.header.set_state(self.tr("Hướng dẫn viết bằng tiếng Việt."))
        self.guide = guide
        self._before: list[tuple[str, int]] = []
        self.reader = GuideReader()
        self.search = SearchField(self.tr("Tìm trong hướng dẫn"), "Ctrl+F")
        self.contents = LedgerTable()
        self.model = RowsModel([Column("", "title", 200, stretch=True, prose=True)])
        self.back = self.header.add_action(KeyButton(self.tr("Trang trước"), "Alt+Left", icon="arrow-left"))
        self.print = self.header.add_action(KeyButton(self.tr("In trang này"), "Ctrl+P", icon="printer"))
        leave = KeyButton(self.tr("Về chỗ đang làm"), "Esc", kind="primary", bind=False)
        self.leave_button = self.header.add_action(leave)
        self._furnish()
        self._connect()

    def open_at(self, key: str) -> None:
        """Show the page of a screen, without a way back to what was read before."""
        self._before.clear()
        self.search.clear()
        self._list("")
        self._show(self.guide.page(key))
        self.reader.setFocus()

    def current_key(self) -> str:
        """The page that is read."""
        return self.reader.shown.key if self.reader.shown else ""

    def follow(self, key: str) -> None:
        """Go on to another page."""
        if key != self.current_key():
            self._before.append((self.current_key(), self.reader.verticalScrollBar().value()))
            self._show(self.guide.page(key))

    def go_back(self) -> None:
        """Return to the page read before, at the place where it was left."""
        if self._before:
            key, place = self._before.pop()
            self._show(self.guide.page(key))
            self.reader.verticalScrollBar().setValue(place)

    def print_page(self, printer: QPrinter) -> None:
        """Print the page that is read, black on white."""
        if self.reader.shown is not None:
            GuidePaper(self.reader.shown, on_paper=True).print_to(printer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the work, Backspace to the page before."""
        act: Callable[[], object] | None = {
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_Backspace: self.go_back,
        }.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _furnish(self) -> None:
        main, side = Card(), Card()
        self.contents.setModel(self.model)
        self.contents.horizontalHeader().hide()
        self.contents.setAccessibleName(self.tr("Mục lục"))
        self.contents.set_empty(EmptyState(self.tr("Không trang nào có những chữ này. Thử ít chữ hơn.")))
        main.body.addWidget(self.reader)
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        head.addWidget(self.search)
        side.body.addLayout(head)
        side.body.addWidget(self.contents, 1)
        self.split = Split(main, side, SIDE, SIDE_LEAST)
        self.body.addWidget(self.split, 1)
        self.panes, self.side_panel = [self.reader, self.contents], side
        self.set_keys(
            [
                ("Ctrl+F", self.tr("Tìm")),
                ("F6", self.tr("Trang, mục lục")),
                ("F9", self.tr("Hiện mục lục")),
                ("Ctrl+P", self.tr("In")),
                ("Esc", self.tr("Về chỗ đang làm")),
            ]
        )

    def _connect(self) -> None:
        self.reader.followed.connect(self.follow)
        self.back.clicked.connect(self.go_back)
        self.print.clicked.connect(self._on_print)
        self.leave_button.clicked.connect(self.left)
        self.search.textEdited.connect(self._on_typed)
        self.search.escaped.connect(self.left)
        self.search.returnPressed.connect(self._on_entered)
        self.search.arrow_pressed.connect(lambda _: self.contents.setFocus())
        self.search.summoned.connect(self._show_side)
        self.contents.opened.connect(self._on_opened)

    def _show(self, page: GuidePage) -> None:
        self.header.set_state(page.title)
        self.reader.show_page(page, self.search.text())
        self.contents.set_current(page.key)
        if self._before:
            self.back.enable()
        else:
            self.back.disable(self.tr("Đây là trang mở đầu tiên."))

    def _list(self, wanted: str) -> None:
        rows: list[Line | Group] = []
        for chapter in self.guide.found(wanted):
            rows.append(Group(chapter.title))
            rows += [Line([page.title], page.key) for page in chapter.pages]
        self.model.set_rows(rows)
        self.contents.set_current(self.current_key())

    def _on_typed(self, wanted: str) -> None:
        self._list(wanted)

    def _on_entered(self) -> None:
        """The first page found, or the next words on the one that is read."""
        if self.search.text() and self.contents.current_key() is None:
            self.contents.select_position(0)
        self._on_opened(self.contents.current_key())

    def _on_opened(self, key: object) -> None:
        if not isinstance(key, str):
            return
        if key == self.current_key():
            self._show(self.guide.page(key))
        else:
            self.follow(key)
        if self.split.is_drawer() and self.contents.isVisible():
            self.split.toggle_side()
        self.reader.setFocus()

    def _show_side(self) -> None:
        if not self.contents.isVisible():
            self.split.toggle_side()
            QTimer.singleShot(0, self.search, self.search.setFocus)

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_page(printer)

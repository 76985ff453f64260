"""The frame that stands while the books are opened, and says so when they cannot be."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.frame import Page, Shell
from desktop.kit.marks import Mark
from desktop.kit.text import Text


class OpeningWindow(Shell):
    """An empty shell: there at once, before anything heavy is loaded."""

    again_asked = Signal()
    painted = Signal()
    """For the first time: the frame can be seen."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._stands = False
        self._page = _OpeningPage(folder)
        self._page.again.clicked.connect(self.again_asked)
        self.add_page("opening", "book-open", self.tr("Mở sổ"), lambda: self._page)
        self.strip.set_period("", "")
        self.strip.set_deadline("")
        self.strip.search.hide()
        self.strip.help.hide()
        self.show_page("opening")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that the frame stands; what is heavy waits for it."""
        super().paintEvent(event)
        if not self._stands:
            self._stands = True
            self.painted.emit()

    def wait(self) -> None:
        """Say that the books are being opened."""
        self._page.wait()

    def refuse(self, error: UserError) -> None:
        """Say why the books cannot be opened, and what to do next."""
        from desktop.ui.troubles import sentence

        self._page.refuse(sentence(error))


class _OpeningPage(Page):
    def __init__(self, folder: str) -> None:
        super().__init__("Giao Ban")
        self._folder = folder
        self.words = Text("", "body", "text2")
        self.again = KeyButton(self.tr("Mở lại"), "F5", kind="primary", icon="refresh-cw")
        self._show_folder = KeyButton(self.tr("Xem thư mục dữ liệu"), icon="folder-open")
        self._show_folder.clicked.connect(self._on_show_folder)
        self._trouble = Block("err", self.tr("Chưa mở được sổ"), mark=Mark.ERROR)
        self._buttons = QWidget()
        self._furnish()
        self.wait()

    def wait(self) -> None:
        self.words.setText(self.tr("Đang mở sổ…"))
        for widget in (self._trouble, self._buttons):
            widget.hide()

    def refuse(self, sentence: str) -> None:
        self._trouble.set(self.tr("Chưa mở được sổ"), sentence)
        self.words.setText("")
        for widget in (self._trouble, self._buttons):
            widget.show()
        self.again.setFocus()

    def _furnish(self) -> None:
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(*[theme.px(4)] * 4)  # room for the focus ring
        row.setSpacing(theme.px(8))
        row.addWidget(self.again)
        row.addWidget(self._show_folder)
        row.addStretch()
        column = QVBoxLayout()
        column.setSpacing(theme.px(12))
        self._trouble.setFixedWidth(theme.px(720))
        beside = QHBoxLayout()  # an aligned widget would not grow with its wrapped words
        beside.addWidget(self._trouble)
        beside.addStretch()
        column.addLayout(beside)
        column.addWidget(self.words)
        column.addWidget(self._buttons)
        column.addStretch()
        self.body.addLayout(column, 1)

    def _on_show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))

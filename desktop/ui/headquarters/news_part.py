"""Tin hội nghị: the short public text made of record and figures, to be copied or written to Word."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState, Scroll
from desktop.kit.frame.header import NoticeBar
from desktop.kit.text import Text
from desktop.services import conferring
from desktop.services.conferring import Held
from desktop.ui.context import Context
from desktop.wording import conference as words

WIDE = 760


class NewsPart(QWidget):
    """Headline and text as they would be printed; nothing is typed here."""

    told = Signal()

    def __init__(self, context: Context, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._notice = context, notice
        self.headline, self.text = "", ""
        self._head, self._lines = Text("", "title", wrap=True), QVBoxLayout()
        self.copy = KeyButton(self.tr("Sao chép tin"), "Ctrl+Shift+C", icon="copy", small=True)
        self._furnish()
        self.copy.clicked.connect(self.copy_text)

    def count(self) -> int:
        """Nothing waits here."""
        return 0

    def state(self) -> str:
        """How long it is."""
        return self.tr("{n} chữ").format(n=len(self.text.split())) if self.text else ""

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter here."""
        return [("Ctrl+Shift+C", self.tr("Sao chép")), ("Ctrl+E", self.tr("Xuất Word"))]

    def panes(self) -> list[QWidget]:
        """The one button."""
        return [self.copy]

    def side(self) -> QWidget | None:
        """There is none."""
        return None

    def arrived(self) -> None:
        """Write it anew from what is known now."""
        self.reload()
        self.copy.setFocus()

    def reload(self) -> None:
        """Gather the figures off the window's thread."""
        books = self._context.books
        found = conferring.conferences(books, self._context.period)
        if not found:
            return self._show("", "")
        held: Held = found[-1]

        def work(_: Progress) -> words.Facts:
            return conferring.minutes_of(books, held)

        def then(facts: words.Facts) -> None:
            self._show(words.headline(facts), words.news(facts))

        jobs.run(self, self.tr("Đang viết tin"), work, then, writes=False)

    def copy_text(self) -> None:
        """The whole text to the clipboard."""
        if self.text:
            QGuiApplication.clipboard().setText(f"{self.headline}\n{self.text}")
            self._notice.tell(self.tr("Đã sao chép tin, {n} chữ.").format(n=len(self.text.split())))

    def _show(self, headline: str, text: str) -> None:
        self.headline, self.text = headline, text
        self._head.setText(headline)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in text.splitlines():
            self._lines.addWidget(Text(line, "value", wrap=True))
        self._nothing.setVisible(not text)
        if text:
            self.copy.enable()
        else:
            self.copy.disable(self.tr("Chưa có hội nghị của kỳ này."))
        self.told.emit()

    def _furnish(self) -> None:
        self._nothing = EmptyState(self.tr("Chưa có hội nghị của kỳ này. Ghi biên bản ở tab Hội nghị."))
        inner, card, row = QWidget(), Card(self.tr("Tin hội nghị")), QHBoxLayout()
        whole = QWidget()
        inner.setMaximumWidth(theme.px(WIDE))
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        self._lines.setSpacing(theme.px(10))
        column.addWidget(self._nothing)
        column.addWidget(self._head)
        column.addLayout(self._lines)
        column.addStretch()
        card.add_action(self.copy)
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(inner, 100)
        across.addStretch(1)
        card.body.addWidget(Scroll(whole, by_width=True), 1)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(card)
        self.setLayout(row)

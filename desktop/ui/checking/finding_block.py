"""One finding in the list: number, title, place; the chosen one with its arithmetic and what can be done."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.findings import Finding, Mend, Mention, Passage
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import TextInput
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.snug import Snug
from desktop.kit.text import Text
from desktop.ui.checking.desk import Item, Look
from desktop.ui.retold import retold
from desktop.ui.words import translate
from desktop.wording import finding_words
from desktop.wording.numbers import number

_SPACE = 8
_PLAIN = re.compile(r"\d[\d.]*(?=\s)")


class FindingBlock(Snug):
    """A finding; tells what a person wants of it."""

    chosen = Signal()
    mended = Signal(object)
    """Mend."""
    kept = Signal(str)
    reopened = Signal()

    def __init__(self, item: Item, passages: tuple[Passage, ...], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item, self._name = item, name
        self._chosen = False
        self._mark = MarkLabel(_mark(item), 18)
        self.title = Text(_title(item), "bold", wrap=True)
        self.where = Text(retold(finding_words.place_words(passages, item.place.paragraph)), "caption", "text2")
        self.words = Text("", "body", "text2", wrap=True)
        self._more = QWidget()
        self.reason = TextInput(self.tr("Lý do giữ nguyên, rồi Enter"), 200)
        self._row = QWidget()
        self._furnish()
        self.reason.line.returnPressed.connect(self._on_reason)
        self.refresh()

    def refresh(self) -> None:
        """Show what was decided."""
        item = self.item
        self._mark.set_mark(_mark(item))
        self.words.setText(_advice(item, self._name))
        self._fill_buttons()
        self.reason.hide()
        reckoned = self._chosen and self._grid.count() > 0
        self._more.setVisible(reckoned)
        turned = item.finding is not None and item.finding.turn is not None
        self.words.setVisible(not reckoned or turned or not item.open)
        self.updateGeometry()

    def set_chosen(self, chosen: bool) -> None:
        """Open it, or only name it."""
        if chosen == self._chosen:
            return
        self._chosen = chosen
        self.refresh()
        self.update()

    def ask_reason(self) -> None:
        """Let a person say why the figure stays."""
        self._row.hide()
        self.reason.show()
        self.reason.line.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses it."""
        self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the chosen one and the rule under each."""
        painter = QPainter(self)
        if self._chosen:
            painter.fillRect(self.rect(), theme.color("sel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))

    def _furnish(self) -> None:
        head, column, outer = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        outer.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        outer.setSpacing(theme.px(_SPACE))
        outer.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.setSpacing(theme.px(_SPACE))
        head.addWidget(self.title, 1)
        head.addWidget(self.where, 0, Qt.AlignmentFlag.AlignTop)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self.words)
        self._grid = QGridLayout(self._more)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setColumnStretch(0, 1)
        self._fill_arithmetic()
        column.addWidget(self._more)
        self._buttons = QHBoxLayout(self._row)
        self._buttons.setContentsMargins(0, theme.px(4), 0, 0)
        self._buttons.setSpacing(theme.px(6))
        column.addWidget(self._row)
        column.addWidget(self.reason)
        outer.addLayout(column, 1)

    def _fill_arithmetic(self) -> None:
        told = finding_words.arithmetic(self.item.finding) if self.item.finding else []
        lines = [tuple(map(retold, line)) for line in told]
        for row, (what, sum_of, result) in enumerate(lines):
            self._grid.addWidget(Text(what, "body", "text2"), row, 0)
            self._grid.addWidget(Text(sum_of), row, 1, Qt.AlignmentFlag.AlignRight)
            last = Text(result, "body" if row else "bold", "text" if row else "accent")
            self._grid.addWidget(last, row, 2, Qt.AlignmentFlag.AlignRight)

    def _fill_buttons(self) -> None:
        while (taken := self._buttons.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for button in self._wanted():
            self._buttons.addWidget(button)
        self._buttons.addStretch()
        self._row.setVisible(self._buttons.count() > 1)

    def _wanted(self) -> list[KeyButton]:
        item = self.item
        if not item.open:
            again = KeyButton(self.tr("Xem lại"), kind="quiet", small=True)
            again.clicked.connect(self.reopened)
            return [again] if self._chosen else []
        made: list[KeyButton] = []
        for mend in [*_mends(item.finding), *_stored(item.mention)]:
            key = "Enter" if not made and self._chosen and item.offered is not None else ""
            button = KeyButton(self.tr("Sửa thành {words}").format(words=mend.text), key, small=True, bind=False)
            button.clicked.connect(lambda _=False, mend=mend: self.mended.emit(mend))
            made.append(button)
        key = "Ctrl+G" if self._chosen else ""
        keep = KeyButton(self.tr("Giữ, ghi lý do"), key, small=True, bind=False)
        keep.clicked.connect(self.ask_reason)
        return [*made, keep]

    def _on_reason(self) -> None:
        if words := self.reason.value():
            self.kept.emit(words)


def _mends(finding: Finding | None) -> list[Mend]:
    if finding is None:
        return []
    return [mend for mend in (finding.turn, finding.mend) if mend is not None]


def _stored(mention: Mention | None) -> list[Mend]:
    """The stored figure in the place of a plain count; never what Enter does: either may be the right one."""
    if mention is None or mention.stored is None or not _PLAIN.match(mention.text):
        return []
    return [Mend(mention.place, _PLAIN.sub(number(mention.stored), mention.text))]


def _mark(item: Item) -> Mark:
    if not item.open:
        return Mark.DONE
    return Mark.ERROR if item.look is Look.WRONG else Mark.WARNING


def _title(item: Item) -> str:
    if item.mention is not None:
        stored = "" if item.mention.stored is None else number(item.mention.stored)
        words = translate("Findings", "{n}. “{text}” nhưng số liệu là {stored}")
        return words.format(n=item.number, text=item.mention.text, stored=stored)
    assert item.finding is not None
    return f"{item.number}. {retold(finding_words.title(item.finding))}"


def _advice(item: Item, name: str) -> str:
    if item.mend is not None:
        return translate("Findings", "Bản sửa ghi “{text}”. Tệp gốc giữ nguyên.").format(text=item.mend.text)
    if item.reason:
        return translate("Findings", "Giữ nguyên: {reason}").format(reason=item.reason)
    if item.mention is not None:
        words = translate("Findings", "Chỉ tiêu: {name}. Xem lại số trong văn bản hoặc số liệu của kỳ.")
        return words.format(name=name)
    assert item.finding is not None
    return retold(finding_words.advice(item.finding))

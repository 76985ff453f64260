"""The checked text on white paper: right figures dotted, wrong ones red with their number, doubtful ones amber."""

from collections import deque

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QTextBlockFormat, QTextCharFormat, QTextCursor

from desktop.domain.findings import Passage
from desktop.kit import theme
from desktop.kit.paper import Paper, letters, on_paper
from desktop.ui.checking.desk import CheckDesk, Item, Look

AT_ONCE = 60
_HEADING_LENGTH = 90
Under = QTextCharFormat.UnderlineStyle


class CheckPaper(Paper):
    """A click on a figure chooses its finding; Enter and the other keys belong to the page."""

    chosen = Signal(object)
    """Item."""
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(margin=26)
        self._desk: CheckDesk | None = None
        self._only: Look | None = None
        self._places: dict[int, tuple[int, int]] = {}
        self._framed = -1
        self._left: deque[tuple[int, Passage]] = deque()
        self._by_paragraph: dict[int, list[int]] = {}
        self._row: tuple[int, ...] | None = None
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(lambda: self._write(AT_ONCE))

    def show_text(self, desk: CheckDesk, only: Look | None = None) -> None:
        """Set the whole text with its marks, or those of one kind alone."""
        place = self.verticalScrollBar().value()
        if desk is not self._desk:
            self._framed = -1
        self._desk, self._only, self._places = desk, only, {}
        by_paragraph: dict[int, list[int]] = {}
        for number, item in enumerate(desk.items):
            if only is None or item.look is only:
                by_paragraph.setdefault(item.place.paragraph, []).append(number)
        self.clear()
        self._left, self._row = deque(enumerate(desk.review.text.passages)), None
        self._by_paragraph = by_paragraph
        self._write(AT_ONCE)
        while place and self._left and self.document().size().height() < place + 2 * self.viewport().height():
            self._write(AT_ONCE)  # as far as it was read before
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)

    def _write(self, count: int) -> None:
        """The next paragraphs; in a long text those below come some at a time."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for _ in range(min(count, len(self._left))):
            number, passage = self._left.popleft()
            if passage.text.strip():
                self._row = self._begin(cursor, passage, self._row)
                self._paragraph(cursor, passage, self._by_paragraph.get(number, []))
        cursor.endEditBlock()
        if self._left:
            self._more.start()

    def show_item(self, item: Item) -> None:
        """Bring a figure into view and frame it."""
        if self._desk is None:
            return
        if self._left and self._left[0][0] <= item.place.paragraph:
            self._write(item.place.paragraph - self._left[0][0] + 1)
        if (at := self._places.get(self._desk.place_of(item))) is None:
            return
        self._framed = self._desk.place_of(item)
        cursor = self.textCursor()
        cursor.setPosition(at[0])
        self.setTextCursor(cursor)
        rect = self.cursorRect(cursor)
        if rect.bottom() > self.viewport().height() - theme.px(60) or rect.top() < theme.px(20):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - self.viewport().height() // 3)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and the frame around the chosen figure over it."""
        super().paintEvent(event)
        at = self._places.get(self._framed)
        if self._desk is None or at is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(on_paper(_token(self._desk.items[self._framed])), 2))
        for rect in self._lines(*at):
            painter.drawRect(rect.adjusted(-1, -1, 1, 1))

    def _lines(self, start: int, end: int) -> list[QRect]:
        """Where a figure stands, one rectangle a line."""
        cursor = QTextCursor(self.document())
        rects: list[QRect] = []
        for position in range(start, end + 1):
            cursor.setPosition(position)
            rect = self.cursorRect(cursor)
            if rects and abs(rects[-1].top() - rect.top()) < rect.height() // 2:
                rects[-1] = rects[-1].united(rect)
            else:
                rects.append(rect)
        return [rect for rect in rects if rect.width() > 2]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts on the chosen finding."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _begin(self, cursor: QTextCursor, passage: Passage, row: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """A line of its own; the cells of a table's row share one."""
        here = passage.cell[:2] if passage.cell else None
        if here is not None and here == row:
            faint = letters(False)
            faint.setForeground(on_paper("line2"))
            cursor.insertText("   |   ", faint)
            return here
        if cursor.position():
            cursor.insertBlock()
        cursor.setBlockFormat(_block(passage, _is_heading(passage)))
        return here

    def _paragraph(self, cursor: QTextCursor, passage: Passage, numbers: list[int]) -> None:
        strong, at = _is_heading(passage), 0
        items = self._desk.items if self._desk is not None else []
        for number in numbers:
            item = items[number]
            cursor.insertText(passage.text[at : item.place.start], letters(strong))
            self._figure(cursor, number, item, passage.text, strong)
            at = item.place.end
        cursor.insertText(passage.text[at:], letters(strong))

    def _figure(self, cursor: QTextCursor, number: int, item: Item, text: str, strong: bool) -> None:
        look = letters(strong)
        _mark(look, item)
        self.link(look, number)
        start = cursor.position()
        cursor.insertText(_words(item, text), look)
        if item.number:
            raised = letters(False)
            raised.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            raised.setFontWeight(700)
            raised.setForeground(on_paper(_token(item)))
            cursor.insertText(f"\N{WORD JOINER}{item.number}", raised)
        self._places[number] = (start, cursor.position())

    def on_number(self, number: int) -> None:
        """Choose the finding of the pressed figure."""
        if self._desk is not None:
            self.chosen.emit(self._desk.items[number])

    def write_again(self) -> None:
        """The same text in the new looks."""
        if self._desk is not None:
            self.show_text(self._desk, self._only)


def _words(item: Item, text: str) -> str:
    """The figure as the copy will have it."""
    start, end = item.place.start, item.place.end
    mend = item.mend
    if mend is None:
        return text[start:end]
    return text[start : mend.place.start] + mend.text + text[mend.place.end : end]


def _token(item: Item) -> str:
    if not item.open:
        return "accent"
    return "err" if item.look is Look.WRONG else "warn"


def _mark(look: QTextCharFormat, item: Item) -> None:
    if item.number:
        token = _token(item)
        look.setBackground(on_paper({"err": "errTint", "warn": "warnTint", "accent": "accentTint"}[token]))
        look.setForeground(on_paper(token))
        wrong = item.look is Look.WRONG
        look.setUnderlineStyle(Under.SingleUnderline if wrong else Under.DashUnderline)
        look.setUnderlineColor(on_paper(token))
    else:
        look.setUnderlineStyle(Under.DotLine if item.look is Look.RIGHT else Under.DashDotLine)
        look.setUnderlineColor(on_paper("accent" if item.look is Look.RIGHT else "line2"))


def _is_heading(passage: Passage) -> bool:
    """Short lines in capitals or with a number in front, without figures at their end."""
    text = passage.text.strip()
    if passage.cell or len(text) > _HEADING_LENGTH or text.endswith((".", ";", ",")):
        return False
    numbered = text.split(" ", 1)[0].rstrip(".)")
    return text.isupper() or (numbered.isdigit() and text[len(numbered)] in ".)") or numbered in _ROMAN


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


def _block(passage: Passage, strong: bool) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(theme.px(4))
    if passage.cell:
        block.setLeftMargin(theme.px(20))
    elif strong:
        block.setTopMargin(theme.px(8))
    else:
        block.setAlignment(Qt.AlignmentFlag.AlignJustify)
        block.setTextIndent(theme.px(24))
    return block

"""The report as text: figures tinted and reachable, places to write marked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor

from desktop.domain.report import Origin, Paragraph, Piece, Style
from desktop.kit import theme
from desktop.kit.paper import Paper, letters, on_paper


class ReportPaper(Paper):
    """Tab walks from figure to figure, Enter, F2 or a click asks where one comes from."""

    figure_asked = Signal(object)
    """Piece with its Origin."""
    marked = "accentLine"

    def __init__(self) -> None:
        self._figures: list[tuple[Piece, int]] = []
        self._blocks: list[tuple[Paragraph, int]] = []
        super().__init__(margin=18)

    def show_report(self, paragraphs: Sequence[Paragraph]) -> None:
        """Set the whole text."""
        place = self.verticalScrollBar().value()
        self._figures, self._blocks = [], []
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, paragraph in enumerate(paragraphs):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(_block_format(paragraph))
            self._blocks.append((paragraph, cursor.position()))
            for piece in paragraph.pieces:
                self._insert(cursor, paragraph, piece)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)

    def go_to_part(self, part: str) -> None:
        """Bring a part to the top."""
        self._show_at(next((at for paragraph, at in self._blocks if paragraph.part == part), 0))

    def next_gap(self, back: bool = False) -> bool:
        """Go to the next place that only a person can fill, round the end."""
        gaps = [at for paragraph, at in self._blocks if paragraph.style is Style.TO_WRITE]
        if not gaps:
            return False
        here = self.textCursor().position()
        later = [at for at in gaps if (at < here if back else at > here)]
        self._show_at((later[-1] if back else later[0]) if later else gaps[-1 if back else 0])
        self.setFocus()
        return True

    def figures(self) -> list[Piece]:
        """The numbers made from figures, in the order of reading."""
        return [piece for piece, _ in self._figures]

    def ask_current(self) -> None:
        """Ask for the figure at the cursor, else for the next one after it."""
        here = self.textCursor().position()
        ahead = [piece for piece, at in self._figures if at + len(piece.text) >= here]
        if ahead or self._figures:
            self.ask(ahead[0] if ahead else self._figures[0][0])

    def ask(self, piece: Piece) -> None:
        """Mark a figure and ask where it comes from."""
        at = next(at for each, at in self._figures if each is piece)
        cursor = self.textCursor()
        cursor.setPosition(at)
        cursor.setPosition(at + len(piece.text), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.figure_asked.emit(piece)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 asks."""
        if event.key() == Qt.Key.Key_F2:
            self.ask_current()
        else:
            super().keyPressEvent(event)

    def _insert(self, cursor: QTextCursor, paragraph: Paragraph, piece: Piece) -> None:
        look = _letters(paragraph.style)
        if piece.origin is not None:
            _tint(look, piece.origin)
            self.link(look, len(self._figures))
            self._figures.append((piece, cursor.position()))
        cursor.insertText(piece.text, look)

    def on_number(self, number: int) -> None:
        """Ask for the pressed figure."""
        self.ask(self._figures[number][0])

    def write_again(self) -> None:
        """The same report in the new looks."""
        if self._blocks:
            self.show_report([paragraph for paragraph, _ in self._blocks])

    def _show_at(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        top = self.cursorRect().top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(top - theme.px(14))


def _block_format(paragraph: Paragraph) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setTopMargin(theme.px(12 if paragraph.level else 4))
    block.setBottomMargin(theme.px(4))
    if paragraph.style in (Style.BODY, Style.ITEM, Style.MATERIAL, Style.TO_WRITE):
        block.setAlignment(Qt.AlignmentFlag.AlignJustify)
        block.setTextIndent(theme.px(24))
    if paragraph.style is Style.TO_WRITE:
        block.setBackground(on_paper("warnTint"))
    return block


def _letters(style: Style) -> QTextCharFormat:
    look = letters(strong=style in (Style.PART, Style.HEADING))
    if style in (Style.MATERIAL, Style.TO_WRITE):
        look.setFontItalic(True)
    return look


def _tint(look: QTextCharFormat, origin: Origin) -> None:
    warned = origin.missing > 0
    look.setBackground(on_paper("warnTint" if warned else "accentTint"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(on_paper("warnLine" if warned else "accentLine"))

"""What a list or a text is searched by: its rows or paragraphs, their words, and how to stand on one."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTextEdit, QWidget

from desktop.domain.text import fold
from desktop.kit.block_table import LedgerTable

SHOWN = Qt.ItemDataRole.DisplayRole


class Places(Protocol):
    """Places in order, each with words."""

    @property
    def view(self) -> QWidget:
        """What shows them."""

    def count(self) -> int:
        """How many."""

    def here(self) -> int:
        """Where the keyboard stands; -1 for nowhere."""

    def words(self, place: int) -> str:
        """What stands there."""

    def go(self, place: int, wanted: str) -> None:
        """Stand there."""


class Rows:
    """The rows of a table or a queue."""

    def __init__(self, view: QAbstractItemView) -> None:
        self.view = view

    def count(self) -> int:
        """As many as the model has."""
        return self.view.model().rowCount()

    def here(self) -> int:
        """The current row."""
        return self.view.currentIndex().row()

    def words(self, place: int) -> str:
        """All cells; headings cannot be stood on."""
        model = self.view.model()
        columns = model.columnCount() if isinstance(self.view, QTableView) else 1
        cells = [model.index(place, column) for column in range(columns)]
        if not any(model.flags(cell) & Qt.ItemFlag.ItemIsEnabled for cell in cells):
            return ""
        return " ".join(str(words) for cell in cells if (words := model.data(cell, SHOWN)))

    def go(self, place: int, wanted: str) -> None:
        """Choose it alone, in the column that was current."""
        index = self.view.model().index(place, max(0, self.view.currentIndex().column()))
        if isinstance(self.view, LedgerTable):
            self.view.stand_on(index)
        else:
            self.view.setCurrentIndex(index)
        self.view.scrollTo(index)


class Paragraphs:
    """The paragraphs of a text; the words themselves are chosen in them."""

    def __init__(self, view: QTextEdit) -> None:
        self.view = view

    def count(self) -> int:
        """As many as the text has."""
        return self.view.document().blockCount()

    def here(self) -> int:
        """The paragraph of the cursor."""
        return self.view.textCursor().blockNumber()

    def words(self, place: int) -> str:
        """The whole paragraph."""
        return self.view.document().findBlockByNumber(place).text()

    def go(self, place: int, wanted: str) -> None:
        """Choose the words, letter by letter where accents were left out."""
        block = self.view.document().findBlockByNumber(place)
        letters = [(letter, at) for at, each in enumerate(block.text()) for letter in (fold(each) or " ")]
        start = "".join(letter for letter, _ in letters).find(wanted)
        cursor = QTextCursor(block)
        if start >= 0:
            cursor.setPosition(block.position() + letters[start][1])
            last = letters[start + len(wanted) - 1][1]
            cursor.setPosition(block.position() + last + 1, QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)
        self.view.ensureCursorVisible()


def places_in(view: QAbstractItemView | QTextEdit) -> Places:
    """The places of a list or of a text."""
    return Paragraphs(view) if isinstance(view, QTextEdit) else Rows(view)

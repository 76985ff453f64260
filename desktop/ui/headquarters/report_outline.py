"""The parts of the report, each with how far it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.report import Paragraph, Style
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card
from desktop.kit.marks import Mark

INDENT = 10


class ReportOutline(Card):
    """Moving here moves the text."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.table = LedgerTable(row_height=30)
        self.model = RowsModel([Column("", "name", 150, prose=True, stretch=True), Column("", "mark", 36)])
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.chosen.connect(lambda key: self.chosen.emit(str(key)))
        self.body.addWidget(self.table)

    def show_parts(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show parts and headings."""
        lines = []
        for paragraph in paragraphs:
            if paragraph.level:
                first = paragraph.level == 1
                name = _sentence_case(paragraph.text if first else _without_work(paragraph.text))
                shown = Cell(name, bold=first, tip=paragraph.text, indent=0 if first else INDENT)
                lines.append(Line((shown, Cell(mark=part_mark(paragraphs, paragraph.part))), paragraph.part))
        key = self.table.current_key()
        self.model.set_rows(lines)
        self.table.set_current(key)


def _without_work(words: str) -> str:
    """`1. Tham mưu` for `1. Công tác tham mưu`: every heading is about work, or how things stand."""
    number, dot, rest = words.partition(". ")
    rest = rest.removeprefix("Công tác ").removeprefix("Tình hình ")
    return f"{number}{dot}{rest[:1].upper()}{rest[1:]}"


def _sentence_case(words: str) -> str:
    """Titles in capitals are read easier in small letters."""
    head, dot, rest = words.partition(". ")
    return f"{head}{dot}{rest[:1]}{rest[1:].lower()}" if rest.isupper() else words


def part_mark(paragraphs: Sequence[Paragraph], part: str) -> Mark:
    """Whether a part is made, half made, or waits for a person."""
    inside = [each for each in paragraphs if _within(each.part, part) and not each.level]
    gaps = [each for each in inside if each.style is Style.TO_WRITE]
    if not gaps:
        return Mark.DONE
    return Mark.IN_HAND if len(gaps) < len(inside) else Mark.NEXT


def _within(part: str, whole: str) -> bool:
    return part == whole or part.startswith(f"{whole}.")

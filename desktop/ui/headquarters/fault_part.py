"""What is wrong in an edited catalogue: sheet, cell, what stands there, how to mend it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.catalogue_reading import SheetFault
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card
from desktop.ui.headquarters.workbook_words import named_in_file, shown_fault


class FaultPart(QWidget):
    """The faults by sheet; nothing of the file was taken."""

    told = Signal()

    def __init__(self, path: Path, faults: tuple[SheetFault, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path, self.faults = path, faults
        self.card, self.table = Card(path.name), LedgerTable()
        self.card.set_aside(self.tr("chưa nhận gì từ tệp này"))
        self.table.setModel(self._model())
        self.card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def name(self) -> str:
        """What the tab says."""
        return self.tr("Ô phải sửa")

    def count(self) -> int:
        """How many there are."""
        return len(self.faults)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.table]

    def side(self) -> QWidget | None:
        """It has no panel."""
        return None

    def arrived(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus()

    def _model(self) -> RowsModel:
        columns = [
            Column(self.tr("Ô"), "cell", 70),
            Column(self.tr("Sai gì, sửa thế nào"), "words", 760, prose=True, stretch=True),
        ]
        rows: list[Line | Group] = []
        sheet = ""
        for place, fault in enumerate(self.faults):
            if fault.sheet != sheet:
                sheet = fault.sheet
                rows.append(Group(self.tr("Trang {sheet}").format(sheet=named_in_file(sheet))))
            words = shown_fault(fault)
            rows.append(Line([fault.cell, Cell(words, tip=words)], place))
        model = RowsModel(columns)
        model.set_rows(rows)
        return model

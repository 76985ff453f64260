"""The warning of the chosen figure as a bar under the table, where the panel has no room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue import Level
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.marks import Mark
from desktop.services.grid import GridRow


class ProblemBar(QWidget):
    """One block with its two ways out."""

    edit_asked = Signal()
    reason_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block, self._low = Block("warn"), False
        self.edit = KeyButton(self.tr("Sửa số"), "F2", small=True, bind=False)
        self.explain = KeyButton(self.tr("Ghi lý do"), "F9", small=True, bind=False)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.edit)
        row.addWidget(self.explain)
        row.addStretch()
        self.block.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.addWidget(self.block, 0, Qt.AlignmentFlag.AlignTop)
        self.edit.clicked.connect(self.edit_asked)
        self.explain.clicked.connect(self.reason_asked)
        self.hide()

    def set_low(self, low: bool) -> None:
        """Low windows leave the advice out: the title says what is odd."""
        self._low = low

    def show_row(self, row: GridRow, refusal: str) -> None:
        """Say what is wrong or odd, or nothing."""
        problem = row.problem
        sentence = refusal or (problem.sentence if problem is not None and problem.explained is None else "")
        wrong = bool(refusal) or (problem is not None and problem.problem.level is Level.E)
        title, _, rest = sentence.partition(". ")
        self.block.set_kind("err" if wrong else "warn")
        self.block.set_mark(Mark.ERROR if wrong else Mark.WARNING)
        self.block.set(title, "" if self._low else rest)
        self.edit.setVisible(not row.derived)
        self.explain.setVisible(not wrong)
        self.setVisible(bool(sentence))

"""Label above, control, hint or fault below; and rows of them with faults under the whole row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.inputs.field import Input
from desktop.kit.inputs.text import LongTextInput
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.snug import Snug
from desktop.kit.text import Text


class FaultLine(QWidget):
    """Mark L and one sentence; takes no room without a fault."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Text("", "caption", "err", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(MarkLabel(Mark.ERROR, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        self.hide()

    def say(self, sentence: str | None) -> None:
        """Show a fault, or none."""
        self.sentence.setText(sentence or "")
        self.setVisible(bool(sentence))


class FieldBox(Snug):
    """One field of a form."""

    def __init__(
        self,
        label: str,
        field: Input,
        *,
        hint: str = "",
        aside: str = "",
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label, self.input = label, field
        self._hint, self._aside = Text("", "caption", "ghost", wrap=True), Text("", "caption", "ghost")
        self.fault = FaultLine()
        self._title, self._shared = Text(label, "caption", "text2"), False
        self._arrange()
        self.set_hint(hint)
        self.set_aside(aside or (self.tr("có thể để trống") if optional else ""))
        if isinstance(field, LongTextInput) and not aside and not optional:
            self.set_aside(field.counter_text())
        field.aside_changed.connect(self.set_aside)
        field.complaint_changed.connect(self._on_complaint)
        self._on_complaint()

    def set_label(self, words: str) -> None:
        """Call the field something else."""
        self.label = words
        self._title.setText(words)
        self._on_complaint()

    def set_hint(self, words: str) -> None:
        """Say something under the field."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def hint(self) -> str:
        """What is said under the field."""
        return self._hint.text()

    def set_aside(self, words: str) -> None:
        """Say something at the right of the label."""
        self._aside.setText(words)

    def share_fault(self) -> None:
        """Leave the fault to the row this field stands in."""
        self._shared = True
        self.fault.hide()

    def _on_complaint(self) -> None:
        complaint = self.input.complaint()
        self.input.set_names(self.label, complaint or self.hint())
        if not self._shared:
            self.fault.say(complaint)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._title.setBuddy(self.input.editor)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addLayout(head)
        for widget in (self.input, self.fault, self._hint):
            column.addWidget(widget)


class FieldGrid(QWidget):
    """Rows of fields of equal width, 12 apart."""

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def add_row(self, *boxes: FieldBox) -> None:
        """Add fields side by side; a single one leaves the rest of its row empty."""
        grid, fault = QGridLayout(), FaultLine()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(3))
        for place, box in enumerate(boxes):
            grid.addWidget(box, 0, place, Qt.AlignmentFlag.AlignTop)
            box.share_fault()
            box.input.complaint_changed.connect(lambda: self._show_fault(fault, boxes))
        for place in range(max(len(boxes), self._columns)):
            grid.setColumnStretch(place, 1)
        grid.addWidget(fault, 1, 0, 1, max(len(boxes), self._columns))
        self._column.addLayout(grid)
        self._show_fault(fault, boxes)

    def add_wide(self, widget: QWidget) -> None:
        """Add something over the whole width."""
        self._column.addWidget(widget)

    @staticmethod
    def _show_fault(fault: FaultLine, boxes: tuple[FieldBox, ...]) -> None:
        fault.say(next((words for box in boxes if (words := box.input.complaint())), None))

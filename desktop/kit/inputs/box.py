"""Label above, control, hint or fault below; and rows of them with faults under the whole row."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.inputs.field import Input
from desktop.kit.inputs.text import LongTextInput
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.snug import Snug
from desktop.kit.text import Text

FAULT_AT = 2
"""In the column of a field: under its head and its control."""


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
        self._said, self._aside = "", Text("", "caption", "ghost")
        self._title, self._shared = Text(label, "caption", "text2"), False
        self._arrange()
        self.set_hint(hint)
        self.set_aside(aside or (self.tr("có thể để trống") if optional else ""))
        if isinstance(field, LongTextInput) and not aside and not optional:
            self.set_aside(field.counter_text())
        field.aside_changed.connect(self.set_aside)
        field.complaint_changed.connect(self._on_complaint)
        self._on_complaint()

    @cached_property
    def fault(self) -> FaultLine:
        """Where a fault is said: forms have hundreds of fields, so it is made for the first one."""
        line = FaultLine()
        self._column.insertWidget(FAULT_AT, line)
        return line

    @cached_property
    def _hint(self) -> Text:
        line = Text("", "caption", "ghost", wrap=True)
        self._column.addWidget(line)
        return line

    def set_label(self, words: str) -> None:
        """Call the field something else."""
        self.label = words
        self._title.setText(words)
        self._on_complaint()

    def set_hint(self, words: str) -> None:
        """Say something under the field."""
        if words != self._said:
            self._said = words
            self._hint.setText(words)
            self._hint.setVisible(bool(words))

    def hint(self) -> str:
        """What is said under the field."""
        return self._said

    def set_aside(self, words: str) -> None:
        """Say something at the right of the label."""
        self._aside.setText(words)

    def share_fault(self) -> None:
        """Leave the fault to the row this field stands in."""
        self._shared = True
        if "fault" in self.__dict__:
            self.fault.hide()

    def _on_complaint(self) -> None:
        complaint = self.input.complaint()
        self.input.set_names(self.label, complaint or self.hint())
        if not self._shared and (complaint or "fault" in self.__dict__):
            self.fault.say(complaint)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._title.setBuddy(self.input.editor)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._aside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(3))
        self._column.addLayout(head)
        self._column.addWidget(self.input)


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
        grid, faults, wide = QGridLayout(), list[FaultLine](), max(len(boxes), self._columns)

        def show_fault() -> None:
            """The first one of the row, under its whole width; its line is made when there is one."""
            told = next((words for box in boxes if (words := box.input.complaint())), None)
            if told and not faults:
                faults.append(FaultLine())
                grid.addWidget(faults[0], 1, 0, 1, wide)
            for line in faults:
                line.say(told)

        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(3))
        for place, box in enumerate(boxes):
            grid.addWidget(box, 0, place, Qt.AlignmentFlag.AlignTop)
            box.share_fault()
            box.input.complaint_changed.connect(show_fault)
        for place in range(wide):
            grid.setColumnStretch(place, 1)
        self._column.addLayout(grid)
        show_fault()

    def add_wide(self, widget: QWidget) -> None:
        """Add something over the whole width."""
        self._column.addWidget(widget)

"""Asks a unit about one of its rows, in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.domain.periods import Period
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import FieldBox, LongTextInput
from desktop.services import asking
from desktop.services.subjects import record_subject
from desktop.services.tracing import Source
from desktop.ui.context import Context
from desktop.ui.troubles import sentence


class AskBox(QWidget):
    """A field for the question and the button that puts it; hidden until somebody wants to ask."""

    asked = Signal(str)
    """What was asked, in words for the panel."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._about: tuple[Source, Period] | None = None
        self.text = LongTextInput(asking.MOST, 3)
        self.go = KeyButton(self.tr("Hỏi"), "Ctrl+Enter", small=True)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(FieldBox(self.tr("Câu hỏi, đi kèm phản hồi sau"), self.text))
        row.addStretch()
        row.addWidget(self.go)
        column.addLayout(row)
        self.go.clicked.connect(self._ask)
        self.text.edited.connect(lambda: self.text.set_complaint(None))
        self.hide()

    def begin(self, source: Source, period: Period) -> None:
        """Ask about a row."""
        self._about = source, period
        self.text.set_value("")
        self.text.set_complaint(None)
        self.show()
        self.text.setFocus()

    def _ask(self) -> None:
        if self._about is None:
            return
        source, period = self._about
        try:
            thread = asking.ask(
                self._context.books, source.unit_id, period, record_subject(source.record_uid), self.text.value()
            )
        except UserError as error:
            self.text.set_complaint(sentence(error))
            return self.text.setFocus()
        self.hide()
        self.asked.emit(self.tr("Đã hỏi {unit}: {words}").format(unit=source.unit_name, words=thread.question.text))

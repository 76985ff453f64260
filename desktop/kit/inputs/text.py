"""Inputs for words: one line, several lines, and searching."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.kit import theme
from desktop.kit.inputs.field import Input, LineInput
from desktop.kit.search import SearchField


class TextInput(LineInput):
    """One line of words."""

    def __init__(self, placeholder: str = "", max_length: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        if max_length:
            self.line.setMaxLength(max_length)

    def value(self) -> str:
        """The words without blanks around them."""
        return self.line.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show words."""
        self._show(value or "")


class _Lines(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LongTextInput(Input):
    """Several lines of words with a limit that is counted, not enforced while typing."""

    def __init__(self, limit: int = 500, lines: int = 2, parent: QWidget | None = None) -> None:
        self.text = _Lines()
        super().__init__(self.text, parent)
        self._limit = limit
        self.text.setTabChangesFocus(True)
        high = theme.metrics("value").lineSpacing() * lines
        self.text.setFixedHeight(round(high) + theme.px(14))
        self.text.document().setDocumentMargin(0)
        self.text.textChanged.connect(self._on_changed)
        self.text.left.connect(self._finish)

    def value(self) -> str:
        """The words without blanks around them."""
        return self.text.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show words."""
        self.text.setPlainText(value or "")
        self._settle()

    def raw(self) -> str:
        """The words as typed."""
        return self.text.toPlainText()

    def set_read_only(self, locked: bool) -> None:
        """Still to be read and copied."""
        self.text.setReadOnly(locked)

    def counter_text(self) -> str:
        """How much of the room is used."""
        return f"{len(self.value())}/{self._limit}"

    def _on_changed(self) -> None:
        over = len(self.value()) - self._limit
        fault = self.tr("Dài hơn {limit} ký tự, bớt {over} ký tự.").format(limit=self._limit, over=over)
        self._complain(fault if over > 0 else None)
        self.aside_changed.emit(self.counter_text())
        self.edited.emit()


class SearchInput(Input):
    """A field to look for things while typing."""

    entered = Signal()

    def __init__(
        self, placeholder: str, key: str = "Ctrl+F", small: bool = True, parent: QWidget | None = None
    ) -> None:
        self.line = SearchField(placeholder, key, small)
        super().__init__(self.line, parent)
        self.line.textEdited.connect(lambda: self.edited.emit())
        self.line.returnPressed.connect(self.entered)
        self.line.editingFinished.connect(self._finish)

    def value(self) -> str:
        """What to look for."""
        return self.line.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show words to look for."""
        self.line.setText(value or "")
        self._settle()

    def raw(self) -> str:
        """The words as typed."""
        return self.line.text()

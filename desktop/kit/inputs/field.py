"""What every input has in common: value, complaint, and the news that it was changed."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.kit import theme


class Input(QWidget):
    """One field; `committed` comes when a person leaves it with another value than before."""

    committed = Signal()
    edited = Signal()
    complaint_changed = Signal()
    aside_changed = Signal(str)

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._told: str | None = None
        self._own: str | None = None
        self._left = self._shown_complaint = ""
        self.setFocusProxy(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(editor)

    def value(self) -> Any:
        """What is entered, None when empty or not readable."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without telling."""
        raise NotImplementedError

    def raw(self) -> str:
        """The text as typed."""
        return ""

    def is_typing(self) -> bool:
        """Whether there is text that nobody has been told of yet."""
        return self.raw() != self._left

    def complaint(self) -> str | None:
        """What is wrong: unreadable text first, then what the form said."""
        return self._own or self._told

    def set_complaint(self, sentence: str | None) -> None:
        """Say what is wrong with the value, or that it is right."""
        self._told = sentence
        self._show_complaint()

    def set_read_only(self, locked: bool) -> None:
        """Show without letting it be changed."""
        self.setEnabled(not locked)

    def set_names(self, label: str, description: str) -> None:
        """Tell readers of the screen what this is and what is wrong."""
        self.editor.setAccessibleName(label)
        self.editor.setAccessibleDescription(description)

    def _complain(self, sentence: str | None) -> None:
        self._own = sentence
        self._show_complaint()

    def _show_complaint(self) -> None:
        """Dressing anew is dear, and a form tells all its fields again at every look that nothing is wrong."""
        told = self.complaint() or ""
        if told == self._shown_complaint:
            return
        if bool(told) != bool(self._shown_complaint):
            self.editor.setProperty("fault", bool(told))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
        self._shown_complaint = told
        self.complaint_changed.emit()

    def _settle(self) -> None:
        """Remember the text that needs no telling."""
        self._left = self.raw()

    def _finish(self) -> None:
        if self.raw() != self._left:
            self._settle()
            self.committed.emit()


class Line(QLineEdit):
    """A line that tells when the keyboard leaves it, whatever its text."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell it."""
        super().focusOutEvent(event)
        self.left.emit()


class LineInput(Input):
    """An input of one line."""

    line_class = Line

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        self.line = self.line_class()
        super().__init__(self.line, parent)
        self.line.setPlaceholderText(placeholder)
        self.line.setFixedHeight(theme.px(32))
        self.line.textEdited.connect(self._on_edited)
        self.line.textChanged.connect(self._on_changed)
        self.line.returnPressed.connect(self._on_left)
        self.line.left.connect(self._on_left)

    def raw(self) -> str:
        """The text as typed."""
        return self.line.text()

    def set_read_only(self, locked: bool) -> None:
        """Still to be read and copied."""
        self.line.setReadOnly(locked)

    def _show(self, words: str) -> None:
        self.line.setText(words)
        self.line.setCursorPosition(0)
        self._complain(None)
        self._settle()

    def _on_edited(self) -> None:
        if self._own:
            self._complain(None)
        self.edited.emit()

    def _on_changed(self) -> None:
        """Subclasses look at every change, typed or composed."""

    def _on_left(self) -> None:
        self._tidy()
        self._finish()

    def _tidy(self) -> None:
        """Subclasses read the text, rewrite it or complain."""

"""A form at the side whose changes need a reason: fields, what the change does, what is wrong, the button."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import TextInput
from desktop.kit.text import Text
from desktop.ui.context import Context
from desktop.ui.troubles import sentence

REASON_LIMIT = 200
Result = TypeVar("Result")


class ReasonedForm(QWidget):
    """Kept by the button or Ctrl+Enter, off the window's thread; what is refused stays typed."""

    def __init__(self, context: Context, save: str, reason: str) -> None:
        super().__init__()
        self._context = context
        self.reason = TextInput(reason, REASON_LIMIT)
        self.effect, self.fault = Text("", "body", wrap=True), Text("", "body", "err", wrap=True)
        self.save = KeyButton(save, "Ctrl+Enter", bind=False)
        self.save.clicked.connect(self.store)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self.store, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def store(self) -> None:
        """Keep what was typed; without a reason it says so."""
        raise NotImplementedError

    def furnish(self, fields: Sequence[QWidget], below: Sequence[QWidget] = ()) -> None:
        """Lay the form out: its fields, effect and fault, the button, what stands below."""
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(6))
        for widget in (*fields, self.effect, self.fault):
            column.addWidget(widget)
        row.addWidget(self.save)
        row.addStretch()
        column.addLayout(row)
        for widget in below:
            column.addWidget(widget)
        self.say("")

    def say(self, words: str) -> None:
        """What is wrong, or nothing."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def keep(self, title: str, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Run `work` as a job; a refusal is said here."""
        self.save.disable(self.tr("Đang ghi."))

        def done(result: Result) -> None:
            self.save.enable()
            self.say("")
            then(result)

        def refused(error: Exception) -> None:
            self.save.enable()
            if isinstance(error, UserError):
                self.say(sentence(error))
                self.reason.setFocus()
            else:
                jobs.tell_failure(self, title, error)

        jobs.run(self, title, lambda _: work(), done, failed=refused)

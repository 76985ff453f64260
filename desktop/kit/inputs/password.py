"""An input whose letters are not shown until somebody asks to see them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs.field import LineInput


class PasswordInput(LineInput):
    """One line, hidden; every letter of it counts, blanks too."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.line.setMaxLength(200)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.eye = KeyButton("", icon="eye", kind="quiet", parent=self.line)
        self.eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.eye.setToolTip(self.tr("Hiện hoặc giấu chữ đang gõ"))
        self.eye.setAccessibleName(self.tr("Hiện mật khẩu"))
        self.eye.clicked.connect(lambda: self.show_letters(self.line.echoMode() != QLineEdit.EchoMode.Normal))
        row = QHBoxLayout(self.line)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(0, 0, theme.px(2), 0)
        row.addStretch()
        row.addWidget(self.eye)
        self.line.setTextMargins(0, 0, theme.px(32), 0)
        self.show_letters(False)

    def show_letters(self, shown: bool) -> None:
        """Show what is typed, or dots."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def value(self) -> str:
        """What was typed, to the letter."""
        return self.line.text()

    def set_value(self, value: str | None) -> None:
        """Put letters in; '' wipes them."""
        self._show(value or "")

    def wipe(self) -> None:
        """Forget what was typed."""
        self.set_value("")
        self.show_letters(False)

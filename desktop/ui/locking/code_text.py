"""A code in groups, large enough to be read out, five groups a line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit.text import Text

A_LINE = 5


class CodeText(Text):
    """Selectable; reading it aloud, one never loses the line."""

    def __init__(self, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "title", parent=parent)
        self._code = ""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_code(code)

    def set_code(self, code: str) -> None:
        """Show a code, or none."""
        self._code, groups = code, code.split()
        lines = ["   ".join(groups[at : at + A_LINE]) for at in range(0, len(groups), A_LINE)]
        self.setText("\n".join(lines))
        self.setAccessibleName(code)
        self.setVisible(bool(code))

    def code(self) -> str:
        """The code as it is shown."""
        return self._code

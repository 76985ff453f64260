"""A code in groups, large enough to be read out, five groups a line, fewer where there is no room for five."""

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.text import Text

A_LINE, GAP = 5, "   "


class CodeText(Text):
    """Selectable; reading it aloud, one never loses the line, and no group is ever cut."""

    def __init__(self, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "title", wrap=True, parent=parent)
        self._code = ""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.set_code(code)

    def set_code(self, code: str) -> None:
        """Show a code, or none."""
        self._code = code
        self._lay_out()
        self.setAccessibleName(code)
        self.setVisible(bool(code))

    def code(self) -> str:
        """The code as it is shown."""
        return self._code

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many groups a line as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """One group, and the lines that there are."""
        return QSize(self._wide(1), super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """All lines, of as many groups as fit."""
        lines = -(-len(self._code.split()) // self._fitting(width))
        return ceil(lines * theme.metrics("title").lineSpacing())

    def _lay_out(self) -> None:
        groups, most = self._code.split(), self._fitting(self.width())
        lines = [GAP.join(groups[at : at + most]) for at in range(0, len(groups), most)]
        if "\n".join(lines) != self.text():
            self.setText("\n".join(lines))

    def _fitting(self, width: int) -> int:
        return next((n for n in range(A_LINE, 1, -1) if self._wide(n) <= width), 1)

    def _wide(self, groups: int) -> int:
        """The room of so many groups as wide as the widest."""
        metrics = theme.metrics("title")
        widest = max((metrics.horizontalAdvance(each) for each in self._code.split()), default=0)
        return ceil(groups * widest + (groups - 1) * metrics.horizontalAdvance(GAP)) + theme.px(2)

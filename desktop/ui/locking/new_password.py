"""A new password, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.inputs import FieldBox, FieldGrid, PasswordInput
from desktop.kit.text import Text
from desktop.services.unlocking import LEAST


class NewPassword(QWidget):
    """Two fields side by side, what is wrong or what is asked under both."""

    edited = Signal()
    entered = Signal()

    def __init__(self, label: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = PasswordInput(), PasswordInput()
        told = hint or self.tr("Ít nhất {n} ký tự; vài từ ghép lại dễ nhớ và khó đoán.").format(n=LEAST)
        column, grid = QVBoxLayout(self), FieldGrid()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        grid.add_row(FieldBox(label or self.tr("Mật khẩu mới"), self.first), FieldBox(self.tr("Gõ lại"), self.second))
        column.addWidget(grid)
        column.addWidget(Text(told, "caption", "ghost", wrap=True))
        for each in (self.first, self.second):
            each.edited.connect(self._on_edited)
        self.first.line.returnPressed.connect(self.second.setFocus)
        self.second.line.returnPressed.connect(self.entered)

    def password(self) -> str | None:
        """What was typed twice; None, and said at its field, when it will not do."""
        first, second = self.first.value(), self.second.value()
        if len(first) < LEAST:
            short = self.tr("Cần ít nhất {n} ký tự, đang có {m}.").format(n=LEAST, m=len(first))
            return self._refuse(self.first, short)
        if first != second:
            return self._refuse(self.second, self.tr("Hai lần gõ khác nhau. Gõ lại cả hai."))
        return first

    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.first.value() and not self.second.value()

    def wipe(self) -> None:
        """Forget both."""
        for each in (self.first, self.second):
            each.wipe()
            each.set_complaint(None)

    @staticmethod
    def _refuse(field: PasswordInput, sentence: str) -> None:
        field.set_complaint(sentence)
        field.setFocus()

    def _on_edited(self) -> None:
        for each in (self.first, self.second):
            each.set_complaint(None)
        self.edited.emit()

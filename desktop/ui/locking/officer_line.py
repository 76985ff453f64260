"""One officer of locked books: name, right, a new password, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import PlainPicker
from desktop.kit.text import Text
from desktop.services.locking import OfficerRow
from desktop.ui.locking.new_password import NewPassword


class OfficerLine(QWidget):
    """The password of another officer is set below his name, when asked for."""

    password_set = Signal(str)

    def __init__(
        self, row: OfficerRow, options: list[tuple[str, str]], may: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        self.right = PlainPicker(options)
        self.right.set_value(row.right)
        self.right.setEnabled(may)
        self.reset = KeyButton(self.tr("Đặt lại mật khẩu"), kind="quiet", small=True)
        self.remove = KeyButton(self.tr("Bỏ"), kind="quiet", icon="x")
        for button in (self.reset, self.remove):
            button.setVisible(may and not row.here)
        self.form = QWidget()
        self.fresh = NewPassword(self.tr("Mật khẩu mới của {name}").format(name=row.name))
        self.set = KeyButton(self.tr("Đặt mật khẩu này"), small=True, icon="key-round")
        self._fill()
        self.reset.clicked.connect(self._on_reset)
        self.set.clicked.connect(self._on_set)
        self.fresh.entered.connect(self._on_set)

    def _on_reset(self) -> None:
        self.form.setVisible(self.form.isHidden())
        self.fresh.wipe()
        self.fresh.first.setFocus()

    def _on_set(self) -> None:
        password = self.fresh.password()
        if password is not None:
            self.fresh.wipe()
            self.password_set.emit(password)

    def _fill(self) -> None:
        line, below, column, inside = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self), QVBoxLayout(self.form)
        for layout in (line, below, column, inside):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.px(8))
        name = self.tr("{name} (đang mở)").format(name=self.row.name) if self.row.here else self.row.name
        line.addWidget(Text(name, wrap=True), 1)
        line.addWidget(self.right)
        for button in (self.reset, self.remove):
            below.addWidget(button)
        below.addStretch()
        last = QHBoxLayout()
        last.addWidget(self.set)
        last.addStretch()
        inside.addWidget(self.fresh)
        inside.addLayout(last)
        column.setSpacing(theme.px(2))
        column.addLayout(line)
        column.addLayout(below)
        column.addWidget(self.form)
        self.form.hide()

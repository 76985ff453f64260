"""Third question: who writes, and whether this is only training."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.cards import Block
from desktop.kit.inputs import CheckInput, FieldBox, TextInput
from desktop.kit.text import Text
from desktop.ui.locking.new_password import NewPassword


class OfficerPage(QWidget):
    """Name of the officer; where the books will lie."""

    changed = Signal()
    entered = Signal()

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.officer = TextInput(self.tr("Ví dụ: Đại úy Nông Văn Páo, trực ban"), 120)
        hint = self.tr("Tên này đi kèm mỗi bản ghi và mỗi khai báo. Đổi được về sau.")
        self.training = CheckInput(self.tr("Chỉ để học và thử: dữ liệu huấn luyện, cấp trên không nhận"))
        self.password = NewPassword(self.tr("Mật khẩu mở sổ, có thể để trống"), self.tr(
            "Có mật khẩu thì sổ trên đĩa được mã hóa. Để trống thì ai dùng được máy này cũng đọc được sổ; đặt về"
            " sau cũng được."
        ))
        self.trouble = Block("err")
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(FieldBox(self.tr("Người nhập liệu"), self.officer, hint=hint))
        column.addWidget(self.training)
        column.addWidget(self.password)
        column.addWidget(Text(self.tr("Sổ được giữ tại {folder}").format(folder=folder), "caption", "text2", wrap=True))
        column.addWidget(self.trouble)
        column.addStretch()
        self.officer.edited.connect(self.changed)
        self.officer.line.returnPressed.connect(self.entered)
        self.password.entered.connect(self.entered)

    def arrive(self) -> None:
        """Put the keyboard into the name."""
        self.officer.line.setFocus()

    def answer(self) -> str:
        """The name."""
        return self.officer.value()

    def refuse(self, sentence: str) -> None:
        """Say why the books could not be made."""
        self.trouble.set("", sentence)
        self.trouble.show()

"""Who forgot the password: a code to read to headquarters and its answer, or the code of the recovery sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.kit import messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.inputs import FieldBox, TextInput
from desktop.services import recovering_files, unlocking
from desktop.services.unlocking import Opened
from desktop.store.keyring import Keyring, Sort
from desktop.ui.locking.code_text import CodeText
from desktop.ui.locking.new_password import NewPassword
from desktop.ui.troubles import sentence


class ForgottenPage(QWidget):
    """The request above, the answer and the new password below."""

    let_in = Signal(object, str, object)
    """Opened, the new password, and by which sort of code."""
    back_asked = Signal()

    def __init__(self, ring: Keyring, officer: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring, self._officer = ring, officer
        self.request = CodeText(unlocking.request(ring) or "")
        self.save = KeyButton(self.tr("Ghi mã ra tệp"), small=True, icon="save")
        self.read = KeyButton(self.tr("Đọc tệp trả lời"), small=True, icon="folder-open")
        self.code = TextInput(self.tr("Các nhóm năm chữ"), 200)
        self.fresh = NewPassword()
        self.go = KeyButton(self.tr("Đặt mật khẩu mới"), "Enter", kind="primary", bind=False)
        self.back = KeyButton(self.tr("Quay lại"), "Esc", bind=True)
        self._arrange()
        self.save.clicked.connect(self._on_save)
        self.read.clicked.connect(self._on_read)
        self.go.clicked.connect(self.finish)
        self.fresh.entered.connect(self.finish)
        self.code.edited.connect(lambda: self.code.set_complaint(None))
        self.back.clicked.connect(self.back_asked)

    def arrive(self) -> None:
        """Put the keyboard into the code."""
        self.code.setFocus()

    def finish(self) -> None:
        """Open by the code and ask for the new password to be kept."""
        try:
            opened, sort = unlocking.by_code(self._ring, self.code.value(), self._officer)
        except UserError as error:
            self.code.set_complaint(sentence(error))
            return self.code.setFocus()
        password = self.fresh.password()
        if password is not None:
            self._done(opened, password, sort)

    def _done(self, opened: Opened, password: str, sort: Sort) -> None:
        self.fresh.wipe()
        self.code.set_value("")
        self.let_in.emit(opened, password, sort)

    def refuse(self, words: str) -> None:
        """Say why the new password was not kept."""
        self.code.set_complaint(words)

    def _on_save(self) -> None:
        title, pattern = self.tr("Ghi mã yêu cầu"), self.tr("Tệp chữ (*.txt)")
        path = messages.ask_save(self, title, f"yeu-cau-mo-khoa-{self._ring.unit}.txt", pattern)
        if path is not None:
            self._try(lambda: recovering_files.write_request(path, self._ring, self.request.code()))

    def _on_read(self) -> None:
        path = messages.ask_file(self, self.tr("Tệp trả lời của cấp trên"), self.tr("Tệp chữ (*.txt);;Mọi tệp (*)"))
        if path is not None:
            self._try(lambda: self.code.set_value(recovering_files.read_code(path)))

    def _try(self, action: object) -> None:
        assert callable(action)
        try:
            action()
        except UserError as error:
            self.code.set_complaint(sentence(error))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        helper, sheet = unlocking.helper(self._ring), unlocking.has_sheet(self._ring)
        if helper:
            block = Block("plain", self.tr("Gọi {helper}, đọc mã này").format(helper=helper), self.tr(
                "Cấp trên hỏi lại tên đơn vị rồi đọc mã trả lời. Sổ không rời khỏi máy, không mất gì."
            ), icon="phone")
            block.body.addWidget(self.request)
            block.body.addLayout(_row(self.save))
            column.addWidget(block)
        if not helper and not sheet:
            column.addWidget(Block("warn", self.tr("Chưa có cách nào để mở lại"), self.tr(
                "Sổ này chưa nhận khóa khôi phục của cấp trên và chưa lập tờ khôi phục. Thử nhớ lại mật khẩu,"
                " hoặc khôi phục một bản sao lưu chưa khóa, nếu còn chép ở nơi khác."
            ), icon="info"))
        words = {
            (True, True): self.tr("Mã trả lời của cấp trên, hoặc mã trên tờ khôi phục"),
            (True, False): self.tr("Mã trả lời của cấp trên"),
        }
        box = FieldBox(words.get((bool(helper), sheet), self.tr("Mã trên tờ khôi phục")), self.code)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for widget in (self.go, self.back):
            buttons.addWidget(widget)
        buttons.addStretch()
        column.addWidget(box)
        column.addLayout(_row(self.read))
        column.addWidget(self.fresh)
        column.addLayout(buttons)
        column.addStretch()
        for part in (box, self.read, self.fresh, self.go):
            part.setVisible(bool(helper) or sheet)
        self.read.setVisible(bool(helper))


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch()
    return row



"""Who opens the books by a password of his own, and what he may do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.kit import messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, Divider
from desktop.kit.inputs import FieldBox, PlainPicker, TextInput
from desktop.kit.text import Text
from desktop.services import locking, rights
from desktop.services.books import Right
from desktop.services.rights import Act
from desktop.ui.context import Context
from desktop.ui.locking.new_password import NewPassword
from desktop.ui.locking.officer_line import OfficerLine
from desktop.ui.locking.work import Work
from desktop.ui.troubles import sentence

NARROW = 340


class OfficersCard(Card):
    """One line an officer; below, a new one."""

    def __init__(self, context: Context, work: Work, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Cán bộ mở được sổ"))
        self._context, self._work = context, work
        self.lines: list[OfficerLine] = []
        self._told = Text("", "caption", "text2", wrap=True)
        self._rows, self._form = QVBoxLayout(), QWidget()
        self.name = TextInput(self.tr("Ví dụ: Thiếu tá Lý Văn Sáng, Trưởng Công an xã"), 120)
        self.right, self._right_name = PlainPicker(self._rights()), Text(self.tr("Quyền"))
        self.fresh = NewPassword(self.tr("Mật khẩu của người đó"))
        self.add = KeyButton(self.tr("Thêm cán bộ"), icon="plus")
        self._fill()
        self.name.edited.connect(lambda: self.name.set_complaint(None))
        self.add.clicked.connect(self.add_officer)
        self.fresh.entered.connect(self.add_officer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of rights speaks for itself where there is no room for its name."""
        super().resizeEvent(event)
        self._right_name.setVisible(self.width() >= theme.px(NARROW))

    def look(self) -> None:
        """Show who there is; only who administers changes anything."""
        books = self._context.books
        known, may = locking.list_officers(books), rights.may(books, Act.OFFICERS)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = [OfficerLine(row, self._rights(), may) for row in known]
        for line in self.lines:
            self._rows.addWidget(line)
            line.right.committed.connect(partial(self._on_right, line))
            line.remove.clicked.connect(partial(self._on_remove, line))
            line.password_set.connect(partial(self._on_password, line))
        self.setVisible(bool(known))
        self._form.setVisible(may)
        self._told.setText(self._words(may))

    def wipe(self) -> None:
        """Forget what was typed."""
        for each in (self.fresh, *(line.fresh for line in self.lines)):
            each.wipe()

    def add_officer(self) -> None:
        """Let one more in."""
        if not self.name.value():
            self.name.set_complaint(self.tr("Ghi họ tên hoặc chức danh."))
            return self.name.setFocus()
        books, name, right, password = self._context.books, self.name.value(), self.right.value(), self.fresh.password()
        if password is None:
            return
        self.fresh.wipe()
        self.name.set_value("")
        done = self.tr("Đã thêm {name}.").format(name=name)

        def add(_: Progress) -> None:
            locking.add_officer(books, name, Right(right), password)

        self._work(self.tr("Đang thêm cán bộ"), add, done)

    def _on_right(self, line: OfficerLine) -> None:
        right = Right(line.right.value())
        self._change(lambda: locking.set_right(self._context.books, line.row.id, right))

    def _on_password(self, line: OfficerLine, password: str) -> None:
        books, officer = self._context.books, line.row
        done = self.tr("Đã đặt lại mật khẩu của {name}, mật khẩu cũ không mở được nữa.").format(name=officer.name)
        work = self.tr("Đang đặt lại mật khẩu")
        self._work(work, lambda _: locking.set_password(books, officer.id, password), done)

    def _on_remove(self, line: OfficerLine) -> None:
        asked = self.tr("Từ nay {name} không mở được sổ bằng mật khẩu của mình. Bản ghi cũ giữ nguyên.")
        if messages.ask(self, asked.format(name=line.row.name), self.tr("Bỏ cán bộ này"), danger=True):
            self._change(lambda: locking.remove_officer(self._context.books, line.row.id))

    def _change(self, action: Callable[[], object]) -> None:
        try:
            action()
        except UserError as error:
            messages.tell(self, self.tr("Cán bộ mở được sổ"), sentence(error))
        self.look()

    def _rights(self) -> list[tuple[str, str]]:
        return [
            (Right.ENTRY, self.tr("Nhập liệu")),
            (Right.APPROVE, self.tr("Phê duyệt")),
            (Right.ADMINISTER, self.tr("Quản trị")),
        ]

    def _words(self, may: bool) -> str:
        told = self.tr(
            "Nhập liệu: ghi sổ, nhập số liệu. Phê duyệt: thêm xuất gói, chốt, điều chỉnh. Quản trị: thêm mật khẩu,"
            " cán bộ, khôi phục."
        )
        return told if may else f"{told} {self.tr('Chỉ người quản trị đổi được.')}"

    def _fill(self) -> None:
        inside, holder, last = QVBoxLayout(), QWidget(), QHBoxLayout()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(10))
        form.addWidget(Divider())
        form.addWidget(FieldBox(self.tr("Cán bộ mới"), self.name))
        form.addWidget(self.fresh)
        last.setSpacing(theme.px(8))
        last.addWidget(self._right_name)
        last.addWidget(self.right)
        last.addWidget(self.add)
        last.addStretch()
        form.addLayout(last)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        self._rows.setSpacing(theme.px(4))
        inside.addLayout(self._rows)
        inside.addWidget(self._told)
        inside.addWidget(self._form)
        holder.setLayout(inside)
        self.add_padded(holder)

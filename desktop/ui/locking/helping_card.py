"""Headquarters: its recovery key for the units, and the answer to one that forgot its password."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.kit import messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card, Divider
from desktop.kit.inputs import CheckInput, FieldBox, TextInput
from desktop.kit.text import Text
from desktop.services import locking, recovering, recovering_files, rights
from desktop.services.books import Role
from desktop.services.recovering import Request
from desktop.services.rights import Act
from desktop.ui.context import Context
from desktop.ui.locking.code_text import CodeText
from desktop.ui.locking.work import Work
from desktop.ui.troubles import sentence


class HelpingCard(Card):
    """The key above, a unit's request and its answer below."""

    def __init__(self, context: Context, work: Work, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Đơn vị quên mật khẩu"))
        self._context, self._work = context, work
        self._request: Request | None = None
        self._key = Text("", wrap=True)
        self.make = KeyButton(self.tr("Lập khóa khôi phục"), icon="key-round")
        self.save_key = KeyButton(self.tr("Ghi khóa ra tệp"), icon="save")
        self.code = TextInput(self.tr("Mã yêu cầu đơn vị đọc, các nhóm năm chữ"), 300)
        self.read = KeyButton(self.tr("Đọc tệp yêu cầu"), small=True, icon="folder-open")
        self.sure = CheckInput("")
        self.answer = KeyButton(self.tr("Trả lời"), kind="primary")
        self.paper = Block("accent", icon="phone")
        self.told = CodeText()
        self.save = KeyButton(self.tr("Ghi trả lời ra tệp"), small=True, icon="save")
        self._form = QWidget()
        self._fill()
        self._connect()

    def look(self) -> None:
        """Show whether there is a key, and the request that is being answered."""
        books = self._context.books
        if books.me.role is not Role.HEADQUARTERS:
            return self.hide()
        public, locked = recovering.public_key(books), locking.is_locked(books)
        may = rights.may(books, Act.RECOVER)
        if public is None:
            none = self.tr("Chưa có khóa khôi phục. Có khóa thì mở giúp được đơn vị quên mật khẩu mà không mất sổ.")
            first = self.tr("Khóa khôi phục của tỉnh nằm trong sổ này, nên đặt mật khẩu cho sổ trước rồi mới lập được.")
            self._key.setText(none if locked else first)
        else:
            told = self.tr("Khóa khôi phục {shown}, đi kèm mỗi phản hồi. Đơn vị nhận trước khi quên mới dùng được.")
            self._key.setText(told.format(shown=recovering.fingerprint(public)))
        self.make.setVisible(public is None and locked and may)
        self.save_key.setVisible(public is not None and may)
        self._form.setVisible(public is not None and may)
        self._show_request()

    def make_key(self) -> None:
        """Make the recovery key of this headquarters."""
        books = self._context.books
        done = self.tr("Đã lập khóa khôi phục; từ nay khóa đi kèm mỗi phản hồi.")
        self._work(self.tr("Đang lập khóa"), lambda _: recovering.make_pair(books) and None, done)

    def answer_it(self) -> None:
        """Say the code that lets this one unit in."""
        if self._request is None or not self.sure.value():
            return
        try:
            code = recovering.answer(self._context.books, self._request)
        except UserError as error:
            return self.code.set_complaint(sentence(error))
        self.paper.set(self.tr("Đọc mã này cho {unit}").format(unit=self._request.unit.name), self.tr(
            "Chỉ mở được sổ của đơn vị này, một lần. Việc trả lời đã ghi vào nhật ký."
        ))
        self.told.set_code(code)
        self._show_request()

    def _on_typed(self) -> None:
        self._request = None
        self.told.set_code("")
        self.sure.set_value(False)
        self.code.set_complaint(None)
        self._show_request()

    def _on_code(self) -> None:
        if not self.code.value():
            return
        try:
            self._request = recovering.look_at(self._context.books, self.code.value())
        except UserError as error:
            self.code.set_complaint(sentence(error))
        self._show_request()

    def _show_request(self) -> None:
        known = self._request is not None
        if self._request is not None:
            words = self.tr("Đã gọi lại {unit} ({code}), đúng người")
            self.sure.box.setText(words.format(unit=self._request.unit.name, code=self._request.unit.code))
            self.sure.box.updateGeometry()
        self.sure.setVisible(known)
        self.answer.setVisible(known and not self.told.code())
        self.paper.setVisible(bool(self.told.code()))
        if self.sure.value():
            self.answer.enable()
        else:
            self.answer.disable(self.tr("Xác nhận đơn vị trước."))

    def _on_save_key(self) -> None:
        name = f"khoa-khoi-phuc-{self._context.books.me.unit_code}.txt"
        self._save(self.tr("Ghi khóa khôi phục"), name, lambda path: recovering.write_public(self._context.books, path))

    def _on_save(self) -> None:
        request = self._request
        if request is not None:
            name, code = f"tra-loi-mo-khoa-{request.unit.code}.txt", self.told.code()
            self._save(self.tr("Ghi trả lời"), name, lambda path: recovering.write_answer(path, request, code))

    def _save(self, title: str, name: str, write: Callable[..., object]) -> None:
        path = messages.ask_save(self, title, name, self.tr("Tệp chữ (*.txt)"))
        if path is None:
            return
        try:
            write(path)
        except UserError as error:
            messages.tell_trouble(self, title, error)

    def _on_read(self) -> None:
        path = messages.ask_file(self, self.tr("Tệp yêu cầu của đơn vị"), self.tr("Tệp chữ (*.txt);;Mọi tệp (*)"))
        if path is None:
            return
        try:
            self.code.set_value(recovering_files.read_code(path))
        except UserError as error:
            return self.code.set_complaint(sentence(error))
        self._on_typed()
        self._on_code()

    def _connect(self) -> None:
        self.make.clicked.connect(self.make_key)
        self.save_key.clicked.connect(self._on_save_key)
        self.read.clicked.connect(self._on_read)
        self.code.edited.connect(self._on_typed)
        self.code.committed.connect(self._on_code)
        self.sure.edited.connect(self._show_request)
        self.answer.clicked.connect(self.answer_it)
        self.save.clicked.connect(self._on_save)

    def _fill(self) -> None:
        inside, holder, form = QVBoxLayout(), QWidget(), QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(8))
        form.addWidget(Divider())
        form.addWidget(FieldBox(self.tr("Mã yêu cầu"), self.code))
        form.addLayout(_row(self.read))
        form.addWidget(self.sure)
        form.addLayout(_row(self.answer))
        self.paper.body.addWidget(self.told)
        self.paper.body.addLayout(_row(self.save))
        form.addWidget(self.paper)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(self._key)
        inside.addLayout(_row(self.make, self.save_key))
        inside.addWidget(self._form)
        holder.setLayout(inside)
        self.add_padded(holder)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row

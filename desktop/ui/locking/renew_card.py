"""Puts the books under another key, says when one needs that, and which old copies anybody can still read."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.kit import messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card
from desktop.kit.inputs import FieldBox, PasswordInput
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.services import locking, resealing, rights
from desktop.services.rights import Act
from desktop.ui.context import Context
from desktop.ui.keeping.backups import await_second, second_of
from desktop.ui.locking.work import Work
from desktop.ui.troubles import sentence

NAMED = 4
"""Copies that are told by name."""


class RenewCard(Card):
    """For who administers locked books."""

    def __init__(self, context: Context, work: Work, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Thay khóa sổ"))
        self._context, self._work = context, work
        self._copies: list[Path] = []
        self.readable = Block("warn", self.tr("Còn bản sao ai cũng đọc được"), mark=Mark.WARNING)
        self.discard = KeyButton(self.tr("Xóa các bản này"), small=True, icon="trash-2")
        self.readable.body.addLayout(_row(self.discard))
        self.password = PasswordInput()
        self.box = FieldBox(self.tr("Mật khẩu đang dùng"), self.password)
        self.renew = KeyButton(self.tr("Thay khóa sổ"), icon="refresh-cw")
        self._fill()
        self.password.edited.connect(lambda: self.password.set_complaint(None))
        self.password.line.returnPressed.connect(self.renew_it)
        self.renew.clicked.connect(self.renew_it)
        self.discard.clicked.connect(self.discard_them)

    def look(self) -> None:
        """Show what can be done, and what is still to be said of old copies."""
        books = self._context.books
        self.setVisible(locking.is_locked(books) and rights.may(books, Act.LOCK))
        self._copies = resealing.readable(books.db)
        names = ", ".join(str(each.relative_to(books.folder)) for each in self._copies[:NAMED])
        told = self.tr(
            "{n} bản sao cũ bị hỏng nên không mã hóa lại được, vẫn đọc được một phần không cần mật khẩu: {names}."
            " Không định cứu gì từ đó thì xóa."
        )
        self.readable.set(self.tr("Còn bản sao ai cũng đọc được"), told.format(n=len(self._copies), names=names))
        self.readable.setVisible(bool(self._copies))

    def wipe(self) -> None:
        """Forget what was typed."""
        self.password.wipe()

    def renew_it(self) -> None:
        """Another key, and a new sheet for it."""
        books, password, settings = self._context.books, self.password.value(), self._context.settings
        if not password:
            self.password.set_complaint(self.tr("Gõ mật khẩu đang dùng trước."))
            return self.password.setFocus()
        others = [row.name for row in locking.list_officers(books) if not row.here]
        if not messages.ask(self, self._question(others), self.tr("Thay khóa sổ"), danger=True):
            return
        self.wipe()

        def work(progress: Progress) -> str:
            locking.renew_key(books, password, progress, second_of(settings))
            await_second(settings)
            return locking.new_sheet(books)

        done = self.tr("Đã thay khóa sổ. Tờ khôi phục cũ hết giá trị: in hoặc chép tờ mới ngay.")
        if others:
            done = self.tr("Đã thay khóa sổ, có tờ khôi phục mới. Thêm lại {names}, mỗi người mật khẩu mới.")
        self._work(self.tr("Đang thay khóa sổ"), work, done.format(names=", ".join(others)))

    def discard_them(self) -> None:
        """Remove the copies that anybody can read."""
        asked = self.tr("Xóa hẳn {n} bản sao hỏng? Sau đó không ai cứu được gì từ đó; sổ và các bản khác còn nguyên.")
        if messages.ask(self, asked.format(n=len(self._copies)), self.tr("Xóa các bản này"), danger=True):
            try:
                resealing.discard(self._copies)
            except UserError as error:
                messages.tell(self, self.tr("Xóa các bản này"), sentence(error))
            self.look()

    def _question(self, others: list[str]) -> str:
        told = self.tr("Mã hóa lại sổ, tệp đã giữ và các bản sao lưu bằng khóa mới? Tờ khôi phục cũ hết giá trị.")
        if not others:
            return told
        more = self.tr("{names} phải được thêm lại với mật khẩu mới.")
        return f"{told} {more.format(names=', '.join(others))}"

    def _fill(self) -> None:
        inside, holder = QVBoxLayout(), QWidget()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(10))
        told = self.tr(
            "Cần khi người từng mở được sổ đã chuyển đi, hoặc khi mất USB, mất máy có bản sao của sổ: ai giữ bản sao cũ"
            " và biết mật khẩu cũ thì có khóa cũ, đổi mật khẩu không ngăn được. Khóa mới giữ kín sổ từ nay; bản đã mất"
            " thì không lấy lại được. Cắm USB sao lưu trước khi thay."
        )
        for widget in (self.readable, Text(told, "caption", "text2", wrap=True), self.box):
            inside.addWidget(widget)
        inside.addLayout(_row(self.renew))
        holder.setLayout(inside)
        self.add_padded(holder)


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch()
    return row

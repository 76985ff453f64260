"""Sets the first password, changes it, takes it away."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card
from desktop.kit.inputs import FieldBox, PasswordInput
from desktop.kit.marks import Mark
from desktop.services import locking
from desktop.ui.context import Context
from desktop.ui.keeping.backups import await_second, second_of
from desktop.ui.locking.new_password import NewPassword
from desktop.ui.locking.work import Work


class PasswordCard(Card):
    """The old password where there is one, the new one twice."""

    def __init__(self, context: Context, work: Work, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Mật khẩu"))
        self._context, self._work = context, work
        self.told = Block("warn", self.tr("Sổ chưa có mật khẩu"), self.tr(
            "Ai dùng được máy này, hoặc tháo được ổ đĩa, đều đọc được sổ. Khóa thì sổ, tệp đã giữ và các bản sao lưu ở"
            " máy, ở nơi thứ hai đều được mã hóa; tệp Excel đã xuất ra USB vẫn như cũ."
        ), mark=Mark.WARNING)
        self.old, self.fresh = PasswordInput(), NewPassword()
        self.old_box = FieldBox(self.tr("Mật khẩu đang dùng"), self.old)
        self.set = KeyButton(self.tr("Khóa sổ"), kind="primary", icon="lock")
        self.change = KeyButton(self.tr("Đổi mật khẩu"), icon="key-round")
        self.remove = KeyButton(self.tr("Bỏ mật khẩu"), kind="quiet")
        self._fill()
        self.old.edited.connect(lambda: self.old.set_complaint(None))
        self.fresh.entered.connect(self._on_entered)
        self.set.clicked.connect(self.lock)
        self.change.clicked.connect(self.change_it)
        self.remove.clicked.connect(self.take_away)

    def look(self) -> None:
        """Show what can be done."""
        locked = locking.is_locked(self._context.books)
        self.told.setVisible(not locked)
        for widget in (self.old_box, self.change, self.remove):
            widget.setVisible(locked)
        self.set.setVisible(not locked)

    def arrive(self) -> None:
        """Put the keyboard into the first field."""
        (self.old if locking.is_locked(self._context.books) else self.fresh.first).setFocus()

    def wipe(self) -> None:
        """Forget what was typed."""
        self.old.wipe()
        self.fresh.wipe()

    def lock(self) -> None:
        """Encrypt the books and all that lies beside them; the sheet for who forgets is made at once."""
        books, password, settings = self._context.books, self.fresh.password(), self._context.settings
        if password is None:
            return
        self.wipe()

        def work(progress: Progress) -> str:
            locking.lock(books, password, progress, second_of(settings))
            await_second(settings)
            return locking.new_sheet(books)

        done = self.tr("Đã khóa sổ. In hoặc chép tờ khôi phục ngay, phòng khi quên mật khẩu.")
        self._work(self.tr("Đang khóa sổ"), work, done)

    def change_it(self) -> None:
        """Another password for who opened the books."""
        books, old, password = self._context.books, self._old(), self.fresh.password()
        if old and password is not None:
            self.wipe()
            done = self.tr("Đã đổi mật khẩu của {officer}.").format(officer=books.me.officer)
            self._work(self.tr("Đang đổi mật khẩu"), lambda _: locking.change_password(books, old, password), done)

    def take_away(self) -> None:
        """Make the books plain."""
        books, old = self._context.books, self._old()
        if old:
            self.wipe()
            done = self.tr(
                "Đã bỏ mật khẩu: ai dùng được máy này cũng đọc được sổ. Bản sao lưu đã khóa vẫn mở bằng mật khẩu cũ."
            )

            def work(progress: Progress) -> None:
                locking.unlock_for_good(books, old, progress)

            self._work(self.tr("Đang bỏ mật khẩu"), work, done)

    def _old(self) -> str:
        if not self.old.value():
            self.old.set_complaint(self.tr("Gõ mật khẩu đang dùng trước."))
            self.old.setFocus()
        return self.old.value()

    def _on_entered(self) -> None:
        self.change_it() if locking.is_locked(self._context.books) else self.lock()

    def _fill(self) -> None:
        inside, buttons, holder = QVBoxLayout(), QHBoxLayout(), QWidget()
        buttons.setSpacing(theme.px(8))
        for button in (self.set, self.change, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(10))
        for widget in (self.told, self.old_box, self.fresh):
            inside.addWidget(widget)
        inside.addLayout(buttons)
        holder.setLayout(inside)
        self.add_padded(holder)

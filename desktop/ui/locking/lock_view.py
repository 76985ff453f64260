"""Khóa sổ: password, automatic lock, what helps who forgets; officers; at headquarters also help for units."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.kit import jobs, theme
from desktop.kit.cards import Scroll
from desktop.kit.frame import Page
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import locking, resealing
from desktop.services.books import Role
from desktop.ui.context import Context
from desktop.ui.locking.helping_card import HelpingCard
from desktop.ui.locking.idle_card import IdleCard
from desktop.ui.locking.officers_card import OfficersCard
from desktop.ui.locking.password_card import PasswordCard
from desktop.ui.locking.recovery_card import RecoveryCard
from desktop.ui.locking.renew_card import RenewCard
from desktop.ui.troubles import sentence


class LockView(Page):
    """Cards in two columns; every change acts at once and is said."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Khóa sổ"))
        self._context = context
        self.strip = ProgressStrip(step_words=self._steps())
        self.strip.button.hide()
        self.password = PasswordCard(context, self.work)
        self.idle = IdleCard(context)
        self.recovery = RecoveryCard(context, self.work)
        self.officers = OfficersCard(context, self.work)
        self.renew = RenewCard(context, self.work)
        self.helping = HelpingCard(context, self.work)
        self._arrange()
        self.helping.setVisible(context.books.me.role is Role.HEADQUARTERS)
        self.panes = [self.password, self.recovery, self.officers, self.renew]

    def arrived(self) -> None:
        """Look again; the keyboard goes to the password. The code of a sheet is not shown a second time."""
        self.recovery.show_code("")
        self.look()
        self.password.arrive()

    def offer_sheet(self) -> None:
        """The books were locked just now: what helps who forgets the password is made best at once."""
        told = self.tr("Sổ đã khóa. Quên mật khẩu mà không có tờ khôi phục thì không ai mở được sổ: lập và in ngay.")
        self.notice.tell(told, self.tr("Lập tờ khôi phục"), self.recovery.make_sheet)
        self.recovery.make.setFocus()

    def leave(self) -> None:
        """Nothing typed stays behind."""
        for card in (self.password, self.officers, self.renew):
            card.wipe()

    def look(self) -> None:
        """Show how the lock stands."""
        locked = locking.is_locked(self._context.books)
        told = self.tr("Sổ trên đĩa đã mã hóa.") if locked else self.tr("Chưa có mật khẩu, dữ liệu chưa mã hóa.")
        self.header.set_state(told)
        for card in (self.password, self.idle, self.recovery, self.officers, self.renew, self.helping):
            card.look()
        keys = [("Ctrl+L", self.tr("Khóa ngay"))] if locked else []
        self.set_keys([*keys, ("F6", self.tr("Phần kế tiếp"))])

    def work(self, words: str, action: Callable[[Progress], object], done: str) -> None:
        """Do something off the window's thread, then say it and look again."""
        self.notice.dismiss()
        self.setEnabled(False)

        def then(result: object) -> None:
            self.setEnabled(True)
            self.look()
            if isinstance(result, str):
                self.recovery.show_code(result)
                QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.recovery.code))
            self.notice.tell(done)

        def failed(error: Exception) -> None:
            self.setEnabled(True)
            self.look()
            if not isinstance(error, UserError):
                return jobs.tell_failure(self, words, error)
            self.notice.tell(sentence(error), kind="err")

        jobs.run(self, words, action, then, failed=failed, strip=self.strip)

    def _steps(self) -> dict[str, str]:
        return {
            locking.EXCHANGING: self.tr("Đang khóa sổ"),
            resealing.BACKUPS: self.tr("Đang mã hóa bản sao lưu"),
            resealing.FILES: self.tr("Đang mã hóa tệp đã giữ"),
        }

    def _arrange(self) -> None:
        left, right, row, holder = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QWidget()
        for column, cards in (
            (left, (self.password, self.recovery, self.idle)),
            (right, (self.helping, self.officers, self.renew)),
        ):
            column.setSpacing(theme.px(12))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column, 1)
        row.setSpacing(theme.px(12))
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self.body.addWidget(self.strip)
        self._scroll = Scroll(holder, by_width=True)
        self.body.addWidget(self._scroll, 1)

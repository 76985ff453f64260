"""Khóa sổ: password, automatic lock, what helps who forgets; officers; at headquarters also help for units."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

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

Each = TypeVar("Each", bound=QWidget)
COLUMNS, CARDS = 2, ("password", "recovery", "idle", "helping", "officers", "renew")


class LockView(Page):
    """Cards in two columns; every change acts at once and is said."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Khóa sổ"))
        self._context = context
        self.strip = ProgressStrip(step_words=self._steps())
        self.strip.button.hide()
        self._arrange()

    @cached_property
    def password(self) -> PasswordCard:
        """The first card of the left column."""
        return self._placed(PasswordCard(self._context, self.work), 0)

    @cached_property
    def recovery(self) -> RecoveryCard:
        """What helps who forgets."""
        return self._placed(RecoveryCard(self._context, self.work), 1)

    @cached_property
    def idle(self) -> IdleCard:
        """When the books lock by themselves."""
        return self._placed(IdleCard(self._context), 2)

    @cached_property
    def helping(self) -> HelpingCard:
        """What headquarters do for units; the first card of the right column."""
        card = self._placed(HelpingCard(self._context, self.work), 3)
        card.setVisible(self._context.books.me.role is Role.HEADQUARTERS)
        return card

    @cached_property
    def officers(self) -> OfficersCard:
        """Who may open the books."""
        return self._placed(OfficersCard(self._context, self.work), 4)

    @cached_property
    def renew(self) -> RenewCard:
        """A new key for everything."""
        return self._placed(RenewCard(self._context, self.work), 5)

    def first(self) -> Iterator[QWidget]:
        """One card a step."""
        for name in CARDS:
            yield getattr(self, name)
        self.panes = [self.password, self.recovery, self.officers, self.renew]

    def arrived(self) -> None:
        """Look again; the keyboard goes to the password. The code of a sheet is not shown a second time."""
        self.recovery.show_code("")
        self.look()
        self.password.arrive()

    def offer_sheet(self) -> None:
        """The books were locked just now: what helps who forgets the password is made best at once."""
        told = self.tr("Sổ đã khóa. Quên mật khẩu mà không có tờ khôi phục thì không ai mở được sổ: lập và in ngay.")
        self.notice.tell(told, self.tr("Lập tờ khôi phục"), self.recovery.make_sheet, kind="warn")
        self.recovery.make.setFocus()

    def leave(self) -> None:
        """Nothing typed stays behind."""
        for name in ("password", "officers", "renew"):
            if name in self.__dict__:
                getattr(self, name).wipe()

    def look(self) -> None:
        """Show how the lock stands."""
        locked = locking.is_locked(self._context.books)
        told = self.tr("Sổ trên đĩa đã mã hóa.") if locked else self.tr("Chưa có mật khẩu, dữ liệu chưa mã hóa.")
        self.header.set_state(told)
        for name in CARDS:
            getattr(self, name).look()
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

    def _placed(self, card: Each, place: int) -> Each:
        self._places[place].addWidget(card)
        return card

    def _arrange(self) -> None:
        row, holder = QHBoxLayout(), QWidget()
        self._places: list[QVBoxLayout] = []
        for _ in range(COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(theme.px(12))
            for _ in range(len(CARDS) // COLUMNS):
                self._places.append(QVBoxLayout())
                column.addLayout(self._places[-1])
            column.addStretch(1)
            row.addLayout(column, 1)
        row.setSpacing(theme.px(12))
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self.body.addWidget(self.strip)
        self._scroll = Scroll(holder, by_width=True)
        self.body.addWidget(self._scroll, 1)

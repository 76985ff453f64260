"""The calm window in front of locked books: whose they are, the password, and the way for who forgot it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.kit import icons, jobs, theme
from desktop.kit.cards import Scroll
from desktop.kit.focus import FocusRing
from desktop.kit.frame.rail import Brand
from desktop.kit.text import Text
from desktop.services import unlocking
from desktop.services.unlocking import Opened
from desktop.store.keyring import Keyring, Sort
from desktop.ui.locking.forgotten_page import ForgottenPage
from desktop.ui.locking.unlock_page import UnlockPage
from desktop.ui.troubles import sentence

WIDE = 560


class LockWindow(QWidget):
    """Stands where the window of the books stood, or will stand; `officer` is who had them open."""

    opened = Signal(object)
    """Opened: somebody proved that he may."""
    closed = Signal()

    def __init__(self, folder: Path, ring: Keyring, officer: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._ring, self._covers = folder, ring, bool(officer)
        self._done = False
        theme.dress(self)
        self.setWindowTitle("Giao Ban")
        self.setMinimumSize(640, 340)
        self._title, self._words = Text("", "first_run"), Text("", "body", "text2", wrap=True)
        self.unlock = UnlockPage(ring, officer)
        self.forgotten: ForgottenPage | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.unlock)
        self._arrange()
        self._ring_of_focus = FocusRing(self)
        self.unlock.opened.connect(self.opened)
        self.unlock.forgotten.connect(self.show_forgotten)
        self.show_unlock()

    def show_unlock(self) -> None:
        """Ask for the password."""
        self._title.setText(self._ring.unit_name)
        still = self.tr("Sổ đang khóa. Gõ mật khẩu để mở; việc đang làm dở vẫn còn nguyên.")
        self._words.setText(still if self._covers else self.tr("Sổ đang khóa. Gõ mật khẩu để mở."))
        self._pages.setCurrentWidget(self.unlock)
        self.unlock.arrive()

    def show_forgotten(self) -> None:
        """Lead to a new password."""
        if self.forgotten is not None:
            self._pages.removeWidget(self.forgotten)
            self.forgotten.deleteLater()
        self.forgotten = ForgottenPage(self._ring, self.unlock.officer.value())
        self._pages.addWidget(self.forgotten)
        self.forgotten.back_asked.connect(self.show_unlock)
        self.forgotten.let_in.connect(self._on_let_in)
        self._title.setText(self.tr("Quên mật khẩu"))
        self._words.setText(self.tr("Đặt mật khẩu mới bằng mã của cấp trên, hoặc bằng mã trên tờ khôi phục."))
        self._pages.setCurrentWidget(self.forgotten)
        self.forgotten.arrive()

    def refuse(self, error: UserError) -> None:
        """The password was right, the books do not open all the same: say why."""
        self.show_unlock()
        self.unlock.refuse(sentence(error))

    def finish(self) -> None:
        """What stood here before comes back: closing is no longer leaving."""
        self._done = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the lock closes the program."""
        super().closeEvent(event)
        if not self._done:
            self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), theme.color("window"))

    def _on_let_in(self, opened: Opened, password: str, sort: Sort) -> None:
        folder = self._folder

        def work(_: object) -> Opened:
            unlocking.renew_password(folder, opened, password, sort)
            import desktop.services.keeping  # noqa: F401 - heavy, so here and not on the window's thread

            return opened

        jobs.run(self, self.tr("Đang đặt mật khẩu"), work, self._on_renewed, failed=self._on_failed, writes=False)

    def _on_renewed(self, opened: Opened) -> None:
        ring = unlocking.lock_of(self._folder)
        assert ring is not None
        self._ring = ring
        self.unlock.set_ring(ring)
        self.show_unlock()
        self.opened.emit(opened)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError) and self.forgotten is not None:
            return self.forgotten.refuse(sentence(error))
        jobs.tell_failure(self, self.tr("Đặt mật khẩu mới"), error)

    def _arrange(self) -> None:
        sign = QLabel()
        sign.setPixmap(icons.pixmap("lock", "accent", 24))
        inside, holder = QVBoxLayout(), QWidget()
        holder.setFixedWidth(theme.px(WIDE))
        holder.setLayout(inside)
        inside.setContentsMargins(theme.px(4), theme.px(40), theme.px(4), theme.px(24))
        inside.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(sign)
        head.addWidget(self._title, 1)
        inside.addLayout(head)
        inside.addWidget(self._words)
        inside.addSpacing(theme.px(12))
        inside.addWidget(self._pages, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(holder)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Brand("Giao Ban"), 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(Scroll(middle), 1)

"""Asks for the password; wrong ones make the next try wait a little longer."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import Trouble, UserError
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.inputs import FieldBox, PasswordInput, PlainPicker
from desktop.kit.marks import Mark
from desktop.services import unlocking
from desktop.services.unlocking import Opened
from desktop.store.keyring import Keyring
from desktop.ui.troubles import sentence

FREE_TRIES, LONGEST_S = 2, 30


class UnlockPage(QWidget):
    """Officer, where there are several; password; the way for who forgot it."""

    opened = Signal(object)
    """Opened."""
    forgotten = Signal()

    def __init__(self, ring: Keyring, officer: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring, self._wrong, self._left = ring, 0, 0
        known = unlocking.officers(ring)
        self.officer = PlainPicker([(each.id, each.name) for each in known])
        self.officer.set_value(officer or (known[0].id if known else ""))
        self.password = PasswordInput()
        self.go = KeyButton(self.tr("Mở sổ"), "Enter", kind="primary", icon="key-round", bind=False)
        self.forgot = KeyButton(self.tr("Quên mật khẩu?"), kind="quiet")
        self.trouble = Block("err", mark=Mark.ERROR)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._count_down)
        self._arrange(len(known) > 1)
        self.go.clicked.connect(self.try_it)
        self.password.line.returnPressed.connect(self.try_it)
        self.password.edited.connect(self._on_edited)
        self.forgot.clicked.connect(self.forgotten)

    def set_ring(self, ring: Keyring) -> None:
        """Another key file: a password was renewed."""
        self._ring = ring

    def arrive(self) -> None:
        """Put the keyboard into the password."""
        self.password.setFocus()

    def try_it(self) -> None:
        """Derive the key off the window's thread."""
        if not self.go.isEnabled() or not self.password.value():
            return self.password.setFocus()
        ring, officer, password = self._ring, self.officer.value(), self.password.value()
        self.wait()
        words = self.tr("Đang mở sổ")

        def work(_: object) -> Opened:
            opened = unlocking.by_password(ring, officer, password)
            import desktop.services.keeping  # noqa: F401 - heavy, so here and not on the window's thread

            return opened

        jobs.run(self, words, work, self._on_opened, failed=self._on_failed, writes=False)

    def wait(self) -> None:
        """Say that the books are being opened."""
        self._wait(self.tr("Đang mở…"))

    def refuse(self, words: str) -> None:
        """Say why the books do not open."""
        self._ready()
        self.trouble.set("", words)
        self.trouble.show()
        self.password.setFocus()

    def _on_opened(self, opened: Opened) -> None:
        self._wrong = 0
        self.password.wipe()
        self._ready()
        self.opened.emit(opened)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._ready()
            return jobs.tell_failure(self, self.tr("Mở sổ"), error)
        self.refuse(sentence(error))
        self.password.line.selectAll()
        if error.code is Trouble.WRONG_PASSWORD:
            self._wrong += 1
            self._left = min(2 ** (self._wrong - FREE_TRIES), LONGEST_S) if self._wrong > FREE_TRIES else 0
            if self._left:
                self._clock.start()
                self._show_wait()

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            return self._show_wait()
        self._clock.stop()
        self._ready()
        self.password.setFocus()

    def _show_wait(self) -> None:
        self._wait(self.tr("Chờ {n} giây").format(n=self._left))

    def _wait(self, words: str) -> None:
        self.go.setText(words)
        self.go.disable(self.tr("Chờ một chút rồi gõ lại."))
        self.go.updateGeometry()

    def _ready(self) -> None:
        if not self._clock.isActive():
            self.go.setText(self.tr("Mở sổ"))
            self.go.enable()
            self.go.updateGeometry()

    def _on_edited(self) -> None:
        self.trouble.hide()

    def _arrange(self, several: bool) -> None:
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        box = FieldBox(self.tr("Cán bộ"), self.officer)
        box.setVisible(several)
        buttons.addWidget(self.go)
        buttons.addStretch()
        buttons.addWidget(self.forgot)
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(FieldBox(self.tr("Mật khẩu"), self.password))
        column.addWidget(self.trouble)
        column.addLayout(buttons)
        column.addStretch()
        self.trouble.hide()

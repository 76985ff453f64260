"""The first run: whose machine, which unit, who writes; three screens, then the books are there."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.units import Unit
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.focus import FocusRing
from desktop.kit.frame import BodySheet
from desktop.kit.stack import Stack
from desktop.kit.text import Text
from desktop.ui.first_run_officer import OfficerPage
from desktop.ui.first_run_rail import FirstRunRail, Question
from desktop.ui.first_run_role import UNIT, RolePage
from desktop.ui.first_run_unit import UnitPage

if TYPE_CHECKING:
    from desktop.services.books import Books

BODY, FOOT = 840, 64
NARROW = 800
"""In a window of less width the steps at the left make room; “Bước 2/3” says enough."""


class FirstRun(QWidget):
    """Asks three things and makes the books."""

    made = Signal(object)
    """Books."""
    restore_asked = Signal()
    """There are backups: the books need not be made anew."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__()
        self._folder = folder
        theme.dress(self)
        self.setWindowTitle("Giao Ban")
        self.setMinimumSize(640, 340)
        self.rail = FirstRunRail()
        self.role, self.unit, self.officer = RolePage(), UnitPage(now()), OfficerPage(str(folder))
        self._pages = Stack()
        for page in (self.role, self.unit, self.officer):
            self._pages.addWidget(page)
        self._step, self._title = Text("", "caption", "text2"), Text("", "first_run")
        self._words = Text("", "body", "text2", wrap=True)
        self.back = KeyButton(self.tr("Quay lại"), "Alt+Q")
        self.next = KeyButton("", "Enter", kind="primary", icon="arrow-right", bind=False)
        self.restore = KeyButton(self.tr("Đã có bản sao lưu"), kind="quiet", icon="history")
        self._arrange()
        self._connect()
        self._ring = FocusRing(self)
        self.show_step(0)

    def show_step(self, place: int) -> None:
        """Ask one of the questions."""
        if place == 1:
            self.unit.ask(self.role.role())
        self._pages.setCurrentIndex(place)
        self._step.setText(self.tr("Bước {place}/{count}").format(place=place + 1, count=self._pages.count()))
        title, told = self._question(place)
        self._title.setText(title)
        self._words.setText(told)
        self._look()
        (self.role, self.unit, self.officer)[place].arrive()

    def step(self) -> int:
        """Which question is asked now, from 0."""
        return self._pages.currentIndex()

    def go_on(self) -> None:
        """Take the answer and ask the next question, or make the books."""
        if not self.next.isEnabled():
            return
        if self.step() < self._pages.count() - 1:
            self.show_step(self.step() + 1)
        else:
            self.finish()

    def finish(self) -> None:
        """Make the books, or say why not."""
        from desktop.services import keeping
        from desktop.services.books import Role
        from desktop.ui.troubles import sentence

        unit = self._chosen()
        role = Role.UNIT if self.role.role() == UNIT else Role.HEADQUARTERS
        training = self.officer.training.value()
        password = None if self.officer.password.empty() else self.officer.password.password()
        if password is None and not self.officer.password.empty():
            return
        try:
            books = keeping.create(self._folder, role, unit.code, unit.scheme, self.officer.answer(), training)
        except UserError as error:
            return self.officer.refuse(sentence(error))
        if password is None:
            return self.made.emit(books)
        self.next.disable(self.tr("Đang khóa sổ…"))
        self._lock(books, password)

    def _lock(self, books: "Books", password: str) -> None:
        """Lock the new books off the window's thread; where that fails they open plain, and it is said."""
        from desktop.services import locking

        def work(progress: Progress) -> None:
            locking.lock(books, password, progress)

        def failed(error: Exception) -> None:
            jobs.tell_failure(self, self.tr("Sổ đã lập nhưng chưa khóa được"), error)
            self.made.emit(books)

        self.officer.password.wipe()
        jobs.run(self, self.tr("Đang khóa sổ"), work, lambda _: self.made.emit(books), failed=failed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question comes before the steps."""
        super().resizeEvent(event)
        self.rail.setVisible(self.width() >= theme.px(NARROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the foot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        top = self.height() - theme.px(FOOT)
        painter.fillRect(0, top, self.width(), theme.px(FOOT), theme.color("surface"))
        painter.fillRect(0, top, self.width(), 1, theme.color("line"))

    def _chosen(self) -> Unit:
        unit = self.unit.unit()
        assert unit is not None
        return unit

    def _question(self, place: int) -> tuple[str, str]:
        if place == 0:
            return self.tr("Máy này dùng cho ai?"), self.tr("Chọn bằng phím mũi tên, Enter để tiếp tục.")
        if place == 1 and self.role.role() == UNIT:
            told = self.tr("Gõ tên xã, không dấu cũng được. Tên đơn vị đi kèm mọi bản ghi và mọi tệp gửi đi.")
            return self.tr("Máy này của đơn vị nào?"), told
        if place == 1:
            told = self.tr("Gõ tên tỉnh, không dấu cũng được. Danh sách đơn vị cấp xã của tỉnh có sẵn trong máy.")
            return self.tr("Công an tỉnh, thành phố nào?"), told
        return self.tr("Ai nhập liệu trên máy này?"), self.tr("Ghi họ tên hoặc chức danh của cán bộ.")

    def _look(self) -> None:
        """Name the choice on the primary button; it waits until there is one."""
        answers = [self.role.answer(), self.unit.answer() if self.step() else "", ""]
        titles = (self.tr("Máy của ai"), self.tr("Chọn đơn vị"), self.tr("Người nhập liệu"))
        questions = [Question(title, answer) for title, answer in zip(titles, answers, strict=True)]
        self.rail.questions.show_questions(questions, self.step())
        self.back.setVisible(self.step() > 0)
        self.restore.setVisible(not self.step())
        self.next.setText(self._next_words())
        self.next.updateGeometry()
        ready = (True, self.unit.unit() is not None, bool(self.officer.answer()))[self.step()]
        if ready:
            self.next.enable()
        else:
            missing = (self.tr("Chọn một đơn vị trong danh sách."), self.tr("Ghi tên người nhập liệu."))
            self.next.disable(missing[self.step() - 1])

    def _next_words(self) -> str:
        if self.step() == 2:
            return self.tr("Bắt đầu ghi sổ") if self.role.role() == UNIT else self.tr("Bắt đầu")
        unit = self.unit.unit()
        if self.step() == 1 and unit is not None:
            return self.tr("Tiếp tục với {name}").format(name=f"{unit.name[0].lower()}{unit.name[1:]}")
        return self.tr("Tiếp tục")

    def _arrange(self) -> None:
        secrets = Block("plain", self.tr("Không dùng cho tài liệu mật, bí mật nhà nước."), self.tr(
            "Chỉ ghi số lượng và hoạt động; không ghi họ tên công dân, số căn cước, điện thoại, biển số."
        ), icon="shield-check")
        column = QVBoxLayout()
        column.setContentsMargins(0, theme.px(32), 0, theme.px(16))
        column.setSpacing(theme.px(4))
        for text in (self._step, self._title, self._words):
            column.addWidget(text)
        column.addSpacing(theme.px(12))
        column.addWidget(self._pages, 1)
        column.addSpacing(theme.px(10))
        column.addWidget(secrets)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(BodySheet(self._centred(column)), 1)
        right.addLayout(self._centred(self._foot()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.px(16), 0, theme.px(16))
        row.addWidget(self.back)
        row.addWidget(self.restore)
        row.addStretch()
        row.addWidget(self.next)
        return row

    @staticmethod
    def _centred(layout: QVBoxLayout | QHBoxLayout) -> QHBoxLayout:
        """The layout in the middle, at most as wide as the body."""
        holder = QWidget()
        layout.setParent(None)
        holder.setLayout(layout)
        holder.setMaximumWidth(theme.px(BODY))
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)
        row.setAlignment(holder, Qt.AlignmentFlag(0))
        return row

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.show_step(self.step() - 1))
        self.next.clicked.connect(self.go_on)
        self.restore.clicked.connect(self.restore_asked)
        for page in (self.role, self.unit, self.officer):
            page.changed.connect(self._look)
            page.entered.connect(self.go_on)

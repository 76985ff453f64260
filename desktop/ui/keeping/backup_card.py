"""The card of the first page: when the books were last backed up, and the button that does it now."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.progress_strip import ProgressStrip
from desktop.kit.text import Cut, Text
from desktop.services.safeguarding import Outcome
from desktop.ui.context import Context, Place
from desktop.ui.keeping.backups import STEPS, BackupDesk, Standing, standing, when
from desktop.ui.words import translate


class BackupCard(Card):
    """Two lines: here, and in the second place; a single one where there is little room."""

    def __init__(self, context: Context, page: str = "keeping", one_line: bool = False) -> None:
        super().__init__("" if one_line else translate("Backups", "Sao lưu"))
        self._context, self._one_line = context, one_line
        self._desk = BackupDesk(context, self)
        self._mark = MarkLabel(Mark.NEXT)
        self._words = Cut() if one_line else Text("", wrap=True)
        self._second = Text("", "caption", "text2", wrap=True)
        self.button = KeyButton(self.tr("Sao lưu ngay"), icon="" if one_line else "hard-drive", small=True)
        self.settings = KeyButton(self.tr("Chọn nơi sao lưu"), kind="quiet", small=True)
        self.strip = ProgressStrip(self.tr("Các bản trước còn nguyên."), STEPS)
        self._furnish()
        self.button.clicked.connect(self._on_asked)
        self.settings.clicked.connect(lambda: context.go(Place(page)))
        context.announcements.backed_up.connect(self.reload)

    def reload(self) -> None:
        """Say how the backups stand."""
        found = standing(self._context)
        self._mark.set_mark(found.mark(self._context.today()))
        home, second = self._home_words(found), self._second_words(found)
        self._words.setText(home)
        self._words.setToolTip(f"{home}\n{second}")
        self._second.setText(second)
        self.settings.setText(self.tr("Xem các bản") if found.second else self.tr("Chọn nơi sao lưu"))
        self.settings.updateGeometry()
        self.button.enable()

    def _home_words(self, found: Standing) -> str:
        if found.trouble:
            return found.trouble
        if found.newest is None:
            return self.tr("Chưa sao lưu lần nào.")
        made = when(found.newest.info.made, self._context.today())
        told = self.tr("Sao lưu: {when}") if self._one_line else self.tr("Trên máy: {when}")
        return told.format(when=made)

    def _second_words(self, found: Standing) -> str:
        if found.second is None:
            return self.tr("Chưa chọn nơi thứ hai: máy hỏng thì mất cả bản sao.")
        if found.second_trouble and not found.away:
            return found.second_trouble
        made = when(found.second_at, self._context.today()) if found.second_at else self.tr("chưa có bản nào")
        told = self.tr("Nơi thứ hai: {when}. Đang vắng, cắm lại thì tự chép bù.") if found.away else self.tr(
            "Nơi thứ hai: {when}"
        )
        return told.format(when=made)

    def _on_asked(self) -> None:
        self.button.disable(self.tr("Đang sao lưu."))
        self._desk.make(self._on_done, self._on_failed, self.strip)

    def _on_done(self, _: Outcome) -> None:
        self.reload()

    def _on_failed(self, error: Exception) -> None:
        self.reload()
        if not standing(self._context).trouble:
            jobs.tell_failure(self, self.title.text(), error)

    def _furnish(self) -> None:
        body, line, words = QWidget(), QHBoxLayout(), QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(self._words)
        if not self._one_line:
            words.addWidget(self._second)
            self.add_action(self.settings)
        line.setSpacing(theme.px(10))
        line.addWidget(self._mark)
        line.addLayout(words, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(line)
        column.addWidget(self.strip)
        self.add_padded(body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

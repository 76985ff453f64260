"""The part about backups: the last ones, the second place, the list with restore."""

from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages, theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton, give_way
from desktop.kit.cards import Block, Card, EmptyState, FactList
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import generations, safeguarding
from desktop.services.generations import Generation, Reason
from desktop.services.restoring import Trial
from desktop.services.safeguarding import Outcome
from desktop.ui.context import Context
from desktop.ui.keeping.backups import (
    AWAY,
    SECOND,
    SECOND_AT,
    SECOND_TROUBLE,
    STEPS,
    BackupDesk,
    Standing,
    standing,
    when,
)
from desktop.ui.keeping.restore_panel import RestorePanel
from desktop.ui.troubles import sentence
from desktop.ui.words import translate

MEGABYTE = 10**6
LOW = 540


class BackupPart(QWidget):
    """Made now, kept where, restored from what."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._desk = BackupDesk(context, self)
        self._elsewhere: list[Generation] = []
        self.mark, self.facts = MarkLabel(Mark.NEXT, 20), FactList(104)
        self.now = KeyButton(self.tr("Sao lưu ngay"), "Ctrl+B", kind="primary", icon="hard-drive", bind=True)
        self.choose = KeyButton(self.tr("Chọn nơi thứ hai"), icon="usb")
        self.drop = KeyButton(self.tr("Thôi dùng nơi thứ hai"), kind="quiet")
        self.told = Block("accent")
        self.strip = ProgressStrip(self.tr("Các bản trước còn nguyên."), STEPS)
        self.table = LedgerTable()
        self.look = KeyButton(self.tr("Xem trước"), "Enter", icon="eye", bind=False, small=True)
        self.other = KeyButton(self.tr("Từ tệp khác"), icon="folder-open", small=True)
        self.panel = RestorePanel(context.books.folder, context.books.db)
        self._furnish()
        self._connect()

    def arrived(self) -> None:
        """Look again, also into the second place."""
        self.reload()
        self._read_second()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In low windows a look at a backup takes the room of the rest; in narrow ones buttons say less."""
        super().resizeEvent(event)
        shown = [each for each in (self.now, self.choose, self.drop) if not each.isHidden()]
        give_way(shown, self.width() - theme.px(32 + 8 * len(shown)))
        self._make_room()

    def _make_room(self) -> None:
        crowded = self.panel.isVisibleTo(self) and self.height() < theme.px(LOW)
        self._state.setVisible(not crowded)
        self._kept.setVisible(not crowded)

    def reload(self) -> None:
        """Say how the backups stand."""
        found = standing(self._context)
        today = self._context.today()
        self.mark.set_mark(found.mark(today))
        self.facts.set_facts(
            [(self.tr("Trên máy"), self._home_words(found)), (self.tr("Nơi thứ hai"), self._second_words(found))]
        )
        self.drop.setVisible(found.second is not None)
        self.choose.setText(self.tr("Đổi nơi thứ hai") if found.second else self.tr("Chọn nơi thứ hai"))
        self.choose.updateGeometry()
        self._show_list()

    def take_second(self, chosen: Path) -> None:
        """Keep backups in this folder too, from now on."""
        try:
            place = safeguarding.choose_second(self._context.books.db, chosen)
        except UserError as error:
            return self._say("err", sentence(error))
        self._context.settings.put(SECOND, str(place))
        self._context.settings.put(SECOND_AT, "")
        self._context.settings.put(SECOND_TROUBLE, AWAY)
        self._say("accent", self.tr("Từ nay mỗi bản sao lưu được chép thêm vào {place}.").format(place=place))
        self._desk.catch_up()

    def _home_words(self, found: Standing) -> str:
        if found.trouble:
            return found.trouble
        if found.newest is None:
            return self.tr("Chưa sao lưu lần nào. Bấm Sao lưu ngay; về sau máy tự sao lưu khi thoát.")
        return when(found.newest.info.made, self._context.today())

    def _second_words(self, found: Standing) -> str:
        if found.second is None:
            return self.tr("Chưa chọn. Máy hỏng thì mất cả bản sao: chọn một USB hoặc ổ đĩa khác.")
        made = when(found.second_at, self._context.today()) if found.second_at else self.tr("chưa có bản nào")
        if found.away:
            told = self.tr("{when}. {place} đang vắng, cắm lại thì tự chép bù.")
            return told.format(when=made, place=found.second.parent)
        return f"{found.second_trouble or made}\n{found.second}"

    def _show_list(self) -> None:
        home = generations.listed(generations.home_of(self._context.books.folder))
        here = {each.info.digest for each in home}
        there = {each.info.digest for each in self._elsewhere}
        others = [each for each in self._elsewhere if each.info.digest not in here]
        shown = [(each, self._places(True, each.info.digest in there)) for each in home]
        shown += [(each, self._places(False, True)) for each in others]
        shown.sort(key=lambda pair: pair[0].info.made, reverse=True)
        self._model.set_rows([backup_line(each, places) for each, places in shown])
        self.look.setEnabled(bool(shown))

    def _places(self, here: bool, there: bool) -> str:
        if here and there:
            return self.tr("máy, nơi thứ hai")
        return self.tr("máy") if here else self.tr("nơi thứ hai")

    def _read_second(self) -> None:
        second = standing(self._context).second
        if second is None:
            self._elsewhere = []
            return

        def work(_: Progress) -> list[Generation]:
            return generations.listed(second)

        jobs.run(self, self.tr("Đang đọc nơi thứ hai"), work, self._on_second_read, writes=False)

    def _on_second_read(self, found: list[Generation]) -> None:
        self._elsewhere = found
        self._show_list()

    def _on_now(self) -> None:
        self.now.disable(self.tr("Đang sao lưu."))
        self.told.hide()
        self._desk.make(self._on_made, self._on_failed, self.strip)

    def _on_made(self, outcome: Outcome) -> None:
        self.now.enable()
        if outcome.second_trouble is not None and not outcome.second_away:
            return self._say("err", sentence(outcome.second_trouble))
        if outcome.home_trouble is not None:
            return self._say("warn", sentence(outcome.home_trouble))
        told = self.tr("Đã sao lưu {what}, đã đọc lại và kiểm tra.")
        if outcome.second is not None:
            told = self.tr("Đã sao lưu {what} trên máy và nơi thứ hai, đã đọc lại và kiểm tra.")
        elif outcome.second_away:
            told = self.tr("Đã sao lưu {what} trên máy. Nơi thứ hai đang vắng, cắm lại thì tự chép bù.")
        records = outcome.made.info.records
        what = self.tr("cả sổ") if records is None else self.tr("{n} bản ghi").format(n=format_number(records))
        self._say("accent", told.format(what=what))

    def _on_failed(self, error: Exception) -> None:
        self.now.enable()
        if isinstance(error, UserError):
            return self._say("err", sentence(error))
        jobs.tell_failure(self, self.tr("Sao lưu"), error)

    def _say(self, kind: str, words: str) -> None:
        self.told.set_kind(kind)  # type: ignore[arg-type]
        self.told.set("", words)
        self.told.show()

    def _on_choose(self) -> None:
        chosen = messages.ask_folder(self, self.tr("Chọn USB hoặc ổ đĩa để sao lưu thêm"))
        if chosen is not None:
            self.take_second(chosen)

    def _on_drop(self) -> None:
        self._context.settings.put(SECOND, "")
        self._context.settings.put(SECOND_TROUBLE, "")
        self._elsewhere = []
        self._say("warn", self.tr("Từ nay chỉ sao lưu trên máy này. Các bản ở nơi thứ hai vẫn còn ở đó."))
        self.reload()

    def _on_look(self) -> None:
        chosen = self.table.current_key()
        if isinstance(chosen, Generation):
            self.panel.look(chosen.folder, chosen.info.made)
            self._make_room()

    def _on_other(self) -> None:
        path = messages.ask_file(self, self.tr("Chọn bản sao lưu"), self.tr("Bản sao lưu (*.db)"))
        if path is not None:
            self.panel.look(path)
            self._make_room()

    def _on_wanted(self, trial: Trial) -> None:
        self._context.announcements.restore_asked.emit(trial)

    def _on_backed_up(self) -> None:
        if self.isVisible():
            self.arrived()

    def _connect(self) -> None:
        self.now.clicked.connect(self._on_now)
        self.choose.clicked.connect(self._on_choose)
        self.drop.clicked.connect(self._on_drop)
        self.look.clicked.connect(self._on_look)
        self.table.opened.connect(self._on_look)
        self.other.clicked.connect(self._on_other)
        self.panel.wanted.connect(self._on_wanted)
        self.panel.left.connect(self._make_room)
        self._context.announcements.backed_up.connect(self._on_backed_up)

    def _furnish(self) -> None:
        self._model = RowsModel(backup_columns())
        self.table.setModel(self._model)
        self.table.set_empty(EmptyState(self.tr("Chưa có bản sao lưu nào. Bấm Sao lưu ngay.")))
        self.table.setMinimumHeight(theme.px(29 + 3 * 28))
        self._state = self._state_card()
        self._kept = kept = Card(self.tr("Các bản đang giữ"), self.tr("ba bản mỗi nơi"))
        kept.body.addWidget(self.table, 1)
        kept.add_action(self.other)
        kept.add_action(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._state)
        column.addWidget(kept, 1)
        column.addWidget(self.panel, 2)

    def _state_card(self) -> Card:
        card, inside = Card(), QWidget()
        row, buttons = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.mark)
        row.addWidget(self.facts, 1)
        buttons.setSpacing(theme.px(8))
        for button in (self.now, self.choose, self.drop):
            buttons.addWidget(button)
        buttons.addStretch()
        self.told.hide()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(row)
        column.addLayout(buttons)
        column.addWidget(self.strip)
        column.addWidget(self.told)
        card.add_padded(inside)
        return card


def backup_columns() -> list[Column]:
    """What a table of backups says."""
    return [
        Column(translate("Backups", "Lúc"), "made", 136, bold=True),
        Column(translate("Backups", "Vì sao"), "reason", 142),
        Column(translate("Backups", "Ở đâu"), "place", 100, token="text2", prose=True, stretch=True),
        Column(translate("Backups", "Bản ghi"), "records", 84, "right"),
        Column(translate("Backups", "Số liệu"), "figures", 84, "right"),
        Column(translate("Backups", "Tệp nhận"), "packages", 84, "right"),
        Column(translate("Backups", "Cỡ"), "size", 84, "right", token="text2"),
    ]


def reason_words(reason: Reason) -> str:
    """Why a backup was made."""
    return {
        Reason.EXIT: translate("Backups", "khi thoát"),
        Reason.ASKED: translate("Backups", "bấm Sao lưu ngay"),
        Reason.IMPORT: translate("Backups", "trước khi nhập tệp"),
        Reason.UPGRADE: translate("Backups", "trước khi nâng cấp"),
        Reason.RESTORE: translate("Backups", "trước khi khôi phục"),
    }[reason]


def backup_line(each: Generation, places: str) -> Line:
    """One backup in a table."""
    info = each.info
    size = f"{format_number(max(1, round(info.size / MEGABYTE)))} MB"
    counts = ("–" if each is None else format_number(each) for each in (info.records, info.figures, info.packages))
    made = f"{datetime.fromisoformat(info.made):%H:%M %d/%m/%Y}"
    return Line((Cell(made), reason_words(info.reason), places, *counts, size), each)

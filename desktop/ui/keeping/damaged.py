"""Dữ liệu bị hỏng: the books cannot be read; the newest backup is offered, the damaged file is kept."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.base.settings import Settings
from desktop.kit import jobs, messages, theme
from desktop.kit.block_table import LedgerTable, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card, EmptyState
from desktop.kit.frame import Page, Shell
from desktop.kit.marks import Mark
from desktop.services import generations
from desktop.services.generations import Generation
from desktop.ui.keeping.backup_part import LOW, backup_columns, backup_line
from desktop.ui.keeping.backups import second_of
from desktop.ui.keeping.restore_panel import RestorePanel
from desktop.wording.messages import sentence


class DamagedWindow(Shell):
    """The empty frame with the way out."""

    again_asked = Signal()
    restore_asked = Signal(object)

    def __init__(self, folder: Path, settings: Settings, error: UserError) -> None:
        super().__init__()
        self.page_of_damage = DamagedPage(folder, settings, error)
        self.page_of_damage.again.clicked.connect(self.again_asked)
        self.page_of_damage.panel.wanted.connect(self.restore_asked)
        self.add_page("damaged", "database", self.tr("Dữ liệu bị hỏng"), lambda: self.page_of_damage)
        self.strip.set_period("", "")
        self.strip.set_deadline("")
        self.strip.search.hide()
        self.strip.help.hide()
        self.strip.period.hide()
        self.show_page("damaged")


class DamagedPage(Page):
    """What happened, the backups, and what the newest good one would give back."""

    def __init__(self, folder: Path, settings: Settings, error: UserError) -> None:
        super().__init__(self.tr("Dữ liệu bị hỏng"))
        self._folder, self._second = folder, second_of(settings)
        self.again = self.header.add_action(KeyButton(self.tr("Mở lại"), "F5", icon="refresh-cw"))
        self.show_folder = self.header.add_action(KeyButton(self.tr("Xem thư mục dữ liệu"), icon="folder-open"))
        self.other = KeyButton(self.tr("Từ tệp khác"), icon="usb", small=True)
        self.look = KeyButton(self.tr("Xem trước"), "Enter", icon="eye", bind=False, small=True)
        kept = self.tr("Tệp hỏng được cất lại bên cạnh, không xóa: người có nghề còn lấy ra được.")
        self.trouble = Block("err", self.tr("Chưa mở được sổ"), f"{sentence(error)} {kept}", mark=Mark.ERROR)
        self.table, self.panel = LedgerTable(), RestorePanel(folder, None)
        self._furnish()
        self._connect()
        self._show(generations.listed(generations.home_of(folder)))
        self._read_second()

    def arrived(self) -> None:
        """The keyboard stands on the newest backup."""
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In low windows a look at a backup takes the room of the list."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self._kept.setVisible(self.height() >= theme.px(LOW) or not self.panel.isVisibleTo(self))

    def _show(self, found: list[Generation]) -> None:
        self._model.set_rows([backup_line(each, self._place(each)) for each in found])
        self.look.setEnabled(bool(found))
        if found:
            self.table.select_position(0)
            self._on_look()

    def _place(self, each: Generation) -> str:
        here = each.folder.parent == generations.home_of(self._folder)
        return self.tr("máy") if here else self.tr("nơi thứ hai")

    def _read_second(self) -> None:
        second = self._second
        if second is None:
            return

        def work(_: Progress) -> list[Generation]:
            return generations.listed(second)

        jobs.run(self, self.tr("Đang đọc nơi thứ hai"), work, self._on_second, writes=False)

    def _on_second(self, found: list[Generation]) -> None:
        """The second place counts where it is newer, or where this disk holds nothing any more."""
        home = generations.listed(generations.home_of(self._folder))
        known = {each.info.digest for each in home}
        more = [each for each in found if each.info.digest not in known]
        if more:
            self._show(sorted([*home, *more], key=lambda each: each.info.made, reverse=True))

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

    def _furnish(self) -> None:
        self._model = RowsModel(backup_columns())
        self.table.setModel(self._model)
        told = self.tr("Máy này chưa có bản sao lưu nào. Cắm USB sao lưu rồi bấm Từ tệp khác.")
        self.table.set_empty(EmptyState(told))
        self.table.setMinimumHeight(theme.px(29 + 3 * 28))
        self._kept = kept = Card(self.tr("Các bản sao lưu"), self.tr("mới nhất ở trên"))
        kept.body.addWidget(self.table, 1)
        kept.add_action(self.other)
        kept.add_action(self.look)
        row = QHBoxLayout()
        row.addWidget(self.trouble)
        self.body.addLayout(row)
        self.body.addWidget(kept, 1)
        self.body.addWidget(self.panel, 2)
        self.panes = [self.table, self.panel]
        self.set_keys([("Enter", self.tr("Xem bản sao")), ("Ctrl+Enter", self.tr("Khôi phục"))])

    def _connect(self) -> None:
        self.look.clicked.connect(self._on_look)
        self.table.opened.connect(self._on_look)
        self.panel.left.connect(self._make_room)
        self.other.clicked.connect(self._on_other)
        self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))

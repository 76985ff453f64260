"""The way to a backup without open books: they are damaged, or this machine has none yet."""

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
from desktop.ui.troubles import sentence


class RestoreWindow(Shell):
    """The empty frame with the way out; without an error it is that of a new machine."""

    again_asked = Signal()
    restore_asked = Signal(object)

    def __init__(
        self, folder: Path, settings: Settings, error: UserError | None, key: bytes | None = None
    ) -> None:
        super().__init__()
        title = self.tr("Dữ liệu bị hỏng") if error else self.tr("Khôi phục sổ")
        self.only_page = RestorePage(title, folder, settings, error, key)
        self.only_page.again.clicked.connect(self.again_asked)
        self.only_page.panel.wanted.connect(self.restore_asked)
        self.add_page("restore", "database", title, lambda: self.only_page)
        self.strip.set_period("", "")
        self.strip.set_deadline("")
        self.strip.search.hide()
        self.strip.help.hide()
        self.strip.period.hide()
        self.show_page("restore")


class RestorePage(Page):
    """What happened, the backups, and what the newest good one would give back."""

    def __init__(
        self, title: str, folder: Path, settings: Settings, error: UserError | None, key: bytes | None = None
    ) -> None:
        super().__init__(title)
        self._folder, self._second = folder, second_of(settings)
        self.again = self.header.add_action(KeyButton("", "F5", icon="refresh-cw"))
        self.again.setText(self.tr("Mở lại") if error else self.tr("Quay lại lập sổ mới"))
        self.show_folder = self.header.add_action(KeyButton(self.tr("Xem thư mục dữ liệu"), icon="folder-open"))
        self.stick = KeyButton(self.tr("Từ USB"), icon="usb", small=True)
        self.other = KeyButton(self.tr("Từ tệp khác"), icon="folder-open", small=True)
        self.look = KeyButton(self.tr("Xem trước"), "Enter", icon="eye", bind=False, small=True)
        self.trouble = self._block(error)
        self.table, self.panel = LedgerTable(), RestorePanel(folder, None, key)
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

    def take_stick(self, folder: Path) -> None:
        """Offer the backups of a folder that a person chose."""
        found = generations.found_below(folder)
        if found:
            return self._show(found)
        told = self.tr("Không thấy bản sao lưu nào ở {folder}. Chọn thư mục GiaoBan-sao-luu trên USB sao lưu.")
        self.notice.tell(told.format(folder=folder), kind="warn")

    def _block(self, error: UserError | None) -> Block:
        if error is None:
            told = self.tr("Cắm USB sao lưu, bấm Từ USB, chọn USB đó. Bản mới nhất được mở ra xem trước.")
            return Block("plain", self.tr("Lấy lại sổ từ bản sao lưu"), told, icon="usb")
        kept = self.tr("Tệp hỏng được cất lại bên cạnh, không xóa: người có nghề còn lấy ra được.")
        return Block("err", self.tr("Chưa mở được sổ"), f"{sentence(error)} {kept}", mark=Mark.ERROR)

    def _on_stick(self) -> None:
        folder = messages.ask_folder(self, self.tr("Chọn USB hoặc thư mục có bản sao lưu"))
        if folder is not None:
            self.take_stick(folder)

    def _on_other(self) -> None:
        path = messages.ask_file(self, self.tr("Chọn bản sao lưu"), self.tr("Bản sao lưu (*.db)"))
        if path is not None:
            self.panel.look(path)
            self._make_room()

    def _furnish(self) -> None:
        self._model = RowsModel(backup_columns())
        self.table.setModel(self._model)
        told = self.tr("Máy này chưa có bản sao lưu nào. Cắm USB sao lưu rồi bấm Từ USB.")
        self.table.set_empty(EmptyState(told))
        self.table.setMinimumHeight(theme.px(29 + 3 * 28))
        self._kept = kept = Card(self.tr("Các bản sao lưu"), self.tr("mới nhất ở trên"))
        kept.body.addWidget(self.table, 1)
        kept.add_action(self.stick)
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
        self.stick.clicked.connect(self._on_stick)
        self.other.clicked.connect(self._on_other)
        self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))

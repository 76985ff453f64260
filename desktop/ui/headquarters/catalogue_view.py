"""Danh mục và đơn vị: what is asked, until when, of whom; one list a tab, what a clerk may change at the right."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.catalogue import Catalogue
from desktop.kit import jobs, messages
from desktop.kit.buttons import KeyButton
from desktop.kit.frame import Page
from desktop.kit.stack import Stack
from desktop.kit.tabs import SectionTabs, Tab
from desktop.services import catalogue_export
from desktop.ui.catalogue_words import spoken
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.list_part import ListPart
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.unit_register import UnitRegister
from desktop.ui.troubles import sentence
from desktop.wording.catalogue_lists import Listing, listings

UNITS = "units"
Part = ListPart | UnitRegister


class CatalogueView(Page):
    """Tabs with the size of each list; the list and one row of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Danh mục và đơn vị"))
        self._context = context
        self.tabs, self.stack = SectionTabs(), Stack()
        self._parts: dict[str, Part] = {}
        self._listed: Catalogue | None = None
        self.export = self.header.add_action(
            KeyButton(self.tr("Xuất để đọc"), "Ctrl+E", icon="file-spreadsheet", kind="primary")
        )
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.body.addLayout(column, 1)
        self._lists = {each.key: each for each in self._listings()}
        self.tabs.set_tabs([Tab(key, "") for key in (*self._lists, UNITS)])
        self.tabs.chosen.connect(self._on_tab)
        self.export.clicked.connect(self.ask_export)
        self._show()

    def part(self) -> Part:
        """The list that is chosen."""
        return self._made(self.tabs.current())

    def ahead(self) -> Iterator[QWidget]:
        """One list a step."""
        for key in (*self._lists, UNITS):
            yield self._made(key)

    def arrived(self) -> None:
        """Look again; the keyboard goes to the list."""
        self._reload()
        self.part().arrived()

    def seek(self, place: Place) -> None:
        """Open a list at an indicator, a unit, or what is looked for."""
        if place.indicator:
            self.open_tab("indicators")
            self.part().go_to(place.indicator)
        elif isinstance(place, Spot) and place.unit:
            self.open_tab(UNITS)
            self.part().go_to(place.unit)
        elif isinstance(place, Spot) and (place.filter in self._lists or place.filter == UNITS):
            self.open_tab(place.filter)

    def open_tab(self, key: str) -> None:
        """Choose a list."""
        self.tabs.set_current(key)
        self._on_tab(key)

    def ask_export(self) -> None:
        """Choose a name, then write the workbook."""
        name = f"danh-muc_{self._context.books.catalogue.version}.xlsx"
        path = messages.ask_save(self, self.tr("Xuất danh mục để đọc"), name, "Excel (*.xlsx)")
        if path is not None:
            self.write(path if path.suffix else path.with_suffix(".xlsx"))

    def write(self, path: Path) -> None:
        """Write all lists into one workbook."""
        books, period = self._context.books, self._context.period

        def work(progress: Progress) -> Path:
            return catalogue_export.export(books, period, path, progress)

        jobs.run(self, self.tr("Đang xuất danh mục"), work, self._on_written, failed=self._on_failed)

    def _on_written(self, path: Path) -> None:
        told = self.tr("Đã ghi {name} vào {folder}.").format(name=path.name, folder=path.parent)
        self.notice.tell(told, self.tr("Mở tệp"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Đang xuất danh mục"), error)

    def _made(self, key: str) -> Part:
        """The part of a list, made when somebody first asks for it."""
        if key not in self._parts:
            part: Part = (
                UnitRegister(self._context, self.notice)
                if key == UNITS
                else ListPart(self._context, self.notice, self._lists[key])
            )
            self._parts[key] = part
            self.stack.addWidget(part)
            part.told.connect(self._show)
        return self._parts[key]

    def _tab(self, key: str) -> Tab:
        if key in self._parts:
            return Tab(key, self._parts[key].name(), count=self._parts[key].count())
        if key in self._lists:
            return Tab(key, self._lists[key].name, count=len(self._lists[key].rows))
        return Tab(key, self.tr("Đơn vị"), count=len(self._context.books.reporting_units()))

    def _listings(self) -> list[Listing]:
        self._listed = self._context.books.catalogue
        return listings(self._context.catalogue, spoken)

    def _reload(self) -> None:
        if self._listed is not self._context.books.catalogue:
            self._lists = {each.key: each for each in self._listings()}
        for key, part in self._parts.items():
            if isinstance(part, ListPart):
                part.show_listing(self._lists[key])
            else:
                part.reload()
        self._show()

    def _on_tab(self, key: str) -> None:
        self.stack.setCurrentWidget(self._made(key))
        self.arrived()

    def _show(self) -> None:
        self.tabs.set_tabs([self._tab(key) for key in (*self._lists, UNITS)], quiet_counts=True)
        version, n = self._context.books.catalogue.version, len(self._context.books.reporting_units())
        told = self.tr("đang dùng bản {version}, {n} đơn vị phải báo cáo")
        self.header.set_state(told.format(version=version, n=n))
        self.set_facts([("info", self.tr("Mã không đổi nghĩa; mỗi lần đổi giữ lý do, người và giờ"))])
        self.set_keys([("Ctrl+F", self.tr("Tìm")), ("Ctrl+E", self.tr("Xuất để đọc")), ("F6", self.tr("Sang ô sửa"))])
        self.panes, self.side_panel = self.part().panes(), self.part().side()

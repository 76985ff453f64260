"""Danh mục và đơn vị: what is asked, until when, of whom; changed in Excel, tried, and published from a period on."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_reading import ReadBack
from desktop.domain.catalogue_rehearsal import Rehearsal
from desktop.kit import jobs, messages
from desktop.kit.buttons import KeyButton
from desktop.kit.frame import Page
from desktop.kit.progress_strip import ProgressStrip
from desktop.kit.stack import Stack
from desktop.kit.tabs import SectionTabs, Tab
from desktop.services import drafting, issuing, ruling
from desktop.services.catalogue_taking import TakenOver
from desktop.services.drafting import Waiting
from desktop.services.recording import Touched
from desktop.ui import period_words
from desktop.ui.catalogue_words import spoken
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.catalogue_desk import CatalogueDesk
from desktop.ui.headquarters.fault_part import FaultPart
from desktop.ui.headquarters.list_part import ListPart
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.unit_register import UnitRegister
from desktop.ui.headquarters.waiting_panel import WaitingPanel
from desktop.ui.troubles import sentence
from desktop.wording.catalogue_lists import Listing, listings

UNITS, FAULTS, READ_ONLY = "units", "faults", ("units",)
EXCEL = "Excel (*.xlsx)"
LISTED = {"lists": "choices", "days": "calendars", "deadlines": "calendars"}
"""Parts whose rows stand on the tab of another one."""
Part = ListPart | UnitRegister | FaultPart


class CatalogueView(Page):
    """Tabs with the size of each list; the list and one row of it; what waits to be published."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Danh mục và đơn vị"))
        self._context = context
        self.tabs, self.stack = SectionTabs(), Stack()
        self.strip = ProgressStrip(self.tr("Danh mục đang dùng không đổi."))
        self.desk = CatalogueDesk(context, self.strip, self)
        self.waiting = WaitingPanel(self)
        self._parts: dict[str, Part] = {}
        self._listed: dict[str, Listing] = {}
        self._known: Catalogue | None = None
        self._waits: Waiting | None = None
        self._add_buttons()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.body.addWidget(self.strip)
        self.body.addLayout(column, 1)
        self._look()
        self._connect()
        self._show_tabs()  # the list itself is made when somebody comes
        if words := context.said("catalogue"):
            self.notice.tell(words)

    def part(self) -> Part:
        """The list that is chosen."""
        return self._made(self.tabs.current())

    def first(self) -> Iterator[QWidget]:
        """The list that is chosen."""
        yield from self._steps(self.tabs.current())

    def ahead(self) -> Iterator[QWidget]:
        """The lists, each in two steps."""
        for key in (*self._listed, UNITS):
            yield from self._steps(key)

    def arrived(self) -> None:
        """Look again; the keyboard goes to the list."""
        self._reload()
        self.part().arrived()

    def seek(self, place: Place) -> None:
        """Open a list at an indicator, a unit, or what is looked for."""
        if place.indicator:
            self._go_to("indicators", place.indicator)
        elif isinstance(place, Spot) and place.unit:
            self._go_to(UNITS, place.unit)
        elif isinstance(place, Spot) and place.filter in (*self._listed, UNITS):
            self.open_tab(place.filter)

    def open_tab(self, key: str) -> None:
        """Choose a list."""
        self.tabs.set_current(key)
        self._on_tab(key)

    # What a person does

    def ask_export(self) -> None:
        """Choose a name, then write the workbook: for editing, or of what is not edited there only to read."""
        to_read = self.tabs.current() in READ_ONLY
        version = self._context.books.catalogue.version
        name = f"danh-muc-de-doc_{version}.xlsx" if to_read else f"danh-muc_{version}.xlsx"
        title = self.tr("Xuất danh mục để đọc") if to_read else self.tr("Xuất danh mục để sửa trong Excel")
        path = messages.ask_save(self, title, name, EXCEL)
        if path is not None:
            path = path if path.suffix else path.with_suffix(".xlsx")
            self.desk.export_to_read(path) if to_read else self.desk.export(path)

    def ask_read(self) -> None:
        """Choose the edited workbook, then read it."""
        path = messages.ask_file(self, self.tr("Nhập lại danh mục đã sửa, hoặc nhận từ phản hồi"), EXCEL)
        if path is not None:
            self.desk.read_back(path)

    def ask_publish(self) -> None:
        """Say once more what will happen; the notice's button does it."""
        if self._waits is None or self.desk.busy():
            return
        if self._waits.needs_rehearsal and self._waits.rehearsal is None:
            self.notice.tell(self.tr("Chạy thử trước: xem đơn vị nào sẽ bị cảnh báo, rồi ban hành."), kind="warn")
            return self.desk.rehearse()
        period = self._context.books.period(self.waiting.since.value())
        told = self.tr("Ban hành bản {version}, áp dụng từ {day}? Ban hành rồi không rút lại, chỉ thay bằng bản sau.")
        words = told.format(version=self._waits.version, day=f"{period.first:%d/%m/%Y}")
        if moved := issuing.moved(self._context.books, self._waits, period):
            words += self.tr(" {n} hạn gửi đổi.").format(n=len(moved))
        self.notice.tell(words, self.tr("Ban hành"), lambda: self.desk.publish(period), "warn")

    def _on_soften(self, code: str) -> None:
        if self.desk.busy():
            return
        drafting.soften(self._context.books, code)
        told = self.tr("Quy tắc {code} chỉ ở mức nên hỏi: đơn vị không phải giải trình.")
        self.notice.tell(told.format(code=code))
        self._look()
        self._show()
        self.waiting.table.setFocus()

    def _on_drop(self) -> None:
        if self._waits is not None and not self.desk.busy():
            drafting.drop(self._context.books)
            self.notice.tell(self.tr("Đã bỏ bản chờ {version}. Danh mục đang dùng không đổi.").format(
                version=self._waits.version
            ))  # fmt: skip
            self._look()
            self._show()
            self.part().arrived()

    def _go_to(self, tab: str, key: str) -> None:
        tab = LISTED.get(tab, tab)
        if tab not in (*self._listed, UNITS):
            return
        self.open_tab(tab)
        part = self.part()
        if not isinstance(part, FaultPart):
            part.go_to(key)

    # What happened

    def _on_exported(self, path: Path) -> None:
        told = self.tr("Đã ghi {name} vào {folder}. Sửa, lưu, rồi bấm Nhập lại từ Excel.")
        if self.tabs.current() in READ_ONLY:
            told = self.tr("Đã ghi {name} vào {folder}.")
        words = told.format(name=path.name, folder=path.parent)
        self.notice.tell(words, self.tr("Mở tệp"), lambda: _open_file(path))

    def _on_read(self, found: ReadBack, path: Path) -> None:
        self._close(FAULTS)
        if found.faults:
            self._put(FAULTS, FaultPart(path, found.faults))
            self._show()
            self.open_tab(FAULTS)
            told = self.tr("{n} ô chưa dùng được, chưa nhận gì từ {name}. Sửa trong Excel, lưu, rồi nhập lại.")
            words = told.format(n=len(found.faults), name=path.name)
            return self.notice.tell(words, self.tr("Mở tệp"), lambda: _open_file(path), "err")
        self._look()
        self._show()
        self.part().arrived()
        told = self.tr("Đã đọc {name}: {n} thay đổi, chờ ban hành.").format(name=path.name, n=len(found.changes))
        needed = self._waits is not None and self._waits.needs_rehearsal
        self.notice.tell(told, self.tr("Chạy thử") if needed else "", self.desk.rehearse)

    def _on_rehearsed(self, found: Rehearsal) -> None:
        self._look()
        self._show()
        warned = len({unit.uid for rule in found.rules for unit in rule.units})
        told = self.tr("Đã chạy thử: {n}/{all} đơn vị sẽ bị cảnh báo.").format(n=warned, all=found.units)
        moved = self.tr(" {n} hạn gửi đổi.").format(n=len(found.deadlines)) if found.deadlines else ""
        self.notice.tell(told + moved)
        self.waiting.table.setFocus()

    def _on_published(self, version: str) -> None:
        """Every page is made anew of the catalogue that holds now."""
        told = self.tr("Đã ban hành bản {version}. Xuất phản hồi để gửi tới các đơn vị.").format(version=version)
        self._hold(told)

    def _on_taken_over(self, found: TakenOver, path: Path) -> None:
        told = self.tr("Đã nhận danh mục {version} từ {name}. Tệp cần cập nhật: đọc lại ở Tiếp nhận.")
        self._hold(told.format(version=found.version, name=path.name))

    def _hold(self, told: str) -> None:
        """Another catalogue is in force."""
        self.notice.tell(told)
        self._reload()
        self._context.announce(Touched.FIGURES)
        self._context.dress_anew("catalogue", told)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.code is Trouble.REPLY_OTHER_KEY:
            path = Path(str(error.facts["path"]))
            words = self.tr("Đã đối chiếu, tin khóa này")
            self.notice.tell(sentence(error), words, lambda: self.desk.read_back(path, trust=True), "warn")
        elif isinstance(error, UserError):
            self.notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Danh mục và đơn vị"), error)

    def _on_tab(self, key: str) -> None:
        self._open(key)
        self.arrived()

    # What it shows

    def _add_buttons(self) -> None:
        self.back = self.header.add_action(KeyButton(self.tr("Nhập lại từ Excel"), "Ctrl+O", icon="upload"))
        self.publish = self.header.add_action(KeyButton("", icon="send"))
        self.export = self.header.add_action(KeyButton("", "Ctrl+E", icon="file-spreadsheet", kind="primary"))

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.export.clicked.connect(self.ask_export)
        self.back.clicked.connect(self.ask_read)
        self.publish.clicked.connect(self.ask_publish)
        self.waiting.rehearse_asked.connect(self.desk.rehearse)
        self.waiting.drop_asked.connect(self._on_drop)
        self.waiting.soften_asked.connect(self._on_soften)
        self.waiting.opened.connect(self._go_to)
        desk = self.desk
        desk.exported.connect(self._on_exported)
        desk.read.connect(self._on_read)
        desk.taken_over.connect(self._on_taken_over)
        desk.rehearsed.connect(self._on_rehearsed)
        desk.published.connect(self._on_published)
        desk.failed.connect(self._on_failed)
        desk.stopped.connect(lambda: self.notice.tell(self.tr("Đã dừng. Danh mục đang dùng không đổi.")))
        desk.changed.connect(self._show_buttons)
        self.strip.followed.connect(self.notice.settle)

    def _look(self) -> None:
        """What waits, and the lists of the catalogue in force."""
        self._waits = drafting.waiting(self._context.books)
        if self._known is not self._context.books.catalogue:
            self._known = self._context.books.catalogue
            year = self._context.today().year
            self._listed = {each.key: each for each in listings(self._context.catalogue, spoken, year)}

    def _made(self, key: str) -> Part:
        """The list of a tab, made when it is first looked at."""
        list(self._steps(key))
        return self._parts[key]

    def _steps(self, key: str) -> Iterator[Part]:
        """The list of a tab: made without rows, then filled."""
        if key not in self._parts:
            self._put(key, UnitRegister(self._context, self.notice) if key == UNITS else self._list(key))
            yield self._parts[key]
        part = self._parts[key]
        if not isinstance(part, FaultPart):
            part.fill()
        yield part

    def _list(self, key: str) -> ListPart:
        return ListPart(self._context, self.notice, self._listed[key])

    def _put(self, key: str, part: Part) -> None:
        self._parts[key] = part
        self.stack.addWidget(part)
        part.told.connect(self._on_told)

    def _close(self, key: str) -> None:
        part = self._parts.pop(key, None)
        if part is not None:
            self.stack.removeWidget(part)
            part.deleteLater()

    def _on_told(self) -> None:
        self._look()
        self._show()

    def _open(self, key: str) -> None:
        part = self._made(key)
        self.stack.setCurrentWidget(part)
        if isinstance(part, ListPart):
            part.hold(self.waiting if self._waits is not None else None)
        self.panes, self.side_panel = part.panes(), part.side()
        if self._waits is not None and isinstance(part, ListPart):
            self.panes = [*self.panes, self.waiting.table]
        self._show_buttons()

    def _reload(self) -> None:
        self._look()
        part = self.part()
        if isinstance(part, ListPart):
            part.show_listing(self._listed[self.tabs.current()])
        elif isinstance(part, UnitRegister):
            part.reload()
        self._show()

    def _show(self) -> None:
        self._show_tabs()
        self._open(self.tabs.current())

    def _show_tabs(self) -> None:
        tabs = [Tab(key, each.name, count=len(each.rows)) for key, each in self._listed.items()]
        tabs.append(Tab(UNITS, self.tr("Đơn vị"), count=len(self._context.books.reporting_units())))
        if (faults := self._parts.get(FAULTS)) is not None:
            tabs.append(Tab(FAULTS, faults.name(), count=faults.count()))
        self.tabs.set_tabs(tabs, quiet_counts=True)
        if self._waits is not None:
            books, found = self._context.books, self._waits.rehearsal
            tried = period_words.label(books.period(found.period)) if found else ""
            self.waiting.show_waiting(self._waits, issuing.offered_periods(books, self._context.period), tried)
        self.waiting.setVisible(self._waits is not None)
        self.header.set_state(self._state())
        self.set_facts([("info", self.tr("Mã không đổi nghĩa; mỗi lần đổi giữ lý do, người và giờ"))])

    def _state(self) -> str:
        books = self._context.books
        version, n = books.catalogue.version, len(books.reporting_units())
        if books.catalogue_text:
            told = self.tr("đang dùng bản {version}, {n}/{all} đơn vị đã dùng")
            return told.format(version=version, n=ruling.working_by(books, version), all=n)
        return self.tr("đang dùng bản {version}, {n} đơn vị phải báo cáo").format(version=version, n=n)

    def _show_buttons(self) -> None:
        to_read, seen = self.tabs.current() in READ_ONLY, self._may_publish()
        words = self.tr("Xuất để đọc") if to_read else self.tr("Sửa trong Excel")
        self.export.setText(words)
        self.export.set_kind("plain" if seen else "primary")
        self.publish.setVisible(self._waits is not None)
        if self._waits is not None:
            self.publish.setText(self.tr("Ban hành bản {version}").format(version=self._waits.version))
            self.publish.set_kind("primary" if seen else "plain")
        wait = self.tr("Đợi việc đang chạy xong, hoặc bấm Dừng.")
        for button in (self.export, self.back, self.publish, self.waiting.try_out, self.waiting.drop):
            button.enable()
            if self.desk.busy():
                button.disable(wait)
        keys = [("Ctrl+F", self.tr("Tìm")), ("Ctrl+E", words), ("Ctrl+O", self.tr("Nhập lại"))]
        if self._waits is not None:
            keys.append(("F5", self.tr("Chạy thử")))
        self.set_keys([*keys, ("F6", self.tr("Sang ô khác"))])

    def _may_publish(self) -> bool:
        """A rehearsal was seen, or none is needed."""
        found = self._waits
        return found is not None and (found.rehearsal is not None or not found.needs_rehearsal)


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

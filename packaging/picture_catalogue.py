"""Pictures of what is asked and of whom: the catalogue, and the units with their telephones."""

from pathlib import Path

import picture_books as books_for
from openpyxl import Workbook, load_workbook
from picture_books import LATE_EVENING, context_of
from picture_camera import Take, settle

from desktop.domain.catalogue_columns import BY_PART
from desktop.services import drafting, registering
from desktop.services.books import Books
from desktop.services.registering import Told
from desktop.ui.headquarters.catalogue_view import UNITS, CatalogueView
from desktop.ui.headquarters.list_part import ListPart
from desktop.ui.headquarters.unit_register import UnitRegister
from desktop.ui.headquarters.window import HeadquartersWindow

WHY = "danh bạ và niên giám 2020"
TOLD = 40
ADDED: tuple[tuple[str, dict[str, str | int]], ...] = (
    (
        "indicators",
        {
            "code": "TX.16", "name": "Vụ trên không gian mạng", "unit": "vụ", "kind": "nhập tay",
            "aggregation": "cộng", "direction": "trung tính",
        },
    ),
    (
        "rules",
        {
            "code": "case.many_subjects", "level": "cảnh báo", "kind": "case", "left": "subjects",
            "op": "không lớn hơn", "value": 3, "message": "Một vụ có {subjects} đối tượng.",
            "fix": "Xem lại số đối tượng, hoặc ghi lý do.",
        },
    ),
)  # fmt: skip


def screens(room: Path, sample: Path, take: Take) -> None:
    """The indicator whose target is looked at, then a unit that is expected no longer."""
    books = books_for.headquarters(room / "catalogue", sample)
    tell_units(books)
    window = HeadquartersWindow(context_of(books, LATE_EVENING, room / "catalogue"))
    page = window.show_page("catalogue")
    assert isinstance(page, CatalogueView)
    waiting_version(room, books, page, window, take)
    part = page.part()
    assert isinstance(part, ListPart)
    assert part.target is not None
    part.go_to("TX.04")
    part.target.value.line.setText("90")
    part.target.value.line.returnPressed.emit()
    settle()
    take("19-danh-muc", window)
    page.open_tab(UNITS)
    units = page.part()
    assert isinstance(units, UnitRegister)
    units.go_to(books.reporting_units()[5].uid)
    units.form.reports.box.click()
    settle()
    take("19b-don-vi", window)
    window.close()
    books.close()


def waiting_version(room: Path, books: Books, page: CatalogueView, window: HeadquartersWindow, take: Take) -> None:
    """A workbook with cells to be mended, then one that waits, tried on the period that is held."""
    path = drafting.export(books, room / f"danh-muc_{books.catalogue.version}.xlsx")
    book = load_workbook(path)
    for part, row in ADDED:
        type_row(book, part, row)
    put(book, "sections", 4, "name", "Công tác tham mưu, tổng hợp")
    put(book, "choices", 12, "valid_to", "30/06/2020")
    right = put(book, "indicators", 5, "kind", "cách khác")
    put(book, "indicators", 9, "valid_to", "31/06/2020")
    book.save(path)
    page.desk.read_back(path)
    settle()
    take("19c-o-phai-sua", window)
    put(book, "indicators", 5, "kind", right)
    put(book, "indicators", 9, "valid_to", None)
    book.save(path)
    page.desk.read_back(path)
    settle()
    page.desk.rehearse()
    settle()
    page.notice.dismiss()
    page.open_tab("rules")
    take("19d-ban-cho", window)
    drafting.drop(books)
    page.open_tab("indicators")


def type_row(book: Workbook, part: str, row: dict[str, str | int]) -> None:
    """A new row below the last one."""
    line = book[BY_PART[part].title].max_row + 1
    for key, value in row.items():
        put(book, part, line, key, value)


def put(book: Workbook, part: str, line: int, key: str, value: object) -> object:
    """Type into a cell; return what stood there."""
    column = [each.key for each in BY_PART[part].columns].index(key) + 1
    cell = book[BY_PART[part].title].cell(line, column)
    before, cell.value = cell.value, value
    return before


def tell_units(books: Books) -> None:
    """Telephones and people of the first units, all of them made up."""
    for place, unit in enumerate(books.reporting_units()[:TOLD]):
        told = Told(f"0206 3000 {place:03d}", 1850 + place * 137 % 4100, True)
        registering.change(books, unit.uid, told, WHY)

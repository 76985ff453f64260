"""Pictures of what is asked and of whom: the catalogue, and the units with their telephones."""

from pathlib import Path

import picture_books as books_for
from picture_books import LATE_EVENING, context_of
from picture_camera import Take, settle

from desktop.services import registering
from desktop.services.books import Books
from desktop.services.registering import Told
from desktop.ui.headquarters.catalogue_view import UNITS, CatalogueView
from desktop.ui.headquarters.list_part import ListPart
from desktop.ui.headquarters.unit_register import UnitRegister
from desktop.ui.headquarters.window import HeadquartersWindow

WHY = "danh bạ và niên giám 2020"
TOLD = 40


def screens(room: Path, sample: Path, take: Take) -> None:
    """The indicator whose target is looked at, then a unit that is expected no longer."""
    books = books_for.headquarters(room / "catalogue", sample)
    tell_units(books)
    window = HeadquartersWindow(context_of(books, LATE_EVENING, room / "catalogue"))
    page = window.show_page("catalogue")
    assert isinstance(page, CatalogueView)
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


def tell_units(books: Books) -> None:
    """Telephones and people of the first units, all of them made up."""
    for place, unit in enumerate(books.reporting_units()[:TOLD]):
        told = Told(f"0206 3000 {place:03d}", 1850 + place * 137 % 4100, True)
        registering.change(books, unit.uid, told, WHY)

"""A headquarters of four communes: three have reported twice, one is silent; and files as they lie on a stick."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from desktop.base.settings import Settings
from desktop.domain.units import OfficialUnits
from desktop.kit import jobs
from desktop.services import keeping, sampling, taking
from desktop.services.books import Role
from desktop.ui.context import Announcements, Context
from tests.services.machines import TwoLaptops, two_laptops

CODES = ("01290", "01294", "01495")
SILENT = "01297"
PERIOD = "2020-H1"
TONIGHT = datetime(2020, 6, 16, 20, 42, 18)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packages of three units in `goi`, those of last year in `goi-cung-ky`; look, do not touch."""
    folder = tmp_path_factory.mktemp("province")
    for name in (sampling.UNITS, sampling.PACKAGES, sampling.BASE_PACKAGES):
        (folder / name).mkdir()
    for code in CODES:
        sampling.build_unit(str(folder), code, PERIOD)
    return folder


@pytest.fixture(scope="session")
def empty_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Books that expect four units and have nothing."""
    folder = tmp_path_factory.mktemp("empty") / "tinh"
    books = keeping.create(folder, Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    official = OfficialUnits.load("2020")
    keeping.limit_units(books, [official.by_code(code).uid for code in (*CODES, SILENT)])
    books.close()
    return folder


@pytest.fixture(scope="session")
def merged_books(empty_books: Path, province: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with all packages of the three units."""
    folder = tmp_path_factory.mktemp("merged") / "tinh"
    shutil.copytree(empty_books, folder)
    books = keeping.open_books(folder)
    taking.take(books, [province / name for name in (sampling.BASE_PACKAGES, sampling.PACKAGES)])
    books.close()
    return folder


def _opened(folder: Path, place: Path) -> Context:
    shutil.copytree(folder, place / "tinh")
    settings = Settings(place / "settings.json")
    settings.put("period", PERIOD)
    return Context(keeping.open_books(place / "tinh"), settings, Announcements(), lambda: TONIGHT)


def _closed(context: Context, qapp: object) -> None:
    while jobs.busy():
        qapp.processEvents()  # type: ignore[attr-defined]
    context.books.close()


@pytest.fixture
def empty(empty_books: Path, tmp_path: Path, qtbot: object, qapp: object) -> Iterator[Context]:
    """Before the first file came."""
    context = _opened(empty_books, tmp_path)
    yield context
    _closed(context, qapp)


@pytest.fixture
def full(merged_books: Path, tmp_path: Path, qtbot: object, qapp: object) -> Iterator[Context]:
    """After three units came."""
    context = _opened(merged_books, tmp_path)
    yield context
    _closed(context, qapp)


@pytest.fixture
def settled(qtbot: object) -> Callable[[], None]:
    """Waits until no job runs."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not jobs.busy())  # type: ignore[attr-defined]

    return wait


@pytest.fixture
def stick(province: Path, tmp_path: Path) -> Path:
    """One clean file, one edited by hand, one of last year, one Word file."""
    folder = tmp_path / "usb"
    folder.mkdir()
    edited, clean, _ = sorted((province / sampling.PACKAGES).iterdir())
    shutil.copy(clean, folder)
    shutil.copy(edited, folder / "sua tay.xlsx")
    shutil.copy(sorted((province / sampling.BASE_PACKAGES).iterdir())[2], folder / "ky truoc.xlsx")
    Document().save(str(folder / "Ke hoach 45.docx"))
    edit(folder / "sua tay.xlsx")
    return folder


def edit(path: Path) -> None:
    """Change the number of suspects of the first case by hand."""
    book = openpyxl.load_workbook(path)
    sheet = book["Vụ việc"]
    column = next(cell.column for cell in sheet[2] if cell.value == "Số đối tượng")
    sheet.cell(3, column).value = 77
    book.save(path)


@pytest.fixture
def laptops(tmp_path: Path) -> TwoLaptops:
    """A unit whose two laptops changed the same records."""
    return two_laptops(tmp_path)


@pytest.fixture
def at_odds(full: Context, laptops: TwoLaptops) -> Context:
    """Books in which two records wait for a decision and one was joined by itself."""
    taking.take(full.books, [laptops.before, *laptops.packages], "marked")
    return full

"""Books to try journeys on: one unit, a headquarters, and packages of three units."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.services import keeping, receiving, recomparing, sampling, taking
from desktop.services.books import Books, Role
from tests.services.world import Here

CODES = ("01290", "01294", "01495")
PERIOD = "2020-H1"


@pytest.fixture(scope="session")
def sample_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three sample units with their books and packages; look, do not touch."""
    folder = tmp_path_factory.mktemp("province")
    for name in (sampling.UNITS, sampling.PACKAGES, sampling.BASE_PACKAGES):
        (folder / name).mkdir()
    for code in CODES:
        sampling.build_unit(str(folder), code, PERIOD)
    return folder


@pytest.fixture(scope="session")
def packages(sample_units: Path) -> list[Path]:
    """Their packages of the period."""
    return sorted((sample_units / sampling.PACKAGES).iterdir())


@pytest.fixture(scope="session")
def merged(sample_units: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Books of a headquarters with both periods of the three units; look, do not touch."""
    folder = tmp_path_factory.mktemp("merged")
    books = keeping.create(folder, Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    taking.take(books, [sample_units / name for name in (sampling.BASE_PACKAGES, sampling.PACKAGES)])
    books.close()
    return folder


@pytest.fixture
def received(merged: Path, tmp_path: Path) -> Iterator[Books]:
    """The same books of one's own."""
    shutil.copytree(merged, tmp_path / "received")
    books = keeping.open_books(tmp_path / "received")
    yield books
    books.close()


@pytest.fixture
def unit_copy(sample_units: Path, tmp_path: Path) -> Iterator[Books]:
    """A sample unit's books of one's own."""
    shutil.copytree(sample_units / sampling.UNITS / CODES[0], tmp_path / "copy")
    books = keeping.open_books(tmp_path / "copy")
    yield books
    books.close()


@pytest.fixture
def unit_books(tmp_path: Path) -> Iterator[Books]:
    """Empty books of a unit."""
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    yield books
    books.close()


@pytest.fixture
def make_headquarters(tmp_path: Path) -> Iterator[Callable[..., Books]]:
    """Makes training headquarters of Cao Bằng, as many as asked for."""
    made: list[Books] = []

    def make(training: bool = True, code: str = "04") -> Books:
        folder = tmp_path / f"hq{len(made)}"
        made.append(keeping.create(folder, Role.HEADQUARTERS, code, "2020", "Tổng hợp", training))
        return made[-1]

    yield make
    for books in made:
        books.close()


@pytest.fixture
def headquarters(make_headquarters: Callable[..., Books]) -> Books:
    """One of them."""
    return make_headquarters()


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: quick for small ones."""
    monkeypatch.setattr(receiving, "Readers", Here)
    monkeypatch.setattr(recomparing, "Readers", Here)

"""What screens are given in tests: books of a commune, a fixed evening, windows that have the keyboard."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop.base.settings import Settings
from desktop.services import keeping, sampling
from desktop.services.books import Books, Role
from desktop.ui.context import Announcements, Context

EVENING = datetime(2020, 6, 15, 14, 32, 7)


@pytest.fixture
def unit_books(tmp_path: Path) -> Iterator[Books]:
    """Empty books of a commune."""
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    yield books
    books.close()


@pytest.fixture
def context(unit_books: Books, tmp_path: Path) -> Context:
    """The books on the evening before the report of 6 tháng đầu năm 2020 is due."""
    return Context(unit_books, Settings(tmp_path / "settings.json"), Announcements(), lambda: EVENING)


@pytest.fixture
def province_context(tmp_path: Path) -> Iterator[Context]:
    """Empty books of a province on the evening when the reports come in."""
    books = keeping.create(tmp_path / "tinh", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    yield Context(books, Settings(tmp_path / "tinh.json"), Announcements(), lambda: EVENING)
    books.close()


@pytest.fixture(scope="session")
def sample_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit of the sample province with a year of records; look, do not touch."""
    folder = tmp_path_factory.mktemp("sample")
    for name in (sampling.UNITS, sampling.PACKAGES, sampling.BASE_PACKAGES):
        (folder / name).mkdir()
    sampling.build_unit(str(folder), "01495", "2020-H1")
    return folder / sampling.UNITS / "01495"


@pytest.fixture
def sample_context(sample_unit: Path, tmp_path: Path) -> Iterator[Context]:
    """Its books on the afternoon before the report is due."""
    shutil.copytree(sample_unit, tmp_path / "sample")
    books = keeping.open_books(tmp_path / "sample")
    settings = Settings(tmp_path / "sample.json")
    settings.put("period", "2020-H1")
    yield Context(books, settings, Announcements(), lambda: EVENING)
    books.close()

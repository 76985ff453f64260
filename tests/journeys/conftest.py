"""Books and windows of both sides, on the evening before a report is due."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop.base.progress import Silent
from desktop.base.settings import Settings
from desktop.services import keeping, sampling
from desktop.services.books import Books, Role
from desktop.ui.context import Announcements, Context

EVENING = datetime(2020, 6, 15, 14, 32, 7)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> sampling.Made:
    """The sample province in small, four units and their headquarters, made once; look, do not touch."""
    return sampling.make(tmp_path_factory.mktemp("sample") / "province", 4, "2020-H1", Silent())


@pytest.fixture
def unit_books(tmp_path: Path) -> Iterator[Books]:
    """Empty books of a commune."""
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    yield books
    books.close()


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Books]:
    """Empty books of its province."""
    books = keeping.create(tmp_path / "tinh", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    yield books
    books.close()


@pytest.fixture
def context_of() -> Callable[[Books], Context]:
    """What the screens of some books are given."""

    def context(books: Books) -> Context:
        settings = Settings(books.folder / "settings.json")
        settings.put("period", "2020-H1")
        return Context(books, settings, Announcements(), lambda: EVENING)

    return context

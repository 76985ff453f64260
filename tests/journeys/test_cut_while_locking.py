"""The power goes while books are locked, get another key or are made plain: one whole file with its key is there."""

import sys
from pathlib import Path
from random import Random

import pytest

from desktop.services import auditing, keeping, recording, unlocking
from desktop.services.books import Role
from desktop.store import driver
from tests import forking
from tests.journeys.locker import opened
from tests.services.conftest import case

CUTS, MOST_CUTS = 10, 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    for _ in range(20):
        recording.record(books, case())
    books.close()
    return tmp_path / "unit"


def changed_until_the_cut(folder: Path, changes: int, spins: int) -> list[str]:
    """Let so many changes begin, then kill the process a random moment later; what it told."""
    return forking.told_until_the_cut(changes + 1, "tests.journeys.locker", folder, spins=spins)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Linux's")
def test_kill_at_random_moments_of_locking_loses_nothing(folder: Path) -> None:
    books = opened(folder)
    digest = keeping.digest(books)
    books.close()
    random, found, told = Random(), set(), []
    for cut in range(MOST_CUTS):
        if cut >= CUTS and len(found) == 2:
            break
        told += changed_until_the_cut(folder, random.randrange(1, 4), random.randrange(60_000))
        books = opened(folder)
        found.add(books.db.key is not None)
        assert keeping.digest(books) == digest
        assert auditing.faults(books) == []
        assert not books.renewed
        books.close()
    assert found == {True, False}, "the kills must leave both sorts"
    assert {"lock", "key", "plain"} <= set(told)
    assert (unlocking.lock_of(folder) is None) is (driver.head_of(folder / keeping.FILE_NAME) == driver.PLAIN)

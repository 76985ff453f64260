"""The power goes while books are locked, get another key or are made plain: one whole file with its key is there."""

import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from desktop.services import (
    auditing,
    exporting,
    generations,
    keeping,
    recording,
    resealing,
    safeguarding,
    unlocking,
    vault,
)
from desktop.services.books import Books, Role
from desktop.services.generations import Reason, home_of
from desktop.store import driver
from tests import forking
from tests.journeys.locker import PASSWORD, opened
from tests.services.conftest import PERIOD
from tests.services.drafts import case

CUTS, MOST_CUTS = 10, 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Books with files in their vault, and backups of them in two places."""
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    (tmp_path / "usb").mkdir()
    second = safeguarding.choose_second(books.db, tmp_path / "usb")
    for _ in range(3):
        for _ in range(7):
            recording.record(books, case())
        exporting.export(books, books.period(PERIOD), tmp_path, complete=False)
        safeguarding.back_up(books.db, Reason.ASKED, second)
    books.close()
    return tmp_path / "unit"


def second_of(folder: Path) -> Path:
    return next(each for each in (folder.parent / "usb").iterdir())


def changed_until_the_cut(folder: Path, lines: int) -> list[str]:
    """Let changes begin, then kill the process at one of their steps; what it told."""
    return forking.told_until_the_cut(lines, "tests.journeys.locker", folder, second_of(folder))


def opened_copy(folder: Path) -> bytes:
    """The key of a backup, by the key file that lies with it."""
    ring = unlocking.lock_of(folder)
    assert ring is not None
    return unlocking.by_password(ring, unlocking.officers(ring)[0].id, PASSWORD).key


def lies_as_the_books_do(books: Books, place: Path) -> None:
    """Every backup is there and opens by the key of its own; kept files have the form they should."""
    kept = generations.listed(place)
    assert [each.number for each in kept] == [3, 2, 1]
    for each in kept:
        assert generations.digest_of(each.file) == each.info.digest
        assert books.db.key is None or driver.head_of(each.file) == driver.salt_of(books.db.key)
        key = None if driver.head_of(each.file) == driver.PLAIN else opened_copy(each.folder)
        with closing(driver.connect(each.file, key)) as copy:
            assert copy.execute("SELECT COUNT(*) FROM record").fetchone()[0] == 7 * each.number
    keys = vault.keys_of(books.db)
    for name in {vault.hash_in(each.name) for each in vault.listed(books.folder)}:
        assert vault.found(place, name, keys) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Linux's")
def test_kill_at_random_moments_of_locking_loses_nothing(folder: Path) -> None:
    books = opened(folder)
    digest = keeping.digest(books)
    books.close()
    random, found, told = Random(), set(), []
    for cut in range(MOST_CUTS):
        if cut >= CUTS and len(found) == 2:
            break
        told += changed_until_the_cut(folder, random.randrange(2, 200))
        books = opened(folder)
        found.add(books.db.key is not None)
        assert keeping.digest(books) == digest
        assert auditing.faults(books) == []
        assert not books.renewed
        files = [each.name for each in vault.listed(folder)]
        assert len(files) == 3
        assert files == [vault.keys_of(books.db).name(vault.hash_in(each)) for each in files]
        if books.db.key is not None:
            resealing.follow_there(books.db, second_of(folder))
        for place in (home_of(folder), second_of(folder)):
            lies_as_the_books_do(books, place)
        books.close()
    assert found == {True, False}, "the kills must leave both sorts"
    assert {"lock", "key", "plain", "step"} <= set(told)
    assert (unlocking.lock_of(folder) is None) is (driver.head_of(folder / keeping.FILE_NAME) == driver.PLAIN)

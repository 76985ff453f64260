"""The power goes while books are backed up or restored: they are whole, and so is every backup there was."""

from pathlib import Path
from random import Random

import pytest

from desktop.services import auditing, generations, keeping, restoring, safeguarding
from desktop.services.books import Books, Role
from desktop.services.generations import home_of
from tests import forking
from tests.services.saver import records

CUTS = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True).close()
    (tmp_path / "usb").mkdir()
    return tmp_path / "unit"


@pytest.fixture
def stick(folder: Path) -> Path:
    books = keeping.open_books(folder)
    place = safeguarding.choose_second(books.db, folder.parent / "usb")
    books.close()
    return place


def told_until_the_cut(folder: Path, stick: Path, seed: int, lines: int) -> list[list[str]]:
    return [line.split() for line in forking.told_until_the_cut(lines, "tests.services.saver", folder, stick, seed)]


def may_hold(told: list[list[str]]) -> set[int]:
    """How many records the books may hold: what was told last, the one being written, the backup being restored."""
    place, (_, held) = next((i, line) for i, line in reversed(list(enumerate(told))) if line[0] == "holds")
    restored = {int(line[1]) for line in told[place:] if line[0] == "restores"}
    return {int(held), int(held) + 1} | restored


def whole(books: Books, place: Path) -> list[int]:
    found = generations.listed(place)
    for each in found:
        assert generations.digest_of(each.file) == each.info.digest
        assert books.db.is_sound(each.file)
    return [each.number for each in found]


def test_kills_at_random_moments_leave_whole_books_and_backups(folder: Path, stick: Path) -> None:
    random = Random()
    made = {home_of(folder): 0, stick: 0}
    restored = 0
    for cut in range(CUTS):
        told = told_until_the_cut(folder, stick, cut, random.randrange(2, 150))
        books = keeping.open_books(folder)
        if any(line[0] == "holds" for line in told):
            assert records(books) in may_hold(told)
        assert auditing.faults(books) == []
        assert not restoring.pending(folder)
        for line in told:
            restored += line[0] == "restores"
            if line[0] == "made":
                made = {home_of(folder): int(line[1]), stick: int(line[2])}
        for place, number in made.items():
            found = whole(books, place)
            assert max(found, default=0) >= number
            assert len(found) >= min(number, generations.KEPT)
        books.close()
    assert restored, "some kills must fall behind a restore"

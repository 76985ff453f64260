"""The power goes at any moment: at most the field being typed is lost, and the books are whole."""

from pathlib import Path
from random import Random

import pytest

from desktop.services import auditing, browsing, counting, exporting, keeping, verifying
from desktop.services.books import Books, Role
from tests import forking
from tests.journeys.typist import FINISHED

CUTS, EXPORT_CUTS = 8, 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True).close()
    return tmp_path / "unit"


def typed_until_the_cut(folder: Path, seed: int, lines: int, first: int) -> list[list[str]]:
    """Let the officer type so many fields, then kill the process in the midst of the next ones."""
    return [line.split() for line in forking.told_until_the_cut(lines, "tests.journeys.typist", folder, seed, first)]


def fields_told(told: list[list[str]]) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    for what, subject, name, value in told:
        if what == "kept":
            kept.setdefault(subject, {})[name] = value
    return kept


def check(books: Books, told: list[list[str]]) -> None:
    for uid, fields in fields_told(told).items():
        detail = browsing.detail(books, bytes.fromhex(uid))
        wanted = {name: value for name, value in fields.items() if name != FINISHED}
        held = {name: str(value).removeprefix("tuyến ") for name, value in detail.values.items()}
        assert wanted.items() <= held.items()
        assert detail.state == "final" or FINISHED not in fields
    figures = [int(line[2]) for line in told if line[0] == "figure"]
    if figures:
        amount = counting.summary(books, books.period("2020-M06")).line("CT.08.1").now.amount
        assert amount in (figures[-1], figures[-1] + 1)


def test_kill_at_random_moments_loses_at_most_the_field_being_typed(folder: Path) -> None:
    random = Random()
    all_told: list[list[str]] = []
    for cut in range(CUTS):
        lines = random.randrange(1, 60)
        all_told += typed_until_the_cut(folder, cut, lines, 1000 * cut)
        books = keeping.open_books(folder)  # looks through the whole file
        check(books, all_told)
        assert auditing.faults(books) == []
        with books.db.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        books.close()


def test_the_index_of_words_is_whole_after_a_cut(folder: Path) -> None:
    told = typed_until_the_cut(folder, 1, 25, 0)
    books = keeping.open_books(folder)
    uids = set(fields_told(told))
    found = browsing.rows(books, browsing.ids(books, browsing.Filter(text="tuyen")))
    assert {row.uid.hex() for row in found} >= uids
    with books.db.begin() as connection:
        connection.exec_driver_sql("INSERT INTO record_search(record_search, rank) VALUES ('integrity-check', 1)")
    books.close()


def test_kill_while_exporting_leaves_only_whole_files_and_books_that_know_them(folder: Path, tmp_path: Path) -> None:
    random, stick = Random(), tmp_path / "usb"
    stick.mkdir()
    sent: dict[str, str] = {}
    for cut in range(EXPORT_CUTS):
        lines = random.randrange(1, 25)
        found = forking.told_until_the_cut(lines, "tests.journeys.sender", folder, stick, 1000 * cut)
        told = [line.split() for line in found]
        sent |= {line[1]: line[2] for line in told if line[0] == "sent"}
        books = keeping.open_books(folder)
        assert auditing.faults(books) == []
        known = {each.file_name: each.code for each in exporting.history(books)}
        assert sent.items() <= known.items()
        for path in stick.glob("*.xlsx"):  # told or not: whatever bears its name is whole
            assert verifying.verify(path).seal == "intact"
        books.close()
    assert sent, "the cuts must leave some exports whole"

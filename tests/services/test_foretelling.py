"""What a late file would do to signed figures is told before it is taken, and nothing of the trial stays."""

import shutil

import pytest
from openpyxl import load_workbook

from desktop.services import auditing, foretelling, freezing, keeping, merging, receiving, sampling, taking
from tests.services.conftest import PERIOD


@pytest.fixture
def signed(headquarters, sample_units, read_here):
    """Two units in time, then the figures were signed; the third package is still on the stick."""
    first, second, third = sorted((sample_units / sampling.PACKAGES).iterdir())
    taking.take(headquarters, [first, second], "all")
    freezing.freeze(headquarters, headquarters.period(PERIOD))
    return headquarters, third


def state_of(books):
    with books.db.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        counts = {name: connection.exec_driver_sql(f'SELECT COUNT(*) FROM "{name}"').scalar() for name in tables}
    return keeping.digest(books), counts


def test_the_trial_tells_what_the_merge_then_does_and_leaves_nothing(signed):
    books, path = signed
    batch = receiving.stage(books, [path])
    (file,) = batch.files
    before = state_of(books)

    foretold = foretelling.effects(books, file)

    assert foretelling.is_late(books, file) and state_of(books) == before and auditing.faults(books) == []
    merging.merge(books, file)
    receiving.discard(batch)
    now = freezing.changes(books, books.period(PERIOD), province_only=True)
    assert now == foretold and {"TH.01", "TX.04"} <= {each.indicator.code for each in now}
    cases = next(each for each in now if each.indicator.code == "TH.01")
    assert cases.signed.amount < cases.now.amount


def test_hand_edits_are_foretold_only_where_they_are_taken(signed, tmp_path):
    books, path = signed
    taking.take(books, [path], "all")
    book = load_workbook(path)
    sheet = book["Vụ việc"]
    place = next(cell.column for cell in sheet[1] if cell.value == "subjects")
    sheet.cell(3, place).value = 99
    edited = tmp_path / path.name
    book.save(edited)
    batch = receiving.stage(books, [edited])
    (file,) = batch.files

    without, whole = foretelling.effects(books, file), foretelling.effects(books, file, accept_edits=True)

    receiving.discard(batch)
    assert "TX.03" not in {each.indicator.code for each in without}
    assert "TX.03" in {each.indicator.code for each in whole}


def test_a_second_late_file_is_told_by_itself(signed, tmp_path):
    """What an earlier supplement did is not told as the work of the next one."""
    books, path = signed
    taking.take(books, [path], "all")
    again = tmp_path / "chép.xlsx"
    shutil.copy(path, again)
    book = load_workbook(again)
    book.save(again)
    batch = receiving.stage(books, [again])
    (file,) = batch.files
    assert foretelling.effects(books, file) == []
    receiving.discard(batch)


def test_before_signing_there_is_nothing_to_foretell(headquarters, packages, read_here):
    batch = receiving.stage(headquarters, [packages[0]])
    assert not foretelling.is_late(headquarters, batch.files[0])
    receiving.discard(batch)

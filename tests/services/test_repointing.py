"""A record that two units tell counts once, for the unit that its newest version names, in whatever order they come."""

import itertools
import shutil
from dataclasses import replace

import pytest

from desktop.domain.records import RecordDraft, new_uid
from desktop.services import auditing, counting, exporting, keeping, merging, receiving, recording
from desktop.services.arrivals import Verdict
from desktop.services.books import Role
from tests.services.conftest import PERIOD
from tests.services.drafts import case

pytestmark = pytest.mark.usefixtures("read_here")
LATER, EARLIER = "01495", "01290"
"""Two units, by the order of their uids."""


@pytest.fixture
def make_unit(tmp_path):
    """Makes books of a unit; those made alike write the very same versions."""
    made = []

    def make(code, alike=False):
        books = keeping.create(tmp_path / f"{code}{len(made)}", Role.UNIT, code, "2020", "Trực ban", True)
        if alike:
            books.me = replace(books.me, install="a" * 16)
            books.clock = lambda: "2020-06-14T08:00:00"
        made.append(books)
        return books

    yield make
    for books in made:
        books.close()


def told(books, folder, uid, **values):
    """A package of the unit with this one record."""
    draft = case(**values)
    recording.record(books, RecordDraft(draft.kind, draft.values, uid))
    return exporting.export(books, books.period(PERIOD), folder, complete=False)


def bring(books, path):
    batch = receiving.stage(books, [path])
    (file,) = batch.files
    counts = merging.merge(books, file).counts
    receiving.discard(batch)
    assert counts == file.counts
    assert counts.adds_up
    assert auditing.faults(books) == []
    return file


def cases_by_unit(books):
    rows = counting.by_unit(books, books.period(PERIOD), ["TH.01"])
    return {row.name: row.figures["TH.01"].amount for row in rows if row.figures["TH.01"].amount is not None}


def test_the_order_of_two_units_with_one_record_decides_nothing(make_unit, make_headquarters, tmp_path):
    uid = new_uid()
    first, second = (told(make_unit(code), tmp_path, uid) for code in (LATER, EARLIER))
    seen = []
    for order in itertools.permutations((first, second)):
        books = make_headquarters()
        for package in order:
            file = bring(books, package.path)
        assert file.verdict is Verdict.WARNED
        assert "1 bản ghi trùng mã với đơn vị khác" in file.note
        assert sum(cases_by_unit(books).values()) == 1
        seen.append((keeping.digest(books), cases_by_unit(books)))
    assert seen[0] == seen[1]


def test_the_newest_version_names_the_unit(make_unit, headquarters, tmp_path):
    uid, newer = new_uid(), make_unit(LATER)
    told(newer, tmp_path, uid)
    recording.amend(newer, uid, case(subjects=5).values)
    second = exporting.export(newer, newer.period(PERIOD), tmp_path, complete=False)
    bring(headquarters, second.path)
    bring(headquarters, told(make_unit(EARLIER), tmp_path, uid).path)
    assert cases_by_unit(headquarters) == {"Thị trấn Pác Miầu": 0, "Xã Đàm Thủy": 1}
    merging.undo(headquarters, second.package_id)
    assert auditing.faults(headquarters) == []
    assert cases_by_unit(headquarters) == {"Thị trấn Pác Miầu": 1}


def test_one_version_from_two_units_belongs_to_the_smaller_uid(make_unit, make_headquarters, tmp_path, monkeypatch):
    monkeypatch.setattr(recording, "next_number", lambda *_: "VV-1")
    uid = new_uid()
    packages = [told(make_unit(code, alike=True), tmp_path, uid) for code in (LATER, EARLIER)]
    for order in itertools.permutations(packages):
        books = make_headquarters()
        for package in order:
            bring(books, package.path)
        assert cases_by_unit(books) == {"Thị trấn Pác Miầu": 1, "Xã Đàm Thủy": 0}
        for package in packages:
            merging.undo(books, package.package_id)
            assert auditing.faults(books) == []
        assert cases_by_unit(books) == {}


def test_a_package_that_was_undone_leaves_no_second_version_behind(make_unit, make_headquarters, tmp_path, monkeypatch):
    monkeypatch.setattr(recording, "next_number", lambda *_: "VV-1")
    uid, books = new_uid(), make_headquarters()
    one, other = make_unit(LATER, alike=True), make_unit(EARLIER, alike=True)
    first, second = told(one, tmp_path, uid), told(other, tmp_path, uid)
    bring(books, first.path)
    merging.undo(books, first.package_id)
    bring(books, second.path)
    bring(books, first.path)
    third = exporting.export(other, other.period("2020-Q1"), tmp_path, complete=False)
    bring(books, third.path)
    with books.db.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM version").scalar() == 1
    assert sum(cases_by_unit(books).values()) == 1


def test_one_record_changed_on_two_machines_is_marked_and_no_order_decides(make_unit, make_headquarters, tmp_path):
    uid, first = new_uid(), make_unit(LATER)
    told(first, tmp_path, uid)
    first.close()
    copies = []
    for place, subjects in enumerate((4, 7)):
        shutil.copytree(first.folder, tmp_path / f"máy {place}")
        books = keeping.open_books(tmp_path / f"máy {place}")
        books.me = replace(books.me, install=f"{place}" * 16)
        recording.amend(books, uid, case(subjects=subjects).values)
        copies.append(exporting.export(books, books.period(PERIOD), tmp_path, complete=False))
        books.close()
    digests = set()
    for order in itertools.permutations(copies):
        books = make_headquarters()
        for package in order:
            file = bring(books, package.path)
        assert file.note.endswith("1 bản ghi sửa khác nhau ở hai nơi")
        assert counting.summary(books, books.period(PERIOD)).line("TX.03").now.amount in (4, 7)
        digests.add(keeping.digest(books))
        for package in copies:
            merging.undo(books, package.package_id)
        assert cases_by_unit(books) == {}
    assert len(digests) == 1

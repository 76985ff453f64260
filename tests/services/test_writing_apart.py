"""Packages of many rows, written by a child."""

from zipfile import ZipFile

import pytest

from desktop.base.errors import Cancelled, Trouble, UserError
from desktop.base.progress import Base
from desktop.services import exporting, writing_apart
from desktop.workbook import apart, writer
from tests.services.conftest import PERIOD


@pytest.fixture
def by_child(monkeypatch):
    monkeypatch.setattr(writing_apart, "MANY", 1)


class Heard(Base):
    def __init__(self, stop: str = "") -> None:
        self.labels: list[str] = []
        self.stop = stop

    def step(self, label: str, done: int, total: int) -> None:
        self.labels.append(label)
        if label == self.stop:
            raise Cancelled


def parts_of(path):
    with ZipFile(path) as bundle:
        return {part.filename: (bundle.read(part), part.compress_size) for part in bundle.infolist()}


def export(books, folder, progress=None):
    folder.mkdir(exist_ok=True)
    return exporting.export(books, books.period(PERIOD), folder, complete=False, progress=progress)


def test_a_child_writes_the_same_bytes(unit_copy, tmp_path, monkeypatch):
    """Both write what one package says: the same parts, packed alike."""
    unit_copy.clock = lambda: "2020-06-05T08:00:00"
    told = []
    at_once = writer.write

    def twice(path, package, catalogue, cover, sign, progress):
        with monkeypatch.context() as few:
            few.setattr(writing_apart, "MANY", 1)
            told.append(writing_apart.write(unit_copy, tmp_path / "child.xlsx", package, cover, progress))
        return at_once(path, package, catalogue, cover, sign, progress)

    monkeypatch.setattr(writer, "write", twice)
    sent = export(unit_copy, tmp_path / "out")
    assert told == [True]
    assert parts_of(tmp_path / "child.xlsx") == parts_of(sent.path)


def test_its_four_steps_are_told_in_their_order(unit_copy, tmp_path, by_child):
    heard = Heard()
    export(unit_copy, tmp_path / "out", heard)
    assert tuple(dict.fromkeys(heard.labels)) == writer.STEPS


@pytest.mark.parametrize("step", writer.STEPS[:3])
def test_stopping_it_leaves_no_file(unit_copy, tmp_path, by_child, step):
    with pytest.raises(Cancelled):
        export(unit_copy, tmp_path / "out", Heard(step))
    assert list((tmp_path / "out").iterdir()) == []


def test_where_no_child_lives_the_window_writes_itself(unit_copy, tmp_path, by_child, monkeypatch):
    monkeypatch.setattr(writing_apart, "FUNCTION", "os:abort")
    sent = export(unit_copy, tmp_path / "out")
    assert [each.name for each in (tmp_path / "out").iterdir()] == [sent.path.name]


def test_what_the_child_cannot_write_is_told(unit_copy, tmp_path, by_child, monkeypatch):
    """The stick went: its own trouble is told, the window does not try once more."""
    monkeypatch.setattr(exporting, "free_path", lambda *_: tmp_path / "stick" / "p.xlsx")
    monkeypatch.setattr(writer, "write", None)
    with pytest.raises(UserError) as caught:
        export(unit_copy, tmp_path / "out")
    assert caught.value.code in (Trouble.FOLDER_MISSING, Trouble.FILE_MISSING)


def test_a_file_that_says_something_else_is_removed(unit_copy, tmp_path, by_child, monkeypatch):
    whole = apart.parcel

    def without_one(package, cover, key):
        brought = whole(package, cover, key)
        return brought._replace(rows=whole_but_last(package))

    def whole_but_last(package):
        first, *rest = package.sheets
        changed = tuple(row.replace('"_state":"final"', '"_state":"draft"') for row in first.rows)
        return apart.packed_rows(type(package)(package.manifest, (type(first)(first.kind, changed), *rest)))

    monkeypatch.setattr(apart, "parcel", without_one)
    with pytest.raises(UserError) as caught:
        export(unit_copy, tmp_path / "out")
    assert caught.value.code is Trouble.VERIFY_FAILED
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(("rows", "records", "worth"), [(999, 90_000, False), (1_000, 49_999, False),
                                                        (1_000, 50_000, True), (4_000, 10, True)])  # fmt: skip
def test_a_child_is_started_for_many_rows_or_beside_a_long_book(unit_copy, monkeypatch, rows, records, worth):
    monkeypatch.setattr(writing_apart, "_records", lambda books: records)
    assert writing_apart.is_worth(unit_copy, range(rows)) is worth


def test_the_records_of_a_book_are_counted(unit_copy):
    assert 0 < writing_apart._records(unit_copy) < writing_apart.LONG

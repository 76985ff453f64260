"""Which files may come in at all, and what each is called before anything is merged."""

import shutil
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.services import exporting, keeping, merging, receiving, recording
from desktop.services.arrivals import Verdict
from desktop.services.books import Role
from tests import resaving
from tests.services.conftest import PERIOD
from tests.services.drafts import case


def staged(books, *paths, period=None):
    """What a batch says of its files; nothing is kept."""
    batch = receiving.stage(books, list(paths), period)
    receiving.discard(batch)
    return batch


def trouble_of(books, path):
    (file,) = staged(books, path).files
    assert file.verdict is Verdict.RETURNED
    assert file.note.endswith(".")
    assert file.error is not None
    return file.error.code


@pytest.fixture
def made(tmp_path):
    """A package of a unit with one case."""

    def make(code="01495", training=True, **identity):
        books = keeping.create(tmp_path / f"{code}{training}", Role.UNIT, code, "2020", "Trực ban", training)
        books.me = replace(books.me, **identity)
        recording.record(books, case())
        path = exporting.export(books, books.period(PERIOD), tmp_path, complete=False).path
        books.close()
        return path

    return make


def test_real_and_training_data_never_meet(make_headquarters, made):
    real, training = made("01495", False), made("01290", True)
    assert trouble_of(make_headquarters(training=True), real) is Trouble.REAL_DATA
    assert trouble_of(make_headquarters(training=False), training) is Trouble.TRAINING_DATA


def test_a_package_of_another_province_is_named_with_its_province(headquarters, made):
    (file,) = staged(headquarters, made("00001")).files
    assert file.error.code is Trouble.WRONG_PROVINCE
    assert file.note == "Gói của Phường Phúc Xá thuộc Thành phố Hà Nội, không thuộc địa bàn này. Trả lại nơi gửi."


def test_a_unit_that_does_not_report_here_is_named_with_its_code(headquarters, made):
    keeping.limit_units(headquarters, [])
    assert trouble_of(headquarters, made()) is Trouble.WRONG_UNIT


def test_periods_of_another_calendar_are_not_mixed_in(headquarters, made):
    assert trouble_of(headquarters, made(calendar="duong-lich")) is Trouble.OTHER_CALENDAR


def test_an_incomplete_package_is_taken_with_a_mark(headquarters, made):
    (file,) = staged(headquarters, made()).files
    assert (file.verdict, file.note) == (Verdict.WARNED, "bản chưa hoàn chỉnh")


def test_one_package_twice_in_a_batch_counts_once(headquarters, packages, tmp_path):
    copy = tmp_path / "bản sao.xlsx"
    shutil.copy(packages[0], copy)
    batch = staged(headquarters, packages[0], copy)
    same, clean = sorted(batch.files, key=lambda file: file.verdict is Verdict.CLEAN)
    assert (same.verdict, clean.verdict) == (Verdict.SAME, Verdict.CLEAN)
    assert same.counts.unchanged == same.counts.read == clean.counts.new
    assert batch.counts.adds_up


def test_folders_are_searched_and_named_files_looked_at_once(packages, tmp_path):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / ".giấu").touch()
    copy = shutil.copy(packages[0], folder)
    assert receiving.files_of([tmp_path, folder, folder / packages[0].name]) == [folder / packages[0].name]
    assert str(copy) == str(folder / packages[0].name)


def test_nothing_to_look_at_is_refused(tmp_path):
    for path, trouble in ((tmp_path, Trouble.NO_FILES), (tmp_path / "x", Trouble.FILE_MISSING)):
        with pytest.raises(UserError) as caught:
            receiving.files_of([path])
        assert caught.value.code is trouble


def test_a_preview_of_what_is_there_already_says_so(headquarters, packages):
    for file in (batch := receiving.stage(headquarters, packages)).files:
        merging.merge(headquarters, file)
    receiving.discard(batch)
    again = staged(headquarters, *packages)
    assert {file.verdict for file in again.files} == {Verdict.SAME}
    assert all(file.note.startswith("đã nhập ") and file.note.endswith(", 0 thay đổi") for file in again.files)
    assert again.counts.unchanged == again.counts.read
    assert list(headquarters.folder.glob("stage-*")) == []


if resaving.INSTALLED:

    def test_a_package_saved_again_by_libreoffice_is_the_same_package(headquarters, packages, tmp_path):
        resaved = resaving.save(packages[0], tmp_path / "saved")
        assert resaved.read_bytes() != packages[0].read_bytes()
        batch = receiving.stage(headquarters, [packages[0]])
        merging.merge(headquarters, batch.files[0])
        receiving.discard(batch)
        digest = keeping.digest(headquarters)
        (file,) = (batch := receiving.stage(headquarters, [resaved])).files
        assert (file.verdict, file.package_id) == (Verdict.SAME, batch.files[0].package_id)
        merging.merge(headquarters, file)
        receiving.discard(batch)
        assert keeping.digest(headquarters) == digest


@pytest.mark.usefixtures("read_here")
def test_a_package_without_a_signature_is_taken_with_a_mark_and_proves_no_key(headquarters, packages, tmp_path):
    book = load_workbook(packages[0])
    for row in book["_giaoban"].iter_rows():
        if row[0].value == "signature":
            row[1].value = None
    book.save(tmp_path / "không chữ ký.xlsx")
    batch = receiving.stage(headquarters, [tmp_path / "không chữ ký.xlsx"])
    (file,) = batch.files
    assert (file.verdict, file.note, file.counts.held) == (Verdict.UNSIGNED, "không có chữ ký", 0)
    merging.merge(headquarters, file)
    receiving.discard(batch)
    with headquarters.db.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM known_key").scalar() == 0
    assert staged(headquarters, packages[0]).files[0].verdict is Verdict.SAME

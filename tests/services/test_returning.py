"""A package that must be mended goes back out of the vault, and comes again as the package that it is."""

from hashlib import sha256

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.services import returning, staging, vault
from tests.services.test_staging import changed, column_of


def spoil(book):
    page = book["Vụ việc"]
    page.cell(3, column_of(page, "subjects")).value = "ba người"
    page.cell(4, column_of(page, "subjects")).value = 7


@pytest.fixture
def wrong(headquarters, packages, tmp_path):
    path = changed(packages[0], tmp_path, spoil)
    file_hash = sha256(path.read_bytes()).digest()
    vault.keep(headquarters, path, file_hash)
    return path, file_hash


def test_it_says_what_is_wrong_and_what_was_edited(headquarters, wrong, tmp_path):
    path, file_hash = wrong
    reading = staging.look_through(path).reading()
    complaints = returning.complaints_of(reading.remarks, reading.edits, headquarters.catalogue)
    back = returning.write_returned(headquarters, file_hash, "BC_04_01290_2020-H1_L01.xlsx", complaints, tmp_path)
    assert back.name == "TL_BC_04_01290_2020-H1_L01.xlsx"
    page = load_workbook(back)["Vụ việc"]
    last = next(cell.column for cell in page[2] if cell.value == "Lỗi")
    assert page.cell(3, last).value.startswith("Số đối tượng ghi “ba người”, không phải số.")
    assert "1 đối tượng → 7 đối tượng" in page.cell(4, last).value
    assert staging.look_through(back).reading().package_id == reading.package_id


def test_a_second_copy_never_overwrites_the_first(headquarters, wrong, tmp_path):
    _, file_hash = wrong
    first, second = (returning.write_returned(headquarters, file_hash, "a.xlsx", [], tmp_path) for _ in range(2))
    assert (first.name, second.name) == ("TL_a.xlsx", "TL_a_2.xlsx")


def test_a_file_that_is_not_kept_cannot_go_back(headquarters, tmp_path):
    with pytest.raises(UserError) as caught:
        returning.write_returned(headquarters, bytes(32), "a.xlsx", [], tmp_path)
    assert caught.value.code is Trouble.FILE_MISSING

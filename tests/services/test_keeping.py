"""Making, opening and copying books."""

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import keeping, recording
from desktop.services.books import Role
from tests.services.drafts import case


def trouble(call, *facts):
    with pytest.raises(UserError) as caught:
        call(*facts)
    return caught.value.code


def reopened(books):
    """Who writes in the books, as they say when opened again."""
    opened = keeping.open_books(books.folder)
    opened.close()
    return opened.me


def test_a_unit_knows_itself_and_what_stands_above(unit_books):
    names = [unit.name for unit in unit_books.units.values()]
    assert names == ["Tỉnh Cao Bằng", "Huyện Trùng Khánh", "Xã Đàm Thủy"]
    assert unit_books.reporting_units() == []
    assert unit_books.units[unit_books.own_unit_id].code == "01495"


def test_a_headquarters_expects_communes_and_townships(headquarters):
    assert len(headquarters.reporting_units()) == 153
    assert {unit.kind for unit in headquarters.reporting_units()} == {"Xã", "Thị trấn"}


def test_a_district_collects_too(tmp_path):
    books = keeping.create(tmp_path, Role.HEADQUARTERS, "042", "2020", "Tổng hợp", True)
    assert len(books.reporting_units()) > 5
    books.close()


def test_the_scheme_of_2025_has_wards_that_report(tmp_path):
    books = keeping.create(tmp_path, Role.HEADQUARTERS, "04", "2025", "Tổng hợp")
    assert {unit.kind for unit in books.reporting_units()} == {"Xã", "Phường"}
    books.close()


def test_books_open_again_as_they_were_left(unit_books):
    opened = keeping.open_books(unit_books.folder)
    assert opened.me == unit_books.me
    assert keeping.digest(opened) == keeping.digest(unit_books)
    opened.close()


def test_a_seed_makes_the_same_install_and_none_a_new_one(tmp_path):
    made = [
        keeping.create(tmp_path / str(place), Role.UNIT, "01495", "2020", "A", seed=seed)
        for place, seed in enumerate(["x", "x", None, None])
    ]
    installs = [books.me.install for books in made]
    for books in made:
        books.close()
    assert installs[0] == installs[1]
    assert len(set(installs)) == 3


def test_books_are_not_made_over_others(unit_books):
    again = (unit_books.folder, Role.UNIT, "01290", "2020", "B")
    assert trouble(keeping.create, *again) is Trouble.DATA_DIR_IN_USE
    assert reopened(unit_books).unit_code == "01495"


def test_a_killed_first_run_is_begun_again(tmp_path):
    (tmp_path / "giaoban.db.part").write_text("nửa chừng")
    books = keeping.create(tmp_path, Role.UNIT, "01495", "2020", "A")
    books.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["giaoban.db", "giaoban.install"]


def test_the_officer_may_change(unit_books):
    keeping.change_officer(unit_books, "  Nông Văn Trực ")
    assert reopened(unit_books).officer == "Nông Văn Trực"


def test_a_backup_holds_what_stood_in_the_books(unit_books, tmp_path):
    uid = recording.record(unit_books, case()).uid
    copy = tmp_path / "sao lưu" / keeping.FILE_NAME
    copy.parent.mkdir()
    keeping.backup(unit_books, copy)
    recording.delete(unit_books, uid, "sau khi sao lưu")
    opened = keeping.open_books(copy.parent)
    with opened.db.read() as connection:
        assert connection.exec_driver_sql("SELECT state FROM record").scalars().all() == ["final"]
    opened.close()


def test_a_backup_is_no_place_for_another_file(unit_books, tmp_path):
    assert trouble(keeping.backup, unit_books, unit_books.db.path) is Trouble.FILE_EXISTS
    assert trouble(keeping.backup, unit_books, tmp_path / "x" / "y.db") is Trouble.FOLDER_MISSING

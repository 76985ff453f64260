"""A file is put in place whole or not at all, and what the system refuses becomes a trouble."""

import errno
import os
from pathlib import Path

import pytest

from desktop.base import paths
from desktop.base.errors import Trouble, UserError
from desktop.base.paths import default_data_dir, file_trouble, replacing, resource


def refused(number: int, path: Path, windows: int | None = None) -> UserError:
    error = OSError(number, "no")
    if windows is not None:
        error.winerror = windows
    return file_trouble(error, path)


def test_our_resources_are_found():
    assert resource("units", "units.csv").is_file()


def test_the_resources_of_an_installed_program_lie_inside_the_package(tmp_path, monkeypatch):
    (tmp_path / "desktop" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "desktop" / "base" / "paths.py"))
    paths._home.cache_clear()
    try:
        assert resource("a", "b") == tmp_path.resolve() / "desktop" / "resources" / "a" / "b"
    finally:
        paths._home.cache_clear()


def test_the_books_lie_in_the_account_of_the_person():
    assert default_data_dir().name == "GiaoBan"


def test_a_finished_file_stands_in_place(tmp_path):
    target = tmp_path / "báo cáo.xlsx"
    target.write_text("old")
    with replacing(target) as part:
        part.write_text("new")
        assert (target.read_text(), part.parent) == ("old", tmp_path)
    assert target.read_text() == "new"
    assert os.listdir(tmp_path) == [target.name]


def test_a_failed_writing_leaves_the_old_file_and_no_part(tmp_path):
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(target) as part:
        part.write_bytes(b"half" * (1 // 0))
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.xlsx"]


def test_a_part_left_by_a_killed_run_is_no_obstacle(tmp_path):
    (tmp_path / "a.xlsx.part").write_text("rest")
    with replacing(tmp_path / "a.xlsx") as part:
        assert not part.exists()
        part.write_text("new")
    assert (tmp_path / "a.xlsx").read_text() == "new"


def test_a_full_disk_becomes_a_trouble(tmp_path):
    with pytest.raises(UserError) as caught, replacing(tmp_path / "a.xlsx"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert (caught.value.code, caught.value.facts["name"]) == (Trouble.DISK_FULL, "a.xlsx")


def test_a_missing_folder_becomes_a_trouble(tmp_path):
    with pytest.raises(UserError) as caught, replacing(tmp_path / "usb" / "a.xlsx") as part:
        part.write_text("x")
    assert caught.value.code is Trouble.FOLDER_MISSING


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(UserError) as caught, replacing(tmp_path / "a.xlsx") as part:
        part.write_text("x")
    assert caught.value.code is Trouble.IS_FOLDER


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path):
    (tmp_path / "usb").write_text("x")
    with pytest.raises(UserError) as caught, replacing(tmp_path / "usb" / "goi" / "a.xlsx") as part:
        part.write_text("x")
    assert (caught.value.code, caught.value.facts["name"]) == (Trouble.NOT_FOLDER, "usb")


def test_a_file_that_excel_holds_becomes_a_trouble(tmp_path, monkeypatch):
    target = tmp_path / "a.xlsx"
    target.write_text("old")

    def held(source, destination):
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(paths.os, "replace", held)
    with pytest.raises(UserError) as caught, replacing(target) as part:
        part.write_text("new")
    assert caught.value.code is Trouble.FILE_OPEN_ELSEWHERE
    assert os.listdir(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, Trouble.DISK_FULL),
        (errno.EDQUOT, Trouble.DISK_FULL),
        (errno.EROFS, Trouble.READ_ONLY_MEDIUM),
        (errno.ENOENT, Trouble.FILE_MISSING),
        (errno.EACCES, Trouble.NO_PERMISSION),
        (errno.EIO, Trouble.MEDIUM_FAILED),
    ],
)
def test_each_refusal_of_the_system_has_its_trouble(tmp_path, number, trouble):
    assert refused(number, tmp_path / "a.xlsx").code is trouble


@pytest.mark.parametrize(
    ("windows", "trouble"),
    [(19, Trouble.READ_ONLY_MEDIUM), (32, Trouble.FILE_OPEN_ELSEWHERE), (112, Trouble.DISK_FULL)],
)
def test_windows_tells_more_than_permission_denied(tmp_path, windows, trouble):
    assert refused(errno.EACCES, tmp_path / "a.xlsx", windows).code is trouble


def test_a_folder_that_cannot_be_synced_is_no_obstacle(tmp_path, monkeypatch):
    monkeypatch.setattr(paths.os, "open", lambda *_: (_ for _ in ()).throw(OSError(errno.EACCES, "no")))
    paths._sync_folder(tmp_path)

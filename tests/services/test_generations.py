"""Which backups stay, in whatever order days and clocks come."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.services import generations
from desktop.services.generations import Generation, Info, Reason

INFO = Info("2020-06-15T14:32:07", Reason.EXIT, "u", "Công an xã Đàm Thủy", False, "0.1.0", "0030", 0, 0, 0, "")


def made(number: int, day: int, state: str = "") -> Generation:
    info = replace(INFO, made=f"2020-06-{day:02}T08:00:00", state=state or str(number))
    return Generation(Path(f"{number:06}"), number, info)


@pytest.mark.parametrize(
    ("days", "stay"),
    [
        ([15, 14, 13, 12], [15, 14, 13]),
        ([15, 14], [15, 14]),
        ([15, 15, 15, 15, 15], [15, 15, 15]),
        ([15, 15, 15, 15, 14, 13], [15, 15, 14]),
        ([], []),
    ],
)
def test_three_stay_and_a_busy_evening_does_not_drive_out_the_day_before(days, stay):
    kept = [made(len(days) - place, day) for place, day in enumerate(days)]
    gone = generations.surplus(kept)
    assert [int(each.day[-2:]) for each in kept if each not in gone] == stay


def test_the_newest_always_stays():
    kept = [made(3, 1), made(2, 15), made(1, 14)]  # a clock that lost its battery
    assert generations.surplus(kept) == []


def test_the_same_content_twice_takes_one_place():
    kept = [made(4, 15, "a"), made(3, 14, "a"), made(2, 13, "b"), made(1, 12, "c")]
    assert [each.number for each in generations.surplus(kept)] == [3]


def test_what_is_half_there_is_no_backup(tmp_path):
    with generations.new_folder(tmp_path, INFO.made) as part:
        (part / generations.DATABASE).write_bytes(b"x" * 100)
        generations.seal(part, INFO)
    (whole,) = generations.listed(tmp_path)
    assert whole.info.size == 100
    whole.file.write_bytes(b"x" * 50)
    assert generations.listed(tmp_path) == []
    (whole.folder / generations.INFO).write_text("{", "utf-8")
    assert generations.listed(tmp_path) == []


def test_backups_are_found_whatever_folder_of_the_stick_is_chosen(tmp_path):
    place = tmp_path / "GiaoBan-sao-luu-01495"
    for day in (14, 15):
        with generations.new_folder(place, f"2020-06-{day}T18:00:00") as part:
            (part / generations.DATABASE).write_bytes(b"x" * day)
            generations.seal(part, replace(INFO, made=f"2020-06-{day}T18:00:00", state=str(day)))
    newest, older = generations.listed(place)
    assert generations.found_below(tmp_path) == generations.found_below(place) == [newest, older]
    assert generations.found_below(older.folder) == [older]
    assert generations.found_below(tmp_path / "vắng") == []


def test_a_folder_that_fails_leaves_the_place_as_it_was(tmp_path):
    def fail():
        with generations.new_folder(tmp_path, INFO.made) as part:
            (part / "x").write_text("nửa chừng", "utf-8")
            raise OSError(28, "full")

    with pytest.raises(generations.UserError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_leavings_of_a_killed_run_are_swept_and_nothing_else(tmp_path):
    for name in ("000001_2020-06-15_14h32.part", "000002_2020-06-15_14h32.bo", "anh.part", "000003_2020-06-15_14h32"):
        (tmp_path / name).mkdir()
    generations.sweep(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["000003_2020-06-15_14h32", "anh.part"]


def test_beside_a_locked_backup_stands_only_what_is_needed_before_the_password(tmp_path):
    told = replace(INFO, records=12, figures=3, packages=1)
    for head, name, records in ((b"SQLite format 3\0", INFO.unit_name, 12), (b"sixteen bytes of", "", None)):
        with generations.new_folder(tmp_path, INFO.made) as part:
            (part / generations.DATABASE).write_bytes(head + b"x" * 100)
            generations.seal(part, told)
        newest = generations.listed(tmp_path)[0]
        note = (newest.folder / generations.INFO).read_text("utf-8")
        assert (newest.info.unit_name, newest.info.records) == (name, records)
        assert (INFO.unit_name in note) is bool(name)
        assert newest.info.made == INFO.made and newest.info.digest

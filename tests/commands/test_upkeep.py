"""Digest, backup, self-test and the sample, with whole books, damaged books and none."""

import errno
import os
import sqlite3

import pytest

from desktop.services import sampling


def test_the_digest_is_one_line_and_stays_the_same(giaoban, headquarters):
    first = giaoban("--data", headquarters, "digest")
    assert len(first.out.strip()) == 64
    assert giaoban("--data", headquarters, "digest", "--json").json == {"digest": first.out.strip()}


def test_a_restored_backup_is_what_it_was_and_writes_under_a_new_name(giaoban, headquarters, tmp_path):
    before = giaoban("--data", headquarters, "digest").out
    assert giaoban("--data", headquarters, "backup", tmp_path / "sao.db").code == 0
    restored = giaoban("--data", headquarters, "--json", "restore", tmp_path / "sao.db")
    assert (restored.code, restored.json["renewed"]) == (0, "restored")
    assert restored.json["epoch"] > 1
    assert giaoban("--data", headquarters, "digest").out == before
    again = giaoban("--data", headquarters, "restore", tmp_path / "không có.db")
    assert again.code == 1
    assert again.err.startswith("Không thấy tệp không có.db")


def test_a_machine_takes_a_new_name_when_asked(giaoban, headquarters):
    first, second = (giaoban("--data", headquarters, "renew", "--json").json["epoch"] for _ in range(2))
    assert 1 < first < second


@pytest.mark.parametrize("command", ["digest", "self-test"])
def test_without_books_it_says_where_none_are(command, giaoban, tmp_path):
    for folder in (tmp_path, tmp_path / "không có"):
        answer = giaoban("--data", folder, command)
        assert answer.code == 1
        assert answer.err.startswith(f"Chưa có sổ dữ liệu ở {folder}")
    assert not (tmp_path / "không có").exists()


def spoil(content):
    def change(path):
        path.write_bytes(content)

    return change


def overwrite_middle(path):
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 20_000] = b"\x55" * 20_000
    path.write_bytes(whole)


def cut(path):
    path.write_bytes(path.read_bytes()[:-50_000])


def foreign(path):
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE a(b)")
    other.close()


@pytest.mark.parametrize("change", [spoil(b""), spoil(b"abc" * 999), overwrite_middle, cut, foreign])
def test_damaged_books_are_told_as_such(change, giaoban, headquarters):
    change(headquarters / "giaoban.db")
    answer = giaoban("--data", headquarters, "figures", "--period", "2020-H1")
    assert answer.code == 1
    assert answer.err.startswith("Sổ dữ liệu ở ")
    assert answer.err.endswith(" Khôi phục từ bản sao lưu gần nhất.\n")


def test_books_where_nothing_can_be_written_are_not_called_damaged(giaoban, headquarters):
    (headquarters / "giaoban.db-wal").mkdir()  # as on a locked stick: the log cannot be opened
    answer = giaoban("--data", headquarters, "digest", "--json")
    assert (answer.code, answer.json["error"]) == (1, "read_only_medium")


def test_books_that_another_window_writes_are_left_alone(giaoban, new_headquarters, packages, monkeypatch):
    from desktop.store import database

    held = sqlite3.connect(new_headquarters / "giaoban.db", isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    real = database._prepare

    def impatient(connection, record):
        real(connection, record)
        connection.execute("PRAGMA busy_timeout=1")

    monkeypatch.setattr(database, "_prepare", impatient)
    answer = giaoban("--data", new_headquarters, "--json", "import", packages[0])
    held.execute("ROLLBACK")
    held.close()
    assert answer.code == 1
    assert answer.json["files"][0]["note"].startswith("Sổ dữ liệu ở ")
    assert "đang được cửa sổ khác ghi" in answer.json["files"][0]["note"]


def test_a_backup_opens_as_books_and_says_the_same(giaoban, headquarters, tmp_path):
    copy = tmp_path / "sao" / "giaoban.db"
    copy.parent.mkdir()
    answer = giaoban("--data", headquarters, "backup", copy)
    assert answer.out == f"Đã sao lưu vào {copy}, đã đọc lại và kiểm tra.\n"
    digest = giaoban("--data", headquarters, "digest").out
    assert giaoban("--data", copy.parent, "digest").out == digest


def test_a_backup_overwrites_nothing_least_of_all_the_books(giaoban, headquarters, tmp_path):
    for path in (headquarters / "giaoban.db", tmp_path):
        before = path.stat().st_size
        answer = giaoban("--data", headquarters, "backup", path)
        assert answer.code == 1
        assert answer.err.startswith(f"Đã có tệp {path.name}")
        assert path.stat().st_size == before


@pytest.mark.parametrize(("call", "code"), [("fsync", errno.ENOSPC), ("replace", errno.EROFS)])
def test_a_backup_that_fails_leaves_nothing(call, code, giaoban, headquarters, tmp_path, monkeypatch):
    assert giaoban("--data", headquarters, "backup", tmp_path / "x" / "b.db").err.startswith("Không thấy thư mục")

    def fail(*_facts):
        raise OSError(code, os.strerror(code))

    folder = tmp_path / "usb"
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        assert giaoban("--data", headquarters, "backup", folder / "b.db").code == 1
    assert list(folder.iterdir()) == []


def test_whole_books_pass_their_own_test(giaoban, headquarters, unit):
    for books in (headquarters, unit):
        answer = giaoban("--data", books, "self-test")
        assert (answer.code, answer.out) == (0, "Dữ liệu nguyên vẹn, số liệu khớp với bản ghi.\n")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE total SET amount = amount + 1000 WHERE indicator = 'TH.01' AND breakdown = ''", "tổng số không khớp"),
        ("UPDATE version SET content = replace(content, '\"_state\"', '\"_stat\"') WHERE id = 1", "không khớp mã băm"),
        ("UPDATE package SET file_hash = x'00'", "tệp gốc"),
    ],
)
def test_what_was_changed_behind_the_program_is_found(statement, said, giaoban, headquarters):
    with sqlite3.connect(headquarters / "giaoban.db") as database:
        database.execute(statement)
    database.close()
    answer = giaoban("--data", headquarters, "self-test", "--json")
    assert answer.code == 1
    assert said in answer.json["faults"][0]
    assert all(fault.endswith(".") and "(" not in fault for fault in answer.json["faults"])


@pytest.fixture
def sample(giaoban, tmp_path):
    folder = tmp_path / "mẫu"
    return folder, giaoban("sample", folder, "--units", "2", "--json")


def test_the_sample_province_can_be_read_at_once(sample, giaoban):
    folder, answer = sample
    assert answer.code == 0
    assert (answer.json["received"], answer.json["expected"]) == (2, 2)
    assert sorted(path.name for path in folder.iterdir()) == [
        *("bao-cao-2020-H1.docx", "don-vi", "goi", "goi-cung-ky", "phu-luc-2020-H1.xlsx", "tinh", "tinh-mau.txt"),
    ]
    home = folder / sampling.HEADQUARTERS
    assert giaoban("--data", home, "status", "--period", "2020-H1").code == 0
    assert giaoban("--data", home, "import", folder / sampling.PACKAGES).out.startswith("Đã có: 2 tệp.")


def test_a_sample_is_made_anew_in_its_own_folder_only(sample, giaoban, tmp_path):
    folder, _ = sample
    digest = giaoban("--data", folder / sampling.HEADQUARTERS, "digest").out
    assert giaoban("sample", folder, "--units", "2").code == 0
    assert giaoban("--data", folder / sampling.HEADQUARTERS, "digest").out == digest
    other = tmp_path / "ảnh"
    other.mkdir()
    (other / "gia đình.png").write_bytes(b"\x89PNG")
    answer = giaoban("sample", other, "--units", "2")
    assert answer.code == 1
    assert answer.err == f"Ở {other} đã có tệp, không lập dữ liệu mẫu. Chọn thư mục trống.\n"
    assert [path.name for path in other.iterdir()] == ["gia đình.png"]


def test_a_sample_needs_a_folder(giaoban, tmp_path):
    (tmp_path / "tệp").write_text("x")
    assert giaoban("sample", tmp_path / "tệp", "--units", "1").code == 1
    assert (tmp_path / "tệp").read_text() == "x"


@pytest.mark.parametrize(
    ("period", "error"), [("2020-H9", "unknown_period"), ("2020-M06", "sample_period"), ("2020-Y", "sample_period")]
)
def test_the_sample_keeps_what_is_there_when_it_cannot_tell_of_a_period(period, error, giaoban, tmp_path):
    (tmp_path / sampling.MARKER).write_text("x")
    (tmp_path / "cũ").mkdir()
    answer = giaoban("sample", tmp_path, "--units", "1", "--period", period, "--json")
    assert (answer.code, answer.json["error"]) == (1, error)
    assert (tmp_path / "cũ").is_dir()

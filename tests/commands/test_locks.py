"""The lock on the command line: passwords come out of files or from a prompt, never as arguments."""

import getpass
import sys

import pytest

from tests.services.locks import cheap  # noqa: F401

pytestmark = pytest.mark.usefixtures("cheap")
FIRST, SECOND = "rừng vàng biển bạc", "mưa thuận gió hòa"


@pytest.fixture
def file(tmp_path):
    """Writes a password into a file."""

    def write(password):
        place = tmp_path / f"{abs(hash(password))}.txt"
        place.write_text(f"{password}\n", "utf-8")
        return place

    return write


@pytest.fixture
def fresh(giaoban, tmp_path):
    folder = tmp_path / "don vi"
    assert giaoban("--data", folder, "init", "--role", "unit", "--unit", "01495", "--scheme", "2020").code == 0
    return folder


@pytest.fixture
def locked(giaoban, fresh, file):
    assert giaoban("--data", fresh, "lock", "--new-password-file", file(FIRST)).code == 0
    return fresh


def test_locked_books_want_a_password(giaoban, fresh, file):
    digest = giaoban("--data", fresh, "digest").out
    made = giaoban("--data", fresh, "--json", "lock", "--new-password-file", file(FIRST))
    assert made.json["locked"] and len(made.json["sheet"].split()) == 7
    refused = giaoban("--data", fresh, "digest")
    assert (refused.code, refused.out) == (1, "")
    assert "đã khóa bằng mật khẩu" in refused.err
    assert giaoban("--data", fresh, "--password-file", file(FIRST), "digest").out == digest
    assert giaoban("--data", fresh, "digest", "--password-file", file(FIRST)).out == digest
    assert giaoban("--data", fresh, "self-test", "--password-file", file(FIRST)).code == 0
    wrong = giaoban("--data", fresh, "digest", "--password-file", file(SECOND))
    assert (wrong.code, wrong.err.split(".")[0]) == (1, "Mật khẩu không đúng")


def test_a_password_that_is_typed_may_be_wrong_twice(giaoban, locked, monkeypatch):
    typed = ["sai một lần", "sai hai lần", FIRST]
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("desktop.commands.passwords.getpass", lambda words, stream: typed.pop(0))
    assert giaoban("--data", locked, "digest").code == 0
    typed[:] = ["sai"] * 3
    assert giaoban("--data", locked, "digest").code == 1
    assert typed == []
    assert getpass.getpass is not None


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00", None])
def test_a_password_file_without_a_password_says_so(giaoban, locked, tmp_path, content):
    place = tmp_path / "mat khau.txt"
    if content is not None:
        place.write_bytes(content)
    answer = giaoban("--data", locked, "digest", "--password-file", place)
    assert (answer.code, answer.err.startswith("Tệp mật khẩu mat khau.txt")) == (1, True)


def test_a_password_is_changed_and_taken_away(giaoban, locked, file):
    changed = giaoban("--data", locked, "password", "--password-file", file(FIRST), "--new-password-file", file(SECOND))
    assert changed.code == 0
    assert giaoban("--data", locked, "digest", "--password-file", file(FIRST)).code == 1
    assert giaoban("--data", locked, "unlock", "--password-file", file(SECOND)).code == 0
    assert giaoban("--data", locked, "digest").code == 0
    assert giaoban("--data", locked, "unlock").code == 1


def test_the_key_is_renewed_and_others_come_again(giaoban, locked, file):
    owner = ("--data", locked, "--password-file", file(FIRST))
    digest = giaoban(*owner, "digest").out
    name = giaoban(*owner, "officers", "--json").json["officers"][0]["name"]
    owner += ("--as", name)
    giaoban(*owner, "officers", "--add", "Ca hai", "--new-password-file", file(SECOND))
    made = giaoban(*owner, "new-key", "--new-password-file", file(SECOND), "--json")
    assert made.json["officers_gone"] == ["Ca hai"] and len(made.json["sheet"].split()) == 7
    assert giaoban(*owner, "digest").code == 1
    assert giaoban("--data", locked, "--password-file", file(SECOND), "digest").out == digest


def test_an_officers_forgotten_password_is_set_anew(giaoban, locked, file):
    owner = ("--data", locked, "--password-file", file(FIRST))
    name = giaoban(*owner, "officers", "--json").json["officers"][0]["name"]
    owner += ("--as", name)
    giaoban(*owner, "officers", "--add", "Ca hai", "--new-password-file", file(FIRST))
    unknown = giaoban(*owner, "password", "--of", "Ca ba", "--new-password-file", file(SECOND))
    assert (unknown.code, "Ca hai" in unknown.err) == (1, True)
    assert giaoban(*owner, "password", "--of", "Ca hai", "--new-password-file", file(SECOND)).code == 0
    other = ("--data", locked, "--password-file", file(SECOND), "--as", "Ca hai")
    assert giaoban(*other, "digest").code == 0
    assert giaoban(*other, "password", "--of", name, "--new-password-file", file(SECOND)).code == 1


def test_an_officer_who_may_only_write_cannot_export(giaoban, unit, file, tmp_path, period):
    giaoban("--data", unit, "lock", "--new-password-file", file(FIRST))
    owner = ("--data", unit, "--password-file", file(FIRST))
    name = giaoban(*owner, "officers", "--json").json["officers"][0]["name"]
    owner += ("--as", name)
    added = giaoban(*owner, "officers", "--add", "Ca hai", "--new-password-file", file(SECOND), "--json")
    assert [each["right"] for each in added.json["officers"]] == ["administer", "entry"]
    other = ("--data", unit, "--password-file", file(SECOND), "--as", "Ca hai")
    export = ("export", "--period", period, "--to", tmp_path)
    refused = giaoban(*other, *export)
    assert (refused.code, refused.err.startswith("Ca hai chưa được giao việc xuất báo cáo, cần quyền phê duyệt.")) == (
        1,
        True,
    )
    assert giaoban(*owner, "officers", "--change", "Ca hai", "--right", "approve").code == 0
    assert giaoban(*other, *export).code == 0
    assert giaoban(*owner, "officers", "--remove", "Ca hai").code == 0
    assert giaoban(*other, "digest").code == 1


def test_headquarters_lets_a_unit_in_again(giaoban, fresh, new_headquarters, file, tmp_path):
    above = ("--data", new_headquarters)
    assert giaoban(*above, "recovery-key").code == 1
    giaoban(*above, "lock", "--new-password-file", file(SECOND))
    above += ("--password-file", file(SECOND))
    assert giaoban(*above, "recovery-key", "--to", tmp_path / "khoa.txt").code == 0
    assert giaoban("--data", fresh, "recovery-request").code == 1
    taken = giaoban("--data", fresh, "recovery-key", tmp_path / "khoa.txt", "--json").json
    assert taken["helper"] == f"Công an tỉnh Cao Bằng ({taken['fingerprint']})"
    digest = giaoban("--data", fresh, "digest").out
    giaoban("--data", fresh, "lock", "--new-password-file", file(FIRST))
    asked = giaoban("--data", fresh, "recovery-request", "--to", tmp_path / "yeu cau.txt", "--json").json["request"]
    assert giaoban(*above, "recovery-answer", asked, "--unit", "01290").code == 1
    answered = giaoban(*above, "recovery-answer", tmp_path / "yeu cau.txt", "--unit", "01495", "--json").json["answer"]
    new = ("--new-password-file", file("mật khẩu thứ ba"))
    assert giaoban("--data", fresh, "recover", answered[:-1], *new).code == 1
    assert giaoban("--data", fresh, "recover", answered, *new).code == 0
    assert giaoban("--data", fresh, "digest", "--password-file", file("mật khẩu thứ ba")).out == digest
    assert giaoban("--data", fresh, "recover", answered, *new).code == 1


def test_a_sheet_lets_in_again(giaoban, locked, file):
    code = giaoban("--data", locked, "sheet", "--password-file", file(FIRST), "--json").json["sheet"]
    new = ("--new-password-file", file(SECOND))
    assert giaoban("--data", locked, "recover", code, *new).code == 0
    assert giaoban("--data", locked, "digest", "--password-file", file(SECOND)).code == 0
    assert giaoban("--data", locked, "recover", code, *new).code == 1


def test_a_locked_backup_is_restored_by_its_password(giaoban, locked, file, tmp_path):
    assert giaoban("--data", locked, "backup", tmp_path / "sao.db", "--password-file", file(FIRST)).code == 0
    assert giaoban("--data", locked, "restore", tmp_path / "sao.db").code == 1
    assert giaoban("--data", locked, "restore", tmp_path / "sao.db", "--password-file", file(FIRST)).code == 0
    assert giaoban("--data", locked, "self-test", "--password-file", file(FIRST)).code == 0


def test_the_window_asks_by_itself(giaoban, file):
    answer = giaoban("--password-file", file(FIRST))
    assert (answer.code, answer.err.splitlines()[-1].startswith("Lệnh chưa đúng: --password-file")) == (2, True)

"""The front door: words for every wrong switch, an exit code for every end, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import cli
from desktop.services import keeping

HOME = Path(__file__).resolve().parents[1]
COMMANDS = (
    *("sample", "init", "export", "import", "undo", "verify", "status", "figures", "pairs", "report"),
    *("blank", "reply", "ask", "threads", "answer", "check"),
    *("digest", "backup", "restore", "renew", "self-test"),
    *("catalogue", "redo", "log", "conflicts", "decide", "correct", "freeze", "old"),
)
ENGLISH = ("usage", "error", "argument", "option", "show this", "invalid", "required", "choose", "positional")


def end_of(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        cli.main(list(words))
    return int(end.value.code or 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--nhanh"], "thừa “--nhanh”"),
        (["lap"], "LỆNH không có “lap”; chọn một trong: sample, init"),
        (["init", "--role", "unit"], "còn thiếu --unit"),
        (["init", "--role", "chief", "--unit", "04"], "--role không có “chief”; chọn một trong: unit, hq"),
        (["init", "--role", "hq", "--unit", "04", "--scheme", "1999"], "--scheme không có “1999”"),
        (["export", "--period"], "--period cần một giá trị đi kèm"),
        (["import"], "còn thiếu ĐƯỜNG_DẪN"),
        (["import", "x", "--accept", "some"], "--accept không có “some”"),
        (["sample", "x", "--units", "0"], "“0” không phải số nguyên từ 1 trở lên"),
        (["sample", "x", "--units", "ba"], "“ba” không phải số nguyên từ 1 trở lên"),
        (["pairs"], "còn thiếu một trong: --period --link --refuse --withdraw"),
        (["pairs", "--link", "a"], "--link cần hai giá trị đi kèm"),
        (["pairs", "--period", "2020-H1", "--link", "a", "b"], "--link không đi cùng --period"),
        (["digest", "--json=1"], "--json không nhận giá trị “1”"),
    ],
)
def test_a_wrong_switch_is_told_in_vietnamese_with_exit_code_two(words, said, capsys):
    assert end_of(*words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert printed.err.startswith("Cách dùng: giaoban")
    assert "--help." in printed.err.splitlines()[-1]
    assert [word for word in ENGLISH if word in printed.err.lower()] == []


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=str)
def test_help_is_vietnamese_and_lists_every_command(command, capsys):
    assert end_of(*command, "--help") == 0
    text = capsys.readouterr().out
    assert text.startswith("Cách dùng: giaoban")
    assert [word for word in ENGLISH if word in text.lower()] == []
    assert command or all(name in text for name in COMMANDS)


def test_without_a_screen_the_window_is_not_tried(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in cli.SCREENS:
        monkeypatch.delenv(name, raising=False)
    assert cli.main([]) == 1
    assert capsys.readouterr().err == f"{cli.NO_SCREEN}\n"


def failing(error):
    def fail(*_facts):
        raise error

    return fail


def test_stopping_by_hand_ends_quietly_with_one(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(keeping, "open_books", failing(KeyboardInterrupt()))
    assert cli.main(["--data", str(tmp_path), "digest"]) == 1
    assert capsys.readouterr() == ("", "")


def test_our_own_fault_is_one_sentence_and_a_line_in_the_log(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(keeping, "open_books", failing(ZeroDivisionError("chia cho không")))
    assert cli.main(["--data", str(tmp_path), "digest"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Chương trình gặp lỗi ngoài dự kiến")
    assert "ZeroDivisionError" in (tmp_path / "log" / "giaoban.log").read_text("utf-8")


def test_debug_shows_our_own_fault_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setattr(keeping, "open_books", failing(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        cli.main(["--data", str(tmp_path), "digest", "--debug"])


def test_a_fault_of_the_disk_that_nobody_expected_is_told_as_one(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(keeping, "open_books", failing(OSError(28, "No space left on device", str(tmp_path / "a"))))
    assert cli.main(["--data", str(tmp_path), "digest", "--json"]) == 1
    assert '"error": "disk_full"' in capsys.readouterr().out


def test_the_command_speaks_vietnamese_to_a_screen_that_only_knows_ascii(tmp_path):
    home = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA")}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--data", str(tmp_path / "chưa có"), "digest"],
        cwd=HOME,
        env={**os.environ, **home, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.decode("utf-8").startswith("Chưa có sổ dữ liệu ở ")
    assert b"Traceback" not in done.stderr

"""giaoban check: a file, a pipe, with books and without, for people and for machines."""

import io
import sys

import pytest
from docx import Document

from desktop.domain.findings import ClaimKind

CLAIM = "185/207 vụ, 403 đối tượng, đạt tỷ lệ 88,9%"
ORIGIN = f"Điều tra khám phá {CLAIM}"


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "bao cao.txt"
    path.write_text(f"{ORIGIN}.\nBố trí tại 153/153 xã = 100%.\nTội phạm giảm 14%.", "utf-8")
    return path


def test_what_is_wrong_is_told_and_is_a_finding(giaoban, text):
    answer = giaoban("check", text)
    assert answer.code == 1
    assert answer.out.splitlines() == [
        f"Sai, đoạn 1: “{CLAIM}”. Tỷ lệ 88,9% không đúng. 185 ÷ 207 = 89,4%."
        " 88,9% chỉ đúng với 184 ÷ 207 hoặc 185 ÷ 208.",
        "3 chỗ có số: 1 sai, 1 đúng, 1 không so được.",
    ]


def test_machines_get_every_claim_with_its_operands(giaoban, text):
    answer = giaoban("check", text, "--json")
    assert answer.code == 1
    wrong, right, open_ = answer.json["claims"]
    assert wrong["text"] == CLAIM
    assert (wrong["kind"], wrong["verdict"]) == ("rate", "wrong")
    assert (wrong["numerator"], wrong["denominator"], wrong["claimed"], wrong["recomputed"]) == (185, 207, 88.9, 89.4)
    assert [(near["numerator"], near["denominator"]) for near in wrong["nearest"]] == [(184, 207), (185, 208)]
    assert (right["verdict"], right["recomputed"]) == ("right", 100)
    assert (open_["verdict"], open_["numerator"], open_["recomputed"]) == ("cannot_check", None, None)
    assert answer.json["counts"] == {"right": 1, "wrong": 1, "cannot_check": 1}


def test_machines_are_told_where_each_claim_stands(giaoban, text):
    lines = text.read_text("utf-8").splitlines()
    for claim in giaoban("check", text, "--json").json["claims"]:
        line = lines[claim["line"] - 1]
        assert line[claim["text_start"] : claim["text_end"]] == claim["text"]
        assert line[claim["start"] : claim["end"]] == claim["claimed_text"]


def test_the_help_names_every_kind_and_every_field(giaoban, text):
    told = giaoban("check", "--help").out
    assert [kind for kind in ClaimKind if f"\n  {kind.value} " not in told] == []
    fields = giaoban("check", text, "--json").json["claims"][0]
    assert [name for name in fields if name not in told] == []


def test_nothing_wrong_is_done(giaoban, tmp_path):
    path = tmp_path / "dung.docx"
    document = Document()
    document.add_paragraph("Đạt 153/153 = 100%")
    document.save(str(path))
    assert giaoban("check", path).code == 0


def test_a_text_without_figures_says_so(giaoban, tmp_path):
    path = tmp_path / "khong so.txt"
    path.write_text("Tình hình ổn định.", "utf-8")
    answer = giaoban("check", path)
    assert (answer.code, answer.out) == (0, "Không có số nào tính lại được trong văn bản này.\n")


def test_words_come_through_a_pipe(giaoban, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ORIGIN.encode())))
    answer = giaoban("check", "-", "--json")
    assert answer.code == 1
    assert answer.json["file"] == "-"
    assert answer.json["claims"][0]["recomputed"] == 89.4


def test_no_books_are_needed_and_none_are_made(giaoban, text, tmp_path):
    giaoban("--data", tmp_path / "khong co", "check", text)
    assert not (tmp_path / "khong co").exists()


def test_stored_figures_stand_beside_the_written_ones(giaoban, headquarters, period, tmp_path):
    path = tmp_path / "lech.txt"
    path.write_text("Xảy ra 987 vụ tai nạn giao thông.", "utf-8")
    answer = giaoban("--data", headquarters, "check", path, "--period", period)
    assert answer.code == 0
    assert answer.out.startswith("Nên xem, đoạn 1: “987 vụ” nhưng số liệu là ")
    facts = giaoban("--data", headquarters, "check", path, "--period", period, "--json").json["figures"]
    assert [(each["code"], each["value"], each["verdict"]) for each in facts] == [("GT.01", 987, "other")]


@pytest.mark.parametrize(
    ("name", "error"), [("a.docx", "text_damaged"), ("a.pdf", "text_type"), ("b.txt", "file_missing")]
)
def test_bad_files_get_a_sentence(giaoban, tmp_path, name, error):
    if not name.startswith("b"):
        (tmp_path / name).write_bytes(b"hong")
    answer = giaoban("check", tmp_path / name, "--json")
    assert (answer.code, answer.json["error"]) == (1, error)
    assert name in answer.json["sentence"]

"""Tasks and conferences by the command line: given above, worked on below, seen above again."""

import pytest
from docx import Document

from desktop.services import conferring, keeping
from tests.services.conftest import CODES, PERIOD


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def test_from_order_to_progress_and_back(giaoban, headquarters, unit, usb):
    words = ("assign", "--period", PERIOD, "--title", "Mở đợt cao điểm", "--due", "2020-07-10", "--goal", "4")
    answer = giaoban("--data", headquarters, *words, "--measure", "buổi", "--unit", CODES[0])
    assert (answer.code, "cho 1 đơn vị" in answer.out) == (0, True)
    giaoban("--data", headquarters, "reply", "--period", PERIOD, "--to", usb, "--unit", CODES[0])
    giaoban("--data", unit, "import", usb)
    told = giaoban("--data", unit, "--json", "tasks", "--period", PERIOD)
    mine = next(each for each in told.json["tasks"] if each["title"] == "Mở đợt cao điểm")
    assert (told.code, mine["state"], mine["goal"]) == (1, "todo", 4)
    answer = giaoban("--data", unit, "progress", mine["uid"][-6:], "--reached", "3", "--note", "tuần tra 3 đêm")
    assert answer.out.startswith("Mở đợt cao điểm: đang làm, 3/4 buổi")
    giaoban("--data", unit, "export", "--period", PERIOD, "--to", usb)
    giaoban("--data", headquarters, "import", usb)
    seen = giaoban("--data", headquarters, "--json", "tasks", "--period", PERIOD).json["tasks"]
    (mine,) = [each for each in seen if each["title"] == "Mở đợt cao điểm"]
    (one,) = mine["units"]
    assert (one["state"], one["reached"], one["note"], one["sheet"], one["late"]) == (
        "doing", 3, "tuần tra 3 đêm", "Nhiệm vụ", True
    )  # fmt: skip
    assert "Đơn vị chậm" in giaoban("--data", headquarters, "tasks", "--period", PERIOD).out


def test_what_cannot_be_is_told(giaoban, headquarters, unit):
    assert giaoban("--data", unit, "progress", "abc", "--state", "done").code == 1
    wrong = giaoban("--data", headquarters, "assign", "--period", PERIOD, "--title", "x", "--due", "30/9")
    assert (wrong.code, "không phải ngày" in wrong.err) == (2, True)
    nowhere = giaoban("--data", headquarters, "assign", "--period", PERIOD, "--title", "x", "--unit", "99999")
    assert (nowhere.code, "99999" in nowhere.err) == (1, True)


def test_the_news_is_printed_and_written(giaoban, new_headquarters, tmp_path):
    none = giaoban("--data", new_headquarters, "conference", "--period", PERIOD)
    assert (none.code, "Thêm hội nghị" in none.err) == (1, True)
    books = keeping.open_books(new_headquarters)
    conferring.begin(books, books.period(PERIOD))
    books.close()
    told = giaoban("--data", new_headquarters, "conference", "--period", PERIOD)
    assert "hội nghị sơ kết công tác 6 tháng đầu năm 2020" in told.out
    path = tmp_path / "bien-ban.docx"
    giaoban("--data", new_headquarters, "conference", "--period", PERIOD, "--minutes", "--to", path)
    assert "BIÊN BẢN" in [each.text for each in Document(str(path)).paragraphs]

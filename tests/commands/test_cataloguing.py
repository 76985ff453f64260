"""The catalogue by the command line: out, edited, back, tried, published; words, exit codes, what a machine reads."""

import shutil

import pytest
from openpyxl import load_workbook

from desktop.services import keeping
from tests.services.catalogue_room import INDICATOR, edit
from tests.services.conftest import CODES, PERIOD

NEXT = "2020-H2"


@pytest.fixture
def workbook(headquarters, tmp_path):
    books = keeping.open_books(headquarters)
    path = edit(books, tmp_path / "danh-muc.xlsx")
    books.close()
    return path


def test_it_goes_out_is_read_tried_and_published(giaoban, headquarters, workbook):
    at = ("--data", headquarters)
    read = giaoban(*at, "catalogue", "read", workbook)
    assert (read.code, read.err) == (0, "")
    assert "bản 2020.3 chờ ban hành, 3 thay đổi" in read.out
    assert f"thêm {INDICATOR['code']} {INDICATOR['name']} (Chỉ tiêu)" in read.out

    early = giaoban(*at, "catalogue", "publish", "--period", NEXT)
    assert early.code == 1 and "chưa chạy thử" in early.err

    tried = giaoban(*at, "--json", "catalogue", "rehearse", "--period", PERIOD).json
    assert tried["units"] == 153 and tried["rules"][0]["units"]

    shown = giaoban(*at, "catalogue", "show")
    warned = f"case.many_subjects: {len(tried['rules'][0]['units'])} đơn vị sẽ bị cảnh báo"
    assert "Đang dùng danh mục 2020.2" in shown.out and warned in shown.out

    done = giaoban(*at, "--json", "catalogue", "publish", "--period", NEXT)
    assert done.json == {"version": "2020.3", "period": NEXT}
    assert giaoban(*at, "--json", "catalogue", "show").json["version"] == "2020.3"
    assert giaoban(*at, "self-test").code == 0


def test_faults_are_told_by_their_cells(giaoban, headquarters, tmp_path):
    path = tmp_path / "danh-muc.xlsx"
    assert "Đã ghi danh mục 2020.2" in giaoban("--data", headquarters, "catalogue", "export", path).out
    book = load_workbook(path)
    book["Chỉ tiêu"]["E3"] = "cách khác"
    book.save(path)

    read = giaoban("--data", headquarters, "catalogue", "read", path)
    assert read.code == 1 and "Chỉ tiêu!E3: “cách khác” không phải từ" in read.out
    (fault,) = giaoban("--data", headquarters, "--json", "catalogue", "read", path).json["faults"]
    assert (fault["sheet"], fault["cell"], fault["code"]) == ("Chỉ tiêu", "E3", "bad_word")


def test_what_waits_is_dropped(giaoban, headquarters, workbook):
    giaoban("--data", headquarters, "catalogue", "read", workbook)
    assert giaoban("--data", headquarters, "catalogue", "drop").code == 0
    again = giaoban("--data", headquarters, "catalogue", "drop")
    assert again.code == 1 and "không có bản danh mục nào chờ" in again.err.lower()


@pytest.mark.parametrize(
    ("words", "said"),
    [(("read",), "Chưa nói tệp danh mục nào"), (("publish",), "Chưa nói kỳ nào"), (("rehearse",), "Chưa nói kỳ nào")],
)
def test_what_is_missing_is_told(giaoban, headquarters, words, said):
    answer = giaoban("--data", headquarters, "catalogue", *words)
    assert answer.code == 1 and said in answer.err


def test_a_package_is_no_catalogue(giaoban, headquarters, packages, tmp_path):
    path = shutil.copy(packages[0], tmp_path / "goi.xlsx")
    answer = giaoban("--data", headquarters, "catalogue", "read", path)
    assert answer.code == 1 and "không phải danh mục xuất từ chương trình" in answer.err


def test_a_unit_edits_no_catalogue(giaoban, unit, tmp_path):
    assert giaoban("--data", unit, "catalogue", "show").code == 0
    assert giaoban("--data", unit, "catalogue", "export", tmp_path / "x.xlsx").code == 1


@pytest.fixture
def ahead(giaoban, headquarters, workbook, unit, tmp_path):
    """A package by the catalogue that one headquarters has published, and a reply that brings it."""
    at = ("--data", headquarters)
    for words in (("read", workbook), ("rehearse", "--period", PERIOD), ("publish", "--period", NEXT)):
        assert giaoban(*at, "catalogue", *words).code == 0
    out = tmp_path / "usb"
    out.mkdir()
    assert giaoban(*at, "reply", "--period", PERIOD, "--unit", CODES[0], "--to", out).code == 0
    (word,) = out.iterdir()
    assert giaoban("--data", unit, "import", word).code == 0
    sent = giaoban("--data", unit, "--json", "export", "--period", PERIOD, "--incomplete", "--to", out)
    return sent.json["file"], word


def test_a_package_ahead_is_shown_and_taken_with_its_catalogue(giaoban, new_headquarters, ahead):
    at, (package, word) = ("--data", new_headquarters), ahead
    seen = giaoban(*at, "import", package)
    assert seen.code == 1 and "Cần cập nhật" in seen.out and "  Vụ việc: " in seen.out
    (told,) = giaoban(*at, "--json", "import", package).json["files"]
    assert (told["verdict"], told["merged"]) == ("newer", False)
    assert sum(each["rows"] for each in told["contents"]) > 50
    checked = giaoban("verify", package)
    assert checked.code == 1 and "2020.3" in checked.out and "  Chỉ tiêu: " in checked.out

    strange = giaoban(*at, "catalogue", "read", word)
    assert strange.code == 1 and "dấu khóa" in strange.err
    taken = giaoban(*at, "catalogue", "read", word, "--trust-key")
    assert taken.code == 0 and "Đã nhận danh mục 2020.3" in taken.out
    assert giaoban(*at, "--json", "import", package, "--accept", "marked").json["merged"] == 1

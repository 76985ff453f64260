"""Replies by the command line, on both sides: words, exit codes, what a machine reads."""

import pytest
from openpyxl import load_workbook

from tests.services.conftest import CODES, PERIOD


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def asked(giaoban, headquarters, usb):
    """A question to the first unit, and the reply that carries it."""
    words = (
        "ask",
        "--unit",
        CODES[0],
        "--subject",
        f"record:VV-{CODES[0]}-2020-0003",
        "--text",
        "Đã chuyển hồ sơ chưa?",
    )
    answer = giaoban("--data", headquarters, *words)
    assert answer.code == 0, answer.err
    assert f"Vụ việc VV-{CODES[0]}-2020-0003" in answer.out
    giaoban("--data", headquarters, "reply", "--period", PERIOD, "--to", usb, "--unit", CODES[0])
    return usb / f"PH_04_{CODES[0]}_{PERIOD}_L01.xlsx"


def test_one_file_for_one_unit(giaoban, headquarters, usb):
    words = ("--data", headquarters, "--json", "reply", "--period", PERIOD, "--to", usb, "--unit", CODES[0])
    (told,) = giaoban(*words).json["replies"]
    assert (told["unit"], told["number"], told["receipts"], told["points"]) == (CODES[0], 1, ["Đạt"], 0)
    assert [path.name for path in usb.iterdir()] == [f"PH_04_{CODES[0]}_{PERIOD}_L01.xlsx"]


def test_one_file_for_each_unit_and_the_same_again(giaoban, headquarters, usb):
    words = ("--data", headquarters, "reply", "--period", PERIOD, "--to", usb)
    codes = [word for code in CODES for word in ("--unit", code)]
    first = giaoban(*words, *codes)
    assert first.out.startswith("Đã xuất 3 phản hồi vào")
    names = sorted(path.name for path in usb.iterdir())
    assert len(names) == 3
    giaoban(*words, *codes)
    assert sorted(path.name for path in usb.iterdir()) == names


def test_all_units_get_one(giaoban, new_headquarters, usb):
    answer = giaoban("--data", new_headquarters, "reply", "--period", PERIOD, "--to", usb)
    assert (answer.code, len(list(usb.iterdir()))) == (0, 153)


def test_the_unit_takes_it_answers_and_headquarters_hears(giaoban, headquarters, unit, asked, usb, tmp_path):
    taken = giaoban("--data", unit, "import", asked)
    assert taken.code == 0
    assert taken.out.startswith("Đã nhận phản hồi lần 1 về 6 tháng đầu năm 2020: ")
    assert "1 câu hỏi" in taken.out
    assert "Khóa của cấp trên" in taken.out
    waiting = giaoban("--data", unit, "--json", "threads")
    assert (waiting.code, waiting.json["left"]) == (1, 1)
    code = waiting.json["questions"][0]["thread"][-6:]
    assert code in giaoban("--data", unit, "threads").out
    assert giaoban("--data", unit, "answer", code, "--text", "Đã chuyển ngày 10/6.").code == 0
    assert giaoban("--data", unit, "threads").code == 0
    out = tmp_path / "gui"
    out.mkdir()
    giaoban("--data", unit, "export", "--period", PERIOD, "--to", out, "--incomplete")
    assert giaoban("--data", headquarters, "import", out).code == 0
    (thread,) = giaoban("--data", headquarters, "--json", "threads").json["threads"]
    assert (thread["standing"], thread["answer"]) == ("answered", "Đã chuyển ngày 10/6.")
    assert "[đã trả lời] Đã chuyển ngày 10/6." in giaoban("--data", headquarters, "threads").out


def test_a_proposal_is_taken_or_contested(giaoban, headquarters, unit, usb, tmp_path):
    giaoban("--data", unit, "export", "--period", PERIOD, "--to", usb, "--incomplete")
    (package,) = usb.iterdir()
    book = load_workbook(package)
    names = [cell.value for cell in book["Vụ việc"][1]]
    for row in (3, 4):
        book["Vụ việc"].cell(row, names.index("subjects") + 1).value = 9
    book.save(package)
    assert giaoban("--data", headquarters, "import", package, "--accept", "all").code == 0
    giaoban("--data", headquarters, "reply", "--period", PERIOD, "--to", tmp_path, "--unit", CODES[0])
    (file,) = tmp_path.glob("PH_*.xlsx")
    assert "2 đề nghị" in giaoban("--data", unit, "import", file).out
    first, second = giaoban("--data", unit, "--json", "threads").json["proposals"]
    assert first["differences"][0]["proposed"] == "9 đối tượng"
    assert giaoban("--data", unit, "answer", first["thread"], "--accept").out.endswith("Còn 1 việc từ phản hồi.\n")
    assert giaoban("--data", unit, "answer", second["thread"], "--contest", "Chỉ có hai đối tượng.").code == 0
    shown = giaoban("--data", unit, "threads").out
    assert "[đã nhận]" in shown and "[giữ số của đơn vị]" in shown
    assert shown.endswith("Không còn việc nào từ phản hồi.\n")


@pytest.mark.parametrize(("code", "words"), [("ffffff", ("--accept",)), ("f", ("--text", "x"))])
def test_an_unknown_thread(giaoban, unit, asked, code, words):
    giaoban("--data", unit, "import", asked)
    answer = giaoban("--data", unit, "--json", "answer", code, *words)
    assert (answer.code, answer.json["error"]) == (1, "thread_unknown")


def test_a_question_is_not_accepted(giaoban, unit, asked):
    giaoban("--data", unit, "import", asked)
    thread = giaoban("--data", unit, "--json", "threads").json["questions"][0]["thread"]
    answer = giaoban("--data", unit, "--json", "answer", thread, "--accept")
    assert (answer.code, answer.json["error"]) == (1, "answer_of_other_sort")


def test_a_folder_gives_what_is_a_reply(giaoban, unit, asked, usb, packages):
    (usb / packages[0].name).write_bytes(packages[0].read_bytes())
    answer = giaoban("--data", unit, "--json", "import", usb)
    assert [(each["file"], each["outcome"]) for each in answer.json["files"]] == [(asked.name, "taken")]
    assert answer.code == 0


def test_a_package_named_at_a_unit_is_told_apart(giaoban, unit, packages):
    answer = giaoban("--data", unit, "import", packages[0])
    assert answer.code == 1
    assert "là gói báo cáo, không phải phản hồi" in answer.out


def test_a_folder_without_replies(giaoban, unit, usb, packages):
    (usb / packages[0].name).write_bytes(packages[0].read_bytes())
    answer = giaoban("--data", unit, "--json", "import", usb)
    assert (answer.code, answer.json["error"]) == (1, "no_replies")


def test_a_reply_at_headquarters_is_told_apart(giaoban, headquarters, asked):
    answer = giaoban("--data", headquarters, "import", asked)
    assert answer.code == 1
    assert "là phản hồi gửi cho đơn vị" in answer.out


def test_a_reply_is_no_preview(giaoban, unit, asked):
    answer = giaoban("--data", unit, "--json", "import", asked, "--preview")
    assert (answer.code, answer.json["error"]) == (1, "not_for_this_role")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("reply", "--period", PERIOD, "--to", ".", "--unit", "99999"), "unknown_unit"),
        (("ask", "--unit", "99999", "--subject", "section:TH", "--text", "x"), "unknown_unit"),
        (("ask", "--unit", CODES[0], "--subject", "record:VV-0", "--text", "x"), "subject_unknown"),
        (("ask", "--unit", CODES[0], "--subject", "section:TH", "--text", " "), "words_needed"),
        (("ask", "--unit", "01300", "--subject", "section:TH", "--text", "x"), "unknown_period"),
        (("reply", "--period", PERIOD, "--to", "nowhere-at-all"), "folder_missing"),
    ],
)
def test_wrong_words_have_their_sentence(giaoban, headquarters, words, error):
    answer = giaoban("--data", headquarters, "--json", *words)
    assert (answer.code, answer.json["error"]) == (1, error)


def test_nothing_taken_yet(giaoban, unit):
    answer = giaoban("--data", unit, "threads")
    assert (answer.code, answer.out) == (0, "Chưa nhận phản hồi nào. Nhận bằng lệnh import.\n")


def test_nothing_asked_yet(giaoban, headquarters):
    assert giaoban("--data", headquarters, "threads").out == "Chưa hỏi đơn vị nào. Hỏi bằng lệnh ask.\n"

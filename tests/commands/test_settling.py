"""Conflicts, corrections and the freeze, as a script does them."""

import pytest

from tests.services.conftest import PERIOD
from tests.services.machines import UNIT, two_laptops


@pytest.fixture
def laptops(tmp_path):
    return two_laptops(tmp_path)


@pytest.fixture
def at_odds(giaoban, new_headquarters, laptops):
    """Headquarters where two records wait for a decision."""
    answer = giaoban(
        "--data", new_headquarters, "import", laptops.before, *laptops.packages, "--accept", "marked", "--json"
    )
    assert answer.json["merged"] == 3
    return new_headquarters


def conflicts(giaoban, folder):
    return giaoban("--data", folder, "conflicts", "--json").json["conflicts"]


def side_with(conflict, value):
    return next(side["side"] for side in conflict["sides"] if side["values"]["subjects"] == value)


def figure(giaoban, folder, code):
    lines = giaoban("--data", folder, "figures", "--period", "2020-H1", "--json").json["figures"]
    return next(line for line in lines if line["code"] == code)["value"]


def test_conflicts_are_findings_with_every_side(giaoban, at_odds, laptops):
    answer = giaoban("--data", at_odds, "conflicts")
    assert answer.code == 1
    assert answer.out.count("  trước: subjects 2\n") == 2
    found = conflicts(giaoban, at_odds)
    assert [each["record"] for each in found] == [uid.hex() for uid in laptops.at_odds]
    assert {side["values"]["subjects"] for side in found[0]["sides"]} == {4, 7}


def test_a_conflict_is_decided_and_all_others_like_it(giaoban, at_odds):
    first, second = conflicts(giaoban, at_odds)
    done = giaoban("--data", at_odds, "decide", first["record"], "--take", side_with(first, 7))
    assert (done.code, done.out) == (0, "Đã quyết định 1 xung đột, còn 1.\n")
    again = giaoban("--data", at_odds, "decide", first["record"], "--take", "A")
    assert (again.code, again.err[:36]) == (1, "Bản ghi này không còn xung đột: đã c")
    wrong = giaoban("--data", at_odds, "decide", second["record"], "--take", "C")
    assert "không có bản “C”. Chọn A, B, hoặc before" in wrong.err
    done = giaoban("--data", at_odds, "decide", second["record"], "--take", side_with(second, 4), "--all", "--json")
    assert done.json == {"decided": 1, "left": 0}
    assert giaoban("--data", at_odds, "conflicts").out == "Không có xung đột nào.\n"


def test_as_before_is_a_decision_too(giaoban, at_odds):
    first, _ = conflicts(giaoban, at_odds)
    assert giaoban("--data", at_odds, "decide", first["record"], "--take", "before", "--all").code == 0
    assert figure(giaoban, at_odds, "TX.03") == 2 + 2 + 3


def test_a_record_is_corrected_with_a_reason_and_both_are_told(giaoban, at_odds, laptops):
    record = laptops.joined.hex()
    silent = giaoban("--data", at_odds, "correct", "--record", record, "--set", "subjects=9")
    assert (silent.code, "cần lý do" in silent.err) == (1, True)
    for wrong in ("subjects=ba", "x=1", "severity=XX"):
        words = ("correct", "--record", record, "--set", wrong, "--reason", "x")
        assert giaoban("--data", at_odds, *words).code == 1
    before = figure(giaoban, at_odds, "TX.03")
    words = ("correct", "--record", record, "--set", "subjects=9", "--reason", "đếm lại", "--json")
    made = giaoban("--data", at_odds, *words).json["correction"]
    assert figure(giaoban, at_odds, "TX.03") == before + 6
    (listed,) = giaoban("--data", at_odds, "correct", "--list", "--json").json["corrections"]
    assert listed["changes"] == [{"field": "subjects", "unit": 3, "corrected": 9}]
    assert giaoban("--data", at_odds, "correct", "--withdraw", made).code == 0
    assert figure(giaoban, at_odds, "TX.03") == before
    assert "withdrawn" in giaoban("--data", at_odds, "correct", "--list").out


def test_a_figure_is_corrected_above_the_units_one(giaoban, at_odds):
    words = ("correct", "--figure", "TH.01", "--unit", UNIT, "--month", "2020-M03", "--value", "5", "--reason", "sót")
    assert giaoban("--data", at_odds, *words).code == 0
    assert figure(giaoban, at_odds, "TH.01") == 5
    assert giaoban("--data", at_odds, *words[:2], "TH.99", *words[3:]).err.startswith("Danh mục không có chỉ tiêu")


def test_a_freeze_says_what_the_last_one_had_otherwise(giaoban, at_odds, new_headquarters):
    first = giaoban("--data", at_odds, "freeze", "--period", "2020-H1")
    assert first.code == 0
    assert first.out.startswith("Đã chốt 6 tháng đầu năm 2020: 3 gói, ")
    record = conflicts(giaoban, at_odds)[0]["record"]
    giaoban("--data", at_odds, "decide", record, "--take", "before", "--all")
    facts = giaoban("--data", at_odds, "freeze", "--period", "2020-H1", "--json").json
    assert "TX.03" in {each["indicator"] for each in facts["changed"]}


def test_nothing_is_frozen_before_anything_came(giaoban, new_headquarters):
    assert giaoban("--data", new_headquarters, "freeze", "--period", "2020-H1").code == 1


def test_a_correction_is_one_thing_at_a_time(giaoban, at_odds):
    answer = giaoban("--data", at_odds, "correct")
    assert (answer.code, "còn thiếu một trong: --list" in answer.err) == (2, True)
    answer = giaoban("--data", at_odds, "correct", "--list", "--record", "aa")
    assert (answer.code, "--record không đi cùng --list" in answer.err) == (2, True)


@pytest.fixture
def nameless(packages, tmp_path):
    """A package whose hidden sheet and property were lost."""
    from openpyxl import load_workbook

    book = load_workbook(packages[0])
    del book["_giaoban"]
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(tmp_path / "bao cao.xlsx")
    return tmp_path / "bao cao.xlsx"


def test_a_file_without_marks_is_identified_by_hand(giaoban, new_headquarters, nameless):
    lost = giaoban("--data", new_headquarters, "import", nameless, "--json")
    assert (lost.code, lost.json["files"][0]["verdict"]) == (1, "unidentified")
    told = ("import", nameless, "--unit", "01290", "--period", "2020-H1", "--accept", "marked", "--json")
    taken = giaoban("--data", new_headquarters, *told)
    assert (taken.code, taken.json["merged"], taken.json["files"][0]["verdict"]) == (0, 1, "unsealed")
    standings = giaoban("--data", new_headquarters, "status", "--period", "2020-H1", "--json").json["standings"]
    assert (standings["clean"], standings["warned"]) == (0, 1)
    assert giaoban("--data", new_headquarters, "import", nameless, "--unit", "01290").code == 1


def test_a_unit_joins_its_other_laptop_and_decides_itself(giaoban, laptops):
    here, there = laptops.folders[0], laptops.packages[1]
    waits = giaoban("--data", here, "import", there, "--machine", "--json")
    assert (waits.code, waits.json["files"][0]["verdict"], waits.json["merged"]) == (1, "new_key", 0)
    taken = giaoban("--data", here, "import", there, "--machine", "--accept", "marked")
    assert "0 thay đổi. Đọc 3 dòng = " in taken.out
    assert " + 3 song song + " in taken.out
    first, _ = conflicts(giaoban, here)
    side = side_with(first, 7)
    assert giaoban("--data", here, "decide", first["record"], "--take", side, "--all").code == 0
    assert giaoban("--data", here, "conflicts").code == 0
    assert figure(giaoban, here, "TX.03") == 7 + 7 + 3


def test_the_preview_of_a_late_file_tells_what_it_does_to_signed_figures(giaoban, new_headquarters, packages):
    at = ("--data", new_headquarters)
    assert giaoban(*at, "import", *packages[:2], "--accept", "marked").code == 0
    assert giaoban(*at, "freeze", "--period", PERIOD).code == 0
    seen = giaoban(*at, "import", packages[2], "--preview")
    assert "số đã chốt sẽ đổi: " in seen.out and " → " in seen.out and "số liệu đã chốt nữa" in seen.out
    (file,) = giaoban(*at, "--json", "import", packages[2], "--preview").json["files"]
    assert (file["verdict"], len(file["foretold"])) == ("supplement", 7)

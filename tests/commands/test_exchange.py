"""Making books and moving packages as a person does it: the words, the exit code, what is left behind."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.records import RecordDraft
from desktop.services import exporting, generations, keeping, recording
from tests.services.conftest import CODES, PERIOD


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if "log" not in path.parts)


def fails_with(code):
    def fail(*_facts, **_more):
        raise OSError(code, os.strerror(code))

    return fail


# init


def test_new_books_are_made_once(giaoban, tmp_path):
    words = ("--data", tmp_path / "xa", "init", "--role", "unit", "--unit", "01495", "--scheme", "2020")
    made = giaoban(*words)
    assert (made.code, made.out) == (0, f"Đã tạo dữ liệu của Công an xã Đàm Thủy trong {tmp_path / 'xa'}.\n")
    again = giaoban(*words, "--json")
    assert (again.code, again.json["error"]) == (1, "data_dir_in_use")
    assert listing(tmp_path) == ["xa", "xa/giaoban.db", "xa/giaoban.install"]


@pytest.mark.parametrize(
    ("role", "code", "error"),
    [
        ("unit", "99999", "unknown_unit"),
        ("unit", "1495", "unknown_unit"),
        ("unit", "04", "unit_of_other_role"),
        ("hq", "01495", "unit_of_other_role"),
    ],
)
def test_books_for_the_wrong_unit_are_not_made(role, code, error, giaoban, tmp_path):
    words = ("init", "--role", role, "--unit", code, "--scheme", "2020")
    answer = giaoban("--data", tmp_path / "so", "--json", *words)
    assert (answer.code, answer.json["error"]) == (1, error)
    assert listing(tmp_path) == []


def test_books_cannot_be_made_inside_a_file(giaoban, tmp_path):
    (tmp_path / "so").write_text("x")
    assert giaoban("--data", tmp_path / "so", "init", "--role", "unit", "--unit", "01495", "--scheme", "2020").code == 1


def test_a_full_disk_leaves_no_half_made_books(giaoban, tmp_path, monkeypatch):
    words = ("--data", tmp_path, "init", "--role", "unit", "--unit", "01495", "--scheme", "2020")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fails_with(errno.ENOSPC))
        answer = giaoban(*words)
    assert answer.code == 1
    assert answer.err.startswith("Hết chỗ trống ở thư mục")
    assert listing(tmp_path) == []
    assert giaoban(*words).code == 0


# export


def test_packages_are_numbered_and_name_the_one_before(giaoban, unit, period, tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    words = ("--data", unit, "--json", "export", "--period", period, "--to", folder)
    second, third = giaoban(*words).json, giaoban(*words).json
    assert (second["sequence"], third["sequence"]) == (2, 3)  # the sample has sent the first
    assert [path.name for path in sorted(folder.iterdir())] == [
        f"BC_04_{CODES[0]}_{period}_L02.xlsx",
        f"BC_04_{CODES[0]}_{period}_L03.xlsx",
    ]
    manifest = next(row[1].value for row in load_workbook(third["file"])["_giaoban"] if row[0].value == "manifest")
    assert f'"previous":"{second["package"]}"' in manifest
    assert second["package"] != third["package"]


def test_a_file_of_the_same_name_is_left_alone(giaoban, unit, period, tmp_path):
    there = tmp_path / f"BC_04_{CODES[0]}_{period}_L02.xlsx"
    there.write_text("của người khác")
    answer = giaoban("--data", unit, "export", "--period", period, "--to", tmp_path)
    assert answer.code == 0
    assert "L02_2.xlsx" in answer.out
    assert "An toàn, có thể rút USB." in answer.out
    assert there.read_text() == "của người khác"


@pytest.mark.parametrize(
    ("period", "error"), [("2020-H3", "unknown_period"), ("năm nay", "unknown_period"), ("2016-H1", "no_records")]
)
def test_a_period_that_is_none_or_empty_is_not_exported(period, error, giaoban, unit, tmp_path):
    answer = giaoban("--data", unit, "--json", "export", "--period", period, "--to", tmp_path, "--incomplete")
    assert (answer.code, answer.json["error"]) == (1, error)


def test_there_must_be_a_folder_to_export_to(giaoban, unit, period, tmp_path):
    (tmp_path / "tep").write_text("x")
    for place in (tmp_path / "usb", tmp_path / "tep"):
        answer = giaoban("--data", unit, "export", "--period", period, "--to", place)
        assert answer.code == 1
        assert answer.err == f"Không thấy thư mục {place}. Cắm lại USB, hoặc chọn thư mục khác.\n"


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ("fsync", errno.ENOSPC, "Hết chỗ trống ở thư mục"),
        ("replace", errno.ENOSPC, "Hết chỗ trống ở thư mục"),
        ("replace", errno.EROFS, "Không ghi được vào thư mục"),
        ("replace", errno.EIO, "Không đọc ghi được tệp"),
    ],
)
def test_a_stick_that_fails_gets_no_half_file_and_nothing_counts_as_sent(
    call, code, said, giaoban, unit, period, tmp_path, monkeypatch
):
    folder = tmp_path / "usb"
    folder.mkdir()
    before = giaoban("--data", unit, "digest").out
    words = ("--data", unit, "export", "--period", period, "--to", folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fails_with(code))
        answer = giaoban(*words)
    assert answer.code == 1
    assert answer.err.startswith(said)
    assert str(folder) in answer.err
    assert list(folder.iterdir()) == []
    assert giaoban("--data", unit, "digest").out == before
    assert "L02.xlsx" in giaoban(*words).out


def test_a_package_that_cannot_be_remembered_is_not_left_on_the_stick(giaoban, unit, period, tmp_path, monkeypatch):
    folder = tmp_path / "usb"
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(exporting, "add_package", fails_with(errno.ENOSPC))
        assert giaoban("--data", unit, "export", "--period", period, "--to", folder).code == 1
    assert list(folder.iterdir()) == []


def test_errors_keep_a_complete_package_back_but_not_one_that_says_it_is_not(giaoban, unit, period, tmp_path):
    books = keeping.open_books(unit)
    wrong = {"group": "TTXH", "offence": "trom_cap", "occurred_on": "2020-03-09", "detected_on": "2020-03-01"}
    recording.record(books, RecordDraft("case", dict(wrong)), final=False)
    books.close()
    words = ("--data", unit, "export", "--period", period, "--to", tmp_path)
    refused = giaoban(*words)
    assert refused.code == 1
    assert refused.err.startswith("6 tháng đầu năm 2020 còn ")
    sent = giaoban(*words, "--incomplete", "--json")
    assert sent.code == 0
    cover = load_workbook(sent.json["file"])["Bìa"]
    assert "BẢN CHƯA HOÀN CHỈNH" in [cell.value for line in cover for cell in line]


@pytest.mark.parametrize(
    "words",
    [
        ("import", ".", "--preview"),
        ("status", "--period", PERIOD),
        ("report", "--period", PERIOD, "--to", "a.docx"),
    ],
    ids=lambda words: words[0],
)
def test_books_of_the_other_role_are_named(words, giaoban, unit, headquarters):
    answer = giaoban("--data", unit, *words)
    assert answer.code == 1
    assert answer.err == f"Sổ ở {unit} là của đơn vị, không làm việc này. Mở sổ khác, hoặc lập sổ mới.\n"


@pytest.mark.parametrize("more", [(), ("--records",)], ids=("sums", "records"))
def test_a_headquarters_exports_for_the_next_level(more, giaoban, headquarters, tmp_path):
    words = ("export", "--period", PERIOD, "--to", tmp_path, *more)
    told = giaoban("--data", headquarters, "--json", *words).json
    assert told["file"].endswith(f"BC_04_04_{PERIOD}_L01.xlsx")
    assert told["missing"] > 100
    assert giaoban("verify", told["file"]).code == 0
    again = giaoban("--data", headquarters, *words)
    assert f"_L02.xlsx gửi cấp trên, {told['rows']} dòng" in again.out
    assert f"Còn thiếu {told['missing']} đơn vị." in again.out


# import


def test_looking_changes_nothing(giaoban, new_headquarters, packages):
    before = giaoban("--data", new_headquarters, "digest").out
    looked = giaoban("--data", new_headquarters, "--json", "import", *packages, "--preview").json
    assert looked["merged"] == 0
    assert looked["counts"]["new"] == looked["counts"]["read"] > 300
    assert giaoban("--data", new_headquarters, "digest").out == before
    assert listing(new_headquarters) == ["giaoban.db", "giaoban.install"]


def test_the_same_files_again_in_another_order_under_other_names_change_nothing(
    giaoban, new_headquarters, packages, tmp_path
):
    first = giaoban("--data", new_headquarters, "import", *packages)
    assert first.code == 0
    digest = giaoban("--data", new_headquarters, "digest").out
    copies = tmp_path / "bản sao"
    copies.mkdir()
    for place, path in enumerate(reversed(packages)):
        shutil.copy(path, copies / f"{place} báo cáo gửi lại.xlsx")
    again = giaoban("--data", new_headquarters, "import", copies)
    assert again.code == 0
    assert "Đã có: 3 tệp." in again.out
    assert "Đã nhập 3/3 tệp, 0 thay đổi." in again.out
    assert giaoban("--data", new_headquarters, "digest").out == digest


@pytest.fixture
def junk(packages, tmp_path):
    """What a folder of received files may hold."""
    folder = tmp_path / "lẫn lộn"
    (folder / "thư mục con").mkdir(parents=True)
    shutil.copy(packages[0], folder / "bản gốc.xlsx")
    shutil.copy(packages[0], folder / "bản sao.xlsx")
    shutil.copy(packages[1], folder / "thư mục con" / "báo cáo.xlsx")
    (folder / "cụt.xlsx").write_bytes(packages[2].read_bytes()[:20_000])
    (folder / "rỗng.xlsx").touch()
    (folder / "cũ.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    (folder / "khóa.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    (folder / "số.csv").write_text("a;b\n1;2\n")
    (folder / "~$bản gốc.xlsx").write_text("x")
    (folder / "ảnh.png").write_bytes(b"\x89PNG")
    (folder / ".ẩn").write_text("x")
    return folder


def test_a_folder_of_all_sorts_gets_one_clear_line_a_file(giaoban, new_headquarters, junk):
    answer = giaoban("--data", new_headquarters, "--json", "import", junk)
    assert answer.code == 1
    verdicts = {each["file"]: each["verdict"] for each in answer.json["files"]}
    assert {verdicts.pop("bản gốc.xlsx"), verdicts.pop("bản sao.xlsx")} == {"clean", "same"}
    assert verdicts == {
        "báo cáo.xlsx": "clean",
        "cụt.xlsx": "returned",
        "cũ.xls": "returned",
        "khóa.xlsx": "returned",
        "rỗng.xlsx": "returned",
        "số.csv": "skipped",
        "ảnh.png": "skipped",
        "~$bản gốc.xlsx": "skipped",
    }
    notes = {each["file"]: each["note"] for each in answer.json["files"] if each["verdict"] in ("returned", "skipped")}
    assert all(note.startswith(f"Tệp {name} ") and note.endswith(".") for name, note in notes.items())
    assert len(set(notes.values())) == len(notes)
    assert "có mật khẩu" in notes["khóa.xlsx"]
    assert "(.xls)" in notes["cũ.xls"]
    assert [name for name in listing(new_headquarters) if name.endswith("giaoban.db")][1:] == ["giaoban.db"]
    assert len(generations.listed(new_headquarters / "backups")) == 1, "backed up before the import"
    assert not [name for name in listing(new_headquarters) if name.startswith("stage")]


def test_a_folder_without_any_package_is_no_success(giaoban, new_headquarters, tmp_path):
    (tmp_path / "a.csv").write_text("a;b")
    answer = giaoban("--data", new_headquarters, "import", tmp_path / "a.csv")
    assert answer.code == 1
    assert answer.out.startswith("Bỏ qua: Tệp a.csv là văn bản CSV")


@pytest.mark.parametrize(
    ("name", "said"), [("không có", "Không thấy tệp không có ở thư mục"), ("trống", "Không thấy gói báo cáo nào ở")]
)
def test_there_must_be_something_to_import(name, said, giaoban, new_headquarters, tmp_path):
    (tmp_path / "trống").mkdir()
    answer = giaoban("--data", new_headquarters, "import", tmp_path / name)
    assert answer.code == 1
    assert answer.err.startswith(said)


def test_only_the_period_asked_for_comes_in(giaoban, new_headquarters, packages):
    answer = giaoban("--data", new_headquarters, "import", packages[0], "--period", "2019-H1")
    assert answer.code == 1
    assert "thuộc kỳ 6 tháng đầu năm 2020, không phải 6 tháng đầu năm 2019" in answer.out
    assert giaoban("--data", new_headquarters, "import", packages[0], "--period", "kỳ lạ").err.startswith("Không có kỳ")
    assert giaoban("--data", new_headquarters, "import", packages[0], "--period", "2020-H1").code == 0


@pytest.fixture
def edited(packages, tmp_path):
    """A package with one cell changed in Excel."""
    book = load_workbook(packages[0])
    page = book["Tuần tra"]
    column = next(cell.column for cell in page[1] if cell.value == "officers")
    page.cell(3, column).value = 77
    path = tmp_path / "sửa tay.xlsx"
    book.save(path)
    return path


def test_a_hand_edited_file_waits_is_held_or_taken_as_asked(giaoban, new_headquarters, edited):
    def take(accept):
        answer = giaoban("--data", new_headquarters, "import", edited, "--accept", accept, "--json")
        counts = answer.json["counts"]
        return answer.code, answer.json["merged"], counts["new"] + counts["changed"], counts["held"]

    rows = giaoban("verify", edited, "--json").json["rows"]
    assert take("clean") == (1, 0, 0, 0)
    assert take("marked") == (1, 1, rows - 1, 1)
    assert take("marked") == (1, 1, 0, 1)
    assert take("all") == (0, 1, 1, 0)
    assert take("all") == (0, 1, 0, 0)
    assert take("clean") == (0, 1, 0, 0)
    assert giaoban("--data", new_headquarters, "self-test").code == 0


def test_a_hand_edit_is_shown_cell_by_cell(giaoban, new_headquarters, edited):
    answer = giaoban("--data", new_headquarters, "import", edited, "--preview")
    head, cell, counts = answer.out.splitlines()
    assert head == "Sửa tay: sửa tay.xlsx (Thị trấn Pác Miầu): sửa tay 1 ô"
    assert cell.startswith("  Tuần tra!H3 Số CBCS: ")
    assert cell.endswith(" → 77 lượt")
    assert counts.startswith("Xem trước, chưa nhập gì, ")


def test_a_file_that_changes_while_it_is_read_is_returned_and_the_others_come_in(
    giaoban, new_headquarters, packages, monkeypatch
):
    from desktop.services import vault

    real = vault.keep

    def keep(books, source, file_hash):
        return real(books, source, b"\0" * 32 if source == packages[1] else file_hash)

    monkeypatch.setattr(vault, "keep", keep)
    answer = giaoban("--data", new_headquarters, "--json", "import", *packages)
    assert (answer.code, answer.json["merged"]) == (1, 2)
    assert answer.json["files"][0]["note"].startswith(f"Tệp {packages[1].name} đổi nội dung trong lúc nhập")


# undo


def test_a_package_is_undone_by_its_code_or_the_beginning_of_its_id(giaoban, headquarters, packages):
    digest = giaoban("--data", headquarters, "digest").out
    told = giaoban("verify", packages[0], "--json").json
    for name in (told["code"], told["code"].lower().replace("-", " "), told["package"][:8], told["package"].upper()):
        undone = giaoban("--data", headquarters, "undo", name)
        assert undone.code == 0
        assert undone.out.startswith(f"Đã hoàn tác gói {told['code']} của Thị trấn Pác Miầu: {told['rows']} dòng đổi.")
        assert giaoban("--data", headquarters, "digest").out != digest
        assert giaoban("--data", headquarters, "import", packages[0]).code == 0
        assert giaoban("--data", headquarters, "digest").out == digest


@pytest.mark.parametrize("name", ["", "A", "1", "0123456", "ZZZ-ZZZ", "không"])
def test_what_names_no_package_undoes_none(name, giaoban, headquarters):
    digest = giaoban("--data", headquarters, "digest").out
    answer = giaoban("--data", headquarters, "undo", name)
    assert answer.code == 1
    assert answer.err.startswith("Không có gói nào mang mã")
    assert giaoban("--data", headquarters, "digest").out == digest


def test_a_package_is_undone_once(giaoban, headquarters, packages):
    code = giaoban("verify", packages[0], "--json").json["code"]
    assert giaoban("--data", headquarters, "undo", code).code == 0
    answer = giaoban("--data", headquarters, "undo", code)
    assert answer.code == 1
    assert "đã hoàn tác từ trước" in answer.err


# verify


def test_an_untouched_package_is_said_to_be_whole(giaoban, packages):
    answer = giaoban("verify", packages[0])
    assert answer.code == 0
    assert answer.out.startswith("Thị trấn Pác Miầu, 6 tháng đầu năm 2020, lần 1, mã ")
    assert answer.out.endswith("Niêm phong nguyên vẹn. Chữ ký đúng.\n")
    facts = giaoban("verify", packages[0], "--json").json
    assert (facts["seal"], facts["signature"], facts["edits"]) == ("intact", "valid", [])


def test_an_edited_package_is_a_finding(giaoban, edited):
    answer = giaoban("verify", edited)
    assert answer.code == 1
    assert "Đã sửa tay sau khi niêm phong. Chữ ký đúng." in answer.out
    (edit,) = giaoban("verify", edited, "--json").json["edits"]
    assert (edit["sheet"], edit["cell"], edit["field"], edit["after"]) == ("Tuần tra", "H3", "officers", 77)


def test_a_file_that_is_no_package_is_refused(giaoban, tmp_path):
    for name, content in (("a.xlsx", b""), ("b.txt", b"x"), ("c.pdf", b"%PDF")):
        (tmp_path / name).write_bytes(content)
        assert giaoban("verify", tmp_path / name).code == 1
    assert giaoban("verify", tmp_path / "d.xlsx").err.startswith("Không thấy tệp d.xlsx")
    assert giaoban("verify", tmp_path).code == 1


def test_a_blank_form_is_written_for_a_unit_that_reports_here(giaoban, new_headquarters, tmp_path):
    words = ("--data", new_headquarters, "blank", "--period", "2020-H1", "--to", tmp_path)
    made = giaoban(*words, "--unit", "01290")
    assert made.code == 0, made.err
    assert made.out.startswith("Đã viết biểu trống của Công an thị trấn Pác Miầu: ")
    assert (tmp_path / "BT_04_01290_2020-H1.xlsx").is_file()
    other = giaoban(*words, "--unit", "00001", "--json")
    assert (other.code, other.json["error"]) == (1, "wrong_unit")
    unknown = giaoban(*words, "--unit", "99999")
    assert unknown.code == 1
    assert "99999" in unknown.err

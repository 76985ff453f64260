"""The reply as a file: what people read in it, what the program reads, and every file that is none."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue
from desktop.domain.reply import Assigned, Difference, Question
from desktop.wording.messages import sentence
from desktop.workbook import seal
from desktop.workbook.reader import read
from desktop.workbook.reply_reader import REPLY_SHEET, open_file, open_reply
from desktop.workbook.reply_writer import write
from tests.domain.test_reply import made

PRIVATE, PUBLIC = seal.make_key(b"k" * 32)
STEM = "PH_04_01290_2020-H1_L01"


def full(**changed):
    asked = Question("q2", 1, "section:TH", "Mục Tình hình", "=1+1 là gì?", "Tổng hợp", "2020-06-17T20:00:00")
    task = Assigned("t1", "Tổng kết đợt cao điểm", "2020-07-10", "Bằng văn bản.")
    return made(public_key=PUBLIC, questions=(*made().questions, asked), tasks=(task,), **changed)


def written(folder: Path, reply=None, stem: str = STEM) -> Path:
    reply = reply or full()
    return write(folder, stem, reply, seal.sign(reply.id, PRIVATE, seal.REPLY))


def rows(path: Path, title: str) -> list[tuple[object, ...]]:
    return [tuple(value for value in line) for line in load_workbook(path)[title].iter_rows(values_only=True)]


def test_it_comes_back_as_it_went(tmp_path):
    opened = open_file(str(written(tmp_path)))
    assert (opened.reply, opened.signed) == (full(), True)


def test_people_find_six_sheets_and_no_other(tmp_path):
    book = load_workbook(written(tmp_path))
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown == ["Phản hồi", "Cần sửa", "Hỏi", "Đề nghị", "Nhiệm vụ", "Hạn gửi"]
    assert book[REPLY_SHEET].sheet_state == "veryHidden"


def test_every_sheet_says_its_part(tmp_path):
    path = written(tmp_path)
    front = " ".join(str(value) for line in rows(path, "Phản hồi") for value in line if value is not None)
    for words in (
        "PHẢN HỒI BÁO CÁO",
        "6 tháng đầu năm 2020, lần 1",
        "Công an xã Lý Bôn",
        "146-PW1",
        "SỐ LIỆU HUẤN LUYỆN",
    ):
        assert words in front
    assert "1 chỗ cần sửa (trang Cần sửa); 2 câu hỏi cần trả lời (trang Hỏi)" in front
    assert rows(path, "Cần sửa")[1] == (1, "Vụ việc", "J3", "VV-1", "Số đối tượng", "ba", "Sai.")
    assert rows(path, "Đề nghị")[1] == (1, "Vụ việc", "Điều chỉnh", "Số đối tượng", "1", "2", "Đối chiếu")
    assert rows(path, "Nhiệm vụ")[1][1] == "Tổng kết đợt cao điểm"
    assert rows(path, "Hạn gửi")[1] == ("Tháng 7 năm 2020", None, "17:00 16/07/2020")


def test_what_begins_like_a_formula_stays_a_text(tmp_path):
    cell = load_workbook(written(tmp_path))["Hỏi"]["C3"]
    assert (cell.value, cell.data_type) == ("=1+1 là gì?", "s")


def test_nothing_wrong_is_said_too(tmp_path):
    path = written(tmp_path, made(public_key=PUBLIC, receipts=(), points=(), questions=(), proposals=(), deadlines=()))
    assert rows(path, "Cần sửa")[1][0] == "Không có chỗ nào phải sửa."
    front = [value for line in rows(path, "Phản hồi") for value in line]
    assert "Chưa nhận được gói nào của kỳ này." in front
    assert "Không còn việc gì phải làm với kỳ này." in front


def test_a_proposal_of_several_fields_names_its_row_once(tmp_path):
    (proposal,) = made().proposals
    two = (*proposal.differences, Difference("hamlet", "Xóm", "trống", "Bản Rạ"))
    path = written(tmp_path, full(proposals=(replace(proposal, differences=two),)))
    assert [line[0] for line in rows(path, "Đề nghị")[1:]] == [1, None]


def test_the_same_reply_is_not_written_twice_and_another_one_never_over_it(tmp_path):
    first = written(tmp_path)
    before = first.read_bytes()
    assert written(tmp_path) == first
    other = written(tmp_path, full(number=2))
    assert other.name == f"{STEM}_2.xlsx"
    assert first.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{STEM}.xlsx", f"{STEM}_2.xlsx"]


def test_a_re_saved_file_is_the_same_reply(tmp_path):
    book = load_workbook(written(tmp_path))
    book["Hỏi"]["F2"] = "ghi tay"
    book.save(tmp_path / "luu lai.xlsx")
    opened = open_reply(tmp_path / "luu lai.xlsx")
    assert (opened.reply, opened.signed) == (full(), True)


def test_another_key_did_not_sign_it(tmp_path):
    path = written(tmp_path, full(), "a")
    book = load_workbook(path)
    sheet = book[REPLY_SHEET]
    sheet["B2"] = seal.sign(full().id, seal.make_key(b"x" * 32)[0], seal.REPLY)
    book.save(path)
    assert open_reply(path).signed is False


def test_a_signature_under_a_package_is_none_under_a_reply(tmp_path):
    assert not seal.verify(full().id, seal.sign(full().id, PRIVATE), PUBLIC, seal.REPLY)


def spoilt(tmp_path, column="B", row=3, value="QUJD"):
    path = written(tmp_path)
    book = load_workbook(path)
    book[REPLY_SHEET][f"{column}{row}"] = value
    book.save(path)
    return path


def cut_off(tmp_path):
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:3000])
    return path


def without_sheet(tmp_path):
    path = written(tmp_path)
    book = load_workbook(path)
    del book[REPLY_SHEET]
    book.save(path)
    return path


def other_format(tmp_path):
    reply = full(format=2)
    path = tmp_path / "moi hon.xlsx"
    book = load_workbook(written(tmp_path))
    from desktop.workbook.reply_writer import _lines

    lines = list(_lines(reply, seal.sign(reply.id, PRIVATE, seal.REPLY)))
    for number, (_, text) in enumerate(lines, 1):
        book[REPLY_SHEET].cell(number, 2).value = text
    book.save(path)
    return path


def picture(tmp_path):
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    return path


def archive(tmp_path):
    path = tmp_path / "nen.xlsx"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("a.txt", "a")
    return path


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (spoilt, Trouble.REPLY_DAMAGED, "bị hỏng"),
        (cut_off, Trouble.REPLY_DAMAGED, "Xin cấp trên xuất lại"),
        (without_sheet, Trouble.NOT_A_REPLY, "không phải phản hồi"),
        (other_format, Trouble.NEWER_FORMAT, "Cập nhật chương trình"),
        (picture, Trouble.NOT_A_REPLY, "không phải phản hồi"),
        (archive, Trouble.TYPE_ARCHIVE, "Giải nén"),
    ],
)
def test_every_wrong_file_has_its_sentence(tmp_path, make, code, words):
    with pytest.raises(UserError) as caught:
        open_reply(make(tmp_path))
    assert caught.value.code is code
    assert words in sentence(caught.value)


def test_a_reply_among_the_packages_is_told_apart(tmp_path):
    with pytest.raises(UserError) as caught:
        read(written(tmp_path), Catalogue.load())
    assert caught.value.code is Trouble.REPLY_NOT_PACKAGE

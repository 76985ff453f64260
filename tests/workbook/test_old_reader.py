"""Old tables are read: fonts, formats, merged cells, hidden rows, csv of every letter; wrong files are refused."""

import shutil
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from desktop.base.errors import Trouble, UserError
from desktop.domain.old_fonts import Script
from desktop.workbook.old_reader import read
from tests.workbook.old_books import patrols, typed

SAMPLES = Path(__file__).parent / "samples"


def texts(path: Path) -> list[list[object]]:
    return [[cell for cell in row if cell not in ("", None)] for row in read(str(path)).sheets[0].rows]


@pytest.mark.parametrize("script", ["", "tcvn3", "vni"])
def test_the_same_table_in_every_font_reads_the_same(tmp_path, script):
    plain = texts(patrols(tmp_path / "a.xlsx"))
    assert texts(patrols(tmp_path / "b.xlsx", script)) == plain
    assert plain[1] == ["Sổ theo dõi tuần tra năm 2019"]
    assert plain[4][1] == date(2019, 3, 20)


def test_what_was_turned_is_told(tmp_path):
    sheet = read(str(patrols(tmp_path / "a.xlsx", "tcvn3"))).sheets[0]
    note = sheet.notes[4, 3]
    assert (note.before, note.after) == (typed("Tuần tra đêm", "tcvn3"), "Tuần tra đêm")
    assert (note.script, note.certain) == (Script.TCVN3, True)
    assert read(str(patrols(tmp_path / "b.xlsx"))).sheets[0].notes == {}


def test_one_short_word_is_settled_by_the_others_of_its_font(tmp_path):
    """`trém` could be a Unicode word; the font and its other cells say that it is trộm."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row, text in enumerate(["trộm", "vụ trộm cắp tài sản", "vụ"], 1):
        sheet.cell(row, row, typed(text, "tcvn3")).font = Font(name=".VnArial")
    book.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx") == [["trộm"], ["vụ trộm cắp tài sản"], ["vụ"]]


def test_unicode_typed_into_cells_of_an_old_font_stays(tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    for row, text in enumerate(["Công an xã", "Trộm cắp ở xã Đàm Thủy", "vô tuyến"], 1):
        sheet.cell(row, 1, text).font = Font(name=".VnTime")
    book.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx") == [["Công an xã"], ["Trộm cắp ở xã Đàm Thủy"], ["vô tuyến"]]


def test_runs_in_capitals_fonts(tmp_path):
    book = Workbook()
    runs = [TextBlock(InlineFont(rFont=".VnTimeH"), "®"), TextBlock(InlineFont(rFont=".VnTime"), "µm Thñy")]
    book.worksheets[0]["A1"] = CellRichText(*runs)
    book.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx") == [["Đàm Thủy"]]


def test_days_of_1904_and_codes_with_their_zeros(tmp_path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append([date(2019, 3, 20), 1273])
    sheet["B1"].number_format = "00000"
    book.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx") == [[date(2019, 3, 20), "01273"]]


def test_hidden_rows_merged_cells_and_broken_ones_are_told(tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Ngày", "Nội dung"], ["x", "y"], ["=1/0", "#N/A"], ["", '=""']):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[2].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read(str(tmp_path / "a.xlsx")).sheets
    assert first.hidden_rows == {1}
    assert first.merged == ((0, 0, 0, 1),)
    assert {(2, 0), (2, 1)} <= first.broken
    assert second.hidden and not first.hidden


def of_1258(text: str) -> bytes:
    """As a Vietnamese Windows of old writes it: tones behind their letters."""
    told = b""
    for char in text:
        parts = normalize("NFD", char)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        told += base.encode("cp1258") + tones.encode("cp1258")
    return told


TABLE = "Ngày{0}Nội dung\n5/3/2019{0}Trộm cắp ở xã Đàm Thủy\n6/3/2019{0}Đánh nhau\n"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: normalize("NFD", text).encode(),
        of_1258,
        lambda text: typed(text, "tcvn3").encode("latin-1"),
        lambda text: typed(text, "vni").encode("latin-1"),
    ],
    ids=["utf-8", "bom", "utf-16", "nfd", "windows-1258", "tcvn3", "vni"],
)
def test_csv_of_every_letter_and_mark(tmp_path, encode, mark):
    path = tmp_path / "a.csv"
    path.write_bytes(encode(TABLE.format(mark)))
    assert texts(path) == [["Ngày", "Nội dung"], ["5/3/2019", "Trộm cắp ở xã Đàm Thủy"], ["6/3/2019", "Đánh nhau"]]


def test_csv_with_excels_own_hint_and_quotes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('sep=;\nNgày;Nội dung\n5/3/2019;"Trộm; cắp"\n', "utf-8")
    assert texts(path)[1] == ["5/3/2019", "Trộm; cắp"]


def test_an_old_xls_is_read_too():
    rows = read(str(SAMPLES / "old-patrols.xls")).sheets[0].rows
    assert rows[2][:4] == ("STT", "Ngày", "Loại tuần tra", "Tuyến đường")
    assert rows[3][1:4] == (date(2019, 3, 25), "Tuần tra đêm", "Quốc lộ 4A")


def test_a_broken_xls_is_refused_with_what_to_do(tmp_path):
    data = (SAMPLES / "old-patrols.xls").read_bytes()
    (tmp_path / "a.xls").write_bytes(data[:1500])
    with pytest.raises(UserError) as refused:
        read(str(tmp_path / "a.xls"))
    assert refused.value.code is Trouble.TYPE_OLD_EXCEL


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", Trouble.EMPTY_FILE),
        ("a.csv", b"", Trouble.EMPTY_FILE),
        ("a.csv", b"\0\0\0\0", Trouble.EMPTY_FILE),
        ("a.xlsx", b"%PDF-1.4", Trouble.TYPE_PDF),
        ("a.xlsx", b"PK\3\4 not at all", Trouble.DAMAGED_FILE),
        ("a.docx", b"just words", Trouble.NOT_EXCEL),
        ("a.csv", b"\xff\xfea", Trouble.DAMAGED_FILE),
    ],
)
def test_wrong_files_get_their_own_code(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as refused:
        read(str(tmp_path / name))
    assert refused.value.code is code


def test_a_picture_called_csv_goes_through_the_gate(tmp_path):
    shutil.copy(patrols(tmp_path / "a.xlsx"), tmp_path / "b.csv")
    assert texts(tmp_path / "b.csv") == texts(tmp_path / "a.xlsx")

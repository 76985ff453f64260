"""Hostile, damaged and foreign files are refused by name before anything parses them."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from desktop.base.errors import Trouble, UserError
from desktop.workbook import guard, unpacking, weighing
from desktop.workbook.guard import inspect

WORKBOOK = '<?xml version="1.0" encoding="UTF-8"?><workbook/>'
SHEET = '<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>{}</sheetData></worksheet>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return target.getvalue()


def book(**parts: str | bytes) -> bytes:
    """A workbook with a sheet, and with these parts besides (dots of the name written as __)."""
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    return zipped({"xl/workbook.xml": WORKBOOK, "xl/worksheets/sheet1.xml": SHEET.format("")} | named)


def sheet(cells: str) -> bytes:
    return zipped({"xl/workbook.xml": WORKBOOK, "xl/worksheets/sheet1.xml": SHEET.format(cells)})


def refusal(folder: Path, data: bytes, name: str = "bao cao.xlsx") -> Trouble:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        inspect(path)
    assert caught.value.facts["name"] == name
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", Trouble.EMPTY_FILE),
        ("~$a.xlsx", b"\x05Ca 1", Trouble.TYPE_LOCK_FILE),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), Trouble.TYPE_OLD_EXCEL),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), Trouble.PASSWORD_PROTECTED),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), Trouble.TYPE_WORD),
        ("a.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), Trouble.TYPE_SLIDES),
        ("a.msi", OLE, Trouble.NOT_EXCEL),
        ("a.csv", "số,ngày\n1,2".encode(), Trouble.TYPE_CSV),
        ("a.xls", b"<html><table></table></html>", Trouble.TYPE_WEB),
        ("a.pdf", b"%PDF-1.7", Trouble.TYPE_PDF),
        ("a.jpg", b"\xff\xd8\xff\xe0", Trouble.TYPE_PICTURE),
        ("a.rar", b"Rar!\x1a\x07", Trouble.TYPE_ARCHIVE),
        ("a.xlsx", b"just words", Trouble.NOT_EXCEL),
        ("a.xlsx", "số,ngày\n1,2\n".encode(), Trouble.TYPE_CSV),
        ("a.xlsx", "số\tngày\n1\t2\n".encode("utf-16"), Trouble.TYPE_CSV),
        ("a.xlsx", bytes(5000), Trouble.EMPTY_FILE),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            Trouble.TYPE_OLD_EXCEL,
        ),
        ("a.xlsx", b"\x09\x08\x10\x00\x00\x06\x05\x00", Trouble.TYPE_OLD_EXCEL),
        ("a.xlsx", b"MIME-Version: 1.0\nContent-Type: multipart/related", Trouble.TYPE_WEB),
        ("a.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Trouble.TYPE_ODS),
        ("a.docx", zipped({"word/document.xml": "<w/>"}), Trouble.TYPE_WORD),
        ("a.pptx", zipped({"ppt/presentation.xml": "<p/>"}), Trouble.TYPE_SLIDES),
        ("a.zip", zipped({"a.xlsx": "x"}), Trouble.TYPE_ARCHIVE),
        ("a.xlsb", zipped({"xl/workbook.bin": "x"}), Trouble.TYPE_BINARY_EXCEL),
        ("a.xlsm", book(**{"xl/vbaProject.bin": b"x"}), Trouble.TYPE_MACRO),
        ("a.xlsx", book()[:-40], Trouble.DAMAGED_FILE),
        ("a.xlsx", b"PK\x03\x04 but no zip", Trouble.DAMAGED_FILE),
    ],
)
def test_every_foreign_kind_has_its_own_name(tmp_path: Path, name: str, data: bytes, code: Trouble) -> None:
    assert refusal(tmp_path, data, name) is code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (book(xl__evil="x" * (8 << 20)), Trouble.HOSTILE_FILE),
        (book(**{"../up.xml": "<a/>"}), Trouble.HOSTILE_FILE),
        (book(**{"/root.xml": "<a/>"}), Trouble.HOSTILE_FILE),
        (book(**{"C:/x.xml": "<a/>"}), Trouble.HOSTILE_FILE),
        (book(**{"XL/Workbook.xml": "<a/>"}), Trouble.HOSTILE_FILE),
        (book(**{"xl/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), Trouble.HOSTILE_FILE),
        (book(**{"xl/styles.xml": "<!DOCTYPE a []><a/>".encode("utf-16")}), Trouble.HOSTILE_FILE),
        (book(**{"xl/styles.xml": '<?xml version="1.0" encoding="UTF-7"?><a/>'}), Trouble.HOSTILE_FILE),
        (book(**{f"xl/part{number}.xml": "<a/>" for number in range(unpacking.MOST_PARTS)}), Trouble.HOSTILE_FILE),
        (book(**{"xl/externalLinks/externalLink1.xml": "<a/>"}), Trouble.LINKED_FILE),
        (book(**{"xl/embeddings/oleObject1.bin": b"x"}), Trouble.LINKED_FILE),
        (sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), Trouble.TOO_MANY_ROWS),
        (sheet('<row r="1"><c r="aaaa1"/></row>'), Trouble.TOO_MANY_ROWS),
        (sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), Trouble.TOO_MANY_ROWS),
        (sheet('<row r="1048576"><c><v>1</v></c></row>'), Trouble.TOO_MANY_ROWS),
        (sheet('<row r="1048577"><c r="A1048577"/></row>'), Trouble.TOO_MANY_ROWS),
        (sheet('<row><c s="1" r="B99999999999"/></row>'), Trouble.TOO_MANY_ROWS),
        (sheet("<row r = '1'><c r = 'ZZZ1' ><v>1</v></c></row>"), Trouble.TOO_MANY_ROWS),
        (sheet("<q:row r='1'><q:c r='ZZZ1'><q:v>1</q:v></q:c></q:row>"), Trouble.TOO_MANY_ROWS),
        (sheet("<row r='1'><c r='B1' r='ZZZ1'><v>1</v></c></row>"), Trouble.HOSTILE_FILE),
        (sheet('<row r="1"><c q="<" r="A1"><v>1</v></c></row>'), Trouble.HOSTILE_FILE),
        (sheet('<row r="1"><c r="A1"><v>&#49;2</v></c></row>'), Trouble.HOSTILE_FILE),
        (sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "<r/>x" * 90_000), Trouble.HOSTILE_FILE),
        (sheet('</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), Trouble.HOSTILE_FILE),
        (sheet("<mergeCell " * (weighing.MOST_MERGES + 1)), Trouble.HOSTILE_FILE),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, data: bytes, code: Trouble) -> None:
    assert refusal(tmp_path, data) is code


def test_a_file_beyond_the_size_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_BYTES", 100)
    assert refusal(tmp_path, book()) is Trouble.FILE_TOO_LARGE


def test_many_parts_that_unpack_too_far_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1 << 20)
    parts: dict[str, str | bytes] = {f"xl/{number}.xml": "<a/>" * (1 << 16) for number in range(5)}
    assert refusal(tmp_path, book(**parts)) is Trouble.FILE_TOO_LARGE


def lying(data: bytes, claimed: int) -> bytes:
    """The same zip, whose directory claims another size for the last part."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", claimed) + data[at + 28 :]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: lying(data, 10),
        lambda data: lying(data, 100_000),
        lambda data: data[:60] + bytes(8) + data[68:],
    ],
)
def test_a_zip_that_lies_or_is_torn_is_refused(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    code = refusal(tmp_path, spoil(book(xl__last="0123456789" * 500)))
    assert code in (Trouble.DAMAGED_FILE, Trouble.HOSTILE_FILE)


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    data = bytearray(book())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(tmp_path, bytes(data)) is Trouble.PASSWORD_PROTECTED


def test_a_missing_file_is_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        inspect(tmp_path / "gone.xlsx")
    assert caught.value.code is Trouble.FILE_MISSING


def test_a_package_and_a_plain_workbook_pass(sealed_file: Path, tmp_path: Path) -> None:
    plain = Workbook()
    plain.active["ZZ1000"] = 1
    plain.save(tmp_path / "plain.xlsx")
    assert inspect(tmp_path / "plain.xlsx").odd == {}
    checked = inspect(sealed_file)
    assert checked.odd == {}
    assert checked.part("xl/workbook.xml").startswith(b"<?xml")
    assert checked.part("xl/nothing.xml") == b""
    assert zlib.crc32(checked.data) == zlib.crc32(sealed_file.read_bytes())


@pytest.mark.parametrize("far", ['<row r="1048576" ht="12.8"/>', '<row r="99999"><c r="XFD99999" s="1"/></row>'])
def test_far_rows_and_cells_that_say_nothing_are_harmless(tmp_path: Path, far: str) -> None:
    path = tmp_path / "resaved.xlsx"
    path.write_bytes(sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + far))
    assert inspect(path).odd == {}


@pytest.mark.parametrize(
    "cell", ['<c r="A1" t="e"><v>#N/A</v></c>', '<c r="A1"><f>1+1</f><v>2</v></c>', "<c r='A1' t='e'><v>#N/A</v></c>"]
)
def test_sheets_with_error_cells_or_formulas_are_kept_for_a_closer_look(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(sheet(f"<row>{cell}</row>"))
    assert list(inspect(path).odd) == ["xl/worksheets/sheet1.xml"]

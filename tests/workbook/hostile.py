"""Files that mean harm, or came to harm: each named by what it does; few bytes, many consequences."""

import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from desktop.workbook.markup import MAIN, RELATIONS

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CASES = "Vụ việc"
HEADERS = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in ("Nhóm", "Ngày xảy ra", "Số đối tượng"))

Parts = dict[str, str | bytes]


def sheet_xml(rows: str, more: str = "") -> str:
    head = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">'
    return f"{head}<sheetData>{rows}</sheetData>{more}</worksheet>"


def relations_xml(*lines: tuple[str, str, str]) -> str:
    listed = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{to}"/>' for name, kind, to in lines)
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def parts(rows: str = "", strings: str = "", title: str = CASES, target: str = "worksheets/sheet1.xml") -> Parts:
    """A workbook of one sheet that bears a name of ours."""
    listed = f'<sheets><sheet name="{title}" sheetId="1" r:id="rId1"/></sheets>'
    made: Parts = {
        "_rels/.rels": relations_xml(("rId1", f"{RELATIONS}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{listed}</workbook>',
        "xl/_rels/workbook.xml.rels": relations_xml(("rId1", f"{RELATIONS}/worksheet", target)),
        "xl/worksheets/sheet1.xml": sheet_xml(f"<row>{HEADERS}</row>{rows}"),
    }
    return made | ({"xl/sharedStrings.xml": strings} if strings else {})


def zipped(content: Parts, method: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", method, compresslevel=1) as bundle:
        for name, text in content.items():
            bundle.writestr(name, text)
    return target.getvalue()


def noisy(text: str, times: int, every: int = 40) -> str:
    """The text so often, with digits strewn in so that it does not shrink beyond all measure."""
    return "".join(text.replace("#", f"{(number * 2654435761) % 10**9}") for number in range(every)) * (times // every)


def bomb(size: int) -> bytes:
    """A part of that many equal bytes, packed."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    block = b"x" * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def with_raw(name: str, raw: bytes, claimed: int, crc: int = 0) -> bytes:
    """A workbook with one more part whose packed bytes and claims are given."""
    data = zipped(parts())
    end = data.rindex(b"PK\5\6")
    count, size, begin = struct.unpack("<HII", data[end + 10 : end + 20])
    word = name.encode()
    fields = (20, 0, 8, 0, 0x5021, crc, len(raw), claimed)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, *fields[1:], len(word), 0) + word + raw
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, *fields, len(word), 0, 0, 0, 0, 0, begin) + word
    directory = data[begin : begin + size] + entry
    places = (count + 1, count + 1, len(directory), begin + len(local), 0)
    return data[:begin] + local + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, *places)


def overlapping() -> bytes:
    """Two entries of the directory that share one part's bytes."""
    data = zipped(parts())
    end = data.rindex(b"PK\5\6")
    count, size, begin = struct.unpack("<HII", data[end + 10 : end + 20])
    directory = data[begin : begin + size]
    last = directory.rindex(b"PK\1\2")
    again = directory[last:].replace(b"sheet1", b"sheet2")
    places = (count + 1, count + 1, size + len(again), begin, 0)
    return data[: begin + size] + again + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, *places)


def with_local_streams() -> bytes:
    """A zip written as a stream: sizes stand behind the data, and in zip64 fields."""

    class Stream(BytesIO):
        def seekable(self) -> bool:
            return False

    target = Stream()
    with ZipFile(target, "w", ZIP_DEFLATED) as bundle:
        for name, text in parts(ROW).items():
            with bundle.open(ZipInfo(name), "w", force_zip64=True) as part:
                part.write(text.encode() if isinstance(text, str) else text)
    return target.getvalue()


TEXT = '<c t="inlineStr"><is><t>{}</t></is></c>'
ROW = f"<row>{TEXT.format('Ma túy')}{TEXT.format('2020-04-02')}<c><v>3</v></c></row>"
LONG = "x" * 32_000
STRINGS = f'<sst xmlns="{MAIN}">'
LINK = ("rId9", f"{RELATIONS}/externalLink", "externalLinks/externalLink1.xml")
DTD = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def harmful() -> Iterator[tuple[str, Callable[[], bytes], set[str]]]:
    """Name, maker, and what may become of it."""
    heavy, odd, damaged = {"too_many_rows"}, {"hostile_file"}, {"damaged_file"}
    sheet = "xl/worksheets/sheet1.xml"
    yield "cell of 500 MB", lambda: with_raw("xl/big.xml", bomb(500 << 20), 500 << 20), {"file_too_large"}
    yield "bomb that claims little", lambda: with_raw("xl/big.xml", bomb(300 << 20), 900_000), odd
    yield "bomb within the limits", lambda: with_raw("xl/big.xml", bomb(90 << 20), 90 << 20), odd
    yield "rows without references", lambda: zipped(parts(noisy("<row/><!--#-->", 4_000_000))), heavy | odd
    yield (
        "cells in rows without references",
        lambda: zipped(parts(noisy("<row><c><v>#</v></c></row>", 1_500_000))),
        heavy,
    )
    yield "one endless row", lambda: zipped(parts(f"<row>{noisy('<c><v>#</v></c>', 1_600_000)}</row>")), heavy
    yield "cells across the sheet", lambda: zipped(parts('<row r="90000"><c r="ZZ90000"><v>1</v></c></row>')), heavy
    yield "last cell of Excel", lambda: zipped(parts('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), heavy
    yield (
        "cell behind the last",
        lambda: zipped(parts('<row r="1"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>')),
        heavy,
    )
    yield (
        "ten million texts",
        lambda: zipped(parts(ROW, STRINGS + noisy("<si><t>#</t></si>", 3_000_000) + "</sst>")),
        odd,
    )
    claim = STRINGS.replace(">", ' count="9999999999" uniqueCount="9999999999">')
    yield (
        "texts that are only claimed",
        lambda: zipped(parts(ROW, claim + "<si><t>a</t></si></sst>")),
        {"manifest_missing"},
    )
    text = f"{STRINGS}<si><t>{LONG}</t></si></sst>"
    many = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 60_000))
    yield "long text in many cells", lambda: zipped(parts(many, text)), odd
    sly = many.replace("<v>0<", "<v> +00 <")
    yield "long text by a sly number", lambda: zipped(parts(sly, text)), odd
    yield "text of 20 MB", lambda: zipped(parts(ROW, f"{STRINGS}<si><t>{noisy('#', 2_000_000)}</t></si></sst>")), odd
    runs = noisy("<r><t>#</t></r>", 400_000)
    yield "text of many runs", lambda: zipped(parts(ROW, f"{STRINGS}<si>{runs}</si></sst>")), odd
    yield (
        "merge over the sheet",
        lambda: zipped(parts() | {sheet: sheet_xml(ROW, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')}),
        odd,
    )
    dimension = sheet_xml(f"<row>{HEADERS}</row>{ROW}").replace(
        "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    yield "false dimension", lambda: zipped(parts() | {sheet: dimension}), {"manifest_missing"}
    yield "entities", lambda: zipped(parts() | {sheet: DTD + sheet_xml(ROW)}), odd
    yield "entities in UTF-16", lambda: zipped(parts() | {sheet: (DTD + sheet_xml(ROW)).encode("utf-16")}), odd
    yield "entities in small letters", lambda: zipped(parts() | {sheet: DTD.lower() + sheet_xml(ROW)}), odd
    yield "entities in the properties", lambda: zipped(parts() | {"docProps/custom.xml": DTD + "<a/>"}), odd
    yield (
        "sheet under another name",
        lambda: zipped(
            parts(target="theme/evil.bin")
            | {"xl/theme/evil.bin": sheet_xml('<row r="9"><c r="ZZZ9"><v>1</v></c></row>')}
        ),
        heavy,
    )
    listed = "".join(f'<sheet name="T{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 150))
    again = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'
    yield "one sheet under many names", lambda: zipped(parts() | {"xl/workbook.xml": again}), odd
    yield "entry twice", lambda: zipped(parts() | {"XL/Worksheets/sheet1.xml": sheet_xml("")}), odd
    yield "entry outside", lambda: zipped(parts() | {"xl/../../up.xml": "<a/>"}), odd
    yield "entries that overlap", overlapping, odd
    yield "too many entries", lambda: zipped(parts() | {f"xl/x{n}.xml": "<a/>" for n in range(300)}), odd
    yield (
        "external link",
        lambda: zipped(parts() | {"xl/_rels/workbook.xml.rels": relations_xml(LINK)}),
        {"linked_file"},
    )
    yield "embedded object", lambda: zipped(parts() | {"xl/embeddings/oleObject1.bin": b"x"}), {"linked_file"}
    yield "macro", lambda: zipped(parts() | {"xl/vbaProject.bin": b"x"}), {"type_macro"}
    types = '<Types><Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    yield "macro under another name", lambda: zipped(parts() | {"[Content_Types].xml": types}), {"type_macro"}
    yield (
        "unclosed cells",
        lambda: zipped(parts('<row r="1">' + '<c r="A1"><f>' * 300_000), ZIP_STORED),
        damaged | odd | heavy,
    )
    yield (
        "cell without an end",
        lambda: zipped(parts() | {sheet: sheet_xml("<row><c r=" * 500_000)}),
        damaged | odd | heavy,
    )
    yield "zip as a stream", with_local_streams, {"manifest_missing"}
    garbage = "".join(f"<row>{'<c><v>1.5</v></c>' * 3}</row>" for _ in range(20_000))
    yield "nothing but faults", lambda: zipped(parts(garbage)), odd


def write_all(folder: Path) -> dict[str, set[str]]:
    """All of them in a folder, under their names; what may become of each, by its file."""
    folder.mkdir()
    allowed = {}
    for name, make, outcomes in harmful():
        (folder / f"{name}.xlsx").write_bytes(make())
        allowed[f"{name}.xlsx"] = outcomes
    return allowed

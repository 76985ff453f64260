"""The gate: no workbook is parsed before its bytes were weighed and looked through."""

import re
import struct
import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble
from desktop.workbook.foreign import foreign_file, foreign_zip

MOST_BYTES = 20 << 20
MOST_UNPACKED = 200 << 20
MOST_PARTS = 200
MOST_RATIO = 200
RATIO_COUNTS_FROM = 1 << 20
MOST_ROWS = 100_000
MOST_MERGES = 2_000
STORED, DEFLATED = 0, 8

_LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# Columns beyond ZZ and rows of six digits do not occur with us; a parser would reserve memory for all between.
_FAR = re.compile(rb' r="(?:[A-Za-z]{3,}\d|[A-Za-z]{0,2}\d{6})')
_FAR_UNUSUAL = re.compile(rb"\sr\s*=\s*[\"']\s*(?:[A-Za-z]{3,}\d|[A-Za-z]{0,2}\d{6})")
_ODD_UNUSUAL = re.compile(rb"\bt\s*=\s*[\"']e[\"']|</[\w.-]+:f>")
_OTHER_STYLE = re.compile(rb"<[\w:.-]+\s[^>\"]*(?:\s=|=\s|=')")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})


@dataclass(frozen=True)
class Checked:
    """A workbook that passed the gate."""

    path: Path
    data: bytes
    names: frozenset[str]
    odd: dict[str, bytes] = field(default_factory=dict)
    """XML of the sheets that hold error cells or formulas."""

    @property
    def file_hash(self) -> str:
        """SHA-256 of the file as it came."""
        return sha256(self.data).hexdigest()

    def part(self, name: str) -> bytes:
        """One part, unpacked again; empty when the file has none of that name."""
        if name not in self.names:
            return b""
        with ZipFile(BytesIO(self.data)) as bundle:
            return bundle.read(name)


def inspect(path: Path) -> Checked:
    """Look a file through; raise UserError with its own code for everything that is not a harmless workbook."""
    data = _read(path)
    if trouble := foreign_file(path, data):
        raise _refusal(trouble, path)
    parts = _parts(path, data)
    names = [part.filename for part in parts]
    _check_names(path, names)
    odd: dict[str, bytes] = {}
    unpacked_so_far = 0
    for part in parts:
        content = _unpack(path, data, part)
        unpacked_so_far += len(content)
        if unpacked_so_far > MOST_UNPACKED:
            raise _refusal(Trouble.FILE_TOO_LARGE, path)
        if part.filename == "mimetype" or part.filename.endswith((".xml", ".rels")):
            _check_xml(path, content)
        if _SHEET.fullmatch(part.filename) and _check_sheet(path, content):
            odd[part.filename] = content
    return Checked(path, data, frozenset(names), odd)


def _refusal(trouble: Trouble, path: Path, **facts: object) -> UserError:
    return UserError(trouble, path=str(path), name=path.name, **facts)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise file_trouble(error, path) from error
    if len(data) > MOST_BYTES:
        raise _refusal(Trouble.FILE_TOO_LARGE, path)
    return data


def _parts(path: Path, data: bytes) -> list[ZipInfo]:
    try:
        with ZipFile(BytesIO(data)) as bundle:
            parts = bundle.infolist()
            names = [part.filename for part in parts]
            mimetype = bundle.read("mimetype")[:200] if "mimetype" in names else b""
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise _refusal(Trouble.DAMAGED_FILE, path) from error
    if trouble := foreign_zip(names, mimetype):
        raise _refusal(trouble, path)
    if len(parts) > MOST_PARTS:
        raise _refusal(Trouble.HOSTILE_FILE, path, reason="parts")
    return parts


def _check_names(path: Path, names: list[str]) -> None:
    if len({name.lower() for name in names}) < len(names):
        raise _refusal(Trouble.HOSTILE_FILE, path, reason="double")
    for name in names:
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
            raise _refusal(Trouble.HOSTILE_FILE, path, reason="name")
        if name.startswith(("xl/externalLinks/", "xl/embeddings/", "xl/activeX/")):
            raise _refusal(Trouble.LINKED_FILE, path)


def _unpack(path: Path, data: bytes, part: ZipInfo) -> bytes:
    """The real content of a part; what the zip claims of itself is checked, not believed."""
    if part.flag_bits & 1:
        raise _refusal(Trouble.PASSWORD_PROTECTED, path)
    if part.file_size > max(part.compress_size * MOST_RATIO, RATIO_COUNTS_FROM):
        raise _refusal(Trouble.HOSTILE_FILE, path, reason="ratio")
    raw = _raw(path, data, part)
    if part.compress_type == STORED:
        content = raw
    elif part.compress_type == DEFLATED:
        content = _inflate(path, raw, part.file_size)
    else:
        raise _refusal(Trouble.DAMAGED_FILE, path)
    if len(content) != part.file_size or zlib.crc32(content) != part.CRC:
        raise _refusal(Trouble.DAMAGED_FILE, path)
    return content


def _raw(path: Path, data: bytes, part: ZipInfo) -> bytes:
    start = part.header_offset
    header = data[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
        raise _refusal(Trouble.DAMAGED_FILE, path)
    name_length, extra_length = _LOCAL_HEADER.unpack(header)[-2:]
    begin = start + _LOCAL_HEADER.size + name_length + extra_length
    return data[begin : begin + part.compress_size]


def _inflate(path: Path, raw: bytes, claimed: int) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        content = inflater.decompress(raw, claimed + 1)
    except zlib.error as error:
        raise _refusal(Trouble.DAMAGED_FILE, path) from error
    if len(content) > claimed:
        raise _refusal(Trouble.HOSTILE_FILE, path, reason="size")
    return content


def _check_xml(path: Path, content: bytes) -> None:
    if b"\0" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(Trouble.HOSTILE_FILE, path, reason="encoding")
    if b"<!DOCTYPE" in content:
        raise _refusal(Trouble.HOSTILE_FILE, path, reason="dtd")
    declared = _ENCODING.match(content[:200].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ENCODINGS:
        raise _refusal(Trouble.HOSTILE_FILE, path, reason="encoding")


def _check_sheet(path: Path, content: bytes) -> bool:
    """Refuse cells that lie too far out; tell whether there are error cells or formulas."""
    unusual = _unusual(content)
    if (_FAR_UNUSUAL if unusual else _FAR).search(content):
        raise _refusal(Trouble.TOO_MANY_ROWS, path, most=MOST_ROWS)
    if content.count(b"<mergeCell ") > MOST_MERGES:
        raise _refusal(Trouble.HOSTILE_FILE, path, reason="merges")
    if unusual:
        return bool(_ODD_UNUSUAL.search(content)) or b"</f>" in content
    return b't="e"' in content or b"</f>" in content


def _unusual(content: bytes) -> bool:
    """Whether the sheet was written with other quotes, blanks or prefixes than all common programs write."""
    head = content[:4000]
    return b"<sheetData" not in content[:200_000] or bool(_OTHER_STYLE.search(head, head.find(b"?>") + 1))

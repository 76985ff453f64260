"""The zip of a workbook: what it claims is checked, not believed; a parser gets a clean one made anew."""

import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from desktop.base.errors import Trouble, UserError

MOST_UNPACKED = 96 << 20
MOST_PARTS = 200
MOST_RATIO = 200
UTMOST_RATIO = 1_100
RATIO_COUNTS_FROM = 1 << 20
STORED, DEFLATED = 0, 8

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_DAY = 0x5021
"""1 January 2020 as a zip says it."""


def refusal(trouble: Trouble, path: Path, **facts: object) -> UserError:
    """The error that turns a file away."""
    return UserError(trouble, path=str(path), name=path.name, **facts)


def hostile(path: Path, reason: str) -> UserError:
    """The error for a file that no honest program writes."""
    return refusal(Trouble.HOSTILE_FILE, path, reason=reason)


def entries(path: Path, data: bytes) -> tuple[list[ZipInfo], bytes]:
    """What the zip lists, and the beginning of its `mimetype`."""
    try:
        with ZipFile(BytesIO(data)) as bundle:
            parts = bundle.infolist()
            small = next((part for part in parts if part.filename == "mimetype" and part.file_size < 1000), None)
            return parts, bundle.read(small) if small else b""
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error, struct.error) as error:
        raise refusal(Trouble.DAMAGED_FILE, path) from error


def unpack(path: Path, data: bytes, parts: list[ZipInfo]) -> dict[str, bytes]:
    """The real content of every part, each true to its length and sum."""
    check_listed(path, parts)
    return {part.filename: content_of(path, data, part) for part in parts}


def check_listed(path: Path, parts: list[ZipInfo]) -> None:
    """Raise UserError where the list alone promises more parts or bytes than any report has."""
    if len(parts) > MOST_PARTS:
        raise hostile(path, "parts")
    if any(part.file_size > part.compress_size * UTMOST_RATIO + 1_000 for part in parts):
        raise refusal(Trouble.DAMAGED_FILE, path)  # nothing can be packed so tightly: a byte was turned over
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusal(Trouble.FILE_TOO_LARGE, path)
    _check_places(path, parts)


def _check_places(path: Path, parts: list[ZipInfo]) -> None:
    """Parts that share their bytes unpack to far more than was weighed."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise hostile(path, "overlap")
        end = part.header_offset + _LOCAL.size + part.compress_size


def content_of(path: Path, data: bytes, part: ZipInfo) -> bytes:
    """The real content of one part, true to its length and sum; raise UserError for any other."""
    if part.flag_bits & 1:
        raise refusal(Trouble.PASSWORD_PROTECTED, path)
    if part.file_size > max(part.compress_size * MOST_RATIO, RATIO_COUNTS_FROM):
        raise hostile(path, "ratio")
    raw = packed(path, data, part)
    if part.compress_type == STORED:
        content = raw
    elif part.compress_type == DEFLATED:
        content = _inflate(path, raw, part.file_size)
    else:
        raise refusal(Trouble.DAMAGED_FILE, path)
    if len(content) != part.file_size or zlib.crc32(content) != part.CRC:
        raise refusal(Trouble.DAMAGED_FILE, path)
    return content


def packed(path: Path, data: bytes, part: ZipInfo) -> bytes:
    """The bytes of one part as they lie in the zip."""
    start = part.header_offset
    header = data[start : start + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
        raise refusal(Trouble.DAMAGED_FILE, path)
    name_length, extra_length = _LOCAL.unpack(header)[-2:]
    begin = start + _LOCAL.size + name_length + extra_length
    return data[begin : begin + part.compress_size]


def _inflate(path: Path, raw: bytes, claimed: int) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        content = inflater.decompress(raw, claimed + 1)
    except zlib.error as error:
        raise refusal(Trouble.DAMAGED_FILE, path) from error
    if len(content) > claimed:
        raise hostile(path, "size")
    return content


def clean_zip(parts: Iterable[tuple[str, bytes]]) -> BytesIO:
    """These parts in a zip without compression, without anything that two readers could understand differently."""
    bundle, directory, count = BytesIO(), [], 0
    for name, content in parts:
        offset, sum_of, size, word = bundle.tell(), zlib.crc32(content), len(content), name.encode()
        bundle.write(_LOCAL.pack(b"PK\3\4", 20, 0, STORED, 0, _DAY, sum_of, size, size, len(word), 0))
        bundle.write(word)
        bundle.write(content)
        places = (len(word), 0, 0, 0, 0, 0, offset)
        directory += [_CENTRAL.pack(b"PK\1\2", 20, 20, 0, STORED, 0, _DAY, sum_of, size, size, *places), word]
        count += 1
    begin, index = bundle.tell(), b"".join(directory)
    bundle.write(index)
    bundle.write(_END.pack(b"PK\5\6", 0, 0, count, count, len(index), begin, 0))
    bundle.seek(0)
    return bundle

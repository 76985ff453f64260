"""The gate for documents from elsewhere: weighed and looked through before anything parses them."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble

MOST_BYTES: Final = 40 << 20
MOST_UNPACKED: Final = 300 << 20
MOST_XML: Final = 60 << 20
MOST_PARTS: Final = 3_000
MOST_RATIO: Final = 200
_RATIO_COUNTS_FROM: Final = 1 << 20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_BODY: Final = "word/document.xml"
SLIDES_BODY: Final = "ppt/presentation.xml"


def inspect(path: Path, body: str = WORD_BODY) -> bytes:
    """The bytes of a harmless .docx, or of a bundle with such a part; raise UserError with its own code otherwise."""
    data = read_bytes(path)
    if data.startswith(_OLE):
        raise refusal(Trouble.TEXT_PROTECTED, path)
    if not data.startswith(b"PK"):
        raise refusal(Trouble.TEXT_DAMAGED, path)
    try:
        with ZipFile(BytesIO(data)) as bundle:
            _check(path, bundle, body)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise refusal(Trouble.TEXT_DAMAGED, path) from error
    return data


def read_bytes(path: Path) -> bytes:
    """A file's bytes, unless it is far larger than any report."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise file_trouble(error, path) from error
    if len(data) > MOST_BYTES:
        raise refusal(Trouble.TEXT_TOO_LARGE, path)
    if not data:
        raise refusal(Trouble.TEXT_EMPTY, path)
    return data


def refusal(trouble: Trouble, path: Path, **facts: object) -> UserError:
    """The trouble with a file, told by its name."""
    return UserError(trouble, path=str(path), name=path.name, **facts)


def _check(path: Path, bundle: ZipFile, body: str) -> None:
    parts = bundle.infolist()
    names = [part.filename for part in parts]
    if body not in names:
        raise refusal(Trouble.TEXT_TYPE, path)
    if len(parts) > MOST_PARTS:
        raise refusal(Trouble.TEXT_HOSTILE, path, reason="parts")
    if len({name.lower() for name in names}) < len(names):
        raise refusal(Trouble.TEXT_HOSTILE, path, reason="double")
    if any(".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name for name in names):
        raise refusal(Trouble.TEXT_HOSTILE, path, reason="name")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusal(Trouble.TEXT_TOO_LARGE, path)
    for part in parts:
        _check_part(path, bundle, part)


def _check_part(path: Path, bundle: ZipFile, part: ZipInfo) -> None:
    if part.flag_bits & 1:
        raise refusal(Trouble.TEXT_PROTECTED, path)
    if part.file_size > max(part.compress_size * MOST_RATIO, _RATIO_COUNTS_FROM):
        raise refusal(Trouble.TEXT_HOSTILE, path, reason="ratio")
    is_xml = part.filename.endswith((".xml", ".rels"))
    if is_xml and part.file_size > MOST_XML:
        raise refusal(Trouble.TEXT_TOO_LARGE, path)
    if is_xml and b"<!DOCTYPE" in bundle.read(part):
        raise refusal(Trouble.TEXT_HOSTILE, path, reason="dtd")

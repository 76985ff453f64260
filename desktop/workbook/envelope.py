"""The hidden sheet that seals a package: manifest, signature and all rows as they were sealed."""

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.package import (
    LaterFormat,
    Manifest,
    Package,
    joined,
    manifest_text,
    parse_manifest,
    rows_hash,
    says_more,
)
from desktop.workbook.cells import CellValue

CHUNK = 30_000
MOST_SEALED = 32 << 20
MOST_ROWS, MOST_VALUES, MOST_NESTED = 60_000, 1_500_000, 300_000
"""Sealed rows, their values, and brackets beyond one pair a row, which only texts contain."""
MOST_MANIFEST = 200_000
PROPERTY_LENGTH = 240
"""Excel's own window lets no property be longer than 255 characters."""
PROPERTY = "giaoban"

PROPERTIES = re.compile(rf'name="{PROPERTY}\.\d+"[^>]*>\s*<(?:\w+:)?lpwstr[^>]*>([^<]*)<')
"""The pieces of the manifest among the document's properties."""

_MANIFEST, _SIGNATURE, _ROWS = "manifest", "signature", "rows"
_NOTE = "Trang này giữ niêm phong của gói báo cáo. Giữ nguyên, không sửa, không xóa."


@dataclass(frozen=True)
class Envelope:
    """What the hidden sheet says; `contents`, in UTF-8, is None when the seal does not hold together."""

    manifest: Manifest
    signature: str
    contents: dict[str, list[bytes]] | None
    more: bool = False
    """Whether the manifest names what this program does not know."""


def envelope_rows(package: Package, signature: str) -> Iterator[tuple[str, str]]:
    """The lines of the hidden sheet: a key and a text that no program can spoil."""
    yield "giaoban", _NOTE
    for chunk in _chunks(manifest_text(package.manifest), CHUNK):
        yield _MANIFEST, chunk
    yield _SIGNATURE, signature
    for chunk in _chunks(base64.b64encode(packed_rows(package)).decode(), CHUNK):
        yield _ROWS, chunk


def packed_rows(package: Package) -> bytes:
    """All rows, one after the other; never all of them in one text."""
    packer = zlib.compressobj(6)
    rows = (content for sheet in package.sheets for content in sheet.rows)
    return b"".join([packer.compress(piece) for piece in joined(rows)]) + packer.flush()


def open_envelope(grid: Sequence[Sequence[CellValue]]) -> Envelope | None:
    """Read the hidden sheet; None when it holds no manifest; raise LaterFormat for one of a later program."""
    pieces: dict[str, list[str]] = {_MANIFEST: [], _SIGNATURE: [], _ROWS: []}
    for line in grid:
        if len(line) > 1 and line[0] in pieces:
            pieces[str(line[0])].append(str(line[1]))
    told = "".join(pieces[_MANIFEST])
    manifest = _manifest(told)
    if manifest is None:
        return None
    contents = _contents(manifest, "".join(pieces[_ROWS]))
    return Envelope(manifest, "".join(pieces[_SIGNATURE]), contents, says_more(told))


def property_texts(manifest: Manifest) -> list[str]:
    """The manifest once more, cut for the document's properties."""
    text = manifest_text(manifest).replace(" ", r"\u0020")  # a blank at the end of a piece could get lost
    return list(_chunks(text, PROPERTY_LENGTH))


def manifest_of_properties(texts: Sequence[str]) -> Manifest | None:
    """The manifest out of the document's properties, should the hidden sheet be lost."""
    return _manifest("".join(texts))


def _manifest(text: str) -> Manifest | None:
    try:
        return parse_manifest(text) if len(text) <= MOST_MANIFEST else None
    except LaterFormat:
        raise
    except (ValueError, RecursionError):
        return None


def _chunks(text: str, length: int) -> Iterator[str]:
    return (text[start : start + length] for start in range(0, len(text), length))


def _contents(manifest: Manifest, sealed: str) -> dict[str, list[bytes]] | None:
    """Sealed rows by kind, each sheet true to its hash; None when anything is amiss."""
    data = _unsealed(sealed)
    lines = data.split(b"\n") if data else []
    if sum(mark.rows for mark in manifest.sheets) != len(lines) or _too_much(data, len(lines)):
        return None
    contents: dict[str, list[bytes]] = {}
    begin = 0
    for mark in manifest.sheets:
        rows = lines[begin : begin + mark.rows]
        if mark.rows < 0 or rows_hash(b"\n".join(rows)) != mark.hash:
            return None
        contents[mark.kind] = rows
        begin += mark.rows
    return contents


def _too_much(data: bytes, rows: int) -> bool:
    """Whether so few bytes ask for more memory than rows of a report do."""
    nested = data.count(b"[") + data.count(b"{") - rows
    return rows > MOST_ROWS or nested > MOST_NESTED or data.count(b'":') > MOST_VALUES


def _unsealed(sealed: str) -> bytes:
    try:
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.b64decode(sealed, validate=True), MOST_SEALED)
    except (ValueError, zlib.error):
        return b""
    return data if inflater.eof else b""

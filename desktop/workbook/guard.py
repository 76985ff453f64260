"""The gate: no workbook is parsed before its bytes were weighed and looked through.

The parser never sees the file itself: it gets a zip made anew of the parts that were looked at here, under names and
relations that we wrote ourselves. So nothing can read differently there from what was weighed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipInfo

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble
from desktop.workbook.contents import STRINGS, Listed, list_sheets, plain_book
from desktop.workbook.findings import MOST_BY_HAND
from desktop.workbook.foreign import foreign_file, foreign_zip
from desktop.workbook.unpacking import entries, hostile, refusal, unpack
from desktop.workbook.weighing import MOST_AREA, MOST_CELLS, MOST_ROWS, MOST_TEXT, SheetXml, Strings, TooHeavy

MOST_BYTES = 20 << 20

_XML = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_DECLARED = re.compile(rb"<!(?!--|\[CDATA\[)")


@dataclass(frozen=True)
class Checked:
    """A workbook that passed the gate."""

    path: Path
    data: bytes
    parts: Mapping[str, bytes]
    sheets: Listed
    """Title and part of each sheet."""
    odd: Mapping[str, SheetXml]
    """Sheets that hold error cells or formulas, by their part."""

    @cached_property
    def file_hash(self) -> str:
        """SHA-256 of the file as it came."""
        return sha256(self.data).hexdigest()

    def part(self, name: str) -> bytes:
        """One part; empty when the file has none of that name."""
        return self.parts.get(name, b"")

    def plain(self) -> BytesIO:
        """The workbook for the parser: the same cells, in a zip that we made."""
        return plain_book(self.parts, self.sheets)


@dataclass(frozen=True)
class Zipped:
    """A file that is a zip and names nothing that a workbook must not have; not one part was unpacked yet."""

    path: Path
    data: bytes
    listed: list[ZipInfo]


def inspect(path: Path, data: bytes | None = None) -> Checked:
    """Look a file through; raise UserError with its own code for everything that is not a harmless workbook.

    `data` are its bytes where they are at hand: then `path` is only what they are called.
    """
    return look_through(open_zip(path, data))


def open_zip(path: Path, data: bytes | None = None) -> Zipped:
    """Read a file; raise UserError with its own code for what is no workbook by its first bytes and its names."""
    data = read_bytes(path) if data is None else data
    if trouble := foreign_file(path, data):
        raise refusal(trouble, path)
    listed, mimetype = entries(path, data)
    names = [part.filename for part in listed]
    if trouble := foreign_zip(names, mimetype):
        raise refusal(trouble, path)
    _check_names(path, names)
    return Zipped(path, data, listed)


def look_through(zipped: Zipped) -> Checked:
    """Unpack and weigh every part; raise UserError for what no report can be."""
    path, data = zipped.path, zipped.data
    parts = unpack(path, data, zipped.listed)
    for name, content in parts.items():
        if name.lower().endswith(_XML):
            _check_xml(path, content)
    sheets = list_sheets(path, parts)
    try:
        odd = _weigh(parts, {part for _, part in sheets})
    except TooHeavy as heavy:
        raise too_heavy(path, heavy) from heavy
    return Checked(path, data, parts, sheets, odd)


def read_bytes(path: Path) -> bytes:
    """A file's bytes; raise UserError when it cannot be read, or is far larger than any report."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise file_trouble(error, path) from error
    if len(data) > MOST_BYTES:
        raise refusal(Trouble.FILE_TOO_LARGE, path)
    return data


def _check_names(path: Path, names: list[str]) -> None:
    if len({name.lower() for name in names}) < len(names):
        raise hostile(path, "double")
    for name in names:
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
            raise hostile(path, "name")
        if name.lower().startswith(("xl/externallinks/", "xl/embeddings/", "xl/activex/")):
            raise refusal(Trouble.LINKED_FILE, path)


def _check_xml(path: Path, content: bytes) -> None:
    if b"\0" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise hostile(path, "encoding")
    first = content.find(b"!")
    if first > 0 and content.find(b"<!", first - 1) >= 0 and _DECLARED.search(content):
        raise hostile(path, "dtd")
    declared = _ENCODING.match(content[:200].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ENCODINGS:
        raise hostile(path, "encoding")


def _weigh(parts: Mapping[str, bytes], listed: set[str]) -> dict[str, SheetXml]:
    """Weigh all sheets together; give back those that hold error cells or formulas."""
    strings = Strings(parts.get(STRINGS, b""))
    named = [name for name, content in parts.items() if name in listed or b"sheetData" in content]
    sheets = {name: SheetXml(parts[name]) for name in named}
    odd = {name: sheet for name, sheet in sheets.items() if sheet.odd}
    cells = sum(sheet.cells for sheet in sheets.values())
    area = sum(sheet.area for sheet in sheets.values())
    if cells > MOST_CELLS or (area > MOST_AREA and sum(sheet.exact_area for sheet in sheets.values()) > MOST_AREA):
        raise TooHeavy("cells")
    if sum(sheet.weigh(strings) for sheet in sheets.values()) > MOST_TEXT:
        raise TooHeavy("text")
    return odd


def too_heavy(path: Path, heavy: TooHeavy) -> UserError:
    """The error for a workbook that is more than a report can be."""
    if heavy.reason in ("cells", "rows"):
        return refusal(Trouble.TOO_MANY_ROWS, path, most=MOST_ROWS if heavy.reason == "cells" else MOST_BY_HAND)
    return hostile(path, heavy.reason)

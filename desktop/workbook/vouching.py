"""The bytes of a package as its own program wrote and read them back, vouched for by the install's signature.

Whoever writes a package compares every cell with the sealed rows before he tells anyone that it is written. While not
one byte has changed since, headquarters need neither weigh nor parse nor compare the visible sheets once more: they
show what is sealed. Any other byte, be it of a hand edit or of a mere re-save, sends the file the long way. So does
`whole=True`: for `verify`, and before figures are signed.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import unescape
from typing import NamedTuple
from zipfile import ZipInfo

from desktop.base.errors import UserError
from desktop.domain.arrival import SealState, SignatureState
from desktop.domain.catalogue import Catalogue
from desktop.domain.package import Manifest, package_id
from desktop.workbook import seal
from desktop.workbook.arrived import Arrived, ArrivedSheet
from desktop.workbook.bundle import CUSTOM, SHEET
from desktop.workbook.envelope import PROPERTIES, Envelope, manifest_of_properties, open_envelope
from desktop.workbook.guard import Zipped
from desktop.workbook.layout import Layout, layout_of
from desktop.workbook.sealed import Sealed, open_sealed
from desktop.workbook.sheets import FIRST_ROW
from desktop.workbook.unpacking import check_listed, content_of, packed

VOUCHER = "bytes"
"""The property that vouches, behind the common beginning of all of ours."""
MOST_PROPERTIES, MOST_HIDDEN = 1 << 20, 48 << 20

_PURPOSE = b"giaoban bytes 1\0"
_VOUCHER = re.compile(rf'name="giaoban\.{VOUCHER}"><vt:lpwstr>([0-9a-f]{{64}}) ([0-9a-f]{{128}})<')
_CELLS = re.compile(rb'<c r="(?:A|B)\d+" s="\d+" t="inlineStr"><is><t xml:space="preserve">([^<]*)</t></is></c>')


class Shown(NamedTuple):
    """What one sheet shows: the names of its columns from A on, the uids of its rows from the first one down."""

    kind: str
    title: str
    names: tuple[str, ...]
    uids: tuple[str, ...]


def vouched_id(package: bytes, digest: str, sheets: Iterable[Shown]) -> bytes:
    """What the signature covers: this content, in these bytes, on sheets of this shape."""
    shape = "\n".join(f"{each.kind}\t{each.title}\t{','.join(each.names)}\t{','.join(each.uids)}" for each in sheets)
    return sha256(_PURPOSE + package + bytes.fromhex(digest) + sha256(shape.encode()).digest()).digest()


def digest_of(zipped: Zipped) -> str:
    """The hash over every part as it lies in the zip, but for the properties, which hold it."""
    total = sha256()
    for part in sorted(zipped.listed, key=lambda part: part.filename):
        if part.filename != CUSTOM:
            total.update(f"{part.filename}\n{part.compress_type} {part.file_size} {part.CRC}\n".encode())
            total.update(sha256(packed(zipped.path, zipped.data, part)).digest())
    return total.hexdigest()


def read_vouched(zipped: Zipped, catalogue: Catalogue) -> Arrived | None:
    """A package whose bytes are vouched for; None for every file that must be looked at cell by cell."""
    try:
        return _read(zipped, catalogue)
    except (UserError, ValueError, RecursionError):
        return None  # the long way says what is wrong with it


def _read(zipped: Zipped, catalogue: Catalogue) -> Arrived | None:
    check_listed(zipped.path, zipped.listed)  # before so many parts are hashed
    parts = {part.filename: part for part in zipped.listed}
    properties = _content(zipped, parts.get(CUSTOM), MOST_PROPERTIES).decode()
    voucher = _VOUCHER.search(properties)
    if voucher is None or digest_of(zipped) != voucher[1]:
        return None
    manifest = manifest_of_properties([unescape(text) for text in PROPERTIES.findall(properties)])
    if manifest is None or manifest.blank or manifest.catalogue != catalogue.version:
        return None
    envelope = _envelope(zipped, parts)
    if envelope is None or envelope.contents is None or envelope.manifest != manifest:
        return None
    package = package_id(manifest)
    layout, sealed = layout_of(catalogue), open_sealed(envelope.contents)
    if not all(map(layout.knows, sealed)):
        return None
    sheets = [_sheet(layout, kind, sealed[kind]) for kind in sorted(sealed, key=layout.place)]
    told = vouched_id(package, voucher[1], map(shown_of, sheets))
    key = manifest.public_key
    if not (seal.verify(package, envelope.signature, key) and seal.verify(told, voucher[2], key)):
        return None
    return _arrived(zipped, manifest, package, sheets)


def _content(zipped: Zipped, part: ZipInfo | None, most: int) -> bytes:
    if part is None or part.file_size > most:
        raise ValueError("no part of this kind in a package of ours")
    return content_of(zipped.path, zipped.data, part)


def _envelope(zipped: Zipped, parts: dict[str, ZipInfo]) -> Envelope | None:
    """The hidden sheet: our own writer puts it last and keeps its texts in their cells."""
    last = SHEET.format(number=sum(name.startswith(SHEET.partition("{")[0]) for name in parts))
    texts = [unescape(text.decode()) for text in _CELLS.findall(_content(zipped, parts.get(last), MOST_HIDDEN))]
    if any("_x005F_" in text for text in texts):
        return None
    return open_envelope(list(zip(texts[::2], texts[1::2], strict=True)))


def _sheet(layout: Layout, kind: str, sealed: Sealed) -> ArrivedSheet:
    """The sheet of these rows as the writer lays it out."""
    plan = layout.plan(kind)
    places = sorted(range(len(sealed.values)), key=lambda place: plan.order(sealed.values[place]))
    columns = {column.name: at for at, column in enumerate(plan.in_use(sealed.values))}
    sheet = ArrivedSheet(plan.title, kind, columns)
    sheet.take_intact(sealed, places, range(FIRST_ROW, FIRST_ROW + len(places)))
    return sheet


def shown_of(sheet: ArrivedSheet) -> Shown:
    """What a sheet that was read shows, in its own order."""
    return Shown(sheet.kind, sheet.title, tuple(sheet.columns), tuple([row[3].hex() for row in sheet.rows]))


def _arrived(zipped: Zipped, manifest: Manifest, package: bytes, sheets: Sequence[ArrivedSheet]) -> Arrived | None:
    uids = [row[3] for sheet in sheets for row in sheet.rows]
    if len(set(uids)) < len(uids):
        return None  # two rows of one uid are a matter for the long way
    return Arrived(
        path=zipped.path,
        file_hash=sha256(zipped.data).hexdigest(),
        manifest=manifest,
        package_id=package,
        content_id=package,
        seal=SealState.INTACT,
        signature=SignatureState.VALID,
        sheets=list(sheets),
        edits=[],
        problems=[],
        lost=[],
        missing_sheets=[],
        unknown_sheets=[],
    )

"""A file comes in: through the gate, out of its envelope, sheet by sheet against its seal."""

from collections.abc import Sequence
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import RowMark, SealState, SignatureState
from desktop.domain.catalogue import Catalogue
from desktop.domain.package import LaterFormat, Manifest, package_id
from desktop.workbook import seal
from desktop.workbook.arrived import Arrived, ArrivedSheet
from desktop.workbook.cells import CellValue
from desktop.workbook.comparing import Comparison
from desktop.workbook.envelope import PROPERTIES, Envelope, manifest_of_properties, open_envelope
from desktop.workbook.findings import Findings
from desktop.workbook.guard import Checked, look_through, open_zip, too_heavy
from desktop.workbook.layout import ENVELOPE_SHEET, LISTS_SHEET, OWN_SHEETS, Layout, layout_of
from desktop.workbook.lists import FileLists
from desktop.workbook.locating import kind_of, locate
from desktop.workbook.oddities import odd_cells
from desktop.workbook.reply_reader import REPLY_SHEET
from desktop.workbook.sealed import Sealed, open_sealed
from desktop.workbook.vouching import read_vouched
from desktop.workbook.weighing import TooHeavy


class Book:
    """An opened workbook; every failure inside the parser means a damaged file."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        try:
            self._book = CalamineWorkbook.from_filelike(checked.plain())
        except (CalamineError, OSError, ValueError) as error:
            raise self._damaged() from error
        self.titles: list[str] = self._book.sheet_names

    def grid(self, title: str) -> list[list[CellValue]]:
        """All cells of a sheet from A1 on; nothing when the file has none of that title."""
        if title not in self.titles:
            return []
        try:
            rows = self._book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        except (CalamineError, OSError, ValueError) as error:
            raise self._damaged() from error
        return cast(list[list[CellValue]], rows)

    def _damaged(self) -> UserError:
        path = self.checked.path
        return UserError(Trouble.DAMAGED_FILE, path=str(path), name=path.name)


def read(
    path: Path, catalogue: Catalogue, owner: str = "", whole: bool = False, data: bytes | None = None
) -> Arrived:
    """Read a package; raise UserError for what is none.

    `owner` names the unit when the file itself does not. `whole`: compare every cell, whoever vouches for the bytes.
    `data` are those bytes where they are at hand.
    """
    zipped = open_zip(path, data)
    if not whole and (vouched := read_vouched(zipped, catalogue)):
        return vouched
    book = Book(look_through(zipped))
    if REPLY_SHEET in book.titles:
        raise UserError(Trouble.REPLY_NOT_PACKAGE, path=str(path), name=path.name)
    layout = layout_of(catalogue)
    try:
        envelope = open_envelope(book.grid(ENVELOPE_SHEET))
        manifest = envelope.manifest if envelope else _manifest_of_properties(book.checked)
    except LaterFormat as later:
        raise _newer(path, later.program) from later
    _refuse_newer(path, envelope)
    blank = manifest is not None and manifest.blank
    sealed = None if blank else _open(envelope)
    findings = Findings(
        sealed or {},
        owner or (manifest.unit_uid if manifest else ""),
        FileLists(lambda: book.grid(LISTS_SHEET)),
        unsealed=sealed is None,
        blank=blank,
        older=manifest is None or manifest.catalogue != catalogue.version,
    )
    try:
        sheets, unknown = _sheets(book, layout, findings)
    except TooHeavy as heavy:
        raise too_heavy(path, heavy) from heavy
    if not sheets and manifest is None:
        raise UserError(Trouble.NOT_OUR_PACKAGE, path=str(path), name=path.name)
    _hold_disputed(sheets, findings)
    return _arrived(book.checked, envelope, manifest, sealed, sheets, unknown, findings)


def sealed_rows(path: Path, data: bytes) -> dict[str, list[str]]:
    """The sealed rows of a package by sheet, as they were written; raise UserError where no seal holds them."""
    book = Book(look_through(open_zip(path, data)))
    envelope = open_envelope(book.grid(ENVELOPE_SHEET))
    if envelope is None or envelope.contents is None:
        raise UserError(Trouble.DAMAGED_FILE, path=str(path), name=path.name)
    return {kind: [row.decode() for row in rows] for kind, rows in envelope.contents.items()}


def _refuse_newer(path: Path, envelope: Envelope | None) -> None:
    """Where a seal does not hold and the manifest says more than we know, a later program has sealed that as well."""
    if envelope is None or not envelope.more:
        return
    if envelope.contents is None or _signature_state(envelope) is SignatureState.INVALID:
        raise _newer(path, envelope.manifest.program)


def _newer(path: Path, program: str) -> UserError:
    return UserError(Trouble.NEWER_FORMAT, path=str(path), name=path.name, program=program)


def _open(envelope: Envelope | None) -> dict[str, Sealed] | None:
    if envelope is None or envelope.contents is None:
        return None
    try:
        return open_sealed(envelope.contents)
    except (ValueError, RecursionError):
        return None


def _manifest_of_properties(checked: Checked) -> Manifest | None:
    """The hidden sheet is lost when somebody copies the visible ones into a new file; the properties may be left."""
    properties = checked.part("docProps/custom.xml").decode("utf-8", "replace")
    return manifest_of_properties([unescape(text) for text in PROPERTIES.findall(properties)])


def _sheets(book: Book, layout: Layout, findings: Findings) -> tuple[list[ArrivedSheet], list[str]]:
    sheets: list[ArrivedSheet] = []
    unknown: list[str] = []
    odd = odd_cells(book.checked)
    for title in book.titles:
        if title in OWN_SHEETS:
            continue
        grid = book.grid(title)
        kind = kind_of(title, grid, layout) if grid else None
        plan = findings.plan(layout.plan(kind)) if kind else None
        found = locate(grid, plan) if plan else None
        if plan and found:
            comparison = Comparison(title, plan, found, odd.get(title, {}), findings)
            sheets.append(comparison.run(grid))
        elif any(cell != "" for line in grid for cell in line):
            unknown.append(title)
    return sheets, unknown


def _hold_disputed(sheets: Sequence[ArrivedSheet], findings: Findings) -> None:
    """Different rows under one uid: only the untouched one may pass."""
    disputed = {bytes.fromhex(uid) for uid in findings.disputed}
    for sheet in sheets if disputed else ():
        sheet.rows = [
            (*row[:6], RowMark.HELD) if row[3] in disputed and row[6] is not RowMark.INTACT else row
            for row in sheet.rows
        ]


def _arrived(
    checked: Checked,
    envelope: Envelope | None,
    manifest: Manifest | None,
    sealed: dict[str, Sealed] | None,
    sheets: list[ArrivedSheet],
    unknown: list[str],
    findings: Findings,
) -> Arrived:
    shown = {sheet.kind for sheet in sheets}
    lost = findings.lost(shown)
    missing = [kind for kind in findings.sealed if kind not in shown]
    blank = manifest is not None and manifest.blank
    package = package_id(manifest) if manifest and sealed is not None else None
    named = package_id(manifest) if manifest and blank else package
    state = _seal_state(None if blank else envelope, sealed, bool(lost or missing) or not _all_intact(sheets))
    return Arrived(
        path=checked.path,
        file_hash=checked.file_hash,
        manifest=manifest,
        package_id=package,
        content_id=package if package and state is SealState.INTACT else _content_id(named, sheets, findings),
        seal=state,
        signature=SignatureState.ABSENT if blank else _signature_state(envelope),
        sheets=sheets,
        edits=findings.edits,
        problems=findings.problems,
        lost=lost,
        missing_sheets=missing,
        unknown_sheets=unknown,
        copies=findings.copies,
    )


def _all_intact(sheets: Sequence[ArrivedSheet]) -> bool:
    return all(row[6] is RowMark.INTACT for sheet in sheets for row in sheet.rows)


def _seal_state(envelope: Envelope | None, sealed: dict[str, Sealed] | None, changed: bool) -> SealState:
    if envelope is None:
        return SealState.NONE
    if sealed is None:
        return SealState.BROKEN
    return SealState.EDITED if changed else SealState.INTACT


def _signature_state(envelope: Envelope | None) -> SignatureState:
    if envelope is None or not envelope.signature:
        return SignatureState.ABSENT
    manifest = envelope.manifest
    valid = seal.verify(package_id(manifest), envelope.signature, manifest.public_key)
    return SignatureState.VALID if valid else SignatureState.INVALID


def _content_id(package: bytes | None, sheets: Sequence[ArrivedSheet], findings: Findings) -> bytes:
    """A name for what the sheets say now, for the same hand-edited file coming twice."""
    said = sorted(row[3] + row[5] for sheet in sheets for row in sheet.rows)
    said += sorted(f"{each.uid.hex()} {each.field} {each.shown}".encode() for each in findings.problems)
    return sha256((package or b"") + b"".join(said)).digest()

"""A package becomes an Excel file: written, put in place, read back and compared before anyone is told."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipInfo

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.arrival import SealState
from desktop.domain.catalogue import Catalogue
from desktop.domain.package import Cover, Package, Sheet
from desktop.domain.records import RowState, Values, parse_contents
from desktop.domain.system_kinds import COVER_SHEET
from desktop.workbook.bundle import Part, Properties, write_bundle
from desktop.workbook.cover import cover_sheet
from desktop.workbook.envelope import PROPERTY, envelope_rows, property_texts
from desktop.workbook.guard import Zipped
from desktop.workbook.layout import (
    DELETED,
    ENVELOPE_SHEET,
    LISTS_SHEET,
    NUMBER,
    OF_KIND,
    STATE,
    Layout,
    layout_of,
)
from desktop.workbook.lists import Lists
from desktop.workbook.markup import HEAD, LONGEST_TEXT, MAIN, Strings, inline_cell, row
from desktop.workbook.sheets import HEADER_ROW, DataSheet, data_sheet
from desktop.workbook.styles import STYLE, styles_xml
from desktop.workbook.vouching import VOUCHER, Shown, digest_of, vouched_id

STEPS = ("Ghi", "Đọc lại", "So mã", "An toàn")


@dataclass(frozen=True)
class Written:
    """A package that is safely on the disk."""

    path: Path
    package_id: bytes
    file_hash: str


class Told(NamedTuple):
    """What a file that was read back says."""

    package_id: bytes | None
    seal: SealState
    file_hash: str


def write(
    path: Path,
    package: Package,
    catalogue: Catalogue,
    cover: Cover,
    sign: Callable[[bytes], str],
    progress: Progress | None = None,
) -> Written:
    """Write a package and prove that it can be read back; raise UserError otherwise."""
    tell = progress or Silent()
    tell.step(STEPS[0], 0, len(STEPS))
    lay_out(path, package, catalogue, cover, sign)
    return prove(path, package.id, lambda: read_back(path, catalogue), tell)


def lay_out(path: Path, package: Package, catalogue: Catalogue, cover: Cover, sign: Callable[[bytes], str]) -> None:
    """Write all parts; nothing of them is held while the file is read back."""
    parts, strings, shown = _parts(package, layout_of(catalogue), cover, sign(package.id))
    _check_lengths(path, strings)
    with replacing(path) as part:
        vouch = partial(_vouched, part, package.id, shown, sign)
        write_bundle(part, parts, strings.xml(), styles_xml(), properties_of(package, cover), vouch)


def prove(path: Path, package_id: bytes, told: Callable[[], Told | None], tell: Progress) -> Written:
    """Have it told what the file on the disk says; a file that says anything else is removed, raising UserError."""
    try:
        tell.step(STEPS[1], 1, len(STEPS))
        said = told()
        tell.step(STEPS[2], 2, len(STEPS))
        if said is None or said.package_id != package_id or said.seal is not SealState.INTACT:
            raise UserError(Trouble.VERIFY_FAILED, path=str(path), name=path.name, folder=str(path.parent))
        tell.step(STEPS[3], len(STEPS), len(STEPS))
    except BaseException:
        with suppress(OSError):  # the stick may be gone: then the file is with it, and nobody was told it is safe
            path.unlink(missing_ok=True)  # nobody shall send a file of which it is not known what it says
        raise
    return Written(path, package_id, said.file_hash)


def read_back(path: Path, catalogue: Catalogue) -> Told | None:
    """What a file says when every cell is compared with its seal; None for one that cannot be read."""
    from desktop.workbook.reader import read  # only now: reading needs what writing does not

    try:
        arrived = read(path, catalogue, whole=True)
    except UserError:
        return None
    return Told(arrived.package_id, arrived.seal, arrived.file_hash)


def _parts(package: Package, layout: Layout, cover: Cover, signature: str) -> tuple[list[Part], Strings, list[Shown]]:
    strings, lists = Strings(), Lists()
    sheets = _data_sheets(package, layout, lists, strings)
    front, area = cover_sheet(cover, package, layout, strings)
    parts = [Part(COVER_SHEET, front, names={"Print_Area": area})]
    parts += [Part(sheet.title, sheet.xml, names=names_of(sheet)) for sheet in sheets]
    parts.append(Part(LISTS_SHEET, lists.xml(strings), "hidden"))
    parts.append(Part(ENVELOPE_SHEET, envelope_xml(package, signature), "veryHidden"))
    return parts, strings, [_shown(sheet) for sheet in sheets]


def _shown(sheet: DataSheet) -> Shown:
    return Shown(sheet.kind, sheet.title, tuple([column.name for column in sheet.columns]), sheet.uids)


def _vouched(
    path: Path, package: bytes, shown: list[Shown], sign: Callable[[bytes], str], data: bytes, listed: list[ZipInfo]
) -> dict[str, str]:
    """The property by which the writer vouches for these bytes; he compares them with the rows right after."""
    digest = digest_of(Zipped(path, data, listed))
    return {f"{PROPERTY}.{VOUCHER}": f"{digest} {sign(vouched_id(package, digest, shown))}"}


def names_of(sheet: DataSheet) -> dict[str, str]:
    """Which rows and columns are printed on every page, and what the filter covers."""
    titles = f"${HEADER_ROW}:${HEADER_ROW}"
    if sheet.columns[0].name == NUMBER:
        titles = f"$A:$A,{titles}"
    return {"Print_Titles": titles, "_FilterDatabase": sheet.filtered}


def _data_sheets(package: Package, layout: Layout, lists: Lists, strings: Strings) -> list[DataSheet]:
    heading = f"{package.manifest.unit_name} · {package.manifest.period}"
    deleted: list[Values] = []
    written = []
    for sheet in sorted(package.sheets, key=lambda sheet: layout.place(sheet.kind)):
        rows = _living(sheet, deleted)
        if rows:
            written.append(data_sheet(layout.plan(sheet.kind), rows, lists, strings, heading))
    if deleted:
        written.append(data_sheet(layout.plan(DELETED), deleted, lists, strings, heading))
    return written


def _living(sheet: Sheet, deleted: list[Values]) -> list[Values]:
    """Rows that still stand; deleted ones go to their own sheet."""
    living = []
    for values in parse_contents(sheet.rows):
        if values.get(STATE) == RowState.DELETED:
            deleted.append({OF_KIND: sheet.kind, **values})
        else:
            living.append(values)
    return living


def envelope_xml(package: Package, signature: str) -> str:
    """The hidden sheet; its texts stand in their cells, so that it can be read without any other part."""
    plain = STYLE["plain"]
    rows = "".join(
        row(number, [inline_cell(f"{letter}{number}", plain, text) for letter, text in zip("AB", line, strict=True)])
        for number, line in enumerate(envelope_rows(package, signature), 1)
    )
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def properties_of(package: Package, cover: Cover) -> Properties:
    """What the file says of itself."""
    manifest = package.manifest
    own = {f"{PROPERTY}.{number:02}": text for number, text in enumerate(property_texts(manifest))}
    return Properties(f"{cover.unit}, {cover.period}", manifest.program, manifest.created, own)


def _check_lengths(path: Path, strings: Strings) -> None:
    if any(len(text) > LONGEST_TEXT for text in strings):
        raise UserError(Trouble.TEXT_TOO_LONG, path=str(path), name=path.name, most=LONGEST_TEXT)

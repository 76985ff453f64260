"""The zip around the sheets: content types, relations, workbook, properties."""

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from os import SEEK_END
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop.workbook.markup import HEAD, MAIN, RELATIONS, quoted

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_STAMP = (2020, 1, 1, 0, 0, 0)

CUSTOM, SHEET = "docProps/custom.xml", "xl/worksheets/sheet{number}.xml"

Vouch = Callable[[bytes, list[ZipInfo]], dict[str, str]]


class Packed:
    """The text of a large part, kept small until its place in the zip is reached: the table of texts stands before."""

    def __init__(self, pieces: Iterable[str]) -> None:
        packer = zlib.compressobj(1)
        self._data = b"".join([packer.compress(piece.encode()) for piece in pieces]) + packer.flush()

    def encode(self) -> bytes:
        """The text in UTF-8."""
        return zlib.decompress(self._data)


@dataclass(frozen=True)
class Part:
    """One sheet of the workbook."""

    title: str
    xml: "str | Packed"
    state: str = "visible"
    names: dict[str, str] = field(default_factory=dict)
    """Built-in names (print titles, print area, filter) and the ranges they stand for."""


@dataclass(frozen=True)
class Properties:
    """What the file says of itself outside its sheets."""

    title: str
    creator: str
    created: str
    own: dict[str, str]


def write_bundle(
    path: Path, parts: list[Part], strings: str, styles: str, properties: Properties, vouch: Vouch | None = None
) -> None:
    """Put the parts into one file; equal parts make equal bytes.

    `vouch` makes one more property out of the file as it is without its properties.
    """
    with path.open("w+b") as file, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=5) as bundle:
        for name, text in _all(parts, strings, styles, properties):
            _add(bundle, name, text)
        own = properties.own
        if vouch:
            file.flush()
            file.seek(0)
            own = own | vouch(file.read(), bundle.infolist())
            file.seek(0, SEEK_END)
        _add(bundle, CUSTOM, _custom(own))


def _add(bundle: ZipFile, name: str, text: str | Packed) -> None:
    info = ZipInfo(name, _STAMP)
    info.compress_type = ZIP_DEFLATED
    bundle.writestr(info, text.encode(), compresslevel=5)


def _all(parts: list[Part], strings: str, styles: str, properties: Properties) -> list[tuple[str, str | Packed]]:
    sheets = [(SHEET.format(number=number), part.xml) for number, part in enumerate(parts, 1)]
    return [
        ("[Content_Types].xml", _content_types(len(parts))),
        ("_rels/.rels", _package_relations()),
        ("docProps/core.xml", _core(properties)),
        ("docProps/app.xml", _app()),
        ("xl/workbook.xml", _workbook(parts)),
        ("xl/_rels/workbook.xml.rels", _workbook_relations(len(parts))),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", strings),
        *sheets,
    ]


def _content_types(sheets: int) -> str:
    parts = {
        "/xl/workbook.xml": f"{_SPREADSHEET}.sheet.main+xml",
        "/xl/styles.xml": f"{_SPREADSHEET}.styles+xml",
        "/xl/sharedStrings.xml": f"{_SPREADSHEET}.sharedStrings+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    for number in range(1, sheets + 1):
        parts[f"/xl/worksheets/sheet{number}.xml"] = f"{_SPREADSHEET}.worksheet+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _package_relations() -> str:
    return _relations(
        [
            (f"{RELATIONS}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
            (f"{RELATIONS}/custom-properties", "docProps/custom.xml"),
        ]
    )


def _workbook_relations(sheets: int) -> str:
    targets = [(f"{RELATIONS}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    return _relations(
        [*targets, (f"{RELATIONS}/styles", "styles.xml"), (f"{RELATIONS}/sharedStrings", "sharedStrings.xml")]
    )


def _workbook(parts: list[Part]) -> str:
    sheets = "".join(
        f'<sheet name="{quoted(part.title)}" sheetId="{number}"{_state(part)} r:id="rId{number}"/>'
        for number, part in enumerate(parts, 1)
    )
    names = "".join(_defined_names(place, part) for place, part in enumerate(parts))
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" tabRatio="850"/>'
        f"</bookViews><sheets>{sheets}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _state(part: Part) -> str:
    return "" if part.state == "visible" else f' state="{part.state}"'


def _defined_names(place: int, part: Part) -> str:
    return "".join(
        f'<definedName name="_xlnm.{name}" localSheetId="{place}"{_hidden(name)}>'
        f"{_references(part.title, ranges)}</definedName>"
        for name, ranges in sorted(part.names.items())
    )


def _hidden(name: str) -> str:
    return ' hidden="1"' if name == "_FilterDatabase" else ""


def _references(title: str, ranges: str) -> str:
    sheet = quoted("'" + title.replace("'", "''") + "'")
    return ",".join(f"{sheet}!{area}" for area in ranges.split(","))


def _core(properties: Properties) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{quoted(properties.title)}</dc:title><dc:creator>{quoted(properties.creator)}</dc:creator>"
        f"{_created(properties.created)}</cp:coreProperties>"
    )


def _created(moment: str) -> str:
    if len(moment) != len("2020-06-14T10:00:00"):
        return ""
    return f'<dcterms:created xsi:type="dcterms:W3CDTF">{quoted(moment)}Z</dcterms:created>'


def _app() -> str:
    return f'{HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Application>Giao Ban</Application></Properties>'


def _custom(own: dict[str, str]) -> str:
    lines = "".join(
        f'<property fmtid="{_PROPERTY_SET}" pid="{number}" name="{quoted(name)}">'
        f"<vt:lpwstr>{quoted(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(own.items(), 2)
    )
    return (
        f'{HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{lines}</Properties>"
    )

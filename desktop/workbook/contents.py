"""What a workbook is made of: its sheets and their parts, through its relations; anything that leads outside."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from desktop.base.errors import Trouble
from desktop.workbook.markup import HEAD, MAIN, RELATIONS, quoted
from desktop.workbook.unpacking import clean_zip, hostile, refusal
from desktop.workbook.weighing import without_counts

WORKBOOK, WORKBOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES, TYPES = "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"
MOST_XML = 2 << 20
"""Bytes of a part that only lists others."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LEAD_OUT = ("/externalLink", "/externalLinkPath", "/oleObject", "/package", "/control", "/connections", "/queryTable")
_MACROS = ("/vbaProject", "/xlMacrosheet", "/xlIntlMacrosheet")
_MACRO_TYPES = (b"vbaProject", b"macroEnabled", b"macrosheet")

Parts = Mapping[str, bytes]
Listed = list[tuple[str, str]]
"""Title and part of each sheet, in their order."""


def list_sheets(path: Path, parts: Parts) -> Listed:
    """The sheets with cells; raise UserError for a workbook that leads outside, runs or contradicts itself."""
    if any(word in parts.get(TYPES, b"") for word in _MACRO_TYPES):
        raise refusal(Trouble.TYPE_MACRO, path)
    for name in parts:
        if name.endswith(".rels"):
            _check_relations(path, _relations(path, parts, name))
    relations = {each.get("Id", ""): each for each in _relations(path, parts, WORKBOOK_RELATIONS)}
    targets = _targets(relations.values())
    book = _root(path, parts, WORKBOOK)
    listed = [] if book is None else [(each, _relation_of(each)) for each in book.iterfind("./{*}sheets/{*}sheet")]
    sheets = [(each.get("name", ""), targets[relation]) for each, relation in listed if relation in targets]
    _check_distinct(path, sheets)
    folded = {name.lower(): name for name in parts}
    unknown = any(relation not in relations for _, relation in listed)
    if unknown or any(part.lower() not in folded for _, part in sheets):
        raise refusal(Trouble.DAMAGED_FILE, path)
    return [(title, folded[part.lower()]) for title, part in sheets]


def plain_book(parts: Parts, sheets: Listed) -> BytesIO:
    """The workbook as the parser gets it: cells, texts and styles, in parts that we named ourselves."""
    targets = [
        (f"{RELATIONS}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)
    ]
    rest = [(STRINGS, "sharedStrings"), (STYLES, "styles")]
    listed = "".join(
        f'<sheet name="{quoted(title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, (title, _) in enumerate(sheets, 1)
    )
    epoch = ' date1904="1"' if _counts_from_1904(parts[WORKBOOK]) else ""
    book = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr{epoch}/><sheets>{listed}</sheets></workbook>'
    )
    relations = [*targets, *((f"{RELATIONS}/{kind}", name.removeprefix("xl/")) for name, kind in rest if name in parts)]
    made = [
        (TYPES, f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"/>'),
        ("_rels/.rels", _relations_xml([(f"{RELATIONS}/officeDocument", WORKBOOK)])),
        (WORKBOOK, book),
        (WORKBOOK_RELATIONS, _relations_xml(relations)),
    ]
    return clean_zip(
        [
            *((name, text.encode()) for name, text in made),
            *((name, without_counts(parts[name])) for name, _ in rest if name in parts),
            *((f"xl/{target}", parts[part]) for (_, target), (_, part) in zip(targets, sheets, strict=True)),
        ]
    )


def _relations_xml(targets: Iterable[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _counts_from_1904(book: bytes) -> bool:
    at = book.find(b"date1904")
    return at >= 0 and book[at + 8 : at + 20].strip(b" =\"'\t\r\n").startswith((b"1", b"t"))


def _root(path: Path, parts: Parts, name: str) -> Element | None:
    """A small part, parsed; None when the file has none of that name."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    content = parts.get(name)
    if content is None:
        return None
    if len(content) > MOST_XML:
        raise hostile(path, "parts")
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise refusal(Trouble.DAMAGED_FILE, path) from error
    return root


def _relations(path: Path, parts: Parts, name: str) -> list[Element]:
    root = _root(path, parts, name)
    return [] if root is None else list(root.iterfind("./{*}Relationship"))


def _check_relations(path: Path, relations: Iterable[Element]) -> None:
    for each in relations:
        kind = each.get("Type", "")
        if kind.endswith(_MACROS):
            raise refusal(Trouble.TYPE_MACRO, path)
        outside = each.get("TargetMode") == "External" and not kind.endswith("/hyperlink")
        if outside or kind.endswith(_LEAD_OUT):
            raise refusal(Trouble.LINKED_FILE, path)


def _targets(relations: Iterable[Element]) -> dict[str, str]:
    """Part by relation, of sheets with cells."""
    found = {}
    for each in relations:
        if each.get("Type", "").endswith("/worksheet"):
            target = each.get("Target", "")
            found[each.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _relation_of(sheet: Element) -> str:
    return next((value for name, value in sheet.items() if name.endswith("}id")), "")


def _check_distinct(path: Path, sheets: Listed) -> None:
    """One part read under many names, or one name for two parts, is no honest workbook."""
    for names in zip(*sheets, strict=True):
        if len({name.lower() for name in names}) < len(names):
            raise hostile(path, "double")

"""What a report remembers of its making, in its custom properties: Word and LibreOffice carry them along."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as Paper
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

PLACE = "/docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
MOST = 250
"""Word keeps so many letters of one property."""
_NAME = "giaoban"


def remember(paper: Paper, words: Iterable[str]) -> None:
    """Keep words without blanks, in place of those that were kept before."""
    kept = {name: text for name, text in _all(paper).items() if not name.startswith(_NAME)}
    kept |= {f"{_NAME}{number:03d}": text for number, text in enumerate(_lines(words))}
    part = _part(paper)
    content = _xml(kept).encode()
    if part is None:
        part = Part(PackURI(PLACE), _TYPE, content, paper.part.package)
        paper.part.package.relate_to(part, _RELATION)
    else:
        part._blob = content


def remembered(paper: Paper) -> list[str]:
    """The words that were kept, in their order."""
    found = _all(paper)
    return " ".join(found[name] for name in sorted(found) if name.startswith(_NAME)).split()


def _lines(words: Iterable[str]) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > MOST:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _part(paper: Paper) -> Part | None:
    relations = paper.part.package.rels.values()
    return next((each.target_part for each in relations if not each.is_external and each.reltype == _RELATION), None)


def _all(paper: Paper) -> dict[str, str]:
    part = _part(paper)
    if part is None:
        return {}
    root = parse_xml(part.blob)
    return {str(each.get("name")): "".join(each.itertext()) for each in root if each.get("name")}


def _xml(properties: Mapping[str, str]) -> str:
    each = "".join(
        f'<property fmtid="{_FORM}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.items(), 2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<Properties xmlns="{_SPACE}" xmlns:vt="{_KINDS}">{each}</Properties>'

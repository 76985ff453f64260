"""Paragraphs of a report on paper, each with its name, each number in a control that tells its origin."""

from typing import Any

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as PaperParagraph

from desktop.document.marks import Names
from desktop.document.page import INDENT, spaced
from desktop.domain.report import Paragraph, Piece, Style

END = "./."
"""Behind the last word; a full stop that is there already is its first half."""


def add_paragraphs(paper: Paper, paragraphs: tuple[Paragraph, ...], names: Names) -> None:
    """The whole text; the sign of the end stands behind the last word."""
    for number, paragraph in enumerate(paragraphs, 1):
        last = number == len(paragraphs)
        add_paragraph(paper, paragraph, names, END.removeprefix(paragraph.text[-1:]) if last else "")


def add_paragraph(paper: Paper, paragraph: Paragraph, names: Names, end: str = "") -> PaperParagraph:
    """One paragraph or heading; what a person has yet to write is marked."""
    if paragraph.level:
        added = paper.add_paragraph(paragraph.text, style=f"Heading {paragraph.level}")
    else:
        added = spaced(paper.add_paragraph())
        added.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        added.paragraph_format.first_line_indent = INDENT
        added.paragraph_format.keep_with_next = paragraph.text.endswith(":")
        for piece in paragraph.pieces:
            _add_piece(added, piece, paragraph.style, names)
        if end:
            added.add_run(end)
    name_paragraph(added._p, names.paragraph(paragraph.part, paragraph.key, paragraph.text + end), names)
    return added


def _add_piece(added: PaperParagraph, piece: Piece, style: Style, names: Names) -> None:
    run = added.add_run(piece.text)
    if style is Style.TO_WRITE:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    run.italic = style in (Style.TO_WRITE, Style.MATERIAL) or None
    if piece.origin is not None:
        name = names.figure(piece.origin, piece.text)
        control = _control(name)
        run._r.addprevious(control)
        control.find(qn("w:sdtContent")).append(run._r)
        start, end = bookmark(name, names.next_id())
        control.addprevious(start)
        control.addnext(end)


def name_paragraph(paragraph: Any, name: str, names: Names) -> None:
    """Put a bookmark around all words of a paragraph."""
    start, end = bookmark(name, names.next_id())
    properties = paragraph.find(qn("w:pPr"))
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)


def bookmark(name: str, number: int) -> tuple[Any, Any]:
    """Where a bookmark begins and where it ends."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (start, end):
        each.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    return start, end


def _control(name: str) -> Any:
    """An empty content control of plain text with a tag."""
    control, properties, tag = (OxmlElement(f"w:{each}") for each in ("sdt", "sdtPr", "tag"))
    tag.set(qn("w:val"), name)
    properties.append(tag)
    properties.append(OxmlElement("w:text"))
    control.append(properties)
    control.append(OxmlElement("w:sdtContent"))
    return control

"""The province's template as a .docx: a table of the head, headings, a paragraph for each paragraph of the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from desktop.document import passages
from desktop.document.page import new_paper, spaced

FORMAT = 1
"""Raised with every new sort of slot or line: an earlier program then does not take it for a slip of the pen."""
_MARK = "Giao Ban, mẫu báo cáo "
HELP = "CÁCH VIẾT MẪU"
"""Under this heading nothing is read."""


@dataclass(frozen=True)
class Heading:
    """One part as it stands in the file: its level, its words, its blocks of lines."""

    level: int
    text: str
    blocks: tuple[tuple[str, ...], ...]


def write(path: Path, head: Mapping[str, str], parts: Sequence[Heading], advice: Sequence[str]) -> None:
    """Write a template that can be edited and read back."""
    paper = new_paper("Mẫu báo cáo", "Giao Ban", "")
    paper.core_properties.category = f"{_MARK}{FORMAT}"
    _add_head(paper, head)
    for part in parts:
        paper.add_paragraph(part.text, style=f"Heading {part.level}")
        for block in part.blocks:
            spaced(_add_lines(paper.add_paragraph(), block))
    paper.add_paragraph(HELP, style="Heading 1")
    for line in advice:
        run = spaced(paper.add_paragraph()).add_run(line)
        run.font.size, run.font.color.rgb = Pt(12), RGBColor(0x47, 0x53, 0x4C)
    paper.save(str(path))


def _add_head(paper: Paper, head: Mapping[str, str]) -> None:
    table = paper.add_table(rows=0, cols=2)
    table.style = paper.styles["Table Grid"]
    table.autofit = False
    for column, width in zip(table.columns, (45, 115), strict=True):
        column.width = Mm(width)
    for name, words in head.items():
        cells = table.add_row().cells
        for cell, width in zip(cells, (45, 115), strict=True):
            cell.width = Mm(width)
        cells[0].paragraphs[0].add_run(name).bold = True
        _add_lines(cells[1].paragraphs[0], words.split("\n"))


def _add_lines(paragraph: Paragraph, lines: Sequence[str]) -> Paragraph:
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line)
    return paragraph


def is_of_later_program(data: bytes) -> bool:
    """Whether a template may hold what this program does not know; raises what the library raises on a damaged one."""
    mark = str(Document(BytesIO(data)).core_properties.category)
    number = mark.removeprefix(_MARK)
    return mark.startswith(_MARK) and number.isdecimal() and int(number) > FORMAT


def read(data: bytes) -> tuple[dict[str, str], list[Heading]]:
    """Head and parts of a template, whoever saved it; raises what the library raises on a damaged one."""
    paper = Document(BytesIO(data))
    head: dict[str, str] = {}
    for table in paper.tables[:1]:
        for row in table.rows:
            if len(row.cells) > 1:
                head[_words(row.cells[0].paragraphs)] = _words(row.cells[1].paragraphs)
    return head, _parts(paper)


def _words(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(_text(each) for each in paragraphs).strip()


def _text(paragraph: Paragraph) -> str:
    """Words with line breaks kept, deleted ones left out."""
    raw = "".join(words for _, words in passages._pieces(paragraph._p))
    return "\n".join(passages.composed(line)[0].rstrip() for line in raw.split("\n"))


def _parts(paper: Paper) -> list[Heading]:
    found: list[Heading] = []
    for node in paper.element.body.iterchildren(qn("w:p")):
        paragraph = Paragraph(node, paper._body)
        text, level = _text(paragraph).strip(), _level(paragraph)
        if level and text == HELP:
            break
        if level and text:
            found.append(Heading(level, " ".join(text.split()), ()))
        elif text and found:
            last = found[-1]
            found[-1] = Heading(last.level, last.text, (*last.blocks, tuple(text.split("\n"))))
    return found


def _level(paragraph: Paragraph) -> int:
    """1 or 2 for the headings of Word and of LibreOffice, else 0."""
    name = str(paragraph.style.name if paragraph.style is not None else "").lower().replace(" ", "")
    return {"heading1": 1, "heading2": 2}.get(name, 0)

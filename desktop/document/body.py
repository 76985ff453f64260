"""Paragraphs of a report on paper."""

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.text.paragraph import Paragraph as PaperParagraph

from desktop.document.page import INDENT, spaced
from desktop.domain.report import Paragraph, Style

END = "./."
"""Behind the last word; a full stop that is there already is its first half."""


def add_paragraphs(paper: Paper, paragraphs: tuple[Paragraph, ...]) -> None:
    """The whole text; the sign of the end stands behind the last word."""
    for number, paragraph in enumerate(paragraphs, 1):
        added = add_paragraph(paper, paragraph)
        if number == len(paragraphs):
            added.add_run(END.removeprefix(paragraph.text[-1:]))


def add_paragraph(paper: Paper, paragraph: Paragraph) -> PaperParagraph:
    """One paragraph or heading; what a person has yet to write is marked."""
    if paragraph.level:
        return paper.add_paragraph(paragraph.text, style=f"Heading {paragraph.level}")
    added = spaced(paper.add_paragraph())
    added.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    added.paragraph_format.first_line_indent = INDENT
    added.paragraph_format.keep_with_next = paragraph.text.endswith(":")
    run = added.add_run(paragraph.text)
    if paragraph.style is Style.TO_WRITE:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    run.italic = paragraph.style in (Style.TO_WRITE, Style.MATERIAL)
    return added

"""A short text on paper: a title and its paragraphs, nothing else."""

from collections.abc import Iterable
from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH

from desktop.document.page import GAP, INDENT, new_paper, spaced


def write(path: Path, title: str, lines: Iterable[str], training: str = "") -> None:
    """Write the text to `path`; its folder must be there."""
    paper = new_paper(title, "", training)
    head = paper.add_paragraph()
    head.alignment, head.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, GAP
    head.add_run(title).bold = True
    for line in lines:
        paragraph = spaced(paper.add_paragraph(line))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = INDENT
    paper.save(str(path))

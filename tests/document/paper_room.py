"""What a written report says, read as people read it: words inside content controls too."""

from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn


def words_on(paper: Paper | Path) -> str:
    """The paragraphs outside tables, a line each."""
    opened = Document(str(paper)) if isinstance(paper, Path) else paper
    return "\n".join("".join(node.text or "" for node in each._p.iter(qn("w:t"))) for each in opened.paragraphs)

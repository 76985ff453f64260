"""Report → .docx: head, title, text, signature, annexes; every number named by its origin."""

from pathlib import Path

from docx.document import Document as Paper
from docx.enum.text import WD_BREAK

from desktop.base.progress import Progress
from desktop.document.body import add_paragraphs
from desktop.document.head import add_foot, add_head, add_title
from desktop.document.marks import Names
from desktop.document.memory import remember
from desktop.document.page import LANDSCAPE_WIDTH, TEXT_WIDTH, new_paper, turn
from desktop.document.reading import paragraph_keys
from desktop.document.table import add_table
from desktop.domain.report import Report

LABEL = "Đang dàn trang"


def write(path: Path, report: Report, progress: Progress) -> None:
    """Write the report to `path`; its folder must be there."""
    made(report, progress).save(str(path))


def made(report: Report, progress: Progress) -> Paper:
    """The report as a document that is not saved yet."""
    paper, names = new_paper(report.subject, report.head.issuer, report.training), Names()
    add_head(paper, report)
    add_title(paper, report)
    add_paragraphs(paper, report.paragraphs, names)
    add_foot(paper, report.head)
    for number, table in enumerate(progress.over(report.tables, LABEL, len(report.tables)), 1):
        _add_annex(paper, table.landscape, number == 1)
        width = LANDSCAPE_WIDTH if table.landscape else TEXT_WIDTH
        add_table(paper, table, width, 11, names, f"A{number}")
    remember(paper, paragraph_keys(paper))
    return paper


def _add_annex(paper: Paper, landscape: bool, first: bool) -> None:
    if landscape:
        turn(paper)
    elif first:
        paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

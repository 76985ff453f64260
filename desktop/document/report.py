"""Report → .docx: head, title, text, signature, annexes."""

from pathlib import Path

from docx.document import Document as Paper
from docx.enum.text import WD_BREAK

from desktop.base.progress import Progress
from desktop.document.body import add_paragraphs
from desktop.document.head import add_foot, add_head, add_title
from desktop.document.page import LANDSCAPE_WIDTH, TEXT_WIDTH, new_paper, turn
from desktop.document.table import add_table
from desktop.domain.report import Report

LABEL = "Đang dàn trang"


def write(path: Path, report: Report, progress: Progress) -> None:
    """Write the report to `path`; its folder must be there."""
    paper = new_paper(report.subject, report.head.issuer, report.training)
    add_head(paper, report)
    add_title(paper, report)
    add_paragraphs(paper, report.paragraphs)
    add_foot(paper, report.head)
    for table in progress.over(report.tables, LABEL, len(report.tables)):
        _add_annex(paper, table.landscape, table is report.tables[0])
        add_table(paper, table, LANDSCAPE_WIDTH if table.landscape else TEXT_WIDTH, 11)
    paper.save(str(path))


def _add_annex(paper: Paper, landscape: bool, first: bool) -> None:
    if landscape:
        turn(paper)
    elif first:
        paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

"""The head of official paper, and its foot: who writes, title, signature, where it goes."""

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from desktop.document.page import SIZE, SMALL
from desktop.domain.report import Letterhead, Report

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LEFT, RIGHT = 64, 102
"""Widths of the two columns of the head, in millimetres."""


def add_head(paper: Paper, report: Report) -> None:
    """Issuer and State side by side, then number and day with blanks for the clerk."""
    left, right = _two_columns(paper, LEFT, RIGHT)
    head = report.head
    _line(left.paragraphs[0], head.superior, SMALL)
    _line(left.add_paragraph(), head.issuer, SMALL, bold=True)
    _rule(left.add_paragraph(), Mm(20))
    _line(left.add_paragraph(), f"Số:          /{head.symbol}", SMALL)
    _line(right.paragraphs[0], STATE, SMALL, bold=True)
    _line(right.add_paragraph(), MOTTO, SIZE, bold=True)
    _rule(right.add_paragraph(), Mm(16))
    day = f"{head.place}, ngày        tháng        năm {report.year}"
    _line(right.add_paragraph(), day, SIZE, italic=True)


def add_title(paper: Paper, report: Report) -> None:
    """What it is and what it is about, with a rule under it; training data are called so."""
    title = _line(paper.add_paragraph(), report.name, SIZE, bold=True)
    title.paragraph_format.space_before = Pt(18)
    subject = _line(paper.add_paragraph(), report.subject, SIZE, bold=True)
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Mm(17)
    _rule(paper.add_paragraph(), Mm(58))
    span = _line(paper.add_paragraph(), report.span, SIZE, italic=True)
    span.paragraph_format.space_after = Pt(12)
    if report.training:
        _line(span.insert_paragraph_before(), report.training, SIZE, bold=True)


def add_foot(paper: Paper, head: Letterhead) -> None:
    """Where it goes at the left, who signs at the right; rank and name stay blank."""
    paper.add_paragraph()
    left, right = _two_columns(paper, 78, 82)
    _left(left.paragraphs[0], "Nơi nhận:", Pt(12), bold=True, italic=True)
    for place in head.recipients:
        _left(left.add_paragraph(), f"- {place}", Pt(11))
    for number, line in enumerate(head.signer):
        paragraph = right.paragraphs[0] if number == 0 else right.add_paragraph()
        _line(paragraph, line, SIZE, bold=True)
    for _ in range(4):
        _line(right.add_paragraph(), "", SIZE)


def _two_columns(paper: Paper, left: int, right: int) -> tuple[_Cell, _Cell]:
    """A table without lines and inner margins; a row that is never broken over two pages."""
    table: Table = paper.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _no_margins(table)
    whole = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(whole)
    cells = table.rows[0].cells
    for cell, column, width in zip(cells, table.columns, (left, right), strict=True):
        cell.width = column.width = Mm(width)
    return cells[0], cells[1]


def _no_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def _line(paragraph: Paragraph, text: str, size: Length, bold: bool = False, italic: bool = False) -> Paragraph:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return _left(paragraph, text, size, bold, italic)


def _left(paragraph: Paragraph, text: str, size: Length, bold: bool = False, italic: bool = False) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = size, bold, italic
    return paragraph


def _rule(paragraph: Paragraph, indent: Length) -> None:
    """A thin line in the middle: an empty low paragraph with a border above."""
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = indent
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(6)
    layout.space_before = Pt(2)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )

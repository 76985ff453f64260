"""Tables of annexes on paper: fixed columns, a head that repeats, rows that never break."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from desktop.document.body import name_paragraph
from desktop.document.marks import Names
from desktop.document.page import SIZE
from desktop.domain.report import Cell, Column, Row, RowStyle, Table

TWIPS = 1440 / 25.4
HEAD_FILL, PART_FILL = "E4EAE6", "F3F5F4"


def add_table(paper: Paper, table: Table, width: int, size: int, names: Names, part: str) -> None:
    """Title, table and notes; `width` in millimetres, `size` in points; `part` names it among the annexes."""
    for key, text, bold in (("title", table.title, True), ("span", table.subtitle, False)):
        name_paragraph(_centred(paper, text, bold)._p, names.paragraph(part, key, text), names)
    paper._body._element.insert_element_before(parse_xml(_table(table, width, size, names)), "w:sectPr")
    for number, note in enumerate(table.notes):
        added = paper.add_paragraph()
        run = added.add_run(note)
        run.font.size, run.italic = Pt(11), True
        name_paragraph(added._p, names.paragraph(part, f"note{number}", note), names)


def _centred(paper: Paper, text: str, bold: bool) -> Paragraph:
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6 if bold else 0)
    paragraph.paragraph_format.space_after = Pt(0 if bold else 6)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, not bold, SIZE
    return paragraph


def _table(table: Table, width: int, size: int, names: Names) -> str:
    """The table's XML: cell by cell through python-docx would take seconds for 153 units."""
    widths = _widths(table.columns, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _head(table.columns, widths, size)
    rows = "".join(_row(row, table.columns, widths, size, names) for row in table.rows)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _widths(columns: Iterable[Column], width: int) -> list[int]:
    """Widths in twentieths of a point, in proportion to the columns' own."""
    parts = [column.width for column in columns]
    return [round(part * width * TWIPS / sum(parts)) for part in parts]


def _head(columns: Iterable[Column], widths: list[int], size: int) -> str:
    cells = "".join(
        _cell(column.title, "center", width, size, bold=True, fill=HEAD_FILL)
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Row, columns: tuple[Column, ...], widths: list[int], size: int, names: Names) -> str:
    bold = row.style is not RowStyle.PLAIN
    fill = PART_FILL if bold else ""
    cells = _merged(row, columns, widths, size, fill) if row.style is RowStyle.PART else ""
    cells = cells or "".join(
        _cell(_unbroken(cell), _side(column), width, size, bold, fill, mark=_mark(cell, names))
        for cell, column, width in zip(row.cells, columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _merged(row: Row, columns: tuple[Column, ...], widths: list[int], size: int, fill: str) -> str:
    """The name of a section runs through the whole row."""
    name = next(cell.text for cell in row.cells if cell.text)
    return _cell(name, "left", sum(widths), size, True, fill, span=len(columns), next_too=True)


def _mark(cell: Cell, names: Names) -> tuple[str, str]:
    """A number of a table has its name as a bookmark: thousands of controls would make Word slow."""
    if cell.origin is None:
        return "", ""
    number, name = names.next_id(), names.figure(cell.origin, cell.text)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


def _unbroken(cell: Cell) -> str:
    """A number is never parted at its sign."""
    return cell.text.replace("-", "\u2011") if cell.value is not None else cell.text


def _side(column: Column) -> str:
    return "right" if column.numeric else "center" if column.centred else "left"


def _cell(
    text: str,
    side: str,
    width: int,
    size: int,
    bold: bool = False,
    fill: str = "",
    span: int = 1,
    next_too: bool = False,
    mark: tuple[str, str] = ("", ""),
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    keep = "<w:keepNext/>" if next_too else ""
    weight = "<w:b/>" if bold else ""
    letters = f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{keep}<w:spacing w:before="20" w:after="20"/><w:jc w:val="{side}"/>'
        f"<w:rPr>{letters}</w:rPr></w:pPr>"
        f"{mark[0]}<w:r><w:rPr>{weight}{letters}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>{mark[1]}</w:p></w:tc>'
    )

"""An empty official document: paper, margins, fonts, headings, page numbers."""

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
SIZE = Pt(14)
SMALL = Pt(13)
LINE = 1.1
GAP = Pt(6)
INDENT = Mm(10)
TEXT_WIDTH = 160
LANDSCAPE_WIDTH = 257
"""Millimetres between the margins, upright and lying."""


def new_paper(title: str, author: str, running_head: str) -> Paper:
    """A4 upright, ready for the first paragraph; the running head is for a warning on every page."""
    paper = Document()
    _name(paper, title, author)
    _set_fonts(paper)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    _set_margins(section, top=20, bottom=20, left=30, right=20)
    section.different_first_page_header_footer = True
    _number_pages(section, running_head)
    return paper


def turn(paper: Paper) -> None:
    """Go on lying, on a new page: bound at the top, so the wide margin is there."""
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = False
    _set_margins(section, top=30, bottom=20, left=20, right=20)
    section.header_distance = Mm(17)


def _set_margins(section: Section, top: int, bottom: int, left: int, right: int) -> None:
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(9), Mm(9)


def _name(paper: Paper, title: str, author: str) -> None:
    properties = paper.core_properties
    properties.title, properties.author = title, author
    properties.comments = properties.keywords = properties.last_modified_by = ""
    properties.language = "vi-VN"


def _set_fonts(paper: Paper) -> None:
    normal = paper.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _dress(normal, bold=False)
    normal.paragraph_format.space_after = Pt(0)
    _speak_vietnamese(normal)
    for name in ("Heading 1", "Heading 2"):
        style = paper.styles[name]
        assert isinstance(style, ParagraphStyle)
        _dress(style, bold=True)
        style.paragraph_format.space_before = style.paragraph_format.space_after = GAP
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.first_line_indent = INDENT


def _dress(style: ParagraphStyle, bold: bool) -> None:
    """Black Times New Roman 14 in every script, whatever the theme says."""
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, SIZE, bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in [each for each in fonts.attrib if each.lower().endswith("theme")]:
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(int(SIZE.pt * 2)))
    properties.find(qn("w:sz")).addnext(size)


def _speak_vietnamese(style: ParagraphStyle) -> None:
    language = OxmlElement("w:lang")
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def _number_pages(section: Section, running_head: str) -> None:
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(number, "PAGE")
    if running_head:
        section.header_distance = Mm(6)
        _warn(section.header.add_paragraph(), running_head)
        _warn(section.first_page_header.paragraphs[0], running_head)


def _warn(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(11)
    run.font.color.rgb = RGBColor(0xB0, 0x1E, 0x1E)


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word computes; the number in it is only what is shown before that."""
    parts = (("begin", None), (None, instruction), ("separate", None), (None, "2"), ("end", None))
    for place, (kind, text) in enumerate(parts):
        run = paragraph.add_run()
        run.font.size = SIZE
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText" if place == 1 else "w:t")
            mark.text = text
        run._r.append(mark)


def spaced(paragraph: Paragraph, after: Pt | None = None) -> Paragraph:
    """The paragraph with the line pitch of body text."""
    layout = paragraph.paragraph_format
    layout.space_after = GAP if after is None else after
    layout.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    layout.line_spacing = LINE
    return paragraph

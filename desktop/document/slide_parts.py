"""What stands on a slide: cover, frame, cards, chart, table, list; calm, one accent, large letters."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from desktop.domain.slides import Card, Deck, Slide, SlideChart, Tone

WIDTH, HEIGHT = 13.333, 7.5
MARGIN, TOP, BOTTOM = 0.7, 1.75, 6.75
FONT = "Arial"
SHORT = 60
HANGING = Inches(0.5)
"""How far the words of a numbered line stand from its edge, in all their lines."""
ACCENT, INK, MUTED, LINE, PALE = "0E5C3A", "17211C", "5A6861", "D5DCD8", "F2F6F4"
SERIES = ("B4C4BC", "0E5C3A", "C9A227")
TONES = {Tone.GOOD: "0E5C3A", Tone.BAD: "A8321F", Tone.PLAIN: MUTED}
_SHAPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}


def cover(page: Any, deck: Deck) -> None:
    """Who reports, about what, of which days."""
    _block(page, (0, 0, WIDTH, 0.35), ACCENT)
    _words(page, (MARGIN, 1.0, WIDTH - 2 * MARGIN, 0.6), deck.issuer, 22, ACCENT, bold=True)
    size = 38 if len(deck.title) <= SHORT else 32  # else its last word stands alone in a third line
    _words(page, (MARGIN, 2.2, WIDTH - 2 * MARGIN, 2.2), deck.title, size, INK, bold=True)
    _words(page, (MARGIN, 4.6, WIDTH - 2 * MARGIN, 0.6), deck.span.strip("()"), 20, MUTED)
    if deck.training:
        _words(page, (MARGIN, 5.6, WIDTH - 2 * MARGIN, 0.6), deck.training, 18, TONES[Tone.BAD], bold=True)


def frame(page: Any, deck: Deck, slide: Slide, number: int) -> None:
    """Heading, what it says in one line, and the foot."""
    _block(page, (0, 0, 0.18, HEIGHT), ACCENT)
    _words(page, (MARGIN, 0.35, WIDTH - 2 * MARGIN, 0.75), slide.title, 30, INK, bold=True)
    if slide.lead:
        _words(page, (MARGIN, 1.08, WIDTH - 2 * MARGIN, 0.5), slide.lead, 20, ACCENT)
    foot = f"{deck.foot}. {deck.training}" if deck.training else deck.foot
    _words(page, (MARGIN, 6.95, WIDTH - 2.2, 0.35), foot, 12, MUTED)
    _words(page, (WIDTH - 1.4, 6.95, 0.9, 0.35), str(number), 12, MUTED, align=PP_ALIGN.RIGHT)


def cards(page: Any, made: Sequence[Card]) -> None:
    """Three in a row."""
    gap, columns = 0.3, 3
    rows = -(-len(made) // columns)
    width = (WIDTH - 2 * MARGIN - gap * (columns - 1)) / columns
    height = min(2.35, (BOTTOM - TOP - gap * (rows - 1)) / rows)
    for place, card in enumerate(made):
        row, column = divmod(place, columns)
        left, top = MARGIN + column * (width + gap), TOP + row * (height + gap)
        _block(page, (left, top, width, height), PALE, LINE)
        _words(page, (left + 0.2, top + 0.15, width - 0.4, 0.5), card.label, 17, MUTED)
        _words(page, (left + 0.2, top + 0.62, width - 0.4, 0.85), card.value, 36, INK, bold=True)
        _words(page, (left + 0.2, top + height - 0.72, width - 0.4, 0.55), card.change, 17, TONES[card.tone])


def chart(page: Any, made: SlideChart) -> None:
    """A native chart, its numbers beside the bars."""
    said = _number_format(made)
    data = CategoryChartData(number_format=said)
    data.categories = list(made.names)
    for each in made.series:
        data.add_series(each.name, each.values)
    place = (Inches(MARGIN), Inches(TOP), Inches(WIDTH - 2 * MARGIN), Inches(BOTTOM - TOP))
    drawn = page.shapes.add_chart(_SHAPES[made.shape], *place, data).chart
    drawn.font.name, drawn.font.size, drawn.font.color.rgb = FONT, Pt(16), _colour(INK)
    drawn.has_legend = True
    _name_unit(drawn, made)
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _dress_axes(drawn, len(made.names))
    plot = drawn.plots[0]
    plot.gap_width, plot.has_data_labels = 60, True
    if made.shape != "line":
        plot.overlap = -5
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(12 if len(made.names) > 9 else 16)
    plot.data_labels.number_format = said
    plot.data_labels.number_format_is_linked = False
    for each, colour in zip(plot.series, SERIES, strict=False):
        fill = each.format.fill
        fill.solid()
        fill.fore_color.rgb = _colour(colour)


def _number_format(made: SlideChart) -> str:
    """Points and commas are those of the machine that shows it; a share says that it is one."""
    plain = f"0.{'0' * made.decimals}" if made.decimals else "#,##0"
    return f'{plain}"%"' if made.unit == "%" else plain


def _name_unit(drawn: Any, made: SlideChart) -> None:
    """What is counted, small above the chart; the slide's own heading says the rest."""
    drawn.has_title = bool(made.unit) and made.unit != "%"
    if drawn.has_title:
        paragraph = drawn.chart_title.text_frame.paragraphs[0]
        _run(paragraph, f"Đơn vị tính: {made.unit}", 14, MUTED)
        drawn.chart_title.include_in_layout = False


def _dress_axes(drawn: Any, names: int) -> None:
    drawn.value_axis.visible = drawn.value_axis.has_major_gridlines = False
    drawn.value_axis.minimum_scale = 0
    drawn.category_axis.format.line.color.rgb = _colour(LINE)
    drawn.category_axis.has_major_gridlines = False
    drawn.category_axis.tick_labels.font.size = Pt(16 if names <= 9 else 14)


def table(page: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Wide lines, the numbers at the right."""
    height = min(0.68, (BOTTOM - TOP) / (len(rows) + 1))
    place = (Inches(MARGIN), Inches(TOP), Inches(WIDTH - 2 * MARGIN), Inches(height * (len(rows) + 1)))
    made = page.shapes.add_table(len(rows) + 1, len(head), *place).table
    made.horz_banding = False
    widths = (4.6, 2.1, 2.1, WIDTH - 2 * MARGIN - 8.8)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Inches(width)
    size = 18 if len(rows) <= 7 else 15
    for number, row in enumerate((head, *rows)):
        made.rows[number].height = Inches(height)
        for column_number, words in enumerate(row):
            strong = number == 0 or head[column_number] == "Kỳ này"
            _dress_cell(made.cell(number, column_number), words, (number, column_number), size, strong)


def _dress_cell(cell: Any, words: str, place: tuple[int, int], size: int, strong: bool) -> None:
    row, column = place
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(ACCENT if row == 0 else "FFFFFF" if row % 2 else PALE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if column in (0, 3) else PP_ALIGN.RIGHT
    _run(paragraph, words, size, "FFFFFF" if row == 0 else INK, bold=strong)


def bullets(page: Any, lines: Sequence[str]) -> None:
    """A list that is read from the last row."""
    box = _box(page, (MARGIN, TOP - 0.35, WIDTH - 2 * MARGIN, BOTTOM - TOP + 0.35))
    size = 20 if sum(map(len, lines)) < 750 else 18
    for number, line in enumerate(lines):
        paragraph = box.paragraphs[0] if number == 0 else box.add_paragraph()
        paragraph.space_after = Pt(9)
        paragraph._p.get_or_add_pPr().set("marL", str(HANGING))
        paragraph._p.get_or_add_pPr().set("indent", str(-HANGING))
        _run(paragraph, f"{number + 1}.\t", size, ACCENT, bold=True)
        _run(paragraph, line, size, INK)


def _block(page: Any, place: Sequence[float], fill: str, line: str = "") -> None:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(fill)
    shape.shadow.inherit = False
    if line:
        shape.line.color.rgb = _colour(line)
    else:
        shape.line.fill.background()


def _box(page: Any, place: Sequence[float]) -> Any:
    frame_ = page.shapes.add_textbox(*map(Inches, place)).text_frame
    frame_.word_wrap = True
    frame_.margin_left = frame_.margin_right = 0
    return frame_


def _words(
    page: Any, place: Sequence[float], words: str, size: int, colour: str, bold: bool = False, align: Any = None
) -> None:
    paragraph = _box(page, place).paragraphs[0]
    paragraph.alignment = align
    _run(paragraph, words, size, colour, bold)


def _run(paragraph: Any, words: str, size: int, colour: str, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = words
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = _colour(colour)


def _colour(letters: str) -> Any:
    return RGBColor.from_string(letters)

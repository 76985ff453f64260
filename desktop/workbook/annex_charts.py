"""Native charts of an annex sheet: bars and lines of this year and last, in Excel and LibreOffice alike."""

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.report import Chart, Table

NOW, BASE = "0E5C42", "B4BFB9"
"""This year in the accent of the house, last year behind it in grey."""
HEIGHT, WIDTH = 7.5, 24.0
ROWS_PER_CHART = 16
WIDE, SHORT = 8, 20
"""Under a table of more columns or of few rows the chart stands below it, beside any other one at its right."""


def add_charts(sheet: Worksheet, table: Table, head_row: int) -> None:
    """Every chart of the table, one under the other."""
    below = len(table.columns) > WIDE or len(table.rows) <= SHORT
    column = "A" if below else get_column_letter(len(table.columns) + 2)
    row = head_row + len(table.rows) + len(table.notes) + 3 if below else head_row
    for number, chart in enumerate(table.charts):
        made = _line(chart) if chart.shape == "line" else _bar(chart)
        _fill(made, sheet, table, chart, head_row)
        sheet.add_chart(made, f"{column}{row + number * ROWS_PER_CHART}")


def _bar(chart: Chart) -> BarChart:
    made = BarChart()
    made.type = "bar" if chart.shape == "bar" else "col"
    made.gapWidth, made.overlap = 50, -5
    if chart.shape == "bar":
        made.x_axis.scaling.orientation = "maxMin"  # the first row of the table on top
        made.y_axis.crosses = "max"  # and the scale stays at the foot
    return made


def _line(_chart: Chart) -> LineChart:
    made = LineChart()
    made.marker = True
    return made


def _fill(made: BarChart | LineChart, sheet: Worksheet, table: Table, chart: Chart, head_row: int) -> None:
    first = head_row + 1 + chart.first_row
    last = min(first + (chart.rows or len(table.rows)) - 1, head_row + len(table.rows))
    for place in chart.values:
        values = Reference(sheet, min_col=place + 1, min_row=head_row, max_row=last)
        made.add_data(values, titles_from_data=True)
    made.set_categories(Reference(sheet, min_col=chart.names + 1, min_row=first, max_row=last))
    made.title = _title(chart.title)
    made.legend = Legend(legendPos="b")
    made.x_axis.delete = made.y_axis.delete = False  # or Excel hides them
    made.x_axis.txPr = made.y_axis.txPr = _letters(900)
    made.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill="D9DFDB")))
    made.y_axis.numFmt = "#,##0"
    made.y_axis.scaling.min = 0
    made.height, made.width = _height(chart, last - first + 1), WIDTH  # type: ignore[assignment]
    for number, (series, colour) in enumerate(zip(made.series, (NOW, BASE), strict=False)):
        if chart.shape != "line" or number == 0:
            series.dLbls = _figures("t" if chart.shape == "line" else "outEnd")
        series.graphicalProperties = GraphicalProperties(solidFill=None if chart.shape == "line" else colour)
        series.graphicalProperties.line.solidFill = colour
        if chart.shape == "line":
            series.smooth = False
            series.graphicalProperties.line.width = 28000


def _title(text: str) -> Title:
    run = RegularTextRun(CharacterProperties(sz=1200, b=True), text)
    words = RichText(p=[Paragraph(ParagraphProperties(), r=[run])])
    return Title(Text(rich=words), overlay=False)


def _figures(where: str) -> DataLabelList:
    """Every figure beside its bar or point, and nothing else."""
    shown = DataLabelList(dLblPos=where, numFmt="#,##0", showVal=True, txPr=_letters(900))
    shown.showSerName = shown.showCatName = shown.showLegendKey = shown.showPercent = False
    return shown


def _letters(size: int) -> RichText:
    """Axis labels in hundredths of a point."""
    look = ParagraphProperties(defRPr=CharacterProperties(sz=size))
    return RichText(p=[Paragraph(look, endParaRPr=CharacterProperties(sz=size))])


def _height(chart: Chart, names: int) -> float:
    """Lying bars need room for every name."""
    return max(HEIGHT, names + 3.0) if chart.shape == "bar" else HEIGHT

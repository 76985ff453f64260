"""Charts painted by ourselves; the same drawing goes to the screen, to PNG and to SVG."""

from desktop.kit.charts.bars import Bar, BarChart
from desktop.kit.charts.chart import Chart
from desktop.kit.charts.heat import HeatLine, HeatTable
from desktop.kit.charts.heat_picture import HeatPicture
from desktop.kit.charts.legend import Legend, Part
from desktop.kit.charts.lines import LineChart
from desktop.kit.charts.months import MonthBar, MonthBars
from desktop.kit.charts.picture_button import PictureButton
from desktop.kit.charts.places import BubbleMap, Place

__all__ = [
    "Bar",
    "BarChart",
    "BubbleMap",
    "Chart",
    "HeatLine",
    "HeatPicture",
    "HeatTable",
    "Legend",
    "LineChart",
    "MonthBar",
    "MonthBars",
    "Part",
    "PictureButton",
    "Place",
]

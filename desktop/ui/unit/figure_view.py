"""Số liệu kỳ: the period's figures month by month, typed and counted, with what is odd about them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.base.errors import Refused
from desktop.domain.figures import State
from desktop.domain.numbers import NumberRefused
from desktop.kit import theme
from desktop.kit.block_table import Group
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card
from desktop.kit.frame import Page, Split
from desktop.kit.grid_cell import GridLegend, GridLine
from desktop.kit.inputs import PlainPicker
from desktop.kit.marks import Mark
from desktop.kit.tabs import SectionTabs, Tab
from desktop.services import grid, recording
from desktop.services.grid import Grid, GridRow, GridSection, GridTab
from desktop.ui.context import Context, Place
from desktop.ui.unit.figure_view_declare import DeclareBar
from desktop.ui.unit.figure_view_grid import PeriodGrid
from desktop.ui.unit.figure_view_panel import FigurePanel
from desktop.ui.unit.figure_view_sources import source_words
from desktop.ui.unit.figure_view_values import NotTaken, grid_line, heads, month_title, read, scale_of
from desktop.wording.faults import problem_sentence
from desktop.wording.messages import number_sentence

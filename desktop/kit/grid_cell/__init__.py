"""The grid of a period's figures: five states of a value, ghosts, derived and warned cells."""

from desktop.kit.grid_cell.delegate import GridDelegate
from desktop.kit.grid_cell.legend import GridLegend
from desktop.kit.grid_cell.model import GridModel
from desktop.kit.grid_cell.values import GridHeads, GridLine, GridValue, OpenValue, ValueState
from desktop.kit.grid_cell.view import FigureGrid

__all__ = [
    "FigureGrid",
    "GridDelegate",
    "GridHeads",
    "GridLegend",
    "GridLine",
    "GridModel",
    "GridValue",
    "OpenValue",
    "ValueState",
]

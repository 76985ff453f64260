"""Where the pages of the headquarters lead to."""

from dataclasses import dataclass

from desktop.ui.context import Place

ADD = "add"
"""The filter that leads to Tiếp nhận and asks for a folder there."""


@dataclass(frozen=True)
class Spot(Place):
    """A page, and there a file, a unit or a filter."""

    file: str = ""
    unit: str = ""
    filter: str = ""

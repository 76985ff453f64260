"""Ctrl+K of a headquarters: units with their area, for names repeat, and indicators beside the screens."""

from collections.abc import Sequence

from desktop.domain.text import fold
from desktop.kit.frame import Shell
from desktop.kit.inputs import Choice
from desktop.services import searching
from desktop.services.books import UnitRow
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.standings import short_area
from desktop.ui.search_list import SearchList

UNITS, FIGURES = 5, 3


class SearchProvince(SearchList):
    """The units and figures of a province."""

    def __init__(self, window: Shell, context: Context, screens: dict[str, str], desk: Desk) -> None:
        super().__init__(window, context, screens)
        self._desk = desk

    def find(self, text: str) -> Sequence[tuple[Choice, Place]]:
        """A unit leads to its file in hand, else to how it stands; an indicator to its figures."""
        words, books = fold(text).split(), self._context.books
        areas = {unit.uid: short_area(unit.name) for unit in books.units.values()}
        units = [unit for unit in books.reporting_units() if _holds(unit, words)][:UNITS]
        found: list[tuple[Choice, Place]] = [
            (Choice(f"unit {unit.uid}", unit.name, areas.get(unit.parent_uid or "", "")), self._place_of(unit))
            for unit in units
        ]
        for each in searching.indicators(self._context.catalogue, text, FIGURES):
            choice = Choice(f"figure {each.code}", shown_indicator(each).short, each.code)
            found.append((choice, Place("summary", indicator=each.code)))
        all_ = self.tr("Tìm “{text}” trong bảng chỉ tiêu").format(text=text)
        return [*found, (Choice("all", all_), Spot("summary", filter=text))]

    def _place_of(self, unit: UnitRow) -> Place:
        in_hand = self._desk.by_unit().get(unit.uid)
        return Spot("receiving", file=in_hand.key) if in_hand is not None else Spot("progress", unit=unit.uid)


def _holds(unit: UnitRow, words: list[str]) -> bool:
    told = fold(f"{unit.name} {unit.code}")
    return all(word in told for word in words)

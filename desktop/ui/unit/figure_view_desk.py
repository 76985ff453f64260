"""What the grid's page stores: figures as typed, and the texts that no cell could take."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from desktop.base.errors import Refused
from desktop.domain.numbers import NumberRefused
from desktop.services import recording
from desktop.services.books import Books
from desktop.services.grid import GridRow
from desktop.ui.problems import number_sentence, problem_sentence
from desktop.ui.unit.figure_view_values import NotTaken, Typed, read, scale_of

Cell = tuple[int, str]
"""Month and indicator."""


@dataclass
class FigureDesk:
    """Writes through `recording`, keeps what was refused."""

    books: Books
    refused: dict[Cell, tuple[str, str]] = field(default_factory=dict)
    """The text that stands in a cell unstored, and why."""
    last: Typed = field(default_factory=partial(Typed, None))
    """What was stored last."""

    def type(self, row: GridRow, month: int, text: str) -> str | None:
        """Store what was typed into a cell; return the sentence when it was refused."""
        cell = (month, row.indicator.code)
        try:
            typed = read(text, row.indicator, scale_of(row))
            self._store(cell, typed)
        except (NumberRefused, NotTaken, Refused) as error:
            sentence = self._sentence(error)
            self.refused[cell] = (text, sentence)
            return sentence
        self.refused.pop(cell, None)
        self.last = typed
        return None

    def refusal(self, month: int, code: str) -> str:
        """Why the text in a cell was not taken; empty when nothing was refused there."""
        return self.refused.get((month, code), ("", ""))[1]

    def forget_refusals(self) -> None:
        """Drop the texts that were never stored."""
        self.refused.clear()

    def _store(self, cell: Cell, typed: Typed) -> None:
        month, code = cell
        recording.type_figure(self.books, month, code, typed.state, _plain(typed.amount))

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, NumberRefused):
            return number_sentence(error)
        if isinstance(error, Refused):
            return problem_sentence(error.problems[0], self.books.catalogue)
        return str(error)


def _plain(amount: Decimal | None) -> int | Decimal | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else amount

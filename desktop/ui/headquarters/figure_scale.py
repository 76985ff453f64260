"""Large figures divided so that they fit into narrow cells, all of one picture alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.catalogue import Indicator
from desktop.domain.figures import Figure, State
from desktop.domain.numbers import format_number, half_up
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.headquarters.figure_words import amount_said

POWERS = ((9, "tỷ"), (6, "triệu"), (3, "nghìn"))


@dataclass(frozen=True)
class Scale:
    """What figures of an indicator are divided by, and what that is called."""

    indicator: Indicator
    divisor: int = 1
    words: str = ""

    @property
    def unit(self) -> str:
        """`triệu đồng`, `vụ`."""
        return f"{self.words} {shown_indicator(self.indicator).unit}".strip()

    def whole(self, amount: Decimal | None) -> int | None:
        """For a heat cell."""
        return None if amount is None else int(half_up(amount / self.divisor, 0))

    def exact(self, amount: Decimal | None) -> str:
        """For Excel, where the cell says it divided: undivided, with its sign; else nothing."""
        return "" if amount is None or self.divisor == 1 else f"{amount.normalize():f}".replace(".", ",")

    def plotted(self, amount: Decimal | None) -> Decimal | None:
        """For a chart."""
        return None if amount is None else half_up(amount / self.divisor, 1).normalize() + 0

    def said(self, amount: Decimal) -> str:
        """In words of one cell."""
        if self.divisor == 1:
            return amount_said(self.indicator, amount)
        return format_number(half_up(amount / self.divisor, 1))

    def shown(self, figure: Figure) -> str:
        """A figure with its state."""
        if figure.state is State.NOT_APPLICABLE:
            return "–"
        return "·" if figure.amount is None else self.said(figure.amount)


def scale_of(indicator: Indicator, amounts: Iterable[Decimal | None]) -> Scale:
    """The scale under which the largest amount needs at most four digits."""
    most = max((abs(amount) for amount in amounts if amount is not None), default=Decimal(0))
    for power, words in POWERS:
        if most >= 10 ** (power + 1):
            return Scale(indicator, 10**power, words)
    return Scale(indicator)

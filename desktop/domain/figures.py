"""Figures and their five states; sums, formulas, ratios and comparison, exact."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.domain.catalogue import Catalogue, Expression, Indicator, IndicatorKind
from desktop.domain.numbers import change, points
from desktop.domain.totals import STATE_LETTERS


class State(StrEnum):
    """State of a figure (design §3.2); the order is the order of strength when several are put together."""

    VALUE = "value"
    ZERO = "zero"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    BLANK = "blank"


STATE_OF_LETTER = {letter: State(name) for name, letter in STATE_LETTERS.items()}
_STRENGTH = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its state; `missing` counts the reporters (units, months) that are left out."""

    state: State
    amount: Decimal | None = None
    missing: int = 0

    @property
    def partial(self) -> bool:
        """Whether some of what should be in it has not been reported."""
        return self.missing > 0


BLANK = Figure(State.BLANK, None, 1)


def total(parts: Iterable[Figure]) -> Figure:
    """Sum of figures: blanks and the not applicable are left out, blanks are counted as missing."""
    amount, missing, state = Decimal(0), 0, State.BLANK
    for part in parts:
        missing += part.missing
        if part.amount is not None:
            amount += part.amount
        if part.state is not State.BLANK and _STRENGTH[part.state] < _STRENGTH[state]:
            state = part.state
    if state in (State.BLANK, State.NOT_APPLICABLE):
        return Figure(state, None, missing)
    return Figure(State.VALUE if amount else state, amount, missing)


@dataclass(frozen=True, slots=True)
class RatioParts:
    """A ratio with what it was made from."""

    figure: Figure
    numerator: Figure
    denominator: Figure


class Evaluation:
    """All figures of one scope (a unit, an area, the province) in one period, made from its stored figures."""

    def __init__(
        self,
        catalogue: Catalogue,
        stored: Callable[[str], Figure],
        units: int,
        known: Mapping[str, Figure] | None = None,
    ) -> None:
        """`stored` gives a stored figure by its code; those made before may be handed over as `known`."""
        self._catalogue = catalogue
        self._stored = stored
        self._units = Figure(State.VALUE, Decimal(units))
        self._known: dict[str, Figure] = {**(known or {}), "@units": self._units}
        self._ratios: dict[str, RatioParts] = {}
        self._together: tuple[tuple[str, ...], Mapping[str, Figure]] = ((), {})

    def together(self, codes: tuple[str, ...]) -> Mapping[str, Figure]:
        """The figures of these indicators, to read: asked again for the same ones, the same are given."""
        if self._together[0] != codes:
            self._together = codes, {code: self.of(code) for code in codes}
        return self._together[1]

    def of(self, code: str) -> Figure:
        """The figure of an indicator, ratios and formulas recomputed."""
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = self._made(self._catalogue.indicators[code])
        return known

    def _made(self, indicator: Indicator) -> Figure:
        if indicator.stored:
            return self._stored(indicator.code)
        if indicator.kind is IndicatorKind.RATIO:
            return self.ratio(indicator).figure
        formula = indicator.kind is IndicatorKind.FORMULA
        return self.sum_of(indicator.numerator or ()) if formula else Figure(State.NOT_APPLICABLE)

    def sum_of(self, expression: Expression) -> Figure:
        """Signed sum; blank while nobody has told one of its terms, partial when somebody has not."""
        if len(expression) == 1 and expression[0][0] == 1:
            return self.of(expression[0][1])
        terms = [(sign, self.of(code)) for sign, code in expression]
        missing = max((figure.missing for _, figure in terms), default=0)
        if any(figure.state is State.BLANK for _, figure in terms):
            return Figure(State.BLANK, None, missing)
        known = [sign * figure.amount for sign, figure in terms if figure.amount is not None]
        state = total(figure for _, figure in terms).state
        return Figure(state, sum(known, Decimal(0)) if known else None, missing)

    def ratio(self, indicator: Indicator) -> RatioParts:
        """Numerator, denominator and their quotient (in per cent where the indicator says so)."""
        known = self._ratios.get(indicator.code)
        if known is None:
            known = self._ratios[indicator.code] = self._divided(indicator)
        return known

    def _divided(self, indicator: Indicator) -> RatioParts:
        top, bottom = self.sum_of(indicator.numerator or ()), self.sum_of(indicator.denominator or ())
        missing = max(top.missing, bottom.missing)
        if top.amount is None or not bottom.amount:
            blank = State.BLANK in (top.state, bottom.state)
            state = State.BLANK if blank else State.NOT_APPLICABLE
            return RatioParts(Figure(state, None, missing), top, bottom)
        quotient = top.amount * (100 if indicator.per_cent else 1) / bottom.amount
        return RatioParts(Figure(State.VALUE, quotient, missing), top, bottom)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Now against a base: difference (points for rates) and per cent, None where it means nothing."""

    difference: Decimal | None
    percent: Decimal | None


def compare(now: Figure, base: Figure, rate: bool) -> Comparison:
    """Difference of two figures; a rate differs in points and never in per cent, a zero base has no per cent."""
    if now.amount is None or base.amount is None:
        return Comparison(None, None)
    if rate:
        return Comparison(points(now.amount, base.amount), None)
    moved = change(now.amount, base.amount)
    return Comparison(Decimal(moved.difference), moved.percent)

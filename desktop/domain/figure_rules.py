"""Rules over the figures of one unit: parts and wholes, flows, what is out of line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.domain.catalogue import Catalogue, Expression, Indicator, IndicatorKind, Rule
from desktop.domain.conditions import COMPARE
from desktop.domain.numbers import half_up
from desktop.domain.problems import Problem, inputs_hash
from desktop.domain.records import Value

ValueOf = Callable[[str, int], Decimal | None]
TotalOf = Callable[[str], Decimal | None]

_MONTHS_COMPARED, _FEWEST_COMPARED = 5, 3


def period_problems(
    catalogue: Catalogue,
    value_of: ValueOf,
    months: Sequence[int],
    history: Iterable[int] = (),
    total_of: TotalOf | None = None,
    indicators: Iterable[Indicator] | None = None,
) -> list[Problem]:
    """What is wrong with a unit's figures: month by month, then over the whole period where totals are given."""
    asked = tuple(each for each in (catalogue.core if indicators is None else indicators) if each.stored)
    figures = _Figures(catalogue, value_of, sorted({*history, *months}), asked)
    found = [problem for month in months for problem in figures.of_month(month)]
    return found + (list(figures.of_period(total_of, max(months))) if total_of and months else [])


@dataclass(frozen=True)
class _Figures:
    """The figures that are looked at."""

    catalogue: Catalogue
    value_of: ValueOf
    timeline: Sequence[int]
    asked: tuple[Indicator, ...]

    def of_month(self, month: int) -> Iterator[Problem]:
        """Problems of one month."""
        for rule in self.catalogue.period_rules:
            if rule.scope != "month" or not rule.span.holds_in(month):
                continue
            if rule.left[0][1] == "@any":
                yield from (found for each in self.asked for found in self._one(rule, each.code, month))
            elif found := self._judge(rule, month):
                yield found

    def of_period(self, total_of: TotalOf, last: int) -> Iterator[Problem]:
        """Problems of the totals, by the rules of the period's last month."""
        for rule in self.catalogue.period_rules:
            if rule.scope != "period" or not rule.span.holds_in(last):
                continue
            left, right = (_sum(side, total_of) for side in (rule.left, rule.right))
            if left is not None and right is not None and not COMPARE[rule.op](left, right):
                yield self._problem(rule, rule.place, None, left=left, right=right)

    def _one(self, rule: Rule, code: str, month: int) -> Iterator[Problem]:
        value = self.value(code, month)
        if value is None:
            return
        if rule.op == "outlier":
            yield from self._outlier(rule, code, month, value)
        elif not COMPARE[rule.op](value, rule.values[0]):
            yield self._problem(rule, code, month, left=value)

    def _outlier(self, rule: Rule, code: str, month: int, value: Decimal) -> Iterator[Problem]:
        """Above so many times the mean of the last months known, unless the numbers are small."""
        before = [each for each in self.timeline if each < month]
        known = [past for each in reversed(before) if (past := self.value(code, each)) is not None]
        compared = known[:_MONTHS_COMPARED]
        total = sum(compared, Decimal(0))
        if len(compared) < _FEWEST_COMPARED or total <= 0 or value < rule.values[0]:  # type: ignore[operator]
            return
        mean = total / len(compared)
        if value * len(compared) > rule.tolerance * total:
            facts: dict[str, Value] = {"mean": mean, "times": half_up(value / mean, 1), "months": len(compared)}
            yield self._problem(rule, code, month, left=value, **facts)

    def _judge(self, rule: Rule, month: int) -> Problem | None:
        left = _sum(rule.left, lambda code: self.value(code, month))
        right = self._right(rule, month)
        if left is None or right is None or _holds(rule, left, right):
            return None
        return self._problem(rule, rule.place, month, left=left, right=right)

    def _right(self, rule: Rule, month: int) -> Any:
        if not rule.right:
            return rule.values[0]
        if rule.op == "follows":
            before = [each for each in self.timeline if each < month]
            return _sum(rule.right, lambda code: self.value(code, before[-1])) if before else None
        return _sum(rule.right, lambda code: self.value(code, month))

    def value(self, code: str, month: int) -> Decimal | None:
        """Value of an indicator; formulas are made here."""
        if code == "@units":
            return Decimal(1)
        indicator = self.catalogue.indicators[code]
        if indicator.kind is IndicatorKind.FORMULA:
            return _sum(indicator.numerator or (), lambda part: self.value(part, month))
        return self.value_of(code, month)

    def _problem(self, rule: Rule, place: str, month: int | None, **numbers: Value) -> Problem:
        facts: dict[str, Value] = dict(numbers)
        facts["left_name"] = place if rule.place == "@any" else _names(rule.left)
        if rule.right:
            facts["right_name"] = _names(rule.right)
        if month is not None:
            facts["month"] = month
        inputs = [*facts.items(), ("place", place)]
        known, since = inputs_hash(rule.code, inputs), rule.span.first
        return Problem(rule.code, rule.level, place, facts, known, None, month, since)


def _sum(expression: Expression, value_of: TotalOf) -> Decimal | None:
    """Signed sum; unknown as soon as one term is."""
    total = Decimal(0)
    for sign, code in expression:
        value = value_of(code)
        if value is None:
            return None
        total += sign * value
    return total


def _holds(rule: Rule, left: Decimal, right: Decimal) -> bool:
    if rule.op == "follows":
        return left == right
    if rule.op == "needs":
        return left <= 0 or right > 0
    return bool(COMPARE[rule.op](left, right))


def _names(expression: Expression) -> str:
    """Codes of an expression, for the sentence to put into words."""
    return " ".join(code for _, code in expression)

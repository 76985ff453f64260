"""From one row to what it adds: (indicator, breakdown, month, origin, amount).

Amounts are whole thousandths of the indicator's unit, so that sums are exact everywhere. The origin is the reporting
month in which a solved case had occurred (0 where none is kept): it tells cases of this period from those of earlier
ones, whatever the period that is asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from desktop.domain.catalogue import Catalogue, Condition, Indicator
from desktop.domain.periods import MonthOfDay, months_by_day
from desktop.domain.records import Value, Values

SCALE = 1000
"""Stored amounts per unit: three decimals are kept."""

Key = tuple[str, str, int, int]
"""Indicator, breakdown ('' for the whole, else 'list=code'), reporting month yyyymm, origin month or 0."""

Part = tuple[str, str, int, int, int]


def scaled(value: Value) -> int:
    """An amount in whole thousandths; half up beyond the third decimal."""
    if isinstance(value, int):
        return value * SCALE
    return int((Decimal(value) * SCALE).to_integral_value(ROUND_HALF_UP))


def unscaled(amount: int) -> Decimal:
    """The exact value of a stored amount."""
    whole, rest = divmod(amount, SCALE)
    return Decimal(whole) if rest == 0 else (Decimal(amount) / SCALE).normalize()


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda have, want: have == want,
    "!=": lambda have, want: have != want,
    "in": lambda have, want: have in want,
    "not_in": lambda have, want: have not in want,
    "present": lambda have, _: have is not None,
    "absent": lambda have, _: have is None,
    ">": lambda have, want: have is not None and have > want,
    ">=": lambda have, want: have is not None and have >= want,
    "<": lambda have, want: have is not None and have < want,
    "<=": lambda have, want: have is not None and have <= want,
}


@dataclass(frozen=True, slots=True)
class _Count:
    """One indicator's way of counting a kind, ready to run."""

    code: str
    date_field: str
    amount_field: str | None
    origin_field: str | None
    breakdowns: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]

    def parts(self, values: Values, month: MonthOfDay) -> Iterable[Part]:
        amount = self._amount(values)
        if not amount:
            return
        when = month[str(values[self.date_field])]
        origin = month[str(values[self.origin_field])] if self.origin_field in values else 0
        yield self.code, "", when, origin, amount
        for choices, field in self.breakdowns:
            if field in values:
                yield self.code, f"{choices}={values[field]}", when, origin, amount

    def _amount(self, values: Values) -> int:
        if self.amount_field is None:
            return scaled(values.get("_count", 1))
        return scaled(values.get(self.amount_field, 0))


def _compiled(indicator: Indicator) -> _Count:
    rule = indicator.count
    assert rule is not None
    amount_field = None if rule.value == "count" else rule.value
    origin_field = rule.origin_field or None
    breakdowns = tuple(sorted(dict(rule.breakdown_fields).items()))
    return _Count(indicator.code, rule.date_field, amount_field, origin_field, breakdowns, tuple(rule.filter))


class KindCounter:
    """What rows of one kind add to which indicators.

    Which indicators apply depends only on a few choice fields, so the answer is remembered by the values of these.
    """

    def __init__(self, counts: Iterable[_Count], calendar: str) -> None:
        self._counts = tuple(counts)
        self._tested = tuple(sorted({test.field for count in self._counts for test in count.conditions}))
        self._exact = self._exact_fields()
        self._by_answer: dict[tuple[Any, ...], tuple[_Count, ...]] = {}
        self._month = months_by_day[calendar]
        self.date_fields = tuple(sorted({count.date_field for count in self._counts}))

    def _exact_fields(self) -> frozenset[str]:
        """Fields whose very value matters to a test, not only that there is one."""
        tests = (test for count in self._counts for test in count.conditions)
        return frozenset(test.field for test in tests if test.op not in ("present", "absent"))

    def parts(self, values: Values) -> list[Part]:
        """All that this row adds; nothing for a row that is not final."""
        if values.get("_state", "final") != "final":
            return []
        exact = self._exact
        answer = tuple(
            values.get(name) if name in exact else (True if name in values else None) for name in self._tested
        )
        applying = self._by_answer.get(answer)
        if applying is None:
            applying = self._by_answer[answer] = self._applying(answer)
        return [part for count in applying if count.date_field in values for part in count.parts(values, self._month)]

    def _applying(self, answer: tuple[Any, ...]) -> tuple[_Count, ...]:
        have = dict(zip(self._tested, answer, strict=True))
        return tuple(
            count
            for count in self._counts
            if all(_TESTS[test.op](have[test.field], test.value) for test in count.conditions)
        )


class Counter:
    """The counters of all kinds of a catalogue, under one calendar."""

    def __init__(self, catalogue: Catalogue, calendar: str = "nd09") -> None:
        by_kind: dict[str, list[_Count]] = {}
        for indicator in catalogue.indicators.values():
            if indicator.count is not None:
                by_kind.setdefault(indicator.count.kind, []).append(_compiled(indicator))
        self._kinds = {kind: KindCounter(counts, calendar) for kind, counts in by_kind.items()}
        self._none = KindCounter((), calendar)

    def of(self, kind: str) -> KindCounter:
        """The counter of one kind; it adds nothing where no indicator counts the kind."""
        return self._kinds.get(kind, self._none)

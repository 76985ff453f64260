"""From one row to what it adds: (indicator, breakdown, month, origin, amount).

Amounts are whole thousandths of the indicator's unit, so that sums are exact everywhere. The origin is the reporting
month in which a solved case had occurred (0 where none is kept): it tells cases of this period from those of earlier
ones, whatever the period that is asked for.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import repeat
from typing import Any

from desktop.domain.catalogue import Aggregation, Catalogue, Condition, CountRule, Indicator
from desktop.domain.periods import months_by_day
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


def counts_within(indicator: Indicator, months: Sequence[int], month: int, origin: int) -> bool:
    """Whether a part falls into these months of a period: by its month, and by its origin where that is told apart."""
    if month not in months:
        return False
    wanted = indicator.count.origin if indicator.count else None
    return wanted is None or not origin or (wanted == "inside") == (origin >= months[0])


def asked_months(indicator: Indicator, months: tuple[int, ...]) -> tuple[int, ...]:
    """The months of a period that an indicator is made from: the ends for stocks, all of them else."""
    ends = {Aggregation.STOCK_END: months[-1:], Aggregation.STOCK_START: months[:1]}
    return ends.get(indicator.aggregation, months)


MOST_ANSWERS = 4096
"""Answers a kind remembers before it begins anew."""

_PRESENCE = ("present", "absent")
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
    origin_field: str
    breakdowns: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]


_Template = tuple[str, str, str, str | None, str]
"""Indicator, breakdown, date field, amount field, origin field: a part before its month and amount are known."""


def _compiled(indicator: Indicator, rule: CountRule | None = None) -> _Count:
    rule = rule or indicator.count
    assert rule is not None
    amount_field = None if rule.value == "count" else rule.value
    breakdowns = tuple(sorted(dict(rule.breakdown_fields).items()))
    origin_field, conditions = rule.origin_field or "", tuple(rule.filter)
    return _Count(indicator.code, rule.date_field, amount_field, origin_field, breakdowns, conditions)


class KindCounter:
    """What rows of one kind add to which indicators.

    Which indicators and breakdowns apply depends only on a few choice fields, so the answer is remembered by their
    values; per row only months and amounts are left to do.
    """

    def __init__(self, counts: Iterable[_Count], calendar: str) -> None:
        self._counts = tuple(counts)
        self._exact = tuple(sorted(self._fields(lambda test: test.op not in _PRESENCE) | self._broken_down()))
        self._present = tuple(sorted(self._fields(lambda test: test.op in _PRESENCE) - set(self._exact)))
        self._by_answer: dict[tuple[Any, ...], tuple[_Template, ...]] = {}
        self._month = months_by_day[calendar]
        self.date_fields = tuple(sorted({count.date_field for count in self._counts}))
        amounts = {count.amount_field or "_count" for count in self._counts}
        origins = {count.origin_field for count in self._counts if count.origin_field}
        self.read = tuple(sorted({*self._exact, *self._present, *self.date_fields, *amounts, *origins, "_state"}))
        """All fields that decide what a row adds."""

    def _fields(self, wanted: Callable[[Condition], bool]) -> set[str]:
        return {test.field for count in self._counts for test in count.conditions if wanted(test)}

    def _broken_down(self) -> set[str]:
        return {field for count in self._counts for _, field in count.breakdowns}

    def parts(self, values: Values) -> list[Part]:
        """All that this row adds; nothing for a row that is not final."""
        if values.get("_state", "final") != "final":
            return []
        get, month, parts = values.get, self._month, []
        for code, breakdown, date_field, amount_field, origin_field in self._templates(values):
            day = get(date_field)
            if day is None:
                continue
            value = get("_count", 1) if amount_field is None else get(amount_field)
            if value:
                origin = month[get(origin_field)] if origin_field in values else 0  # type: ignore[index]
                amount = value * SCALE if value.__class__ is int else scaled(value)
                parts.append((code, breakdown, month[day], origin, amount))  # type: ignore[index]
        return parts

    def add_all(self, totals: dict[Key, int], rows: Sequence[Values]) -> None:
        """The same for many rows, straight into sums: rows that are counted alike are added up together first."""
        final = [values for values in rows if values.get("_state", "final") == "final"]
        alike: dict[tuple[Any, ...], list[Values]] = defaultdict(list)
        for values, answer in zip(final, self._answers(final), strict=True):
            alike[answer].append(values)
        for answer, same in alike.items():
            templates = self._templates_of(answer, same[0])
            dates = {(date_field, origin_field) for _, _, date_field, _, origin_field in templates}
            times = {names: self._times(same, *names) for names in dates}
            ways: dict[tuple[str, str | None, str], list[tuple[str, str]]] = defaultdict(list)
            for code, breakdown, date_field, amount_field, origin_field in templates:
                ways[date_field, amount_field, origin_field].append((code, breakdown))
            for (date_field, amount_field, origin_field), counted in ways.items():
                for (month, origin), amount in _sums(same, times[date_field, origin_field], amount_field).items():
                    for code, breakdown in counted:
                        totals[code, breakdown, month, origin] += amount

    def _times(self, rows: Sequence[Values], date_field: str, origin_field: str) -> list[tuple[int, int] | None]:
        """Month and origin of each row; None where it has no such date."""
        month = self._month
        days = [values.get(date_field) for values in rows]
        if not origin_field:
            return [None if day is None else (month[day], 0) for day in days]  # type: ignore[index]
        return [
            None if day is None else (month[day], month[values[origin_field]] if origin_field in values else 0)  # type: ignore[index]
            for day, values in zip(days, rows, strict=True)
        ]

    def _answers(self, rows: Sequence[Values]) -> Iterable[tuple[Any, ...]]:
        """Of each row all that decides which indicators and breakdowns apply."""
        exact = [[values.get(name) for values in rows] for name in self._exact]
        present = [[name in values for values in rows] for name in self._present]
        return zip(*exact, *present, strict=True) if exact or present else repeat((), len(rows))

    def _templates(self, values: Values) -> tuple[_Template, ...]:
        get = values.get
        answer = (*[get(name) for name in self._exact], *[name in values for name in self._present])
        return self._templates_of(answer, values)

    def _templates_of(self, answer: tuple[Any, ...], values: Values) -> tuple[_Template, ...]:
        known = self._by_answer.get(answer)
        if known is None:
            if len(self._by_answer) > MOST_ANSWERS:
                self._by_answer.clear()
            known = self._by_answer[answer] = tuple(self._made(values))
        return known

    def _made(self, values: Values) -> Iterable[_Template]:
        for count in self._counts:
            if all(_TESTS[test.op](values.get(test.field), test.value) for test in count.conditions):
                how = (count.date_field, count.amount_field, count.origin_field)
                yield count.code, "", *how
                for choices, field in count.breakdowns:
                    if field in values:
                        yield count.code, f"{choices}={values[field]}", *how


class DatedCounter(KindCounter):
    """The same where some of the ways of counting hold only from a month on, or before one."""

    def __init__(self, counts: Iterable[_Count], dated: Iterable["_Dated"], calendar: str) -> None:
        super().__init__(counts, calendar)
        self._dated = [(each.first, each.until, KindCounter([each.count], calendar)) for each in dated]
        others = [counter for _, _, counter in self._dated]
        self.read = tuple(sorted({*self.read, *(name for other in others for name in other.read)}))
        self.date_fields = tuple(sorted({*self.date_fields, *(name for each in others for name in each.date_fields)}))

    def parts(self, values: Values) -> list[Part]:
        """All that this row adds, each part in the months of its way of counting."""
        found = super().parts(values)
        for first, until, counter in self._dated:
            found += [part for part in counter.parts(values) if first <= part[2] < until]
        return found

    def add_all(self, totals: dict[Key, int], rows: Sequence[Values]) -> None:
        """The same for many rows."""
        super().add_all(totals, rows)
        for first, until, counter in self._dated:
            found: dict[Key, int] = defaultdict(int)
            counter.add_all(found, rows)
            for key, amount in found.items():
                if first <= key[2] < until:
                    totals[key] += amount


@dataclass(frozen=True, slots=True)
class _Dated:
    """A way of counting with the months in which it holds: from the first one until before the other."""

    first: int
    until: int
    count: _Count


_EVER = 999999


def _dated(indicator: Indicator, calendar: str) -> list[_Dated]:
    """How an indicator was and is counted, month by month."""
    month, found, first = months_by_day[calendar], [], 0
    if indicator.valid_from:
        first = month[indicator.valid_from]
    last = month[indicator.valid_to] + 1 if indicator.valid_to else _EVER
    begins = first
    for until, rule in indicator.earlier:
        found.append(_Dated(max(begins, first), min(until, last), _compiled(indicator, rule)))
        begins = until
    found.append(_Dated(max(begins, first), last, _compiled(indicator)))
    return [each for each in found if each.first < each.until]


def _sums(
    rows: Sequence[Values], times: Sequence[tuple[int, int] | None], amount_field: str | None
) -> dict[tuple[int, int], int]:
    """Amounts of rows by month and origin."""
    if amount_field is None and not any("_count" in values for values in rows):
        return {time: times_seen * SCALE for time, times_seen in Tally(filter(None, times)).items()}
    sums: dict[tuple[int, int], int] = defaultdict(int)
    name, absent = amount_field or "_count", None if amount_field else 1
    for time, value in zip(times, [values.get(name, absent) for values in rows], strict=True):
        if time is not None and value:
            sums[time] += value * SCALE if value.__class__ is int else scaled(value)
    return sums


def _counter(indicators: Iterable[Indicator], calendar: str) -> KindCounter:
    plain, dated = [], []
    for each in indicators:
        if each.earlier or each.valid_from or each.valid_to:
            dated += _dated(each, calendar)
        else:
            plain.append(_compiled(each))
    return DatedCounter(plain, dated, calendar) if dated else KindCounter(plain, calendar)


class Counter:
    """The counters of all kinds of a catalogue, under one calendar."""

    def __init__(self, catalogue: Catalogue, calendar: str = "nd09") -> None:
        by_kind: dict[str, list[Indicator]] = {}
        for indicator in catalogue.indicators.values():
            if indicator.count is not None:
                by_kind.setdefault(indicator.count.kind, []).append(indicator)
        self._calendar = calendar
        self._kinds = {kind: _counter(indicators, calendar) for kind, indicators in by_kind.items()}
        self._none = KindCounter((), calendar)

    def only(self, indicator: Indicator) -> KindCounter:
        """A counter of one indicator alone, for looking at many rows of its kind."""
        return _counter([indicator], self._calendar)

    def of(self, kind: str) -> KindCounter:
        """The counter of one kind; it adds nothing where no indicator counts the kind."""
        return self._kinds.get(kind, self._none)

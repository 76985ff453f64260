"""A second opinion on every figure: the catalogue taken at its word, row by row and day by day.

Nothing of counting, collecting or merging is used here; sums go over days where the program goes over months.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.domain.catalogue import Aggregation, Catalogue, Indicator, IndicatorKind
from desktop.domain.figures import State
from desktop.domain.records import Values

LETTERS = {"value": "v", "zero": "o", "none": "d", "not_applicable": "a"}
STATES = {"v": State.ZERO, "o": State.ZERO, "d": State.NONE, "a": State.NOT_APPLICABLE}
"""What a sum of zero is called after the strongest of its parts."""


@dataclass(frozen=True)
class Row:
    """One version of a row, as its unit wrote it."""

    uid: bytes
    kind: str
    values: Values
    state: str
    number: int


@dataclass(frozen=True)
class Told:
    """A figure as it should be."""

    state: State
    amount: Decimal | None
    missing: int


@dataclass
class View:
    """What somebody can see: final rows by unit, and the letter of each section and month that was answered."""

    rows: Mapping[str, list[Row]]
    answered: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict)

    def answer(self, unit: str, section: str, months: Iterable[int], letter: str) -> None:
        """Note an answer; of several the strongest holds."""
        letters = self.answered.setdefault((unit, section), {})
        for month in months:
            letters[month] = max(letters.get(month, ""), letter)


def months_of(key: str) -> list[int]:
    """Reporting months yyyymm of a period key."""
    year, rest = int(key[:4]), key[5:]
    if rest[0] == "M":
        return [year * 100 + int(rest[1:])]
    length = {"Q": 3, "H": 6, "9": 9, "Y": 12}[rest[0]]
    last = length * int(rest[1:]) if rest[0] in "QH" else length
    return [year * 100 + month for month in range(last - length + 1, last + 1)]


def days_of(months: list[int]) -> tuple[str, str]:
    """First and last day of these months: from the 15th of the month before to the 14th."""
    year, month = divmod(months[0], 100)
    first = date(year, month - 1, 15) if month > 1 else date(year - 1, 12, 15)
    return first.isoformat(), date(months[-1] // 100, months[-1] % 100, 14).isoformat()


def year_before(key: str) -> str:
    """The same period last year."""
    return f"{int(key[:4]) - 1}{key[4:]}"


def _fits(have: object, op: str, want: object) -> bool:
    if op in ("present", "absent"):
        return (have is not None) == (op == "present")
    if op in ("in", "not_in"):
        return (have in want) == (op == "in")  # type: ignore[operator]
    assert op in ("=", "!=")
    return (have == want) == (op == "=")


def amount_of(
    indicator: Indicator, row: Row, days: tuple[str, str], breakdown: str = "", any_origin: bool = False
) -> Decimal:
    """What one row adds to an indicator between two days."""
    rule, values, (first, last) = indicator.count, row.values, days
    if rule is None or row.state != "final" or row.kind != rule.kind:
        return Decimal(0)
    if not all(_fits(values.get(test.field), test.op, test.value) for test in rule.filter):
        return Decimal(0)
    if not first <= str(values.get(rule.date_field, "")) <= last:
        return Decimal(0)
    if rule.origin and not any_origin and (str(values[rule.origin_field]) >= first) != (rule.origin == "inside"):
        return Decimal(0)
    if breakdown:
        choices, _, code = breakdown.partition("=")
        if values.get(rule.breakdown_fields[choices]) != code:
            return Decimal(0)
    return Decimal(values.get("_count", 1) if rule.value == "count" else values.get(rule.value, 0))


def within(catalogue: Catalogue, row: Row, key: str) -> bool:
    """Whether a row has anything to do with a period."""
    months = months_of(key)
    first, last = days_of(months)
    kind = catalogue.kinds[row.kind]
    if row.kind == "figure":
        return int(str(row.values["month"]).replace("-M", "")) in months
    if kind.date_field is None:
        return bool(set(months_of(str(row.values["period"]))) & set(months))
    days = {kind.date_field}
    days |= {i.count.date_field for i in catalogue.indicators.values() if i.count and i.count.kind == row.kind}
    return any(first <= str(row.values.get(day, "")) <= last for day in days)


def answers(catalogue: Catalogue, rows: Iterable[Row], key: str) -> dict[str, str]:
    """Which sections these rows answer for a period, with a letter each."""
    months = months_of(key)
    days = days_of(months)
    found: dict[str, str] = {}
    declared: dict[str, dict[int, str]] = {}
    for row in (row for row in rows if row.state == "final"):
        if row.kind == "figure":
            if row.values["state"] in ("value", "zero") and int(str(row.values["month"]).replace("-M", "")) in months:
                found[catalogue.indicators[str(row.values["indicator"])].section] = "v"
        elif row.kind == "declaration":
            letters = declared.setdefault(str(row.values["section"]), {})
            for month in months_of(str(row.values["period"])):
                letters[month] = max(letters.get(month, ""), LETTERS[str(row.values["declared"])])
        else:
            for indicator in catalogue.indicators.values():
                if amount_of(indicator, row, days, any_origin=True):
                    found[indicator.section] = "v"
    for section, letters in declared.items():
        if set(months) <= set(letters):
            found.setdefault(section, max(letters[month] for month in months))
    return found


class Oracle:
    """Figures of one view."""

    def __init__(self, catalogue: Catalogue, view: View) -> None:
        self._catalogue, self._view = catalogue, view

    def figure(self, code: str, units: Iterable[str], key: str) -> Told:
        """The figure of an indicator over some units and a period."""
        asked = list(units)
        if code == "@units":
            return Told(State.VALUE, Decimal(len(asked)), 0)
        indicator = self._catalogue.indicators[code]
        if indicator.kind is IndicatorKind.FORMULA:
            return self._sum(indicator.numerator, asked, key)
        if indicator.kind is IndicatorKind.RATIO:
            return self.ratio(code, asked, key)[0]
        parts = [self._of_unit(indicator, unit, key) for unit in asked]
        amount = sum((part[0] for part in parts), Decimal(0))
        letter = max((part[1] for part in parts), default="")
        missing = sum(part[2] for part in parts)
        if not letter:
            return Told(State.BLANK, None, missing)
        if amount:
            return Told(State.VALUE, amount, missing)
        return Told(STATES[letter], None if letter == "a" else amount, missing)

    def ratio(self, code: str, units: Iterable[str], key: str) -> tuple[Told, Told, Told]:
        """A ratio with its numerator and its denominator."""
        indicator, asked = self._catalogue.indicators[code], list(units)
        top, bottom = self._sum(indicator.numerator, asked, key), self._sum(indicator.denominator, asked, key)
        missing = max(top.missing, bottom.missing)
        if State.BLANK in (top.state, bottom.state):
            return Told(State.BLANK, None, missing), top, bottom
        if top.amount is None or not bottom.amount:
            return Told(State.NOT_APPLICABLE, None, missing), top, bottom
        times = 100 if indicator.per_cent else 1
        return Told(State.VALUE, top.amount * times / bottom.amount, missing), top, bottom

    def _sum(self, expression: object, units: list[str], key: str) -> Told:
        terms = [(sign, self.figure(code, units, key)) for sign, code in expression or ()]  # type: ignore[union-attr]
        missing = max(term.missing for _, term in terms)
        states = {term.state for _, term in terms}
        if State.BLANK in states:
            return Told(State.BLANK, None, missing)
        known = [sign * term.amount for sign, term in terms if term.amount is not None]
        if not known:
            return Told(State.NOT_APPLICABLE, None, missing)
        strongest = next(state for state in State if state in states)
        return Told(strongest, sum(known, Decimal(0)), missing)

    def _of_unit(self, indicator: Indicator, unit: str, key: str) -> tuple[Decimal, str, int]:
        months = months_of(key)
        letters = self._view.answered.get((unit, indicator.section), {})
        if indicator.kind is IndicatorKind.COUNTED:
            told = [letters[month] for month in months if month in letters]
            amount = self.counted(indicator, [unit], key) if told else Decimal(0)
            return amount, max(told, default=""), int(len(told) < len(months))
        ends = {Aggregation.STOCK_END: months[-1:], Aggregation.STOCK_START: months[:1]}
        asked = ends.get(indicator.aggregation, months)
        parts = [part for month in asked if (part := self._typed(indicator, unit, month, letters.get(month, "")))]
        amount = sum((part[0] for part in parts), Decimal(0))
        return amount, max((part[1] for part in parts), default=""), int(len(parts) < len(asked))

    def counted(self, indicator: Indicator, units: Iterable[str], key: str, breakdown: str = "") -> Decimal:
        """What the rows of some units add."""
        days = days_of(months_of(key))
        rows = (row for unit in units for row in self._view.rows.get(unit, ()))
        return sum((amount_of(indicator, row, days, breakdown) for row in rows), Decimal(0))

    def _typed(self, indicator: Indicator, unit: str, month: int, letter: str) -> tuple[Decimal, str] | None:
        wanted = f"{month // 100}-M{month % 100:02d}", indicator.code
        for row in self._view.rows.get(unit, ()):
            if row.kind == "figure" and (row.values["month"], row.values["indicator"]) == wanted:
                return Decimal(row.values.get("value", 0)), LETTERS[str(row.values["state"])]
        return (Decimal(0), letter) if letter in ("d", "a") else None

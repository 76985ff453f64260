"""What a typed figure puts into the month totals, and with which state."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.counting import scaled
from desktop.domain.periods import Period, month_of_key, parse_period
from desktop.domain.records import Values

FIGURE = "figure"
STATE_LETTERS = {"value": "v", "zero": "o", "none": "d", "not_applicable": "a"}
"""States as letters in `total` and `coverage`, in the order of their strength; counted amounts are always `v`."""


@dataclass(frozen=True)
class TypedPart:
    """What a typed figure puts into the totals."""

    indicator: str
    breakdown: str
    month: int
    amount: int
    state: str


def typed_part(values: Values) -> TypedPart | None:
    """The total of one typed figure; None when the row is deleted."""
    if values.get("_state", "final") != "final":
        return None
    state = STATE_LETTERS[str(values["state"])]
    amount = scaled(values.get("value", 0)) if state == "v" else 0
    if state == "v" and not amount:
        state = "o"  # somebody wrote a value of 0 into the sheet
    month = month_of_key(str(values["month"]))
    return TypedPart(str(values["indicator"]), str(values.get("breakdown", "")), month, amount, state)


def declared_in(period: Period, declarations: Iterable[Values]) -> dict[str, Values]:
    """The declaration in force by section, where declarations answer for the whole period, alone or together.

    Of several the strongest holds.
    """
    by_section: dict[str, dict[int, Values]] = defaultdict(dict)
    for values in sorted(declarations, key=_strength):
        for month in set(parse_period(str(values["period"]), period.calendar).months).intersection(period.months):
            by_section[str(values["section"])][month] = values
    return {
        section: max(by_month.values(), key=_strength)
        for section, by_month in by_section.items()
        if len(by_month) == len(period.months)
    }


def _strength(declaration: Values) -> tuple[str, str]:
    return STATE_LETTERS[str(declaration["declared"])], str(declaration["period"])

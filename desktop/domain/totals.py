"""What a typed figure puts into the month totals, and with which state."""

from dataclasses import dataclass

from desktop.domain.counting import scaled
from desktop.domain.periods import month_of_key
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

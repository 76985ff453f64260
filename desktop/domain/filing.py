"""Where a row is filed (its day) and how much its version weighs."""

from desktop.domain.catalogue import Kind
from desktop.domain.periods import month_of_key, parse_period, period_of_month
from desktop.domain.records import Values, parse_vector


def weight(vector: str) -> int:
    """Sum of a vector's counts: a dominating vector always weighs more."""
    return sum(parse_vector(vector).values())


def day_of(kind: Kind, values: Values, calendar: str) -> str:
    """The day that files a row: its main date, else the last day of its month or period; '' while none is known."""
    if kind.date_field is not None:
        return str(values.get(kind.date_field, ""))[:10]
    if "month" in values:
        return period_of_month(month_of_key(str(values["month"])), calendar).last.isoformat()
    if "period" in values:
        return parse_period(str(values["period"]), calendar).last.isoformat()
    return ""

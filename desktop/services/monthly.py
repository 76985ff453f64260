"""Figures of the own unit month by month, each month collected once."""

from datetime import date

from desktop.domain.figures import Evaluation
from desktop.domain.periods import Period, period_of_month
from desktop.services.books import Books
from desktop.services.collecting import collect
from desktop.services.remembering import kept


class Monthly:
    """The months of a period and those around it, evaluated when they are asked for."""

    def __init__(self, books: Books, period: Period) -> None:
        self._books, self.period = books, period
        base = period.same_period_last_year()
        self._holders = (period, period.previous(), base, base.previous())
        self._known: dict[str, Evaluation] = {}
        self._months: dict[int, Evaluation] = {}

    def month(self, month: int) -> Evaluation:
        """All figures of a reporting month (yyyymm)."""
        if month not in self._months:
            asked = period_of_month(month, self.period.calendar)
            holder = next((each for each in self._holders if month in each.months), asked)
            self._months[month] = self._evaluated(asked, holder)
        return self._months[month]

    def whole(self, period: Period | None = None) -> Evaluation:
        """All figures of the period, or of another one."""
        asked = period or self.period
        return self._evaluated(asked, asked)

    def _evaluated(self, asked: Period, holder: Period) -> Evaluation:
        if asked.key not in self._known:
            collected = collect(self._books, asked, [self._books.own_unit_id], within=holder)
            self._known[asked.key] = collected.evaluate([self._books.own_unit_id])
        return self._known[asked.key]


def monthly(books: Books, period: Period) -> Monthly:
    """The months of a period; the same ones as long as nothing was written."""
    return kept(books, "months", (period, period.calendar), lambda: Monthly(books, period))


def begun_months(period: Period, today: date) -> tuple[int, ...]:
    """The months of a period that have begun; all of a period in the past, the first one of a period to come."""
    begun = [month for month in period.months if period_of_month(month, period.calendar).first <= today]
    return tuple(begun) or period.months[:1]

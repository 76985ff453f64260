"""Which periods are offered, and which one is open when nobody chose yet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain.deadlines import Timetable, deadline_of
from desktop.domain.periods import Period, month_of, parse_day, parse_period, period_of_month

GRACE = timedelta(days=5)
"""A report that is late by less is still what the officer works on."""

HALF_YEARS, MONTHS = 4, 7


@dataclass(frozen=True)
class PeriodGroup:
    """Periods of one length, newest first."""

    length: str
    periods: tuple[Period, ...]


def half_year_of(day: date, calendar: str) -> Period:
    """The half-year that holds the day."""
    month = month_of(day, calendar)
    return parse_period(f"{month // 100}-H{1 if month % 100 <= 6 else 2}", calendar)


def usual(now: datetime, calendar: str, timetable: Timetable, newest_day: str = "") -> Period:
    """The half-year whose report is due next; for books that end before it, the one of their newest record."""
    here = half_year_of(now.date(), calendar)
    before = here.previous()
    due = before if now <= deadline_of(before, timetable) + GRACE else here
    if newest_day and newest_day < due.first.isoformat():
        return half_year_of(parse_day(newest_day), calendar)
    return due


def offered(around: Period, today: date, calendar: str) -> list[PeriodGroup]:
    """Half-years, months, quarters, nine months and years up to now, and around the open period."""
    last_month = max(month_of(today, calendar), (around.months or (0,))[-1])
    year, month = divmod(last_month, 100)
    halves = parse_period(f"{year}-H{1 if month <= 6 else 2}", calendar)
    quarter = parse_period(f"{year}-Q{(month + 2) // 3}", calendar)
    longest = tuple(parse_period(f"{year - n}-{what}", calendar) for n in range(2) for what in ("9T", "Y"))
    return [
        PeriodGroup("half", _back(halves, HALF_YEARS)),
        PeriodGroup("month", _back(period_of_month(last_month, calendar), MONTHS)),
        PeriodGroup("quarter", _back(quarter, 4)),
        PeriodGroup("long", longest),
    ]


def _back(period: Period, count: int) -> tuple[Period, ...]:
    periods = [period]
    while len(periods) < count:
        periods.append(periods[-1].previous())
    return tuple(periods)

"""When a report is due (hạn gửi), counted in working days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.base.errors import Trouble, UserError
from desktop.domain.calendars import DeadlineRule, Holidays, calendars
from desktop.domain.periods import Period

REGULAR = "dinh-ky"
UNIT_TO_PROVINCE = "unit-province"


def working_days(first: date, last: date, holidays: Holidays | None = None) -> int:
    """How many days are worked from `first` to `last`, both counted."""
    table = holidays or calendars().holidays
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(map(table.is_working, days))


def after_working_days(day: date, count: int, holidays: Holidays | None = None) -> date:
    """The day on which so many working days after `day` have begun."""
    table = holidays or calendars().holidays
    while count > 0:
        day += timedelta(days=1)
        count -= table.is_working(day)
    return day


def working_days_left(due: date, today: date, holidays: Holidays | None = None) -> int:
    """Working days after today until the day when it is due; 0 on that day, below 0 once it has passed."""
    if today > due:
        return -working_days(due + timedelta(days=1), today, holidays)
    return working_days(today + timedelta(days=1), due, holidays)


@dataclass(frozen=True)
class Deadline:
    """Until when a period's report is due, and how far that is."""

    due: datetime

    def left(self, now: datetime) -> timedelta:
        """What is left; negative once it has passed."""
        return self.due - now

    def is_late(self, at: datetime) -> bool:
        """Whether that moment is past the deadline."""
        return at > self.due


def _rule_of(report_type: str, step: str) -> DeadlineRule:
    for rule in calendars().deadlines:
        if (rule.report_type, rule.step) == (report_type, step):
            return rule
    raise UserError(Trouble.UNKNOWN_REPORT_TYPE, report_type=report_type, step=step)


def deadline_of(
    period: Period, report_type: str = REGULAR, holidays: Holidays | None = None, step: str = UNIT_TO_PROVINCE
) -> datetime:
    """When the report of a period is due on one step of its way up."""
    rule = _rule_of(report_type, step)
    return datetime.combine(after_working_days(period.last, rule.working_days, holidays), rule.at)

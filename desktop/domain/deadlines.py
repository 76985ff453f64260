"""When a report is due (hạn gửi), counted in working days by the timetable of a catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from desktop.base.errors import Trouble, UserError
from desktop.domain.periods import Period, parse_period, period_of_month

REGULAR = "dinh-ky"
UNIT_TO_PROVINCE = "unit-province"


class DayKind(StrEnum):
    """What a day of the table is: off though a weekday, or worked though a weekend."""

    OFF = "off"
    WORKED = "worked"


@dataclass(frozen=True)
class Holidays:
    """Days off on weekdays, and weekend days that are worked instead."""

    off: frozenset[date]
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        return day not in self.off and (day.weekday() < 5 or day in self.worked)


@dataclass(frozen=True)
class TableDay:
    """One line of the table of days."""

    day: date
    kind: DayKind
    note: str = ""
    english: str = ""


@dataclass(frozen=True)
class DeadlineRule:
    """When reports of a type are due on one step of the way up (Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5)."""

    report_type: str
    step: str
    working_days: int
    at: time
    since: date | None = None
    """From when on it was put in force, for showing."""
    until: date | None = None
    """It holds for periods that end until that day; None is the rule of today."""

    def due(self, last: date, holidays: Holidays) -> datetime:
        """When the report of a period that ends on that day is due."""
        return datetime.combine(after_working_days(last, self.working_days, holidays), self.at)


@dataclass(frozen=True)
class Timetable:
    """Deadlines and days off of one catalogue."""

    rules: tuple[DeadlineRule, ...]
    days: tuple[TableDay, ...]

    @cached_property
    def holidays(self) -> Holidays:
        """The days as they are counted."""
        off, worked = (frozenset(each.day for each in self.days if each.kind is kind) for kind in DayKind)
        return Holidays(off, worked)

    @cached_property
    def rules_now(self) -> tuple[DeadlineRule, ...]:
        """The rules of today, without what they were before they were changed."""
        return tuple(each for each in self.rules if each.until is None)

    def rule_of(self, last: date, report_type: str, step: str) -> DeadlineRule:
        """The rule for periods that end on that day; raise UserError where there is none."""
        known = [each for each in self.rules if (each.report_type, each.step) == (report_type, step)]
        found = min((each for each in known if last <= (each.until or date.max)), key=_until, default=None)
        if found is None:
            raise UserError(Trouble.UNKNOWN_REPORT_TYPE, report_type=report_type, step=step)
        return found

    def settled_until(self, last: date) -> date:
        """The last deadline of periods that end on that day."""
        rules = (self.rule_of(last, each.report_type, each.step) for each in self.rules_now)
        return max((each.due(last, self.holidays).date() for each in rules), default=last)


NOTHING_DUE = Timetable((), ())


def _until(rule: DeadlineRule) -> date:
    return rule.until or date.max


def working_days(first: date, last: date, holidays: Holidays) -> int:
    """How many days are worked from `first` to `last`, both counted."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(map(holidays.is_working, days))


def after_working_days(day: date, count: int, holidays: Holidays) -> date:
    """The day on which so many working days after `day` have begun."""
    while count > 0:
        day += timedelta(days=1)
        count -= holidays.is_working(day)
    return day


def working_days_left(due: date, today: date, holidays: Holidays) -> int:
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


def deadline_of(
    period: Period, timetable: Timetable, report_type: str = REGULAR, step: str = UNIT_TO_PROVINCE
) -> datetime:
    """When the report of a period is due on one step of its way up."""
    return timetable.rule_of(period.last, report_type, step).due(period.last, timetable.holidays)


@dataclass(frozen=True)
class MovedDeadline:
    """A deadline that another timetable puts elsewhere; every period that ends on the same day goes with it."""

    report_type: str
    step: str
    period: Period
    before: datetime
    after: datetime


def moved_deadlines(old: Timetable, new: Timetable, calendar: str) -> Iterator[MovedDeadline]:
    """Every deadline that is another one: around each changed day, and in the first two years of a changed rule."""
    steps = [(each.report_type, each.step) for each in new.rules_now]
    both = [each for each in steps if each in {(rule.report_type, rule.step) for rule in old.rules_now}]
    for year in sorted(_years(old, new)):
        for month in range(year * 100 + 1, year * 100 + 13):
            period = _longest(month, calendar)
            for report_type, step in both:
                before, after = (deadline_of(period, each, report_type, step) for each in (old, new))
                if before != after:
                    yield MovedDeadline(report_type, step, period, before, after)


def _years(old: Timetable, new: Timetable) -> set[int]:
    days = {(each.day, each.kind) for each in old.days} ^ {(each.day, each.kind) for each in new.days}
    begun = {each.since.year for each in set(new.rules) - set(old.rules) if each.since}
    return {day.year - before for day, _ in days for before in (0, 1)} | {year + n for year in begun for n in (0, 1)}


def _longest(month: int, calendar: str) -> Period:
    """The half-year or quarter that ends with a month, else the month."""
    year, number = divmod(month, 100)
    key: Mapping[int, str] = {3: "Q1", 6: "H1", 9: "Q3", 12: "H2"}
    return parse_period(f"{year}-{key[number]}", calendar) if number in key else period_of_month(month, calendar)

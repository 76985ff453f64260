"""Reporting calendars (lịch báo cáo), days off and deadlines, read from the catalogue's `calendars.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import resource


@dataclass(frozen=True)
class Calendar:
    """How days fall into reporting months.

    A reporting month begins on `first_day` of the civil month `month_offset` months away from it: −1 and 15
    make June run from 15/05 to 14/06, as Nghị định 09/2019/NĐ-CP, Điều 12 has it.
    """

    id: str
    name: str
    first_day: int
    month_offset: int
    source: str

    def first_of(self, month: int) -> date:
        """The first day of the reporting month yyyymm."""
        year, place = divmod(_count(month) + self.month_offset, 12)
        return date(year, place + 1, self.first_day)

    def last_of(self, month: int) -> date:
        """The last day of the reporting month yyyymm."""
        return self.first_of(shifted(month, 1)) - timedelta(days=1)

    def month_of(self, day: date) -> int:
        """The reporting month yyyymm that holds the day."""
        started = 0 if day.day >= self.first_day else -1
        return shifted(day.year * 100 + day.month, started - self.month_offset)


def _count(month: int) -> int:
    return month // 100 * 12 + month % 100 - 1


def shifted(month: int, by: int) -> int:
    """The month yyyymm so many months away."""
    year, place = divmod(_count(month) + by, 12)
    return year * 100 + place + 1


@dataclass(frozen=True)
class Holidays:
    """Days off on weekdays, and weekend days that are worked instead."""

    off: frozenset[date]
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        return day not in self.off and (day.weekday() < 5 or day in self.worked)


@dataclass(frozen=True)
class DeadlineRule:
    """When reports of a type are due on one step of the way up (Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5)."""

    report_type: str
    step: str
    working_days: int
    at: time


@dataclass(frozen=True)
class Calendars:
    """Everything of the calendar file."""

    by_id: Mapping[str, Calendar]
    report_types: Mapping[str, str]
    deadlines: tuple[DeadlineRule, ...]
    holidays: Holidays

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Calendars":
        """The calendars of a file's content; raise KeyError, TypeError or ValueError where it is faulty."""
        calendars = {entry["id"]: Calendar(**entry) for entry in data["calendar"]}
        off, worked = (frozenset(map(date.fromisoformat, data[name])) for name in ("days_off", "worked"))
        rules = tuple(
            DeadlineRule(report["type"], **entry) for report in data["report"] for entry in report["deadline"]
        )
        names = {report["type"]: report["name"] for report in data["report"]}
        return cls(calendars, names, rules, Holidays(off, worked))


@cache
def calendars() -> Calendars:
    """The calendars that come with the program."""
    return Calendars.of(tomllib.loads(resource("catalogue", "calendars.toml").read_text("utf-8")))


def calendar(name: str) -> Calendar:
    """The calendar of that id; raise UserError when there is none."""
    found = calendars().by_id.get(name)
    if found is None:
        raise UserError(Trouble.UNKNOWN_CALENDAR, calendar=name, known=", ".join(calendars().by_id))
    return found

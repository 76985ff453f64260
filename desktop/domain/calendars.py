"""Reporting calendars (lịch báo cáo), read from `calendars.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

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


@cache
def calendars() -> Mapping[str, Calendar]:
    """The calendars, which the program brings along: what was reported by them cannot be cut otherwise later."""
    told = tomllib.loads(resource("catalogue", "calendars.toml").read_text("utf-8"))
    return {entry["id"]: Calendar(**entry) for entry in told["calendar"]}


def calendar(name: str) -> Calendar:
    """The calendar of that id; raise UserError when there is none."""
    found = calendars().get(name)
    if found is None:
        raise UserError(Trouble.UNKNOWN_CALENDAR, calendar=name, known=", ".join(calendars()))
    return found

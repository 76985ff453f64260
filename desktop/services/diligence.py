"""How steadily the book is kept: days with records in a period, and how many days on end up to today."""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.deadlines import Holidays
from desktop.domain.periods import Period
from desktop.services.books import Books

_DAYS = """
    SELECT DISTINCT day FROM record
    WHERE unit_id = ? AND state <> 'deleted' AND day BETWEEN ? AND ? AND kind IN ({kinds})
"""


@dataclass(frozen=True)
class Diligence:
    """Days with records (ngày có ghi), and the days on end (ngày liền) of them."""

    days: int
    streak: int


def diligence(books: Books, period: Period, today: date) -> Diligence:
    """What was done on which days; a day off without records breaks nothing, nor does a today still empty."""
    kinds = [kind.code for kind in books.catalogue.record_kinds]
    statement = _DAYS.format(kinds=", ".join("?" for _ in kinds))
    asked = (books.own_unit_id, period.first.isoformat(), period.last.isoformat(), *kinds)
    with books.db.read() as connection:
        days = {date.fromisoformat(day) for day in connection.exec_driver_sql(statement, asked).scalars()}
    last, holidays = min(today, period.last), books.catalogue.timetable.holidays
    return Diligence(len(days), _streak(days, last, period.first, holidays))


def _streak(days: set[date], last: date, first: date, holidays: Holidays) -> int:
    count, day = 0, last
    while day >= first:
        if day in days:
            count += 1
        elif day != last and holidays.is_working(day):
            break
        day -= timedelta(days=1)
    return count

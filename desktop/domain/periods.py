"""Reporting periods (kỳ báo cáo): unions of reporting months, named by a key such as `2020-H1`.

Months are the grain of every sum; a period says which of them it is made of and from which day to which
it runs (Nghị định 09/2019/NĐ-CP, Điều 12; nine months and campaigns are customs of the provinces).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from desktop.base.errors import Trouble, UserError
from desktop.domain.calendars import calendar as calendar_of
from desktop.domain.calendars import shifted

ND09: Final = "nd09"
ROMAN = ("I", "II", "III", "IV")


class PeriodKind(StrEnum):
    """The lengths a period can have."""

    MONTH = "M"
    QUARTER = "Q"
    HALF = "H"
    NINE_MONTHS = "9T"
    YEAR = "Y"
    CUSTOM = "custom"


class MonthOfDay(dict[str | date, int]):
    """Reporting month yyyymm by ISO day, worked out when first asked for: the fast way for many days."""

    def __init__(self, calendar: str) -> None:
        super().__init__()
        self._month_of = calendar_of(calendar).month_of

    def __missing__(self, day: str | date) -> int:
        if not isinstance(day, str):
            return self._month_of(day)
        month = self._month_of(parse_day(day))
        if len(day) == 10:  # days repeat, moments do not
            self[day] = month
        return month


class _ByCalendar(dict[str, MonthOfDay]):
    def __missing__(self, calendar: str) -> MonthOfDay:
        self[calendar] = MonthOfDay(calendar)
        return self[calendar]


months_by_day: Final = _ByCalendar()
"""The tables of all calendars: `months_by_day["nd09"]["2020-06-14"]` is 202006."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(day: str) -> date:
    """The date of `2020-06-14`, also with a time behind; raise ValueError for anything else."""
    if not _ISO_DAY.fullmatch(day[:10]) or day[10:11] not in ("", "T"):
        raise ValueError(f"not an ISO date: {day!r}")
    return date.fromisoformat(day[:10])


def month_of(day: str | date, calendar: str = ND09) -> int:
    """Reporting month yyyymm that holds the day; raise ValueError for a day that does not exist."""
    return months_by_day[calendar][day]


@dataclass(frozen=True)
class Period:
    """One period of one calendar."""

    key: str
    calendar: str
    first: date
    last: date
    months: tuple[int, ...]
    """Reporting months yyyymm; none for a campaign, whose days need not fill months."""

    @property
    def kind(self) -> PeriodKind:
        """Its length."""
        return _KINDS[len(self.months)]

    @property
    def year(self) -> int:
        """The reporting year it belongs to."""
        return (self.months or (month_of(self.last, self.calendar),))[-1] // 100

    @property
    def place(self) -> int:
        """Which one of its year it is, from 1."""
        return (self.months[-1] % 100 - 1) // len(self.months) + 1 if self.months else 1

    @property
    def title(self) -> str:
        """Its name without the year: `6 tháng đầu năm`."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {self.place}"
            case PeriodKind.QUARTER:
                return f"quý {ROMAN[self.place - 1]}"
            case PeriodKind.HALF:
                return "6 tháng đầu năm" if self.place == 1 else "6 tháng cuối năm"
            case PeriodKind.NINE_MONTHS:
                return "9 tháng"
            case PeriodKind.YEAR:
                return "năm"
        return f"từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"

    @property
    def label(self) -> str:
        """Its full name inside a sentence: `6 tháng đầu năm 2020`."""
        if self.kind is PeriodKind.CUSTOM:
            return self.title
        joint = " năm " if self.kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS) else " "
        return f"{self.title}{joint}{self.year}"

    @property
    def dates(self) -> str:
        """From when to when, always shown beside the name: `15/12/2019 – 14/06/2020`."""
        return f"{self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"

    @property
    def following_plan_label(self) -> str:
        """The time whose tasks the report of this period names: `6 tháng cuối năm 2020`."""
        if self.kind is PeriodKind.CUSTOM:
            return "thời gian tới"
        if self.kind is PeriodKind.NINE_MONTHS:
            return f"3 tháng cuối năm {self.year}"
        return self.next().label

    def holds(self, day: str | date) -> bool:
        """Whether the day falls into the period."""
        return self.first <= (parse_day(day) if isinstance(day, str) else day) <= self.last

    def same_period_last_year(self) -> "Period":
        """The base of every comparison (cùng kỳ năm trước)."""
        if self.kind is PeriodKind.CUSTOM:
            return custom_period(_year_before(self.first), _year_before(self.last), self.calendar)
        return parse_period(f"{self.year - 1}{self.key[4:]}", self.calendar)

    def previous(self) -> "Period":
        """The one before it of the same length (kỳ trước, thời gian liền kề)."""
        return self._moved(-1)

    def next(self) -> "Period":
        """The one after it of the same length."""
        return self._moved(1)

    def _moved(self, by: int) -> "Period":
        if self.kind is PeriodKind.CUSTOM:
            length = (self.last - self.first + timedelta(days=1)) * by
            return custom_period(self.first + length, self.last + length, self.calendar)
        # nine months come once a year, the other lengths follow each other without a gap
        step = 12 if self.kind is PeriodKind.NINE_MONTHS else len(self.months)
        return _of_months(self.kind, shifted(self.months[-1], by * step), self.calendar)


def _year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


_KINDS = {0: PeriodKind.CUSTOM}
_SHAPES: dict[PeriodKind, tuple[int, re.Pattern[str]]] = {
    PeriodKind.MONTH: (1, re.compile(r"([12][0-9]{3})-M(0[1-9]|1[0-2])")),
    PeriodKind.QUARTER: (3, re.compile(r"([12][0-9]{3})-Q([1-4])")),
    PeriodKind.HALF: (6, re.compile(r"([12][0-9]{3})-H([12])")),
    PeriodKind.NINE_MONTHS: (9, re.compile(r"([12][0-9]{3})-9T()")),
    PeriodKind.YEAR: (12, re.compile(r"([12][0-9]{3})-Y()")),
}
_KINDS |= {length: kind for kind, (length, _) in _SHAPES.items()}
_CUSTOM = re.compile(r"([0-9]{8})-([0-9]{8})")
_KEYS = {
    PeriodKind.MONTH: "{year}-M{place:02d}",
    PeriodKind.QUARTER: "{year}-Q{place}",
    PeriodKind.HALF: "{year}-H{place}",
    PeriodKind.NINE_MONTHS: "{year}-9T",
    PeriodKind.YEAR: "{year}-Y",
}


@lru_cache(maxsize=1024)
def parse_period(key: str, calendar: str = ND09) -> Period:
    """The period of a key: `2020-M06`, `2020-Q2`, `2020-H1`, `2020-9T`, `2020-Y`, `20210423-20210623`."""
    for kind, (length, pattern) in _SHAPES.items():
        if found := pattern.fullmatch(key):
            last_month = int(found[1]) * 100 + length * int(found[2] or 1)
            return _of_months(kind, last_month, calendar)
    if found := _CUSTOM.fullmatch(key):
        return _parse_custom(found[1], found[2], calendar)
    raise UserError(Trouble.UNKNOWN_PERIOD, key=key)


def _of_months(kind: PeriodKind, last_month: int, calendar: str) -> Period:
    length = _SHAPES[kind][0]
    months = tuple(shifted(last_month, n - length + 1) for n in range(length))
    key = _KEYS[kind].format(year=last_month // 100, place=last_month % 100 // length)
    days = calendar_of(calendar)
    return Period(key, calendar, days.first_of(months[0]), days.last_of(last_month), months)


def _parse_custom(first: str, last: str, calendar: str) -> Period:
    try:
        return custom_period(date.fromisoformat(first), date.fromisoformat(last), calendar)
    except ValueError as error:
        raise UserError(Trouble.UNKNOWN_PERIOD, key=f"{first}-{last}") from error


def custom_period(first: date, last: date, calendar: str = ND09) -> Period:
    """A campaign (đợt cao điểm) of free dates; raise ValueError when it ends before it begins."""
    if last < first:
        raise ValueError("a period cannot end before it begins")
    return Period(f"{first:%Y%m%d}-{last:%Y%m%d}", calendar, first, last, ())


def period_of_month(month: int, calendar: str = ND09) -> Period:
    """The reporting month yyyymm as a period."""
    return parse_period(month_key(month), calendar)


def month_key(month: int) -> str:
    """Reporting month 202006 as rows name it: `2020-M06`."""
    return f"{month // 100}-M{month % 100:02d}"


def month_of_key(key: str) -> int:
    """Reporting month 202006 of `2020-M06`; raise UserError for anything else."""
    if not _SHAPES[PeriodKind.MONTH][1].fullmatch(key):
        raise UserError(Trouble.UNKNOWN_PERIOD, key=key)
    return int(key[:4]) * 100 + int(key[6:])


def month_label(month: int) -> str:
    """Reporting month 202006 as it is read: `tháng 6/2020`."""
    return f"tháng {month % 100}/{month // 100}"

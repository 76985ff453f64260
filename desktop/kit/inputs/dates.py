"""Dates as officers type them: 5/6, 050620, hôm qua."""

import re
from datetime import date, timedelta
from unicodedata import normalize

WORDS = {
    "hôm nay": 0,
    "hom nay": 0,
    "hnay": 0,
    "nay": 0,
    "hôm qua": -1,
    "hom qua": -1,
    "hqua": -1,
    "qua": -1,
    "hôm kia": -2,
    "hom kia": -2,
}
PARTED = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{4}|\d{2}))?")
JOINED = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")

Span = tuple[date, date]


def show_date(day: date) -> str:
    """A date as it is written everywhere."""
    return f"{day:%d/%m/}{day.year:04d}"


class NoDate(ValueError):
    """A text that is no date."""


def parse_date(text: str, today: date, period: Span | None = None) -> date:
    """Read a date; without a year it falls into the period, else into the last twelve months."""
    words = " ".join(normalize("NFC", text).lower().split())
    if words in WORDS:
        return today + timedelta(days=WORDS[words])
    found = PARTED.fullmatch(words) or JOINED.fullmatch(words)
    if found is None:
        raise NoDate(text)
    day, month, year = found.groups()
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else _years(today, period)
    days = [guess for each in years if (guess := _day(each, int(month), int(day)))]
    first, last = period or (today - timedelta(days=365), today)
    inside = [guess for guess in days if first <= guess <= last]
    if not days:
        raise NoDate(text)
    return (inside or days)[0]


def _years(today: date, period: Span | None) -> list[int]:
    """The years a date without one may mean, the latest first."""
    first, last = period or (today - timedelta(days=365), today)
    return list(range(last.year, first.year - 1, -1))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

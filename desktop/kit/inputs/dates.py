"""Dates as officers type them: 5/6, 050620, hôm qua."""

import re
from datetime import date, timedelta

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


def parse_date(text: str, today: date, period: Span | None = None) -> date:
    """Read a date; without a year it falls into the period, else into the last twelve months. ValueError if none."""
    words = " ".join(text.lower().split())
    if words in WORDS:
        return today + timedelta(days=WORDS[words])
    found = PARTED.fullmatch(words) or JOINED.fullmatch(words)
    if found is None:
        raise ValueError(text)
    day, month, year = found.groups()
    if year is None:
        return _without_year(int(day), int(month), today, period)
    return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _without_year(day: int, month: int, today: date, period: Span | None) -> date:
    first, last = period or (today - timedelta(days=365), today)
    for year in range(last.year, first.year - 1, -1):
        if first <= (guess := date(year, month, day)) <= last:
            return guess
    return date((period[1] if period else today).year, month, day)

"""Days of old tables: text in every common form, serial numbers, and columns where Excel swapped day and month."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.text import fold

_EPOCH: Final = date(1899, 12, 30)
SERIALS: Final = range(36526, 54790)
"""Days of 2000 to 2049, when a date lost its format."""
_CENTURY: Final = 2000
_EARLIEST, _LATEST = 1990, 2099

_PARTED: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SPELLED: Final = re.compile(r"(?:ngay\s+)?(\d{1,2})\s*(?:thang|/)\s*(\d{1,2})(?:[\s,]*(?:nam|/)\s*(\d{4}|\d{2}))?")
_MONTH: Final = re.compile(r"thang\s+(\d{1,2})\s*(?:[/.\-]|nam|\s)\s*(\d{4})|(\d{1,2})\s*[/.\-]\s*(\d{4})")
_RANGE: Final = re.compile(r"(\d{1,2})\s*(?:-|den|–)\s*\d{1,2}\s*([/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{2,4})?)")
_CLOCK: Final = re.compile(r"[\sT]*\d{1,2}\s*[:hg]\s*\d{0,2}(?::\d{2})?\s*(?:phut)?[\s,]*")
_WEEKDAY: Final = re.compile(r"^(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn)\b[\s,]*")
_SERIAL: Final = re.compile(r"\d{5}(?:\.0+)?")


class Doubt(StrEnum):
    """Why a day that could be read needs a look."""

    SWAPPED = "swapped"
    """Excel had taken the month for the day; it was turned back by what the column shows."""
    MAYBE_SWAPPED = "maybe_swapped"
    NO_YEAR = "no_year"
    NO_DAY = "no_day"
    SPAN = "span"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True)
class OldDay:
    """A day read from a cell, and why it needs a look."""

    day: date
    doubt: Doubt | None = None


class Order(StrEnum):
    """What a column of days shows of day and month."""

    STRAIGHT = "straight"
    EXCEL_SWAPPED = "excel_swapped"
    """Real days are swapped: the officer's machine had read texts as month/day."""
    MONTH_FIRST = "month_first"
    UNSURE = "unsure"


def order_of(cells: Iterable[object]) -> Order:
    """What a whole column tells: texts that could not be swapped beside real days that all could."""
    real: list[date] = []
    first: list[int] = []
    second: list[int] = []
    for cell in cells:
        if isinstance(cell, date):
            real.append(cell)
        elif isinstance(cell, str) and (found := _PARTED.fullmatch(_plain(cell))):
            first.append(int(found[1]))
            second.append(int(found[2]))
    if second and max(second) > 12 and max(first) <= 12:
        return Order.MONTH_FIRST
    if not real or not first or any(day.day > 12 for day in real):
        return Order.STRAIGHT
    if min(first) <= 12:
        return Order.STRAIGHT if len(real) > len(first) else Order.UNSURE
    return Order.EXCEL_SWAPPED if len(real) + len(first) > 2 else Order.UNSURE


@dataclass(frozen=True)
class DayReader:
    """Reads the days of one column."""

    order: Order = Order.STRAIGHT
    year: int | None = None
    """The year of days that name none."""

    def read(self, cell: object) -> OldDay | None:
        """The day of a cell; None for a blank; raise ValueError for what is no day."""
        if isinstance(cell, date):
            return self._real(cell.date() if isinstance(cell, datetime) else cell)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return self._serial(cell)
        if cell is None or not str(cell).strip():
            return None
        return self._text(_plain(str(cell)))

    def _real(self, day: date) -> OldDay:
        if not _EARLIEST <= day.year <= _LATEST:
            raise ValueError(day)  # 5.6 typed into a cell of days is a day of 1900
        if day.day <= 12 and day.day != day.month:
            if self.order is Order.EXCEL_SWAPPED:
                return OldDay(date(day.year, day.day, day.month), Doubt.SWAPPED)
            if self.order is Order.UNSURE:
                return OldDay(day, Doubt.MAYBE_SWAPPED)
        return OldDay(day)

    def _serial(self, cell: float) -> OldDay:
        if not SERIALS.start <= cell < SERIALS.stop:
            raise ValueError(cell)
        return self._real(_EPOCH + timedelta(days=int(cell)))

    def _text(self, text: str) -> OldDay:
        if found := _ISO.fullmatch(text):
            return OldDay(_day(*(int(part) for part in found.groups())))
        if found := _MONTH.fullmatch(text):
            month, year = (found[1], found[2]) if found[1] else (found[3], found[4])
            return OldDay(_day(int(year), int(month), 1), Doubt.NO_DAY)
        if found := _PARTED.fullmatch(text) or _SPELLED.fullmatch(text):
            return self._of_parts(found[1], found[2], found[3])
        if found := _RANGE.fullmatch(text):
            return OldDay(self._text(_plain(found[1] + found[2])).day, Doubt.SPAN)
        if _SERIAL.fullmatch(text):
            return self._serial(float(text))
        raise ValueError(text)

    def _of_parts(self, first: str, second: str, year_text: str | None) -> OldDay:
        year = self._year(year_text)
        if self.order is Order.MONTH_FIRST:
            return OldDay(_day(year, int(first), int(second)), Doubt.MONTH_FIRST)
        return OldDay(_day(year, int(second), int(first)), None if year_text else Doubt.NO_YEAR)

    def _year(self, text: str | None) -> int:
        if text:
            return int(text) + (_CENTURY if len(text) == 2 else 0)
        if self.year is None:
            raise ValueError("no year")
        return self.year


def _plain(text: str) -> str:
    """Small letters without marks, without clock and day of the week."""
    words = _WEEKDAY.sub("", fold(text).strip(" .,;"))
    if ":" in words or "h" in words.replace("thang", "") or "gio" in words:
        words = _CLOCK.sub(" ", words.replace("gio", "h")).strip(" ,")
    return words.removeprefix("ngay ").strip() if "thang" not in words else words


def _day(year: int, month: int, day: int) -> date:
    if not _EARLIEST <= year <= _LATEST:
        raise ValueError(year)
    return date(year, month, day)


_YEAR: Final = re.compile(r"nam\s*[:.]?\s*(20\d{2})|(?:thang|quy)\s*\S{1,4}\s*[/\-]\s*(20\d{2})|\b(20\d{2})\b")


def year_of(texts: Sequence[str]) -> int | None:
    """The year that titles, a sheet's name or a file's name speak of; None where they name none or several."""
    for text in texts:
        years = {next(filter(None, found)) for found in _YEAR.findall(fold(text))}
        if len(years) == 1:
            return int(years.pop())
    return None

"""One value as a cell shows it, and one cell as a value: the same rules for writing, comparing and reading."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from desktop.domain.arrival import CellFault
from desktop.domain.numbers import parse_money, parse_number
from desktop.domain.records import Value
from desktop.domain.text import cell_text, clean, fold

CellValue = str | float | int | bool | date | datetime | time | timedelta | None
Reading = Value | CellFault | None
"""A value, a fault, or None for blank."""

FIRST_DAY = date(1900, 3, 1)
"""Excel believes in 29 February 1900: earlier days are written as text."""
EPOCH = date(1899, 12, 30)
SERIALS = range(36526, 54790)
"""Days of 2000 to 2049, when a date lost its format."""
EARLIEST_YEAR = 1930
"""A number typed into a cell of days (12.6) becomes a day of 1900."""
MOST_DIGITS = 15
MOST_DECIMALS = 3

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_MONTH = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})", re.IGNORECASE)
_ISO_MONTH = re.compile(r"(\d{4})-?M?(\d{2})")
_YES = frozenset({"x", "co", "1", "v", "true", "yes"})
_NO = frozenset({"0", "khong", "false", "no"})


def shown_day(iso: str) -> CellValue:
    """The day as a cell holds it."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return day if day >= FIRST_DAY else f"{day.day:02}/{day.month:02}/{day.year}"


def shown_moment(iso: str) -> str:
    """`2020-06-14T10:05:00` as 14/06/2020 10:05."""
    return f"{iso[8:10]}/{iso[5:7]}/{iso[:4]} {iso[11:16]}" if len(iso) >= 16 else iso


def shown_month(key: str) -> str:
    """`2020-M06` as 06/2020."""
    found = _ISO_MONTH.fullmatch(key)
    return f"{found[2]}/{found[1]}" if found else key


def read_text(cell: CellValue) -> Reading:
    """Words; a number or a day that Excel made of them is written out again."""
    if isinstance(cell, str):
        return clean(cell) or None
    if isinstance(cell, bool) or cell is None:
        return CellFault.NOT_TEXT
    if isinstance(cell, (int, float)):
        number = _exact(cell)
        return CellFault.NOT_TEXT if number is None else format(number, "f")
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    return CellFault.NOT_TEXT


def read_number(cell: CellValue) -> Reading:
    """A number, exact, of at most three decimals."""
    number = _number(cell)
    if not isinstance(number, Decimal):
        return number
    rounded = round(number, MOST_DECIMALS)
    if rounded != number and not _noise(number, rounded):
        return CellFault.TOO_PRECISE
    whole = rounded.to_integral_value()
    return int(whole) if whole == rounded else rounded.normalize()


def read_money(cell: CellValue) -> Reading:
    """Whole đồng; `1,8 tỷ` is understood."""
    if isinstance(cell, str) and cell.strip():
        try:
            return parse_money(cell)
        except (ValueError, InvalidOperation):
            return CellFault.NOT_NUMBER
    return read_whole(cell)


def read_whole(cell: CellValue) -> Reading:
    """A whole number."""
    number = read_number(cell)
    return CellFault.NOT_WHOLE if isinstance(number, Decimal) or number is CellFault.TOO_PRECISE else number


def read_day(cell: CellValue) -> Reading:
    """A day as ISO text; month before day is never guessed."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return day.isoformat() if day.year >= EARLIEST_YEAR else CellFault.NOT_DATE
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        known = SERIALS.start <= cell < SERIALS.stop and cell == int(cell)
        return (EPOCH + timedelta(days=int(cell))).isoformat() if known else CellFault.NOT_DATE
    if not isinstance(cell, str):
        return CellFault.NOT_DATE
    return _day_of_text(cell.strip()) if cell.strip() else None


def read_month(cell: CellValue) -> Reading:
    """A reporting month, `2020-M06`."""
    if isinstance(cell, date):
        return f"{cell.year}-M{cell.month:02}"
    if not isinstance(cell, str):
        return CellFault.NOT_MONTH
    text = clean(cell).strip()
    if found := _MONTH.fullmatch(text):
        year, month = int(found[2]), int(found[1])
    elif found := _ISO_MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    else:
        return CellFault.NOT_MONTH if text else None
    return f"{year}-M{month:02}" if 1 <= month <= 12 else CellFault.NOT_MONTH


def read_flag(cell: CellValue) -> Reading:
    """`x` or blank; what people write instead is understood."""
    if isinstance(cell, (int, float)):  # TRUE and FALSE too
        return "x" if cell == 1 else None if cell == 0 else CellFault.NOT_FLAG
    if not isinstance(cell, str):
        return CellFault.NOT_FLAG
    word = fold(cell)
    if word in _YES or cell.strip() in ("✓", "✔"):
        return "x"
    return None if word in _NO or not cell.strip() else CellFault.NOT_FLAG


def choice_reader(codes: dict[str, str]) -> Callable[[CellValue], Reading]:
    """A reader for one list: labels, codes and synonyms, at last without marks and capitals."""
    folded = {fold(word): code for word, code in reversed(codes.items())}

    def read(cell: CellValue) -> Reading:
        if isinstance(cell, float):
            cell = format(Decimal(repr(cell)).normalize(), "f")
        if not isinstance(cell, str):
            return CellFault.NOT_CHOICE
        word = clean(cell).strip()
        if not word:
            return None
        return codes.get(word) or folded.get(fold(word)) or CellFault.NOT_CHOICE

    return read


def shown_text(cell: CellValue) -> str:
    """A cell in words, for a sentence about it."""
    return cell_text(cell)[:200]


def _number(cell: CellValue) -> Decimal | CellFault | None:
    if isinstance(cell, str):
        return _number_of_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return CellFault.NOT_NUMBER
    number = _exact(cell)
    return CellFault.TOO_PRECISE if number is None else number


def _number_of_text(text: str) -> Decimal | CellFault | None:
    if not text.strip():
        return None
    try:
        return parse_number(text)
    except (ValueError, InvalidOperation):
        return CellFault.NOT_NUMBER


def _exact(cell: float) -> Decimal | None:
    """The number that the cell shows; None when it has more digits than Excel keeps."""
    number = Decimal(repr(cell))
    if not number.is_finite() or abs(number) >= 10**MOST_DIGITS:
        return None
    return Decimal(int(cell)) if cell == int(cell) else number


def _noise(number: Decimal, rounded: Decimal) -> bool:
    """Whether the difference is only what binary arithmetic left behind (0,1 + 0,2)."""
    return abs(number - rounded) <= abs(number) * Decimal("1e-14")


def _day_of_text(text: str) -> Reading:
    if found := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return CellFault.NOT_DATE
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return CellFault.NOT_DATE

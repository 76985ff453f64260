"""Cells of the catalogue's workbook: what is stored ↔ what a person sees and types."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.domain.catalogue_columns import SEPARATOR, Column, Sort
from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.text import clean, fold

MOST_DIGITS = 15
"""More than these no spreadsheet keeps."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TIME = re.compile(r"(\d{1,2})(?::| ?(?:h|giờ) ?)(\d{2})?(?::00)?(?: ?phút)?", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_YES, _NO = frozenset({"x", "có", "co", "1", "true"}), frozenset({"", "không", "khong", "0", "false"})


class Unreadable(Exception):
    """A cell that means nothing in its column."""

    def __init__(self, fault: FaultCode) -> None:
        super().__init__(fault.value)
        self.fault = fault


def stored(cell: object, column: Column) -> Any:
    """What a cell says; None for a blank one; raise Unreadable for what it cannot say here."""
    if cell is None or (isinstance(cell, str) and not clean(cell).strip()):
        return None
    if column.words is not None:
        return _word(_text(cell), column.words)
    match column.sort:
        case Sort.TEXT:
            return _text(cell)
        case Sort.LIST:
            return [word for part in re.split(r"[;\n]", _text(cell)) if (word := part.strip())] or None
        case Sort.FLAG:
            return _flag(cell)
        case Sort.DAY:
            return _day(cell)
        case Sort.TIME:
            return _time(cell)
        case Sort.WHOLE:
            number = _number(cell, FaultCode.NOT_WHOLE)
            if not isinstance(number, int):
                raise Unreadable(FaultCode.NOT_WHOLE)
            return number
        case Sort.NUMBER:
            return _number(cell, FaultCode.NOT_NUMERIC)
        case Sort.BOUND:
            return _bound(cell)


def shown(value: Any, column: Column) -> str | int | Decimal | date:
    """What stands in the cell of a stored value."""
    if value is None or value is False:
        return ""
    if column.words is not None:
        return column.words.get(str(value), str(value))
    if column.sort is Sort.LIST:
        return f"{SEPARATOR} ".join(value)
    if column.sort is Sort.FLAG:
        return "x"
    if isinstance(value, str) and column.sort in (Sort.DAY, Sort.BOUND) and _ISO.fullmatch(value):
        return date.fromisoformat(value)
    return value if isinstance(value, (int, Decimal)) else str(value)


def words_of(value: Any, column: Column) -> str:
    """The same for telling a difference: `15/06/2020`, `1,5`."""
    seen = shown(value, column)
    if isinstance(seen, date):
        return f"{seen:%d/%m/%Y}"
    return str(seen).replace(".", ",") if isinstance(seen, Decimal) else str(seen)


def as_typed(cell: object) -> str:
    """A cell as a fault quotes it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return clean(str(cell)).strip()


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return clean(cell).strip()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and float(cell).is_integer():
        return str(int(cell))
    raise Unreadable(FaultCode.WRONG_TYPE)


def _word(text: str, words: Mapping[str, str]) -> str:
    if text in words:
        return text
    for kept, seen in words.items():
        if text == seen:
            return kept
    known = {fold(seen): kept for kept, seen in words.items()}
    if fold(text) not in known:
        raise Unreadable(FaultCode.BAD_WORD)
    return known[fold(text)]


def _flag(cell: object) -> bool | None:
    word = as_typed(cell).lower()
    if word not in _YES | _NO:
        raise Unreadable(FaultCode.NOT_A_FLAG)
    return word in _YES or None


def _day(cell: object) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    found = _written_day(clean(cell).strip()) if isinstance(cell, str) else None
    if found is None:
        raise Unreadable(FaultCode.NOT_A_DAY)
    return found


def _written_day(text: str) -> str | None:
    """ISO day of `15/06/2020` or `2020-06-15`."""
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(cell: object) -> str:
    """`17:00` of a time of day, of the part of a day that a spreadsheet takes it for, of `17h`, `17 giờ 30`."""
    if isinstance(cell, float) and 0 <= cell < 1:
        cell = f"{round(cell * 1440) // 60}:{round(cell * 1440) % 60:02}"
    if isinstance(cell, (time, datetime)):
        return f"{cell:%H:%M}"
    found = _TIME.fullmatch(clean(cell).strip()) if isinstance(cell, str) else None
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise Unreadable(FaultCode.NOT_A_TIME)
    return f"{hour:02}:{minute:02}"


def _number(cell: object, fault: FaultCode) -> int | Decimal:
    text = repr(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else ""
    if isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()):
        text = cell.strip().replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise Unreadable(fault) from error
    if not number.is_finite() or len(number.normalize().as_tuple().digits) > MOST_DIGITS:
        raise Unreadable(fault)
    return int(number) if number == number.to_integral_value() else number


def _bound(cell: object) -> int | Decimal | str:
    if isinstance(cell, date):
        return _day(cell)
    if isinstance(cell, bool):
        raise Unreadable(FaultCode.WRONG_TYPE)
    text = clean(cell).strip() if isinstance(cell, str) else ""
    if not text or _NUMBER.fullmatch(text):
        return _number(cell, FaultCode.NOT_NUMERIC)
    return _written_day(text) or text

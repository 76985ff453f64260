"""One value against its field: a quick yes or no, and the fault in facts when it is no."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.domain.catalogue_parts import ChoiceList, Field, FieldType
from desktop.domain.personal_data import may_name, personal_data
from desktop.domain.problems import Fault
from desktop.domain.records import Value

FIRST_DAY, LAST_DAY = "1990-01-01", "2099-12-31"
TEXT_LENGTH = 200
_MONTH = re.compile(r"\d{4}-M(0[1-9]|1[0-2])\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")

Quick = Callable[[Any], bool]
Found = tuple[Fault, Mapping[str, Value]]


class _Days(dict[str, bool]):
    """Days known to exist; what is no day is never remembered."""

    def __missing__(self, text: str) -> bool:
        if not is_day(text) or not FIRST_DAY <= text <= LAST_DAY:
            return False
        self[text] = True
        return True


_DAYS = _Days()


def is_day(text: object) -> bool:
    """Whether this is an ISO date of a day that exists."""
    if not isinstance(text, str) or not _DAY.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def names_a_person(text: str) -> bool:
    """Whether a text holds a citizen's number, a phone or a plate."""
    return may_name(text) and bool(personal_data(text))


def quick_test(field: Field, lists: Mapping[str, ChoiceList]) -> Quick:
    """A fast test that holds for exactly the values without a fault."""
    match field.type:
        case FieldType.CHOICE:
            return frozenset(lists[field.choices or ""].by_code).__contains__
        case FieldType.DATE if field.minimum is None and field.maximum is None:
            return _DAYS.__getitem__
        case FieldType.FLAG:
            return frozenset({"x"}).__contains__
        case FieldType.INTEGER | FieldType.MONEY:
            return _quick_whole(field)
        case FieldType.NUMBER:
            whole = _quick_whole(field)
            return lambda value: whole(value) or fault_of(field, lists, value) is None
        case FieldType.TEXT | FieldType.LONG_TEXT:
            return _quick_text(field)
        case _:
            return lambda value: fault_of(field, lists, value) is None


def column_test(field: Field, lists: Mapping[str, ChoiceList]) -> Callable[[Sequence[Any]], bool]:
    """Whether a whole column holds only values without a fault: the same answer, at a fraction of the time."""
    one = quick_test(field, lists)
    if field.type in (FieldType.INTEGER, FieldType.MONEY):
        low, high = _whole_bounds(field)
        return lambda column: set(map(type, column)) == {int} and low <= min(column) and max(column) <= high
    remembered = field.type not in (FieldType.TEXT, FieldType.LONG_TEXT)
    good: set[str] = set()

    def all_good(column: Sequence[Any]) -> bool:
        if set(map(type, column)) != {str}:  # 1 and 1.0 are one member of a set, and not the same value
            return all(map(one, column))
        fresh = set(column) - good
        if not all(map(one, fresh)):
            return False
        if remembered:
            good.update(fresh)
        return True

    return all_good


def _quick_whole(field: Field) -> Quick:
    low, high = _whole_bounds(field)
    return lambda value: type(value) is int and low <= value <= high


def _whole_bounds(field: Field) -> tuple[int | Decimal, int | Decimal]:
    low, high = _bounds(field)
    return -(10**30) if low is None else low, 10**30 if high is None else high


def _bounds(field: Field) -> tuple[int | Decimal | None, int | Decimal | None]:
    low, high = field.minimum, field.maximum
    return (None if isinstance(low, str) else low), (None if isinstance(high, str) else high)


def _quick_text(field: Field) -> Quick:
    longest, lines = _longest(field), field.type is FieldType.LONG_TEXT
    return lambda value: (
        type(value) is str
        and len(value) <= longest
        and (value.isprintable() or (lines and value.replace("\n", "").isprintable()))
        and not (may_name(value) and personal_data(value))
    )


def _longest(field: Field) -> int:
    return field.maximum if isinstance(field.maximum, int) else TEXT_LENGTH


def fault_of(field: Field, lists: Mapping[str, ChoiceList], value: Any) -> Found | None:
    """What is wrong with a value, with the facts that its sentence names."""
    match field.type:
        case FieldType.TEXT | FieldType.LONG_TEXT:
            return _text_fault(field, value)
        case FieldType.INTEGER | FieldType.MONEY | FieldType.NUMBER:
            return _number_fault(field, value)
        case FieldType.DATE:
            return _date_fault(field, value)
        case FieldType.CHOICE:
            known = lists[field.choices or ""].by_code
            return None if isinstance(value, str) and value in known else (Fault.NOT_A_CHOICE, _shown(value))
        case FieldType.FLAG:
            return None if value == "x" else (Fault.NOT_A_FLAG, _shown(value))
        case FieldType.MONTH:
            good = isinstance(value, str) and _MONTH.match(value)
            return None if good else (Fault.NOT_A_MONTH, _shown(value))


def _shown(value: Any) -> dict[str, Value]:
    return {"value": value if type(value) in (int, Decimal) else str(value)}


def _text_fault(field: Field, value: Any) -> Found | None:
    if not isinstance(value, str):
        return Fault.NOT_TEXT, _shown(value)
    if len(value) > _longest(field):
        return Fault.TOO_LONG, {"length": len(value), "maximum": _longest(field)}
    lines = value.replace("\n", "") if field.type is FieldType.LONG_TEXT else value
    if not lines.isprintable():
        return Fault.CONTROL_CHARACTERS, {}
    if names_a_person(value):
        return Fault.PERSONAL_DATA, {"value": ", ".join(personal_data(value))}
    return None


def _number_fault(field: Field, value: Any) -> Found | None:
    if type(value) not in (int, Decimal) or (type(value) is Decimal and not value.is_finite()):
        return Fault.NOT_A_NUMBER, _shown(value)
    if type(value) is Decimal and value != round(value, field.decimals):
        return (Fault.TOO_MANY_DECIMALS if field.decimals else Fault.NOT_WHOLE), {
            "value": value,
            "decimals": field.decimals,
        }
    if type(value) is Decimal and field.type is not FieldType.NUMBER:
        return Fault.NOT_WHOLE, {"value": value, "decimals": 0}
    low, high = _bounds(field)
    if low is not None and value < low:
        return Fault.TOO_SMALL, {"value": value, "minimum": low}
    if high is not None and value > high:
        return Fault.TOO_LARGE, {"value": value, "maximum": high}
    return None


def _date_fault(field: Field, value: Any) -> Found | None:
    if not is_day(value):
        return Fault.NOT_A_DATE, _shown(value)
    first, last = str(field.minimum or FIRST_DAY), str(field.maximum or LAST_DAY)
    if not first <= value <= last:
        return Fault.DATE_RANGE, {"value": value, "minimum": first, "maximum": last}
    return None

"""Typed text → the value of a field, for the command line."""

from datetime import datetime

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue, Field, FieldType
from desktop.domain.numbers import NumberRefused, parse_money, parse_number
from desktop.domain.records import Value

YES, NO = frozenset({"x", "có", "co", "1"}), frozenset({"không", "khong", "0"})


def entered(catalogue: Catalogue, field: Field, text: str) -> Value | None:
    """What the text means in this field, None for nothing; raise UserError when it means nothing."""
    said = text.strip()
    if not said:
        return None
    try:
        return _read(catalogue, field, said)
    except NumberRefused as error:
        raise UserError(error.why, text=said) from error
    except ValueError as error:
        raise UserError(Trouble.VALUE_UNREADABLE, text=said, code=field.name) from error


def _read(catalogue: Catalogue, field: Field, said: str) -> Value | None:
    if field.choices:
        if said not in catalogue.choices[field.choices].by_code:
            raise ValueError(said)
        return said
    match field.type:
        case FieldType.INTEGER:
            number = parse_number(said)
            if number % 1:
                raise ValueError(said)
            return int(number)
        case FieldType.NUMBER:
            number = parse_number(said)
            return number if number % 1 else int(number)
        case FieldType.MONEY:
            return parse_money(said)
        case FieldType.DATE:
            return _day(said)
        case FieldType.FLAG:
            if said.lower() not in YES | NO:
                raise ValueError(said)
            return "x" if said.lower() in YES else None
    return said


def _day(said: str) -> str:
    form = "%d/%m/%Y" if "/" in said else "%Y-%m-%d"
    return datetime.strptime(said, form).date().isoformat()

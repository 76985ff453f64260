"""Field of the catalogue → input of the kit, and its value there and back."""

from datetime import date
from decimal import Decimal
from functools import partial

from desktop.domain.catalogue import Choice, Field, FieldType, Kind
from desktop.domain.numbers import format_number, parse_money, parse_number
from desktop.domain.records import Value
from desktop.domain.text import fold
from desktop.kit import inputs
from desktop.kit.inputs import CheckInput, ChoicePicker, DateInput, Input, LongTextInput, MoneyInput, NumberInput
from desktop.services import recalling
from desktop.ui import words
from desktop.ui.context import Context
from desktop.ui.unit.suggest_input import SuggestInput

LONG_LIST = 8
"""Lists that do not fit on one look show first what is used most; shorter ones keep their order."""

WORDS_LIMIT, LONG_LIMIT = 200, 2000


def fields_of(kind: Kind) -> list[Field]:
    """The fields as the form shows them: how many the record stands for comes right after its day."""
    fields = list(kind.fields)
    if kind.day_total and kind.date_field:
        place = next(place for place, each in enumerate(fields) if each.name == kind.date_field)
        fields.insert(place + 1, _count_field(fields[place].group))
    return fields


def _count_field(group: str) -> Field:
    hint = words.translate("Words", "Số hoạt động giống nhau trong ngày, để trống là 1.")
    label = words.translate("Words", "Số lượng")
    return Field("_count", label, "Count", FieldType.INTEGER, minimum=1, maximum=9999, hint=hint, group=group)


def made(context: Context, kind: Kind, field: Field) -> Input:
    """The input for a field."""
    match field.type:
        case FieldType.CHOICE:
            picker = ChoicePicker(fold)
            picker.set_choices(choices(context, kind, field))
            return picker
        case FieldType.DATE:
            return DateInput(context.today, (context.period.first, context.period.last))
        case FieldType.INTEGER:
            return NumberInput(_whole, format_number, field.unit or "")
        case FieldType.NUMBER:
            return NumberInput(parse_number, format_number, field.unit or "")
        case FieldType.MONEY:
            return MoneyInput(parse_money, format_number, field.unit or "")
        case FieldType.FLAG:
            return CheckInput(field.label)
        case FieldType.LONG_TEXT:
            return LongTextInput(int(field.maximum or LONG_LIMIT), lines=2)
        case _:
            used = partial(recalling.used_values, context.books, field.name)
            return SuggestInput(used, int(field.maximum or WORDS_LIMIT))


def _whole(text: str) -> int:
    number = parse_number(text)
    if number != number.to_integral_value():
        raise ValueError(text)
    return int(number)


def choices(
    context: Context, kind: Kind, field: Field, parent: Value | None = None, held: Value | None = None
) -> list[inputs.Choice]:
    """What the field chooses from, narrowed by the choice of its parent; what it holds is always among it."""
    found = context.catalogue.choices_of(field)
    if found is None:
        return []
    items = list(found.items if parent is None else found.children_of(str(parent)))
    if held is not None and all(each.code != held for each in items):
        items.append(found.by_code.get(str(held), Choice(str(held), str(held))))
    used = dict(recalling.used_values(context.books, field.name, kind.code)) if len(items) > LONG_LIST else {}
    return [_choice(each, used.get(each.code, 0)) for each in items]


def _choice(each: Choice, used: int) -> inputs.Choice:
    """A choice as it is shown, found by its code and its other names too."""
    also = (each.code, *each.synonyms)
    return inputs.Choice(each.code, each.label, _short_code(each), _retired(each), used, also)


def _short_code(choice: Choice) -> str:
    """The code when it is one that people write (TTXH); the machine's own are found but not shown."""
    return choice.code if choice.code.isupper() else ""


def _retired(choice: Choice) -> str:
    if choice.valid_to is None:
        return ""
    until = words.day(date.fromisoformat(choice.valid_to))
    return words.translate("Words", "dùng đến {day}").format(day=until)


def read(input_: Input) -> Value | None:
    """What stands in an input, as it is stored; None for a blank."""
    value = input_.value()
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value if value != "" else None


def show(field: Field, input_: Input, value: Value | None) -> None:
    """Show a stored value."""
    if field.type is FieldType.DATE:
        input_.set_value(date.fromisoformat(str(value)[:10]) if value else None)
    elif field.type is FieldType.FLAG:
        input_.set_value(value == "x")
    else:
        input_.set_value(value)


def unreadable(input_: Input) -> str:
    """Typed text that means nothing to its field; '' when all is well."""
    typed = input_.raw().strip()
    return typed if typed and input_.value() is None else ""

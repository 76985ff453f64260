"""Values as words: what a list or a source line shows of a row."""

from datetime import date

from desktop.domain.catalogue import Catalogue, Field, FieldType, Kind
from desktop.domain.numbers import format_number
from desktop.domain.records import Value, Values


def shown(catalogue: Catalogue, field: Field, value: Value) -> str:
    """One value as people read it."""
    if field.choices:
        return catalogue.choices[field.choices].label(str(value))
    if field.type is FieldType.DATE:
        return f"{date.fromisoformat(str(value)[:10]):%d/%m/%Y}"
    if isinstance(value, str):
        return value
    words = format_number(value)
    return f"{words} {field.unit}" if field.unit else words


def listed(catalogue: Catalogue, kind: Kind, values: Values) -> str:
    """The content column: the kind's listed fields that have a value."""
    fields = (kind.field(name) for name in kind.listed)
    return ", ".join(shown(catalogue, field, values[field.name]) for field in fields if field.name in values)

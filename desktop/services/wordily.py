"""Values as words: what a list or a source line shows of a row."""

from datetime import date

from desktop.domain.catalogue import Catalogue, Field, FieldType, Kind
from desktop.domain.numbers import format_number
from desktop.domain.records import Value, Values
from desktop.services.counting import SummaryLine
from desktop.wording.figures import change_words, figure_words, missing_words


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


def line_words(line: SummaryLine) -> str:
    """An indicator in one line: name, value with its parts, change and base, what is missing."""
    indicator = line.indicator
    value = figure_words(line.now, indicator.per_cent, indicator.decimals)
    if line.denominator is not None and line.numerator is not None:
        value = f"{format_number(line.numerator)}/{format_number(line.denominator)} = {value}"
    unit = "" if indicator.per_cent else f" {indicator.unit}"
    change = change_words(line.comparison, indicator.per_cent)
    base = (
        f"cùng kỳ {figure_words(line.base, indicator.per_cent, indicator.decimals)}"
        if line.base.amount is not None
        else ""
    )
    rest = ", ".join(words for words in (change, base, missing_words(line.now)) if words)
    return f"{indicator.name}: {value}{unit}" + (f" ({rest})" if rest else "")

"""Values as words: what a list or a source line shows of a row."""

from desktop.domain.catalogue import Catalogue, Kind
from desktop.domain.numbers import format_number
from desktop.domain.records import Values
from desktop.services.counting import SummaryLine
from desktop.wording.cells import value_words
from desktop.wording.figures import change_words, figure_words, missing_words


def listed(catalogue: Catalogue, kind: Kind, values: Values) -> str:
    """The content column: the kind's listed fields that have a value."""
    fields = (kind.field(name) for name in kind.listed)
    return ", ".join(value_words(catalogue, field, values[field.name]) for field in fields if field.name in values)


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

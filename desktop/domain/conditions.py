"""The two small languages of the catalogue: conditions on a row and signed sums."""

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from desktop.domain.catalogue_parts import Condition, Expression
from desktop.domain.records import Value

_COMPARISONS = frozenset({"=", "!=", ">", ">=", "<", "<="})
_LISTS = frozenset({"in", "not_in"})
_BARE = frozenset({"present", "absent"})
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")
_TERM = re.compile(r"\s*([+-]?)\s*(@?[A-Za-z_][\w.]*)")


def literal(text: str) -> Value:
    """A number if it looks like one, else the text."""
    if not _NUMBER.match(text):
        return text
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else value


def parse_condition(text: str, numeric: bool = False) -> Condition:
    """Condition of `field op value…`; raise ValueError when it is none."""
    name, _, rest = text.strip().partition(" ")
    op, _, tail = rest.strip().partition(" ")
    words: list[Value] = [literal(word) if numeric else word for word in tail.split()]
    if op in _BARE and not words:
        return Condition(name, op)
    if op in _COMPARISONS and len(words) == 1:
        return Condition(name, op, words[0])
    if op in _LISTS and words:
        return Condition(name, op, tuple(words))
    raise ValueError(text)


def parse_expression(text: str) -> Expression:
    """Signed terms of `A + B - C`; raise ValueError when it is none."""
    terms: list[tuple[int, str]] = []
    at = 0
    while match := _TERM.match(text, at):
        if terms and not match[1]:
            break
        terms.append((-1 if match[1] == "-" else 1, match[2]))
        at = match.end()
    if not terms or text[at:].strip():
        raise ValueError(text)
    return tuple(terms)


COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}

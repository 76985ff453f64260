"""Rules of the catalogue made ready to run over one row."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain.catalogue_parts import Condition, Expression, Kind, Rule
from desktop.domain.conditions import COMPARE, compile_condition
from desktop.domain.records import Value, Values

Row = Mapping[str, Any]
Test = Callable[[Row], bool]
Operand = Callable[[Row], Any]

TODAY, LAST = "@today", "@last"
CONTEXT = frozenset({TODAY, LAST})


@dataclass(frozen=True, slots=True)
class RowRule:
    """One rule, ready: `passes` is quick, the rest serves the sentence."""

    rule: Rule
    place: str
    looked_at: tuple[str, ...]
    passes: Test
    left: Operand
    right: Operand
    needs: frozenset[str]
    """Of today and the period's last day, what must be known for the rule to apply."""

    def faulty_place(self, row: Row) -> str:
        """Where to show it: of two that belong together, the one that is missing."""
        if self.rule.op == "both_or_none":
            return next((name for _, name in self.rule.left + self.rule.right if name not in row), self.place)
        return self.place


def ready(rule: Rule, kind: Kind) -> RowRule:
    """A rule made ready for a kind; rules over `@date` look at the kind's own date."""
    left = _named(rule.left, kind)
    right = _named(rule.right, kind)
    fields = [name for _, name in left + right] + [condition.field for condition in rule.when]
    return RowRule(
        rule=rule,
        place=left[0][1],
        looked_at=tuple(dict.fromkeys(name for name in fields if name not in CONTEXT)),
        passes=_guarded(rule.when, _test(rule, left, right)),
        left=_operand(left, _missing(rule)),
        right=_operand(right, _missing(rule)) if right else _literal(rule),
        needs=frozenset(name for _, name in left + right) & CONTEXT,
    )


def _named(expression: Expression, kind: Kind) -> Expression:
    names = {"@date": kind.date_field or "", "@count": "_count"}
    return tuple((sign, names.get(name, name)) for sign, name in expression)


def _literal(rule: Rule) -> Operand:
    value = rule.values[0] if len(rule.values) == 1 else None
    return lambda row: value


def _missing(rule: Rule) -> Any:
    return 0 if rule.missing == "zero" else None


def _operand(expression: Expression, absent: Any) -> Operand:
    """Value of an expression; None when nothing of it is there and blanks do not count as zero."""
    if len(expression) == 1 and expression[0][0] > 0:
        name = expression[0][1]
        default = 1 if name == "_count" else absent
        return lambda row: row.get(name, default)

    def signed_sum(row: Row) -> Any:
        known = [sign * row[name] for sign, name in expression if name in row]
        return sum(known) if known else absent

    return signed_sum


def _guarded(when: tuple[Condition, ...], test: Test) -> Test:
    if not when:
        return test
    if len(when) == 1:
        applies = compile_condition(when[0])
        return lambda row: not applies(row) or test(row)
    guards = [compile_condition(condition) for condition in when]
    return lambda row: not all(guard(row) for guard in guards) or test(row)


def _test(rule: Rule, left: Expression, right: Expression) -> Test:
    name = left[0][1]
    other = right[0][1] if right else ""
    match rule.op:
        case "present":
            return lambda row: name in row
        case "absent":
            return lambda row: name not in row
        case "both_or_none":
            return lambda row: (name in row) == (other in row)
        case "not_both":
            return lambda row: name not in row or other not in row
        case "in" | "not_in":
            return _membership(rule, name)
        case "matches":
            pattern = re.compile(str(rule.values[0]))
            return lambda row: name not in row or pattern.fullmatch(str(row[name])) is not None
        case "within":
            return _within(rule, left, right)
        case _:
            return _comparison(rule, left, right)


def _membership(rule: Rule, name: str) -> Test:
    words, wanted = frozenset(rule.values), rule.op == "in"
    if rule.missing == "require":
        return lambda row: name in row and (row[name] in words) == wanted
    return lambda row: name not in row or (row[name] in words) == wanted


def _within(rule: Rule, left: Expression, right: Expression) -> Test:
    first, second, span = left[0][1], right[0][1], int(rule.tolerance)
    return lambda row: (
        first not in row
        or second not in row
        or abs((date.fromisoformat(row[first]) - date.fromisoformat(row[second])).days) <= span
    )


def _comparison(rule: Rule, left: Expression, right: Expression) -> Test:
    compare, missing = COMPARE[rule.op], rule.missing
    if missing == "skip_any" and len(left) == len(right) == 1 and "_count" not in (left[0][1], right[0][1]):
        first, second = left[0][1], right[0][1]
        return lambda row: first not in row or second not in row or compare(row[first], row[second])
    get_left = _operand(left, _missing(rule))
    get_right = _operand(right, _missing(rule)) if right else _literal(rule)

    def test(row: Row) -> bool:
        mine, theirs = get_left(row), get_right(row)
        if mine is None or theirs is None:
            return missing != "require"
        return bool(compare(mine, theirs))

    return test


def facts_of(rule: RowRule, row: Values) -> dict[str, Value]:
    """All that the rule's sentence may name."""
    facts = {name: value for name, value in row.items() if not name.startswith("_")}
    for name, operand in (("left", rule.left), ("right", rule.right)):
        value = operand(row)
        if value is not None:
            facts[name] = value
    return facts

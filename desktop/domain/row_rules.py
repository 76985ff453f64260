"""Rules of the catalogue made into one quick test per kind.

Every rule becomes a Python expression over `row`, `today` and `last`; all rules of a kind are joined into one function,
which costs a fifth of a chain of closures. Names and values enter the text only quoted or as named constants.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.domain.catalogue_parts import Condition, Expression, Kind, Rule
from desktop.domain.records import Value, Values

Row = Mapping[str, Any]
Test = Callable[[Row, str | None, str | None], bool]

BOUNDS = {"@today": "today", "@last": "last"}
_OPERATORS = {"=": "==", "!=": "!=", ">": ">", ">=": ">=", "<": "<", "<=": "<="}


@dataclass(frozen=True)
class RowRule:
    """One rule over the rows of a kind: `@date` and `@count` stand for the kind's own fields."""

    rule: Rule
    left: Expression
    right: Expression
    span: tuple[Condition, ...] = ()
    """Which rows are of the time of this wording; no input of the rule, so that reasons given for it go on."""

    @staticmethod
    def of(rule: Rule, kind: Kind, span: tuple[Condition, ...] = ()) -> "RowRule":
        """The rule with its operands named as in the kind."""
        names = {"@date": kind.date_field or "", "@count": "_count"}
        left, right = (tuple((sign, names.get(name, name)) for sign, name in side) for side in (rule.left, rule.right))
        return RowRule(rule, left, right, span)

    @property
    def bound(self) -> str:
        """Today or the period's last day, for rules that hold a date against it."""
        return next((name for _, name in self.right if name in BOUNDS), "")

    @property
    def looked_at(self) -> tuple[str, ...]:
        """Fields that decide."""
        operands = [name for _, name in self.left + self.right if name not in BOUNDS]
        return tuple(dict.fromkeys(operands + [condition.field for condition in self.rule.when]))

    def place(self, row: Row) -> str:
        """Where to show it: of two that belong together, the one that is missing."""
        operands = [name for _, name in self.left + self.right]
        if self.rule.op == "both_or_none":
            return next((name for name in operands if name not in row), operands[0])
        return operands[0]

    def facts(self, row: Values, context: Mapping[str, str]) -> dict[str, Value]:
        """All that the rule's sentence may name."""
        facts = {name: value for name, value in row.items() if not name.startswith("_")}
        known = {"_count": 1, **row, **context}
        for name, side in (("left", self.left), ("right", self.right)):
            values = [known.get(each, 0 if self.rule.missing == "zero" else None) for _, each in side]
            if len(values) == 1 and values[0] is not None:
                facts[name] = values[0]
        return facts


@dataclass(frozen=True)
class _Source:
    """Text of a rule, and the constants that it names."""

    constants: dict[str, Any] = field(default_factory=dict)

    def constant(self, value: Any) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def rule(self, rule: RowRule) -> str:
        guards = " and ".join(self.condition(condition) for condition in (*rule.rule.when, *rule.span))
        test = self.test(rule)
        return f"(not ({guards}) or {test})" if guards else test

    def condition(self, condition: Condition) -> str:
        name, op = repr(condition.field), condition.op
        if op in ("present", "absent"):
            return f"({name} {_IN[op]} row)"
        if op in ("in", "not_in"):
            return f"(row.get({name}) {_IN[op]} {self.constant(_members(condition.value))})"
        if op in ("=", "!="):
            return f"(row.get({name}) {_OPERATORS[op]} {self.constant(condition.value)})"
        return f"({name} in row and row[{name}] {_OPERATORS[op]} {self.constant(condition.value)})"

    def test(self, rule: RowRule) -> str:
        op, name = rule.rule.op, repr(rule.left[0][1])
        other = repr(rule.right[0][1]) if rule.right else ""
        match op:
            case "present" | "absent":
                return f"({name} {_IN[op]} row)"
            case "both_or_none":
                return f"(({name} in row) == ({other} in row))"
            case "not_both":
                return f"({name} not in row or {other} not in row)"
            case "within":
                span = self.constant(int(rule.rule.tolerance))
                return f"({name} not in row or {other} not in row or days(row[{name}], row[{other}]) <= {span})"
            case "matches":
                pattern = self.constant(re.compile(str(rule.rule.values[0])))
                return f"({name} not in row or {pattern}.fullmatch(row[{name}]) is not None)"
            case "in" | "not_in":
                return self.membership(rule.rule, name)
            case _:
                return self.comparison(rule)

    def membership(self, rule: Rule, name: str) -> str:
        test = f"row[{name}] {_IN[rule.op]} {self.constant(_members(rule.values))}"
        return f"({name} in row and {test})" if rule.missing == "require" else f"({name} not in row or {test})"

    def comparison(self, rule: RowRule) -> str:
        left, left_absent = self.operand(rule.left, rule.rule)
        right, right_absent = self.operand(rule.right, rule.rule)
        absent = [each for each in (left_absent, right_absent) if each]
        test = f"{left} {_OPERATORS[rule.rule.op]} {right}"
        if rule.rule.missing == "require":
            return "(" + " and ".join([f"not {each}" for each in absent] + [test]) + ")"
        return "(" + " or ".join([*absent, test]) + ")"

    def operand(self, expression: Expression, rule: Rule) -> tuple[str, str]:
        """Text of a value, and the test that it is absent, if it can be."""
        if not expression:
            return self.constant(rule.values[0]), ""
        names = [name for _, name in expression]
        if names[0] in BOUNDS:
            return BOUNDS[names[0]], f"({BOUNDS[names[0]]} is None)"
        if names == ["_count"]:
            return "row.get('_count', 1)", ""
        if len(names) == 1 and rule.missing != "zero":
            return f"row[{names[0]!r}]", f"({names[0]!r} not in row)"
        total = "".join(f"{'+' if sign > 0 else '-'} row.get({name!r}, 0)" for sign, name in expression)
        absent = " and ".join(f"{name!r} not in row" for name in names)
        return f"({total})", "" if rule.missing == "zero" else f"({absent})"


_IN = {"present": "in", "absent": "not in", "in": "in", "not_in": "not in"}


def _members(values: Any) -> frozenset[Any]:
    return frozenset(values)


def _days(first: str, second: str) -> int:
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


def joined(
    rules: Iterable[RowRule], required: Iterable[str] = (), further: Iterable[Callable[[Row], bool]] = ()
) -> Test:
    """One test that holds when every rule holds, nothing required is missing and each further test agrees.

    Dates are held against `today` and `last` where these are known.
    """
    source = _Source({"days": _days})
    parts = [f"{name!r} in row" for name in required]
    parts += [f"{source.constant(test)}(row)" for test in further]
    parts += [source.rule(rule) for rule in rules]
    test: Test = eval(f"lambda row, today, last: bool({' and '.join(parts) or 'True'})", source.constants)
    return test

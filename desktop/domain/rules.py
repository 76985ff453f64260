"""The check of a kind: fields, parents, rules; quick over a clean row, wordy over a faulty one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import call
from typing import Any

from desktop.domain.catalogue import Catalogue, Choice, Condition, Field, IndicatorKind, Kind, Level, Rule
from desktop.domain.field_checks import column_test, fault_of, quick_test
from desktop.domain.figure_rules import period_problems
from desktop.domain.periods import Period, month_key
from desktop.domain.problems import Fault, Problem, inputs_hash
from desktop.domain.records import Value, Values
from desktop.domain.row_rules import Row, RowRule, Test, joined
from desktop.domain.system_kinds import FIGURE

__all__ = ["Fault", "KindCheck", "Problem", "compile_kind", "inputs_hash", "period_problems"]

_META = ("_uid", "_vector", "_state", "_number", "_author", "_at", "_reason", "_dots", "_conflict")
_WARNINGS = frozenset({Fault.PERSONAL_DATA, Fault.RETIRED_CHOICE})


def compile_kind(catalogue: Catalogue, kind_code: str) -> "KindCheck":
    """The check of one kind; make it once, use it for every row."""
    return KindCheck(catalogue, catalogue.kinds[kind_code])


@dataclass(frozen=True)
class Reference:
    """A check of a value that points to something."""

    fault: Fault
    field: str
    other: str
    clean: Callable[[Row], bool]


class KindCheck:
    """All checks over one row of a kind."""

    def __init__(self, catalogue: Catalogue, kind: Kind) -> None:
        self._catalogue, self._kind = catalogue, kind
        self._tests: dict[str, Callable[[Any], Any]] = {
            field.name: quick_test(field, catalogue.choices) for field in kind.fields
        }
        self._tests |= dict.fromkeys(_META, _anything) | {"_count": self._good_count}
        self._columns = {field.name: column_test(field, catalogue.choices) for field in kind.fields}
        self._test_of = self._tests.__getitem__
        required = [field.name for field in kind.fields if _is_required(field)]
        rules = (rule for rule in catalogue.rules_for(kind.code) if _applies(rule, kind))
        self._rules = tuple(RowRule.of(_dated(rule, kind), kind, _span(rule, kind)) for rule in rules)
        self._references = tuple(self._reference_checks())
        self._holds = joined(self._rules, required, (reference.clean for reference in self._references))

    def _good_count(self, value: object) -> bool:
        return type(value) is int and (value == 1 or (value > 1 and self._kind.day_total))

    @cached_property
    def _one_by_one(self) -> tuple[tuple[RowRule, Test], ...]:
        return tuple((rule, joined((rule,))) for rule in self._rules)

    def quick(self, values: Row, today: str | None = None, period: Period | None = None) -> bool:
        """Whether there is nothing to say about this row; fast."""
        try:
            if not all(map(call, map(self._test_of, values), values.values())):
                return False
        except (KeyError, TypeError):
            return False
        return self._holds(values, today, None if period is None else period.last.isoformat())

    def doubtful(self, rows: Sequence[Row], today: str | None = None, period: Period | None = None) -> set[int]:
        """The places of the rows for which `quick` does not hold; columns are looked at as a whole."""
        last = None if period is None else period.last.isoformat()
        names = sorted(set().union(*rows))
        faulty = [name for name in names if not self._sound_column(name, [row[name] for row in rows if name in row])]
        doubtful = {at for at, row in enumerate(rows) for name in faulty if name in row and not self._sound(name, row)}
        holds = self._holds
        return doubtful | {at for at, row in enumerate(rows) if at not in doubtful and not holds(row, today, last)}

    def _sound_column(self, name: str, column: Sequence[Any]) -> bool:
        whole = self._columns.get(name)
        if whole is not None:
            return whole(column)
        test = self._tests.get(name)
        return test is _anything or (test is not None and all(map(test, column)))

    def _sound(self, name: str, row: Row) -> bool:
        try:
            return bool(self._tests[name](row[name]))
        except (KeyError, TypeError):
            return False

    def problems(self, values: Values, today: str | None = None, period: Period | None = None) -> list[Problem]:
        """All that is wrong with this row, root causes only."""
        if self.quick(values, today, period):
            return []
        found = list(self._field_problems(values))
        faulty = {problem.field for problem in found if problem.level is Level.E}
        sound = {name: value for name, value in values.items() if name not in faulty}
        found += [
            self._reference_problem(reference, sound)
            for reference in self._references
            if faulty.isdisjoint((reference.field, reference.other)) and not reference.clean(sound)
        ]
        errors, warnings = self._rule_problems(sound, faulty, _context(today, period))
        places = {problem.field for problem in (*found, *errors) if problem.level is Level.E}
        return found + errors + [problem for problem in warnings if problem.field not in places]

    def _field_problems(self, values: Values) -> Iterator[Problem]:
        for field in self._kind.fields:
            if field.name not in values:
                if _is_required(field):
                    yield self._problem(Fault.REQUIRED, field.name, {}, None)
                continue
            found = fault_of(field, self._catalogue.choices, values[field.name])
            if found:
                yield self._problem(found[0], field.name, found[1], values[field.name])
        if "_count" in values and not self._good_count(values["_count"]):
            yield self._problem(Fault.BAD_COUNT, "_count", {"value": values["_count"]}, values["_count"])
        for name in values:
            if name not in self._tests:
                yield self._problem(Fault.UNKNOWN_FIELD, name, {"value": str(values[name])}, None)

    def _problem(self, fault: Fault, field: str, facts: Any, value: Any) -> Problem:
        level = Level.W if fault in _WARNINGS else Level.E
        looked_at = [(field, value if isinstance(value, int) else None if value is None else str(value))]
        return Problem(fault, level, field, facts, inputs_hash(fault, looked_at), self._kind.code)

    def _reference_problem(self, reference: Reference, row: Values) -> Problem:
        value, other = row[reference.field], row.get(reference.other, "")
        facts = {"value": value, "parent": other, "parent_name": reference.other}
        return self._problem(reference.fault, reference.field, facts, f"{value}/{other}")

    def _rule_problems(
        self, row: Values, faulty: set[str | None], context: dict[str, str]
    ) -> tuple[list[Problem], list[Problem]]:
        """Errors, the first of each place, and warnings."""
        errors: dict[str | None, Problem] = {}
        warnings: list[Problem] = []
        today, last = context.get("@today"), context.get("@last")
        for rule, holds in self._one_by_one:
            if not faulty.isdisjoint(rule.looked_at) or holds(row, today, last):
                continue
            problem = self._rule_problem(rule, row, context)
            if problem.level is Level.E:
                errors.setdefault(problem.field, problem)
            else:
                warnings.append(problem)
        return list(errors.values()), warnings

    def _rule_problem(self, rule: RowRule, row: Values, context: dict[str, str]) -> Problem:
        inputs: list[tuple[str, Value | None]] = [(name, row.get(name)) for name in rule.looked_at]
        if rule.bound == "@last":
            inputs.append((rule.bound, context[rule.bound]))
        code, level, facts = rule.rule.code, rule.rule.level, rule.facts(row, context)
        where, since = rule.place(row), rule.rule.span.first
        return Problem(code, level, where, facts, inputs_hash(code, inputs), self._kind.code, since=since)

    def _reference_checks(self) -> Iterator[Reference]:
        """Checks of values that point to something: a parent's choice, a dated choice, an indicator."""
        for field in self._kind.fields:
            items = self._catalogue.choices[field.choices].by_code if field.choices else {}
            if field.parent and any(item.parent for item in items.values()):
                yield _parent_check(field.name, field.parent, items)
            dated = {code: item for code, item in items.items() if item.valid_from or item.valid_to}
            if dated and self._kind.date_field:
                yield _validity_check(field.name, self._kind.date_field, dated)
        if self._kind.code == "figure":
            typed = (each for each in self._catalogue.indicators.values() if each.kind is IndicatorKind.TYPED)
            yield _indicator_check({each.code for each in typed})


def _parent_check(field: str, parent: str, items: Mapping[str, Choice]) -> Reference:
    parents = {code: item.parent for code, item in items.items() if item.parent}

    def clean(row: Row) -> bool:
        above = parents.get(row.get(field, ""))
        return above is None or row.get(parent, above) == above

    return Reference(Fault.WRONG_PARENT, field, parent, clean)


def _validity_check(field: str, day: str, dated: Mapping[str, Choice]) -> Reference:
    def clean(row: Row) -> bool:
        item = dated.get(row.get(field, ""))
        return item is None or (item.valid_from or "") <= row.get(day, "") <= (item.valid_to or "9999")

    return Reference(Fault.RETIRED_CHOICE, field, day, clean)


def _indicator_check(typed: set[str]) -> Reference:
    """A typed value of what is counted would hide the records."""
    return Reference(Fault.UNKNOWN_INDICATOR, "indicator", "", lambda row: row.get("indicator") in typed)


def _anything(_: Value) -> bool:
    return True


def _applies(rule: Rule, kind: Kind) -> bool:
    if rule.former and not (kind.date_field or kind.code == FIGURE.code):
        return False  # rows of no day are judged by the rule as it is
    return rule.left[0][1] != "@date" or kind.date_field is not None


def _is_required(field: Field) -> bool:
    """What is not asked any more cannot be missing."""
    return field.required and field.valid_to is None


def _dated(rule: Rule, kind: Kind) -> Rule:
    """A rule in force from a day on, or until one, looks only at rows of those days."""
    bounds = ((">=", rule.valid_from), ("<=", rule.valid_to))
    tests = tuple(Condition(kind.date_field, op, day) for op, day in bounds if day and kind.date_field)
    return replace(rule, when=(*rule.when, *tests)) if tests else rule


def _span(rule: Rule, kind: Kind) -> tuple[Condition, ...]:
    """Which rows are of the time of this wording of a rule: by their day, figures by their month."""
    if kind.date_field:
        bounds = ((">=", rule.span.first), ("<=", rule.span.last if rule.former else ""))
        return tuple(Condition(kind.date_field, op, day) for op, day in bounds if day)
    if kind.code != FIGURE.code:
        return ()
    months = ((">=", rule.span.first_month), ("<", rule.span.end_month if rule.former else 0))
    return tuple(Condition("month", op, month_key(month)) for op, month in months if month)


def _context(today: str | None, period: Period | None) -> dict[str, str]:
    context = {"@today": today} if today else {}
    return context | ({"@last": period.last.isoformat()} if period else {})

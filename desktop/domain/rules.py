"""The check of a kind: fields, parents, rules; quick over a clean row, wordy over a faulty one."""

from collections.abc import Callable, Iterator
from typing import Any

from desktop.domain.catalogue import Catalogue, Choice, Field, Kind, Level
from desktop.domain.field_checks import fault_of, quick_test
from desktop.domain.figure_rules import period_problems
from desktop.domain.periods import Period
from desktop.domain.problems import Fault, Problem, inputs_hash
from desktop.domain.records import Value, Values
from desktop.domain.row_rules import LAST, TODAY, Row, RowRule, facts_of, ready

__all__ = ["Fault", "KindCheck", "Problem", "compile_kind", "inputs_hash", "period_problems"]

_META = ("_uid", "_vector", "_state", "_number", "_author", "_at", "_reason")
_WARNINGS = frozenset({Fault.PERSONAL_DATA, Fault.RETIRED_CHOICE})


def compile_kind(catalogue: Catalogue, kind_code: str) -> "KindCheck":
    """The check of one kind; make it once, use it for every row."""
    return KindCheck(catalogue, catalogue.kinds[kind_code])


class KindCheck:
    """All checks over one row of a kind."""

    def __init__(self, catalogue: Catalogue, kind: Kind) -> None:
        self._catalogue, self._kind = catalogue, kind
        self._tests: dict[str, Callable[[Any], Any]] = {
            field.name: quick_test(field, catalogue.choices) for field in kind.fields
        }
        self._tests |= dict.fromkeys(_META, _anything) | {"_count": self._good_count}
        self._required = frozenset(field.name for field in kind.fields if field.required)
        rules = [ready(rule, kind) for rule in catalogue.rules_for(kind.code) if _applies(rule.left, kind)]
        self._plain = tuple(rule for rule in rules if not rule.needs)
        self._dated = tuple(rule for rule in rules if rule.needs)
        self._references = tuple(self._reference_checks())
        self._passing = tuple(rule.passes for rule in self._plain) + tuple(
            _clean(check) for check in self._references
        )

    def _good_count(self, value: object) -> bool:
        return type(value) is int and (value == 1 or (value > 1 and self._kind.day_total))

    def quick(self, values: Row, today: str | None = None, period: Period | None = None) -> bool:
        """Whether there is nothing to say about this row; fast."""
        tests = self._tests
        try:
            for name, value in values.items():
                if not tests[name](value):
                    return False
        except (KeyError, TypeError):
            return False
        if not self._required <= values.keys():
            return False
        for passes in self._passing:
            if not passes(values):
                return False
        if today is None and period is None:
            return True
        known = _context(today, period)
        return all(rule.passes({**values, **known}) for rule in self._dated if rule.needs <= known.keys())

    def problems(self, values: Values, today: str | None = None, period: Period | None = None) -> list[Problem]:
        """All that is wrong with this row, root causes only."""
        if self.quick(values, today, period):
            return []
        found = list(self._field_problems(values))
        faulty = {problem.field for problem in found if problem.level is Level.E}
        sound = {name: value for name, value in values.items() if name not in faulty}
        for check in self._references:
            found += [problem for problem in check(sound) if problem.field not in faulty]
        errors, warnings = self._rule_problems(sound, faulty, _context(today, period))
        places = {problem.field for problem in (*found, *errors) if problem.level is Level.E}
        return found + errors + [problem for problem in warnings if problem.field not in places]

    def _field_problems(self, values: Values) -> Iterator[Problem]:
        for field in self._kind.fields:
            if field.name not in values:
                if field.required:
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

    def _rule_problems(
        self, row: Values, faulty: set[str | None], context: dict[str, str]
    ) -> tuple[list[Problem], list[Problem]]:
        """Errors, the first of each place, and warnings."""
        errors: dict[str, Problem] = {}
        warnings: list[Problem] = []
        for rule in (*self._plain, *(rule for rule in self._dated if rule.needs <= context.keys())):
            if not faulty.isdisjoint(rule.looked_at) or rule.passes({**row, **context}):
                continue
            problem = self._rule_problem(rule, {**row, **context})
            if problem.level is Level.E:
                errors.setdefault(problem.field or "", problem)
            else:
                warnings.append(problem)
        return list(errors.values()), warnings

    def _rule_problem(self, rule: RowRule, row: Values) -> Problem:
        inputs = [(name, row.get(name)) for name in rule.looked_at]
        if LAST in rule.needs:
            inputs.append((LAST, row[LAST]))
        place = rule.faulty_place(row)
        code, level = rule.rule.code, rule.rule.level
        return Problem(code, level, place, facts_of(rule, row), inputs_hash(code, inputs), self._kind.code)

    def _reference_checks(self) -> Iterator[Callable[[Row], Iterator[Problem]]]:
        """Checks of values that point to something: a parent's choice, a dated choice, an indicator."""
        for field in self._kind.fields:
            items = self._catalogue.choices[field.choices].by_code if field.choices else {}
            if field.parent and any(item.parent for item in items.values()):
                yield self._parent_check(field, {code: item.parent for code, item in items.items()})
            dated = {code: item for code, item in items.items() if item.valid_from or item.valid_to}
            if dated and self._kind.date_field:
                yield self._validity_check(field, dated, self._kind.date_field)
        if self._kind.code == "figure":
            yield self._indicator_check()

    def _parent_check(self, field: Field, parents: dict[str, str | None]) -> Callable[[Row], Iterator[Problem]]:
        name, parent = field.name, field.parent or ""

        def check(row: Row) -> Iterator[Problem]:
            above = parents.get(row.get(name, ""))
            if above is not None and parent in row and row[parent] != above:
                facts = {"value": row[name], "parent": row[parent], "parent_name": parent}
                yield self._problem(Fault.WRONG_PARENT, name, facts, f"{row[name]}/{row[parent]}")

        return check

    def _validity_check(
        self, field: Field, dated: dict[str, Choice], day: str
    ) -> Callable[[Row], Iterator[Problem]]:
        def check(row: Row) -> Iterator[Problem]:
            item = dated.get(row.get(field.name, ""))
            if item is None or day not in row:
                return
            if not (item.valid_from or "") <= row[day] <= (item.valid_to or "9999"):
                yield self._problem(Fault.RETIRED_CHOICE, field.name, {"value": item.code}, item.code)

        return check

    def _indicator_check(self) -> Callable[[Row], Iterator[Problem]]:
        stored = {code for code, each in self._catalogue.indicators.items() if each.stored}

        def check(row: Row) -> Iterator[Problem]:
            code = row.get("indicator")
            if code is not None and code not in stored:
                yield self._problem(Fault.UNKNOWN_INDICATOR, "indicator", {"value": code}, code)

        return check


def _anything(value: Value) -> bool:
    return True


def _applies(left: Any, kind: Kind) -> bool:
    return left[0][1] != "@date" or kind.date_field is not None


def _clean(check: Callable[[Row], Iterator[Problem]]) -> Callable[[Row], bool]:
    return lambda row: next(check(row), None) is None


def _context(today: str | None, period: Period | None) -> dict[str, str]:
    context = {TODAY: today} if today else {}
    return context | ({LAST: period.last.isoformat()} if period else {})

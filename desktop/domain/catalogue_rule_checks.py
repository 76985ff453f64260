"""Checks over rules: operators, operands, conditions and the words of their sentences."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Protocol

from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_indicator_checks import UNITS, condition_faults
from desktop.domain.catalogue_parts import ChoiceList, Indicator, Kind, Rule
from desktop.domain.catalogue_places import Places

COMPARISONS = frozenset({"=", "!=", ">", ">=", "<", "<="})
ROW_OPS = COMPARISONS | {"present", "absent", "in", "not_in", "both_or_none", "not_both", "matches", "within"}
FIGURE_OPS = COMPARISONS | {"follows", "needs", "outlier"}
MISSING = frozenset({"skip_any", "skip_all", "zero", "require"})
ROW_FACTS = frozenset({"left", "right", "today", "last", "count", "label"})
FIGURE_FACTS = frozenset({"left", "right", "left_name", "right_name", "month", "unit", "mean", "times", "months"})
BOUNDS = frozenset({"@today", "@last"})
ROW_NAMES = BOUNDS | {"@date", "@count"}
_BARE = frozenset({"present", "absent"})
Found = Iterator[tuple[str, FaultCode, object]]


class Parts(Protocol):
    """What rules refer to."""

    @property
    def kinds(self) -> Mapping[str, Kind]: ...
    @property
    def choices(self) -> Mapping[str, ChoiceList]: ...
    @property
    def indicators(self) -> Mapping[str, Indicator]: ...
    @property
    def rules(self) -> tuple[Rule, ...]: ...


def check(parts: Parts, places: Places) -> None:
    """Note the faults of all rules."""
    for rule in parts.rules:
        finder = _row_faults if rule.scope == "row" else _figure_faults
        for key, fault, value in (*_shape_faults(rule), *finder(rule, parts)):
            places.fault("rule", rule.code, fault, value, key)


def _shape_faults(rule: Rule) -> Found:
    if rule.scope not in ("row", "month", "period"):
        yield "scope", FaultCode.BAD_WORD, rule.scope
    if rule.op not in (ROW_OPS if rule.scope == "row" else FIGURE_OPS):
        yield "op", FaultCode.BAD_WORD, rule.op
    if rule.missing not in MISSING:
        yield "missing", FaultCode.BAD_WORD, rule.missing
    if not BOUNDS.isdisjoint(name for _, name in rule.right) and (rule.when or rule.op not in COMPARISONS):
        yield "right", FaultCode.BAD_EXPRESSION, rule.right[0][1]
    if rule.op not in _BARE | {"outlier"} and bool(rule.right) == bool(rule.values):
        yield "right", FaultCode.KEY_MISSING, "right"


def _row_faults(rule: Rule, parts: Parts) -> Found:
    if rule.kind == "*":
        yield from _operand_faults(rule, {})
        return
    kind = parts.kinds.get(rule.kind or "")
    if kind is None:
        yield "kind", FaultCode.UNKNOWN_KIND, rule.kind or ""
        return
    yield from _operand_faults(rule, kind.by_name)
    yield from condition_faults(rule.when, kind, parts.choices, "when")
    yield from _choice_faults(rule, kind, parts.choices)
    for name in template_names(rule.message + rule.fix) - ROW_FACTS - kind.by_name.keys():
        yield "message", FaultCode.BAD_TEMPLATE, name


def _operand_faults(rule: Rule, fields: Mapping[str, object]) -> Found:
    for key, expression in (("left", rule.left), ("right", rule.right)):
        for _, name in expression:
            if name not in fields and name not in ROW_NAMES:
                yield key, FaultCode.UNKNOWN_FIELD, name


def _choice_faults(rule: Rule, kind: Kind, lists: Mapping[str, ChoiceList]) -> Found:
    field = kind.by_name.get(rule.left[0][1]) if rule.left else None
    if field is None or field.choices is None or field.choices not in lists:
        return
    known = lists[field.choices].by_code
    yield from (("values", FaultCode.UNKNOWN_CHOICE, code) for code in rule.values if code not in known)


def _figure_faults(rule: Rule, parts: Parts) -> Found:
    for key, expression in (("left", rule.left), ("right", rule.right)):
        for _, code in expression:
            if code not in parts.indicators and code not in (UNITS, "@any"):
                yield key, FaultCode.UNKNOWN_INDICATOR, code
    for name in template_names(rule.message + rule.fix) - FIGURE_FACTS:
        yield "message", FaultCode.BAD_TEMPLATE, name


def template_names(template: str) -> set[str]:
    """Names between braces; an unreadable template names itself."""
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        return {template}

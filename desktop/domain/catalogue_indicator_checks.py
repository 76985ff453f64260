"""Checks over indicators: counting rules, formulas, cycles, the numbered rows, the words of the core."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_parts import (
    NUMERIC,
    Aggregation,
    ChoiceList,
    Condition,
    CountRule,
    FieldType,
    Indicator,
    IndicatorKind,
    Kind,
    Section,
)
from desktop.domain.catalogue_places import Places

UNITS = "@units"
_NO_VALUES = frozenset({IndicatorKind.HEADING, IndicatorKind.TEXT})
_ORIGINS = frozenset({None, "inside", "before"})
Found = Iterator[tuple[str, FaultCode, object]]


class Parts(Protocol):
    """What indicators refer to."""

    @property
    def kinds(self) -> Mapping[str, Kind]: ...
    @property
    def choices(self) -> Mapping[str, ChoiceList]: ...
    @property
    def indicators(self) -> Mapping[str, Indicator]: ...
    @property
    def sections(self) -> Mapping[str, Section]: ...


def check(parts: Parts, places: Places) -> None:
    """Note the faults of all indicators."""
    for indicator in parts.indicators.values():
        for finder in (_place_faults, _count_faults, _formula_faults, _word_faults):
            for key, fault, value in finder(indicator, parts):
                places.fault("indicator", indicator.code, fault, value, key)
    for code in _cyclic(parts.indicators):
        places.fault("indicator", code, FaultCode.CYCLE, code, "numerator")
    for section, rows in places.rows.items():
        for row in range(1, rows + 1):
            if f"{section}.{row:02}" not in parts.indicators:
                places.fault("section", section, FaultCode.ROW_MISSING, f"{section}.{row:02}", "rows")


def _place_faults(each: Indicator, parts: Parts) -> Found:
    if each.section not in parts.sections:
        yield "", FaultCode.UNKNOWN_SECTION, each.section
    if each.parent is not None and each.parent not in parts.indicators:
        yield "", FaultCode.UNKNOWN_INDICATOR, each.parent
    for name in each.breakdowns:
        if name not in parts.choices and not (each.count and name in each.count.breakdown_fields):
            yield "breakdowns", FaultCode.UNKNOWN_LIST, name


def _count_faults(each: Indicator, parts: Parts) -> Found:
    rule = each.count
    if (each.kind is IndicatorKind.COUNTED) != (rule is not None):
        yield "count", FaultCode.KEY_MISSING if rule is None else FaultCode.KEY_UNKNOWN, "count"
    if rule is None:
        return
    kind = parts.kinds.get(rule.kind)
    if kind is None or kind.system:
        yield "count", FaultCode.UNKNOWN_KIND, rule.kind
        return
    yield from _date_faults(rule, kind)
    value = kind.by_name.get(rule.value)
    if rule.value != "count" and value is None:
        yield "sum", FaultCode.UNKNOWN_FIELD, rule.value
    elif value is not None and value.type not in NUMERIC:
        yield "sum", FaultCode.NOT_A_NUMBER, rule.value
    yield from condition_faults(rule.filter, kind, parts.choices, "where")


def _date_faults(rule: CountRule, kind: Kind) -> Found:
    if rule.origin not in _ORIGINS or (rule.origin is None) != (rule.origin_field is None):
        yield "origin", FaultCode.BAD_WORD, rule.origin or ""
    for key, name in (("by", rule.date_field), ("origin_field", rule.origin_field)):
        if name is None:
            continue
        date = kind.by_name.get(name)
        if date is None:
            yield key, FaultCode.UNKNOWN_FIELD, name
        elif date.type is not FieldType.DATE:
            yield key, FaultCode.NOT_A_DATE, name


def condition_faults(conditions: tuple[Condition, ...], kind: Kind, lists: Mapping[str, ChoiceList], key: str) -> Found:
    """Conditions on fields or choices that are not there."""
    for condition in conditions:
        field = kind.by_name.get(condition.field)
        if field is None:
            yield key, FaultCode.UNKNOWN_FIELD, condition.field
        elif field.choices is not None and field.choices in lists and condition.value != "":
            wanted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
            known = lists[field.choices].by_code
            yield from ((key, FaultCode.UNKNOWN_CHOICE, code) for code in wanted if code not in known)


def _formula_faults(each: Indicator, parts: Parts) -> Found:
    computed = each.kind in (IndicatorKind.RATIO, IndicatorKind.FORMULA)
    if computed != (each.numerator is not None):
        yield "numerator", FaultCode.KEY_MISSING if computed else FaultCode.KEY_UNKNOWN, "numerator"
    if (each.kind is IndicatorKind.RATIO) != (each.denominator is not None):
        yield "denominator", FaultCode.KEY_UNKNOWN if each.denominator else FaultCode.KEY_MISSING, "denominator"
    if (each.kind is IndicatorKind.RATIO) != (each.aggregation is Aggregation.RECOMPUTED):
        yield "aggregation", FaultCode.BAD_WORD, each.aggregation
    if (each.kind in _NO_VALUES) != (each.aggregation is Aggregation.NONE):
        yield "aggregation", FaultCode.BAD_WORD, each.aggregation
    for key in ("numerator", "denominator"):
        for _, code in getattr(each, key) or ():
            part = parts.indicators.get(code)
            if code != UNITS and (part is None or part.kind in _NO_VALUES or part.kind is IndicatorKind.RATIO):
                yield key, FaultCode.UNKNOWN_INDICATOR, code


def _word_faults(each: Indicator, _: Parts) -> Found:
    words = (each.definition, each.counted_example, each.not_counted_example)
    if each.core and not all(words):
        yield "", FaultCode.EXAMPLES_MISSING, each.code


def _cyclic(indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """Codes whose formula leads back to themselves."""
    for start in indicators:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            each = indicators.get(ahead.pop())
            following = {code for _, code in each.terms} - seen if each else set()
            seen |= following
            ahead += following
        if start in seen:
            yield start

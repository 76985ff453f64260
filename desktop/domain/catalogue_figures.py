"""Indicator files → indicators."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_files import CatalogueFile, Entry, Shape
from desktop.domain.catalogue_parts import (
    NUMERIC,
    Aggregation,
    Condition,
    CountRule,
    Direction,
    Expression,
    Indicator,
    IndicatorKind,
    Kind,
)
from desktop.domain.catalogue_places import Places
from desktop.domain.conditions import parse_condition, parse_expression

_INDICATOR: Shape = {
    "name": (str, True),
    "short": (str, True),
    "english": (str, True),
    "unit": (str, True),
    "kind": (str, True),
    "aggregation": (str, True),
    "direction": (str, True),
    "decimals": (int, False),
    "core": (bool, False),
    "target": (Decimal, False),
    "breakdowns": (list, False),
    "count": (str, False),
    "by": (str, False),
    "where": (list, False),
    "sum": (str, False),
    "split": (list, False),
    "origin": (str, False),
    "origin_field": (str, False),
    "numerator": (str, False),
    "denominator": (str, False),
    "definition": (str, False),
    "counted": (str, False),
    "not_counted": (str, False),
    "earlier": (dict, False),
    "valid_from": (str, False),
    "valid_to": (str, False),
}
_COUNTING = frozenset({"by", "where", "sum", "split", "origin", "origin_field"})
DATED = ("where", "split")
"""What of a way of counting may change from a month on."""


def read_indicators(files: Iterable[CatalogueFile], kinds: Mapping[str, Kind], places: Places) -> dict[str, Indicator]:
    """Indicators of all files by code, in order."""
    indicators: dict[str, Indicator] = {}
    for file in files:
        for entry in file.entries():
            if entry.code in indicators:
                entry.fault(FaultCode.DUPLICATE, entry.code)
            places.put("indicator", entry.code, entry)
            indicators[entry.code] = _indicator(entry, kinds)
    return indicators


def _indicator(entry: Entry, kinds: Mapping[str, Kind]) -> Indicator:
    values = entry.check(_INDICATOR)
    count = _count(entry, values, kinds)
    unit = values.get("unit", "")
    return Indicator(
        code=entry.code,
        name=values.get("name", entry.code),
        short=values.get("short", entry.code),
        english=values.get("english", ""),
        unit=unit,
        kind=entry.word(values, "kind", IndicatorKind, IndicatorKind.TYPED),
        aggregation=entry.word(values, "aggregation", Aggregation, Aggregation.FLOW),
        direction=entry.word(values, "direction", Direction, Direction.NEUTRAL),
        section=entry.code.partition(".")[0],
        decimals=values.get("decimals", 0),
        core=values.get("core", False),
        target=Decimal(values["target"]) if "target" in values else None,
        breakdowns=(*(count.breakdown_fields if count else ()), *values.get("breakdowns", ())),
        definition=values.get("definition", ""),
        counted_example=values.get("counted", ""),
        not_counted_example=values.get("not_counted", ""),
        count=count,
        numerator=_expression(entry, values, "numerator"),
        denominator=_expression(entry, values, "denominator"),
        per_cent=unit == "%",
        parent=entry.code.rpartition(".")[0] if entry.code.count(".") > 1 else None,
        earlier=_earlier(entry, values, kinds) if count else (),
        valid_from=values.get("valid_from"),
        valid_to=values.get("valid_to"),
    )


def _earlier(entry: Entry, values: Mapping[str, Any], kinds: Mapping[str, Kind]) -> tuple[tuple[int, CountRule], ...]:
    """Ways of counting that held until a month: `earlier.202007` says what else it was then."""
    found: list[tuple[int, CountRule]] = []
    for month, told in sorted(values.get("earlier", {}).items()):
        was = {name: value for name, value in values.items() if name not in DATED} | dict(told)
        rule = _count(entry, was, kinds)
        if rule is not None and month.isdigit():
            found.append((int(month), rule))
    return tuple(found)


def _count(entry: Entry, values: Mapping[str, Any], kinds: Mapping[str, Kind]) -> CountRule | None:
    if "count" not in values:
        for key in _COUNTING & values.keys():
            entry.fault(FaultCode.KEY_UNKNOWN, key, key)
        return None
    kind = kinds.get(values["count"])
    return CountRule(
        kind=values["count"],
        date_field=values.get("by", (kind and kind.date_field) or ""),
        filter=conditions(entry, values, "where", kind),
        value=values.get("sum", "count"),
        origin_field=values.get("origin_field"),
        origin=values.get("origin"),
        breakdown_fields=_breakdowns(entry, values, kind),
    )


def _breakdowns(entry: Entry, values: Mapping[str, Any], kind: Kind | None) -> dict[str, str]:
    """Choice list → field, for every field by which the count is split."""
    lists: dict[str, str] = {}
    for name in values.get("split", ()) if kind else ():
        field = kind.by_name.get(name) if kind else None
        if field is None or field.choices is None:
            entry.fault(FaultCode.UNKNOWN_FIELD, name, "split")
        else:
            lists[field.choices] = name
    return lists


def conditions(entry: Entry, values: Mapping[str, Any], key: str, kind: Kind | None) -> tuple[Condition, ...]:
    """Conditions of a key; numbers are read as numbers where the field holds numbers."""
    found: list[Condition] = []
    for text in values.get(key, ()):
        field = kind.by_name.get(text.split()[0]) if kind and text.split() else None
        try:
            found.append(parse_condition(text, field is not None and field.type in NUMERIC))
        except ValueError:
            entry.fault(FaultCode.BAD_CONDITION, text, key)
    return tuple(found)


def _expression(entry: Entry, values: Mapping[str, Any], key: str) -> Expression | None:
    if key not in values:
        return None
    try:
        return parse_expression(values[key])
    except ValueError:
        entry.fault(FaultCode.BAD_EXPRESSION, values[key], key)
        return None

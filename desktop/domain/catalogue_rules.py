"""Rule file → rules."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_figures import conditions
from desktop.domain.catalogue_files import CatalogueFile, Entry, Shape
from desktop.domain.catalogue_parts import Expression, Kind, Level, Rule
from desktop.domain.catalogue_places import Places
from desktop.domain.conditions import parse_expression
from desktop.domain.records import Value

_RULE: Shape = {
    "level": (str, True),
    "scope": (str, False),
    "kind": (str, False),
    "left": (str, True),
    "op": (str, True),
    "right": (str, False),
    "value": (object, False),
    "values": (list, False),
    "when": (list, False),
    "missing": (str, False),
    "tolerance": (Decimal, False),
    "message": (str, True),
    "fix": (str, False),
    "valid_from": (str, False),
    "valid_to": (str, False),
}


def read_rules(file: CatalogueFile, kinds: Mapping[str, Kind], places: Places) -> tuple[Rule, ...]:
    """All rules, in order."""
    rules: list[Rule] = []
    for entry in file.entries():
        places.put("rule", entry.code, entry)
        rules.append(_rule(entry, kinds))
    return tuple(rules)


def _rule(entry: Entry, kinds: Mapping[str, Kind]) -> Rule:
    values = entry.check(_RULE)
    return Rule(
        code=entry.code,
        level=entry.word(values, "level", Level, Level.W),
        scope=values.get("scope", "row"),
        kind=values.get("kind"),
        left=_expression(entry, values, "left"),
        op=values.get("op", ""),
        right=_expression(entry, values, "right"),
        values=_literals(values),
        when=conditions(entry, values, "when", kinds.get(values.get("kind", ""))),
        missing=values.get("missing", "skip_any"),
        tolerance=Decimal(values.get("tolerance", 0)),
        message=values.get("message", ""),
        fix=values.get("fix", ""),
        valid_from=values.get("valid_from"),
        valid_to=values.get("valid_to"),
    )


def _expression(entry: Entry, values: Mapping[str, Any], key: str) -> Expression:
    if key not in values:
        return ()
    try:
        return parse_expression(values[key])
    except ValueError:
        entry.fault(FaultCode.BAD_EXPRESSION, values[key], key)
        return ()


def _literals(values: Mapping[str, Any]) -> tuple[Value, ...]:
    if "value" in values:
        return (values["value"],)
    return tuple(values.get("values", ()))

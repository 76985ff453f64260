"""Rule file → rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_figures import conditions
from desktop.domain.catalogue_files import CatalogueFile, Entry, Shape
from desktop.domain.catalogue_parts import Expression, Kind, Level, Rule, Span
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
    "earlier": (dict, False),
}
UNTIL = "until"
DATED_RULE = ("level", "left", "op", "right", "value", "values", "when", "missing", "tolerance")
"""What of a rule, once changed, holds only from a period on; with it goes its sentence."""
SENTENCE = ("message", "fix")


def read_rules(file: CatalogueFile, kinds: Mapping[str, Kind], places: Places) -> tuple[Rule, ...]:
    """All rules, in order."""
    rules: list[Rule] = []
    for entry in file.entries():
        places.put("rule", entry.code, entry)
        rules += _wordings(entry, kinds)
    return tuple(rules)


def _wordings(entry: Entry, kinds: Mapping[str, Kind]) -> list[Rule]:
    """The rule as it is, and as it was: `earlier.202007` says what else it was before that month, `until` which day."""
    values = entry.check(_RULE)
    former, first, first_month = list[Rule](), "", 0
    for month, told in sorted(values.pop("earlier", {}).items()):
        last = _day(told)
        if last is None or not month.isdigit():
            entry.fault(FaultCode.WRONG_TYPE, month, "earlier")
            continue
        was = {name: value for name, value in values.items() if name not in (*DATED_RULE, *SENTENCE)}
        was |= {name: value for name, value in told.items() if name != UNTIL}
        span = Span(first, last.isoformat(), first_month, int(month))
        former.append(replace(_rule(entry, was, kinds), span=span))
        first, first_month = (last + timedelta(days=1)).isoformat(), int(month)
    now = replace(_rule(entry, values, kinds), span=Span(first, first_month=first_month))
    return [now, *former]


def _day(told: object) -> date | None:
    """The last day of an earlier wording."""
    try:
        return date.fromisoformat(told[UNTIL]) if isinstance(told, dict) else None
    except (KeyError, TypeError, ValueError):
        return None


def _rule(entry: Entry, values: Mapping[str, Any], kinds: Mapping[str, Kind]) -> Rule:
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

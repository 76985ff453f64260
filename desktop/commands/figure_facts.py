"""Figures for machines: exact numbers with no more decimals than are printed."""

from decimal import Decimal
from typing import Any

from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.figures import Figure
from desktop.domain.numbers import half_up, plain
from desktop.services import counting
from desktop.services.books import Books

HEADLINE = {
    "occurred": "TH.01",
    "solved": "TX.01",
    "clearance": "TX.04",
    "subjects": "TX.03",
    "regular_police": "XD.01",
}
RATE_DECIMALS = 1


def summary_facts(books: Books, now: counting.Summary) -> dict[str, Any]:
    """A period with everything in it, against its base."""
    return {
        "unit": books.me.unit_name,
        "training": books.me.training,
        "period": now.period.key,
        "from": now.period.first.isoformat(),
        "to": now.period.last.isoformat(),
        "base": now.base_period.key,
        "basis": now.basis,
        "completeness": {"expected": now.expected, "received": now.received, "units": now.units},
        "base_completeness": {"expected": now.expected, "received": now.base_received},
        "headline": {name: line_facts(now.line(code)) for name, code in HEADLINE.items()},
        "figures": [line_facts(line) for line in now.lines],
    }


def line_facts(line: counting.SummaryLine) -> dict[str, Any]:
    """One indicator: value, base, and how it moved (points for rates, else per cent)."""
    indicator, moved = line.indicator, line.comparison
    facts: dict[str, Any] = {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        **figure_facts(indicator, line.now),
        "base": figure_facts(indicator, line.base),
        "change": printed(indicator, moved.difference),
    }
    facts |= {"points": facts["change"]} if indicator.per_cent else {"percent": moved.percent}
    if indicator.kind is IndicatorKind.RATIO:
        facts |= {"numerator": line.numerator, "denominator": line.denominator}
        facts |= {"base_numerator": line.base_numerator, "base_denominator": line.base_denominator}
    return facts


def figure_facts(indicator: Indicator, figure: Figure) -> dict[str, Any]:
    """Value, state, and how many reporters are missing in it."""
    return {
        "value": printed(indicator, figure.amount),
        "state": figure.state.value,
        "missing": figure.missing,
    }


def printed(indicator: Indicator, amount: Decimal | None) -> Decimal | None:
    """The number with the decimals that people see: rates and averages are rounded, counts are exact."""
    if amount is None or indicator.kind is not IndicatorKind.RATIO:
        return amount
    return plain(half_up(amount, RATE_DECIMALS if indicator.per_cent else indicator.decimals))


def slice_facts(books: Books, each: counting.Slice) -> dict[str, Any]:
    """One unit or month: all its figures with their base, rates with their parts."""
    return {
        "key": each.key,
        "name": each.name,
        "figures": {code: _of_slice(books, each, code) for code in each.figures},
    }


def _of_slice(books: Books, each: counting.Slice, code: str) -> dict[str, Any]:
    indicator = books.catalogue.indicators[code]
    facts = figure_facts(indicator, each.figures[code])
    facts["base"] = printed(indicator, each.base[code].amount)
    if code in each.denominators:
        facts |= {"numerator": each.numerators[code], "denominator": each.denominators[code]}
    return facts


def section_facts(books: Books, now: counting.Summary) -> list[dict[str, Any]]:
    """The sections in the order of the report, each with its figures."""
    return [
        {"key": section.code, "name": section.name, "figures": [line_facts(line) for line in lines]}
        for section in books.catalogue.sections.values()
        if (lines := [line for line in now.lines if line.indicator.section == section.code])
    ]

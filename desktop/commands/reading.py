"""Commands that read: status, figures."""

import argparse
from typing import Any

from desktop.commands import figure_facts, figure_words
from desktop.commands.printing import DONE, REFUSED, opened, tell
from desktop.services import counting, progressing
from desktop.services.books import Books, Role, UnitRow
from desktop.wording.numbers import number
from desktop.wording.verdicts import standing_words


def status(switches: argparse.Namespace) -> int:
    """Expected, received, missing; silent units are findings."""
    with opened(switches, Role.HEADQUARTERS) as books:
        state = progressing.completeness(books, books.period(switches.period))
    facts = {
        "period": state.period.key,
        "expected": state.expected,
        "received": state.received,
        "units": {"expected": state.units_expected, "received": state.units_received},
        "standings": _standings(state),
        "missing": [_unit_facts(books, unit) for unit in state.missing],
    }
    tell(switches, facts, lambda: "\n".join(_status_words(books, state)))
    return REFUSED if state.missing else DONE


def _standings(state: progressing.Completeness) -> dict[str, int]:
    held = [each.standing for each in state.units]
    return {standing.value: held.count(standing) for standing in progressing.Standing}


def _unit_facts(books: Books, unit: UnitRow) -> dict[str, str]:
    return {"code": unit.code, "name": unit.name, "area": _area(books, unit), "phone": unit.phone}


def _area(books: Books, unit: UnitRow) -> str:
    above = books.unit_ids.get(unit.parent_uid or "")
    return books.units[above].name if above is not None else ""


def _status_words(books: Books, state: progressing.Completeness) -> list[str]:
    counts = "; ".join(f"{standing_words(name)}: {number(count)}" for name, count in _standings(state).items() if count)
    below = f", gồm {state.below} đơn vị cấp dưới" if state.below else ""
    lines = [f"Đã nhận {state.received}/{state.expected} đơn vị{below}, {state.period.label}.", f"  {counts}."]
    by_area: dict[str, list[str]] = {}
    for unit in state.missing:
        by_area.setdefault(_area(books, unit), []).append(unit.name)
    if by_area:
        lines.append("Còn thiếu:")
    lines += [f"  {area} ({len(names)}): {', '.join(names)}" for area, names in by_area.items()]
    return lines


def figures(switches: argparse.Namespace) -> int:
    """All figures of a period against its base, whole or sliced."""
    with opened(switches) as books:
        period = books.period(switches.period)
        now = counting.summary(books, period, period.previous() if switches.compare == "previous" else None)
        slices = _slices(books, now, switches.by)
        if switches.json:
            tell(switches, _facts(books, now, slices, switches.by), str)
        else:
            print("\n".join(_words(books, now, slices, switches)))
    return DONE


def _slices(books: Books, now: counting.Summary, by: str | None) -> list[counting.Slice]:
    codes = [line.indicator.code for line in now.lines]
    if by == "month":
        return counting.by_month(books, now.period, codes)
    return counting.by_unit(books, now.period, codes) if by == "unit" else []


def _facts(books: Books, now: counting.Summary, slices: list[counting.Slice], by: str | None) -> dict[str, Any]:
    facts = figure_facts.summary_facts(books, now)
    if by == "section":
        facts["by"] = {"kind": by, "rows": figure_facts.section_facts(books, now)}
    elif by:
        facts["by"] = {"kind": by, "rows": [figure_facts.slice_facts(books, each) for each in slices]}
    return facts


def _words(
    books: Books, now: counting.Summary, slices: list[counting.Slice], switches: argparse.Namespace
) -> list[str]:
    base = figure_words.BASES[switches.compare]
    head = figure_words.head_words(books, now, base)
    if switches.by == "unit":
        return head + figure_words.unit_words(books, slices)
    if switches.by == "month":
        return head + figure_words.month_words(books, now, slices)
    return head + figure_words.section_words(books, now, base)

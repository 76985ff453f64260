"""Commands that read: status, figures, report."""

import argparse
from typing import Any

from desktop.commands.printing import DONE, REFUSED, Printed, open_books, tell
from desktop.domain.figures import Figure, State
from desktop.domain.numbers import half_up
from desktop.services import counting, progressing
from desktop.services.books import Books, Role
from desktop.services.wordily import line_words


def status(switches: argparse.Namespace) -> int:
    books = open_books(switches, Role.HEADQUARTERS)
    period = books.period(switches.period)
    state = progressing.completeness(books, period)
    names = [unit.name for unit in state.missing]
    facts = {"period": period.key, "expected": state.expected, "received": state.received, "missing": names}

    def words() -> str:
        rest = f" Còn thiếu: {', '.join(names)}." if names else " Không thiếu đơn vị nào."
        return f"{period.label}: đã nhận {state.received}/{state.expected} đơn vị.{rest}"

    tell(switches, facts, words)
    books.close()
    return DONE if not names else REFUSED


def figures(switches: argparse.Namespace) -> int:
    books = open_books(switches)
    period = books.period(switches.period)
    base = period.previous() if switches.compare == "previous" else None
    now = counting.summary(books, period, base)
    facts = _summary_facts(books, now)
    if switches.by:
        facts["by"] = {"kind": switches.by, "rows": _sliced(books, now, switches.by)}
    tell(switches, facts, lambda: "\n".join(_figure_words(now)))
    books.close()
    return DONE


def _summary_facts(books: Books, now: counting.Summary) -> dict[str, Any]:
    return {
        "unit": books.me.unit_name,
        "training": books.me.training,
        "period": now.period.key,
        "from": now.period.first.isoformat(),
        "to": now.period.last.isoformat(),
        "base": now.base_period.key,
        "completeness": {"expected": now.expected, "received": now.received},
        "base_completeness": {"expected": now.expected, "received": now.base_received},
        "headline": _headline(now),
        "figures": [_line_facts(line) for line in now.lines],
    }


HEADLINE = {
    "occurred": "TH.01",
    "solved": "TX.01",
    "clearance": "TX.04",
    "subjects": "TX.03",
    "regular_police": "XD.01",
}


def _headline(now: counting.Summary) -> dict[str, Any]:
    return {name: _line_facts(now.line(code)) for name, code in HEADLINE.items()}


def _line_facts(line: counting.SummaryLine) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "code": line.indicator.code,
        "name": line.indicator.name,
        "unit": line.indicator.unit,
        **_figure_facts(line.now, line.indicator.per_cent),
        "base": _figure_facts(line.base, line.indicator.per_cent),
        "change": line.comparison.difference,
        "points" if line.indicator.per_cent else "percent": line.comparison.percent
        if not line.indicator.per_cent
        else line.comparison.difference,
    }
    if line.denominator is not None:
        facts |= {"numerator": line.numerator, "denominator": line.denominator}
        facts |= {"base_numerator": line.base_numerator, "base_denominator": line.base_denominator}
    return facts


def _figure_facts(figure: Figure, per_cent: bool) -> dict[str, Any]:
    amount = figure.amount
    if amount is not None and per_cent:
        amount = half_up(amount, 1)
    return {"value": amount, "state": figure.state.value, "missing": figure.missing}


def _sliced(books: Books, now: counting.Summary, by: str) -> list[dict[str, Any]]:
    codes = [line.indicator.code for line in now.lines]
    if by == "section":
        return [
            {"key": section.code, "name": section.name, "figures": [_line_facts(line) for line in lines]}
            for section in books.catalogue.sections.values()
            if (lines := [line for line in now.lines if line.indicator.section == section.code])
        ]
    slices = (
        counting.by_month(books, now.period, codes) if by == "month" else counting.by_unit(books, now.period, codes)
    )
    return [
        {
            "key": each.key,
            "name": each.name,
            "figures": {code: _figure_facts(figure, False) for code, figure in each.figures.items()},
        }
        for each in slices
    ]


def _figure_words(now: counting.Summary) -> list[str]:
    dates = f"{now.period.first:%d/%m/%Y} – {now.period.last:%d/%m/%Y}"
    head = f"{now.period.label} ({dates}), {now.received}/{now.expected} đơn vị"
    return [head, *(line_words(line) for line in now.lines if line.now.state is not State.BLANK)]


def report(switches: argparse.Namespace) -> int:
    from desktop.services import reporting

    books = open_books(switches, Role.HEADQUARTERS)
    period = books.period(switches.period)
    written = reporting.write(books, period, switches.to, switches.annex, Printed(switches.json))
    facts = {"report": str(written.path), "annex": str(switches.annex) if switches.annex else None}
    tell(switches, facts, lambda: f"Báo cáo: {written.path}")
    books.close()
    return DONE

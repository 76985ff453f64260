"""Gathers what a report is written from: figures, completeness, what units told in words."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from desktop.domain.figures import Figure
from desktop.domain.periods import Period
from desktop.domain.records import parse_content
from desktop.domain.report import Letterhead, Line
from desktop.services import noting
from desktop.services.books import Books, Role, UnitRow, read_setting
from desktop.services.collected import Collected
from desktop.services.collecting import collect
from desktop.services.counting import (
    Slice,
    Summary,
    SummaryLine,
    areas,
    by_area,
    by_breakdown,
    by_month,
    by_unit,
    summary,
)
from desktop.services.progressing import completeness, packages
from desktop.services.province_notes import province_notes
from desktop.services.tracing import terms_of
from desktop.wording.numbers import moment
from desktop.wording.report_facts import SIGNED, Breakdown, FactsArea, FactsSlice, ReportFacts, Told
from desktop.wording.report_head import Office, letterhead, unit_words
from desktop.wording.report_phrases import lowered

HEADLINE = (
    "TH.01",
    "TX.01",
    "TX.04",
    "TX.03",
    "TB.01",
    "MA.01",
    "GT.01",
    "GT.02",
    "PC.01",
    "VP.01",
    "PT.03",
)
"""Columns of the tables by unit, area and month."""
BROKEN_DOWN, CHOICES = "TH.01", "offence"

_NARRATIVES = """
    SELECT record.uid, record.unit_id, content FROM record JOIN version ON version.id = version_id
    WHERE record.kind = 'narrative' AND record.state = 'final' ORDER BY record.unit_id, record.id
"""


def gather(books: Books, period: Period) -> ReportFacts:
    """Everything that the report of this period says."""
    found = summary(books, period)
    collected = collect(books, period)
    units = _scope(books)
    silent = [unit for unit in units if unit.id not in collected.answered]
    return ReportFacts(
        period=period,
        base_period=found.base_period,
        lines=_lines(books, found, collected, units, silent),
        below=_below(books, period),
        sections={code: section.name for code, section in books.catalogue.sections.items()},
        head=letterhead_of(books),
        land=lowered(books.me.unit_name),
        unit_words=unit_words({unit.kind for unit in units}),
        expected=found.expected,
        received=found.received,
        base_received=found.base_received,
        packages=_packages(books, period),
        base_packages=_packages(books, found.base_period),
        silent=tuple(_named(books, unit) for unit in silent),
        told=tuple(told(books, period)),
        headline=HEADLINE,
        whole=_whole(books, found),
        areas=tuple(_areas(books, period, {unit.uid for unit in silent})),
        months=tuple(_slice(each, key="") for each in by_month(books, period, HEADLINE)),
        breakdown=_breakdown(books, period),
        training=books.me.training,
        basis=basis_words(found.basis),
        noted=province_notes(books, found, noting.noted(books, period)),
    )


def basis_words(basis: str) -> str:
    """`đã chốt lúc 22:31 ngày 15/06/2019`, or that today's figures are taken though some were signed."""
    if not basis:
        return ""
    at = moment(datetime.fromisoformat(basis.removeprefix("+")))
    return f"hiện nay, kể cả bổ sung sau khi chốt lúc {at}" if basis.startswith("+") else f"{SIGNED} lúc {at}"


def _below(books: Books, period: Period) -> tuple[int, int] | None:
    """Units received and expected down to the lowest level, where reporters are headquarters themselves."""
    found = completeness(books, period)
    return (found.units_received, found.units_expected) if found.below else None


def _scope(books: Books) -> list[UnitRow]:
    return books.reporting_units() or [books.units[books.own_unit_id]]


def _named(books: Books, unit: UnitRow) -> str:
    """Its name inside a sentence; where two units share it, with the area."""
    name = lowered(unit.name)
    twins = [each for each in books.units.values() if each.name == unit.name and each.level == unit.level]
    area = next((each.name for each in books.units.values() if each.uid == unit.parent_uid), "")
    return f"{name} ({lowered(area)})" if len(twins) > 1 and area else name


def letterhead_of(books: Books) -> Letterhead:
    """The head of paper of whoever these books belong to."""
    return letterhead(_office(books))


def _office(books: Books) -> Office:
    own = books.units[books.own_unit_id]
    above = next((unit.name for unit in books.units.values() if unit.uid == own.parent_uid), "")
    return Office(own.name, own.kind, books.me.role is Role.HEADQUARTERS and not above, above)


def _lines(
    books: Books, found: Summary, collected: Collected, units: list[UnitRow], silent: list[UnitRow]
) -> dict[str, Line]:
    answering = [unit for unit in units if unit not in silent]
    left_out = collected.units_behind(unit.id for unit in silent)
    return {
        line.indicator.code: _line(line, _blank_at(books, line, collected, answering, left_out))
        for line in found.lines
    }


def _line(line: SummaryLine, missing: tuple[str, ...]) -> Line:
    same = {each.name: getattr(line, each.name) for each in fields(SummaryLine)}
    return Line(**same, missing=missing)


def _blank_at(
    books: Books, line: SummaryLine, collected: Collected, units: Iterable[UnitRow], silent: int
) -> tuple[str, ...]:
    """Units that report, but not this indicator in all its months."""
    if line.now.missing <= silent or line.now.amount is None:
        return ()
    terms = terms_of(books, line.indicator.code)
    blank = (unit for unit in units if any(collected.figure(unit.id, term).partial for term in terms))
    return tuple(_named(books, unit) for unit in blank)


def _packages(books: Books, period: Period) -> int:
    """Packages that count and fall into the period."""
    months = set(period.months)
    counting = (each for each in packages(books) if each.active and each.head)
    return sum(bool(months & set(books.period(each.period).months)) for each in counting)


def told(books: Books, period: Period) -> Iterable[Told]:
    """What units wrote in words, and what of it a person picked for the report."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_NARRATIVES).all()
        picked = set(read_setting(connection, picked_key(period), []))
    for uid, unit_id, content in rows:
        values = parse_content(content)
        if values["period"] == period.key:
            section, part, text = (str(values[name]) for name in ("section", "part", "text"))
            name, own = _named(books, books.units[unit_id]), unit_id == books.own_unit_id
            yield Told(name, own, section, part, text, uid.hex(), uid.hex() in picked)


def picked_key(period: Period) -> str:
    """The setting that holds what was picked for the report of a period."""
    return f"picked:{period.calendar}:{period.key}"


def _whole(books: Books, found: Summary) -> FactsSlice:
    lines = {code: found.line(code) for code in HEADLINE}
    return FactsSlice(
        "",
        f"Toàn {lowered(books.me.unit_name).partition(' ')[0]}",
        {code: line.now for code, line in lines.items()},
        {code: line.base for code, line in lines.items()},
        {code: line.numerator for code, line in lines.items()},
        {code: line.denominator for code, line in lines.items()},
    )


def _areas(books: Books, period: Period, silent: set[str]) -> Iterable[FactsArea]:
    """Areas with their units; where there are none, one nameless area of all units."""
    units = {each.key: each for each in by_unit(books, period, HEADLINE)}
    members = areas(books)
    wholes = {each.key: each for each in by_area(books, period, HEADLINE)}
    placed = {books.units[unit_id].uid for _, unit_ids in members for unit_id in unit_ids}
    for area, unit_ids in members:
        keys = [books.units[unit_id].uid for unit_id in unit_ids]
        rows = tuple(_slice(units[key], reported=key not in silent) for key in keys)
        yield FactsArea(_slice(wholes[area.uid]), rows)
    rest = tuple(_slice(each, reported=key not in silent) for key, each in units.items() if key not in placed)
    if rest:
        yield FactsArea(None, rest)


def _slice(found: Slice, key: str | None = None, reported: bool = True) -> FactsSlice:
    name_of = found.key if key is None else key
    return FactsSlice(name_of, found.name, found.figures, found.base, found.numerators, found.denominators, reported)


def _breakdown(books: Books, period: Period) -> Breakdown:
    rows = by_breakdown(books, period, BROKEN_DOWN, CHOICES)
    return Breakdown(BROKEN_DOWN, tuple(_slice(each) for each in rows))


def has_figures(facts: ReportFacts) -> bool:
    """Whether there is anything to write about."""
    return any(_said(line.now) for line in facts.lines.values())


def _said(figure: Figure) -> bool:
    return figure.amount is not None

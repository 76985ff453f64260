"""Deadlines and days off of a catalogue's tables → its timetable; every fault at its entry."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_files import CatalogueFile, Entry, Faults, Shape, Tables
from desktop.domain.catalogue_source import DEADLINES, EARLIER, deadline_tables
from desktop.domain.catalogue_words import REPORTS, STEPS
from desktop.domain.deadlines import REGULAR, DayKind, DeadlineRule, TableDay, Timetable

NAMES = {"working_days": "số ngày làm việc", "at": "giờ"}
YEARS = range(2000, 2101)
MOST_DAYS = 60
WORKED_UNTIL = time(16, 30)
"""Before this hour a working day is not over."""
_DAY: Shape = {"what": (str, True), "note": (str, False), "english": (str, False)}
_RULE: Shape = {"working_days": (int, False), "at": (str, False), "valid_from": (str, False), EARLIER: (dict, False)}


def timetable_of(tables: Tables) -> Timetable:
    """The timetable of tables that were checked before."""
    return read_timetable(CatalogueFile({DEADLINES: deadline_tables(tables)}, DEADLINES, Faults()))


def read_timetable(file: CatalogueFile) -> Timetable:
    """All deadlines and days, in order; what is wrong is noted and left out."""
    rules = [
        rule
        for report in file.entries("deadlines")
        for entry in file.entries("deadlines", report.code)
        for rule in _rules(report, entry)
    ]
    days = [day for entry in file.entries("days") for day in _day(entry)]
    return Timetable(tuple(rules), tuple(sorted(days, key=lambda each: each.day)))


def _rules(report: Entry, entry: Entry) -> Iterator[DeadlineRule]:
    values = entry.check(_RULE)
    if report.code not in REPORTS or entry.code not in STEPS:
        entry.fault(FaultCode.BAD_WORD, f"{report.code}.{entry.code}")
        return
    for until, told in sorted(values.get(EARLIER, {}).items()):
        if _iso(until) is None or not isinstance(told, dict):
            entry.fault(FaultCode.WRONG_TYPE, until, EARLIER)
        else:
            yield from _rule(report.code, entry, told, None, _iso(until))
    yield from _rule(report.code, entry, values, values.get("valid_from"), None)


def _rule(
    report: str, entry: Entry, values: Mapping[str, Any], since: str | None, until: date | None
) -> Iterator[DeadlineRule]:
    days, words = values.get("working_days"), values.get("at")
    at = _hour(words)
    first = None if since is None else _iso(since)
    if since is not None and first is None:
        entry.fault(FaultCode.NOT_A_DAY, since, "valid_from")
    missing = [name for name in ("working_days", "at") if name not in values]
    for name in missing:
        entry.fault(FaultCode.KEY_MISSING, NAMES[name], name)
    if missing:
        return
    if not isinstance(days, int) or not 0 <= days <= MOST_DAYS:
        entry.fault(FaultCode.BAD_DAYS, days, "working_days")
    elif at is None:
        entry.fault(FaultCode.NOT_A_TIME, words, "at")
    elif report == REGULAR and days - (at < WORKED_UNTIL) < 1:
        entry.fault(FaultCode.TOO_SOON, f"{days} ngày, {words}", "working_days")
    else:
        yield DeadlineRule(report, entry.code, days, at, first, until)


def _day(entry: Entry) -> Iterator[TableDay]:
    values, day = entry.check(_DAY), _iso(entry.code)
    kind = entry.word(values, "what", DayKind, DayKind.OFF)
    if day is None or day.year not in YEARS:
        entry.fault(FaultCode.NOT_A_DAY, entry.code)
    else:
        yield TableDay(day, kind, values.get("note", ""), values.get("english", ""))


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _hour(words: object) -> time | None:
    try:
        return time.fromisoformat(str(words))
    except ValueError:
        return None

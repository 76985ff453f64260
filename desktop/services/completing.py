"""Completeness over periods and report types: on time by both clocks, answered how, covered by which other unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.base.errors import UserError
from desktop.domain.deadlines import REGULAR, Timetable, deadline_of
from desktop.domain.periods import Period
from desktop.services.books import Books, read_setting, write_setting
from desktop.store import journal
from desktop.store.journal import Entry

COVERED = "covered_by"


class Timing(StrEnum):
    """How one report of one unit stands to its deadline."""

    ON_TIME = "on_time"
    LATE = "late"
    AFTER_FREEZE = "after_freeze"
    COVERED = "covered"
    MISSING = "missing"
    NOT_DUE = "not_due"


@dataclass(frozen=True)
class Slot:
    """One report that is expected of one unit."""

    unit_id: int
    period: str
    report_type: str
    timing: Timing
    received: str = ""
    """When the first file came, by our clock."""
    created: str = ""
    """When it was written, by the unit's clock."""
    late: timedelta = timedelta()
    """By our clock."""
    unit_late: timedelta = timedelta()
    """By the unit's clock: written in time and brought late is another thing than written late."""
    covered_by: str = ""
    """Name of the unit that reports for it."""


@dataclass(frozen=True)
class Answers:
    """Sections of one unit: with figures, declared none, declared not applicable, blank."""

    told: int
    none: int
    outside: int
    blank: int


_SLOTS = """
    SELECT unit_id, period, report_type, MIN(received), MIN(created), MIN(supplement) FROM package
    WHERE NOT sent AND active AND period IN ({periods}) GROUP BY unit_id, period, report_type
"""
_ANSWERS = """
    SELECT coverage.unit_id, section, MAX(coverage.state) FROM coverage
    JOIN package ON package.id = coverage.package_id AND active AND head AND (NOT by_hand OR accepted)
    WHERE month IN ({months}) GROUP BY coverage.unit_id, section
"""


def slots(books: Books, periods: Iterable[Period], now: datetime) -> dict[tuple[int, str, str], Slot]:
    """Every report that is expected of every unit in these periods; other types only where somebody sent one."""
    wanted = list(periods)
    listed = ",".join(repr(each.key) for each in wanted) or "NULL"
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_SLOTS.format(periods=listed)).all()
        covered = read_setting(connection, COVERED, {})
    came = {(unit, period, kind): rest for unit, period, kind, *rest in rows}
    types = dict.fromkeys((REGULAR, *(kind for _, _, kind in came)))
    found = (
        _slot(books, period, kind, unit.id, came.get((unit.id, period.key, kind)), covered.get(period.key, {}), now)
        for period in wanted
        for kind in types
        for unit in books.reporting_units()
    )
    return {(each.unit_id, each.period, each.report_type): each for each in found}


def _slot(
    books: Books,
    period: Period,
    kind: str,
    unit_id: int,
    came: list[object] | None,
    covered: dict[str, str],
    now: datetime,
) -> Slot:
    due = _due(books.catalogue.timetable, period, kind)
    if came is None:
        by = covered.get(books.units[unit_id].uid, "")
        if by in books.unit_ids:
            return Slot(unit_id, period.key, kind, Timing.COVERED, covered_by=books.units[books.unit_ids[by]].name)
        return Slot(unit_id, period.key, kind, Timing.MISSING if now > due else Timing.NOT_DUE)
    received, created, supplement = str(came[0]), str(came[1]), came[2]
    late, unit_late = _past(received, due), _past(created, due)
    timing = Timing.AFTER_FREEZE if supplement else Timing.LATE if late else Timing.ON_TIME
    return Slot(unit_id, period.key, kind, timing, received, created, late, unit_late)


def _due(timetable: Timetable, period: Period, kind: str) -> datetime:
    try:
        return deadline_of(period, timetable, kind)
    except UserError:
        return deadline_of(period, timetable)  # a type that the calendar does not know yet


def _past(moment: str, due: datetime) -> timedelta:
    try:
        return max(timedelta(), datetime.fromisoformat(moment).replace(tzinfo=None) - due)
    except ValueError:
        return timedelta()  # a workbook without a moment


def answers(books: Books, period: Period) -> dict[int, Answers]:
    """How the units that sent something answered their sections; a section never mentioned is blank, not zero."""
    first, last = period.first.isoformat(), period.last.isoformat()
    asked = (each for each in books.catalogue.core if each.stored and each.asked_in(first, last))
    sections = {each.section for each in asked}
    months = ",".join(map(str, period.months)) or "NULL"
    letters: dict[int, dict[str, str]] = defaultdict(dict)
    with books.db.read() as connection:
        for unit, section, letter in connection.exec_driver_sql(_ANSWERS.format(months=months)):
            if section in sections:
                letters[unit][section] = letter
    return {unit: _counted(list(by_section.values()), len(sections)) for unit, by_section in letters.items()}


def _counted(letters: list[str], sections: int) -> Answers:
    none, outside = letters.count("d"), letters.count("a")
    return Answers(len(letters) - none - outside, none, outside, sections - len(letters))


def cover(books: Books, period: Period, unit_uid: str, by_uid: str, reason: str = "") -> None:
    """Say that another unit reports for this one in a period; an empty uid takes it back."""
    with books.db.begin() as connection:
        covered = read_setting(connection, COVERED, {})
        of_period = {uid: by for uid, by in covered.get(period.key, {}).items() if uid != unit_uid}
        if by_uid and by_uid != unit_uid:
            of_period[unit_uid] = by_uid
        write_setting(connection, COVERED, covered | {period.key: of_period})
        facts = {"unit": unit_uid, "by": by_uid, "period": period.key} | ({"reason": reason} if reason else {})
        journal.note(connection, Entry(books.me.officer, "covered by"), books.clock(), **facts)


def covered_units(books: Books, period: Period) -> dict[str, str]:
    """Uids of units that another one reports for in a period, with the uid of that one."""
    with books.db.read() as connection:
        return dict(read_setting(connection, COVERED, {}).get(period.key, {}))

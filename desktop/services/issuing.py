"""Catalogues of these books: which one is in force, how the next one comes into force here and at the units."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_changes import DATED_DEADLINE, Change, What
from desktop.domain.catalogue_deadlines import timetable_of
from desktop.domain.catalogue_figures import DATED
from desktop.domain.catalogue_rules import DATED_RULE, SENTENCE, UNTIL
from desktop.domain.catalogue_source import (
    DEADLINES,
    EARLIER,
    RULES,
    Source,
    deadline_tables,
    indicator_file,
    parse_source,
    source_text,
    version_of,
)
from desktop.domain.catalogue_versions import is_newer
from desktop.domain.deadlines import MovedDeadline, moved_deadlines
from desktop.domain.periods import Period, period_of_month
from desktop.services import drafting, recounting, ruling, targeting
from desktop.services.books import Books, read_setting, write_setting
from desktop.services.drafting import Waiting
from desktop.services.rights import Act, require
from desktop.store import journal
from desktop.store.journal import Entry

OFFERED_MONTHS = 3
_PUBLISH = "UPDATE catalogue SET content = ?, valid_from = ?, published = ? WHERE id = ?"
_TAKE = (
    "INSERT INTO catalogue(version, content, changes, file_name, author, at, valid_from, published)"
    " VALUES (?, ?, ?, ?, ?, ?, '', ?)"
)


def offered_periods(books: Books, around: Period) -> list[Period]:
    """From which periods on a new version may hold: the next one first, then its months, then the one that is open."""
    following = around.next()
    months = [period_of_month(month, following.calendar) for month in following.months[:OFFERED_MONTHS]]
    free = ruling.first_free_day(books)
    found = {each.key: each for each in (following, *months, around)}
    return [each for each in found.values() if each.months and each.first.isoformat() >= free]


def publish(books: Books, period: Period, progress: Progress | None = None) -> str:
    """Bring the waiting version into force from a period on; return its number.

    Raise UserError where nothing waits, where it was not rehearsed, and for a period that is signed.
    """
    require(books, Act.CATALOGUE)
    waiting = drafting.wanted(books)
    if waiting.needs_rehearsal and waiting.rehearsal is None:
        raise UserError(Trouble.CATALOGUE_NOT_REHEARSED, version=waiting.version)
    if not period.months or period.first.isoformat() < ruling.first_free_day(books):
        raise UserError(Trouble.CATALOGUE_FROZEN_PERIOD, period=period.key)
    source = dated(parse_source(waiting.text), ruling.source_of(books), waiting.changes, period)
    text, at = source_text(source), books.clock()
    with books.db.begin() as connection:
        connection.exec_driver_sql(_PUBLISH, (text, period.key, at, waiting.id))
        _keep_targets(connection, waiting)
        facts = {"version": waiting.version, "period": period.key, "changes": len(waiting.changes)}
        journal.note(connection, Entry(books.me.officer, "catalogue published"), at, **facts)
        made = _put_in_force(connection, books, text, progress)
    books.use_catalogue(made, text)
    return waiting.version


def moved(books: Books, waiting: Waiting, period: Period) -> list[MovedDeadline]:
    """The deadlines that the waiting version would put elsewhere, were it in force from a period on."""
    if not waiting.moves_deadlines:
        return []
    source = dated(parse_source(waiting.text), ruling.source_of(books), waiting.changes, period)
    return list(moved_deadlines(books.catalogue.timetable, timetable_of(source), books.me.calendar))


def adopt(connection: Connection, books: Books, text: str, origin: str, changes: str = "[]") -> Catalogue | None:
    """Take a catalogue over, if it is newer than ours; the caller makes the books use it once stored.

    `changes` are what this headquarters changed itself: without any it came from above, and is known there.

    Raise ValueError for a text that is no catalogue.
    """
    source = parse_source(text)
    made, version = Catalogue.of_text(text), version_of(source)
    if not is_newer(version, books.catalogue.version):
        return None
    at = books.clock()
    connection.exec_driver_sql(_TAKE, (version, text, changes, origin, books.me.officer, at, at))
    journal.note(connection, Entry(books.me.officer, "catalogue adopted"), at, version=version, file=origin)
    return _put_in_force(connection, books, text, None, made)


def _put_in_force(
    connection: Connection, books: Books, text: str, progress: Progress | None, read: Catalogue | None = None
) -> Catalogue:
    made = targeting.with_targets(connection, read or Catalogue.of_text(text))
    trial = replace(books, catalogue=made, catalogue_text=text)
    recounting.recount(connection, trial, books.catalogue, progress or Silent())
    return made


def _keep_targets(connection: Connection, waiting: Waiting) -> None:
    """A target that was changed in the workbook takes the place of one set on the page."""
    told: targeting.Targets = read_setting(connection, targeting.SETTING, {})
    changed = {
        each.key
        for each in waiting.changes
        if each.part == "indicators" and any(cell.key == "target" for cell in each.cells)
    }
    if changed & told.keys():
        kept = {code: value for code, value in told.items() if code not in changed}
        write_setting(connection, targeting.SETTING, kept)


def dated(source: Source, before: Source, changes: Iterable[Change], period: Period) -> Source:
    """The tables with the day from which each new thing holds; what was counted otherwise until then stays so."""
    first, month = period.first.isoformat(), str(period.months[0])
    for each in changes:
        if each.part == "rules" and each.what is not What.MOVED:
            _date_rule(source[RULES][each.key], before[RULES].get(each.key), period)
        elif each.part == "indicators" and each.what is not What.MOVED:
            file = indicator_file(each.key.partition(".")[0])
            table, old = source[file][each.key], before[file].get(each.key)
            if old is None:
                table.setdefault("valid_from", first)
            elif any(table.get(key) != old.get(key) for key in DATED):
                was = {key: old[key] for key in DATED if key in old}
                table[EARLIER] = _until(old, month, was)
        elif each.part == "deadlines":
            report, step = each.key.split(".")
            old = deadline_tables(before)["deadlines"].get(report, {}).get(step)
            _date_deadline(source[DEADLINES]["deadlines"][report][step], old, period)
    return source


def _date_deadline(table: dict[str, Any], old: Mapping[str, Any] | None, period: Period) -> None:
    """Periods that end before a day keep the deadline that they had; typed or not, that day is not before `period`."""
    since = max(table.get("valid_from", ""), period.first.isoformat())
    table["valid_from"] = since
    if old is not None:
        last = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
        table[EARLIER] = _until(old, last, {key: old[key] for key in DATED_DEADLINE})


def _date_rule(table: dict[str, Any], old: Mapping[str, Any] | None, period: Period) -> None:
    if old is None:
        table.setdefault("valid_from", period.first.isoformat())
    elif any(table.get(key) != old.get(key) for key in DATED_RULE):
        last = (period.first - timedelta(days=1)).isoformat()
        was = {key: old[key] for key in (*DATED_RULE, *SENTENCE) if key in old}
        earlier = _until(old, str(period.months[0]), was)
        table[EARLIER] = {**earlier, str(period.months[0]): {**earlier[str(period.months[0])], UNTIL: last}}


def _until(old: Mapping[str, Any], month: str, was: Mapping[str, Any]) -> dict[str, Any]:
    """What held before a month. Changes that would have begun in it or later never came to hold."""
    earlier: Mapping[str, Any] = old.get(EARLIER, {})
    overtaken = sorted(key for key in earlier if key >= month)
    kept = {key: told for key, told in earlier.items() if key < month}
    return kept | {month: earlier[overtaken[0]] if overtaken else was}

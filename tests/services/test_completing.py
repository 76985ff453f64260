"""Completeness: by both clocks, after the freeze, covered by another, declared told from blank."""

from datetime import datetime, timedelta

import pytest

from desktop.domain.deadlines import REGULAR, deadline_of
from desktop.services import completing, progressing
from desktop.services.completing import Timing

SILENT = "01297"


@pytest.fixture
def period(received):
    return received.period("2020-H1")


def unit_of(books, code):
    return next(unit for unit in books.reporting_units() if unit.code == code)


def set_clocks(books, unit, received, created, supplement=0):
    with books.db.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE package SET received = ?, created = ?, supplement = ? WHERE unit_id = ? AND period = '2020-H1'",
            (received.isoformat(), created.isoformat(), supplement, unit.id),
        )


def slot(books, period, unit, now):
    return completing.slots(books, [period], now)[unit.id, period.key, REGULAR]


def test_written_in_time_and_brought_late_is_told_apart(received, period):
    unit, due = unit_of(received, "01495"), deadline_of(period, received.catalogue.timetable)
    set_clocks(received, unit, due + timedelta(hours=2), due - timedelta(hours=1))
    found = slot(received, period, unit, due)
    assert (found.timing, found.late, found.unit_late) == (Timing.LATE, timedelta(hours=2), timedelta())
    set_clocks(received, unit, due, due)
    assert slot(received, period, unit, due).timing is Timing.ON_TIME


def test_the_first_file_counts_not_the_last(received, period):
    unit, due = unit_of(received, "01495"), deadline_of(period, received.catalogue.timetable)
    set_clocks(received, unit, due - timedelta(minutes=1), due - timedelta(hours=1))
    with received.db.begin() as connection:
        names = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(package)") if row[1] != "id"]
        late = (due + timedelta(days=1)).isoformat()
        chosen = {"package_id": "zeroblob(32)", "received": f"'{late}'", "sequence": "2"}
        picked = ", ".join(chosen.get(name, f'"{name}"') for name in names)
        listed = ", ".join(f'"{name}"' for name in names)
        connection.exec_driver_sql(
            f"INSERT INTO package({listed}) SELECT {picked} FROM package WHERE unit_id = ? AND period = '2020-H1'",
            (unit.id,),
        )
    assert slot(received, period, unit, due + timedelta(days=2)).timing is Timing.ON_TIME


def test_a_supplement_came_after_the_freeze(received, period):
    unit, due = unit_of(received, "01495"), deadline_of(period, received.catalogue.timetable)
    set_clocks(received, unit, due + timedelta(days=9), due, 1)
    assert slot(received, period, unit, due).timing is Timing.AFTER_FREEZE
    (package,) = [each for each in progressing.packages(received, period) if each.unit_id == unit.id]
    assert package.supplement == 1


def test_silence_is_missing_only_after_the_deadline(received, period):
    unit, due = unit_of(received, SILENT), deadline_of(period, received.catalogue.timetable)
    assert slot(received, period, unit, due - timedelta(hours=1)).timing is Timing.NOT_DUE
    assert slot(received, period, unit, due + timedelta(hours=1)).timing is Timing.MISSING


def test_a_unit_that_another_reports_for_is_not_missing(received, period):
    unit, by = unit_of(received, SILENT), unit_of(received, "01495")
    before = progressing.completeness(received, period)
    completing.cover(received, period, unit.uid, by.uid)
    found = progressing.completeness(received, period)
    assert unit in before.missing
    assert unit not in found.missing
    assert (found.covered, found.received) == (1, before.received)
    standing = next(each for each in found.units if each.unit == unit)
    assert (standing.standing, standing.covered_by) == (progressing.Standing.COVERED, by.name)
    covered = slot(received, period, unit, datetime(2020, 7, 1))
    assert (covered.timing, covered.covered_by) == (Timing.COVERED, by.name)
    assert unit in progressing.completeness(received, received.period("2020-Q1")).missing
    completing.cover(received, period, unit.uid, "")
    assert unit in progressing.completeness(received, period).missing


def test_declared_zero_blank_and_silent_are_three_things(received, period):
    found = completing.answers(received, period)
    unit, silent = unit_of(received, "01495"), unit_of(received, SILENT)
    assert silent.id not in found
    mine = found[unit.id]
    assert mine.blank == 0
    assert mine.none > 0
    assert mine.told > 0
    with received.db.begin() as connection:
        connection.exec_driver_sql(
            "DELETE FROM coverage WHERE unit_id = ? AND section = (SELECT MIN(section) FROM coverage WHERE state = 'v'"
            " AND unit_id = ?)",
            (unit.id, unit.id),
        )
    fewer = completing.answers(received, period)[unit.id]
    assert (fewer.told, fewer.blank, fewer.none) == (mine.told - 1, 1, mine.none)


def test_every_unit_has_a_slot_in_every_period(received):
    periods = [received.period(key) for key in ("2020-M05", "2020-Q2", "2020-H1", "2019-H1")]
    found = completing.slots(received, periods, datetime(2020, 7, 1))
    assert len(found) == 4 * len(received.reporting_units())
    assert sum(bool(each.received) for each in found.values()) == 6

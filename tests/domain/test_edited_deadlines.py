"""Days off and deadlines go to Excel with the catalogue and come back; what they move is dated and told."""

from datetime import date, datetime, time

import pytest

from desktop.domain.catalogue import Catalogue, FaultCode
from desktop.domain.catalogue_changes import What
from desktop.domain.catalogue_columns import FORMAT_KEY, FRONT
from desktop.domain.catalogue_reading import read_back
from desktop.domain.catalogue_source import DEADLINES, TOP, shipped
from desktop.domain.deadlines import deadline_of
from desktop.domain.periods import parse_period
from desktop.services.issuing import dated
from tests.domain.catalogue_books import PLANS, Edited

BASE = shipped()
OWN = ("Báo cáo định kỳ", "đơn vị gửi cấp trên")
NEXT = parse_period("2020-H2")


@pytest.fixture
def edited():
    return Edited(BASE)


def due(source, key):
    return deadline_of(parse_period(key), Catalogue.read(source).timetable)


def published(found, period=NEXT, base=BASE):
    return dated(found.source, base, found.changes, period)


def test_a_day_off_is_added_changed_and_dropped(edited):
    edited.add("days", day="15/12/2020", what="nghỉ", note="Nghỉ bão")
    edited.put("days", (date(2027, 2, 11),), "what", "làm bù")
    edited.drop("days", date(2027, 9, 3))

    found = read_back(BASE, edited.book())

    assert found.faults == ()
    assert [(each.part, each.what, each.key, each.name) for each in found.changes] == [
        ("days", What.ADDED, "2020-12-15", "15/12/2020 Nghỉ bão"),
        ("days", What.CHANGED, "2027-02-11", "11/02/2027 Tết Đinh Mùi (nghỉ bù)"),
        ("days", What.REMOVED, "2027-09-03", "03/09/2027 Quốc khánh"),
    ]
    assert due(found.source, "2020-H2") == datetime(2020, 12, 17, 17)
    assert date(2027, 9, 3) not in Catalogue.read(found.source).timetable.holidays.off
    again = read_back(found.source, Edited(found.source).book())
    assert (again.faults, again.changes, again.source == found.source) == ((), (), True)


def test_a_year_that_lost_all_its_days_stays_empty(edited):
    for day in [row[0] for row in edited.grid("days")[2:] if row[0].year == 2027]:
        edited.drop("days", day)
    found = read_back(BASE, edited.book())
    assert len(found.changes) == 11 and found.source[DEADLINES]["through"] == "2027"
    assert max(each.day for each in Catalogue.read(found.source).timetable.days) == date(2026, 9, 2)


def test_a_slip_far_ahead_hides_no_year_that_a_later_program_knows(edited):
    edited.add("days", day=date(2062, 9, 2), what="nghỉ")
    edited.add("days", day=date(2028, 1, 3), what="nghỉ")
    assert read_back(BASE, edited.book()).source[DEADLINES]["through"] == "2028"
    edited.add("days", day=date(9999, 9, 2), what="nghỉ")
    (fault,) = read_back(BASE, edited.book()).faults
    assert (fault.code, fault.cell) == (FaultCode.NOT_A_DAY, f"A{len(edited.grid('days'))}")


def test_another_order_of_days_is_no_change(edited):
    grid = edited.grid("days")
    grid[2:] = sorted(grid[2:], key=lambda row: row[2])
    assert read_back(BASE, edited.book()).changes == ()


@pytest.mark.parametrize(
    ("cell", "stored"),
    [("7:30", "07:30"), (time(7, 30), "07:30"), (0.3125, "07:30"), ("7h30", "07:30"), ("18 giờ", "18:00")],
)
def test_a_time_of_day_is_read_however_it_was_typed(edited, cell, stored):
    edited.put("deadlines", OWN, "at", cell)
    found = read_back(BASE, edited.book())
    assert found.source[DEADLINES]["deadlines"]["dinh-ky"]["unit-province"]["at"] == stored


def test_another_deadline_holds_from_the_period_that_it_is_published_for(edited):
    edited.put("deadlines", OWN, "working_days", 4)
    source = published(read_back(BASE, edited.book()))

    assert due(source, "2020-H1") == datetime(2020, 6, 16, 17)
    assert due(source, "2020-M07") == datetime(2020, 7, 20, 17)

    edited = Edited(source)
    edited.put("deadlines", OWN, "working_days", 3)
    edited.put("deadlines", OWN, "valid_from", date(2021, 1, 1))
    source = published(read_back(source, edited.book()), base=source)
    keys = ("2020-H1", "2020-H2", "2021-M01")
    assert [due(source, key).date() for key in keys] == [date(2020, 6, 16), date(2020, 12, 18), date(2021, 1, 19)]


def test_one_that_was_to_come_and_is_overtaken_never_holds(edited):
    edited.put("deadlines", OWN, "working_days", 9)
    source = published(read_back(BASE, edited.book()), parse_period("2021-H1"))
    edited = Edited(source)
    edited.put("deadlines", OWN, "working_days", 3)
    edited.put("deadlines", OWN, "valid_from", date(2020, 6, 15))
    source = published(read_back(source, edited.book()), base=source)
    assert [due(source, key).date() for key in ("2020-H1", "2020-M07")] == [date(2020, 6, 16), date(2020, 7, 17)]


@pytest.mark.parametrize(
    ("part", "key", "column", "value", "code"),
    [
        ("days", (date(2020, 9, 2),), "day", "02/13/2020", FaultCode.NOT_A_DAY),
        ("days", (date(2020, 9, 2),), "day", "30/04/2020", FaultCode.DUPLICATE),
        ("days", (date(2020, 9, 2),), "what", "vui", FaultCode.BAD_WORD),
        ("days", (date(2020, 4, 30),), "what", "làm bù", FaultCode.SETTLED_DAY),
        ("deadlines", OWN, "working_days", 0, FaultCode.TOO_SOON),
        ("deadlines", OWN, "working_days", -1, FaultCode.BAD_DAYS),
        ("deadlines", OWN, "working_days", 200, FaultCode.BAD_DAYS),
        ("deadlines", OWN, "working_days", 1.5, FaultCode.NOT_WHOLE),
        ("deadlines", OWN, "working_days", "", FaultCode.KEY_MISSING),
        ("deadlines", OWN, "at", "25:00", FaultCode.NOT_A_TIME),
        ("deadlines", OWN, "at", "chiều", FaultCode.NOT_A_TIME),
        ("deadlines", OWN, "valid_from", date(2020, 1, 1), FaultCode.TOO_EARLY),
        ("deadlines", OWN, "valid_from", date(2021, 1, 1), FaultCode.DATE_ALONE),
        ("deadlines", OWN, "report", "Báo cáo mật", FaultCode.BAD_WORD),
    ],
)
def test_a_fault_names_sheet_cell_and_value(edited, part, key, column, value, code):
    cell = f"{'ABCDE'[edited.place(part, column)]}{edited.line(part, *key) + 1}"
    edited.put(part, key, column, value)

    found = read_back(BASE, edited.book(), "2020-06-15").faults

    assert (PLANS[part].title, cell, code) in [(each.sheet, each.cell, each.code) for each in found]


def test_one_working_day_in_the_morning_is_too_soon_for_a_periodic_report_only(edited):
    edited.put("deadlines", OWN, "working_days", 1)
    edited.put("deadlines", OWN, "at", "07:30")
    edited.put("deadlines", ("Báo cáo đột xuất", OWN[1]), "working_days", 0)
    (fault,) = read_back(BASE, edited.book()).faults
    assert (fault.code, fault.value) == (FaultCode.TOO_SOON, "1 ngày, 07:30")


def test_the_days_of_a_signed_periods_deadline_stay(edited):
    """H1 is signed; it was due on Tuesday 16/06/2020."""
    edited.add("days", day=date(2020, 6, 16), what="nghỉ")
    edited.add("days", day=date(2020, 6, 18), what="nghỉ")
    (fault,) = read_back(BASE, edited.book(), "2020-06-15").faults
    assert (fault.code, fault.value) == (FaultCode.SETTLED_DAY, "16/06/2020")


def test_a_workbook_of_before_has_no_such_sheets_and_changes_none(edited):
    for part in ("days", "deadlines"):
        del edited.grids[PLANS[part].title]
    edited.put("sections", ("TH",), "name", "Tình hình chung")
    found = read_back(BASE, edited.book())
    assert found.faults == () and [each.part for each in found.changes] == ["sections"]
    edited.grids[FRONT].append([FORMAT_KEY, "2"])
    assert {each.code for each in read_back(BASE, edited.book()).faults} == {FaultCode.SHEET_MISSING}


def test_a_catalogue_of_before_goes_out_with_the_programs_days():
    old = {name: table for name, table in BASE.items() if name != DEADLINES}
    found = read_back(old, Edited(old).book())
    assert (found.faults, found.changes) == ((), ()) and DEADLINES not in found.source
    edited = Edited(old)
    edited.add("days", day=date(2020, 12, 15), what="nghỉ")
    made = read_back(old, edited.book()).source
    assert due(made, "2020-H2") == datetime(2020, 12, 17, 17) and made[TOP]["version"] == "2020.3"

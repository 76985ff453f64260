"""Deadlines count working days over week-ends, holidays and worked Saturdays."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_deadlines import timetable_of
from desktop.domain.catalogue_source import DEADLINES, shipped
from desktop.domain.deadlines import (
    Deadline,
    Holidays,
    Timetable,
    after_working_days,
    deadline_of,
    moved_deadlines,
    working_days,
    working_days_left,
)
from desktop.domain.periods import parse_period

OURS = Catalogue.load().timetable
TABLE = OURS.holidays


def with_days(**days: str) -> Timetable:
    """Our timetable with other days: `d20200615="off"`."""
    source = shipped()
    for name, what in days.items():
        day = f"{name[1:5]}-{name[5:7]}-{name[7:]}"
        source[DEADLINES]["days"][day] = {"what": what}
    return timetable_of(source)


def test_the_half_year_of_2020_is_due_on_tuesday_at_five():
    assert deadline_of(parse_period("2020-H1"), OURS) == datetime(2020, 6, 16, 17)


def test_the_provinces_own_report_is_due_the_morning_after():
    assert deadline_of(parse_period("2020-H1"), OURS, step="province-ministry") == datetime(2020, 6, 17, 7, 30)


def test_tet_moves_a_deadline():
    period = parse_period("20200101-20200122")
    assert deadline_of(period, OURS).date() == date(2020, 1, 31)
    assert deadline_of(period, Timetable(OURS.rules, ())).date() == date(2020, 1, 24)


def test_a_worked_saturday_counts():
    assert working_days(date(2019, 4, 29), date(2019, 5, 4), TABLE) == 3
    assert after_working_days(date(2019, 5, 3), 1, TABLE) == date(2019, 5, 4)


def test_an_edited_table_counts_instead_of_ours():
    table = Holidays(off=frozenset({date(2020, 6, 15)}), worked=frozenset({date(2020, 6, 20)}))
    assert deadline_of(parse_period("2020-H1"), with_days(d20200615="off")) == datetime(2020, 6, 17, 17)
    assert working_days(date(2020, 6, 14), date(2020, 6, 20), table) == 5


@given(st.dates(date(2019, 1, 1), date(2027, 6, 1)), st.integers(1, 20))
def test_after_so_many_working_days_that_many_were_worked(day, count):
    due = after_working_days(day, count, TABLE)
    assert working_days(day + timedelta(days=1), due, TABLE) == count
    assert TABLE.is_working(due)


def test_a_deadline_tells_what_is_left():
    deadline = Deadline(datetime(2020, 6, 16, 17))
    assert deadline.left(datetime(2020, 6, 16, 15)) == timedelta(hours=2)
    assert deadline.is_late(datetime(2020, 6, 16, 17, 1))
    assert not deadline.is_late(datetime(2020, 6, 16, 17))


def test_an_unknown_report_type_is_refused():
    with pytest.raises(UserError) as caught:
        deadline_of(parse_period("2020-H1"), OURS, "mat")
    assert caught.value.code is Trouble.UNKNOWN_REPORT_TYPE


def test_every_day_off_is_a_weekday_and_every_worked_day_a_week_end():
    assert all(day.weekday() < 5 for day in TABLE.off)
    assert all(day.weekday() > 4 for day in TABLE.worked)
    assert {day.year for day in TABLE.off} == set(range(2019, 2028))


def test_the_law_gives_eleven_days_off_since_2021_and_ten_before():
    per_year = {year: sum(day.year == year for day in TABLE.off) for year in range(2019, 2028)}
    swapped = {2019: 1, 2024: 1, 2025: 1, 2026: 2}
    expected = {year: (10 if year < 2021 else 11) + swapped.get(year, 0) for year in per_year}
    assert per_year == expected


def test_a_day_off_on_a_saturday_changes_nothing():
    assert not list(moved_deadlines(OURS, with_days(d20201219="off", d20201214="worked"), "nd09"))


def test_moved_deadlines_are_named_by_their_longest_period():
    found = list(moved_deadlines(OURS, with_days(d20201215="off"), "nd09"))
    assert {each.period.key for each in found} == {"2020-H2"}
    first = next(each for each in found if each.report_type == "dinh-ky" and each.step == "unit-province")
    assert (first.before, first.after) == (datetime(2020, 12, 16, 17), datetime(2020, 12, 17, 17))


def test_an_earlier_rule_stays_for_periods_that_ended_before():
    source = shipped()
    source[DEADLINES]["deadlines"]["dinh-ky"]["unit-province"] |= {
        "working_days": 4,
        "valid_from": "2020-06-15",
        "earlier": {"2020-06-14": {"working_days": 2, "at": "17:00"}},
    }
    table = timetable_of(source)
    assert deadline_of(parse_period("2020-H1"), table) == datetime(2020, 6, 16, 17)
    assert deadline_of(parse_period("2020-M07"), table) == datetime(2020, 7, 20, 17)
    assert [each.working_days for each in table.rules_now if each.report_type == "dinh-ky"] == [4, 3]


def test_what_an_older_text_does_not_say_is_the_programs():
    source = shipped()
    del source[DEADLINES]
    assert Catalogue.read(source).timetable == OURS
    source[DEADLINES] = {"through": "2026", "days": {"2026-03-02": {"what": "off"}}}
    days = {each.day for each in Catalogue.read(source).timetable.days}
    assert date(2026, 3, 2) in days and date(2027, 1, 1) in days and date(2026, 1, 1) not in days


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2020, 6, 16), 0),
        (date(2020, 6, 15), 1),
        (date(2020, 6, 14), 2),  # a Sunday: Monday and Tuesday are left
        (date(2020, 6, 12), 2),
        (date(2020, 6, 9), 5),
        (date(2020, 6, 17), -1),
        (date(2020, 6, 22), -4),
    ],
)
def test_what_is_left_is_counted_in_working_days(today, left):
    assert working_days_left(date(2020, 6, 16), today, TABLE) == left


def test_days_off_are_not_counted_as_left():
    assert working_days_left(date(2020, 1, 31), date(2020, 1, 22), TABLE) == 2  # Tết lies between


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_a_day_so_many_working_days_ahead_leaves_so_many(today, count):
    assert working_days_left(after_working_days(today, count, TABLE), today, TABLE) == count

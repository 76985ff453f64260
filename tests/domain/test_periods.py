"""Periods: the decree's own examples, and that months partition the days."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Trouble, UserError
from desktop.domain.calendars import calendar, calendars
from desktop.domain.periods import (
    PeriodKind,
    custom_period,
    month_key,
    month_label,
    month_of,
    month_of_key,
    months_by_day,
    parse_day,
    parse_period,
    period_of_month,
)

calendar_ids = st.sampled_from(sorted(calendars()))
years = st.integers(2001, 2098)
days = st.dates(date(2001, 1, 1), date(2098, 12, 31))
keys = st.builds(
    "{}-{}".format,
    years,
    st.sampled_from([f"M{n:02d}" for n in range(1, 13)] + ["Q1", "Q2", "Q3", "Q4", "H1", "H2", "9T", "Y"]),
)


@pytest.mark.parametrize(
    ("key", "dates", "label"),
    [
        ("2026-M01", "15/12/2025 – 14/01/2026", "tháng 1 năm 2026"),
        ("2026-M06", "15/05/2026 – 14/06/2026", "tháng 6 năm 2026"),
        ("2026-Q1", "15/12/2025 – 14/03/2026", "quý I năm 2026"),
        ("2026-Q2", "15/03/2026 – 14/06/2026", "quý II năm 2026"),
        ("2026-H1", "15/12/2025 – 14/06/2026", "6 tháng đầu năm 2026"),
        ("2026-9T", "15/12/2025 – 14/09/2026", "9 tháng năm 2026"),
        ("2026-H2", "15/06/2026 – 14/12/2026", "6 tháng cuối năm 2026"),
        ("2026-Y", "15/12/2025 – 14/12/2026", "năm 2026"),
        ("2020-H1", "15/12/2019 – 14/06/2020", "6 tháng đầu năm 2020"),
        ("2028-M03", "15/02/2028 – 14/03/2028", "tháng 3 năm 2028"),
    ],
)
def test_periods_run_as_the_decree_has_them(key, dates, label):
    period = parse_period(key)
    assert (period.key, period.dates, period.label) == (key, dates, label)


def test_the_bases_of_comparison_are_the_decrees_too():
    assert parse_period("2026-H1").same_period_last_year().dates == "15/12/2024 – 14/06/2025"
    assert parse_period("2026-M06").previous().dates == "15/04/2026 – 14/05/2026"


def test_a_leap_day_lies_in_the_third_month():
    period = parse_period("2028-M03")
    assert period.holds("2028-02-29")
    assert (period.last - period.first).days + 1 == 29


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2026-06-14", 202606),
        ("2026-06-15", 202607),
        ("2026-12-14", 202612),
        ("2026-12-15", 202701),
        ("2026-01-01", 202601),
        (date(2026, 6, 15), 202607),
        ("2026-06-15T23:59:59", 202607),
    ],
)
def test_a_day_falls_into_its_reporting_month(day, month):
    assert month_of(day) == month_of(day) == month


@pytest.mark.parametrize(
    ("calendar_id", "half", "year"),
    [
        ("kiemsat", "01/12/2023 – 31/05/2024", "01/12/2023 – 30/11/2024"),
        ("quochoi", "01/10/2023 – 31/03/2024", "01/10/2023 – 30/09/2024"),
        ("duong-lich", "01/01/2024 – 30/06/2024", "01/01/2024 – 31/12/2024"),
        ("giao-thong-cu", "16/12/2023 – 15/06/2024", "16/12/2023 – 15/12/2024"),
    ],
)
def test_other_calendars_are_data(calendar_id, half, year):
    assert parse_period("2024-H1", calendar_id).dates == half
    assert parse_period("2024-Y", calendar_id).dates == year


@pytest.mark.parametrize(
    "day", ["2020-02-30", "2020-13-01", "20200614", "2020-W24-7", "14/06/2020", "", "2020-06-14x", "２020-06-14"]
)
def test_a_day_that_does_not_exist_has_no_month(day):
    with pytest.raises(ValueError, match=r"date|range|month|day"):
        month_of(day)


@given(days, calendar_ids)
def test_every_day_lies_in_exactly_the_month_it_is_filed_under(day, calendar_id):
    month = month_of(day, calendar_id)
    assert month == month_of(day.isoformat(), calendar_id)
    assert period_of_month(month, calendar_id).holds(day.isoformat())
    assert not period_of_month(month, calendar_id).next().holds(day)


@given(keys, calendar_ids)
def test_the_months_of_a_period_fill_it_without_gap_or_overlap(key, calendar_id):
    period = parse_period(key, calendar_id)
    months = [period_of_month(month, calendar_id) for month in period.months]
    assert (months[0].first, months[-1].last) == (period.first, period.last)
    for before, after in pairwise(months):
        assert after.first == before.last + timedelta(days=1)
        assert before.next() == after


@given(years, calendar_ids)
def test_halves_and_quarters_join_to_the_year(year, calendar_id):
    def months(key):
        return parse_period(f"{year}-{key}", calendar_id).months

    assert months("H1") + months("H2") == months("Y")
    assert months("Q1") + months("Q2") == months("H1")
    assert months("H1") + months("Q3") == months("9T")


@given(keys, calendar_ids)
def test_next_and_previous_undo_each_other(key, calendar_id):
    period = parse_period(key, calendar_id)
    assert period.next().previous() == period == period.previous().next()
    assert parse_period(period.key, calendar_id) == period
    if period.kind is not PeriodKind.NINE_MONTHS:
        assert period.next().first == period.last + timedelta(days=1)


@given(keys, calendar_ids)
def test_the_same_period_of_last_year_is_the_same_period(key, calendar_id):
    period = parse_period(key, calendar_id)
    base = period.same_period_last_year()
    assert (base.title, base.year, base.place) == (period.title, period.year - 1, period.place)


@pytest.mark.parametrize(
    ("key", "plan"),
    [
        ("2020-H1", "6 tháng cuối năm 2020"),
        ("2020-H2", "6 tháng đầu năm 2021"),
        ("2020-M12", "tháng 1 năm 2021"),
        ("2020-Q4", "quý I năm 2021"),
        ("2020-9T", "3 tháng cuối năm 2020"),
        ("2020-Y", "năm 2021"),
        ("20210423-20210623", "thời gian tới"),
    ],
)
def test_a_report_plans_for_the_time_after_it(key, plan):
    assert parse_period(key).following_plan_label == plan


@pytest.mark.parametrize(("key", "place"), [("2020-M06", 6), ("2020-Q2", 2), ("2020-H2", 2), ("2020-9T", 1)])
def test_a_period_knows_which_one_of_the_year_it_is(key, place):
    period = parse_period(key)
    assert (period.place, period.year) == (place, 2020)


def test_a_campaign_has_free_dates_and_no_months():
    campaign = parse_period("20210423-20210623")
    assert (campaign.kind, campaign.months, campaign.year, campaign.place) == (PeriodKind.CUSTOM, (), 2021, 1)
    assert campaign.label == campaign.title == "từ ngày 23/04/2021 đến ngày 23/06/2021"
    assert campaign.same_period_last_year().key == "20200423-20200623"
    assert campaign.previous().key == "20210220-20210422"
    assert campaign.next() == custom_period(date(2021, 6, 24), date(2021, 8, 24))


def test_a_campaign_over_a_leap_day_has_a_base_too():
    assert parse_period("20200201-20200229").same_period_last_year().key == "20190201-20190228"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "2020",
        "2020-M13",
        "2020-M6",
        "2020-Q5",
        "2020-H3",
        "0020-H1",
        "2020-h1",
        "20210431-20210501",
        "20210601-20210501",
    ],
)
def test_a_key_that_means_nothing_is_refused(key):
    with pytest.raises(UserError) as caught:
        parse_period(key)
    assert (caught.value.code, caught.value.facts) == (Trouble.UNKNOWN_PERIOD, {"key": key})


def test_an_unknown_calendar_is_refused_by_name():
    for ask in (lambda: parse_period("2020-H1", "lịch ta"), lambda: months_by_day["lịch ta"]):
        with pytest.raises(UserError) as caught:
            ask()
        assert caught.value.facts["calendar"] == "lịch ta"


def test_months_have_a_key_and_a_name():
    assert (month_key(202006), month_label(202006)) == ("2020-M06", "tháng 6/2020")
    assert month_of_key("2020-M06") == 202006
    with pytest.raises(UserError):
        month_of_key("2020-H1")


def test_a_moment_is_filed_without_filling_the_table():
    table = months_by_day["nd09"]
    assert table["2020-06-15T08:00:00"] == 202007
    assert "2020-06-15T08:00:00" not in table
    assert parse_day("2020-06-15T08:00:00") == date(2020, 6, 15)


def test_a_datetime_is_filed_by_its_day():
    assert calendar("nd09").month_of(datetime(2020, 6, 15, 8)) == 202007

"""Numbers and dates as official paper writes them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from desktop.wording import numbers


@pytest.mark.parametrize(
    ("value", "zero", "text"),
    [(3, True, "03 vụ"), (3, False, "3 vụ"), (0, True, "0 vụ"), (10, True, "10 vụ"), (1234, True, "1.234 vụ"),
     (Decimal("1.5"), True, "1,5 vụ"), (Decimal(5), True, "05 vụ")],
)  # fmt: skip
def test_counts_under_ten_take_a_zero_in_reports(value, zero, text):
    assert numbers.count(value, "vụ", zero) == text


def test_a_count_without_a_noun_is_only_a_number():
    assert numbers.count(7) == "7"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_834_500_000, "1,8 tỷ đồng"),
        (1_800_000_000, "1,8 tỷ đồng"),
        (2_000_000_000, "2 tỷ đồng"),
        (1_234_567_000_000, "1.234,6 tỷ đồng"),
        (726_600_000, "726,6 triệu đồng"),
        (999_940_000, "999,9 triệu đồng"),
        (999_950_000, "1 tỷ đồng"),
        (1_000_000, "1 triệu đồng"),
        (999_999, "999.999 đồng"),
        (0, "0 đồng"),
        (-5_000_000, "-5 triệu đồng"),
    ],
)
def test_money_is_told_in_the_largest_unit_it_fills(value, text):
    assert numbers.money(value) == text


def test_money_is_exact_when_asked():
    assert numbers.money(28_826_750_000, exact=True) == "28.826.750.000 đồng"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(850, "gam", "850 gam"), (1250, "gam", "1,3 kg"), (1000, "gam", "1 kg"), (25_000, "m²", "2,5 ha"),
     (12, "viên", "12 viên"), (2_000_000, "đồng", "2 triệu đồng"), (Decimal("0.5"), "gam", "0,5 gam")],
)  # fmt: skip
def test_quantities_take_the_larger_unit_once_they_fill_one(value, unit, text):
    assert numbers.quantity(value, unit) == text


def test_rates_have_one_decimal_and_the_whole_has_none():
    assert numbers.share(185, 207) == "89,4%"
    assert numbers.share(153, 153) == "100%"
    assert numbers.share(0, 5) == "0%"
    assert numbers.share(1, 0) == "không tính được"
    assert numbers.percent(Decimal("33.9"), 2) == "33,90%"


def test_dates_are_written_as_the_decree_asks():
    assert numbers.long_day(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert numbers.long_day(date(2020, 7, 15)) == "ngày 15 tháng 7 năm 2020"
    assert numbers.day(date(2020, 6, 5)) == "05/06/2020"
    assert numbers.moment(datetime(2020, 6, 16, 17)) == "17:00 ngày 16/06/2020"
    assert numbers.span(date(2019, 12, 15), date(2020, 6, 14)) == "từ ngày 15/12/2019 đến ngày 14/06/2020"


def test_numbers_are_rounded_only_when_asked():
    assert numbers.number(Decimal("1234.567")) == "1.234,567"
    assert numbers.number(Decimal("1234.567"), 1) == "1.234,6"

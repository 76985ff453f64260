"""Vietnamese numbers: read by the role of comma and dot, exact, rounded half up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Trouble
from desktop.domain.numbers import (
    Change,
    NumberRefused,
    change,
    format_number,
    half_up,
    parse_money,
    parse_number,
    percent,
    plain,
    points,
)

numbers = st.decimals(-(10**11), 10**11, places=3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1.234.567,891", "1234567.891"),
        ("1234", "1234"),
        ("1.370", "1370"),
        ("53,143", "53.143"),
        ("1,5", "1.5"),
        ("03", "3"),
        ("+1.167,39", "1167.39"),
        ("-2,98", "-2.98"),
        ("−5", "-5"),
        (" 1 234 567 ", "1234567"),
        ("1\u00a0234", "1234"),
        ("0,0", "0"),
        ("-0", "0"),
    ],
)
def test_a_vietnamese_number_is_read(text, value):
    assert str(parse_number(text)) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,234.5", Trouble.FOREIGN_NUMBER),
        ("1,234,567", Trouble.FOREIGN_NUMBER),
        ("1.5", Trouble.AMBIGUOUS_NUMBER),
        ("12.34,5", Trouble.AMBIGUOUS_NUMBER),
        ("0.123", Trouble.AMBIGUOUS_NUMBER),
        ("1234.567", Trouble.AMBIGUOUS_NUMBER),
        ("", Trouble.NOT_A_NUMBER),
        ("ba", Trouble.NOT_A_NUMBER),
        ("1e5", Trouble.NOT_A_NUMBER),
        ("12/6", Trouble.NOT_A_NUMBER),
        ("٣", Trouble.NOT_A_NUMBER),
        ("1 23", Trouble.NOT_A_NUMBER),
        ("5,", Trouble.NOT_A_NUMBER),
        ("1.234.567.890.123.456", Trouble.NUMBER_TOO_LONG),
        ("0,1234567890123456", Trouble.NUMBER_TOO_LONG),
    ],
)
def test_what_could_be_misread_is_refused_with_the_reason(text, why):
    with pytest.raises(NumberRefused) as caught:
        parse_number(text)
    assert (caught.value.why, caught.value.text) == (why, text)


@given(numbers)
def test_a_written_number_reads_back_as_itself(value):
    assert parse_number(format_number(value)) == value


@given(numbers, st.integers(0, 3))
def test_rounding_keeps_to_half_a_unit_of_the_last_place(value, places):
    assert abs(half_up(value, places) - value) <= Decimal(5).scaleb(-places - 1)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("0.05", 1, "0,1"),
        ("-0.05", 1, "-0,1"),
        ("-0.04", 1, "0,0"),
        ("89.3719", 1, "89,4"),
        ("2.5", 0, "3"),
        ("33.9", 2, "33,90"),
        ("1234567.8", None, "1.234.567,8"),
        ("6E+3", None, "6.000"),
        ("2.50", None, "2,5"),
    ],
)
def test_numbers_are_written_with_dots_and_comma(value, places, shown):
    assert format_number(Decimal(value), places) == shown


def test_a_plain_number_has_neither_exponent_nor_trailing_zeros():
    assert [str(plain(Decimal(text))) for text in ("1E+3", "2.500", "-0.0", "7")] == ["1000", "2.5", "0", "7"]


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("1.800.000đ", 1_800_000),
        ("28.826.750.000 đồng", 28_826_750_000),
        ("1,8 tỷ", 1_800_000_000),
        ("1,8 Tỉ đồng", 1_800_000_000),
        ("726,6 triệu đồng", 726_600_000),
        ("5 nghìn", 5_000),
        ("4500", 4_500),
    ],
)
def test_money_is_read_in_whole_dong(text, dong):
    assert parse_money(text) == dong


@pytest.mark.parametrize("text", ["1,5 đồng", "đồng", "1.5 tỷ", "năm triệu", "5\n6"])
def test_money_that_is_no_whole_amount_is_refused(text):
    with pytest.raises(NumberRefused):
        parse_money(text)


def test_the_seed_text_has_its_rate_wrong():
    assert percent(185, 207) == Decimal("89.4")
    assert percent(184, 207) == percent(185, 208) == Decimal("88.9")
    assert percent(153, 153) == 100


def test_nothing_to_divide_by_has_no_percentage():
    assert percent(5, 0) is None
    assert change(5, 0) == Change(Decimal(5), None)


def test_a_change_is_told_against_its_base():
    assert change(47, 50) == Change(Decimal(-3), Decimal("-6.0"))
    assert change(Decimal("1.5"), 1, places=2) == Change(Decimal("0.5"), Decimal("50.00"))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rise_and_its_percentage_have_the_same_sign(current, base):
    moved = change(current, base, places=6)
    assert moved.percent is not None
    assert (moved.difference > 0) == (moved.percent > 0)


def test_rates_move_by_points_of_what_is_printed():
    assert points(Decimal("86.37"), Decimal("83.39"), 2) == Decimal("2.98")
    assert points(Decimal("89.3719"), Decimal("86.1751")) == Decimal("3.2")

"""Days and numbers of old tables: every common form, columns that Excel swapped, marks of both tongues."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.domain.old_dates import DayReader, Doubt, Order, order_of, year_of
from desktop.domain.old_numbers import NumberReader, is_english

FIFTH = date(2025, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "05/03/2025",
        "5/3/2025",
        "05.03.2025",
        "5-3-25",
        "5 / 3 / 2025",
        "ngày 5 tháng 3 năm 2025",
        "Ngày 05 tháng 03 năm 2025",
        "2025-03-05",
        "5/3/2025 14:30",
        "14h30 ngày 5/3/2025",
        "08 giờ 30 phút ngày 5/3/2025",
        "Thứ tư, 5/3/2025",
        "45721",
        "5/3/2025.",
    ],
)
def test_texts_that_name_a_day(text):
    found = DayReader().read(text)
    assert (found.day, found.doubt) == (FIFTH, None)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("5/3", Doubt.NO_YEAR),
        ("ngày 5 tháng 3", Doubt.NO_YEAR),
        ("5-7/3/2025", Doubt.SPAN),
        ("5 đến 7/3/2025", Doubt.SPAN),
    ],
)
def test_texts_that_need_a_look(text, doubt):
    found = DayReader(year=2025).read(text)
    assert (found.day, found.doubt) == (FIFTH, doubt)


@pytest.mark.parametrize("text", ["tháng 3/2025", "Tháng 3 năm 2025", "03/2025"])
def test_a_month_alone_is_its_first_day_to_be_looked_at(text):
    found = DayReader().read(text)
    assert (found.day, found.doubt) == (date(2025, 3, 1), Doubt.NO_DAY)


@pytest.mark.parametrize("text", ["31/2/2025", "hôm nọ", "5/13/2025", "5/3", 12.6, date(1900, 6, 12), "5/3/1825", True])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        DayReader().read(text)


def test_blanks_and_real_days():
    assert DayReader().read("") is None
    assert DayReader().read(None) is None
    assert DayReader().read(datetime(2025, 3, 5, 14, 30)).day == FIFTH
    assert DayReader().read(45721.0).day == FIFTH


def test_a_column_that_excel_swapped_is_known_by_its_texts():
    """A machine that reads month/day makes 5/3 the third of May and leaves 25/3 a text."""
    cells = [date(2025, 5, 3), "25/3/2025", "13/3/2025", date(2025, 1, 2), ""]
    assert order_of(cells) is Order.EXCEL_SWAPPED
    reader = DayReader(order_of(cells))
    assert reader.read(cells[0]).day == FIFTH
    assert reader.read(cells[0]).doubt is Doubt.SWAPPED
    assert reader.read("25/3/2025").day == date(2025, 3, 25)
    assert reader.read(date(2025, 4, 4)).doubt is None, "the same day either way"


def test_columns_that_nobody_swapped():
    assert order_of([date(2025, 3, 25), "5/3/2025"]) is Order.STRAIGHT
    assert order_of([date(2025, 3, 5), date(2025, 3, 6)]) is Order.STRAIGHT
    assert order_of(["25/3/2025", "5/3/2025"]) is Order.STRAIGHT
    assert order_of([date(2025, 5, 3), "13/3/2025"]) is Order.UNSURE
    assert DayReader(Order.UNSURE).read(date(2025, 5, 3)).doubt is Doubt.MAYBE_SWAPPED


def test_a_column_that_names_the_month_first():
    cells = ["3/25/2025", "3/5/2025"]
    assert order_of(cells) is Order.MONTH_FIRST
    assert DayReader(order_of(cells)).read("3/5/2025").day == FIFTH


@given(some.dates(date(2001, 1, 1), date(2048, 12, 31)))
def test_every_day_is_read_as_it_is_written(day):
    for text in (f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}", f"{day.day}-{day.month}-{day.year % 100:02}"):
        assert DayReader().read(text).day == day
    assert DayReader().read(f"ngày {day.day} tháng {day.month} năm {day.year}").day == day


@given(some.lists(some.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=4, max_size=30))
def test_swapping_by_excel_is_taken_back_or_told(days):
    def swapped(day):
        return date(day.year, day.day, day.month) if day.day <= 12 else f"{day.day}/{day.month}/{day.year}"

    cells = [swapped(day) for day in days]
    reader = DayReader(order_of(cells))
    for day, cell in zip(days, cells, strict=True):
        found = reader.read(cell)
        alone = reader.order is Order.STRAIGHT
        assert found.day == day or found.doubt is Doubt.MAYBE_SWAPPED or (alone and isinstance(cell, date))


def test_the_year_of_a_table_comes_from_its_titles():
    assert year_of(["DANH SÁCH VỤ VIỆC NĂM 2024"]) == 2024
    assert year_of(["từ 15/12/2023 đến 14/12/2024", "Sổ năm 2024"]) == 2024
    assert year_of(["Quý I/2025"]) == 2025
    assert year_of(["Danh sách"]) is None


@pytest.mark.parametrize(
    ("text", "value", "doubtful"),
    [
        ("1.234,5", "1234.5", False),
        ("1,234.5", "1234.5", False),
        ("1.234.567", "1234567", False),
        ("1,234,567", "1234567", False),
        ("1.5", "1.5", True),
        ("0.25", "0.25", True),
        ("1,234", "1.234", True),
        ("1.234", "1234", True),
        ("12 vụ", "12", False),
        ("03", "3", False),
        ("5 đ/c", "5", False),
        ("không", "0", False),
        ("1 234", "1234", False),
    ],
)
def test_numbers_as_text(text, value, doubtful):
    found = NumberReader(whole=False).read(text)
    assert (found.value, found.doubtful, found.converted) == (Decimal(value), doubtful, True)


def test_whole_numbers_know_their_grouping():
    assert NumberReader().read("1.234").value == 1234
    assert NumberReader().read("1,234").value == 1234
    assert NumberReader(money=True).read("1,8 tỷ").value == 1_800_000_000
    assert NumberReader(money=True).read("2.350.000 đồng").value == 2_350_000
    assert NumberReader().read(3.0).converted is False


@pytest.mark.parametrize("cell", ["-", "", None, "…", "–"])
def test_a_dash_is_no_zero(cell):
    assert NumberReader().read(cell) is None


@pytest.mark.parametrize("cell", ["abc", "12abc34", "1.2.3", 2.5, "1,5", float("inf")])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(ValueError):  # noqa: PT011
        NumberReader().read(cell)


def test_a_column_shows_whose_marks_it_has():
    assert is_english(["1,234.5", "12", 7])
    assert not is_english(["1,234.5", "1.234,5"])
    assert not is_english(["1.234,5", "12"])
    assert NumberReader(english=True, whole=False).read("1,234").value == 1234


@given(some.decimals(0, 10**9, places=2))
def test_our_own_way_of_writing_is_read_exactly(value):
    text = f"{value:,.2f}".translate({44: ".", 46: ","})
    assert NumberReader(whole=False).read(text).value == value

"""Where a row is filed, and how much its version weighs."""

import pytest

from desktop.base.errors import UserError
from desktop.domain.catalogue import Catalogue
from desktop.domain.filing import day_of, weight
from desktop.domain.records import bump

KINDS = Catalogue.load().kinds


@pytest.mark.parametrize(
    ("kind", "values", "day"),
    [
        ("case", {"occurred_on": "2020-03-02"}, "2020-03-02"),
        ("case", {}, ""),
        ("figure", {"month": "2020-M06"}, "2020-06-14"),
        ("declaration", {"period": "2020-H1"}, "2020-06-14"),
        ("narrative", {"period": "2019-Y"}, "2019-12-14"),
    ],
)
def test_a_row_is_filed_by_its_date_or_the_end_of_its_time(kind, values, day):
    assert day_of(KINDS[kind], values, "nd09") == day


def test_the_calendar_decides_where_a_month_ends():
    assert day_of(KINDS["figure"], {"month": "2020-M06"}, "duong-lich") == "2020-06-30"


def test_a_time_that_is_none_is_refused():
    with pytest.raises(UserError):
        day_of(KINDS["narrative"], {"period": "năm ngoái"}, "nd09")


def test_a_version_that_dominates_weighs_more():
    first = bump("", "a")
    assert weight("") == 0 < weight(first) < weight(bump(first, "b")) < weight(bump(bump(first, "b"), "a"))

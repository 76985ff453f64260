"""The small languages of the catalogue are read exactly or refused."""

from decimal import Decimal

import pytest

from desktop.domain.catalogue import Condition
from desktop.domain.conditions import parse_condition, parse_expression


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("group = TTXH", Condition("group", "=", "TTXH")),
        ("severity in RNT DBNT", Condition("severity", "in", ("RNT", "DBNT"))),
        ("status not_in khong_khoi_to", Condition("status", "not_in", ("khong_khoi_to",))),
        ("solved_on present", Condition("solved_on", "present")),
    ],
)
def test_a_condition_is_read(text: str, condition: Condition) -> None:
    assert parse_condition(text) == condition


def test_numbers_are_numbers_only_where_the_field_holds_numbers() -> None:
    assert parse_condition("amount > 1500", numeric=True).value == 1500
    assert parse_condition("weight >= 1.5", numeric=True).value == Decimal("1.5")
    assert parse_condition("form = 15").value == "15"


@pytest.mark.parametrize("text", ["", "group", "group is A", "group =", "group = A B", "day present now", "a in"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_condition(text)


def test_an_expression_keeps_signs_and_order() -> None:
    assert parse_expression("TB.02 + TB.01 - TB.03") == ((1, "TB.02"), (1, "TB.01"), (-1, "TB.03"))
    assert parse_expression("@units") == ((1, "@units"),)
    assert parse_expression("-a+b") == ((-1, "a"), (1, "b"))


@pytest.mark.parametrize("text", ["", "+", "TB.01 TB.02", "TB.01 + ", "TB.01 * 2", "12"])
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_expression(text)

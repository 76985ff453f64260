"""Figures in a line of words: five states, changes, what is missing."""

from decimal import Decimal

import pytest

from desktop.domain.figures import BLANK, Comparison, Figure, State
from desktop.wording.figures import change_words, figure_words, missing_words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(State.VALUE, Decimal(1234)), "1.234"),
        (Figure(State.VALUE, Decimal("0.125")), "0,125"),
        (Figure(State.ZERO, Decimal(0)), "0"),
        (Figure(State.NONE, Decimal(0)), "0*"),
        (Figure(State.NOT_APPLICABLE), "–"),
        (BLANK, "chưa nhập"),
    ],
)
def test_the_five_states_differ(figure, words):
    assert figure_words(figure) == words


def test_rates_are_rounded_half_up_to_one_decimal():
    assert figure_words(Figure(State.VALUE, Decimal("89.372")), per_cent=True) == "89,4%"
    assert figure_words(Figure(State.VALUE, Decimal("0.25")), per_cent=True) == "0,3%"
    assert figure_words(BLANK, per_cent=True, blank="·") == "·"


@pytest.mark.parametrize(
    ("difference", "percent", "rate", "words"),
    [
        (Decimal(5), Decimal("12.3"), False, "tăng 5 (12,3%)"),
        (Decimal(-5), Decimal("-12.3"), False, "giảm 5 (12,3%)"),
        (Decimal(3), None, False, "tăng 3"),
        (Decimal("-3.2"), None, True, "giảm 3,2 điểm"),
        (Decimal(0), Decimal(0), False, "bằng cùng kỳ"),
        (None, None, False, ""),
    ],
)
def test_changes_are_told_with_direction(difference, percent, rate, words):
    assert change_words(Comparison(difference, percent), rate) == words


def test_the_base_has_its_name():
    assert change_words(Comparison(Decimal(0), None), False, "kỳ trước") == "bằng kỳ trước"


def test_a_total_that_is_not_whole_says_so():
    assert missing_words(Figure(State.VALUE, Decimal(1), 6)) == "thiếu 6 đơn vị"
    assert missing_words(Figure(State.VALUE, Decimal(1))) == ""

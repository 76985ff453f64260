"""What a typed figure puts into the totals."""

from decimal import Decimal

import pytest

from desktop.domain.periods import parse_period
from desktop.domain.totals import STATE_LETTERS, declared_in, typed_part

ROW = {"month": "2020-M06", "indicator": "MA.08", "state": "value", "value": 12}


def test_a_value_is_kept_in_thousandths():
    part = typed_part({**ROW, "value": Decimal("1.125")})
    assert (part.indicator, part.month, part.amount, part.state, part.breakdown) == ("MA.08", 202006, 1125, "v", "")


@pytest.mark.parametrize("state", ["zero", "none", "not_applicable"])
def test_other_states_have_no_amount_but_a_letter(state):
    part = typed_part({**ROW, "state": state, "value": 99})
    assert (part.amount, part.state) == (0, STATE_LETTERS[state])


@pytest.mark.parametrize("state", ["deleted", "draft"])
def test_rows_that_do_not_stand_put_nothing(state):
    assert typed_part({**ROW, "_state": state}) is None


def test_the_letters_are_in_the_order_of_strength():
    assert sorted(STATE_LETTERS.values(), reverse=True) == list(STATE_LETTERS.values())
    assert len(set(STATE_LETTERS.values())) == len(STATE_LETTERS)


def test_a_breakdown_is_told_apart():
    assert typed_part({**ROW, "breakdown": "severity=IT"}).breakdown == "severity=IT"


def test_a_value_of_nothing_is_a_zero():
    assert typed_part({**ROW, "value": 0}).state == "o"


def test_declarations_answer_together_and_the_stronger_holds():
    def declared(period, section="GT", what="none"):
        return {"period": period, "section": section, "declared": what}

    half = parse_period("2020-H1")
    quarters = [declared("2020-Q1", what="not_applicable"), declared("2020-Q2")]
    assert declared_in(half, quarters) == {"GT": quarters[1]}
    assert declared_in(half, [declared("2020-Q1"), declared("2020-M06"), declared("2019-H1")]) == {}
    year = [declared("2020-Y", "PC", "not_applicable"), declared("2020-9T", "PC"), declared("2020-M06", "GT")]
    assert declared_in(parse_period("2020-M06"), year) == {"PC": year[1], "GT": year[2]}
    assert declared_in(parse_period("2020-M12"), year) == {"PC": year[0]}

"""The five states in sums and ratios; comparison."""

from decimal import Decimal

import pytest

from desktop.domain.catalogue import Catalogue
from desktop.domain.figures import BLANK, Evaluation, Figure, State, compare, total

TWELVE = Figure(State.VALUE, Decimal(12))
ZERO = Figure(State.ZERO, Decimal(0))
NONE = Figure(State.NONE, Decimal(0))
OUTSIDE = Figure(State.NOT_APPLICABLE)


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.load()


@pytest.mark.parametrize(
    ("parts", "state", "amount", "missing"),
    [
        ([TWELVE, ZERO], State.VALUE, 12, 0),
        ([ZERO, NONE], State.ZERO, 0, 0),
        ([NONE, OUTSIDE], State.NONE, 0, 0),
        ([OUTSIDE, OUTSIDE], State.NOT_APPLICABLE, None, 0),
        ([TWELVE, BLANK, BLANK], State.VALUE, 12, 2),
        ([BLANK], State.BLANK, None, 1),
        ([BLANK, OUTSIDE], State.NOT_APPLICABLE, None, 1),
    ],
)
def test_sums_respect_the_states(parts, state, amount, missing):
    assert total(parts) == Figure(state, None if amount is None else Decimal(amount), missing)


def evaluated(catalogue, units=3, **stored):
    named = {code.replace("_", "."): figure for code, figure in stored.items()}
    return Evaluation(catalogue, lambda code: named.get(code, BLANK), units)


def number(value):
    return Figure(State.VALUE if value else State.ZERO, Decimal(value))


def test_a_rate_is_made_from_its_sums(catalogue):
    rate = evaluated(catalogue, TX_01=number(185), TH_01=number(207)).of("TX.04")
    assert rate.amount is not None
    assert rate.amount.quantize(Decimal("0.001")) == Decimal("89.372")


def test_a_rate_over_zero_means_nothing(catalogue):
    assert evaluated(catalogue, TX_01=number(0), TH_01=number(0)).of("TX.04") == OUTSIDE


def test_a_rate_is_partial_when_a_part_is(catalogue):
    partial = Figure(State.VALUE, Decimal(5), 2)
    assert evaluated(catalogue, TX_01=partial, TH_01=number(10)).of("TX.04").missing == 2


def test_a_rate_of_blanks_is_blank(catalogue):
    assert evaluated(catalogue).of("TX.04").state is State.BLANK


def test_units_are_a_denominator(catalogue):
    parts = evaluated(catalogue, units=153, XD_01_1=number(153)).ratio(catalogue.indicators["XD.01"])
    assert (parts.numerator.amount, parts.denominator.amount, parts.figure.amount) == (153, 153, 100)


def test_a_formula_adds_and_subtracts(catalogue):
    stored = {"TB_02": number(3), "TB_01": number(10), "TB_03": number(2), "TB_04": number(9)}
    assert evaluated(catalogue, **stored).of("TB.05") == Figure(State.VALUE, Decimal(2))


@pytest.mark.parametrize(
    ("now", "base", "rate", "difference", "percent"),
    [
        (207, 217, False, "-10", "-4.6"),
        (5, 0, False, "5", None),
        ("89.372", "86.175", True, "3.2", None),
        (7, 7, False, "0", "0.0"),
    ],
)
def test_comparison(now, base, rate, difference, percent):
    found = compare(Figure(State.VALUE, Decimal(now)), Figure(State.VALUE, Decimal(base)), rate)
    assert found.difference == Decimal(difference)
    assert found.percent == (None if percent is None else Decimal(percent))


def test_blanks_are_not_compared():
    assert compare(BLANK, TWELVE, rate=False).difference is None


def test_a_term_that_nobody_told_makes_no_wrong_number(catalogue):
    stored = {"TB_01": number(2), "TB_03": number(0), "TB_04": number(5)}
    for code in ("TB.05", "TB.07"):
        assert evaluated(catalogue, **stored).of(code) == BLANK
    assert evaluated(catalogue, TX_01=number(3)).of("TX.04") == BLANK


def test_a_formula_of_zeros_keeps_their_state(catalogue):
    codes = ("TB_01", "TB_02", "TB_03", "TB_04")
    assert evaluated(catalogue, **dict.fromkeys(codes, NONE)).of("TB.05") == NONE
    assert evaluated(catalogue, **dict.fromkeys(codes, number(5))).of("TB.05") == Figure(State.VALUE, Decimal(0))
    assert evaluated(catalogue, **dict.fromkeys(codes, OUTSIDE)).of("TB.05") == OUTSIDE

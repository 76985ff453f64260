"""Stored figures of a period, with their five states."""

from decimal import Decimal

import pytest

from desktop.domain.figures import State
from desktop.services import recording
from desktop.services.collecting import collect
from tests.services.conftest import PERIOD, case


def figure(books, code, period=PERIOD):
    collected = collect(books, books.period(period))
    return collected.evaluate([books.own_unit_id]).of(code)


def test_what_nobody_entered_is_blank_and_missing(unit_books):
    for code in ("TH.01", "MA.08"):
        assert (figure(unit_books, code).state, figure(unit_books, code).missing) == (State.BLANK, 1)


def test_counted_records_make_a_value_and_their_section_answered(unit_books):
    recording.record(unit_books, case())
    assert figure(unit_books, "TH.01").amount == 1
    assert figure(unit_books, "TH.10").state is State.ZERO
    assert figure(unit_books, "GT.01").state is State.BLANK


def test_a_declaration_is_a_zero_of_its_own(unit_books):
    recording.declare(unit_books, PERIOD, "GT", "none", "Trưởng Công an xã")
    assert (figure(unit_books, "GT.01").state, figure(unit_books, "GT.01").amount) == (State.NONE, 0)
    recording.declare(unit_books, PERIOD, "PC", "not_applicable", "Trưởng Công an xã")
    assert figure(unit_books, "PC.01").state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("state", "value", "shown"),
    [(State.VALUE, 5, State.VALUE), (State.ZERO, None, State.ZERO), (State.NOT_APPLICABLE, None, State.NOT_APPLICABLE)],
)
def test_a_stock_is_that_of_the_last_month(state, value, shown, unit_books):
    recording.type_figure(unit_books, 202005, "MA.08", State.VALUE, Decimal(99))
    recording.type_figure(unit_books, 202006, "MA.08", state, None if value is None else Decimal(value))
    assert (figure(unit_books, "MA.08").state, figure(unit_books, "MA.08").amount or 0) == (shown, value or 0)


def test_a_flow_is_summed_and_says_which_months_are_missing(unit_books):
    for month, value in ((202001, 3), (202002, 4)):
        recording.type_figure(unit_books, month, "PT.06", State.VALUE, Decimal(value))
    assert (figure(unit_books, "PT.06").amount, figure(unit_books, "PT.06").missing) == (7, 1)


def test_cases_solved_are_told_by_the_period_in_which_they_happened(unit_books):
    recording.record(unit_books, case())
    recording.record(unit_books, case(occurred_on="2019-11-30", solved_on="2020-01-05"))
    assert (figure(unit_books, "TX.01").amount, figure(unit_books, "TX.02").amount) == (1, 1)
    assert figure(unit_books, "TX.04").amount == 100


def test_a_unit_that_only_tells_of_cases_from_before_has_not_reported_for_then(received):
    assert len(collect(received, received.period(PERIOD)).reporting) == 3
    assert collect(received, received.period("2019-H2")).reporting == set()

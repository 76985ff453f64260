"""Stored figures of a period, with their five states."""

from decimal import Decimal

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.domain.figures import State
from desktop.domain.records import RecordDraft
from desktop.services import counting, exporting, keeping, recording, taking
from desktop.services.books import Role
from desktop.services.collecting import collect
from tests.services.conftest import PERIOD
from tests.services.drafts import case


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


def test_months_that_are_declared_need_no_typed_figure(unit_books):
    for month in (202001, 202002, 202003):
        recording.declare(unit_books, f"2020-M{month % 100:02d}", "PT", "none", "Trưởng Công an xã")
    assert (figure(unit_books, "PT.06", "2020-Q1").state, figure(unit_books, "PT.06", "2020-Q1").missing) == (
        State.NONE,
        0,
    )
    assert figure(unit_books, "PT.06").state is State.BLANK


def test_of_two_declarations_the_stronger_holds(unit_books):
    for declared, period in (("none", PERIOD), ("not_applicable", "2020-M06")):
        recording.declare(unit_books, period, "GT", declared, "Trưởng Công an xã")
    assert figure(unit_books, "GT.01", "2020-M06").state is State.NONE


def test_a_stock_without_its_opening_is_unknown_not_a_wrong_number(unit_books):
    report = {"received_on": "2020-02-20", "report_type": "tin_bao", "source": "truc_tiep"}
    done = {"result_on": "2020-02-25", "result": "khoi_to"}
    recording.record(unit_books, RecordDraft("crime_report", {**report, **done}))
    assert figure(unit_books, "TB.04").amount == 1
    for code in ("TB.05", "TB.07"):
        assert (figure(unit_books, code).state, figure(unit_books, code).missing) == (State.BLANK, 1)
    recording.type_figure(unit_books, 202001, "TB.02", "value", 3)
    assert (figure(unit_books, "TB.05").amount, figure(unit_books, "TB.07").amount) == (3, 25)


def test_a_campaign_has_no_figures_of_months(unit_books):
    with pytest.raises(UserError) as caught:
        collect(unit_books, unit_books.period("20200423-20200623"))
    assert caught.value.code is Trouble.UNKNOWN_PERIOD


def half_year_of(headquarters, folder, *keys, unit="01495"):
    """What the headquarters knows of a unit that declares PT month by month and sends only these."""
    books = keeping.create(folder / unit, Role.UNIT, unit, "2020", "Trực ban", True)
    for key in keys:
        recording.declare(books, key, "PT", "none", "Trưởng Công an xã")
        path = exporting.export(books, books.period(key), folder, complete=False).path
        taking.take(headquarters, [path])
    uid = books.me.unit_uid
    books.close()
    period = headquarters.period(PERIOD)
    return next(
        row.figures for row in counting.by_unit(headquarters, period, ["PT.06", "PT.10", "PT.01"]) if row.key == uid
    )


@pytest.mark.usefixtures("read_here")
def test_one_declared_month_is_not_a_half_year(headquarters, tmp_path):
    figures = half_year_of(headquarters, tmp_path, "2020-M01")
    assert [(figures[code].state, figures[code].missing) for code in ("PT.06", "PT.10")] == [(State.NONE, 1)] * 2
    assert figures["PT.01"].state is State.BLANK  # the stock at the end of June is nobody's zero


@pytest.mark.usefixtures("read_here")
def test_six_declared_months_are_a_half_year(headquarters, tmp_path):
    figures = half_year_of(headquarters, tmp_path, *(f"2020-M{month:02d}" for month in range(1, 7)))
    assert {(each.state, each.missing) for each in figures.values()} == {(State.NONE, 0)}

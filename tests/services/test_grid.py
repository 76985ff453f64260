"""The grid shows five states, what came before, sums that know what they lack, and what waits."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.figures import State
from desktop.domain.records import RecordDraft
from desktop.services import grid, recording
from desktop.services.books import Books
from desktop.services.grid import Grid, GridRow

PERIOD, TODAY = "2020-H1", date(2020, 6, 15)


def look(books: Books, month: int | None = None, everything: bool = False) -> Grid:
    return grid.unit_grid(books, books.period(PERIOD), month, everything, TODAY)


def row(books: Books, code: str, month: int | None = None) -> GridRow:
    found = look(books, month, everything=True).row(code)
    assert found is not None
    return found


def patrol(books: Books, day: str) -> None:
    kind = books.catalogue.choices["patrol_kind"].items[0].code
    recording.record(books, RecordDraft("patrol", {"held_on": day, "patrol_kind": kind}))


def section_of(found: Grid, code: str) -> grid.GridSection:
    return next(each for tab in found.tabs for each in tab.sections if each.section.code == code)


def test_the_last_month_that_has_begun_is_open(unit_books: Books) -> None:
    assert look(unit_books).open_month == 202006
    assert grid.open_month_of(unit_books.period(PERIOD), date(2020, 1, 20)) == 202002
    assert look(unit_books, 202003).earlier == (202001, 202002)


@pytest.mark.parametrize(
    ("state", "value", "shown"),
    [("value", 5, State.VALUE), ("zero", None, State.ZERO), ("not_applicable", None, State.NOT_APPLICABLE)],
)
def test_a_typed_state_stands_in_its_month(unit_books: Books, state: str, value: int | None, shown: State) -> None:
    recording.type_figure(unit_books, 202006, "CT.08.1", state, value)
    assert row(unit_books, "CT.08.1").open.state is shown
    assert row(unit_books, "CT.08.1").cells[202005].state is State.BLANK


def test_a_declaration_shows_in_every_cell_of_the_section(unit_books: Books) -> None:
    recording.declare(unit_books, PERIOD, "VK", "none", "Trưởng Công an xã")
    found = section_of(look(unit_books), "VK")
    assert {each.open.state for each in found.rows} == {State.NONE}
    assert found.declared is not None
    assert found.declared.person == "Trưởng Công an xã"
    assert not found.open_question


def test_a_silent_section_waits_once(unit_books: Books) -> None:
    found = look(unit_books)
    tab = next(each for each in found.tabs if each.name == "Quản lý hành chính")
    silent = [each for each in tab.sections if each.open_question]
    assert silent
    assert tab.blanks == len(silent)


def test_ghosts_are_the_month_before_and_the_same_month_last_year(unit_books: Books) -> None:
    recording.type_figure(unit_books, 202005, "CT.02", "value", 46)
    recording.type_figure(unit_books, 201906, "CT.02", "value", 38)
    found = row(unit_books, "CT.02")
    assert found.ghost_previous.amount == 46
    assert found.ghost_last_year.amount == 38
    assert found.last_year.amount == 38


def test_the_first_month_looks_back_into_the_period_before(unit_books: Books) -> None:
    recording.type_figure(unit_books, 201912, "CT.02", "value", 44)
    assert row(unit_books, "CT.02", 202001).ghost_previous.amount == 44


def test_a_sum_knows_that_months_are_missing(unit_books: Books) -> None:
    for month in (202001, 202002):
        recording.type_figure(unit_books, month, "CT.08.1", "value", 20)
    total = row(unit_books, "CT.08.1").total
    assert total.amount == 40
    assert total.partial


def test_counted_rows_are_derived_and_name_their_records(unit_books: Books) -> None:
    patrol(unit_books, "2020-06-02")
    patrol(unit_books, "2020-06-03")
    found = next(each for each in look(unit_books).rows if each.derived and each.open.amount == 2)
    assert not found.waits
    assert grid.source_count(unit_books, unit_books.period(PERIOD), 202006, found.indicator.code) == 2


def test_stocks_wait_in_the_last_month_only(unit_books: Books) -> None:
    recording.type_figure(unit_books, 202006, "CT.08.1", "value", 20)
    assert row(unit_books, "CT.02").waits
    assert not row(unit_books, "CT.02", 202003).waits
    assert row(unit_books, "CT.08.1", 202003).waits


def test_only_the_core_set_is_shown_until_more_is_asked_for(unit_books: Books) -> None:
    assert look(unit_books).row("CT.10") is None
    assert look(unit_books, everything=True).row("CT.10") is not None
    recording.type_figure(unit_books, 202006, "CT.10", "value", 3)
    assert look(unit_books).row("CT.10") is not None


def test_a_section_without_core_indicators_shows_all(unit_books: Books) -> None:
    assert {each.indicator.code for each in section_of(look(unit_books), "HC").rows} == {
        "HC.01.1",
        "HC.02",
        "HC.03",
    }


def test_headings_texts_and_shares_of_communes_have_no_row(unit_books: Books) -> None:
    codes = {each.indicator.code for each in look(unit_books, everything=True).rows}
    assert not codes & {"KT.04", "TH.14", "XD.01"}
    assert "TX.04" in codes


def test_an_odd_figure_carries_its_problem_in_its_month(unit_books: Books) -> None:
    for month in range(1, 6):
        recording.type_figure(unit_books, 202000 + month, "CT.08.1", "value", 20)
    recording.type_figure(unit_books, 202006, "CT.08.1", "value", 200)
    problem = row(unit_books, "CT.08.1").problem
    assert problem is not None
    assert problem.subject == "figure:202006:CT.08.1"
    assert row(unit_books, "CT.08.1", 202005).problem is None


def test_answered_cells_are_counted(unit_books: Books) -> None:
    before, total = look(unit_books).cells
    recording.declare(unit_books, PERIOD, "VK", "none", "Trưởng Công an xã")
    after, same = look(unit_books).cells
    assert (before, total) == (0, same)
    assert after > 0


def test_twelve_months_end_with_the_open_one(unit_books: Books) -> None:
    recording.type_figure(unit_books, 202006, "CT.02", "value", 45)
    recording.type_figure(unit_books, 201907, "CT.02", "value", 40)
    months = grid.last_year_of_months(unit_books, unit_books.period(PERIOD), "CT.02", 202006)
    assert [month for month, _ in months][::11] == [201907, 202006]
    assert len(months) == 12
    assert months[0][1].amount == Decimal(40)
    assert months[-1][1].amount == Decimal(45)

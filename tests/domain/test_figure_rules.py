"""Rules over a unit's figures: parts and wholes, flows, what is out of line."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from desktop.domain.catalogue import Catalogue, Level
from desktop.domain.rules import Problem, period_problems

CATALOGUE = Catalogue.load()
MONTHS = (202001, 202002, 202003, 202004, 202005, 202006)
Figures = Mapping[tuple[str, int], int]


def problems(figures: Figures, totals: Mapping[str, int] | None = None, history: tuple[int, ...] = ()) -> list[Problem]:
    def value_of(code: str, month: int) -> Decimal | None:
        value = figures.get((code, month))
        return None if value is None else Decimal(value)

    total_of = None if totals is None else lambda code: Decimal(totals[code]) if code in totals else None
    return period_problems(CATALOGUE, value_of, MONTHS, history, total_of)


def found(figures: Figures) -> list[tuple[str, str | None, int | None]]:
    return [(each.rule, each.field, each.month) for each in problems(figures)]


def test_a_unit_that_reported_nothing_has_no_problems() -> None:
    assert problems({}) == []


def test_a_part_may_not_exceed_the_whole() -> None:
    figures = {("TH.01", 202003): 2, ("TH.02", 202003): 3}
    assert found(figures) == [("TH.serious_within_all", "TH.02", 202003)]


def test_more_resolved_than_there_was_leaves_a_negative_rest() -> None:
    figures = {("TB.02", 202001): 1, ("TB.01", 202001): 2, ("TB.03", 202001): 0, ("TB.04", 202001): 4}
    assert found(figures) == [("TB.pending_not_negative", "TB.05", 202001)]


def test_what_is_carried_over_follows_from_the_month_before() -> None:
    month = {"TB.02": 1, "TB.01": 2, "TB.03": 0, "TB.04": 1}
    figures = {(code, 202001): value for code, value in month.items()} | {("TB.02", 202002): 3}
    assert found(figures) == [("TB.carried_over_follows", "TB.02", 202002)]
    assert found({**figures, ("TB.02", 202002): 2}) == []


def test_deaths_need_an_accident() -> None:
    assert found({("GT.02", 202004): 1, ("GT.01", 202004): 0}) == [("GT.deaths_need_accidents", "GT.02", 202004)]
    assert found({("GT.02", 202004): 1, ("GT.01", 202004): 1}) == []


def test_prosecution_without_accused_is_odd_but_possible() -> None:
    odd = problems({("TX.06", 202002): 2, ("TX.07", 202002): 0})
    assert [(each.rule, each.level) for each in odd] == [("TX.prosecuted_without_accused", Level.W)]


def test_a_value_far_above_the_months_before_is_odd() -> None:
    fines = dict(zip(MONTHS, (1_850_000, 1_400_000, 2_100_000, 1_750_000, 1_600_000, 5_900_000), strict=True))
    (odd,) = problems({("GT.08", month): value for month, value in fines.items()})
    assert (odd.rule, odd.field, odd.month, odd.level) == ("any.outlier", "GT.08", 202006, Level.W)
    assert odd.facts["times"] == Decimal("3.4")
    assert odd.facts["mean"] == 1_740_000


@pytest.mark.parametrize("values", [(1, 1, 1, 9), (0, 0, 0, 50), (30, 30, None, 100), (30, 30, 40, 100)])
def test_small_or_unknown_numbers_are_not_called_odd(values: tuple[int | None, ...]) -> None:
    known = {("CT.02", month): value for month, value in zip(MONTHS, values, strict=False) if value is not None}
    assert found(known) == []


def test_the_year_before_helps_to_judge_the_first_month() -> None:
    figures = {("CT.02", month): 20 for month in (201910, 201911, 201912)} | {("CT.02", 202001): 90}
    assert problems(figures) == []
    assert [each.rule for each in problems(figures, history=(201910, 201911, 201912))] == ["any.outlier"]


def test_no_figure_is_negative() -> None:
    assert found({("CT.02", 202001): -1}) == [("any.not_negative", "CT.02", 202001)]


def test_a_unit_counts_once_where_units_are_counted() -> None:
    assert found({("XD.01.1", 202001): 2}) == [("XD.01.1.one_per_unit", "XD.01.1", 202001)]


def test_no_more_cases_of_a_period_are_solved_than_occurred() -> None:
    over = problems({}, {"TX.01": 8, "TH.01": 7, "TX.05.1": 1, "TH.02": 1})
    assert [(each.rule, each.month) for each in over] == [("TX.solved_within_occurred", None)]
    assert problems({}, {"TX.01": 7, "TH.01": 7}) == []


def test_a_reason_is_bound_to_its_month_and_numbers() -> None:
    def key(month: int, value: int) -> str:
        return problems({("CT.02", month): value})[0].inputs_hash

    assert key(202001, -1) == key(202001, -1)
    assert len({key(202001, -1), key(202002, -1), key(202001, -2)}) == 3

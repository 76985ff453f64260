"""By the boundaries of today: nothing lost, nothing doubled, shares marked."""

from decimal import Decimal

import pytest

from desktop.domain.units import _successions, succession
from desktop.services import basing, correcting, counting, freezing, ranking, regrouping
from desktop.services.basing import Basis

CODES = ("TH.01", "TX.03", "TX.04", "CT.08.1", "XD.01.1")


@pytest.fixture
def period(received):
    return received.period("2020-H1")


@pytest.fixture
def divided(received):
    """The same books, as if their first unit had been one that was divided."""
    old = next(uid for uid in _successions() if [each.share for each in succession(uid)] == ["part", "part"])
    with received.db.begin() as connection:
        connection.exec_driver_sql("UPDATE unit SET uid = ? WHERE code = '01290'", (old,))
    received.forget_units()
    return received


def sums(slices, codes=("TH.01", "TX.03", "CT.08.1")):
    return {code: sum((each.figures[code].amount or Decimal(0)) for each in slices) for code in codes}


def test_merged_units_are_added_up_and_not_estimated(received, period):
    by_unit, by_region = (view(received, period, CODES) for view in (counting.by_unit, regrouping.by_region))
    assert sums(by_region) == sums(by_unit)
    assert sums(by_unit)["TH.01"] > 0
    assert len(by_region) < len(by_unit)
    assert not any(each.estimated for each in by_region)
    assert sorted(uid for each in by_region for uid in each.unit_uids) == sorted(each.key for each in by_unit)


def test_a_divided_unit_is_shared_out_without_loss_and_marked(divided, period):
    by_unit, by_region = (view(divided, period, CODES) for view in (counting.by_unit, regrouping.by_region))
    assert sums(by_region) == sums(by_unit)
    own = divided.units[next(unit.id for unit in divided.reporting_units() if unit.code == "01290")]
    parts = [each for each in by_region if own.uid in each.unit_uids]
    assert {each.key for each in parts} == {each.to_uid for each in succession(own.uid)}
    assert all(each.estimated for each in parts)
    assert [each for each in by_region if each.estimated] == parts


@pytest.mark.parametrize("many", [True, False])
def test_both_views_compare_with_the_figures_that_were_chosen(received, divided, period, many):
    """Signed a year ago, corrected since: the boundaries of today change nothing in what is meant."""
    freezing.freeze(divided, period.same_period_last_year())
    for unit in divided.reporting_units():
        correcting.correct_figure(divided, unit.id, 201903, "TH.01", 40, "báo bổ sung")
    codes = ("TH.01", "TX.04") if many else ("TH.01",)
    for wanted in Basis:
        basing.choose(divided, wanted)
        views = [view(divided, period, codes) for view in (counting.by_unit, regrouping.by_region)]
        told = counting.summary(divided, period).line("TH.01").base.amount
        assert [sum(each.base["TH.01"].amount or 0 for each in view) for view in views] == [told, told]


def test_a_rate_of_a_region_is_made_anew_from_its_parts(received, period):
    for each in regrouping.by_region(received, period, ("TX.04",)):
        top, bottom = each.numerators["TX.04"], each.denominators["TX.04"]
        if bottom:
            assert each.figures["TX.04"].amount == top * 100 / bottom


def test_months_of_a_region_add_up_to_its_period(divided, period):
    whole = {each.key: each.figures["TH.01"].amount or 0 for each in regrouping.by_region(divided, period, ("TH.01",))}
    for region, figures in regrouping.by_region_and_month(divided, period, "TH.01"):
        months = sum(each.amount or 0 for each in figures)
        assert abs(months - whole[region.uid]) <= len(figures) * bool(region.estimated)


def test_ranks_stay_among_units_of_one_kind(received, period):
    found = ranking.rank(received, period, "TH.01")
    assert {each.group for each in found} == {"Thị trấn", "Xã"}
    for each in found:
        if each.rank is not None:
            peers = [other for other in found if other.group == each.group and other.now.amount is not None]
            assert each.rank == (1 + sum(other.now.amount > each.now.amount for other in peers), len(peers))
    assert all(each.rate is None and each.population is None for each in found)


def test_no_population_is_invented_for_a_divided_region(divided, period):
    with divided.db.begin() as connection:
        connection.exec_driver_sql("UPDATE unit SET population = 5000")
    divided.forget_units()
    found = ranking.rank(divided, period, "TH.01", by_region=True)
    assert {each.population for each in found if each.estimated} == {None}
    assert all(each.population == 5000 * len(each.unit_uids) for each in found if not each.estimated)

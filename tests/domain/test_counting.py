"""What one row adds to which figures."""

from decimal import Decimal

import pytest

from desktop.domain.catalogue import Catalogue
from desktop.domain.counting import Counter, scaled, unscaled

CASE = {"group": "TTXH", "offence": "trom_cap", "severity": "IT", "status": "lam_ro", "occurred_on": "2020-03-02"}


@pytest.fixture(scope="module")
def counter():
    return Counter(Catalogue.load())


def whole(parts):
    return {(code, month, origin): amount for code, breakdown, month, origin, amount in parts if not breakdown}


def test_a_case_counts_in_the_month_in_which_it_occurred(counter):
    assert whole(counter.of("case").parts(CASE))["TH.01", 202003, 0] == 1000


def test_the_fifteenth_belongs_to_the_next_month(counter):
    late = CASE | {"occurred_on": "2020-03-15"}
    assert ("TH.01", 202004, 0) in whole(counter.of("case").parts(late))


def test_a_solved_case_carries_the_month_in_which_it_occurred(counter):
    parts = whole(counter.of("case").parts(CASE | {"solved_on": "2020-05-20", "subjects": 3}))
    assert parts["TX.01", 202006, 202003] == 1000
    assert parts["TX.02", 202006, 202003] == 1000
    assert parts["TX.03", 202006, 0] == 3000


def test_offence_and_severity_are_counted_apart(counter):
    parts = counter.of("case").parts(CASE)
    assert ("TH.01", "offence=trom_cap", 202003, 0, 1000) in parts
    assert ("TH.01", "severity=IT", 202003, 0, 1000) in parts


def test_serious_cases_are_told_by_severity_after_another_case_was_counted(counter):
    assert not any(part[0] == "TH.02" for part in counter.of("case").parts(CASE))
    assert any(part[0] == "TH.02" for part in counter.of("case").parts(CASE | {"severity": "RNT"}))


@pytest.mark.parametrize("state", ["draft", "deleted"])
def test_what_is_not_final_adds_nothing(counter, state):
    assert counter.of("case").parts(CASE | {"_state": state}) == []


def test_a_daily_total_counts_for_as_many_as_it_stands_for(counter):
    patrol = {"held_on": "2020-01-02", "patrol_kind": "dem", "_count": 4}
    assert whole(counter.of("patrol").parts(patrol))["PT.10", 202001, 0] == 4000


def test_a_kind_that_nothing_counts_adds_nothing(counter):
    assert counter.of("duty").parts({"held_on": "2020-01-02"}) == []


@pytest.mark.parametrize("value", [0, 7, Decimal("0.125"), Decimal("1234567.5")])
def test_amounts_are_exact(value):
    assert unscaled(scaled(value)) == value


def test_more_than_three_decimals_are_rounded_half_up():
    assert scaled(Decimal("0.0005")) == 1

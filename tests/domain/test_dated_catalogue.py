"""What a catalogue says may hold from a day on or until one: indicators, ways of counting, fields, rules."""

from collections import defaultdict
from dataclasses import replace

import pytest

from desktop.domain.catalogue import Catalogue, Condition
from desktop.domain.counting import Counter
from desktop.domain.rules import compile_kind

CATALOGUE = Catalogue.load()
CASES = CATALOGUE.indicator("TH.01")
DAYS = ("2020-03-02", "2020-07-02", "2020-12-20")
MARCH, JULY, NEXT_YEAR = 202003, 202007, 202101


def case(day, offence="trom_cap", **more):
    return {
        "group": "TTXH",
        "offence": offence,
        "occurred_on": day,
        "status": "dang_dieu_tra",
        "severity": "IT",
        "subjects": 1,
        "_state": "final",
        **more,
    }


def counted(indicator, rows):
    """Months in which an indicator counts, by a row each and by all of them together."""
    catalogue = replace(CATALOGUE, indicators={**CATALOGUE.indicators, indicator.code: indicator})
    counter = Counter(catalogue).of("case")
    one_by_one = sorted(part[2] for row in rows for part in counter.parts(row) if part[:2] == (indicator.code, ""))
    sums = defaultdict(int)
    counter.add_all(sums, rows)
    totals = {key[2]: amount for key, amount in sums.items() if key[:2] == (indicator.code, "")}
    assert totals == {month: 1000 * one_by_one.count(month) for month in one_by_one}
    return one_by_one


def test_an_indicator_counts_from_its_first_month_until_its_last():
    rows = [case(day) for day in DAYS]
    assert counted(CASES, rows) == [MARCH, JULY, NEXT_YEAR]
    assert counted(replace(CASES, valid_from="2020-06-15"), rows) == [JULY, NEXT_YEAR]
    assert counted(replace(CASES, valid_to="2020-12-14"), rows) == [MARCH, JULY]


def test_another_condition_holds_from_its_month_on():
    now = replace(CASES.count, filter=(*CASES.count.filter, Condition("offence", "=", "cuop")))
    changed = replace(CASES, count=now, earlier=((202007, CASES.count),))
    rows = [case(day, offence) for day in DAYS for offence in ("trom_cap", "cuop")]
    assert counted(changed, rows) == [MARCH, MARCH, JULY, NEXT_YEAR]


@pytest.mark.parametrize(
    ("dates", "warned"),
    [
        ({}, True),
        ({"valid_from": "2020-06-15"}, False),
        ({"valid_to": "2020-02-28"}, False),
        ({"valid_to": "2020-12-31"}, True),
    ],
)
def test_a_rule_looks_only_at_rows_of_its_days(dates, warned):
    rule = next(each for each in CATALOGUE.rules if each.code == "case.solved_before_occurred")
    alone = replace(CATALOGUE, rules=(replace(rule, **dates),))
    row = {name: value for name, value in case("2020-03-02", solved_on="2020-03-01").items() if name != "_state"}
    found = [each.rule for each in compile_kind(alone, "case").problems(row)]
    assert (rule.code in found) is warned


def test_a_field_that_is_asked_no_more_cannot_be_missing():
    kind = CATALOGUE.kind("case")
    fields = tuple(replace(each, valid_to="2020-06-14") if each.name == "severity" else each for each in kind.fields)
    changed = replace(CATALOGUE, kinds={**CATALOGUE.kinds, "case": replace(kind, fields=fields)})
    row = {name: value for name, value in case("2020-03-02").items() if name not in ("_state", "severity")}
    assert "severity" in [each.field for each in compile_kind(CATALOGUE, "case").problems(row)]
    assert "severity" not in [each.field for each in compile_kind(changed, "case").problems(row)]


def test_rules_over_figures_leave_out_those_of_other_days():
    rule = CATALOGUE.period_rules[0]
    dated = tuple(replace(each, valid_from="2020-06-15") if each is rule else each for each in CATALOGUE.rules)
    changed = replace(CATALOGUE, rules=dated)
    assert len(changed.held_in("2019-12-15", "2020-06-14").period_rules) == len(CATALOGUE.period_rules) - 1
    assert changed.held_in("2020-06-15", "2020-12-14") is changed

"""What a catalogue says may hold from a day on or until one: indicators, ways of counting, fields, rules."""

from collections import defaultdict
from dataclasses import replace

import pytest

from desktop.domain.catalogue import Catalogue, Condition
from desktop.domain.catalogue_source import RULES, shipped
from desktop.domain.counting import Counter
from desktop.domain.figure_rules import period_problems
from desktop.domain.rules import compile_kind
from desktop.wording.faults import problem_sentence

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


MANY = {
    "level": "W", "kind": "case", "left": "subjects", "op": "<=", "value": 3,
    "message": "Một vụ có {subjects} đối tượng, quá 3.",
}  # fmt: skip
EARLIER = {
    "202007": {**{key: MANY[key] for key in ("level", "left", "op")}, "value": 1, "until": "2020-06-14",
               "message": "Một vụ có {subjects} đối tượng, quá 1."},
}  # fmt: skip


def with_rule(code, **told):
    """The catalogue that comes with the program, with one rule more, alone or changed."""
    source = shipped()
    source[RULES][code] = told
    return Catalogue.read(source)


@pytest.mark.parametrize(
    ("day", "subjects", "said"),
    [
        ("2020-06-14", 2, "quá 1"),
        ("2020-06-15", 2, ""),
        ("2020-06-15", 4, "quá 3"),
        ("2019-03-01", 4, "quá 1"),
    ],
)
def test_a_changed_rule_goes_on_as_it_was_for_the_days_before(day, subjects, said):
    changed = with_rule("case.many", **MANY, earlier=EARLIER)
    changed = replace(changed, rules=tuple(each for each in changed.rules if each.code == "case.many"))
    row = {name: value for name, value in case(day, subjects=subjects).items() if name != "_state"}
    check = compile_kind(changed, "case")
    found = [each for each in check.problems(row) if each.rule == "case.many"]
    assert [said in problem_sentence(each, changed) for each in found] == ([True] if said else [])
    assert check.quick(row) is (not said) and (0 in check.doubtful([row])) is bool(said)


def test_a_reason_given_for_the_rule_as_it_was_still_holds():
    row = {name: value for name, value in case("2020-03-02", subjects=5).items() if name != "_state"}
    before = with_rule("case.many", **MANY | {"value": 1})
    after = with_rule("case.many", **MANY, earlier=EARLIER)
    was, now = (
        [each.inputs_hash for each in compile_kind(known, "case").problems(row) if each.rule == "case.many"]
        for known in (before, after)
    )
    assert was == now != []


def test_a_changed_rule_over_figures_is_the_one_of_its_month():
    rule = {"level": "W", "scope": "month", "left": "TH.01", "op": "<=", "value": 9, "message": "{left} vụ, quá 9."}
    was = {"level": "W", "left": "TH.01", "op": "<=", "value": 5, "message": "{left} vụ, quá 5.", "until": "2020-06-14"}
    changed = with_rule("month.many", **rule, earlier={"202007": was})

    def months(value):
        found = period_problems(changed, lambda code, _: value if code == "TH.01" else None, (202006, 202007))
        told = [each for each in found if each.rule == "month.many"]
        return [(each.month, problem_sentence(each, changed)) for each in told]

    assert months(7) == [(202006, "7 vụ, quá 5.")]
    assert months(12) == [(202006, "12 vụ, quá 5."), (202007, "12 vụ, quá 9.")]
    assert len([each for each in changed.held_in("2019-12-15", "2020-06-14").rules if each.code == "month.many"]) == 1


def test_a_changed_rule_over_the_period_is_the_one_of_its_end():
    rule = {"level": "W", "scope": "period", "left": "TH.01", "op": "<=", "right": "TX.01", "message": "Mới."}
    was = {"level": "W", "left": "TH.01", "op": ">=", "right": "TX.01", "message": "Cũ.", "until": "2020-06-14"}
    changed = with_rule("period.many", **rule, earlier={"202007": was})
    totals = {"TH.01": 9, "TX.01": 5}

    def said(months):
        found = period_problems(changed, lambda *_: None, months, (), totals.get)
        return [problem_sentence(each, changed) for each in found if each.rule == "period.many"]

    assert (said((202005, 202006)), said((202006, 202007))) == ([], ["Mới."])


def test_figures_are_judged_by_the_rule_of_their_month():
    rule = {"level": "W", "kind": "figure", "left": "value", "op": "<=", "value": 9, "message": "Quá 9."}
    was = {"level": "W", "left": "value", "op": "<=", "value": 5, "message": "Quá 5.", "until": "2020-06-14"}
    check = compile_kind(with_rule("figure.many", **rule, earlier={"202007": was}), "figure")

    def said(month, value):
        row = {"month": month, "indicator": "TB.02", "state": "value", "value": value}
        return [each.rule for each in check.problems(row)]

    assert said("2020-M06", 7) == said("2020-M07", 10) == ["figure.many"]
    assert said("2020-M07", 7) == []


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

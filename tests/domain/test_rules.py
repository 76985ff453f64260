"""The check of a row: fields, references, rules, root causes, and the quick way that must agree with the wordy one."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue import Catalogue, Condition, Field, FieldType, Kind, Level, Rule
from desktop.domain.field_checks import fault_of, quick_test
from desktop.domain.periods import parse_period
from desktop.domain.records import Values
from desktop.domain.rules import Fault, KindCheck, Problem, compile_kind

CATALOGUE = Catalogue.load()
CASE = compile_kind(CATALOGUE, "case")
SOUND: Values = {
    "group": "TTXH",
    "offence": "trom_cap",
    "occurred_on": "2020-06-11",
    "status": "lam_ro",
    "solved_on": "2020-06-13",
    "severity": "IT",
    "hamlet": "Bản Rạ",
    "subjects": 2,
    "damage": 4_500_000,
    "recovered": 4_500_000,
    "summary": "Mất một máy bơm nước.\nThu hồi trong ngày.",
}


def changed(**values: Any) -> Values:
    """The sound case with other values; None takes a value away."""
    return {name: value for name, value in (SOUND | values).items() if value is not None}


def found(values: Values, today: str | None = None) -> dict[str, tuple[str, Level]]:
    return {str(each.field): (each.rule, each.level) for each in CASE.problems(values, today)}


def test_a_sound_case_has_no_problems() -> None:
    assert CASE.quick(SOUND)
    assert CASE.problems(SOUND, "2020-06-14", parse_period("2020-H1")) == []


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("occurred_on", None, Fault.REQUIRED),
        ("occurred_on", "2020-02-30", Fault.NOT_A_DATE),
        ("occurred_on", "11/06/2020", Fault.NOT_A_DATE),
        ("occurred_on", 43993, Fault.NOT_A_DATE),
        ("occurred_on", "0020-06-11", Fault.DATE_RANGE),
        ("group", "XYZ", Fault.NOT_A_CHOICE),
        ("group", 1, Fault.NOT_A_CHOICE),
        ("damage", "4.500.000 đồng", Fault.NOT_A_NUMBER),
        ("damage", 4.5, Fault.NOT_A_NUMBER),
        ("damage", True, Fault.NOT_A_NUMBER),
        ("damage", Decimal("4.5"), Fault.NOT_WHOLE),
        ("damage", Decimal("NaN"), Fault.NOT_A_NUMBER),
        ("subjects", -1, Fault.TOO_SMALL),
        ("subjects", 1000, Fault.TOO_LARGE),
        ("heroin_g", Decimal("0.1234"), Fault.TOO_MANY_DECIMALS),
        ("tip", "có", Fault.NOT_A_FLAG),
        ("hamlet", 7, Fault.NOT_TEXT),
        ("hamlet", "x" * 81, Fault.TOO_LONG),
        ("hamlet", "Bản\nRạ", Fault.CONTROL_CHARACTERS),
        ("summary", "a\x07b", Fault.CONTROL_CHARACTERS),
        ("offence", "tham_o", Fault.WRONG_PARENT),
        ("_count", 0, Fault.BAD_COUNT),
        ("_count", 2, Fault.BAD_COUNT),
        ("unheard_of", "x", Fault.UNKNOWN_FIELD),
    ],
)
def test_a_wrong_value_has_its_own_fault(field: str, value: Any, fault: Fault) -> None:
    values = changed(**{field: value})
    assert not CASE.quick(values)
    assert found(values)[field] == (fault, Level.E)


def test_a_day_total_may_stand_for_several() -> None:
    patrol: Values = {"held_on": "2020-06-01", "patrol_kind": "dem", "_count": 3}
    assert compile_kind(CATALOGUE, "patrol").quick(patrol)


def test_what_names_a_person_is_a_warning() -> None:
    values = changed(summary="Đối tượng gọi từ số 0912 345 678.")
    assert found(values) == {"summary": (Fault.PERSONAL_DATA, Level.W)}


def test_meta_fields_are_not_looked_at() -> None:
    assert CASE.quick(SOUND | {"_uid": "0" * 32, "_vector": "a:1", "_state": "final", "_at": "2020-06-14T08:00:00"})


@pytest.mark.parametrize(
    ("values", "field", "rule"),
    [
        ({"solved_on": "2020-06-01"}, "solved_on", "case.solved_before_occurred"),
        ({"solved_on": None, "recovered": None}, "solved_on", "case.solved_status_needs_date"),
        ({"status": "xac_minh"}, "status", "case.solved_date_needs_status"),
        ({"accused": 3, "prosecuted_on": "2020-06-14"}, "accused", "case.accused_within_subjects"),
        ({"group": "MA", "offence": "mua_ban_ma_tuy"}, "detected_on", "case.detected_needed"),
        ({"heroin_g": Decimal("0.5")}, "heroin_g", "case.drugs_in_drug_group"),
    ],
)
def test_what_cannot_be_true_is_an_error_at_its_field(values: Values, field: str, rule: str) -> None:
    assert found(changed(**values))[field] == (rule, Level.E)


@pytest.mark.parametrize(
    ("values", "field", "rule"),
    [
        ({"recovered": 5_000_000}, "recovered", "case.recovered_within_damage"),
        ({"status": "chuyen_tham_quyen", "solved_on": None}, "solved_on", "case.recovered_unsolved"),
        ({"subjects": None}, "subjects", "case.solved_without_subjects"),
        ({"accused": 1}, "prosecuted_on", "case.accused_need_prosecution"),
    ],
)
def test_what_is_odd_is_a_warning(values: Values, field: str, rule: str) -> None:
    assert found(changed(**values)) == {field: (rule, Level.W)}


def test_a_day_after_today_is_an_error_only_when_today_is_known() -> None:
    assert found(SOUND, "2020-06-12") == {"solved_on": ("case.solved_in_future", Level.E)}
    assert found(SOUND) == {}


def test_a_day_after_the_period_is_a_warning() -> None:
    problems = CASE.problems(SOUND, None, parse_period("2020-M05"))
    assert [(each.rule, each.field, each.facts["right"]) for each in problems] == [
        ("row.after_period", "occurred_on", "2020-05-14")
    ]


def test_only_the_root_cause_is_told() -> None:
    assert found(changed(solved_on="hôm qua")) == {"solved_on": (Fault.NOT_A_DATE, Level.E)}
    assert found(changed(occurred_on=None)) == {"occurred_on": (Fault.REQUIRED, Level.E)}


def test_a_pair_is_asked_for_where_it_is_incomplete() -> None:
    report: Values = {"received_on": "2020-06-02", "report_type": "tin_bao", "source": "dien_thoai"}
    check = compile_kind(CATALOGUE, "crime_report")
    problems = check.problems(report | {"result_on": "2020-06-09"})
    assert [(each.rule, each.field) for each in problems] == [("crime_report.result_with_date", "result")]
    assert check.quick(report | {"result_on": "2020-06-09", "result": "khoi_to"})


@pytest.mark.parametrize(
    ("kind", "values", "rule"),
    [
        ("weapons", {"weapon": "sung_tu_che", "unit": "kg", "quantity": 2}, "weapons.unit_of_guns"),
        ("weapons", {"weapon": "phao", "unit": "kg", "quantity": 0}, "weapons.quantity_positive"),
        ("penalty", {"field": "giao_thong", "amount": 500_000, "decided_on": "2020-06-10"},
         "penalty.amount_needs_form"),
        ("traffic_accident", {"accident_class": "nghiem_trong", "road": "duong_bo"}, "traffic_accident.one_death"),
        ("business_check", {"trade": "karaoke", "check_type": "dinh_ky", "premises": 1, "violating": 2},
         "business_check.violating_within_premises"),
        ("mediation", {"field": "dat_dai", "result": "thanh", "successes": 3, "_count": 2},
         "mediation.successes_within_count"),
        ("crime_report", {"report_type": "to_giac", "source": "vneid", "due_on": "2020-12-30"},
         "crime_report.due_too_far"),
        ("personnel", {"event": "khen_thuong"}, "personnel.award_of_whom"),
        ("figure", {"month": "2020-M06", "indicator": "TX.12", "state": "value"}, "figure.value_with_state"),
    ],
)  # fmt: skip
def test_starter_rules_hold_in_every_kind(kind: str, values: Values, rule: str) -> None:
    date = CATALOGUE.kind(kind).date_field
    defaults: Values = {"handover": "giao_nop"} if kind == "weapons" else {}
    row = defaults | ({date: "2020-06-09"} if date else {}) | values
    assert [each.rule for each in compile_kind(CATALOGUE, kind).problems(row)] == [rule]


def test_figures_of_what_takes_no_figure_are_errors() -> None:
    check = compile_kind(CATALOGUE, "figure")
    figure: Values = {"month": "2020-M06", "state": "value", "value": 3}
    assert check.quick(figure | {"indicator": "TX.12"})
    for code in ("TX.04", "KT.04", "TB.05", "TX.99"):
        assert [each.rule for each in check.problems(figure | {"indicator": code})] == [Fault.UNKNOWN_INDICATOR]


def test_a_reason_holds_for_exactly_these_inputs() -> None:
    def key(**values: Any) -> str:
        return CASE.problems(changed(recovered=5_000_000, **values))[0].inputs_hash

    assert key() == key(hamlet="Bản Gun") == key(summary=None)
    assert key() != key(damage=4_600_000)


def test_a_retired_choice_is_a_warning_after_its_day() -> None:
    severity = CATALOGUE.choices["severity"]
    items = tuple(replace(each, valid_to="2020-06-10") if each.code == "IT" else each for each in severity.items)
    dated = replace_choices(replace(severity, items=items))
    check = compile_kind(dated, "case")
    assert [(each.rule, each.level) for each in check.problems(SOUND)] == [(Fault.RETIRED_CHOICE, Level.W)]
    assert check.quick(changed(occurred_on="2020-06-10"))


def replace_choices(choices: Any) -> Catalogue:
    return Catalogue(
        CATALOGUE.version,
        CATALOGUE.kinds,
        {**CATALOGUE.choices, choices.code: choices},
        CATALOGUE.indicators,
        CATALOGUE.rules,
        CATALOGUE.sections,
    )


# The rule operators, against their plain meaning.

NUMBERS = st.one_of(st.none(), st.integers(-3, 3))
FIELDS = tuple(Field(name, name, name, FieldType.INTEGER, minimum=-9, maximum=9) for name in "abc")
TINY = Kind("tiny", "Thử", "Tiny", "Thử", "table", None, "Thử", "TH", None, False, FIELDS, ("a",))


def tiny_check(rule: Rule) -> KindCheck:
    return KindCheck(Catalogue("0", {"tiny": TINY}, {}, {}, (rule,), {}), TINY)


def rule_of(left: str, op: str, right: str = "", **more: Any) -> Rule:
    sides = [tuple((1, name) for name in side) for side in (left, right)]
    return Rule("r", Level.E, "row", "tiny", sides[0], op, "x", right=sides[1], **more)


def row_of(**values: int | None) -> Values:
    return {name: value for name, value in values.items() if value is not None}


def holds(rule: Rule, row: Values) -> bool:
    return tiny_check(rule).problems(row) == []


PLAIN: Mapping[str, Any] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
}


@given(st.sampled_from(sorted(PLAIN)), st.sampled_from(["skip_any", "zero", "require"]), NUMBERS, NUMBERS)
def test_comparisons_mean_what_they_say(op: str, missing: str, a: int | None, b: int | None) -> None:
    if missing == "zero":
        expected = PLAIN[op](a or 0, b or 0)
    elif a is None or b is None:
        expected = missing != "require"
    else:
        expected = PLAIN[op](a, b)
    assert holds(rule_of("a", op, "b", missing=missing), row_of(a=a, b=b)) == expected


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_sum_leaves_blanks_out_and_is_skipped_when_all_are_blank(a: int | None, b: int | None, c: int | None) -> None:
    known = [each for each in (a, b) if each is not None]
    expected = not known or c is None or sum(known) <= c
    assert holds(rule_of("ab", "<=", "c"), row_of(a=a, b=b, c=c)) == expected


@given(NUMBERS, NUMBERS)
def test_pairs_mean_what_they_say(a: int | None, b: int | None) -> None:
    row = row_of(a=a, b=b)
    assert holds(rule_of("a", "both_or_none", "b"), row) == ((a is None) == (b is None))
    assert holds(rule_of("a", "not_both", "b"), row) == (a is None or b is None)
    assert holds(rule_of("a", "present"), row) == (a is not None)
    assert holds(rule_of("a", "absent"), row) == (a is None)


@given(NUMBERS, st.frozensets(st.integers(-3, 3), min_size=1), st.booleans())
def test_membership_means_what_it_says(a: int | None, words: frozenset[int], required: bool) -> None:
    rule = rule_of("a", "in", values=tuple(words), missing="require" if required else "skip_any")
    assert holds(rule, row_of(a=a)) == (not required if a is None else a in words)


@given(NUMBERS, NUMBERS, st.sampled_from(sorted(PLAIN)))
def test_a_rule_holds_wherever_its_condition_does_not(a: int | None, b: int | None, op: str) -> None:
    rule = rule_of("a", "=", values=(1,), when=(Condition("b", op, 0),), missing="zero")
    applies = (b is not None or op == "!=") and PLAIN[op](b, 0)
    assert holds(rule, row_of(a=a, b=b)) == (not applies or (a or 0) == 1)


VALUES = st.one_of(
    st.text(max_size=12),
    st.text("0123456789 .-AB\n", max_size=20),
    st.integers(-5, 10**4),
    st.decimals(-10, 10, places=4),
    st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal(2)]),
    st.sampled_from(["x", "TTXH", "2020-06-11", "2020-06-31", "1980-01-01", "2020-M06", True, 1.0, None, ()]),
)
ALL_FIELDS = [(kind.code, field) for kind in CATALOGUE.kinds.values() for field in kind.fields]


@given(st.sampled_from(ALL_FIELDS), VALUES)
def test_the_quick_test_of_a_field_agrees_with_the_wordy_one(where: tuple[str, Field], value: Any) -> None:
    field = where[1]
    assert bool(quick_test(field, CATALOGUE.choices)(value)) == (fault_of(field, CATALOGUE.choices, value) is None)


@given(st.dictionaries(st.sampled_from([field.name for field in CATALOGUE.kind("case").fields]), VALUES))
def test_a_row_is_quickly_clean_exactly_when_nothing_is_found(values: Any) -> None:
    row = changed(**values)
    problems: list[Problem] = CASE.problems(row, "2020-06-20")
    assert CASE.quick(row, "2020-06-20") == (problems == [])

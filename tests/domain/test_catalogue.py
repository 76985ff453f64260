"""The catalogue that comes with the program: complete, in words, quick to load."""

import tomllib
from pathlib import Path

import pytest

from desktop.base.paths import resource
from desktop.domain.catalogue import (
    Aggregation,
    Catalogue,
    Direction,
    FieldType,
    IndicatorKind,
    Level,
)
from desktop.domain.text import clean

ROWS = {
    "TH": 14, "TM": 5, "AN": 6, "TB": 8, "TX": 15, "KT": 7, "MT": 4, "MA": 11, "CN": 3, "CT": 10,
    "NN": 4, "VK": 6, "PC": 9, "GT": 10, "VP": 3, "PT": 14, "XD": 10, "HC": 3, "DV": 1, "KH": 3,
}  # fmt: skip
ALL_ROWS = [f"{section}.{row:02}" for section, rows in ROWS.items() for row in range(1, rows + 1)]

CORE_ROWS = {
    "TH": [1, 2, 3, 4, 5, 6, 7, 8],
    "TB": [1, 2, 3, 4, 5, 6, 7],
    "TX": [1, 2, 3, 4, 5, 6, 7, 8, 9, 12],
    "KT": [1, 4],
    "MT": [1],
    "MA": [1, 2, 3, 4, 5, 8],
    "CN": [1],
    "CT": [2, 6, 7, 8, 9],
    "NN": [1, 2, 3],
    "VK": [1, 2, 3, 4],
    "PC": [1, 3, 4, 5, 6],
    "GT": [1, 2, 3, 6, 7, 8],
    "VP": [1, 2],
    "PT": [1, 3, 4, 6, 9, 10],
    "TM": [1],
    "AN": [1],
    "XD": [1, 7],
}  # fmt: skip
CORE = [f"{section}.{row:02}" for section, rows in CORE_ROWS.items() for row in rows]

RECORD_KINDS = {
    "case",
    "crime_report",
    "duty",
    "penalty",
    "patrol",
    "outreach",
    "mediation",
    "residence_check",
    "business_check",
    "fire_check",
    "weapons",
    "meeting",
    "document",
    "event_protection",
    "traffic_accident",
    "fire_incident",
    "id_service",
    "model",
    "security_team",
    "personnel",
    "campaign",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


def test_there_are_146_rows() -> None:
    assert len(ALL_ROWS) == 146


@pytest.mark.parametrize("code", ALL_ROWS)
def test_every_row_of_the_trade_is_there(catalogue: Catalogue, code: str) -> None:
    assert code in catalogue.indicators


def test_the_core_is_exactly_the_agreed_one_with_its_parts(catalogue: Catalogue) -> None:
    rows = {each.code for each in catalogue.core if each.parent is None}
    assert rows == set(CORE)
    assert all(each.parent in rows for each in catalogue.core if each.parent is not None)


def test_parts_of_a_core_heading_are_core(catalogue: Catalogue) -> None:
    headings = [each for each in catalogue.core if each.kind is IndicatorKind.HEADING]
    assert headings
    assert all(part.core for each in headings for part in catalogue.children_of(each.code))
    assert all(len(catalogue.children_of(each.code)) > 1 for each in headings)


@pytest.mark.parametrize("code", CORE)
def test_every_core_indicator_says_what_counts_and_what_not(catalogue: Catalogue, code: str) -> None:
    for each in (catalogue.indicator(code), *catalogue.children_of(code)):
        texts = (each.definition, each.counted_example, each.not_counted_example)
        assert all(text.endswith(".") and len(text) > 5 for text in texts), each.code
        assert len(set(texts)) == 3


def test_every_indicator_is_defined_and_has_a_short_name_of_its_own(catalogue: Catalogue) -> None:
    indicators = catalogue.indicators.values()
    assert all(each.definition.endswith(".") for each in indicators)
    assert len({each.short for each in indicators}) == len(indicators)
    assert max(len(each.short) for each in indicators) <= 36


def test_an_officer_types_few_core_figures(catalogue: Catalogue) -> None:
    typed = [each for each in catalogue.core if each.kind is IndicatorKind.TYPED]
    assert 10 <= len(typed) <= 25


def test_ratios_read_their_parts(catalogue: Catalogue) -> None:
    assert catalogue.indicator("TX.04").numerator == ((1, "TX.01"),)
    assert catalogue.indicator("TX.04").denominator == ((1, "TH.01"),)
    assert catalogue.indicator("TB.07").denominator == ((1, "TB.02"), (1, "TB.01"), (-1, "TB.03"))
    assert catalogue.indicator("XD.01").denominator == ((1, "@units"),)
    ratios = [each for each in catalogue.indicators.values() if each.kind is IndicatorKind.RATIO]
    assert all(each.per_cent and each.aggregation is Aggregation.RECOMPUTED for each in ratios)


def test_targets_stand_where_they_are_agreed(catalogue: Catalogue) -> None:
    targets = {each.code: each.target for each in catalogue.indicators.values() if each.target is not None}
    assert targets == {"TX.04": 75, "TX.05": 90, "TB.07": 90, "AN.04": 0}


def test_pending_reports_are_made_by_a_formula(catalogue: Catalogue) -> None:
    pending = catalogue.indicator("TB.05")
    assert pending.kind is IndicatorKind.FORMULA
    assert not pending.stored
    assert pending.numerator == ((1, "TB.02"), (1, "TB.01"), (-1, "TB.03"), (-1, "TB.04"))


def test_solved_cases_keep_apart_by_origin(catalogue: Catalogue) -> None:
    inside, before = (catalogue.indicator(code).count for code in ("TX.01", "TX.02"))
    assert inside is not None
    assert before is not None
    assert (inside.origin, before.origin) == ("inside", "before")
    assert inside.date_field == before.date_field == "solved_on"
    assert inside.origin_field == before.origin_field == "occurred_on"
    assert inside.filter == before.filter


def test_detected_crime_is_neither_better_nor_worse(catalogue: Catalogue) -> None:
    neutral = {catalogue.indicator(code).direction for code in ("KT.01", "MT.01", "MA.01", "CN.01")}
    assert neutral == {Direction.NEUTRAL}


def test_counts_are_made_from_dates_that_a_final_record_has(catalogue: Catalogue) -> None:
    """A count by a date that may stay blank loses nothing only where the blank means: not yet."""
    optional = {
        (each.count.kind, each.count.date_field)
        for each in catalogue.indicators.values()
        if each.count and not catalogue.kind(each.count.kind).field(each.count.date_field).required
    }
    assert optional == {
        ("case", "solved_on"),
        ("case", "prosecuted_on"),
        ("case", "detected_on"),
        ("crime_report", "transferred_on"),
        ("crime_report", "result_on"),
        ("penalty", "decided_on"),
    }


def test_record_kinds_are_all_there_and_listed(catalogue: Catalogue) -> None:
    assert {kind.code for kind in catalogue.record_kinds} == RECORD_KINDS
    assert all(kind.listed and kind.date_field for kind in catalogue.record_kinds)


def test_system_kinds_travel_too(catalogue: Catalogue) -> None:
    system = {kind.code: kind.sheet for kind in catalogue.kinds.values() if kind.system}
    assert system == {
        "figure": "Chỉ tiêu",
        "declaration": "Khai báo",
        "narrative": "Thuyết minh",
        "task": "Nhiệm vụ",
        "explanation": "Giải trình",
        "answer": "Trả lời",
    }


def test_a_case_has_the_fields_of_its_register(catalogue: Catalogue) -> None:
    names = [field.name for field in catalogue.kind("case").fields]
    assert names[:6] == ["group", "offence", "occurred_on", "detected_on", "status", "solved_on"]
    assert {"severity", "subjects", "accused", "damage", "recovered", "heroin_g", "online", "tip"} <= set(names)


def test_sections_stand_on_eight_tabs(catalogue: Catalogue) -> None:
    assert list(catalogue.tabs) == [
        "Tình hình", "Tham mưu", "Bảo vệ an ninh", "Phòng, chống tội phạm", "Quản lý hành chính",
        "Phong trào", "Xây dựng lực lượng", "Hậu cần",
    ]  # fmt: skip
    assert sum(map(len, catalogue.tabs.values())) == len(ROWS)


def test_every_label_leads_back_to_its_code(catalogue: Catalogue) -> None:
    for choices in catalogue.choices.values():
        for item in choices.items:
            assert choices.code_of(item.label) == choices.code_of(item.code) == item.code
            assert choices.label(item.code) == item.label


def test_an_unknown_choice_is_told_and_shown_as_it_is(catalogue: Catalogue) -> None:
    assert catalogue.choices["severity"].code_of("nặng") is None
    assert catalogue.choices["severity"].label("nặng") == "nặng"


def test_offences_stand_under_their_group(catalogue: Catalogue) -> None:
    under = {item.code for item in catalogue.choices["offence"].children_of("TTXH")}
    assert "trom_cap" in under
    assert "mua_ban_ma_tuy" not in under


def test_the_section_list_is_made_from_the_sections(catalogue: Catalogue) -> None:
    assert [item.code for item in catalogue.choices["section"].items] == list(catalogue.sections)


def test_all_words_are_clean_and_have_their_english(catalogue: Catalogue) -> None:
    words = [(item.label, item.english) for each in catalogue.choices.values() for item in each.items]
    words += [(field.label, field.english) for kind in catalogue.kinds.values() for field in kind.fields]
    words += [(each.name, each.english) for each in catalogue.indicators.values()]
    assert all(label == clean(label) and label and english for label, english in words)


def test_money_is_whole_and_in_dong(catalogue: Catalogue) -> None:
    money = [field for kind in catalogue.kinds.values() for field in kind.fields if field.type is FieldType.MONEY]
    assert money
    assert {(field.unit, field.decimals, field.minimum) for field in money} == {("đồng", 0, 0)}


def test_every_kind_has_an_icon_that_exists(catalogue: Catalogue) -> None:
    assert all(resource("icons", f"{kind.icon}.svg").is_file() for kind in catalogue.kinds.values())


def test_rules_of_a_kind_and_of_figures_are_found(catalogue: Catalogue) -> None:
    codes = {rule.code for rule in catalogue.rules_for("case")}
    assert {"case.solved_before_occurred", "row.future"} <= codes
    assert "penalty.decided_before_recorded" not in codes
    assert {rule.scope for rule in catalogue.period_rules} == {"month", "period"}
    assert {rule.level for rule in catalogue.rules} == {Level.E, Level.W}


def test_who_reads_and_who_feeds_an_indicator_is_known(catalogue: Catalogue) -> None:
    assert {each.code for each in catalogue.read_by["TB.04"]} == {"TB.05", "TB.07"}
    assert "GT.08" in {each.code for each in catalogue.counted_from["penalty"]}
    assert [each.code for each in catalogue.of_section("DV")] == ["DV.01"]


def test_the_catalogue_is_read_once() -> None:
    assert Catalogue.load() is Catalogue.load()


@pytest.mark.parametrize("path", sorted(resource("catalogue").rglob("*.toml")), ids=lambda path: path.stem)
def test_every_file_is_composed_text_of_reviewable_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == clean(text) + "\n"
    assert max(map(len, text.splitlines())) < 400
    assert tomllib.loads(text)

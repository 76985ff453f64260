"""Every sentence of the bank over made-up figures: as it is shown, and where figures are zero, equal, partial, none."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.domain.catalogue import Catalogue
from desktop.domain.figures import Figure, State, compare
from desktop.domain.report import Line
from desktop.wording.report_bank import Pattern, offers, patterns, said
from desktop.wording.report_facts import ReportFacts
from tests.wording.report_room import facts, figure, line, rate

KNOWN = (
    line("TH.01", 207, 217),
    line("TH.06", 83, 91),
    line("TH.10", 6, 4),
    line("AN.04", 0, 0),
    line("MA.01", 71, 64),
    line("MA.02", 116, 97),
    line("MA.08", 446, 472, missing=3),
    line("VP.01", 300, 120),
    line("GT.01", 38, 45),
    line("GT.02", 12, 14),
    line("GT.03", 36, 53),
    line("TB.05", 53, 44),
    line("TX.03", 403, 391),
    rate("TX.04", (185, 207), (187, 217)),
    rate("XD.01", (153, 153), (98, 153)),
)
ALL = pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.code)
OF_RATES = [each for each in patterns() if each.known[0] in ("TX.04", "XD.01")]
OF_COUNTS = [each for each in patterns() if each not in OF_RATES]
COUNTS = pytest.mark.parametrize("pattern", OF_COUNTS, ids=lambda each: each.code)
RATES = pytest.mark.parametrize("pattern", OF_RATES, ids=lambda each: each.code)


def text(found: ReportFacts, pattern: Pattern) -> str:
    paragraph = said(found, pattern, pattern.known)
    return paragraph.text if paragraph else ""


def given(pattern: Pattern, now: int | None, base: int | None, missing: int = 0) -> ReportFacts:
    """The first indicator so, the others as they are."""
    others = [each for each in KNOWN if each.indicator.code != pattern.known[0]]
    return facts(*others, line(pattern.known[0], now, base, missing))


def well_written(words: str) -> bool:
    """No holes, no doubled blanks or signs, one full stop at the end, a capital at the beginning."""
    holes = re.search(r"[{}\[\]|]|  | [,.;:)]|\( |\.\.|, ?[.;]|\(\)", words)
    return not holes and words.endswith(".") and words[:1] == words[:1].upper()


def test_there_are_at_least_thirty_patterns_and_none_twice() -> None:
    assert len(patterns()) >= 30
    assert len({each.code for each in patterns()}) == len({each.text for each in patterns()}) == len(patterns())


@ALL
def test_a_pattern_says_its_example(pattern: Pattern) -> None:
    assert text(facts(*KNOWN), pattern) == pattern.example
    assert well_written(pattern.example)


@COUNTS
def test_on_a_zero_base_no_percentage_of_change_is_told(pattern: Pattern) -> None:
    words = text(given(pattern, 5, 0), pattern)
    assert not words or well_written(words)
    shares = re.sub(r"chiếm [\d,]+%", "", words)
    assert "%" not in shares or pattern.places > 1


@COUNTS
def test_equal_figures_are_not_called_a_change(pattern: Pattern) -> None:
    words = text(given(pattern, 64, 64), pattern)
    name = Catalogue.load().indicators[pattern.known[0]].name
    assert not words or well_written(words)
    assert not re.search(rf"{re.escape(name)}[^;]* (tăng|giảm|nhiều hơn|ít hơn) 0", words, re.IGNORECASE)
    assert "(0,0%)" not in words and "0%" not in words.replace("100%", "").replace("90%", "")


@COUNTS
def test_a_small_base_is_printed_beside_its_percentage(pattern: Pattern) -> None:
    words = text(given(pattern, 6, 4), pattern)
    assert not words or well_written(words)
    if "50,0%" in words and pattern.code not in ("equals",):
        assert "06/04" in words or "cùng kỳ 04" in words


@COUNTS
def test_signs_follow_the_figures(pattern: Pattern) -> None:
    up, down = (text(given(pattern, now, 100), pattern) for now in (120, 80))
    for words, wrong in ((up, ("giảm 20", "ít hơn 20")), (down, ("tăng 20", "nhiều hơn 20"))):
        assert not any(each in words for each in wrong)
        assert not words or well_written(words)


@ALL
def test_blanks_and_what_does_not_apply_say_nothing(pattern: Pattern) -> None:
    indicator = Catalogue.load().indicators[pattern.known[0]]
    others = [each for each in KNOWN if each.indicator.code != indicator.code]
    for state in (State.BLANK, State.NOT_APPLICABLE):
        gone = Figure(state, None, 1 if state is State.BLANK else 0)
        unknown = Line(indicator, gone, figure(7), compare(gone, figure(7), rate=indicator.per_cent))
        words = text(facts(*others, unknown), pattern)
        assert words == "" or ("·" not in words and "None" not in words and well_written(words))
        assert pattern.code in ("target", "aim", "direction") or words == ""


@COUNTS
def test_none_found_is_not_told_while_units_are_blank(pattern: Pattern) -> None:
    found = given(pattern, 0, 9, missing=2)
    unknown = replace(found.lines[pattern.known[0]], missing=("xã A", "xã B"))
    words = text(replace(found, lines={**found.lines, pattern.known[0]: unknown}), pattern)
    assert "Không phát sinh" not in words and "không phát sinh" not in words


def test_what_is_missing_is_told() -> None:
    pattern = next(each for each in patterns() if each.code == "missing")
    assert text(given(pattern, 446, 472, missing=12), pattern).endswith("446 người (thiếu 12 đơn vị).")
    assert text(given(pattern, 446, 472), pattern).endswith("446 người.")


def test_silent_units_stand_beside_nothing_at_all() -> None:
    pattern = next(each for each in patterns() if each.code == "none")
    found = replace(given(pattern, 0, 0), silent=("xã A",))
    assert text(found, pattern) == "Không phát sinh: sự kiện, mục tiêu để xảy ra sự cố (theo các đơn vị đã báo cáo)."


@RATES
def test_rates_move_by_points_and_never_by_per_cent_of_per_cent(pattern: Pattern) -> None:
    others = [each for each in KNOWN if each.indicator.code != pattern.known[0]]
    words = text(facts(*others, rate(pattern.known[0], (80, 100), (75, 100))), pattern)
    assert well_written(words)
    assert "6,7%" not in words
    if "tăng" in words:
        assert "tăng 5,0 điểm %" in words
    nothing = text(facts(*others, rate(pattern.known[0], (0, 0), (75, 100))), pattern)
    assert not nothing or well_written(nothing)


@pytest.mark.parametrize(
    ("now", "base", "told"),
    [
        ((38, 12, 36), (45, 14, 53), "giảm 07 vụ (15,6%), 02 người chết (14,3%), 17 người bị thương (32,1%)"),
        ((50, 12, 60), (45, 14, 53), "tăng 05 vụ (11,1%), giảm 02 người chết (14,3%), tăng 07 người bị thương (13,2%)"),
        ((45, 14, 53), (45, 14, 53), "cả 3 tiêu chí không đổi"),
    ],
)
def test_three_criteria_carry_the_verb_until_it_changes(
    now: tuple[int, ...], base: tuple[int, ...], told: str
) -> None:
    codes = ("GT.01", "GT.02", "GT.03")
    lines = [line(code, one, other) for code, one, other in zip(codes, now, base, strict=True)]
    pattern = next(each for each in patterns() if each.code == "each-criterion")
    assert text(facts(*lines), pattern) == f"So với cùng kỳ năm 2019: {told}."
    record = next(each for each in patterns() if each.code == "all-criteria")
    assert bool(text(facts(*lines), record)) is all(one < other for one, other in zip(now, base, strict=True))


def test_neutral_crime_is_more_or_fewer() -> None:
    pattern = next(each for each in patterns() if each.code == "short")
    paragraph = said(facts(*KNOWN), pattern, ("MA.01",))
    assert paragraph is not None
    assert "nhiều hơn 07 vụ (10,9%)" in paragraph.text


def test_offers_are_those_that_can_be_said() -> None:
    found = offers(facts(*KNOWN), ("TX.04",))
    assert {pattern.code for pattern, _ in found} >= {"rate", "rate-compared", "rate-target", "rate-about", "aim"}
    assert all(well_written(paragraph.text) for _, paragraph in found)
    assert [paragraph for _, paragraph in offers(facts(), ("TH.01",))] == []


@pytest.mark.parametrize(("parts", "told"), [((185, 207), "hơn 89%"), ((179, 200), "gần 90%"), ((90, 100), "90,0%")])
def test_about_goes_to_the_nearer_whole(parts: tuple[int, int], told: str) -> None:
    pattern = next(each for each in patterns() if each.code == "rate-about")
    assert text(facts(rate("TX.04", parts)), pattern) == f"Tỷ lệ điều tra, khám phá đạt {told}."


def test_money_is_averaged_in_words() -> None:
    pattern = next(each for each in patterns() if each.code == "per-month")
    paragraph = said(facts(line("TH.05", Decimal(12_000_000_000), 1)), pattern, ("TH.05",))
    assert paragraph is not None
    assert paragraph.text.endswith("bình quân mỗi tháng 2 tỷ đồng.")

"""Texts of one case are alike through slips of all sorts, texts of two cases are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue import Catalogue, Likeness
from desktop.domain.likeness import LEAST, Comparer, Profile, gist, mark_of, pieces, plain, text_likeness
from desktop.domain.records import Value, Values, canonical, parse_content, text_in
from desktop.domain.text import clean

RULE = Likeness(3, ("group", "offence"), ("subjects", "damage"), ("summary",))
THEFT = "Trộm xe máy tại chợ Trùng Khánh, đối tượng phá khóa cổ rồi dắt xe về phía cửa khẩu"
WORDS = st.text(max_size=30).map(clean)
CASE = {"group": "TTXH", "offence": "trom_cap", "subjects": 2, "damage": 9_000_000, "summary": THEFT}


def alike(one: str, other: str) -> float:
    return text_likeness(pieces(one), pieces(other))


def side(day: int, values: Values) -> Profile:
    return Profile(day, gist(RULE, values), RULE)


def score(days: int = 0, **changed: Value) -> float:
    found = Comparer(RULE)(side(100, CASE), side(100 + days, CASE | changed))
    return found.score if found else 0.0


@pytest.mark.parametrize(
    ("other", "least"),
    [
        (THEFT, 1.0),
        ("Trom xe may tai cho Trung Khanh, doi tuong pha khoa co roi dat xe ve phia cua khau", 1.0),
        ("Trộm xe mấy tại chợ Trung Khánh, đối tượng pha khoá cổ rồi dắt xe vê phía của khẩu", 1.0),
        ("Trộm xe mái tại chợ Trùng Kánh, đối tượng phá kóa cổ rồi dắt xe về phía cửa khẩu", 0.85),
        ("Tại chợ Trùng Khánh, đối tượng phá khóa cổ trộm xe máy rồi dắt xe về phía cửa khẩu", 0.95),
        ("Ở chợ Trùng Khánh đối tượng bẻ khóa trộm xe máy, chạy hướng cửa khẩu", 0.6),
    ],
)
def test_another_account_of_one_case_is_alike(other, least):
    assert alike(THEFT, other) >= least
    assert score(summary=other) >= LEAST


@pytest.mark.parametrize(
    "other",
    [
        "Đánh bạc bằng hình thức xóc đĩa tại nhà dân, thu giữ tang vật",
        "Trộm gà tại xóm Bản Viết, đối tượng vào chuồng lúc nửa đêm",
        "Cố ý gây thương tích sau khi uống rượu tại đám cưới",
    ],
)
def test_another_case_of_the_same_day_and_offence_is_not(other):
    assert alike(THEFT, other) < 0.2
    assert score(summary=other) < LEAST


def test_days_choices_and_amounts_weigh():
    assert score() == 1.0
    assert score() > score(days=1) > score(days=3)
    assert score() > score(subjects=3) > score(subjects=9)
    assert score() > score(offence="") > score(offence="cuop")


def test_two_records_without_words_need_all_else():
    assert score(summary="") == pytest.approx(0.75)
    assert score(summary="", subjects=3, days=2) < LEAST
    assert score(summary="", subjects=3) >= LEAST


def test_a_short_account_inside_a_longer_one_counts():
    assert alike(THEFT, f"{THEFT}. Đã phối hợp Công an huyện xác minh, lập biên bản, báo cáo trong ngày") > 0.75


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_and_has_no_sides(one, other):
    assert 0.0 <= alike(one, other) == alike(other, one) <= 1.0
    assert alike(one, one) in (0.0, 1.0)


@given(st.text(max_size=60).map(clean))
def test_the_pieces_of_a_text_are_those_of_its_plain_words(text):
    assert pieces(text) == pieces(plain(text))
    assert bool(pieces(text)) == bool(plain(text).split())


@given(st.integers(0, 4), st.text(max_size=60), st.integers(0, 9), st.sampled_from(("", "trom_cap", "cuop")))
def test_days_and_words_alone_tell_no_pair_apart_that_is_alike(days, summary, subjects, offence):
    sides = side(100, CASE), side(100 + days, CASE | {"summary": summary, "subjects": subjects, "offence": offence})
    assert Comparer(RULE).may_be(*sides) or Comparer(RULE)(*sides) is None


@given(st.dictionaries(st.sampled_from(("summary", "hamlet", "note", "subjects")), st.text(min_size=1)))
def test_a_field_straight_out_of_a_content_is_the_parsed_one(values):
    content = canonical(values)
    for name in ("summary", "hamlet", "note"):
        assert text_in(content, name) == parse_content(content).get(name, "")


def test_the_catalogue_compares_the_kinds_that_two_units_may_tell():
    compared = {kind.code for kind in Catalogue.load().kinds.values() if kind.likeness}
    assert compared == {"case", "traffic_accident", "fire_incident", "crime_report"}


@given(WORDS, st.sampled_from(("", "trom_cap")), st.integers(0, 99), st.decimals(0, 99, places=2))
def test_a_gist_carries_what_is_compared(summary, offence, subjects, damage):
    values = {"group": "TTXH", "offence": offence, "subjects": subjects, "damage": damage, "summary": summary}
    side = Profile(7, gist(RULE, values), RULE)
    assert side.choices == ["TTXH", offence]
    assert [float(each) for each in side.amounts] == [float(subjects), float(damage)]
    assert side.pieces == pieces(summary)


def test_what_is_blank_or_no_number_is_told_as_nothing():
    side = Profile(7, gist(RULE, {"subjects": "hai", "summary": "một\x1fhai"}), RULE)
    assert side.choices == ["", ""]
    assert side.amounts == ["0", "0"]
    assert side.pieces == pieces("một hai")


def test_gists_of_different_rules_bear_different_marks():
    marks = {
        mark_of(rule) for rule in (RULE, Likeness(3, ("group",), ("subjects", "damage"), ("summary",)), Likeness(2))
    }
    assert len(marks) == 3
    assert all(gist(RULE, CASE).startswith(mark) is (mark == mark_of(RULE)) for mark in marks)

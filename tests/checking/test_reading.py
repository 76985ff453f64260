"""Text → figures: numbers as people write them, what is no figure, what each figure says."""

from decimal import Decimal

import pytest

from desktop.checking.reading import MOST_FIGURES, read
from desktop.checking.reading_figures import Role, Sense, Shape
from desktop.checking.reading_masks import masked


def marks(text):
    return [mark for sentence in read([text])[0] for mark in sentence.marks]


def only(text):
    (mark,) = marks(text)
    return mark


@pytest.mark.parametrize(
    ("text", "value", "places", "unit"),
    [
        ("xảy ra 1.234 vụ", 1234, 0, "vụ"),
        ("xảy ra 1234 vụ", 1234, 0, "vụ"),
        ("xảy ra 03 vụ", 3, 0, "vụ"),
        ("xảy ra 1,234 vụ", 1234, 0, "vụ"),
        ("phạt 1,8 tỷ", 1_800_000_000, 1, "đồng"),
        ("phạt 53,143 tỷ đồng", 53_143_000_000, 3, "đồng"),
        ("phạt 1.800.000đ", 1_800_000, 0, "đồng"),
        ("thu 1,4kg heroin", Decimal("1.4"), 1, "kg"),
        ("đạt 88,9 %", Decimal("88.9"), 1, ""),
        ("đạt 88.9%", Decimal("88.9"), 1, ""),
        ("tăng +1.167,39%", Decimal("1167.39"), 2, ""),
        ("có bảy vụ", 7, 0, "vụ"),
        ("1,2 triệu lượt người xem", 1_200_000, 1, "lượt người"),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value, places, unit):
    mark = only(text)
    assert (mark.value, mark.places, mark.unit) == (value, places, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 30/2020/NĐ-CP, Điều 9, khoản 2",
        "Kế hoạch số 123/KH-CAT ngày 15/12/2025",
        "Số: 05/BC-CAX",
        "trực 24/7, ứng trực 24/24 giờ, tỷ số 2/1",
        "từ 15/7 đến 14/8, quý I/2026, lúc 7h30, tháng 8/2021",
        "giai đoạn 2021 - 2030, cùng kỳ 2019",
        "điện thoại 0206.385.2114",
        "6 tháng đầu năm 2020, 10 ngày",
        "Tổ 5, phường 10, Phòng PC02, quốc lộ 4A",
        "1. Tình hình chung",
        "2.1. Về an ninh",
    ],
)
def test_what_is_no_figure_is_left_alone(text):
    assert marks(text) == []
    assert len(masked(text)) == len(text)


def test_two_counts_of_one_noun_around_a_slash_are_a_pair():
    for text in ("185/207 vụ", "185 vụ/207 vụ", "185 vụ trên tổng số 207 vụ", "185 trong số 207 vụ"):
        mark = only(text)
        assert (mark.shape, mark.value, mark.second) == (Shape.PAIR, 185, 207), text


def test_cases_and_subjects_are_never_divided():
    assert [mark.shape for mark in marks("20 vụ/52 đối tượng")] == [Shape.COUNT, Shape.COUNT]


def test_dead_and_injured_are_other_nouns_than_people():
    found = marks("làm chết 17 người, bị thương 31 người, 03 người chết, cứu 12 người")
    assert [mark.unit for mark in found] == ["người chết", "người bị thương", "người chết", "người"]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("hơn 83.000 lượt người", Sense.OVER),
        ("trên 90%", Sense.OVER),
        ("gần 88%", Sense.UNDER),
        ("khoảng 165 triệu đồng", Sense.ABOUT),
        ("nhiều hơn 3 vụ", Sense.EXACT),
        ("xấp xỉ 95%", Sense.ABOUT),
    ],
)
def test_loose_words_are_heard(text, sense):
    assert only(text).sense is sense


def test_one_verb_goes_on_over_several_nouns():
    text = "so với cùng kỳ ít hơn 02 vụ, 04 người chết, nhiều hơn 07 người bị thương"
    assert [(mark.role, mark.direction) for mark in marks(text)] == [
        (Role.CHANGE, -1),
        (Role.CHANGE, -1),
        (Role.CHANGE, 1),
    ]


def test_a_verb_does_not_reach_what_was_done():
    changed, arrested = marks("giảm 10 vụ, bắt giữ 403 đối tượng")
    assert (changed.role, arrested.role) == (Role.CHANGE, Role.STATE)


@pytest.mark.parametrize(
    "text",
    [
        "so với cùng kỳ năm trước (217 vụ)",
        "cùng kỳ là 217 vụ",
        "so với 217 vụ của cùng kỳ",
        "giảm từ 217 vụ",
        "(cùng kỳ 217 vụ)",
    ],
)
def test_bases_are_told_from_what_is_now(text):
    assert only(text).role is Role.BASE


def test_words_that_only_look_like_changes_are_none():
    found = marks("Tăng cường 30 lượt tuần tra, giảm nghèo cho 14 hộ, tăng gia 2 tấn rau")
    assert [mark.role for mark in found] == [Role.STATE] * 3


def test_a_list_without_end_is_cut_into_pieces():
    pieces = read(["giảm 10 vụ (4,6%), " * 200])[0]
    assert "".join(piece.words for piece in pieces) == "giảm 10 vụ (4,6%), " * 200
    assert max(len(piece.marks) for piece in pieces) == MOST_FIGURES


def test_sentences_end_where_they_end():
    first, second = read(["Xảy ra 1.234 vụ. Làm rõ 1.100 vụ."])[0]
    assert first.words == "Xảy ra 1.234 vụ. "
    assert second.words == "Làm rõ 1.100 vụ."


@pytest.mark.parametrize(
    "written",
    [
        "Giảm ‑8 vụ (‑4,3%)",
        "Giảm −8 vụ (−4,3%)",
        "Giảm –8 vụ (–4,3％)",
        "Giảm\N{NO-BREAK SPACE}-8\tvụ\N{NARROW NO-BREAK SPACE}(-4,3%)",
    ],
)
def test_odd_dashes_blanks_and_signs_are_plain_ones(written):
    ((sentence,),) = read([written])
    assert [(mark.value, mark.sign) for mark in sentence.marks] == [(8, -1), (Decimal("4.3"), -1)]
    assert len(sentence.source) == len(written)

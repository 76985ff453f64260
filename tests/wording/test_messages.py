"""Every trouble has its sentence: what, where, what to do; polite, without a hole."""

import re
from string import Formatter

import pytest

from desktop.base.errors import Refused, Trouble, UserError
from desktop.domain.numbers import NumberRefused, parse_number
from desktop.wording.messages import number_sentence, sentence
from desktop.wording.sentences import NEUTRAL, SENTENCES


@pytest.mark.parametrize("trouble", list(Trouble), ids=str)
def test_every_trouble_is_told_in_a_whole_sentence(trouble):
    text = sentence(UserError(trouble))
    assert text[0].isupper() or not text[0].isalpha()
    assert text.endswith(".")
    assert text.count(". ") + text.count(", ") >= 1, "says what to do next"
    assert not re.search(r"[{}!]|\bbạn\b|vui lòng|None| {2}|\.\.", text)


def test_no_sentence_is_left_over_and_every_fact_has_a_neutral_word():
    assert set(SENTENCES) == set(Trouble)
    wanted = {name for text in SENTENCES.values() for _, name, _, _ in Formatter().parse(text) if name}
    assert wanted == set(NEUTRAL)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            UserError(Trouble.UNKNOWN_UNIT, code="99999", scheme="2020"),
            "Không có đơn vị mã “99999” trong danh mục năm 2020. Kiểm tra mã, đủ các số 0 ở đầu.",
        ),
        (
            UserError(Trouble.DISK_FULL, path="/media/usb/BC.xlsx"),
            "Hết chỗ trống ở thư mục /media/usb, chưa ghi được tệp BC.xlsx; tệp cũ còn nguyên."
            " Xóa bớt, hoặc chọn nơi khác.",
        ),
        (UserError(Trouble.ERRORS_REMAIN, period="2020-H1", count=1234), "6 tháng đầu năm 2020 còn 1.234 lỗi,"),
        (UserError(Trouble.UNKNOWN_PERIOD, key="2020-H3"), "Không có kỳ báo cáo “2020-H3”."),
        (
            UserError(Trouble.HOSTILE_FILE, name="a.xlsx", reason="ratio"),
            "Tệp a.xlsx có cấu trúc bất thường (nén bất thường)",
        ),
        (UserError(Trouble.HOSTILE_FILE, name="a.xlsx", reason="lạ"), "Tệp a.xlsx có cấu trúc bất thường (lạ)"),
        (UserError(Trouble.NOT_FOR_THIS_ROLE, path="/d", role="hq"), "Sổ ở /d là của cấp trên,"),
        (UserError(Trouble.OTHER_ROLE, path="/d", role="?"), "Sổ ở /d là của ?."),
        (UserError(Trouble.NOT_MERGEABLE, file="b.xlsx"), "Tệp b.xlsx chưa nhận được vào số liệu."),
        (
            UserError(Trouble.OTHER_CALENDAR, unit="Xã A", calendar="duong-lich"),
            "Gói của Xã A tính kỳ theo lịch khác: Năm dương lịch.",
        ),
        (
            UserError(Trouble.UNKNOWN_CALENDAR, calendar="x", known="nd09"),
            "Không có lịch báo cáo “x”. Chọn một trong: nd09.",
        ),
        (UserError(Trouble.TRAINING_DATA, unit="Xã A"), "Gói của Xã A là dữ liệu tập huấn"),
        (UserError(Trouble.REAL_DATA, unit="Xã A"), "Gói của Xã A là số liệu thật"),
        (UserError(Trouble.FILE_MISSING, path="", name=None), "Không thấy tệp này ở thư mục đã chọn."),
        (Refused(["a", "b"]), "Bản ghi còn 2 lỗi"),
    ],
)
def test_the_facts_stand_in_the_sentence(error, text):
    assert sentence(error).startswith(text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("1,234.5", "Số “1,234.5” viết theo lối nước ngoài."),
        ("1.5", "Số “1.5” đọc được hai cách."),
        (" ba ", "Chỗ này cần một số, đang là “ba”."),
        ("", "Chỗ này cần một số, đang là “trống”."),
    ],
)
def test_a_refused_number_is_explained_under_its_field(typed, text):
    with pytest.raises(NumberRefused) as caught:
        parse_number(typed)
    assert number_sentence(caught.value).startswith(text)

"""Old fonts: every letter there and back, and not one false alarm over words that are good as they are."""

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.domain.catalogue import Catalogue
from desktop.domain.old_fonts import Company, Script, convert, is_old_font, judge, readable
from desktop.domain.old_letters import TCVN3, VNI, from_tcvn3, from_viqr, from_vni
from desktop.domain.old_sheets import in_unicode
from desktop.domain.syllables import is_syllable, is_vietnamese_shape
from desktop.domain.text import clean
from desktop.domain.units import OfficialUnits

SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
TO_TCVN3 = {letter: sign for sign, letter in TCVN3.items()}
TO_VNI = {letter: sign for sign, letter in VNI.items() if sign == sign.lower() or sign == sign.upper()}
SENTENCES = (
    "Công an xã Đàm Thủy báo cáo kết quả công tác sáu tháng đầu năm",
    "Tuần tra đêm tuyến Quốc lộ 4A, phát hiện 01 vụ trộm cắp tài sản",
    "Bắt quả tang 05 đối tượng đánh bạc, thu giữ 2.350.000 đồng",
    "Xóm Bản Giốc, xã Đàm Thủy, huyện Trùng Khánh",
    "Giải quyết mâu thuẫn, tranh chấp đất đai giữa hai hộ gia đình",
)
FINE = (
    "Công an xã", "vô tuyến", "tố giác", "quý I", "hoà giải", "Hoà Bình", "thuý", "Khuổi Nặm", "Pác Bó", "Lũng Nặm",
    "Cốc Pàng", "Sìn Hồ", "Giàng A Páo", "Thào Mí Sò", "Vàng Xín Dìn", "Xín Mần", "Sà Phìn", "Nà Ngần", "Bó Lếch",
    "Đắk Lắk", "Krông Nô", "Ea Súp", "H'Mông", "Ê Đê", "Buôn Ma Thuột", "Kpă Klơng", "Lò Văn Páo", "Phìn Hồ",
    "café", "résumé", "naïve", "Zürich", "Köln", "El Niño", "garçon", "São Paulo", "«Công an»", "“Vì dân”",
    "12 m²", "35 °C", "§ 12", "5 µm", "± 3 %", "½ ngày", "©", "® 2020", "C++", "a+b", "f(x)", "x^2", "3'", "5\"",
    "VV-01273-2026-0042", "01273", "BC_04_01273_2026-H1_L02.xlsx", "QĐ/12-CAX", "Số: 05/BC-CAX", "N/A", "#REF!",
    "patrol report", "traffic accident", "weapon hand-over (old)", "e.g. this one", "Who? When?", "Mr. An", "o.k.",
)  # fmt: skip


def as_tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(char, char) for char in text)


def as_vni(text: str) -> str:
    return "".join(TO_VNI.get(char, char) for char in text)


@pytest.mark.parametrize(
    "text",
    [
        "C«ng an x· §µm Thñy b¸o c¸o kÕt qu¶ c«ng t¸c s¸u th¸ng",
        "LÔØI CAÛM ÔN Coâng an xaõ baùo caùo keát quaû coâng taùc thaùng saùu ñaàu naêm vaø phöông höôùng",
    ],
)
def test_old_fonts_are_noticed(text):
    assert is_old_font(text)


@pytest.mark.parametrize(
    "text",
    [
        "Công an xã Đàm Thủy báo cáo kết quả công tác sáu tháng đầu năm",
        "“Toàn dân bảo vệ an ninh Tổ quốc” «Vì nước quên thân» 12 m² – 35 °C",
        "Bộ đội Biên phòng phối hợp với Công an Quảng Tây (Trung Quốc), café, résumé, naïve",
        "",
    ],
)
def test_words_of_today_are_not(text):
    assert not is_old_font(text)


def test_both_tables_are_whole():
    assert set(SMALL) - set("abcdeghiklmnopqrstuvxy") <= set(TCVN3.values()) & set(VNI.values())
    assert set("ĂÂĐÊÔƠƯ") <= set(TCVN3.values())
    assert set(SMALL.upper()) - set("ABCDEGHIKLMNOPQRSTUVXY") <= set(VNI.values())
    assert len(TCVN3) == len(set(TCVN3.values())) == 74


@given(some.text(SMALL + " 0123456789.,-/", max_size=60))
def test_tcvn3_there_and_back_over_all_letters(text):
    assert from_tcvn3(as_tcvn3(text)) == text


@given(some.lists(some.sampled_from(SMALL + SMALL.upper()), max_size=40))
def test_vni_there_and_back_over_all_letters(letters):
    text = "-".join(letters)
    assert from_vni(as_vni(text)) == text


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_are_known_by_their_words_alone(text):
    for told, script in ((as_tcvn3(text), Script.TCVN3), (as_vni(text), Script.VNI)):
        assert judge(told) is script
        assert convert(told, script).text == text
        assert readable(told) == text


def test_capitals_of_tcvn3():
    assert convert("c«ng an tØnh", Script.TCVN3, ".VnTimeH").text == "CÔNG AN TỈNH"
    assert convert("c«ng an tØnh", Script.TCVN3, ".VnArial NarrowH").text == "CÔNG AN TỈNH"
    assert convert("C¤NG AN X· §µM THñY", Script.TCVN3, ".VnTime").text == "CÔNG AN XÃ ĐÀM THỦY"
    assert convert("Tæ ANTT x·", Script.TCVN3).text == "Tổ ANTT xã"
    assert convert("Sè TT", Script.TCVN3, ".VnTime").text == "Số TT"


@pytest.mark.parametrize("text", FINE)
def test_what_is_good_stays_as_it_is(text):
    assert judge(text) in (Script.PLAIN, Script.UNICODE, Script.EITHER)
    assert readable(text) == text


def every_word_we_ship():
    catalogue = Catalogue.load()
    choices = (item.label for each in catalogue.choices.values() for item in each.items)
    fields = (word for kind in catalogue.kinds.values() for field in kind.fields for word in (field.label, field.hint))
    told = (word for each in catalogue.indicators.values() for word in (each.name, each.definition, each.english))
    units = (unit.name for scheme in ("2020", "2025") for unit in OfficialUnits.load(scheme).by_uid.values())
    return chain(choices, fields, told, units)


def test_no_false_alarm_over_every_name_of_the_country_and_every_word_of_ours():
    told = sorted(set(every_word_we_ship()))
    rows, notes = in_unicode([[text] for text in told], {})
    assert len(told) > 10_000
    assert [before for before, (after,) in zip(told, rows, strict=True) if clean(before) != after] == []
    assert notes == {}


def test_single_words_typed_for_old_fonts_are_never_taken_for_others():
    """A word alone may be undecided; but it is never turned into another word than was meant."""
    words = {word for text in every_word_we_ship() for word in re.findall(r"[^\W\d_]+", text) if word == word.lower()}
    wrong = []
    for word in sorted(words):
        for told in (as_tcvn3(word), as_vni(word)):
            script = judge(told)
            if script in (Script.TCVN3, Script.VNI) and convert(told, script).text != word:
                wrong.append((word, told, script))
    assert wrong == []


def test_the_font_decides_where_words_do_not():
    assert judge("trém", ".VnTime") is Script.EITHER
    company = Company()
    company.see(["font .VnTime"], Script.TCVN3)
    assert company.settle(["font .VnTime"], ".VnTime") == (Script.TCVN3, True)
    assert Company().settle(["font .VnTime"], ".VnTime") == (Script.TCVN3, False)
    assert Company().settle(["column 2"], "") == (Script.UNICODE, False)


def test_unicode_in_a_cell_of_an_old_font_stays():
    assert judge("Trộm cắp ở xã Đàm Thủy", ".VnTime") is Script.UNICODE
    assert judge("Trộm cắp ở xã Đàm Thủy", "VNI-Times") is Script.UNICODE


def test_viqr_needs_more_than_a_mark():
    text = "Co^ng an xa~ DDa`m Thu?y, Cao Ba(`ng."
    assert judge(text) is Script.VIQR
    assert convert(text, Script.VIQR).text == "Công an xã Đàm Thủy, Cao Bằng."
    assert from_viqr("ho+.p") == "hợp"


@pytest.mark.parametrize("word", ["công", "quốc", "giếng", "gì", "nghiêng", "khuỷu", "hoà", "hòa", "thuý"])
def test_syllables(word):
    assert is_syllable(word)
    assert is_vietnamese_shape(word)


@pytest.mark.parametrize("word", ["kông", "ngi", "cêm", "bắtt", "oâng", "xaõ", "cắpa", "tốcc", "quoong"])
def test_what_is_no_syllable(word):
    assert not is_syllable(word)



import pytest

from desktop.domain.old_fonts import is_old_font


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

"""The head of paper by the level of the police unit."""

from desktop.wording.report_head import Office, letterhead, place_name, unit_words


def test_a_province_answers_to_the_ministry() -> None:
    head = letterhead(Office("Tỉnh Cao Bằng", "", True))
    assert (head.superior, head.issuer, head.symbol) == ("BỘ CÔNG AN", "CÔNG AN TỈNH CAO BẰNG", "BC-CAT")
    assert (head.place, head.signer) == ("Cao Bằng", ("GIÁM ĐỐC",))
    assert head.recipients[-1] == "Lưu: VT."


def test_a_commune_answers_to_the_unit_above() -> None:
    head = letterhead(Office("Thị trấn Trùng Khánh", "Thị trấn", False, "Huyện Trùng Khánh"))
    assert (head.superior, head.issuer) == ("CÔNG AN HUYỆN TRÙNG KHÁNH", "CÔNG AN THỊ TRẤN TRÙNG KHÁNH")
    assert (head.symbol, head.signer) == ("BC-CATT", ("TRƯỞNG CÔNG AN THỊ TRẤN",))
    assert head.place == "Trùng Khánh"


def test_units_are_called_by_their_kinds_in_official_order() -> None:
    assert unit_words({"Thị trấn", "Xã"}) == "xã, thị trấn"
    assert unit_words({"Phường", "Xã", "Đặc khu"}) == "xã, phường, đặc khu"
    assert place_name("Phường 2") == "2"

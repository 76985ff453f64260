"""Rows and summary lines in words."""

from desktop.services import counting, wordily
from tests.services.conftest import PERIOD


def test_a_row_shows_its_listed_fields_as_people_read_them(unit_books):
    kind = unit_books.catalogue.kinds["case"]
    values = {name: "x" for name in kind.listed if kind.field(name).type.value in ("text", "long_text")}
    values |= {"offence": "trom_cap", "subjects": 1234}
    words = wordily.listed(unit_books.catalogue, kind, values)
    assert "Trộm cắp tài sản" in words
    assert "trom_cap" not in words


def test_a_line_tells_value_parts_change_and_base(unit_copy):
    now = counting.summary(unit_copy, unit_copy.period(PERIOD))
    rate = wordily.line_words(now.line("TX.04"))
    assert rate.startswith("Tỷ lệ điều tra, khám phá: 4/4 = 100% (")
    assert "cùng kỳ" in rate
    count = wordily.line_words(now.line("TH.01"))
    assert count.startswith("Số vụ phạm tội về trật tự xã hội xảy ra: 4 vụ (")

import pytest

from desktop.domain.catalogue import Catalogue
from desktop.wording.catalogue_lists import listings


@pytest.fixture(scope="module")
def sentences():
    rules = next(each for each in listings(Catalogue.load()) if each.key == "rules")
    return {row.key: row.cells[1] for row in rules.rows}


def test_a_rule_is_told_without_gaps_where_names_say_all(sentences):
    assert sentences["row.future"] == "Ngày sau hôm nay."
    assert "Ngày làm rõ trước ngày xảy ra." in sentences.values()
    assert "TX.05.1 Trọng án làm rõ nhiều hơn TH.02 Trọng án." in sentences.values()


def test_what_only_the_case_knows_stays_a_gap(sentences):
    assert "Đã có ngày làm rõ nhưng trạng thái là …" in sentences.values()
    assert not any("@" in words or "{" in words for words in sentences.values())

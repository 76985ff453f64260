"""Official units: complete, found by a few letters, followed across the reorganisation."""

from collections import Counter

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.domain.units import (
    COMMUNE,
    SCHEMES,
    OfficialUnits,
    Unit,
    police_name,
    predecessors,
    province_code,
    short_name,
    succession,
)

OLD, NEW = OfficialUnits.load("2020"), OfficialUnits.load("2025")
CAO_BANG = OLD.by_code("04")


def names(units: list[Unit]) -> list[str]:
    return [unit.name for unit in units]


def test_both_lists_are_complete():
    levels = {units.scheme: Counter(unit.level for unit in units.by_uid.values()) for units in (OLD, NEW)}
    assert levels == {
        "2020": {"province": 63, "district": 691, "commune": 10035},
        "2025": {"province": 34, "commune": 3321},
    }
    kinds = Counter(unit.kind for unit in NEW.by_uid.values() if unit.level == COMMUNE)
    assert kinds == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}


def test_every_name_begins_with_its_kind_and_every_parent_exists():
    for units in (OLD, NEW):
        for unit in units.by_uid.values():
            assert unit.name.startswith(f"{unit.kind} ")
            assert unit.parent_uid is None or unit.parent_uid in units.by_uid


def test_uids_are_our_own_and_never_change():
    assert OLD.by_code("01273").uid == "SQCH3ZBS8B"
    assert NEW.by_code("01273").uid == "9YKBBRCK8D"
    assert not set(OLD.by_uid) & set(NEW.by_uid)


def test_the_same_code_means_two_units():
    assert (OLD.by_code("01273").name, NEW.by_code(" 01273 ").name) == ("Phường Hợp Giang", "Phường Thục Phán")


def test_cao_bang_of_2020_has_153_communes_and_8_wards():
    kinds = Counter(unit.kind for unit in OLD.communes_of(CAO_BANG))
    assert kinds == {"Xã": 139, "Thị trấn": 14, "Phường": 8}
    assert len(OLD.areas_of(CAO_BANG)) == 10
    assert NEW.areas_of(NEW.by_code("04")) == []
    assert len(NEW.communes_of(NEW.by_code("04"))) == 56


def test_a_commune_knows_its_district_and_province():
    unit = OLD.by_code("01495")
    assert (unit.name, unit.area, OLD.province_of(unit)) == ("Xã Đàm Thủy", "Huyện Trùng Khánh", CAO_BANG)
    assert unit in OLD.communes_of(OLD.by_uid[unit.parent_uid])
    assert NEW.by_code("01501").area == ""


@pytest.mark.parametrize("words", ["dam thuy", "Đàm Thủy", "xa dam t", "công an xã Đàm Thủy", "01495", "thuy dam"])
def test_a_unit_is_found_without_accents_by_parts_or_by_code(words):
    assert names(OLD.search(words, limit=1)) == ["Xã Đàm Thủy"]


def test_the_best_of_the_province_stands_first():
    found = OLD.search("da", "04", limit=200)
    assert names(found[:4]) == ["Xã Đa Thông", "Xã Đại Sơn", "Xã Đại Tiến", "Xã Đàm Thủy"]
    inside = [OLD.province_of(unit) == CAO_BANG for unit in found]
    assert inside == sorted(inside, reverse=True)
    assert not all(inside)


def test_a_name_in_full_stands_before_one_that_only_begins_so():
    assert names(OLD.search("trung khanh", "04", limit=2)) == ["Huyện Trùng Khánh", "Thị trấn Trùng Khánh"]
    assert OLD.search("cao bang", limit=2)[-1].name == "Tỉnh Cao Bằng"


def test_other_provinces_can_be_left_out():
    found = OLD.search("thuy", "04", elsewhere=False)
    assert names(found) == ["Xã Thụy Hùng", "Xã Đàm Thủy"]
    assert OLD.search("hà nội", "04", elsewhere=False) == []


def test_nothing_typed_lists_the_province_or_all_provinces():
    assert set(OLD.communes_of(CAO_BANG)) < set(OLD.search("", "04", limit=999))
    assert names(OLD.search(" ", limit=1)) == ["Thành phố Hà Nội"]


def test_what_nobody_is_called_is_not_found():
    assert OLD.search("zzz") == []


def test_unknown_codes_and_lists_are_refused_by_name():
    with pytest.raises(UserError) as code:
        OLD.by_code("99999")
    assert (code.value.code, code.value.facts["code"]) == (Trouble.UNKNOWN_UNIT, "99999")
    with pytest.raises(UserError) as scheme:
        OfficialUnits.load("1976")
    assert scheme.value.code is Trouble.UNKNOWN_SCHEME


@pytest.mark.parametrize(
    ("code", "police", "short"),
    [
        ("01495", "Công an xã Đàm Thủy", "Đàm Thủy"),
        ("04", "Công an tỉnh Cao Bằng", "Cao Bằng"),
        ("01", "Công an thành phố Hà Nội", "Hà Nội"),
        ("26941", "Công an phường 2", "Phường 2"),
    ],
)
def test_police_and_tables_call_a_unit_by_its_name(code, police, short):
    assert (police_name(OLD.by_code(code)), short_name(OLD.by_code(code))) == (police, short)


def test_a_name_without_a_kind_is_short_already():
    assert short_name(CAO_BANG._replace(name="Phòng Tham mưu")) == "Phòng Tham mưu"


def test_a_merged_commune_leads_to_its_successor_and_back():
    old = OLD.by_code("01495")
    (to,) = succession(old.uid)
    assert (NEW.by_uid[to.to_uid].name, to.share) == ("Xã Đàm Thủy", "whole")
    assert old.uid in predecessors(to.to_uid)


def test_a_split_commune_names_its_main_part_first():
    split = [to for unit in OLD.by_uid.values() if len(to := succession(unit.uid)) > 1]
    assert len(split) == 471
    assert all([part.note for part in parts] == ["main"] + [""] * (len(parts) - 1) for parts in split)


def test_every_commune_of_2020_has_a_successor_and_nobody_else():
    assert all(bool(succession(unit.uid)) == (unit.level == COMMUNE) for unit in OLD.by_uid.values())
    assert succession(NEW.by_code("01501").uid) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_code_of_the_province_is_found_without_the_list(scheme: str) -> None:
    official = OfficialUnits.load(scheme)
    for unit in [*official.by_uid.values()][::500]:
        assert province_code(scheme, unit.uid) == official.province_of(unit).code

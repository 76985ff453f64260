"""What a package's id covers, and the code that is read over the phone."""

from dataclasses import replace
from random import Random

import pytest

from desktop.domain.package import (
    CROCKFORD,
    Manifest,
    assemble,
    code_groups,
    manifest_text,
    package_id,
    parse_manifest,
    sheet_of,
    short_code,
    uid_of,
)
from desktop.domain.records import canonical

MANIFEST = Manifest(
    unit_uid="u",
    unit_code="01495",
    unit_name="Xã Đàm Thủy",
    scheme="2020",
    period="2020-H1",
    calendar="nd09",
    first="2019-12-15",
    last="2020-06-14",
    install="a1b2c3d4e5f60718",
    epoch=1,
    sequence=2,
    catalogue="2020.1",
    program="0.1.0",
)
CONTENTS = [canonical({"_uid": f"{number:032x}", "n": number}) for number in range(20)]


def test_the_order_of_rows_and_sheets_is_of_no_account() -> None:
    mixed = Random(1).sample(CONTENTS, len(CONTENTS))
    one = assemble(MANIFEST, [sheet_of("case", CONTENTS), sheet_of("patrol", CONTENTS[:3])])
    two = assemble(MANIFEST, [sheet_of("patrol", CONTENTS[2::-1]), sheet_of("case", mixed), sheet_of("duty", [])])
    assert one == two
    assert one.id == two.id


@pytest.mark.parametrize(
    "other",
    [
        {"unit_uid": "v"},
        {"period": "2020-Q1"},
        {"calendar": "kiemsat"},
        {"report_type": "chuyen-de"},
        {"install": "b" * 16},
        {"epoch": 2},
        {"sequence": 3},
        {"previous": "ab" * 32},
        {"complete": False},
        {"training": True},
        {"catalogue": "2020.2"},
    ],
)
def test_the_id_covers_who_reports_what(other: dict[str, object]) -> None:
    assert package_id(replace(MANIFEST, **other)) != package_id(MANIFEST)


@pytest.mark.parametrize("other", [{"author": "a"}, {"chief": "b"}, {"created": "c"}, {"public_key": "d"}])
def test_the_id_leaves_out_names_time_and_key(other: dict[str, str]) -> None:
    assert package_id(replace(MANIFEST, **other)) == package_id(MANIFEST)


def test_the_id_covers_every_row() -> None:
    ids = {assemble(MANIFEST, [sheet_of("case", CONTENTS[:count])]).id for count in range(20)}
    ids.add(assemble(MANIFEST, [sheet_of("patrol", CONTENTS[:1])]).id)
    assert len(ids) == 21


def test_a_manifest_survives_as_text() -> None:
    full = assemble(MANIFEST, [sheet_of("case", CONTENTS)]).manifest
    assert parse_manifest(manifest_text(full)) == full


def test_fields_of_a_later_program_are_passed_over() -> None:
    text = manifest_text(MANIFEST).replace("{", '{"later":1,', 1)
    assert parse_manifest(text) == MANIFEST


@pytest.mark.parametrize(
    ("before", "after"),
    [('"epoch":1', '"epoch":"1"'), ('"unit_uid":"u"', '"unit_uid":1'), ('"sheets":[]', '"sheets":[[]]')],
)
def test_a_manifest_of_wrong_types_is_refused(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="manifest"):
        parse_manifest(manifest_text(MANIFEST).replace(before, after))


def test_the_short_code_can_be_read_over_the_phone() -> None:
    assert short_code(bytes(32)) == "000-000"
    assert short_code(b"\xff" * 32) == "ZZZ-ZZZ"
    assert short_code(b"\x00\x00\x00\x04" + bytes(28)) == "000-001"
    assert set(short_code(package_id(MANIFEST)).replace("-", "")) <= set(CROCKFORD)
    assert len(code_groups(package_id(MANIFEST)).split()) == 8


def test_the_uid_is_found_only_where_it_stands() -> None:
    assert uid_of(CONTENTS[3]) == f"{3:032x}"
    assert uid_of(canonical({"text": f'"_uid":"{5:032x}"'})) == ""

"""Bytes that are vouched for: read the short way to the same end, and only while nothing at all has changed."""

from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.domain.arrival import SealState
from desktop.domain.records import RowState
from desktop.workbook import seal, vouching
from desktop.workbook.bundle import CUSTOM
from desktop.workbook.guard import open_zip
from desktop.workbook.reader import read
from desktop.workbook.vouching import read_vouched
from tests.workbook.forging import forge, repacked
from tests.workbook.samples import CATALOGUE, FIRST_CASE, PRIVATE, cases, edited, package, row, uid, write_package


def is_vouched(path: Path) -> bool:
    return read_vouched(open_zip(path), CATALOGUE) is not None


@pytest.fixture
def mixed_file(tmp_path: Path) -> Path:
    """All that a package may hold: figures, drafts, daily totals, deleted rows, strange texts."""
    path = tmp_path / "BC_04_01495_2020-H1_L02.xlsx"
    odd = [
        row(1, {"occurred_on": "2020-04-02", "summary": "=1+1\n <b> & _x000D_ ", "heroin_g": Decimal("0.125")}),
        row(2, {"occurred_on": "2020-04-02", "_state": "draft", "_number": ""}),
        row(3, FIRST_CASE | {"occurred_on": "2020-01-01", "_count": 4}),
    ]
    figures = [
        row(n, {"indicator": code, "month": "2020-M03", "value": n}) for n, code in ((31, "TH.05"), (30, "NV.01"))
    ]
    gone = row(50, {"_state": RowState.DELETED, "_reason": "nhập trùng", "_kind": "case"})
    patrols = [row(n, {"on": f"2020-05-{n - 59:02}", "officers": 4, "_count": 3}) for n in (63, 60, 61)]
    write_package(path, package(("case", odd), ("figure", figures), ("deleted", [gone]), ("patrol", patrols)))
    return path


def test_the_short_way_ends_where_the_long_way_does(mixed_file):
    short, long = read(mixed_file, CATALOGUE), read(mixed_file, CATALOGUE, whole=True)
    assert is_vouched(mixed_file)
    assert [sheet.kind for sheet in short.sheets] == ["figure", "case", "patrol", "deleted"]
    assert short == long


@given(st.permutations(range(1, 13)), st.lists(st.sampled_from(["", "Án", "ăn", "Ấn", "an"]), min_size=12, max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_stand_in_the_same_lines_whatever_their_order(tmp_path, order, words):
    path = tmp_path / "p.xlsx"
    days = [f"2020-04-{n % 3 + 1:02}" for n in order]
    told = zip(order, days, words, strict=True)
    write_package(path, package(("case", [row(n, {"occurred_on": day, "hamlet": word}) for n, day, word in told])))
    assert is_vouched(path)
    assert read(path, CATALOGUE) == read(path, CATALOGUE, whole=True)
    path.unlink()


def test_one_byte_anywhere_takes_the_long_way(sealed_file):
    """Nowhere in the file may a bit turn without being noticed."""
    whole, arrived = sealed_file.read_bytes(), read(sealed_file, CATALOGUE)
    assert is_vouched(sealed_file)
    with ZipFile(sealed_file) as bundle:
        parts = bundle.infolist()
    assert len(parts) > 10
    for part in parts:
        at = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
        sealed_file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            assert not is_vouched(sealed_file)
            assert read(sealed_file, CATALOGUE).package_id in (arrived.package_id, None)
        except UserError:
            pass  # a damaged zip says so


def test_a_hand_edit_and_a_mere_packing_anew_take_the_long_way(sealed_file):
    before = read(sealed_file, CATALOGUE)

    def retype(book):
        book["Vụ việc"]["C3"] = "sửa tay"

    changed = edited(sealed_file, retype)
    assert not is_vouched(changed)
    assert read(changed, CATALOGUE).seal is SealState.EDITED
    with ZipFile(sealed_file) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    with ZipFile(sealed_file, "w", ZIP_DEFLATED, compresslevel=9) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    assert not is_vouched(sealed_file)
    again = read(sealed_file, CATALOGUE)
    assert (again.package_id, again.seal) == (before.package_id, SealState.INTACT)


def test_a_list_of_endless_parts_is_not_hashed(sealed_file, monkeypatch):
    """Each of many parts may claim the whole file as its bytes."""
    with ZipFile(sealed_file, "a") as bundle:
        for name in map("xl/media/{}.xml".format, range(300)):
            bundle.writestr(name, "")
    monkeypatch.setattr(vouching, "digest_of", lambda _: pytest.fail("hashed"))
    assert not is_vouched(sealed_file)
    with pytest.raises(UserError) as caught:
        read(sealed_file, CATALOGUE)
    assert caught.value.facts["reason"] == "parts"


def test_the_word_of_one_package_does_not_stand_for_another(sealed_file, tmp_path):
    other = tmp_path / "other.xlsx"
    write_package(other, package(("case", cases(2))))
    with ZipFile(other) as bundle:
        properties = bundle.read(CUSTOM)
    repacked(sealed_file, lambda name, content: properties if name == CUSTOM else content)
    assert not is_vouched(sealed_file)
    assert uid(3) in {row[3].hex() for sheet in read(sealed_file, CATALOGUE).sheets for row in sheet.rows}


def test_who_vouches_for_other_cells_is_found_out_by_looking_at_all_of_them(sealed_file):
    stranger, _ = seal.make_key()
    forge(sealed_file, b"<v>43922</v>", b"<v>43925</v>", stranger, CATALOGUE)
    assert not is_vouched(sealed_file)
    forged = read(sealed_file, CATALOGUE)
    assert forged.seal is SealState.EDITED


def test_even_the_owner_is_found_out(sealed_file):
    forge(sealed_file, b"<v>43922</v>", b"<v>43925</v>", PRIVATE, CATALOGUE)
    assert is_vouched(sealed_file)
    assert read(sealed_file, CATALOGUE).seal is SealState.INTACT
    looked_at = read(sealed_file, CATALOGUE, whole=True)
    assert looked_at.seal is SealState.EDITED
    assert [edit.field for edit in looked_at.edits] == ["occurred_on"]

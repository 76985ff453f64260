"""Packages as files: whatever is written is read back the same, or nothing is left."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.base.errors import Cancelled, Trouble, UserError
from desktop.base.progress import Base
from desktop.domain.arrival import SealState
from desktop.domain.package import short_code
from desktop.domain.records import Values
from desktop.domain.text import clean
from desktop.workbook import seal
from desktop.workbook.reader import read
from desktop.workbook.writer import STEPS, write
from tests.workbook.samples import (
    CATALOGUE,
    COVER,
    FIRST_CASE,
    GROUPS,
    PRIVATE,
    cases,
    cell,
    package,
    row,
    write_package,
)

words = st.text(max_size=40).map(clean)
days = st.dates(date(1900, 3, 1), date(2199, 12, 31)).map(date.isoformat)
decimals = st.integers(-(10**11), 10**11).map(lambda number: Decimal(number) / 1000)
numbers = decimals.map(lambda number: int(number) if number == int(number) else number.normalize())
case_values = st.fixed_dictionaries(
    {},
    optional={
        "group": st.sampled_from([item.code for item in GROUPS.items]),
        "occurred_on": days,
        "subjects": st.integers(0, 999),
        "damage": st.integers(0, 10**15 - 1),
        "heroin_g": numbers,
        "online": st.just("x"),
        "month": st.builds("{}-M{:02}".format, st.integers(2000, 2099), st.integers(1, 12)),
        "hamlet": words,
        "summary": words,
        "_count": st.integers(2, 99),
        "_state": st.sampled_from(["final", "draft"]),
    },
)


@given(st.lists(case_values, min_size=1, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_values_come_back_exactly(tmp_path: Path, rows: list[Values]) -> None:
    path = tmp_path / "p.xlsx"
    contents = [row(number, values) for number, values in enumerate(rows, 1)]
    written = write_package(path, package(("case", contents)))
    file = read(path, CATALOGUE)
    assert file.seal is SealState.INTACT
    assert file.package_id == written.package_id
    assert sorted(line[4] for sheet in file.sheets for line in sheet.rows) == sorted(contents)


def test_texts_that_look_like_formulas_are_texts(tmp_path: Path) -> None:
    texts = ["=1+1", "+84 123", "-x", "@SUM(A1)", "01495", "#N/A", "_x000D_", "a\x01b"]
    write_package(tmp_path / "p.xlsx", package(("case", [row(n, {"hamlet": text}) for n, text in enumerate(texts, 1)])))
    sheet = load_workbook(tmp_path / "p.xlsx")["Vụ việc"]
    found = [cell(sheet, 3 + number, "hamlet") for number in range(len(texts))]
    assert {each.data_type for each in found} == {"s"}
    assert [each.value for each in found][:5] == texts[:5]
    assert read(tmp_path / "p.xlsx", CATALOGUE).seal is SealState.INTACT


def test_cells_are_real_days_and_numbers_and_labels(sealed_file: Path) -> None:
    sheet = load_workbook(sealed_file)["Vụ việc"]
    day, damage, heroin = (cell(sheet, 3, name) for name in ("occurred_on", "damage", "heroin_g"))
    assert (day.value.date(), day.number_format) == (date(2020, 4, 1), "dd/mm/yyyy")
    assert (damage.value, damage.number_format) == (5_000_000, "#,##0")
    assert (heroin.value, heroin.number_format) == (0.125, "#,##0.000")
    assert cell(sheet, 3, "group").value == "Trật tự xã hội"
    assert cell(sheet, 3, "month").value == "04/2020"


def test_a_sheet_is_ready_for_a_clerk(sealed_file: Path) -> None:
    book = load_workbook(sealed_file)
    assert book.sheetnames == ["Bìa", "Vụ việc", "Tuần tra", "_danh_muc", "_giaoban"]
    sheet = book["Vụ việc"]
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == "A2:K5"
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["K"].hidden
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.page_setup.orientation == "landscape"
    (choice,) = sheet.data_validations.dataValidation
    assert str(choice.sqref).startswith("B3:")
    assert [each.value for each in book["_danh_muc"]["A"]][:3] == ["crime_group", "Trật tự xã hội", "Ma túy"]


def test_the_cover_tells_unit_period_counts_and_code(sealed_file: Path) -> None:
    sheet = load_workbook(sealed_file)["Bìa"]
    said = [str(each.value) for line in sheet.iter_rows() for each in line if each.value is not None]
    file = read(sealed_file, CATALOGUE)
    assert file.package_id is not None
    for words in (
        "CÔNG AN XÃ ĐÀM THỦY",
        "6 tháng đầu năm 2020, lần 2",
        "(số liệu từ 15/12/2019 đến 14/06/2020)",
        "Số dòng từng trang: Vụ việc 3, Tuần tra 1.",
        short_code(file.package_id),
        "TRƯỞNG CÔNG AN XÃ",
    ):
        assert words in said
    assert any("bí mật nhà nước" in words for words in said)


def test_equal_packages_make_equal_bytes_and_every_part_is_well_formed(tmp_path: Path) -> None:
    made = package(("case", cases(2)))
    first, second = write_package(tmp_path / "a.xlsx", made), write_package(tmp_path / "b.xlsx", made)
    assert first.file_hash == second.file_hash
    with ZipFile(tmp_path / "a.xlsx") as bundle:
        for name in bundle.namelist():
            fromstring(bundle.read(name))


def test_long_texts_make_high_rows(tmp_path: Path) -> None:
    write_package(tmp_path / "p.xlsx", package(("case", [row(1, {"summary": "chữ " * 60}), row(2, FIRST_CASE)])))
    sheet = load_workbook(tmp_path / "p.xlsx")["Vụ việc"]
    assert max(sheet.row_dimensions[number].height or 0 for number in (3, 4)) == 58


def test_a_file_that_does_not_read_back_is_removed(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_package(tmp_path / "p.xlsx", package(("case", [row(1, {"damage": 2**60 + 1})])))  # no cell holds it
    assert caught.value.code is Trouble.VERIFY_FAILED
    assert list(tmp_path.iterdir()) == []


def test_a_text_longer_than_a_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_package(tmp_path / "p.xlsx", package(("case", [row(1, {"summary": "x" * 32_768})])))
    assert caught.value.code is Trouble.TEXT_TOO_LONG
    assert list(tmp_path.iterdir()) == []


def test_writing_tells_its_four_steps(tmp_path: Path) -> None:
    told: list[str] = []

    class Listener(Base):
        def step(self, label: str, done: int, total: int) -> None:
            told.append(label)

    write(
        tmp_path / "p.xlsx",
        package(("case", cases(1))),
        CATALOGUE,
        COVER,
        lambda package_id: seal.sign(package_id, PRIVATE),
        Listener(),
    )
    assert tuple(told) == STEPS


def test_stopping_before_the_file_is_proved_leaves_none(tmp_path: Path) -> None:
    class Stop(Base):
        def step(self, label: str, done: int, total: int) -> None:
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        write(tmp_path / "p.xlsx", package(("case", cases(1))), CATALOGUE, COVER, lambda _: "", Stop())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_package(tmp_path / "gone" / "p.xlsx", package(("case", cases(1))))
    assert caught.value.code is Trouble.FOLDER_MISSING

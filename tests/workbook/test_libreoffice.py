"""LibreOffice saves a package as .xlsx, through .ods and through .xls: it stays the package that it was."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.domain.arrival import SealState, SignatureState
from desktop.domain.records import parse_content
from desktop.workbook.reader import read
from desktop.workbook.returning import Complaint, write_returned
from tests import resaving
from tests.workbook.samples import CATALOGUE, FIRST_CASE, cell, edited, package, row, write_package

pytestmark = pytest.mark.skipif(not resaving.INSTALLED, reason="LibreOffice is not installed")

TEXTS = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "+84",
    "-x",
    "-2+3",
    "@SUM(A1)",
    "a\nb",
    "  c",
    "<&>\"'",
    "1,5",
    "50%",
    "01/02/2020",
    "1E5",
    "TRUE",
    "'q",
    "Đường Hòa Bình",
    "{=1}",
)
STRANGE = ("ods", "xls")
WAYS = ("", *STRANGE)
"""Straight, or through another format."""


@dataclass(frozen=True)
class Saved:
    """One package, and what LibreOffice made of it in three states by three ways."""

    package_id: bytes
    folder: Path

    def file(self, way: str, name: str) -> Path:
        return self.folder / (f"{way}-{name}.xlsx" if way else f"{name}.xlsx")


def sort_and_hide(book: Any) -> None:
    sheet = book["Vụ việc"]
    lines = [[each.value for each in line] for line in sheet.iter_rows(min_row=3)]
    for number, line in enumerate(reversed(lines), 3):
        for place, value in enumerate(line, 1):
            target = sheet.cell(number, place)
            target.value = value
            if isinstance(value, str):
                target.data_type = "s"  # as Excel keeps it
        sheet.row_dimensions[number].hidden = number % 2 == 0


def edit_three(book: Any) -> None:
    sheet = book["Vụ việc"]
    cell(sheet, 3, "subjects").value = 77
    cell(sheet, 5, "occurred_on").value = date(2020, 4, 29)
    cell(sheet, 6, "hamlet").value = "Bản Mới"


STATES: dict[str, Callable[[Any], None]] = {"plain": lambda book: None, "sorted": sort_and_hide, "edited": edit_three}


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    folder = tmp_path_factory.mktemp("libreoffice")
    path = folder / "package.xlsx"
    rows = [
        row(n, FIRST_CASE | {"hamlet": text, "subjects": n, "heroin_g": Decimal("12.5")})
        for n, text in enumerate(TEXTS, 1)
    ]
    deleted = row(200, {"_state": "deleted", "_kind": "case", "_reason": "Nhập trùng"})
    patrol = row(100, {"on": "2020-05-01", "officers": 4, "_count": 3})
    written = write_package(path, package(("case", rows), ("patrol", [patrol]), ("deleted", [deleted])))
    sources: list[Path] = [shutil.copy(path, folder / "untouched.xlsx")]
    for name, change in STATES.items():
        sources.append(edited(path, change).rename(folder / f"{name}.xlsx"))
    complaint = Complaint("Vụ việc", 4, "D4", "Số đối tượng không đúng.")
    sources.append(write_returned(path, folder / "returned.xlsx", [complaint], CATALOGUE))
    saved = Saved(written.package_id, folder / "saved")
    resaving.save_all(sources, "xlsx", saved.folder)
    # both other formats come back in one run: LibreOffice takes longer to start than to convert
    strangers = [
        file.rename(file.with_stem(f"{kind}-{file.stem}"))
        for kind in STRANGE
        for file in resaving.save_all(sources, kind, folder / kind)
    ]
    resaving.save_all(strangers, "xlsx", saved.folder)
    return saved


@pytest.mark.parametrize("way", WAYS, ids=("xlsx", "ods-xlsx", "xls-xlsx"))
@pytest.mark.parametrize("name", ["untouched", "plain", "sorted", "returned"])
def test_it_is_the_same_package(saved: Saved, way: str, name: str) -> None:
    file = read(saved.file(way, name), CATALOGUE)
    assert (file.edits, file.problems, file.lost, file.missing_sheets) == ([], [], [], [])
    assert (file.seal, file.signature, file.package_id) == (
        SealState.INTACT,
        SignatureState.VALID,
        saved.package_id,
    )
    assert [sheet.unknown for sheet in file.sheets] == [[], [], []]


@pytest.mark.parametrize("way", WAYS, ids=("xlsx", "ods-xlsx", "xls-xlsx"))
def test_three_edits_are_exactly_these_three(saved: Saved, way: str) -> None:
    file = read(saved.file(way, "edited"), CATALOGUE)
    assert [(edit.address, edit.after) for edit in file.edits] == [
        ("D3", 77),
        ("C5", "2020-04-29"),
        ("I6", "Bản Mới"),
    ]
    assert (file.problems, file.lost) == ([], [])
    assert file.package_id == saved.package_id


@pytest.mark.parametrize("way", WAYS, ids=("xlsx", "ods-xlsx", "xls-xlsx"))
def test_texts_that_look_like_formulas_stay_texts(saved: Saved, way: str) -> None:
    path = saved.file(way, "untouched")
    shown = [cell(sheet, number, "hamlet") for sheet in [load_workbook(path)["Vụ việc"]] for number in range(3, 21)]
    assert {each.data_type for each in shown} == {"s"}
    said = [parse_content(line[4])["hamlet"] for line in read(path, CATALOGUE).sheets[0].rows]
    assert sorted(map(str, said)) == sorted(TEXTS)


def test_words_between_underscores_are_no_escaped_signs(tmp_path: Path) -> None:
    told = ["mang_xa_hoi", "_x41_", "_x0041_", "_xABCDE_"]
    rows = [row(n, FIRST_CASE | {"hamlet": text}) for n, text in enumerate(told, 1)]
    written = write_package(tmp_path / "package.xlsx", package(("case", rows)))
    file = read(resaving.save(tmp_path / "package.xlsx", tmp_path / "saved"), CATALOGUE)
    assert (file.seal, file.package_id, file.edits) == (SealState.INTACT, written.package_id, [])
    assert [parse_content(line[4])["hamlet"] for line in file.sheets[0].rows] == told

"""Packages written with an older catalogue read right: by machine names, codes, and the lists that they carry."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.arrival import SealState
from desktop.domain.catalogue import Catalogue, Choice
from desktop.domain.records import parse_content
from desktop.workbook import seal
from desktop.workbook.arrived import Arrived
from desktop.workbook.reader import read
from desktop.workbook.writer import write
from tests.workbook.samples import (
    CASE,
    CATALOGUE,
    COVER,
    FIRST_CASE,
    GROUPS,
    MANIFEST,
    PATROL,
    PRIVATE,
    cell,
    edited,
    package,
    row,
)


def older(**changes: Any) -> Catalogue:
    """Our catalogue as it was: another sheet name, other headers and labels, no hamlet yet, a choice since retired."""
    fields = tuple(
        replace(field, label=f"{field.label} (cũ)") for field in CASE.fields if field.name not in ("hamlet", "damage")
    )
    case = replace(CASE, sheet="Tuần tra", fields=(*fields, CASE.field("damage")))
    patrol = replace(PATROL, sheet="Canh gác")
    # the labels of two codes changed places, and one code has gone since
    items = (
        Choice("TTXH", "Ma túy"),
        Choice("MT", "Trật tự xã hội"),
        Choice("K1", "Khác"),
        Choice("K2", "Khác"),
        Choice("CU", "Kinh tế"),
    )
    parts = {
        "version": "2019.2",
        "kinds": {**CATALOGUE.kinds, "case": case, "patrol": patrol},
        "choices": {**CATALOGUE.choices, "crime_group": replace(GROUPS, items=items)},
    }
    return replace(CATALOGUE, **(parts | changes))


CODES = ("TTXH", "MT", "K1", "K2", "CU")


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A package of that time: five cases, one of each group, and a patrol."""
    path = tmp_path / "old.xlsx"
    values = {name: value for name, value in FIRST_CASE.items() if name != "hamlet"}
    rows = [row(n, values | {"group": code, "subjects": n}) for n, code in enumerate(CODES, 1)]
    patrol = row(100, {"on": "2020-05-01", "officers": 4})
    made = package(("case", rows), ("patrol", [patrol]), manifest=replace(MANIFEST, catalogue="2019.2"))
    write(path, made, older(), COVER, lambda package_id: seal.sign(package_id, PRIVATE))
    return path


def contents(file: Arrived, kind: str) -> dict[int, Any]:
    return {line[1]: parse_content(line[4]) for sheet in file.sheets for line in sheet.rows if line[2] == kind}


def test_it_is_intact_though_titles_headers_and_labels_changed_places(old_file: Path) -> None:
    file = read(old_file, CATALOGUE)
    assert (file.seal, file.edits, file.problems, file.lost) == (SealState.INTACT, [], [], [])
    assert (file.missing_sheets, file.unknown_sheets) == ([], [])
    assert {values["group"] for values in contents(file, "case").values()} == set(CODES)
    assert file.manifest is not None
    assert file.manifest.catalogue == "2019.2"
    assert [sheet.missing for sheet in file.sheets] == [[], []], "a field that did not exist is not missed"


def test_it_is_intact_after_another_program_saved_it(old_file: Path) -> None:
    file = read(edited(old_file, lambda book: None), CATALOGUE)
    assert (file.seal, file.edits, file.problems) == (SealState.INTACT, [], [])


@pytest.mark.parametrize(
    ("label", "code"), [("Ma túy", "TTXH"), ("Trật tự xã hội", "MT"), ("Kinh tế", "CU"), ("Khác (K2)", "K2")]
)
def test_a_label_chosen_by_hand_means_what_its_own_list_says(old_file: Path, label: str, code: str) -> None:
    numbers = {values["group"]: number for number, values in contents(read(old_file, CATALOGUE), "case").items()}
    other = next(number for group, number in numbers.items() if group != code)

    def change(book: Any) -> None:
        cell(book["Tuần tra"], other, "group").value = label

    (edit,) = read(edited(old_file, change), CATALOGUE).edits
    assert (edit.row, edit.field, edit.after) == (other, "group", code)


def test_a_row_added_by_hand_is_read_by_the_lists_of_the_file(old_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Tuần tra"]
        cell(sheet, 12, "group").value = "Ma túy"
        cell(sheet, 12, "occurred_on").value = date(2020, 4, 9)

    file = read(edited(old_file, change), CATALOGUE)
    assert contents(file, "case")[12]["group"] == "TTXH"
    assert file.problems == []


def test_the_same_file_without_its_lists_is_held_where_words_are_unknown(old_file: Path) -> None:
    def change(book: Any) -> None:
        del book["_danh_muc"]

    file = read(edited(old_file, change), CATALOGUE)
    assert {problem.shown for problem in file.problems} == {"Kinh tế"}

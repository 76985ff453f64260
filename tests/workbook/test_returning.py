"""A package that goes back: red where it must be mended, otherwise the same file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from desktop.domain.arrival import SealState
from desktop.workbook.reader import read
from desktop.workbook.returning import Complaint, write_returned
from tests.workbook.samples import CATALOGUE, HEADER_ROW, cell, column, edited

WRONG = [
    Complaint("Vụ việc", 4, "D4", "Vụ việc!D4: Số đối tượng ghi “ba”, không phải số."),
    Complaint("Vụ việc", 4, "C4", "Vụ việc!C4: Ngày xảy ra sau ngày cuối kỳ."),
    Complaint("Vụ việc", 5, "G5", "Vụ việc!G5: Trên mạng ghi “có thể”."),
    Complaint("Tuần tra", 3, "", "Tuần tra: dòng thiếu số cán bộ."),
    Complaint("Kiểm tra cư trú", 0, "", "Mất trang Kiểm tra cư trú so với bản niêm phong."),
]


def returned(path: Path, complaints: list[Complaint] = WRONG, name: str = "TL.xlsx") -> Path:
    return write_returned(path, path.with_name(name), complaints, CATALOGUE)


def errors(sheet: Any) -> dict[int, str]:
    """The sentences of the last column by row."""
    place = next(each.column for each in sheet[HEADER_ROW] if each.value == "Lỗi")
    return {row: sheet.cell(row, place).value for row in range(3, sheet.max_row + 1) if sheet.cell(row, place).value}


def red_cells(sheet: Any) -> set[str]:
    return {
        each.coordinate for line in sheet.iter_rows(min_row=3) for each in line if each.border.left.style == "medium"
    }


def test_wrong_cells_are_red_and_their_rows_say_why(sealed_file: Path) -> None:
    book = load_workbook(returned(sealed_file))
    sheet = book["Vụ việc"]
    red = red_cells(sheet)
    assert red == {"C4", "D4", "G5"}
    assert all(sheet[place].fill.fgColor.rgb == "FFFCE4E2" for place in red)
    assert errors(sheet) == {
        4: "Số đối tượng ghi “ba”, không phải số.\nNgày xảy ra sau ngày cuối kỳ.",
        5: "Trên mạng ghi “có thể”.",
    }
    assert errors(book["Tuần tra"]) == {3: "Tuần tra: dòng thiếu số cán bộ."}
    assert sheet.cell(HEADER_ROW, column(sheet, "_uid") + 1).value == "Lỗi"
    headline, missing = book["Bìa"]["A5"].value.split("\n")
    assert headline.startswith("CẤP TRÊN TRẢ LẠI ĐỂ SỬA: 5 chỗ")
    assert missing == "Mất trang Kiểm tra cư trú so với bản niêm phong."


def test_nothing_else_changes(sealed_file: Path) -> None:
    path = returned(sealed_file)
    with ZipFile(sealed_file) as before, ZipFile(path) as after:
        assert before.namelist() == after.namelist()
        same = {name for name in before.namelist() if before.read(name) == after.read(name)}
    touched = {"xl/styles.xml", *(f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))}
    assert set(before.namelist()) - same == touched
    was, now = load_workbook(sealed_file), load_workbook(path)
    assert [(sheet.title, sheet.sheet_state) for sheet in was] == [(sheet.title, sheet.sheet_state) for sheet in now]
    for title in ("Vụ việc", "Tuần tra"):
        old, new = was[title], now[title]
        assert old.auto_filter.ref == new.auto_filter.ref
        assert old.freeze_panes == new.freeze_panes
        assert [str(each.sqref) for each in old.data_validations.dataValidation] == [
            str(each.sqref) for each in new.data_validations.dataValidation
        ]
        for line in old.iter_rows():
            for each in line:
                twin = new[each.coordinate]
                assert (each.value, each.number_format) == (twin.value, twin.number_format)


def test_it_reads_as_the_package_that_it_is(sealed_file: Path) -> None:
    before, after = read(sealed_file, CATALOGUE), read(returned(sealed_file), CATALOGUE)
    assert (after.package_id, after.content_id, after.seal) == (before.package_id, before.content_id, SealState.INTACT)
    assert [sheet.unknown for sheet in after.sheets] == [[], []]


def test_mended_cells_are_the_only_edits(sealed_file: Path) -> None:
    def mend(book: Any) -> None:
        cell(book["Vụ việc"], 4, "subjects").value = 8
        cell(book["Vụ việc"], 5, "online").value = None

    file = read(edited(returned(sealed_file), mend), CATALOGUE)
    assert [(edit.address, edit.after) for edit in file.edits] == [("D4", 8), ("G5", None)]
    assert (file.problems, file.lost) == ([], [])


def spoil(book: Any) -> None:
    cell(book["Vụ việc"], 4, "subjects").value = "ba"


def add_row_below(book: Any) -> None:
    cell(book["Vụ việc"], 9, "hamlet").value = "Xóm mới"


@pytest.mark.parametrize("change", [spoil, add_row_below, lambda book: None])
def test_a_file_that_another_program_saved_goes_back_too(sealed_file: Path, change: Callable[[Any], None]) -> None:
    path = edited(sealed_file, change)
    complaints = [*WRONG, Complaint("Vụ việc", 9, "I9", "Vụ việc!I9: dòng thêm tay.")]
    file = read(returned(path, complaints), CATALOGUE)
    assert file.content_id == read(path, CATALOGUE).content_id
    assert errors(load_workbook(path.with_name("TL.xlsx"))["Vụ việc"])[9] == "dòng thêm tay."


def test_sentences_of_last_time_go_when_it_goes_back_again(sealed_file: Path) -> None:
    first = returned(sealed_file)
    second = returned(first, WRONG[2:3], "TL2.xlsx")
    book, original = load_workbook(second), load_workbook(sealed_file)
    assert errors(book["Vụ việc"]) == {5: "Trên mạng ghi “có thể”."}
    assert errors(book["Tuần tra"]) == {}
    assert sum(each.value == "Lỗi" for each in book["Vụ việc"][HEADER_ROW]) == 1
    assert red_cells(book["Vụ việc"]) == {"G5"}
    for place in ("C4", "D4"):
        now, was = book["Vụ việc"][place], original["Vụ việc"][place]
        assert now.fill.patternType is None
        assert (now.border.left.style, now.number_format) == (was.border.left.style, was.number_format)

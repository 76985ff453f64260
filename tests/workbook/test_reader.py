"""Files come back: untouched, re-saved, rearranged and edited by hand."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import CellEdit, CellFault, RowMark, SealState, SignatureState, uid_of_added
from desktop.domain.records import Values, parse_content
from desktop.workbook.arrived import Arrived
from desktop.workbook.reader import read
from tests import resaving
from tests.workbook.samples import (
    CATALOGUE,
    FIRST_CASE,
    FIRST_ROW,
    HEADER_ROW,
    MANIFEST,
    PATROL,
    PRIVATE,
    cases,
    cell,
    column,
    edited,
    package,
    row,
    seal,
    uid,
    write_package,
)

Change = Callable[[Any], None]


def arrived(path: Path) -> Arrived:
    return read(path, CATALOGUE)


def marks(file: Arrived) -> dict[int, str]:
    """Mark by row number of the case sheet."""
    return {number: mark for _, number, kind, *_, mark in rows(file) if kind == "case"}


def rows(file: Arrived) -> list[Any]:
    return [row for sheet in file.sheets for row in sheet.rows]


def only_edit(file: Arrived) -> CellEdit:
    (edit,) = file.edits
    return edit


def test_an_untouched_file_is_intact_signed_and_complete(sealed_file: Path) -> None:
    file = arrived(sealed_file)
    assert (file.seal, file.signature) == (SealState.INTACT, SignatureState.VALID)
    assert file.manifest is not None
    assert file.manifest.unit_name == MANIFEST.unit_name
    assert sorted(row[4] for row in rows(file)) == sorted(
        [*cases(3), row(100, {"on": "2020-05-01", "officers": 4, "_count": 3})]
    )
    assert [file.edits, file.problems, file.lost, file.missing_sheets, file.unknown_sheets] == [[]] * 5
    assert file.content_id == file.package_id


def test_values_of_rows_are_exact(sealed_file: Path) -> None:
    case = next(sheet for sheet in arrived(sealed_file).sheets if sheet.kind == "case")
    assert [parse_content(line[4]) for line in case.rows] == case.values
    assert all(values["heroin_g"] == Decimal("0.125") for values in case.values)


def resave_with_openpyxl(path: Path) -> Path:
    return edited(path, lambda book: None)


def resave_with_libreoffice(path: Path) -> Path:
    return resaving.save(path, path.parent / "resaved")


PROGRAMS = [resave_with_openpyxl, *([resave_with_libreoffice] if resaving.INSTALLED else [])]


@pytest.mark.parametrize("resave", PROGRAMS)
def test_a_resave_by_another_program_is_the_same_package(tmp_path: Path, resave: Callable[[Path], Path]) -> None:
    path = tmp_path / "package.xlsx"
    texts = ["=1+1", "+84", "-x", "@a", "a\nb", "  c", "<&>\"'", "1,5", "01/02/2020", "Đường Hòa Bình", "TRUE", "'q"]
    odd = [row(n, FIRST_CASE | {"hamlet": text, "heroin_g": Decimal("12.5")}) for n, text in enumerate(texts, 1)]
    deleted = row(200, {"_state": "deleted", "_kind": "case", "_reason": "Nhập trùng"})
    written = write_package(path, package(("case", odd), ("deleted", [deleted])))
    file = arrived(resave(path))
    assert file.edits == []
    assert file.problems == []
    assert file.seal is SealState.INTACT
    assert file.signature is SignatureState.VALID
    assert file.package_id == written.package_id


@pytest.mark.parametrize(
    ("field", "typed", "after"),
    [
        ("subjects", 8, 8),
        ("subjects", "8", 8),
        ("damage", "1,8 tỷ", 1_800_000_000),
        ("damage", "1.234.567", 1_234_567),
        ("heroin_g", 2.5, Decimal("2.5")),
        ("heroin_g", 0.1 + 0.2, Decimal("0.3")),
        ("heroin_g", "12,75", Decimal("12.75")),
        ("heroin_g", None, None),
        ("occurred_on", date(2020, 4, 20), "2020-04-20"),
        ("occurred_on", datetime(2020, 4, 20, 14, 30), "2020-04-20"),
        ("occurred_on", "20/4/2020", "2020-04-20"),
        ("occurred_on", "20-04-2020", "2020-04-20"),
        ("group", "Ma túy", "MT"),
        ("group", "MA TUY", "MT"),
        ("group", "MT", "MT"),
        ("group", "Khác (K2)", "K2"),
        ("online", None, None),
        ("online", "không", None),
        ("month", "5/2020", "2020-M05"),
        ("month", "tháng 05/2020", "2020-M05"),
        ("month", date(2020, 5, 1), "2020-M05"),
        ("hamlet", "Bản Mới ", "Bản Mới"),
        ("hamlet", "Thu\u0309y", "Thủy"),
        ("hamlet", 12, "12"),
        ("summary", "=1+1 là hai", "=1+1 là hai"),
    ],
)
def test_an_edited_cell_is_told_before_and_after(sealed_file: Path, field: str, typed: object, after: object) -> None:
    def change(book: Any) -> None:
        target = cell(book["Vụ việc"], FIRST_ROW + 1, field)
        target.value = typed
        if isinstance(typed, str):
            target.data_type = "s"

    file = arrived(edited(sealed_file, change))
    before = dict(FIRST_CASE, occurred_on="2020-04-02", subjects=2)[field]
    edit = only_edit(file)
    letter = "BCDEFGHIJ"[list(FIRST_CASE).index(field)]
    assert (edit.sheet, edit.address, edit.row) == ("Vụ việc", f"{letter}4", 4)
    assert (edit.uid.hex(), edit.field, edit.before, edit.after) == (uid(2), field, before, after)
    assert file.seal is SealState.EDITED
    assert file.signature is SignatureState.VALID
    assert marks(file) == {3: RowMark.INTACT, 4: RowMark.EDITED, 5: RowMark.INTACT}
    content = next(line[4] for line in rows(file) if line[1] == 4)
    assert parse_content(content).get(field) == after
    assert parse_content(content)["_vector"] == "a1b2c3d4e5f6.1:1"
    assert file.content_id != file.package_id
    assert file.cell_of("Vụ việc", 4, field) == edit.address


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("subjects", "nhiều", CellFault.NOT_NUMBER),
        ("subjects", "1,234.5", CellFault.NOT_NUMBER),
        ("subjects", "1.5", CellFault.NOT_NUMBER),
        ("subjects", 2.5, CellFault.NOT_WHOLE),
        ("subjects", date(2020, 6, 12), CellFault.NOT_NUMBER),
        ("heroin_g", 0.12345, CellFault.TOO_PRECISE),
        ("heroin_g", True, CellFault.NOT_NUMBER),
        ("occurred_on", "12.6", CellFault.NOT_DATE),
        ("occurred_on", "31/02/2020", CellFault.NOT_DATE),
        ("occurred_on", "04/20/2020", CellFault.NOT_DATE),
        ("occurred_on", 15.6, CellFault.NOT_DATE),
        ("group", "Không rõ", CellFault.NOT_CHOICE),
        ("group", "Khác", CellFault.NOT_CHOICE),
        ("online", "có thể", CellFault.NOT_FLAG),
        ("month", "13/2020", CellFault.NOT_MONTH),
        ("hamlet", True, CellFault.NOT_TEXT),
    ],
)
def test_a_cell_that_cannot_be_understood_holds_its_row(
    sealed_file: Path, field: str, typed: object, fault: CellFault
) -> None:
    def change(book: Any) -> None:
        cell(book["Vụ việc"], FIRST_ROW, field).value = typed

    file = arrived(edited(sealed_file, change))
    (problem,) = file.problems
    assert (problem.sheet, problem.row, problem.field, problem.fault) == ("Vụ việc", 3, field, fault)
    assert problem.address == file.cell_of("Vụ việc", 3, field)
    assert problem.shown
    assert marks(file) == {3: RowMark.HELD, 4: RowMark.INTACT, 5: RowMark.INTACT}
    assert file.edits == []
    assert file.seal is SealState.EDITED


def test_a_new_line_gets_the_same_uid_in_every_reading(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Vụ việc"]
        for number in (6, 7):
            cell(sheet, number, "occurred_on").value = date(2020, 6, 1)
            cell(sheet, number, "hamlet").value = "Xóm mới"

    path = edited(sealed_file, change)
    first, again = arrived(path), arrived(path)
    assert marks(first) == {3: "intact", 4: "intact", 5: "intact", 6: "added", 7: "added"}
    assert rows(first) == rows(again)
    one, two = (line for line in rows(first) if line[6] is RowMark.ADDED)
    assert one[3] != two[3]
    values: Values = {"occurred_on": "2020-06-01", "hamlet": "Xóm mới", "_state": "final"}
    assert {key: value for key, value in parse_content(one[4]).items() if key != "_uid"} == values
    assert parse_content(one[4])["_uid"] == one[3].hex()


def test_a_figure_written_by_hand_gets_the_uid_that_the_program_would_give(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    sealed = row(1, {"month": "2020-M05", "indicator": "PT.03", "state": "value", "value": 5})
    write_package(path, package(("figure", [sealed])))

    def change(book: Any) -> None:
        sheet = book["Chỉ tiêu"]
        for name, value in (("month", "06/2020"), ("indicator", "PT.03"), ("state", "Có số liệu"), ("value", 7)):
            cell(sheet, 4, name).value = value

    file = arrived(edited(path, change))
    added = next(line for line in rows(file) if line[6] is RowMark.ADDED)
    values: Values = {"month": "2020-M06", "indicator": "PT.03", "state": "value", "value": 7}
    assert added[3] == uid_of_added("figure", MANIFEST.unit_uid, values, "", 0)
    assert {key: value for key, value in parse_content(added[4]).items() if key[0] != "_"} == values


def test_a_removed_line_and_an_emptied_one_are_lost_rows(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Vụ việc"]
        for name in ("_number", *FIRST_CASE):
            cell(sheet, 4, name).value = None
        sheet.delete_rows(3)

    file = arrived(edited(sealed_file, change))
    assert sorted(lost.uid.hex() for lost in file.lost) == [uid(1), uid(2)]
    assert {lost.content for lost in file.lost} == set(cases(2))
    assert list(marks(file).values()) == ["intact"]
    assert file.seal is SealState.EDITED


def test_a_removed_sheet_is_named_and_its_rows_are_not_called_lost(sealed_file: Path) -> None:
    file = arrived(edited(sealed_file, lambda book: book.remove(book["Tuần tra"])))
    assert file.missing_sheets == ["patrol"]
    assert file.lost == []
    assert file.seal is SealState.EDITED


def reverse_rows(book: Any) -> None:
    sheet = book["Vụ việc"]
    lines = [[each.value for each in line] for line in sheet.iter_rows(min_row=3)]
    for number, line in enumerate(reversed(lines), 3):
        for place, value in enumerate(line, 1):
            sheet.cell(number, place).value = value


def put_title_above(book: Any) -> None:
    sheet = book["Vụ việc"]
    sheet.insert_rows(1, 3)
    sheet["A1"].value = "CÔNG AN XÃ ĐÀM THỦY"
    sheet["A2"].value = "Danh sách vụ việc"


def move_columns(book: Any) -> None:
    sheet = book["Vụ việc"]
    for line in sheet.iter_rows():
        values = [each.value for each in line]
        for each, value in zip(line, [*values[4:], *values[:4]], strict=True):
            each.value = value


def rename_headers_and_lose_machine_names(book: Any) -> None:
    sheet = book["Vụ việc"]
    cell(sheet, HEADER_ROW, "occurred_on").value = "Ngày xảy ra vụ việc"
    cell(sheet, HEADER_ROW, "damage").value = "THIET HAI"
    hidden = column(sheet, "_uid")
    for place in range(1, hidden):
        sheet.cell(1, place).value = None


def lose_machine_row_and_uids(book: Any) -> None:
    sheet = book["Vụ việc"]
    sheet.delete_cols(column(sheet, "_uid"))
    sheet.delete_rows(1)


def rename_sheet(book: Any) -> None:
    book["Vụ việc"].title = "Trang 1"


def hide_rows_and_grow_phantoms(book: Any) -> None:
    sheet = book["Vụ việc"]
    sheet.row_dimensions[4].hidden = True
    sheet.cell(500, 3).number_format = "0.00"
    book.create_sheet("Sheet1")


def delete_column(book: Any) -> None:
    sheet = book["Vụ việc"]
    sheet.delete_cols(column(sheet, "damage"))


@pytest.mark.parametrize(
    "change",
    [
        reverse_rows,
        put_title_above,
        move_columns,
        rename_headers_and_lose_machine_names,
        lose_machine_row_and_uids,
        rename_sheet,
        hide_rows_and_grow_phantoms,
        delete_column,
    ],
)
def test_rearranging_a_sheet_changes_nothing(sealed_file: Path, change: Change) -> None:
    file = arrived(edited(sealed_file, change))
    assert (file.edits, file.problems, file.lost, file.unknown_sheets) == ([], [], [], [])
    assert sorted(line[3].hex() for line in rows(file)) == [uid(1), uid(2), uid(3), uid(100)]
    assert file.seal is SealState.INTACT


def test_a_deleted_column_is_named(sealed_file: Path) -> None:
    case = next(sheet for sheet in arrived(edited(sealed_file, delete_column)).sheets if sheet.kind == "case")
    assert case.missing == ["damage"]


def test_an_unknown_column_is_counted_and_an_unknown_sheet_named(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Vụ việc"]
        sheet.insert_cols(3)
        sheet.cell(HEADER_ROW, 3).value = "Ghi chú riêng"
        sheet.cell(4, 3).value = "xem lại"
        book.create_sheet("Nháp")["B2"] = 1

    file = arrived(edited(sealed_file, change))
    case = next(sheet for sheet in file.sheets if sheet.kind == "case")
    assert [(each.header, each.letter, each.values) for each in case.unknown] == [("Ghi chú riêng", "C", 1)]
    (aside,) = case.aside
    assert (aside.header, aside.address, aside.value, aside.uid.hex()) == ("Ghi chú riêng", "C4", "xem lại", uid(2))
    assert file.unknown_sheets == ["Nháp"]
    assert file.edits == []


def test_the_column_that_headquarters_wrote_is_not_read(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Vụ việc"]
        last = sheet.max_column + 1
        sheet.cell(HEADER_ROW, last).value = "Lỗi"
        sheet.cell(4, last).value = "Số đối tượng không phải số."

    file = arrived(edited(sealed_file, change))
    assert [sheet.unknown for sheet in file.sheets] == [[], []]
    assert (file.seal, file.edits, file.problems) == (SealState.INTACT, [], [])


def test_the_same_line_twice_counts_once(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Vụ việc"]
        sheet.append([each.value for each in sheet[3]])

    file = arrived(edited(sealed_file, change))
    case = next(sheet for sheet in file.sheets if sheet.kind == "case")
    assert (len(case.rows), case.doubled, case.rows_read) == (3, 1, 4)
    assert file.problems == []


@pytest.mark.parametrize("copy_row", [2, 6])
def test_a_copied_line_that_was_changed_is_held_wherever_it_stands(sealed_file: Path, copy_row: int) -> None:
    def change(book: Any) -> None:
        sheet = book["Vụ việc"]
        values = [each.value for each in sheet[3]]
        if copy_row == 2:
            sheet.insert_rows(3)
        target = 3 if copy_row == 2 else 6
        for place, value in enumerate(values, 1):
            sheet.cell(target, place).value = value
        cell(sheet, target, "subjects").value = 99

    file = arrived(edited(sealed_file, change))
    assert sorted(marks(file).values()) == ["held", "intact", "intact", "intact"]
    (problem,) = file.problems
    assert problem.fault is CellFault.DOUBLE_ROW
    assert {problem.row, problem.other_row} == ({3, 4} if copy_row == 2 else {6, 3})


def test_two_changed_lines_of_one_uid_are_both_held(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Vụ việc"]
        sheet.append([each.value for each in sheet[3]])
        cell(sheet, 3, "subjects").value = 50
        cell(sheet, 6, "subjects").value = 60

    assert marks(arrived(edited(sealed_file, change))) == {3: "held", 4: "intact", 5: "intact", 6: "held"}


def test_an_error_cell_holds_its_row_even_where_nothing_stood(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Vụ việc"]
        for number, name in ((3, "subjects"), (6, "damage")):
            cell(sheet, number, name).value = "#REF!"

    file = arrived(edited(sealed_file, change))
    assert [(each.row, each.fault, each.shown) for each in file.problems] == [
        (3, CellFault.ERROR_CELL, "#REF!"),
        (6, CellFault.ERROR_CELL, "#REF!"),
    ]
    assert marks(file) == {3: "held", 4: "intact", 5: "intact", 6: "held"}


def test_a_formula_is_no_value(sealed_file: Path) -> None:
    file = arrived(edited(sealed_file, lambda book: cell(book["Vụ việc"], 5, "subjects").__setattr__("value", "=1+7")))
    (problem,) = file.problems
    assert (problem.fault, problem.row) == (CellFault.FORMULA, 5)
    assert marks(file)[5] == RowMark.HELD


def cached(path: Path, sheet: str, address: str, value: str, kind: str = "") -> Path:
    """The file with a formula in one cell, and what it had worked out: as Excel saves it."""
    saved = path.with_name("cached.xlsx")
    with ZipFile(path) as source, ZipFile(saved, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == sheet:
                cell = re.compile(rb'<c r="%b"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)' % address.encode())
                made = f'<c r="{address}"\\1{kind}><f>HYPERLINK("http://x")</f><v>{value}</v></c>'
                content, count = cell.subn(made.encode(), content)
                assert count == 1
            target.writestr(name, content)
    return saved


CASES = "xl/worksheets/sheet2.xml"


@pytest.mark.parametrize(
    ("address", "value", "kind", "after"),
    [("D5", "8", "", 8), ("I5", "=1+1", ' t="str"', "=1+1"), ("C5", "43936", "", "2020-04-15")],
)
def test_a_formula_offers_what_it_had_worked_out_as_an_edit(
    sealed_file: Path, address: str, value: str, kind: str, after: object
) -> None:
    file = arrived(cached(sealed_file, CASES, address, value, kind))
    edit = only_edit(file)
    assert (edit.address, edit.after, edit.formula) == (address, after, True)
    assert file.problems == []
    assert marks(file)[5] == RowMark.EDITED


def test_a_formula_without_a_result_is_held_even_where_nothing_stood(sealed_file: Path) -> None:
    path = sealed_file.with_name("p.xlsx")
    write_package(path, package(("case", [row(1, {"occurred_on": "2020-04-01"})])))
    for result in ("", " "):
        file = arrived(cached(path, CASES, "D3", result.strip(), ' t="str"' if result else ""))
        assert [(each.fault, each.address) for each in file.problems] == [(CellFault.FORMULA, "D3")]
        assert marks(file) == {3: RowMark.HELD}


def test_a_formula_that_gives_the_sealed_value_changes_nothing(sealed_file: Path) -> None:
    assert arrived(cached(sealed_file, CASES, "D5", "3")).seal is SealState.INTACT


def test_a_formula_in_a_row_of_its_own_is_marked(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        cell(book["Vụ việc"], 6, "occurred_on").value = date(2020, 6, 1)
        cell(book["Vụ việc"], 6, "subjects").value = 1

    file = arrived(cached(edited(sealed_file, change), CASES, "D6", "9"))
    edit = only_edit(file)
    added = next(line for line in rows(file) if line[6] is RowMark.ADDED)
    assert (edit.address, edit.after, edit.formula, edit.uid) == ("D6", 9, True, added[3])
    assert parse_content(added[4])["subjects"] == 9


def test_a_row_moved_to_another_sheet_is_held(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        source, target = book["Vụ việc"], book["Tuần tra"]
        cell(target, 4, "_uid").value = cell(source, 5, "_uid").value
        cell(target, 4, "on").value = date(2020, 5, 2)
        source.delete_rows(5)

    file = arrived(edited(sealed_file, change))
    assert [problem.fault for problem in file.problems] == [CellFault.WRONG_SHEET]
    assert [lost.uid.hex() for lost in file.lost] == [uid(3)]


def test_labels_of_an_older_catalogue_are_read_by_the_lists_in_the_file(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        for sheet in book.worksheets:
            for line in sheet.iter_rows():
                for each in line:
                    if each.value == "Trật tự xã hội":
                        each.value = "Trật tự cũ"

    file = arrived(edited(sealed_file, change))
    assert (file.edits, file.problems) == ([], [])
    assert file.seal is SealState.INTACT


def test_visible_sheets_in_a_new_file_are_read_as_not_sealed(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        del book["_giaoban"]

    file = arrived(edited(sealed_file, change))
    assert (file.seal, file.signature, file.package_id) == (SealState.NONE, SignatureState.ABSENT, None)
    assert file.manifest is not None, "the properties still tell who sent it"
    assert set(marks(file).values()) == {RowMark.ADDED}
    assert sorted(line[3].hex() for line in rows(file)) == [uid(1), uid(2), uid(3), uid(100)]
    values = next(sheet for sheet in file.sheets if sheet.kind == "case").values[0]
    assert {name: values[name] for name in FIRST_CASE} == dict(FIRST_CASE, occurred_on="2020-04-01", subjects=1)


def test_a_list_typed_under_plain_headers_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "TUAN TRA"
    sheet.append([field.label for field in PATROL.fields])
    sheet.append([date(2020, 5, 1), 4, "đêm"])
    book.save(tmp_path / "typed.xlsx")
    file = read(tmp_path / "typed.xlsx", CATALOGUE, owner="u-1")
    assert (file.manifest, file.seal) == (None, SealState.NONE)
    ((_, number, kind, _, content, *_),) = rows(file)
    assert (number, kind) == (2, "patrol")
    assert parse_content(content)["note"] == "đêm"


def break_the_seal(book: Any) -> None:
    sheet = book["_giaoban"]
    target = next(line[1] for line in sheet.iter_rows() if line[0].value == "rows")
    target.value = ("A" if target.value[40] != "A" else "B").join((target.value[:40], target.value[41:]))


def test_a_spoiled_seal_is_broken(sealed_file: Path) -> None:
    file = arrived(edited(sealed_file, break_the_seal))
    assert (file.seal, file.package_id) == (SealState.BROKEN, None)


def test_a_changed_manifest_does_not_fit_its_signature(sealed_file: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["_giaoban"]
        target = next(line[1] for line in sheet.iter_rows() if line[0].value == "manifest")
        target.value = target.value.replace('"sequence":2', '"sequence":3')

    assert arrived(edited(sealed_file, change)).signature is SignatureState.INVALID


def test_a_newer_format_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    write_package(path, package(("case", cases(1))))

    def change(book: Any) -> None:
        sheet = book["_giaoban"]
        target = next(line[1] for line in sheet.iter_rows() if line[0].value == "manifest")
        target.value = target.value.replace('"format":1', '"format":3')

    with pytest.raises(UserError) as caught:
        arrived(edited(path, change))
    assert caught.value.code is Trouble.NEWER_FORMAT


def test_somebody_elses_workbook_is_not_a_package(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Dự toán"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(UserError) as caught:
        arrived(tmp_path / "other.xlsx")
    assert caught.value.code is Trouble.NOT_OUR_PACKAGE


def test_the_signature_names_its_key(sealed_file: Path) -> None:
    file = arrived(sealed_file)
    assert file.manifest is not None
    assert file.package_id is not None
    assert seal.verify(file.package_id, seal.sign(file.package_id, PRIVATE), file.manifest.public_key)
    assert load_workbook(sealed_file)["_giaoban"].sheet_state == "veryHidden"

"""A blank form: written at headquarters, filled by hand, read as what it says and no more."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import uid_of_key
from desktop.domain.records import parse_content
from desktop.services import blanking, staging
from desktop.services.books import Books


@pytest.fixture
def form(headquarters: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The form of one unit for half a year, with few rows."""
    monkeypatch.setattr(blanking, "MANY", 12)
    monkeypatch.setattr(blanking, "FEW", 3)
    unit = next(unit for unit in headquarters.reporting_units() if unit.code == "01290")
    return blanking.write_blank(headquarters, unit.uid, headquarters.period("2020-H1"), tmp_path)


def filled(form, *cells):
    """The form after somebody wrote these (sheet, row, field, value) and saved it."""
    book = load_workbook(form)
    for sheet, row, field, value in cells:
        page = book[sheet]
        page.cell(row, next(cell.column for cell in page[1] if cell.value == field)).value = value
    target = form.with_name("điền.xlsx")
    book.save(target)
    return target


CASE = (
    ("Vụ việc", 5, "group", "Trật tự xã hội"),
    ("Vụ việc", 5, "offence", "Trộm cắp tài sản"),
    ("Vụ việc", 5, "occurred_on", datetime(2020, 3, 2)),
    ("Vụ việc", 5, "severity", "Ít nghiêm trọng"),
    ("Vụ việc", 5, "status", "Đang kiểm tra, xác minh"),
)


def test_an_untouched_form_says_nothing(form):
    reading = staging.look_through(form).reading()
    assert (reading.blank_form, reading.seal, reading.signature) == (True, "none", "absent")
    assert (reading.rows_read, reading.rows_held, reading.remarks) == (0, 0, ())
    assert reading.manifest.complete
    assert form.name == "BT_04_01290_2020-H1.xlsx"


def test_filled_rows_are_added_rows_and_nothing_else_is(form):
    desk = staging.look_through(filled(form, *CASE, ("Chỉ tiêu", 4, "value", 7), ("Chỉ tiêu", 5, "value", 0)))
    reading = desk.reading()
    assert [remark.sentence for remark in reading.remarks] == []
    assert (reading.blank_form, reading.seal, reading.rows_read, reading.rows_held) == (True, "none", 3, 3)
    by_kind = {}
    for row in desk.rows:
        assert (row[6], row[8], row[9]) == ("final", "", "added")
        by_kind.setdefault(row[2], []).append((row[3], parse_content(row[-2])))
    (case,) = by_kind["case"]
    assert case[1]["occurred_on"] == "2020-03-02"
    (_, one), (_, zero) = by_kind["figure"]
    assert (one["state"], one["value"]) == ("value", 7)
    assert zero["state"] == "zero"
    assert "value" not in zero
    for uid, values in by_kind["figure"]:
        assert uid == uid_of_key("figure", reading.manifest.unit_uid, values)


def test_a_row_keeps_its_uid_when_corrected_or_moved(form):
    def uids(*cells):
        return [row[3] for row in staging.look_through(filled(form, *cells)).rows]

    (first,) = uids(*CASE)
    assert uids(*CASE, ("Vụ việc", 5, "subjects", 2)) == [first]
    book = load_workbook(filled(form, *CASE))
    page = book["Vụ việc"]
    for column in range(1, page.max_column + 1):
        page.cell(9, column).value, page.cell(5, column).value = page.cell(5, column).value, page.cell(9, column).value
    book.save(form.with_name("xếp lại.xlsx"))
    assert [row[3] for row in staging.look_through(form.with_name("xếp lại.xlsx")).rows] == [first]


def test_a_copied_row_that_was_changed_is_a_row_of_its_own_and_an_equal_one_is_told(form):
    book = load_workbook(filled(form, *CASE))
    page = book["Vụ việc"]
    for row in (6, 7):
        for column in range(1, page.max_column + 1):
            page.cell(row, column).value = page.cell(5, column).value
    page.cell(7, next(cell.column for cell in page[1] if cell.value == "occurred_on")).value = datetime(2020, 3, 9)
    book.save(form.with_name("chép.xlsx"))
    desk = staging.look_through(form.with_name("chép.xlsx"))
    assert len({row[3] for row in desk.rows}) == 2
    assert {row[9] for row in desk.rows} == {"added"}
    (remark,) = desk.reading().remarks
    assert (remark.rule, remark.level, remark.row_no) == ("copied_row", "W", 6)
    assert desk.reading().copied_rows == 1


def test_a_row_below_the_prepared_ones_gets_the_same_uid_in_every_reading(form):
    path = filled(form, *((sheet, 900, field, value) for sheet, _, field, value in CASE))
    (first,), (again,) = staging.look_through(path).rows, staging.look_through(path).rows
    assert first == again
    assert first[1] == 900


def test_a_figure_moved_to_another_month_is_held(form):
    desk = staging.look_through(filled(form, ("Chỉ tiêu", 5, "value", 7), ("Chỉ tiêu", 5, "month", "02/2020")))
    assert [row[9] for row in desk.rows] == ["faulty"]
    assert any(remark.rule == "key_changed" for remark in desk.reading().remarks)


def test_a_form_whose_hidden_sheet_is_gone_still_reads_as_one(form):
    book = load_workbook(filled(form, *CASE))
    del book["_giaoban"]
    book.save(form)
    reading = staging.look_through(form).reading()
    assert (reading.blank_form, reading.rows_read) == (True, 1)


def test_two_units_with_empty_forms_are_not_the_same_package(headquarters, form, tmp_path):
    unit = next(unit for unit in headquarters.reporting_units() if unit.code == "01294")
    other = blanking.write_blank(headquarters, unit.uid, headquarters.period("2020-H1"), tmp_path)
    again = blanking.write_blank(headquarters, unit.uid, headquarters.period("2020-H1"), tmp_path)
    ids = [staging.look_through(path).reading().package_id for path in (form, other, again)]
    assert ids[0] != ids[1] == ids[2]
    assert again.name.endswith("_2.xlsx")


def test_only_units_that_report_here_get_a_form(headquarters, tmp_path):
    with pytest.raises(UserError) as caught:
        blanking.write_blank(headquarters, headquarters.me.unit_uid, headquarters.period("2020-H1"), tmp_path)
    assert caught.value.code is Trouble.WRONG_UNIT

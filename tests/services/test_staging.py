"""One file on the desk: what each kind of hand edit, broken seal and odd cell is called, with its cell."""

from datetime import datetime

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.unsealed import Identified
from desktop.services import staging, verifying
from desktop.wording.messages import sentence


def column_of(page, name):
    return next(cell.column for cell in page[1] if cell.value == name)


def changed(path, folder, change):
    book = load_workbook(path)
    change(book)
    target = folder / "đã sửa.xlsx"
    book.save(target)
    return target


def put(sheet, field, value, row=3):
    def change(book):
        page = book[sheet]
        page.cell(row, column_of(page, field)).value = value

    return change


@pytest.mark.parametrize(
    ("sheet", "field", "value", "said"),
    [
        ("Vụ việc", "subjects", "ba người", "J3: Số đối tượng ghi “ba người”, không phải số."),
        ("Vụ việc", "subjects", "1.234,5", "J3: Số đối tượng ghi “1.234,5”, phải là số nguyên"),
        ("Vụ việc", "subjects", "1,234.5", "J3: Số đối tượng ghi “1,234.5”, không phải số. Nhập số theo dạng 1.234,5."),
        ("Vụ việc", "subjects", "1.234", "J3: Số đối tượng 1.234 lớn hơn mức cao nhất 999."),
        ("Vụ việc", "subjects", -4, "J3: Số đối tượng -4 nhỏ hơn mức thấp nhất 0."),
        ("Vụ việc", "subjects", "=1+1", "J3: ô chứa công thức. Thay công thức bằng giá trị."),
        ("Vụ việc", "subjects", "#DIV/0!", "J3: ô có lỗi Excel (#DIV/0!)."),
        ("Vụ việc", "occurred_on", "31/02/2020", "D3: Ngày xảy ra ghi “31/02/2020”, không phải ngày."),
        ("Vụ việc", "occurred_on", None, "D3: Chưa nhập Ngày xảy ra."),
        ("Vụ việc", "occurred_on", datetime(2021, 7, 5), "D3: Ngày xảy ra 05/07/2021 sau ngày cuối kỳ 14/06/2020."),
        ("Vụ việc", "offence", "Trộm vặt", "C3: Tội danh ghi “Trộm vặt”, không có trong danh sách."),
        ("Tuần tra", "held_on", datetime(2018, 1, 5), "B3: ngày 05/01/2018 ngoài kỳ 6 tháng đầu năm 2020"),
        ("Tuần tra", "held_on", datetime(2020, 7, 5), "B3: ngày 05/07/2020 ngoài kỳ 6 tháng đầu năm 2020"),
        ("Chỉ tiêu", "month", "tháng tư", "A3: Tháng ghi “tháng tư”, không phải tháng."),
        (
            "Chỉ tiêu",
            "month",
            "08/2020",
            "A3: ngày 14/08/2020 ngoài kỳ 6 tháng đầu năm 2020 (15/12/2019 – 14/06/2020).",
        ),
        ("Chỉ tiêu", "indicator", "ZZ.99", "B3: Mã chỉ tiêu ZZ.99 không có ô nhập số."),
        ("Chỉ tiêu", "state", "Không rõ", "F3: Trạng thái ghi “Không rõ”, không có trong danh sách."),
        ("Thuyết minh", "period", "năm ngoái", "A3: Không có kỳ báo cáo “năm ngoái”."),
        ("Khai báo", "section", "Mục lạ", "B3: Mục ghi “Mục lạ”, không có trong danh sách."),
    ],
)
def test_a_cell_that_cannot_be_true_is_named_and_its_row_held(sheet, field, value, said, packages, tmp_path):
    reading = verifying.verify(changed(packages[0], tmp_path, put(sheet, field, value)))
    sentences = [remark.sentence for remark in reading.remarks]
    assert any(each.startswith(f"{sheet}!{said}") for each in sentences), sentences
    assert all(each.endswith(".") for each in sentences)
    assert (reading.seal, reading.rows_held) == ("edited", 1)


@pytest.mark.parametrize(
    ("sheet", "field", "value", "said"),
    [
        ("Vụ việc", "subjects", 7, "Vụ việc!J3 Số đối tượng: 2 đối tượng → 7 đối tượng"),
        ("Vụ việc", "damage", "1.234.567", "Vụ việc!M3 Thiệt hại: trống → 1.234.567 đồng"),
        ("Tuần tra", "held_on", "05/03/2020", "Tuần tra!B3 Ngày: 21/01/2020 → 05/03/2020"),
    ],
)
def test_a_cell_that_may_be_true_is_shown_before_and_after(sheet, field, value, said, packages, tmp_path):
    reading = verifying.verify(changed(packages[0], tmp_path, put(sheet, field, value)))
    assert verifying.verify_words(reading)[1:] == [
        "Đã sửa tay sau khi niêm phong. Chữ ký đúng.",
        f"  {said}",
    ]


def test_a_figure_cannot_become_that_of_another_month_by_hand(packages, tmp_path):
    reading = verifying.verify(changed(packages[0], tmp_path, put("Chỉ tiêu", "month", "02/2020")))
    assert [(edit.address, edit.before, edit.after) for edit in reading.edits] == [("A3", "2020-M01", "2020-M02")]
    assert any("không đổi được bằng tay" in remark.sentence for remark in reading.remarks)
    assert reading.rows_held == 1


def drop_row(book):
    book["Vụ việc"].delete_rows(4)


def drop_sheet(book):
    del book["Tuần tra"]


def add_row(book):
    page = book["Vụ việc"]
    last = page.max_row + 1
    for cell in page[3]:
        name = str(page.cell(1, cell.column).value)
        page.cell(last, cell.column).value = None if "_" in (name[0], name.partition(".")[2][:1]) else cell.value


def double_row(book):
    page = book["Vụ việc"]
    last = page.max_row + 1
    for cell in page[3]:
        page.cell(last, cell.column).value = cell.value
    page.cell(last, column_of(page, "subjects")).value = 9


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (drop_row, "Vụ việc: mất dòng VV-01290-2020-0002 so với bản niêm phong."),
        (drop_sheet, "Mất trang Tuần tra so với bản niêm phong."),
        (add_row, "Vụ việc!A10: dòng thêm tay sau khi niêm phong."),
        (double_row, "dòng này trùng mã với dòng 3 nhưng nội dung khác."),
    ],
)
def test_rows_that_come_and_go_by_hand_are_told(change, said, packages, tmp_path):
    reading = verifying.verify(changed(packages[0], tmp_path, change))
    assert reading.seal == "edited"
    assert any(said in remark.sentence for remark in reading.remarks)


def sealed(key, before, after):
    def change(book):
        for row in book["_giaoban"].iter_rows():
            if row[0].value == key:
                assert before in row[1].value
                row[1].value = row[1].value.replace(before, after)

    return change


def cut_seal(book):
    for row in book["_giaoban"].iter_rows():
        if row[0].value == "rows":
            row[1].value = row[1].value[:-40]


def drop_seal(book):
    del book["_giaoban"]


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        (cut_seal, Trouble.SIGNATURE_WRONG),
        (drop_seal, Trouble.MANIFEST_MISSING),
        (sealed("manifest", '"training":true', '"training":false'), Trouble.SIGNATURE_WRONG),
        (sealed("manifest", '"sequence":1', '"sequence":9'), Trouble.SIGNATURE_WRONG),
        (sealed("manifest", '"period":"2020-H1"', '"period":"2020-Q1"'), Trouble.SIGNATURE_WRONG),
        (sealed("manifest", '"catalogue":"20', '"catalogue":"30'), Trouble.SIGNATURE_WRONG),
        (sealed("manifest", '"format":1', '"format":3'), Trouble.NEWER_FORMAT),
    ],
)
def test_a_seal_that_was_touched_is_refused_by_name(change, trouble, packages, tmp_path):
    with pytest.raises(UserError) as caught:
        verifying.verify(changed(packages[0], tmp_path, change))
    assert caught.value.code is trouble
    assert "đã sửa.xlsx" in sentence(caught.value) or "Thị trấn Pác Miầu" in sentence(caught.value)


def test_two_unreadable_edits_are_not_the_same_file(packages, tmp_path):
    one = verifying.verify(changed(packages[0], tmp_path, put("Vụ việc", "subjects", "ba")))
    two = verifying.verify(changed(packages[0], tmp_path, put("Vụ việc", "subjects", "bốn")))
    assert one.package_id != two.package_id


def test_another_program_that_saves_the_file_changes_nothing(packages, tmp_path):
    first = verifying.verify(packages[0])
    again = verifying.verify(changed(packages[0], tmp_path, lambda book: None))
    assert (again.package_id, again.seal, again.rows_held) == (first.package_id, "intact", 0)
    assert again.file_hash != first.file_hash


def forget(book):
    """Neither the hidden sheet nor the properties are left."""
    drop_seal(book)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


def test_a_file_without_manifest_must_be_identified_by_hand(packages, tmp_path):
    with pytest.raises(UserError) as caught:
        verifying.verify(changed(packages[0], tmp_path, forget))
    assert caught.value.code is Trouble.MANIFEST_MISSING
    assert "Nhận dạng tay" in sentence(caught.value)


def test_a_file_identified_by_hand_is_staged_as_unsealed(packages, tmp_path):
    sealed = verifying.verify(packages[0])
    who = sealed.manifest
    told = Identified(who.unit_uid, who.unit_code, who.unit_name, "2020", "2020-H1", "nd09", training=True)
    path = changed(packages[0], tmp_path, forget)
    desk = staging.look_through(path, told)
    reading = desk.reading()
    assert (reading.seal, reading.signature, reading.blank_form) == ("none", "absent", False)
    assert (reading.manifest.unit_uid, reading.manifest.period) == (who.unit_uid, "2020-H1")
    assert (reading.manifest.first, reading.manifest.last) == (who.first, who.last)
    assert reading.rows_read == reading.rows_held
    assert not [remark.sentence for remark in reading.remarks if remark.level == "E"]
    shown = {row[3] for row in staging.look_through(packages[0]).rows if row[6] != "deleted"}
    assert {row[3] for row in desk.rows} == shown
    assert {row[9] for row in desk.rows} == {"added"}
    assert reading.package_id == staging.look_through(path, told).reading().package_id
    later = Identified(who.unit_uid, who.unit_code, who.unit_name, "2020", "2020-Q1", "nd09", training=True)
    assert reading.package_id != staging.look_through(path, later).reading().package_id


def test_what_a_person_tells_never_overrules_a_seal(packages):
    told = Identified("u-other", "99999", "Xã khác", "2020", "2020-H1", "nd09", training=True)
    reading = staging.look_through(packages[0], told).reading()
    assert reading.manifest.unit_uid != "u-other"
    assert reading.seal == "intact"

"""Rows from Excel into Sổ công tác: columns found, each row judged, nothing taken before a person says so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.domain.blocks import parse_block
from desktop.domain.records import RecordDraft, RowState
from desktop.services import browsing, recording
from desktop.services.browsing import Filter
from desktop.ui.unit.record_page import RecordPage
from desktop.ui.unit.record_reading import RowVerdict, guess, read_rows

CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = (
    "Ngày tuần tra\tLoại tuần tra\tTuyến\tSố CBCS\tGhi chép riêng\r\n"
    "10/06/2020\tTuần tra chung\tBản Giốc – Bản Gun\t3\tabc\r\n"
    "11/6\ttuan tra chung\tLũng Nưa\t1.200\t\r\n"
    "hôm kia kìa\tTuần tra chung\tLũng Phiắc\thai\t\r\n"
)


@pytest.fixture
def page(context, shown):
    context.open_period(context.books.period("2020-H1"))
    page = shown(RecordPage(context))
    page.arrived()
    return page


def stored(context):
    found = browsing.rows(context.books, browsing.ids(context.books, Filter()))
    return sorted((row.state, row.values.get("route")) for row in found)


def read(context, text, kind="patrol"):
    return read_rows(context, context.books.catalogue.kind(kind), parse_block(text))


def paste(page, text=ROWS):
    QGuiApplication.clipboard().setText(text)
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_V, CONTROL)


def test_rows_are_looked_at_and_taken_together(page, context):
    paste(page)
    assert page.paste.isVisible()
    assert stored(context) == []
    assert page.paste.take.text() == "Nhận 3 dòng"
    QTest.keyClick(page.paste.table, Qt.Key.Key_Return, CONTROL)
    assert stored(context) == [
        (RowState.DRAFT, "Lũng Phiắc"),
        (RowState.FINAL, "Bản Giốc – Bản Gun"),
        (RowState.FINAL, "Lũng Nưa"),
    ]
    assert page.notice.sentence.text() == "Đã nhận 2 bản ghi từ Excel. 1 dòng lỗi giữ làm nháp."
    QTest.keyClick(page.list.table, Qt.Key.Key_Z, CONTROL)
    assert stored(context) == []


def test_faulty_rows_may_be_left_out(page, context):
    paste(page)
    page.paste.drafts.box.click()
    QTest.keyClick(page.paste.table, Qt.Key.Key_Return, CONTROL)
    assert [state for state, _ in stored(context)] == [RowState.FINAL, RowState.FINAL]


def test_esc_takes_nothing_and_goes_back_to_the_list(page, context):
    paste(page)
    QTest.keyClick(page.paste.table, Qt.Key.Key_Escape)
    assert page.list.table.hasFocus()
    assert not page.paste.isVisible()
    assert stored(context) == []


def test_the_kind_is_known_by_the_headers(context):
    catalogue = context.books.catalogue
    assert guess(catalogue, parse_block(ROWS)).code == "patrol"
    assert guess(catalogue, parse_block("Tội danh\tNgày xảy ra\tMức độ")).code == "case"
    assert guess(catalogue, parse_block("1\t2\t3")) is None


def test_columns_are_found_by_header_in_any_order_and_unknown_ones_are_named(context):
    reading = read(context, ROWS)
    assert reading.by_header
    assert reading.unknown == ("Ghi chép riêng",)
    assert reading.rows[0].draft.values == {
        "held_on": "2020-06-10",
        "patrol_kind": "chung",
        "route": "Bản Giốc – Bản Gun",
        "officers": 3,
    }
    assert reading.rows[1].draft.values["officers"] == 1200


def test_without_headers_columns_stand_as_in_the_form(context):
    reading = read(context, "10/06/2020\t2\tTuần tra chung\tBản Giốc\n")
    assert not reading.by_header
    assert reading.rows[0].draft.values == {
        "held_on": "2020-06-10",
        "_count": 2,
        "patrol_kind": "chung",
        "route": "Bản Giốc",
    }


def test_what_is_wrong_with_a_row_is_said_with_its_fix(context):
    faulty = read(context, ROWS).rows[2]
    assert faulty.verdict is RowVerdict.FAULTY
    assert "“hôm kia kìa” không phải ngày. Ghi ngày/tháng/năm" in faulty.why
    assert "“hai” không đọc được là số" in faulty.why
    assert faulty.draft.values == {"patrol_kind": "chung", "route": "Lũng Phiắc"}


def test_what_the_book_holds_already_is_not_taken_twice(page, context):
    values = {"held_on": "2020-06-10", "patrol_kind": "chung", "route": "Bản Giốc – Bản Gun", "officers": 3}
    recording.record(context.books, RecordDraft("patrol", values))
    line = ROWS.split("\r\n")[1]
    rows = read(context, f"{ROWS}{line}\r\n").rows
    assert [row.verdict for row in rows].count(RowVerdict.HELD) == 2
    assert "số 0001" in rows[0].why


def test_a_row_twice_in_the_block_is_taken_once(context):
    line = ROWS.split("\r\n")[1]
    rows = read(context, f"{ROWS}{line}\r\n").rows
    assert [row.verdict for row in rows if row.draft.values.get("officers") == 3] == [RowVerdict.GOOD, RowVerdict.HELD]


def test_another_kind_reads_the_rows_anew(page, context):
    paste(page)
    page.paste.kind.set_value("outreach")
    page.paste.kind.committed.emit()
    assert page.paste._reading.kind.code == "outreach"


def test_an_offence_brings_its_group(context):
    text = "Tội danh\tNgày xảy ra\tMức độ\tTrạng thái\nTrộm cắp\t1/6/2020\tÍt nghiêm trọng\t\n"
    reading = read(context, text, "case")
    assert reading.rows[0].draft.values["group"] == "TTXH"


def test_an_empty_clipboard_says_what_to_do(page):
    paste(page, "")
    assert page.notice.sentence.text().startswith("Chưa có dòng nào để dán.")
    assert not page.paste.isVisible()


def test_letters_are_still_pasted_into_fields(page):
    page.begin("patrol")
    line = page.form.fields.inputs["route"].line
    line.setFocus()
    QGuiApplication.clipboard().setText("Bản Giốc")
    QTest.keyClick(line, Qt.Key.Key_V, CONTROL)
    assert line.text() == "Bản Giốc"
    assert not page.paste.isVisible()


def test_the_table_keeps_the_contract_of_qt(page, qtmodeltester):
    paste(page)
    qtmodeltester.check(page.paste.model)

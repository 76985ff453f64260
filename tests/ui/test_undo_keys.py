"""Ctrl+Z and Ctrl+Y on the pages of a unit: over saved changes, wherever they were made."""

import pytest
from PySide6.QtCore import Qt

from desktop.domain.records import RecordDraft
from desktop.services import browsing, recording
from desktop.services.browsing import Filter
from desktop.ui.unit.window import UnitWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(context, shown):
    context.open_period(context.books.period("2020-H1"))
    return shown(UnitWindow(context))


def patrol(**values):
    return RecordDraft("patrol", {"held_on": "2020-06-10", "patrol_kind": "chung", "route": "Bản Giốc", **values})


def rows(context, **wanted):
    return browsing.rows(context.books, browsing.ids(context.books, Filter(**wanted)))


def press(qtbot, window, key):
    qtbot.keyClick(window.focusWidget() or window, key, CONTROL)


def test_a_saved_field_is_taken_back_with_the_keyboard_in_the_form(qtbot, window, context):
    page = window.show_page("records")
    page.begin("patrol")
    fields = page.form.fields.inputs
    fields["route"].line.insert("Bản Giốc")
    qtbot.keyClick(fields["route"].line, Qt.Key.Key_Return)
    fields["held_on"].editor.setFocus()
    fields["held_on"].line.insert("10/6")
    qtbot.keyClick(fields["held_on"].line, Qt.Key.Key_Return)
    press(qtbot, window, Qt.Key.Key_Z)
    assert fields["held_on"].raw() == ""
    assert [row.values for row in rows(context)] == [{"route": "Bản Giốc"}]
    press(qtbot, window, Qt.Key.Key_Y)
    assert fields["held_on"].raw() == "10/06/2020"
    assert page.notice.sentence.text() == "Đã làm lại: ghi nháp Tuần tra 0001 (Ngày)."


def test_letters_being_typed_are_taken_back_by_the_field_itself(qtbot, window, context):
    page = window.show_page("records")
    page.begin("patrol")
    line = page.form.fields.inputs["route"].line
    line.setFocus()
    line.insert("Bản")
    qtbot.keyClick(line, Qt.Key.Key_Z, CONTROL)
    assert line.text() == ""
    assert page.notice.isHidden()


def test_a_deletion_comes_back_from_the_list(qtbot, window, context):
    uid = recording.record(context.books, patrol()).uid
    page = window.show_page("records")
    page.open_record(uid)
    page.form.delete("ghi trùng")
    assert rows(context) == []
    press(qtbot, window, Qt.Key.Key_Z)
    assert [row.uid for row in rows(context)] == [uid]
    assert page.form.uid == uid
    assert page.notice.sentence.text() == "Đã hoàn tác: xóa Tuần tra 0001."


def test_what_another_page_shows_is_taken_back_and_one_can_go_there(qtbot, window, context):
    recording.type_figure(context.books, 202006, "CT.08.1", "value", 24)
    page = window.show_page("records")
    page.list.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Z)
    assert page.notice.sentence.text() == "Đã hoàn tác: Hồ sơ căn cước thu nhận tháng 6, 24 thành chưa nhập."
    page.notice.action.click()
    assert window.current_key() == "figures"
    assert window.current_page().table.current_key() == "CT.08.1"


def test_with_nothing_left_the_notice_says_so(qtbot, window):
    page = window.show_page("figures")
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Z)
    assert page.notice.sentence.text() == "Không còn thay đổi nào để hoàn tác."

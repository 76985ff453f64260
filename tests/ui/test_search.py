"""Search over everything from the strip, and the conditions of the list of records."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.records import RecordDraft
from desktop.services import recording
from desktop.ui.unit.window import UnitWindow

Key = Qt.Key


@pytest.fixture
def window(context, shown):
    context.open_period(context.books.period("2020-H1"))
    for day, route in (("2020-06-10", "Bản Giốc"), ("2018-03-03", "Lũng Phiắc"), ("2020-05-20", "Bản Gun")):
        draft = RecordDraft("patrol", {"held_on": day, "patrol_kind": "chung", "route": route})
        recording.record(context.books, draft)
    case = {
        "group": "TTXH",
        "offence": "trom_cap",
        "occurred_on": "2020-06-11",
        "severity": "IT",
        "status": "tiep_nhan",
    }
    recording.record(context.books, RecordDraft("case", {**case, "hamlet": "Bản Rạ"}))
    return shown(UnitWindow(context))


def look(window, text):
    QTest.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.strip.search.setText(text)
    window.search.look()
    return window.search.offered()


def test_records_of_all_periods_are_found_from_any_page(window):
    window.show_page("figures")
    offered = look(window, "lung phiac")
    assert offered[0].startswith("Tuần tra 0001 ")
    QTest.keyClick(window.strip.search, Key.Key_Return)
    assert window.current_key() == "records"
    assert window.current_page().form.fields.inputs["route"].value() == "Lũng Phiắc"
    assert not window.search.offered()


def test_a_figure_is_found_by_its_name_and_its_code(window):
    assert look(window, "can cuoc thu")[0] == "Hồ sơ căn cước thu nhận"
    look(window, "ct.08.2")
    QTest.keyClick(window.strip.search, Key.Key_Return)
    assert window.current_page().table.current_key() == "CT.08.2"


def test_a_screen_is_found_by_its_title(window):
    assert look(window, "kiem tra va")[0] == "Kiểm tra và gửi"
    QTest.keyClick(window.strip.search, Key.Key_Return)
    assert window.current_key() == "closing"


def test_the_arrows_choose_and_the_last_line_searches_the_whole_book(window):
    offered = look(window, "ban")
    for _ in offered:
        QTest.keyClick(window.strip.search, Key.Key_Down)
    QTest.keyClick(window.strip.search, Key.Key_Return)
    page = window.current_page()
    assert page.list.search.value() == "ban"
    assert page.list.scope.isChecked()
    assert page.list.model.rowCount() == 3


def test_esc_and_leaving_close_the_list(window):
    assert look(window, "ban")
    QTest.keyClick(window.strip.search, Key.Key_Escape)
    assert not window.search.offered()


def column(page, key):
    model = page.list.model
    place = [each.key for each in model.columns].index(key)
    return [model.cell_at(row, place).text for row in range(model.rowCount())]


@pytest.fixture
def page(window):
    page = window.show_page("records")
    page.list.more.click()
    return page


def test_section_days_and_state_narrow_the_list(page):
    filters = page.list.filters
    assert filters.section.editor.hasFocus()
    filters.section.choose("PT")
    assert column(page, "kind") == ["Tuần tra", "Tuần tra"]
    filters.first.line.setText("1/1/2018")
    filters.first.line.returnPressed.emit()
    assert len(column(page, "kind")) == 3
    filters.last.line.setText("20/5/2020")
    filters.last.line.returnPressed.emit()
    assert column(page, "day") == ["20/05", "03/03/2018"]
    filters.state.choose("draft")
    assert column(page, "day") == []
    assert "từ 01/01/2018, đến 20/05/2020" in page.list.found.text()


def test_dropping_the_conditions_shows_the_period_again(page):
    page.list.filters.section.choose("PT")
    page.list.unfigured.click()
    assert not page.list.filters.isVisible()
    assert len(column(page, "kind")) == 3


def test_a_search_without_hits_says_where_to_go_on(page):
    page.list.search.line.setFocus()
    page.list.search.line.insert("khong co gi")
    assert column(page, "kind") == []
    sentence = page.list.table._empty.sentence.text()
    assert sentence == "Không có bản ghi nào khớp trong kỳ này. Tìm trong các kỳ khác, hoặc bỏ bớt điều kiện."


def test_any_kind_is_found_by_letters_in_the_menu(window, qtbot):
    page = window.show_page("records")
    page.add.click()
    for letter in "hoa":
        QTest.keyClick(page.menu, letter)
    shown = [action.text() for action in page.menu.actions() if action.isVisible() and not action.isSeparator()]
    assert any("Hòa giải" in text for text in shown)
    QTest.keyClick(page.menu, Key.Key_Return)
    assert page.form.kind.code == "mediation"
    page.menu.aboutToHide.emit()
    assert all(action.isVisible() for action in page.menu._kinds.values())


def test_letters_that_no_kind_has_are_not_taken(window):
    page = window.show_page("records")
    page.add.click()
    for letter in "tzz":
        QTest.keyClick(page.menu, letter)
    assert page.menu._typed == "t"
    QTest.keyClick(page.menu, Key.Key_Backspace)
    assert all(action.isVisible() for action in page.menu._kinds.values())
    page.menu.hide()

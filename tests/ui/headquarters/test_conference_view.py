"""Hội nghị và nhiệm vụ: record and conclusions, the matrix down to the cell, news copied and written."""

from datetime import date

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.services import assigning, conferring, sample_tasks
from desktop.ui.headquarters.conference_view import ConferenceView
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.window import HeadquartersWindow
from tests.ui.headquarters.conftest import SILENT


@pytest.fixture
def held(full):
    """The sample's two conferences, the earlier of which the units have worked on."""
    sample_tasks.hold(full.books, full.period)
    return conferring.the_one(full.books, full.period)


@pytest.fixture
def view(full, held, shown):
    page = shown(ConferenceView(full))
    page.arrived()
    return page


def given(context, held):
    return [each.order for each in conferring.conclusions(context.books, held)]


def press(qtbot, widget, key):
    qtbot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)


def test_without_a_conference_the_page_says_how_to_begin(full, shown):
    page = shown(ConferenceView(full))
    page.arrived()
    assert "Chưa có hội nghị về 6 tháng đầu năm 2020" in page.record.empty.sentence.text()
    assert not page.export.isEnabled()
    page.record.empty.button.click()
    assert page.record.held is not None
    assert page.record.form.fields["held_on"].line.hasFocus()
    assert page.export.isEnabled() and not page.begin.isVisible()


def test_a_field_is_kept_when_it_is_left(view, full):
    field = view.record.form.fields["place"]
    field.setFocus()
    field.line.selectAll()
    field.line.insert("Trung tâm hội nghị")
    view.record.list.setFocus()
    assert conferring.the_one(full.books, full.period).record.place == "Trung tâm hội nghị"
    day = view.record.form.fields["held_on"]
    day.setFocus()
    day.line.selectAll()
    day.line.insert("9/7/2020")
    view.record.list.setFocus()
    assert conferring.the_one(full.books, full.period).record.held_on == "2020-07-09"


def test_a_conclusion_becomes_a_task_of_an_area(qtbot, view, full, held):
    form = view.record.order
    form.title.text.setFocus()
    form.title.text.insertPlainText("Kiểm tra cư trú các xã giáp biên")
    area = next(choice for choice in form.audience._choices if choice.key.startswith("area:"))
    form.audience.set_value(area.key)
    form.due.line.insert("30/9/2020")
    form.goal.line.insert("4")
    press(qtbot, form.title.text, Qt.Key.Key_Return)
    order = given(full, held)[-1]
    assert (order.title, order.due, order.goal, order.audience, order.origin) == (
        "Kiểm tra cư trú các xã giáp biên", "2020-09-30", 4, area.key, "conference"
    )  # fmt: skip
    assert form.title.value() == ""
    assert view.record.list.count() == 4


def test_without_words_nothing_is_given(qtbot, view, full, held):
    view.record.order.title.text.setFocus()
    press(qtbot, view.record.order.title.text, Qt.Key.Key_Return)
    assert "Ghi nhiệm vụ thành một câu" in view.record.order.title.complaint()
    assert len(given(full, held)) == 3


def test_a_conclusion_is_said_otherwise_withdrawn_and_given_again(qtbot, view, full, held):
    qtbot.keyClick(view.record.list, Qt.Key.Key_Return)
    form = view.record.order
    assert form.title.value().startswith("Bảo vệ tuyệt đối an toàn")
    form.title.text.selectAll()
    form.title.text.insertPlainText("Bảo vệ đại hội")
    form.give.click()
    assert given(full, held)[0].title == "Bảo vệ đại hội"
    qtbot.keyClick(view.record.list, Qt.Key.Key_Return)
    form.withdraw.click()
    assert len(given(full, held)) == 2
    view.notice.action.click()
    assert given(full, held)[0].title == "Bảo vệ đại hội"


def test_the_matrix_counts_states_and_names_late_units(view, full):
    view.open_tab("tasks")
    assert numbers(view, 0) == ["3", "0", "0", "0", "1", "1"]
    assert numbers(view, 4) == ["0", "0", "0", "0", "4", "0"]
    assert "7 nhiệm vụ" in view.header.state.text()
    model = view.tasks.model
    late = [model.row_at(place).cells[0].text for place in range(8, model.rowCount())]
    silent = next(unit.name for unit in full.books.reporting_units() if unit.code == SILENT)
    assert late[0] == silent


def numbers(view, row):
    return [cell.text for cell in view.tasks.model.row_at(row).cells[3:]]


def test_behind_a_number_stand_the_units_and_the_cell(view, full):
    view.open_tab("tasks")
    units = view.tasks.units
    assert [button.chip.count for button in units.chips._buttons] == [4, 1, 3, 1]
    units.chips._choose("done")
    assert units.table.ledger().rowCount() == 3
    assert units.source().sheet == "Nhiệm vụ"
    assert units.open.isEnabled()
    assert "trang Nhiệm vụ, ô" in facts(units)
    units.chips._choose("silent")
    assert units.model.row_at(0).cells[1].text == "Quá hạn"
    assert not units.open.isEnabled()
    units.open_file()
    assert "chưa báo cáo" in view.notice.sentence.text()


def test_in_a_narrow_window_the_units_are_a_drawer(qtbot, view):
    view.open_tab("tasks")
    view.resize(820, 600)
    assert view.tasks.units.isHidden()
    qtbot.keyClick(view.tasks.table, Qt.Key.Key_Return)
    assert view.tasks.units.isVisible()
    view.toggle_side()
    assert view.tasks.units.isHidden()
    view.open_tab("record")
    assert view.record.card.isHidden()
    view.toggle_side()
    assert view.record.card.isVisible()


def facts(units):
    grid = units.facts._grid
    return "\n".join(grid.itemAt(place).widget().text() for place in range(grid.count()))


def test_the_news_is_written_copied_and_exported(view, settled, tmp_path):
    view.open_tab("news")
    settled()
    assert view.news.text.startswith("Ngày 07/7/2020")
    view.news.copy.click()
    assert QGuiApplication.clipboard().text() == f"{view.news.headline}\n{view.news.text}"
    path = tmp_path / "tin.docx"
    view.write(path)
    settled()
    assert Document(str(path)).paragraphs[0].text == view.news.headline
    assert "tin.docx" in view.notice.sentence.text()


def test_the_minutes_are_exported_from_the_record(view, settled, tmp_path):
    path = tmp_path / "bien-ban.docx"
    view.write(path)
    settled()
    assert "BIÊN BẢN" in [each.text for each in Document(str(path)).paragraphs]


def test_the_window_leads_to_a_tab(full, held, shown, settled):
    window = shown(HeadquartersWindow(full))
    settled()
    window.go(Spot("conference", filter="tasks"))
    assert window.current_page().tabs.current() == "tasks"
    assigning.assign(full.books, full.period, assigning.Order("Việc mới", date(2020, 12, 1).isoformat()))
    window.go(Spot("conference", filter="tasks"))
    assert "8 nhiệm vụ" in window.current_page().header.state.text()

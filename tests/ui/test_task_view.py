"""Nhiệm vụ at the unit: listed by deadline, worked on by keys, saved on leaving a field."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop.domain.reply import Assigned
from desktop.domain.tasks import TaskState
from desktop.services import tasking
from desktop.services.tasking import Above
from desktop.ui.context import Place
from desktop.ui.unit import today_queue
from desktop.ui.unit.task_view import TaskView
from desktop.ui.unit.today_view import TodayView
from desktop.ui.unit.window import UnitWindow
from tests.services.conftest import PERIOD


@pytest.fixture
def filled(unit_books):
    """One task from above that is late, one of the unit's own; their rows."""
    words = ("Mở đợt cao điểm", "2020-06-10", "Lập kế hoạch.", PERIOD, "Kế hoạch 45/KH-CAT")
    given = Assigned("ab" * 16, *words, "superior", 12, "buổi")
    above = tasking.take(unit_books, given, Above("above", 1, "Tổng hợp"))
    return above, tasking.add(unit_books, unit_books.period(PERIOD), "Rà soát tạm trú", date(2020, 6, 30))


@pytest.fixture
def view(context, filled, shown):
    page = shown(TaskView(context))
    page.arrived()
    return page


def task(context, uid):
    return next(each for each in tasking.tasks(context.books) if each.uid == uid)


def test_late_ones_lead_and_the_chips_add_up(view, filled):
    assert view.list.current_key() == filled[0]
    assert [button.chip.count for button in view.chips._buttons] == [2, 1, 2]
    entry = view.list.model().entry(0)
    assert (entry.time, entry.time_token) == ("hạn 10/06/2020, quá 5 ngày", "err")


def test_a_digit_sets_the_state(qtbot, view, context, filled):
    qtbot.keyClick(view.list, Qt.Key.Key_2)
    assert task(context, filled[0]).state is TaskState.DOING
    qtbot.keyClick(view.list, Qt.Key.Key_3)
    assert task(context, filled[0]).state is TaskState.DONE
    assert view.list.current_key() == filled[1]


def test_not_able_asks_why_and_stores_nothing_before(qtbot, view, context, filled):
    qtbot.keyClick(view.list, Qt.Key.Key_4)
    assert view.panel.reason.text.hasFocus()
    assert task(context, filled[0]).state is TaskState.TODO
    view.panel.reason.text.insertPlainText("Chưa có kinh phí")
    view.list.setFocus()
    found = task(context, filled[0])
    assert (found.state, found.reason) == (TaskState.BLOCKED, "Chưa có kinh phí")


def test_how_far_it_is_is_saved_on_leaving_the_field(view, context, filled):
    view.panel.reached.setFocus()
    view.panel.reached.line.insert("7")
    view.list.setFocus()
    found = task(context, filled[0])
    assert (found.reached, found.state) == (7, TaskState.DOING)
    assert view.list.model().entry(0).what.startswith("Đang làm, 7/12 buổi")


def test_more_than_the_whole_is_told_at_the_field(view, context, filled):
    view.list.set_current(filled[1])
    view.panel.reached.setFocus()
    view.panel.reached.line.insert("150")
    view.list.setFocus()
    assert "không quá 100%" in view.panel.reached.complaint()
    assert task(context, filled[1]).reached is None


def test_a_note_is_written_with_its_day(qtbot, view, context, filled):
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert view.panel.note.text.hasFocus()
    view.panel.note.text.insertPlainText("Tuần tra 2 đêm")
    qtbot.keyClick(view.panel.note.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = task(context, filled[0]).notes
    assert (note.day, note.words) == (date(2020, 6, 15), "Tuần tra 2 đêm")
    assert view.panel.note.value() == ""


def test_in_a_narrow_window_enter_opens_the_drawer(qtbot, view):
    view.resize(820, 600)
    assert view.panel.isHidden()
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert view.panel.isVisible() and view.panel.note.text.hasFocus()


def test_words_from_above_are_shown_own_ones_are_fields(view, filled):
    assert not view.panel.title_input.isVisible()
    assert not view.panel.drop.isVisible()
    view.list.set_current(filled[1])
    assert view.panel.title_input.isVisible() and view.panel.drop.isVisible()


def test_an_own_task_is_added_and_dropped_and_comes_back(qtbot, view, context, filled):
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert view.quick.line.hasFocus()
    view.quick.line.insert("Họp dân xóm Bản Rạ")
    qtbot.keyClick(view.quick.line, Qt.Key.Key_Return)
    added = view.panel.task()
    assert (added.title, view.panel.due.line.hasFocus()) == ("Họp dân xóm Bản Rạ", True)
    view.panel.drop.click()
    assert len(tasking.tasks(context.books)) == 2
    view.undoing.undo()
    assert len(tasking.tasks(context.books)) == 3


def test_nothing_late_says_where_the_others_are(view, context, filled):
    tasking.change(context.books, filled[0], state="done")
    view.chips._choose("late")
    assert view.stack.currentIndex() == 1
    assert "Đang mở" in view.empty.sentence.text()


def test_today_lists_open_tasks_under_their_own_heading(context, filled, shown):
    tasking.change(context.books, filled[0], reached=3)
    page = shown(TodayView(context))
    page.arrived()
    lines = [page.queue.model().index(row).data() for row in range(page.queue.model().rowCount())]
    place = next(n for n, line in enumerate(lines) if line.startswith("Nhiệm vụ"))
    assert "1 quá hạn" in lines[place]
    assert "3/12 buổi" in lines[place + 1]
    entries = today_queue.tasks(tasking.tasks(context.books), context.today(), context.catalogue.timetable.holidays)
    assert entries[1].key.place == Place("tasks", record=filled[0])


def test_the_rail_counts_and_a_key_begins_a_task_from_anywhere(qtbot, context, filled, shown):
    window = shown(UnitWindow(context))
    window.count()
    assert window.rail.badge("tasks") == "1"
    window.go(Place("tasks", record=filled[1]))
    assert window.page("tasks").panel.task().uid == filled[1]
    window.show_page("today")
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert window.current_page() is window.page("tasks")
    assert window.page("tasks").quick.line.hasFocus()

"""The banner at the start: five, two and no working days before the deadline."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.records import RecordDraft
from desktop.services import exporting, recording
from desktop.ui.context import Announcements, Context
from desktop.ui.unit.window import UnitWindow


@pytest.fixture
def started(unit_books, context, qtbot):
    """Starts the program at a moment and gives the first page."""
    context.settings.put("period", "2020-H1")

    def start(month: int, day: int, hour: int = 8):
        made = Context(unit_books, context.settings, Announcements(), lambda: datetime(2020, month, day, hour))
        window = UnitWindow(made)
        qtbot.addWidget(window)
        window.show()
        return window

    return start


def said(window):
    notice = window.page("today").notice
    return notice.sentence.text() if notice.isVisible() else ""


def test_six_working_days_before_nothing_is_said(started):
    window = started(6, 8)
    assert said(window) == ""
    assert "còn 6 ngày làm việc" in window.page("today").header.state.text()


@pytest.mark.parametrize(
    ("day", "left", "kind"), [(9, "còn 5 ngày", "plain"), (12, "còn 2 ngày", "warn"), (16, "hôm nay là hạn", "err")]
)
def test_five_two_and_no_days_before_it_is_said_with_what_is_missing(started, day, left, kind):
    window = started(6, day)
    assert left in said(window) and "17:00 16/06" in said(window) and "mục chưa khai báo" in said(window)
    assert window.page("today").notice._kind == kind


def test_each_of_them_is_said_once_but_the_last_day_at_every_start(started):
    assert said(started(6, 9)) and not said(started(6, 10)) and not said(started(6, 11))
    assert said(started(6, 12)) and not said(started(6, 15))
    assert said(started(6, 16)) and said(started(6, 16, 15))


def test_a_start_between_two_of_them_still_says_the_one_that_was_missed(started):
    assert "còn 4 ngày" in said(started(6, 10))


def test_past_the_deadline_it_says_that_sending_is_late(started):
    assert "quá hạn 1 ngày làm việc" in said(started(6, 17))
    assert said(started(9, 1)) == ""


def test_what_has_gone_out_is_not_called_to_mind(started, unit_books, tmp_path):
    recording.record(unit_books, RecordDraft("patrol", {"held_on": "2020-06-02", "patrol_kind": "chung"}))
    exporting.export(unit_books, unit_books.period("2020-H1"), tmp_path)
    assert said(started(6, 16)) == ""


def test_its_button_leads_to_the_checklist(started):
    window = started(6, 16)
    QTest.mouseClick(window.page("today").notice.action, Qt.MouseButton.LeftButton)
    assert window.current_key() == "closing"

"""A full book is checked beside the window: pages say so, then show what was found; a small one at once."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop.base.settings import Settings
from desktop.domain.records import RecordDraft
from desktop.kit import jobs
from desktop.services import checked_rows, keeping, recording
from desktop.services.books import Role
from desktop.ui.context import Announcements, Context
from desktop.ui.unit.closing_view import ClosingView
from desktop.ui.unit.today_view import TodayView
from desktop.ui.unit.window import UnitWindow
from tests.services.drafts import case

NOW = datetime(2020, 6, 15, 14, 32, 7)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban")
    for _ in range(6):
        recording.record(books, case())
    recording.record(books, RecordDraft("patrol", {"held_on": "2020-06-01"}), final=False)
    made = Context(books, Settings(tmp_path / "settings.json"), Announcements(), lambda: NOW)
    made.open_period(books.period("2020-H1"))
    yield made
    jobs.wait_for_all()
    books.close()


@pytest.fixture
def full(monkeypatch):
    """Six records are a full book."""
    monkeypatch.setattr(checked_rows, "_SOME", checked_rows._SOME.replace(str(checked_rows.QUICK + 1), "4"))
    monkeypatch.setattr(checked_rows, "QUICK", 3)


def test_today_says_that_a_full_book_is_checked_and_then_what_waits(qtbot, context, full):
    page = TodayView(context)
    qtbot.addWidget(page)
    page.reload()
    assert page.work.aside.text() == "đang kiểm tra các bản ghi"
    assert page.steps._steps == []
    qtbot.waitUntil(lambda: page.steps._steps != [])
    assert page.steps._steps[0].state == "6 bản ghi trong kỳ, 1 nháp"
    page.reload()
    assert page.work.aside.text() != "đang kiểm tra các bản ghi", "nothing changed since: there at once"


def test_the_checklist_of_a_full_book_arrives_with_its_cover(qtbot, context, full):
    page = ClosingView(context)
    qtbot.addWidget(page)
    page.arrived()
    assert page.header.state.text() == "đang kiểm tra các bản ghi"
    qtbot.waitUntil(lambda: page._found is not None)
    assert page._found.records == 6 and page._told_cover is not None
    assert page.header.state.text().startswith("còn ")


def test_only_the_newest_answer_is_told(qtbot, context, full):
    window = UnitWindow(context)
    qtbot.addWidget(window)
    window.show()
    context.open_period(context.books.period("2020-M01"))
    page = window.page("today")
    qtbot.waitUntil(lambda: not jobs.busy() and page.steps._steps != [])
    assert page.steps._steps[0].state.startswith("0 bản ghi trong kỳ")

"""A day off that the government announces late: headquarters puts it into the table, the units' countdowns move."""

from datetime import datetime

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.base.settings import Settings
from desktop.domain.deadlines import REGULAR, deadline_of
from desktop.services import answering, completing, drafting, issuing, keeping, receiving, recomparing, rehearsing
from desktop.services.completing import Timing
from desktop.ui.context import Announcements, Context
from desktop.ui.unit.today_view import TodayView
from desktop.wording.deadlines import deadline_words
from tests.services.catalogue_room import Sheets
from tests.services.replies_room import reply
from tests.services.world import Here

HALF = "2020-H2"
LAST_DAY = datetime(2020, 12, 16, 9)
"""The morning of the day on which the half-year is due by the program's own table."""
OWN = ("Báo cáo định kỳ", "đơn vị gửi cấp trên")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    for module in (receiving, recomparing, answering, drafting):
        monkeypatch.setattr(module, "Readers", Here)


@pytest.fixture
def published(headquarters, tmp_path):
    """A day off was added, another one taken away, and the version put in force from the second half-year on."""
    sheets = Sheets(headquarters, tmp_path / "danh-muc.xlsx")
    sheets.add("days", day=datetime(2020, 12, 15), what="nghỉ", note="Nghỉ bão")
    sheets.drop("days", datetime(2027, 9, 3))
    assert drafting.read(headquarters, sheets.save()).faults == ()
    rehearsing.rehearse(headquarters, headquarters.period("2020-H1"))
    issuing.publish(headquarters, headquarters.period(HALF))
    return headquarters


def today_of(qtbot, books):
    """What Hôm nay says of the deadline."""
    settings = Settings(books.folder / "settings.json")
    settings.put("period", HALF)
    page = TodayView(Context(books, settings, Announcements(), lambda: LAST_DAY))
    qtbot.addWidget(page)
    page.reload()
    return page.header.state.text(), page._nothing_left(False)


def test_the_countdown_of_a_unit_moves_with_the_reply(qtbot, published, unit_books, tmp_path):
    state, nothing_left = today_of(qtbot, unit_books)
    assert "hôm nay là hạn gửi" in state and "17:00 16/12" in nothing_left

    taken = answering.take_reply(unit_books, reply(published, unit_books, tmp_path))

    state, nothing_left = today_of(qtbot, unit_books)
    assert taken.catalogue == "2020.3"
    assert "còn 1 ngày làm việc" in state and "17:00 17/12" in nothing_left
    again = keeping.open_books(unit_books.folder)
    assert deadline_of(again.period(HALF), again.catalogue.timetable) == datetime(2020, 12, 17, 17)
    again.close()


def test_headquarters_counts_nobody_missing_on_the_day_off(published):
    period = published.period(HALF)
    unit = published.reporting_units()[0]
    for now, timing in ((datetime(2020, 12, 17, 9), Timing.NOT_DUE), (datetime(2020, 12, 17, 18), Timing.MISSING)):
        assert completing.slots(published, [period], now)[unit.id, period.key, REGULAR].timing is timing


def test_the_rehearsal_names_every_deadline_that_moves(headquarters, tmp_path):
    sheets = Sheets(headquarters, tmp_path / "danh-muc.xlsx")
    sheets.add("days", day=datetime(2020, 12, 15), what="nghỉ")
    sheets.put("deadlines", OWN, "at", "18h")
    drafting.read(headquarters, sheets.save())
    with pytest.raises(UserError) as refusal:
        issuing.publish(headquarters, headquarters.period(HALF))
    assert refusal.value.code is Trouble.CATALOGUE_NOT_REHEARSED

    found = rehearsing.rehearse(headquarters, headquarters.period("2020-H1"))

    told = [deadline_words(each) for each in found.deadlines]
    assert "Hạn gửi 6 tháng cuối năm 2020: 16/12/2020 17:00 thành 17/12/2020 18:00" in told
    assert "Hạn gửi tháng 7 năm 2020: 16/07/2020 17:00 thành 16/07/2020 18:00" in told
    assert not any("6 tháng đầu năm 2020" in words for words in told), "it has ended before the rule holds"
    waiting = drafting.waiting(headquarters)
    assert waiting is not None and waiting.rehearsal == found
    later = issuing.moved(headquarters, waiting, headquarters.period("2021-H1"))
    assert {each.after.hour for each in later if each.period.key == HALF and each.report_type == REGULAR} == {17, 7}

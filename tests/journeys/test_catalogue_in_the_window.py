"""A reply that brings another catalogue: the unit's window is made anew of it, and says so."""

import pytest

from desktop import app
from desktop.base.settings import Settings
from desktop.kit import jobs
from desktop.services import drafting, issuing, keeping, rehearsing, replying
from desktop.services.books import Role
from desktop.ui.unit.window import UnitWindow
from tests.services.catalogue_room import INDICATOR, edit
from tests.services.world import Here

PERIOD, NEXT = "2020-H1", "2020-H2"


@pytest.fixture
def reply_file(headquarters, tmp_path, monkeypatch):
    """The reply to a unit that has sent nothing, after a catalogue was published."""
    monkeypatch.setattr(drafting, "Readers", Here)
    drafting.read(headquarters, edit(headquarters, tmp_path / "danh-muc.xlsx"))
    rehearsing.rehearse(headquarters, headquarters.period(PERIOD))
    issuing.publish(headquarters, headquarters.period(NEXT))
    uid = next(unit.uid for unit in headquarters.reporting_units() if unit.code == "01495")
    (done,) = replying.write(headquarters, headquarters.period(PERIOD), tmp_path, [uid])
    return done.path


@pytest.fixture
def door(qtbot, tmp_path):
    keeping.create(tmp_path / "data", Role.UNIT, "01495", "2020", "Trực ban", True).close()
    settings = Settings(tmp_path / "settings.json")
    settings.put("period", NEXT)
    door = app.Door(tmp_path / "data", settings)
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    yield door
    door.window.close()
    door.window.deleteLater()
    qtbot.waitUntil(lambda: not jobs.busy())
    door.close()


def test_the_window_asks_at_once_what_is_newly_asked(qtbot, door, reply_file):
    before = door.window
    before.show_page("replies").take_files([reply_file])

    qtbot.waitUntil(lambda: door.window is not before and door.window.current_key() == "replies", timeout=20_000)

    page = door.window.current_page()
    assert "Đã áp dụng danh mục 2020.3" in page.notice.sentence.text()
    assert door.books.catalogue.version == "2020.3"
    figures = door.window.show_page("figures")
    assert INDICATOR["code"] in figures._context.catalogue.indicators

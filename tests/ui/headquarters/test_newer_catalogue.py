"""A file by a catalogue that is not here: looked at, nothing merged, read again once the catalogue has come."""

import shutil

import pytest
from PySide6.QtCore import Qt

from desktop.services import answering, drafting, exporting, issuing, keeping, recording, rehearsing, sampling
from desktop.services.arrivals import Verdict
from desktop.services.books import Role
from desktop.ui.headquarters.catalogue_view import CatalogueView
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.receiving_view import ReceivingView
from tests.services.catalogue_room import INDICATOR, edit
from tests.services.replies_room import reply
from tests.services.world import Here


@pytest.fixture
def ahead(province, tmp_path, monkeypatch):
    """A unit's package by the catalogue that the other laptop of headquarters has published, and its reply."""
    for module in (drafting, answering):
        monkeypatch.setattr(module, "Readers", Here)
    folder = tmp_path / "usb"
    folder.mkdir()
    other = keeping.create(tmp_path / "other", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    drafting.read(other, edit(other, folder / "danh-muc.xlsx"))
    rehearsing.rehearse(other, other.period("2020-H1"))
    issuing.publish(other, other.period("2020-H1"))
    shutil.copytree(province / sampling.UNITS / "01290", tmp_path / "unit")
    unit = keeping.open_books(tmp_path / "unit")
    word = reply(other, unit, folder)
    unit.use_catalogue(other.catalogue, other.catalogue_text)
    recording.type_figure(unit, 202006, INDICATOR["code"], "value", 7)
    path = exporting.export(unit, unit.period("2020-H1"), folder, complete=False).path
    other.close()
    unit.close()
    return path, word


def test_it_is_shown_merged_nowhere_and_read_again_with_the_catalogue(full, ahead, shown, settled, qtbot):
    path, word = ahead
    view = ReceivingView(full, Desk(full))
    shown(view)
    view.take([path])
    settled()
    (handled,) = view._desk.lines
    panel = view.panel

    assert handled.file.verdict is Verdict.NEWER and handled.waits and not handled.refused
    assert view._desk.ready() == [] and not panel.send_back.isVisible()
    titles = [panel.contents._titles.index(row, 0).data() for row in range(panel.contents._titles.rowCount())]
    assert titles[0] == "Chỉ tiêu" and "Vụ việc" in titles
    assert "TX.90" in panel.contents._titles.index(0, 2).data()
    panel.contents.sheets.select_position(titles.index("Vụ việc"))
    assert "VV-01290" in panel.contents._lines.index(0, 0).data()
    assert panel.take.text() == "Đọc lại tệp"
    qtbot.keyClick(view.list.table, Qt.Key.Key_T)
    qtbot.keyClick(view.list.table, Qt.Key.Key_N)
    settled()
    assert handled.file.verdict is Verdict.NEWER and handled.waits, "nothing has changed: it still waits"

    page = CatalogueView(full)
    shown(page)
    page.desk.read_back(word)
    settled()
    assert "dấu khóa" in page.notice.sentence.text()
    page.notice.action.click()
    settled()
    assert full.books.catalogue.version == "2020.3"

    view.panel.take.click()
    settled()
    assert handled.file.verdict not in (Verdict.NEWER, Verdict.RETURNED)
    assert view._desk.counts.adds_up and handled.goes_in

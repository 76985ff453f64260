"""Headquarters exports its replies from Tối nay and asks a unit from the source of a figure."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.kit import messages
from desktop.services import asking, replying
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.source_facts import Asked, look_up
from desktop.ui.headquarters.source_panel import SourcePanel
from desktop.ui.headquarters.tonight_view import TonightView
from tests.ui.headquarters.conftest import CODES, SILENT


@pytest.fixture
def view(full, qtbot, settled):
    view = TonightView(full, Desk(full))
    qtbot.addWidget(view)
    view.resize(1166, 697)
    view.show()
    view.arrived()
    settled()
    return view


@pytest.fixture
def panel(full, qtbot):
    """The rows behind the cases of the first unit."""
    panel = SourcePanel(full, "")
    qtbot.addWidget(panel)
    panel.show()
    uid = next(unit.uid for unit in full.books.reporting_units() if unit.code == CODES[0])
    panel._asked = Asked("TH.01", full.period, "Một xã", (uid,))
    panel._on_found(look_up(full.books, panel._asked))
    return panel


def test_the_button_writes_one_file_for_each_unit(qtbot, view, settled, tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ask_folder", lambda *_: tmp_path)
    qtbot.mouseClick(view.reply, Qt.MouseButton.LeftButton)
    assert not view.reply.isEnabled()
    settled()
    names = sorted(path.name for path in tmp_path.glob("PH_*.xlsx"))
    assert names == sorted(f"PH_04_{code}_2020-H1_L01.xlsx" for code in (*CODES, SILENT))
    assert view.notice.sentence.text().startswith("Đã xuất 4 phản hồi vào")
    assert view.reply.isEnabled()


def test_thinking_better_of_it_writes_nothing(qtbot, view, settled, tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ask_folder", lambda *_: None)
    qtbot.mouseClick(view.reply, Qt.MouseButton.LeftButton)
    settled()
    assert list(tmp_path.glob("PH_*.xlsx")) == []
    assert view.reply.isEnabled()


def test_a_folder_that_is_gone_is_said_in_the_notice(view, settled):
    view.replies.write(Path("nowhere-at-all"))
    settled()
    assert "không thấy thư mục" in view.notice.sentence.text().lower()
    assert view.reply.isEnabled()


def test_a_unit_is_asked_about_a_row_of_a_figure(qtbot, full, panel):
    qtbot.mouseClick(panel.question, Qt.MouseButton.LeftButton)
    panel.ask_box.text.text.insertPlainText("Đã khởi tố chưa?")
    qtbot.mouseClick(panel.ask_box.go, Qt.MouseButton.LeftButton)
    (thread,) = asking.threads(full.books)
    assert thread.question.subject == f"record:{panel._source().record_uid.hex()}"
    assert panel.ask_box.isHidden()
    assert panel.file.text().endswith("Đã khởi tố chưa?")
    told = replying.compose(full.books, thread.unit_id, full.period)
    assert [each.text for each in told.questions] == ["Đã khởi tố chưa?"]


def test_without_words_nothing_is_asked(qtbot, full, panel):
    qtbot.mouseClick(panel.question, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.ask_box.go, Qt.MouseButton.LeftButton)
    assert panel.ask_box.text.complaint().startswith("Chỗ này cần một câu.")
    assert asking.threads(full.books) == []

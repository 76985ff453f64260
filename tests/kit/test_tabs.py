import pytest
from PySide6.QtCore import Qt

from desktop.kit.marks import Mark
from desktop.kit.tabs import SectionTabs, Tab

TABS = [Tab("a", "Tình hình", state="done"), Tab("b", "Quản lý hành chính", Mark.WARNING, 1), Tab("c", "Hậu cần")]


@pytest.fixture
def tabs(qtbot):
    made = SectionTabs()
    qtbot.addWidget(made)
    made.set_tabs(TABS)
    made.resize(600, 34)
    made.show()
    return made


def test_arrows_walk_the_tabs_and_stop_at_the_ends(qtbot, tabs):
    told = []
    tabs.chosen.connect(told.append)
    for _ in range(4):
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert told == ["b", "c", "b"]


def test_a_click_chooses(qtbot, tabs):
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.rect_of("c").center().toPoint())
    assert told.args == ["c"]


def test_the_chosen_tab_is_in_sight_when_there_is_no_room(tabs):
    tabs.resize(220, 34)
    tabs.set_current("c")
    assert tabs.rect_of("c").right() <= 220


def test_tabs_without_room_stand_whole_behind_an_arrow_that_leads_to_them(qtbot, tabs):
    tabs.resize(220, 34)
    assert [tab.key for tab, _ in tabs._places()] == ["a"]
    assert all(rect.right() <= 220 for _, rect in tabs._places())
    (arrow,) = tabs._arrows()
    assert arrow == "chevron-right"
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs._arrows()[arrow][0].center().toPoint())
    assert told.args == ["b"]
    assert set(tabs._arrows()) == {"chevron-left", "chevron-right"}
    picture = tabs.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(2, 22) for y in range(6, 28)}) > 1

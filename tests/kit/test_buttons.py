import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.kit import theme
from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.keys import binds_by_itself, sequences


@pytest.mark.parametrize(
    ("key", "bound"),
    [("F8", True), ("Shift+F8", True), ("Ctrl+N", True), ("Alt+Q", True), ("N", False), ("Enter", False), ("", False)],
)
def test_only_keys_that_work_everywhere_are_bound(key, bound):
    assert binds_by_itself(key) is bound


def test_enter_is_both_keys_of_that_name():
    assert sequences("Ctrl+Enter") == [QKeySequence("Ctrl+Enter"), QKeySequence("Ctrl+Return")]


@pytest.fixture
def button(qtbot):
    made = KeyButton("Xuất tệp", "Ctrl+Enter", kind="primary")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_its_key_presses_the_button(qtbot, button):
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_keyboard(qtbot, button, key):
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_disabled_button_says_why_and_does_nothing(qtbot, button):
    button.disable("Chưa có tệp nào.")
    with qtbot.assertNotEmitted(button.clicked):
        button._shortcut.activated.emit()
    assert button.toolTip() == button.reason() == "Chưa có tệp nào."
    button.enable()
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_a_button_has_room_for_words_and_key(qtbot, button):
    wide = button.sizeHint().width()
    button.set_key("")
    assert button.sizeHint().width() < wide
    button.set_icon("check")
    button.set_kind("plain")
    assert button.minimumSizeHint() == button.sizeHint()


def test_a_switch_tells_what_was_pressed(qtbot):
    switch = SegmentSwitch([("unit", "Theo đơn vị"), ("land", "Theo địa giới")])
    qtbot.addWidget(switch)
    assert switch.current() == "unit"
    with qtbot.waitSignal(switch.chosen) as told:
        switch._buttons["land"].click()
    assert told.args == ["land"]
    assert switch.current() == "land"


def test_a_folded_switch_is_one_button_that_opens_the_choices(qtbot):
    switch = SegmentSwitch([("unit", "Theo đơn vị"), ("land", "Theo địa giới")])
    qtbot.addWidget(switch)
    switch.show()
    switch.fold(True)
    assert [each.isVisible() for each in switch._buttons.values()] == [False, False]
    assert switch._folded.text() == "Theo đơn vị" and switch.wide(folded=True) < switch.wide()
    switch._folded.click()
    menu = switch.findChild(QMenu)
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    with qtbot.waitSignal(switch.chosen) as told:
        menu.actions()[1].trigger()
    assert told.args == ["land"] and switch.current() == "land" and switch._folded.text() == "Theo địa giới"
    switch.fold(False)
    assert switch._folded.isHidden() and switch._buttons["land"].isVisible()


def test_words_before_an_arrow_end_before_it(qtbot):
    button = KeyButton("Từ ngày 15 đến ngày 14 (Nghị định 09/2019/NĐ-CP)")
    button.set_arrow()
    qtbot.addWidget(button)
    written = []
    button._write = lambda painter, left, role, token, words: written.append((left, words)) or left
    button.resize(180, 32)
    button.grab()
    left, words = written[0]
    assert words.endswith("…")
    assert left + theme.font_width("body", words) <= button.width() - theme.px(12 + 16)


def test_the_ring_of_a_segment_is_whole_at_its_outer_edges(qtbot):
    switch = SegmentSwitch([("unit", "Theo đơn vị"), ("land", "Theo địa giới")])
    qtbot.addWidget(switch)
    switch.show()
    switch.activateWindow()
    qtbot.waitUntil(switch.isActiveWindow)
    accent = theme.color("accent").name()
    for button in switch._buttons.values():
        button.setFocus()
        picture, middle = button.grab().toImage(), button.height() // 2
        for edge in (2, button.width() - 3):
            assert picture.pixelColor(edge, middle).name() == accent
        button.clearFocus()
        assert button.grab().toImage().pixelColor(2, middle).name() != accent

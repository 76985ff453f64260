"""A page's head gives way in narrow windows: no button is cut."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.frame import PageHeader
from desktop.kit.text import Cut


@pytest.fixture
def header(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1200, 100)
    head = PageHeader("Sổ công tác", page)
    head.add_action(KeyButton("Dán từ Excel", "Ctrl+V", icon="table"))
    head.add_action(KeyButton("Như bản ghi trước", "Ctrl+D", icon="copy"))
    head.add_action(KeyButton("Thêm bản ghi", "Ctrl+N", icon="plus", kind="primary"))
    head.set_state("214 bản ghi trong kỳ, 2 của kỳ sau")
    page.show()
    head.kept = page  # as long as the test
    return head


def fits(header, width):
    buttons = header.actions_shown()
    roomy = all(button.width() >= button.sizeHint().width() for button in buttons)
    return roomy and all(button.geometry().right() <= width for button in buttons)


@pytest.mark.parametrize("width", [1134, 850, 640, 560, 420, 300])
def test_every_button_has_the_room_it_asks_for(header, qtbot, width):
    header.resize(width, 44)
    qtbot.waitUntil(lambda: fits(header, width))


def test_words_go_last_and_are_still_told(header, qtbot):
    header.resize(420, 44)
    qtbot.waitUntil(lambda: fits(header, 420))
    paste = header.actions_shown()[0]
    assert paste.sizeHint().width() < paste.full_width(0)
    assert paste.toolTip() == "Dán từ Excel (Ctrl+V)"
    assert paste.accessibleName() == "Dán từ Excel"
    header.resize(1134, 56)
    qtbot.waitUntil(lambda: paste.sizeHint().width() == paste.full_width(0))


def test_long_words_end_in_dots_and_are_hinted_in_full(qtbot):
    line = Cut("Đã giữ Tuần tra 0006 làm nháp, còn một lỗi chưa sửa.")
    qtbot.addWidget(line)
    line.resize(80, 20)
    line.show()
    assert line.minimumSizeHint().width() == 0
    assert line.toolTip() == line.text()


def test_a_switch_folds_before_icons_lose_their_words_and_before_the_title_goes(header, qtbot):
    words = ("Bức tranh", "Chỉ tiêu", "Đơn vị", "Xếp hạng")
    switch = header.add_action(SegmentSwitch([(word, word) for word in words]))
    header.resize(1134, 44)
    qtbot.waitUntil(lambda: header.title.isVisible() and switch._folded.isHidden())
    header.resize(700, 44)
    qtbot.waitUntil(switch._folded.isVisible)
    assert header.title.isVisible()

"""A page opens at its top; what has the keyboard stays in sight, with as much around it as there is room for."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop.kit.frame import Page


class Tall(Page):
    """Three blocks, each 200 high; the keyboard begins in one of them."""

    def __init__(self, begins: int) -> None:
        super().__init__("Tổng hợp")
        self.begins = begins
        self.blocks, self.buttons = [], []
        for place in range(3):
            block, button = QWidget(), QPushButton(str(place))
            block.setFixedHeight(200)
            inside = QVBoxLayout(block)
            inside.addStretch()
            inside.addWidget(button)
            self.blocks.append(block)
            self.buttons.append(button)
            self.body.addWidget(block)

    def arrived(self):
        self.buttons[self.begins].setFocus()


@pytest.fixture
def opened(qtbot):
    def made(begins, top=False):
        page = Tall(begins)
        page.reads_from_top = top
        qtbot.addWidget(page)
        page.resize(600, 320)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.turn_to()
        QApplication.processEvents()
        return page

    return made


def scrolled(page):
    return page._sheet.verticalScrollBar().value()


def in_sight(page, part):
    top = part.mapTo(page._sheet.viewport(), part.rect().topLeft()).y()
    return top >= 0 and top + part.height() <= page._sheet.viewport().height()


def test_it_opens_at_its_top_when_the_keyboard_is_in_sight_there(opened):
    assert scrolled(opened(0)) == 0


def test_else_the_whole_block_with_the_keyboard_comes_into_sight(opened):
    page = opened(2)
    assert in_sight(page, page.blocks[2])


def test_what_is_read_from_the_top_stays_there(opened):
    page = opened(2, top=True)
    assert scrolled(page) == 0
    page.buttons[1].setFocus()
    assert in_sight(page, page.blocks[1])


def test_what_has_the_keyboard_stays_in_sight_while_something_above_it_grows(opened):
    page = opened(0, top=True)
    page.buttons[1].setFocus()
    before = scrolled(page)
    page.blocks[0].setFixedHeight(400)
    QApplication.processEvents()
    assert scrolled(page) > before
    assert in_sight(page, page.blocks[1])


def test_it_is_at_its_top_again_the_next_time(opened):
    page = opened(0)
    page.buttons[2].setFocus()
    assert scrolled(page) > 0
    page.turn_to()
    assert scrolled(page) == 0

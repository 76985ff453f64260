"""A headquarters' screens for the keyboard and for readers of the screen."""

from PySide6.QtWidgets import QApplication

from desktop.ui.headquarters.window import HeadquartersWindow
from tests.ui.headquarters.test_room import PARTS
from tests.ui.walker import back_steps, leads_back, nameless


def test_every_stop_of_the_keyboard_has_a_name_and_its_place(shown, at_odds, settled, stick):
    window = shown(HeadquartersWindow(at_odds))
    window.desk.look_at([stick])
    settled()
    for key in window.page_keys():
        page = window.show_page(key)
        for part in PARTS.get(key, ("",)):
            if part:
                page.choose_part(part)
            settled()
            for _ in range(5):
                QApplication.processEvents()
            assert nameless(window) == [], (key, part)
            assert back_steps(page) == [], (key, part)
            assert leads_back(page) == "", (key, part)

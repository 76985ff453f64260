"""A unit's screens for the keyboard and for readers of the screen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.context import Place
from desktop.ui.unit.window import UnitWindow
from tests.ui.walker import back_steps, leads_back, nameless


def test_every_stop_of_the_keyboard_has_a_name_and_its_place(shown, sample_context):
    window = shown(UnitWindow(sample_context))
    for key in window.page_keys():
        page = window.show_page(key)
        for _ in range(5):
            QApplication.processEvents()
        assert nameless(window) == [], key
        assert back_steps(page) == [], key
        assert leads_back(page) == "", key


def test_every_field_of_every_kind_has_a_name_and_its_place(shown, sample_context):
    window = shown(UnitWindow(sample_context))
    for kind in sample_context.books.catalogue.record_kinds:
        window.go(Place("records", new_kind=kind.code))
        QApplication.processEvents()
        assert nameless(window) == [], kind.code
        assert back_steps(window.current_page()) == [], kind.code
        assert leads_back(window.current_page()) == "", kind.code


def test_tab_itself_walks_in_that_order(shown, sample_context):
    window = shown(UnitWindow(sample_context))
    page = window.show_page("today")
    page.like.setFocus()
    walked = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked[:2] == [page.add, page.steps] and page.work.isAncestorOf(walked[2])


def test_the_guide_has_names_and_places_too(shown, sample_context):
    window = shown(UnitWindow(sample_context))
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert nameless(window) == []
    assert back_steps(window.over()) == []

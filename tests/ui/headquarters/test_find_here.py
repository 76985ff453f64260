"""Ctrl+F on every page: its own field, else a line that walks its list, else the search everywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.text import fold
from desktop.kit.block_table import Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.search import SearchField
from desktop.ui.headquarters.window import HeadquartersWindow

Key = Qt.Key

@pytest.fixture
def window(full, shown, settled):
    window = HeadquartersWindow(full)
    shown(window)
    settled()
    return window


def find(window):
    QTest.keyClick(window, Key.Key_F, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_f_brings_the_keyboard_to_a_search_on_every_page(window, settled):
    for key in window.page_keys():
        window.show_page(key)
        settled()
        for _ in range(2):  # with a field of the page the key is asked for twice over
            find(window)
            assert isinstance(window.focusWidget(), SearchField), key
            window.current_page().setFocus()


def test_a_unit_is_found_without_accents_and_stood_on(window, settled):
    window.show_page("progress")
    settled()
    find(window)
    bar, places = window.find_here.bar, window.find_here._places
    words = next(words for place in range(places.count()) if (words := places.words(place)))
    bar.field.setText(fold(words)[:12])
    bar.field.textEdited.emit(bar.field.text())
    assert fold(words)[:12] in fold(places.words(places.here()))
    QTest.keyClick(bar.field, Key.Key_Escape)
    assert bar.isHidden() and places.view.hasFocus()


def test_every_unit_is_found_on_the_progress_page_not_only_those_of_one_area(window, full, settled):
    page = window.show_page("progress")
    settled()
    find(window)
    bar = window.find_here.bar
    for unit in full.books.reporting_units():
        bar.field.setText(fold(unit.name))
        bar.field.textEdited.emit(bar.field.text())
        assert unit.name in page.marks.current().words


def test_what_is_nowhere_is_said(window, settled):
    window.show_page("report")
    settled()
    find(window)
    bar = window.find_here.bar
    bar.field.setText("khong co chu nay")
    bar.field.textEdited.emit(bar.field.text())
    assert "Ctrl+K" in bar.told.text()


def test_enter_walks_on_and_round_the_end(window, qtbot):
    page = window.show_page("tonight")
    table, model = LedgerTable(), RowsModel([Column("Tên", "name", 300)])
    table.setModel(model)
    page.body.insertWidget(0, table)
    table.setMinimumHeight(300)
    model.set_rows([Line(("Xã Lý Bôn",), 1), Group("Xã"), Line(("Xã Đàm Thủy",), 2), Line(("Xã Đàm Thuỷ Hai",), 3)])
    table.show()
    table.setFocus()
    find(window)
    bar = window.find_here.bar
    bar.field.setText("dam thuy")
    bar.field.textEdited.emit(bar.field.text())
    assert table.current_key() == 2
    QTest.keyClick(bar.field, Key.Key_Return)
    assert table.current_key() == 3
    QTest.keyClick(bar.field, Key.Key_Return)
    assert table.current_key() == 2
    QTest.keyClick(bar.field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert table.current_key() == 3


def test_a_line_of_a_work_queue_is_found(window, settled):
    queue = window.show_page("tonight").queue
    settled()
    queue.setFocus()
    find(window)
    bar, places = window.find_here.bar, window.find_here._places
    words = [words for place in range(places.count()) if (words := places.words(place))]
    assert len(words) == queue.count()
    bar.field.setText(words[-1])
    bar.field.textEdited.emit(bar.field.text())
    assert places.words(places.here()) == words[-1]


def test_words_of_the_report_are_chosen_in_it(window, settled):
    page = window.show_page("report")
    settled()
    page.paper.setFocus()
    find(window)
    bar = window.find_here.bar
    bar.field.setText("cong an")
    bar.field.textEdited.emit(bar.field.text())
    assert fold(page.paper.textCursor().selectedText()) == "cong an"


def test_the_line_goes_with_its_page(window, settled):
    window.show_page("report")
    settled()
    find(window)
    assert window.find_here.bar.isVisible()
    window.show_page("tonight")
    assert window.find_here.bar.isHidden()

"""F1 from every screen, search without accents, back, print, and Esc to where one was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.kit import jobs, theme
from desktop.ui.guide.view import spans
from desktop.ui.headquarters.window import HeadquartersWindow
from desktop.ui.unit.window import UnitWindow

Key = Qt.Key
UNIT_PAGES = ("today", "records", "figures", "tasks", "closing", "replies", "joining", "check", "old", "keeping")
PROVINCE_PAGES = (
    "tonight",
    "receiving",
    "decisions",
    "progress",
    "summary",
    "check",
    "report",
    "conference",
    "settings",
)


@pytest.fixture
def unit_window(context, shown):
    return shown(UnitWindow(context))


def open_help(window):
    QTest.keyClick(window, Key.Key_F1)
    view = window.over()
    assert view is not None
    return view


def assert_f1_and_back(window, key):
    window.show_page(key)
    QApplication.processEvents()
    before = window.focusWidget()
    view = open_help(window)
    assert view.isVisible() and view.current_key() == key
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    assert window.over() is None and window.current_page().isVisible()
    assert window.focusWidget() is before


def test_f1_leads_to_the_page_of_the_screen_and_esc_back(unit_window):
    for key in UNIT_PAGES:
        assert_f1_and_back(unit_window, key)


def test_f1_leads_to_the_page_of_the_screen_at_headquarters(province_context, shown, qtbot):
    window = shown(HeadquartersWindow(province_context))
    for key in PROVINCE_PAGES:
        assert_f1_and_back(window, key)
        qtbot.waitUntil(lambda: not jobs.busy())


def test_f1_again_and_a_screen_chosen_close_the_guide(unit_window, qtbot):
    open_help(unit_window)
    QTest.keyClick(unit_window, Key.Key_F1)
    assert unit_window.over() is None
    open_help(unit_window)
    QTest.keyClick(unit_window, Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: unit_window.over() is None)  # the screen is made first, part by part
    assert unit_window.current_page().isVisible()


def test_the_status_line_tells_the_keys_of_what_is_seen(unit_window):
    before = unit_window.status._keys
    view = open_help(unit_window)
    assert unit_window.status._keys == view.keys() != before
    unit_window.page("today").set_facts([("check", "Đã lưu")])  # what lies under the guide stays silent
    assert unit_window.status._keys == view.keys()
    unit_window.lift()
    assert unit_window.status._keys == before


def test_words_are_found_without_accents(unit_window):
    view = open_help(unit_window)
    QTest.keyClick(view, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.search.hasFocus()
    QTest.keyClicks(view.search, "khong phat sinh")
    listed = [view.model.key_at(row) for row in range(view.model.rowCount())]
    assert "figures" in listed and "periods" not in listed
    QTest.keyClick(view.search, Key.Key_Down)
    assert view.contents.hasFocus()
    view.contents.set_current("figures")
    QTest.keyClick(view.contents, Key.Key_Return)
    assert view.current_key() == "figures" and view.reader.lit() >= 3
    QTest.keyClick(view.reader, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.current_key() == "today"


def test_nothing_found_says_what_to_do(unit_window):
    view = open_help(unit_window)
    view.search.setFocus()
    QTest.keyClicks(view.search, "xyzxyz")
    assert view.model.rowCount() == 0
    QTest.keyClick(view.search, Key.Key_Escape)
    assert view.model.rowCount() > 10 and unit_window.over() is view


def test_a_link_leads_on_and_back_to_the_same_line(unit_window):
    view = open_help(unit_window)
    bar = view.reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0 and not view.back.isEnabled()
    view.reader.anchorClicked.emit("records")
    assert view.current_key() == "records" and bar.value() == 0
    view.back.click()
    assert view.current_key() == "today" and bar.value() == place
    assert not view.back.isEnabled() and view.back.reason()


@pytest.mark.parametrize("size", [(1366, 768), (911, 465), (683, 384)])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_page_is_wider_than_the_window(qtbot, qapp, unit_window, size, mode):
    theme.install(qapp, mode)
    unit_window.resize(*size)
    view = open_help(unit_window)
    for key in ("today", "figures", "closing", "verdicts", "keyboard"):
        view.follow(key)
        QApplication.processEvents()
        document = view.reader.document()
        assert document.idealWidth() <= view.reader.viewport().width(), key
        assert document.size().height() > view.reader.viewport().height() / 2, key
    theme.install(qapp, "light")


def test_a_page_is_printed_black_on_white_also_in_the_dark(unit_window, qapp, tmp_path):
    pages = {}
    for mode in ("light", "dark"):
        theme.install(qapp, mode)
        view = open_help(unit_window)
        view.follow("closing")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{mode}.pdf"))
        view.print_page(printer)
        pages[mode] = (tmp_path / f"{mode}.pdf").read_bytes()
        unit_window.lift()
    theme.install(qapp, "light")
    assert pages["light"].startswith(b"%PDF") and pages["light"].count(b"/Type /Page\n") == 2
    assert abs(len(pages["light"]) - len(pages["dark"])) < 20_000


def test_words_are_marked_letter_by_letter():
    assert spans("Đã nhập, chưa nhập", "nhap chua") == [(3, 4), (9, 4), (14, 4)]
    assert spans("Đủ", "du") == [(0, 2)]
    assert spans("gì", "") == []

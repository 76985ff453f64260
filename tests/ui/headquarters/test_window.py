import pytest
from PySide6.QtCore import Qt

from desktop.kit import messages
from desktop.kit.buttons import KeyButton
from desktop.ui.headquarters.window import HeadquartersWindow


@pytest.fixture
def window(full, shown, settled):
    window = HeadquartersWindow(full)
    shown(window)
    settled()
    return window


def test_the_window_opens_on_tonight_with_unit_and_period(window):
    assert window.current_key() == "tonight"
    assert window.windowTitle() == "Giao Ban, Công an tỉnh Cao Bằng"
    before = ["tonight", "receiving", "decisions", "progress", "summary", "check"]
    assert window.page_keys() == [*before, "report", "conference", "catalogue", "settings", "lock"]


@pytest.mark.parametrize("key", ["tonight", "receiving", "decisions", "progress", "summary", "check", "report"])
def test_every_page_opens_and_names_its_keys(window, settled, key):
    page = window.show_page(key)
    settled()
    assert 3 <= len(page.keys()) <= 5
    buttons = [widget for widget in page.header.actions_shown() if isinstance(widget, KeyButton)]
    assert all(button.isEnabled() or button.reason() for button in buttons)


def test_files_that_wait_are_counted_in_the_rail(window, stick, settled):
    page = window.show_page("receiving")
    page.take([stick])
    settled()
    assert window.rail._items["receiving"].badge() == "2"
    assert len(window.desk.waiting()) == 1


def test_another_period_puts_the_files_away(window, full, stick, settled):
    window.show_page("receiving").take([stick])
    settled()
    folder = window.desk.batch.folder
    full.open_period(full.books.period("2019-H1"))
    assert window.desk.batch is None
    assert not folder.exists()


def test_closing_puts_the_files_away(window, stick, settled):
    window.show_page("receiving").take([stick])
    settled()
    folder = window.desk.batch.folder
    window.close()
    assert not folder.exists()


def test_closing_while_files_are_read_is_asked(window, stick, settled, monkeypatch):
    window.show_page("receiving").take([stick])
    monkeypatch.setattr(messages, "ask", lambda *_, **__: False)
    window.close()
    assert window.isVisible()
    settled()


def test_a_merge_shows_on_the_other_pages(window, stick, settled):
    page = window.show_page("receiving")
    page.take([stick])
    settled()
    window.desk.merge()
    settled()
    window.show_page("progress")
    assert "3/4" in window.page("progress").header.state.text()


def look(window, text):
    window.strip.search.setFocus()
    window.strip.search.setText(text)
    window.search.look()
    return window.search.offered()


def test_search_finds_a_unit_or_an_indicator(qtbot, window, settled):
    assert look(window, "nam quang")[0] == "Xã Nam Quang"
    qtbot.keyClick(window.strip.search, Qt.Key.Key_Return)
    assert window.current_key() == "progress"
    assert window.page("progress").marks.current().words == "Xã Nam Quang: chưa gửi"
    offered = look(window, "tuyên truyền")
    assert offered[-1] == "Tìm “tuyên truyền” trong bảng chỉ tiêu"
    for _ in offered[1:]:
        qtbot.keyClick(window.strip.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.strip.search, Qt.Key.Key_Return)
    settled()
    assert window.current_key() == "summary"
    shown = window.page("summary").indicators.model
    assert "tuyên truyền" in shown.row_at(1).cells[0].text.lower()


def test_units_of_one_name_are_told_apart_by_their_area(window):
    units = window._context.books.reporting_units()
    choices = [choice for choice, _ in window.search.find("xa")]
    areas = [choice.code for choice in choices[: len(units)] if choice.key.startswith("unit")]
    assert "Bảo Lâm" in areas
    assert all(areas)


def test_a_screen_is_found_by_its_title(qtbot, window):
    assert look(window, "soat so lieu")[0] == "Soát số liệu"
    qtbot.keyClick(window.strip.search, Qt.Key.Key_Return)
    assert window.current_key() == "check"

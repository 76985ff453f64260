"""Pages are made in small steps, before they are wanted or part by part."""

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.kit import jobs
from desktop.kit.frame import Page
from desktop.ui.headquarters.window import HeadquartersWindow

LATER = {
    "decisions": ("conflicts", "corrections", "questions", "quality"),
    "summary": ("indicators", "units", "ranking", "pivot"),
    "conference": ("tasks", "news"),
}
"""Parts that are not made with their page."""


class Windows(QObject):
    """Hears of everything that is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def windows(qapp):
    windows = Windows()
    qapp.installEventFilter(windows)
    yield windows
    qapp.removeEventFilter(windows)


@pytest.fixture
def window(at_odds, shown, settled):
    window = HeadquartersWindow(at_odds)
    shown(window)
    settled()
    return window


def test_no_part_is_a_window_before_it_has_its_place(windows, window, settled):
    for _ in window._steps():
        QApplication.processEvents()
    for key in window.page_keys():
        window.show_page(key)
        settled()
    assert windows.shown == ["HeadquartersWindow"]


def test_all_pages_and_their_parts_are_made_ahead(window, settled):
    steps = list(window._steps())
    settled()
    for key in window.page_keys():
        page = window.page(key)
        assert isinstance(page, Page)
        assert page in steps or key == "tonight", key
    for key, parts in LATER.items():
        assert set(parts) <= window.page(key).__dict__.keys(), key
    assert len(window.page("catalogue")._parts) == len(window.page("catalogue").tabs._tabs)
    assert len(window.page("settings")._made) == len(window.page("settings")._parts)
    assert window.current_key() == "tonight"


@pytest.mark.parametrize("key", LATER)
def test_a_page_that_is_asked_for_at_once_makes_only_what_is_seen(window, settled, key):
    page = window.show_page(key)
    settled()
    assert page.__dict__.keys().isdisjoint(LATER[key])
    getattr(page, LATER[key][0])
    assert LATER[key][0] in page.__dict__


def test_tabs_count_the_same_before_and_after_their_parts_are_made(window, settled):
    counts = {}
    for key in ("decisions", "conference", "catalogue"):
        page = window.show_page(key)
        settled()
        counts[key] = [(tab.key, tab.words, tab.count) for tab in page.tabs._tabs]
        for _ in page.ahead():
            settled()
        page._show()
        assert [(tab.key, tab.words, tab.count) for tab in page.tabs._tabs] == counts[key]
    assert {key: count for key, _, count in counts["decisions"]}["conflicts"] > 0


def test_the_modules_of_all_pages_are_loaded_ahead(window):
    for key in window.page_keys():
        module = type(window.page(key) or window._made(key)).__module__
        assert window.modules.get(key) == module or key == "tonight", key


def test_the_next_key_reaches_the_page_that_was_asked_for(window):
    for key in ("report", "decisions", "tonight"):
        window.ask_page(key)
        assert window.current_key() == key
        assert window.page(key).isVisible()


def test_the_window_turns_while_a_page_is_made(window):
    turned = []
    QTimer.singleShot(0, lambda: turned.append(window.current_key()))
    window.ask_page("report")
    assert turned == ["tonight"]


def test_a_page_that_cannot_be_made_leaves_the_window_at_work(window, monkeypatch):
    told = []
    monkeypatch.setattr(jobs, "tell_failure", lambda parent, words, error: told.append(error))
    monkeypatch.setattr(window, "warm_page", lambda key: 1 / 0)
    window.ask_page("report")
    assert [type(error) for error in told] == [ZeroDivisionError]
    assert window.current_key() == "tonight"


def test_who_goes_elsewhere_is_not_led_back(window, settled):
    QTimer.singleShot(0, lambda: window.show_page("progress"))
    window.ask_page("report")
    settled()
    for _ in range(5):
        QApplication.processEvents()
    assert window.current_key() == "progress"

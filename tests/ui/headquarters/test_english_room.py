"""The screens in English at the sizes of most machines: nothing cut, nothing out of reach."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.kit import english
from desktop.ui.headquarters.window import HeadquartersWindow
from desktop.ui.unit.window import UnitWindow
from tests.ui.scales import size_at
from tests.ui.walker import cuts

PARTS = {"summary": ("overview", "indicators", "units", "ranking", "pivot"), "receiving": ("desk", "log")}


@pytest.fixture(autouse=True)
def _in_english(qapp):
    english.speak(qapp, True)
    yield
    english.speak(qapp, False)


def cut_on(page, window):
    found = []
    for scale in (100, 150):
        window.resize(*size_at(scale))
        for _ in range(10):
            QApplication.processEvents()
        found += [f"{scale} % {page}: {each}" for each in cuts(window)]
    return found


def test_no_screen_of_a_unit_is_cut(shown, sample_context):
    window = shown(UnitWindow(sample_context))
    found = []
    for key in window.page_keys():
        window.show_page(key)
        found += cut_on(key, window)
    assert not found, "\n".join(found)


def test_no_screen_of_a_headquarters_is_cut(shown, at_odds, settled, stick):
    window = shown(HeadquartersWindow(at_odds))
    window.desk.look_at([stick])
    settled()
    found = []
    for key in window.page_keys():
        page = window.show_page(key)
        for part in PARTS.get(key, ("",)):
            if part:
                page.choose_part(part)
            settled()
            found += cut_on(f"{key} {part}", window)
    assert not found, "\n".join(found)

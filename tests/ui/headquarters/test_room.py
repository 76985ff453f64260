"""Every screen of a headquarters at every scale of Windows, light and dark: nothing cut, nothing out of reach."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.kit import theme
from desktop.ui.headquarters.window import HeadquartersWindow
from tests.ui.scales import SCALES, size_at
from tests.ui.walker import cuts

PARTS = {"summary": ("overview", "indicators", "units"), "receiving": ("desk", "log")}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_screen_of_a_headquarters_is_cut(qapp, shown, at_odds, settled, stick, mode):
    theme.install(qapp, mode)
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
            for scale in SCALES:
                window.resize(*size_at(scale))
                for _ in range(10):
                    QApplication.processEvents()
                found += [f"{scale} % {key} {part}: {each}" for each in cuts(window)]
    theme.install(qapp, "light")
    assert not found, "\n".join(found)

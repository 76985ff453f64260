"""Every screen of a unit at every scale of Windows, light and dark: nothing cut, nothing out of reach."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.text import Cut, Text
from desktop.ui.unit.window import UnitWindow
from tests.ui.scales import SCALES, size_at
from tests.ui.walker import cuts


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_screen_of_a_unit_is_cut(qapp, shown, sample_context, mode):
    theme.install(qapp, mode)
    window = shown(UnitWindow(sample_context))
    found = []
    for key in window.page_keys():
        window.show_page(key)
        for scale in SCALES:
            window.resize(*size_at(scale))
            for _ in range(10):
                QApplication.processEvents()
            found += [f"{scale} % {key}: {each}" for each in cuts(window)]
    theme.install(qapp, "light")
    assert not found, "\n".join(found)


def test_the_walker_sees_what_is_cut(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    label, button = Text("Một câu dài hơn chỗ của nó"), KeyButton("Xuất tệp gửi cấp trên", "Ctrl+Enter")
    hinted = Cut("Một câu dài hơn chỗ của nó nhưng nói đủ khi trỏ vào")
    for place, each in enumerate((label, button, hinted)):
        each.setParent(window)
        each.setGeometry(0, 40 * place, 60, 32)
    window.resize(50, 200)
    window.show()
    told = cuts(window)
    assert [each.partition(":")[0] for each in told] == [
        "cut at the side",
        "outside of QWidget",
        "button too narrow",
        "outside of QWidget",
        "outside of QWidget",
    ]

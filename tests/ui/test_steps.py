"""Windows and pages come in small steps: five widgets take a millisecond, and a step holds the window up."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.kit.frame import Shell
from desktop.ui.headquarters.window import HeadquartersWindow
from desktop.ui.unit.window import UnitWindow

MOST = 170


@pytest.fixture(params=["unit", "headquarters"])
def window(request: pytest.FixtureRequest, qtbot: object) -> Shell:
    """A window that stands, without a page yet."""
    unit = request.param == "unit"
    context = request.getfixturevalue("sample_context" if unit else "province_context")
    window = (UnitWindow if unit else HeadquartersWindow)(context, at_once=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


def sizes(steps: Iterator[object]) -> list[int]:
    """How many widgets each step makes."""
    found, more = [], True
    while more:
        before = len(QApplication.allWidgets())
        more = next(steps, None) is not None
        found.append(len(QApplication.allWidgets()) - before)
    return found


def test_the_window_stands_before_its_first_page_is_made(window: Shell) -> None:
    first = next(iter(window.modules))
    assert window.current_page() is None and window.page(first) is None
    window.begin()
    assert window.current_key() == first and window.page(first).isVisible()


def test_no_page_that_is_asked_for_comes_in_one_piece(window: Shell) -> None:
    window.begin()
    for key in window.page_keys():
        window._wanted = key
        made = sizes(window._coming(key))
        assert len(made) > 2 or window.page(key) is not None
        assert max(made, default=0) <= MOST, (key, made)


def test_nothing_that_is_made_ahead_comes_in_one_piece(window: Shell) -> None:
    window.begin()
    made = sizes(window._steps())
    assert max(made) <= MOST, made

"""What every test stands on: a quiet screen, our own looks, folders that are thrown away."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

if sys.platform == "linux" and shutil.which("Xvfb"):
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb")  # pytest-xvfb brings the display, also under Wayland
else:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("desk", deadline=None, database=None)
hypothesis.settings.register_profile("ci", deadline=None, database=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")

XDG_FOLDERS = tuple(f"XDG_{kind}_HOME" for kind in ("CACHE", "CONFIG", "DATA", "STATE"))


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the books and settings of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("APPDATA", "LOCALAPPDATA", *XDG_FOLDERS):
            patch.setenv(name, str(home))
        yield home


@pytest.fixture(scope="session", autouse=True)
def quick_children() -> Iterator[None]:
    """Files are read in real children, but forked ones: hundreds of new interpreters would cost minutes."""
    from desktop.services import readers
    from tests import forking

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "get_context", forking.context)
        yield


PATIENCE_MS = 120_000
"""How long a test waits for what must happen: a slow machine is no fault, and who is right waits for nothing."""


@pytest.fixture(scope="session")
def qapp(qapp):
    """The one QApplication, with our fonts and colours."""
    from pytestqt.qtbot import QtBot

    from desktop.kit import theme, translation

    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
        wait.__kwdefaults__["timeout"] = PATIENCE_MS

    theme.install(qapp)
    translation.install(qapp)
    return qapp


@pytest.fixture
def shown(qtbot):
    """Shows a widget in a window of the drawings' size that has the keyboard."""

    def show(widget):
        qtbot.addWidget(widget)
        widget.resize(1366, 697)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Closed windows go at once: those that wait for an event loop are dressed anew by every change of looks."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)

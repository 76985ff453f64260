import threading

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.kit import crash


@pytest.fixture
def watch(qapp, monkeypatch, caplog):
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(crash, "_watch", None)
    made = crash.watch(qapp, lambda: "Giao Ban 1.0")
    yield made
    for window in made.windows.values():
        window.close()
        window.deleteLater()


def divide():
    return 1 / 0


def caught(action):
    try:
        action()
    except ZeroDivisionError as error:
        return error


def test_one_window_for_each_kind(qtbot, watch):
    for _ in range(3):
        crash.report(caught(divide))
    crash.report(caught(lambda: 2 / 0))
    qtbot.waitUntil(lambda: len(watch.windows) == 2)


def test_an_error_on_another_thread_speaks_on_the_windows_one(qtbot, watch):
    thread = threading.Thread(target=divide)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(watch.windows) == 1)
    window = next(iter(watch.windows.values()))
    assert window.isVisible()
    assert "ZeroDivisionError" in window.text.toPlainText()


def test_the_text_is_ready_to_copy(qtbot, watch):
    crash.report(caught(divide))
    qtbot.waitUntil(lambda: len(watch.windows) == 1)
    next(iter(watch.windows.values())).copy.click()
    assert "Giao Ban 1.0" in QGuiApplication.clipboard().text()


def test_without_a_watch_errors_go_on(monkeypatch):
    monkeypatch.setattr(crash, "_watch", None)
    with pytest.raises(ZeroDivisionError):
        crash.report(caught(divide))

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from desktop.base import calm
from desktop.base.errors import Trouble, UserError
from desktop.kit import crash, jobs, messages
from desktop.kit.progress_strip import ProgressStrip


@pytest.fixture
def strip(qtbot):
    made = ProgressStrip("Tệp đã đọc được giữ lại.", {"rows": "Đang đọc dòng"})
    qtbot.addWidget(made)
    return made


def until_stopped(progress):
    """Works for ever, so only stopping ends it."""
    done = 0
    while True:
        progress.step("rows", done % 100, 100)
        done += 1


def test_a_job_gives_its_result_on_the_threads_of_the_window(qtbot, strip):
    told = []
    here = threading.current_thread()
    job = jobs.run(
        strip,
        "Đang đọc",
        lambda progress: (threading.current_thread() is here, list(progress.over(range(3), "rows", 3))),
        lambda result: told.append((result, threading.current_thread() is here)),
    )
    assert jobs.busy()
    qtbot.waitSignal(job.ended).wait()
    assert told == [((False, [0, 1, 2]), True)]
    assert not jobs.busy()


def test_it_starts_only_on_the_next_turn(qtbot, strip):
    began = threading.Event()
    job = jobs.run(strip, "Đang đọc", lambda progress: began.set(), lambda result: None)
    assert not began.is_set()
    qtbot.waitSignal(job.ended).wait()
    assert began.is_set()


def test_stopping_ends_it_and_is_no_error(qtbot, strip):
    told = []
    job = jobs.run(
        strip,
        "Đang đọc",
        until_stopped,
        told.append,
        failed=told.append,
        stopped=lambda: told.append("stopped"),
        strip=strip,
    )
    qtbot.waitUntil(lambda: job.box.total == 100)
    with qtbot.waitSignal(job.ended):
        strip.stop()
        assert strip.kept.text() == "Tệp đã đọc được giữ lại."
    assert told == ["stopped"]
    assert not job.running()


def test_the_strip_appears_in_its_place_and_leaves(qtbot, strip):
    job = jobs.run(strip, "Đang đọc", until_stopped, lambda result: None, strip=strip)
    assert strip.isHidden()
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: strip.words.text().startswith("Đang đọc dòng "))
    assert strip.words.text().endswith("/100")
    assert not strip.grab().isNull()
    with qtbot.waitSignal(job.ended):
        strip.button.click()
    assert strip.isHidden()


def test_a_failure_is_handed_over(qtbot, strip):
    told = []

    def fail(progress):
        raise UserError(Trouble.DISK_FULL, path="E:")

    job = jobs.run(strip, "Đang ghi", fail, told.append, failed=told.append)
    qtbot.waitSignal(job.ended).wait()
    assert [error.code for error in told] == [Trouble.DISK_FULL]


def test_faults_of_the_world_are_told_and_ours_open_the_crash_window(qtbot, strip, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "tell", lambda parent, title, words: told.append(words))
    monkeypatch.setattr(crash, "report", told.append)
    messages.speak_with(lambda error: f"câu của {error.code.value}")
    try:
        jobs.tell_failure(strip, "Đang ghi", UserError(Trouble.DISK_FULL))
    finally:
        messages.speak_with(str)
    ours = ZeroDivisionError()
    jobs.tell_failure(strip, "Đang ghi", ours)
    assert told == ["câu của disk_full", ours]


def test_memory_is_searched_only_when_no_job_runs(qtbot, strip, monkeypatch):
    searched = []
    monkeypatch.setattr(calm, "tidy", lambda: searched.append(jobs.busy()))
    qtbot.waitUntil(lambda: not jobs.busy())
    first, last = threading.Event(), threading.Event()
    try:
        ended = jobs.run(strip, "Đang đọc", lambda _: first.wait(), lambda _: None, writes=False).ended
        jobs.run(strip, "Đang đọc", lambda _: last.wait(), lambda _: None, writes=False)
        with qtbot.waitSignal(ended):
            first.set()
        QApplication.processEvents()
        assert searched == []
        last.set()
        qtbot.waitUntil(lambda: searched == [False])
    finally:
        first.set()
        last.set()


def test_a_job_whose_window_went_holds_nothing_up(qtbot):
    window, go_on = QWidget(), threading.Event()
    job = jobs.run(window, "Đang đọc", lambda _: go_on.wait(), lambda _: None, writes=False)
    qtbot.waitUntil(lambda: job.future() is not None)
    Shiboken.delete(window)
    assert jobs.busy()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert job not in jobs._running


def test_writers_take_turns(qtbot, strip):
    order = []
    first = jobs.run(strip, "Một", lambda progress: order.append(1), lambda result: None)
    second = jobs.run(strip, "Hai", lambda progress: order.append(2), lambda result: None)
    with qtbot.waitSignals([first.ended, second.ended]):
        pass
    assert order == [1, 2]


def test_closing_waits_for_what_runs(qtbot, strip):
    job = jobs.run(strip, "Đang đọc", until_stopped, lambda result: None)
    qtbot.waitUntil(lambda: job.box.total == 100)
    with qtbot.waitSignal(job.ended):
        jobs.wait_for_all(stop=True)
        assert job.future().done()


def test_a_job_whose_window_is_gone_keeps_nobody_busy_for_ever(qtbot):
    window = QObject()
    jobs.run(window, "việc", lambda _: None, lambda _: None)
    qtbot.wait(0)
    window.deleteLater()
    del window
    qtbot.waitUntil(lambda: not jobs.busy())

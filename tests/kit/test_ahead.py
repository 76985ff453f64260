import threading

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.base.errors import Trouble, UserError
from desktop.kit import access, jobs
from desktop.kit.ahead import Ahead
from desktop.kit.frame import Page, Shell


def turns(count=3):
    for _ in range(count):
        QApplication.processEvents()


@pytest.fixture
def ahead(qapp):
    made = []

    def steps():
        for each in "abc":
            made.append(each)
            yield each

    ahead = Ahead(steps(), qapp)
    ahead.made = made
    yield ahead
    ahead.deleteLater()


def test_one_step_a_turn_until_all_is_made(qtbot, ahead):
    with qtbot.waitSignal(ahead.finished):
        assert ahead.step()
        assert ahead.made == ["a"]
    assert ahead.made == ["a", "b", "c"]
    assert ahead.is_done()


def test_it_rests_while_the_books_are_written(qtbot, ahead):
    begun, may_end = threading.Event(), threading.Event()
    ahead._timer.stop()
    jobs.run(ahead, "Đang làm", lambda _: (begun.set(), may_end.wait()), lambda _: None)
    qtbot.waitUntil(begun.is_set)
    ahead._on_turn()
    assert ahead.made == []
    may_end.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    ahead._on_turn()
    assert ahead.made == ["a"]


def test_what_cannot_be_made_waits_until_somebody_asks(qapp):
    def steps():
        raise UserError(Trouble.DAMAGED_DATABASE, path="")
        yield

    ahead = Ahead(steps(), qapp)
    assert not ahead.step()
    assert ahead.is_done()


class PartedPage(Page):
    def __init__(self):
        super().__init__("Trang")
        self.late = None
        self.body.addWidget(QLabel("phần đầu"))

    def ahead(self):
        self.late = QWidget()
        self.body.addWidget(self.late)
        yield self.late


@pytest.fixture
def shell(qtbot):
    shell = Shell()
    qtbot.addWidget(shell)
    shell.add_page("first", "moon", "Đầu", lambda: Page("Đầu"))
    shell.add_page("parted", "inbox", "Nhiều phần", PartedPage)
    shell.resize(1366, 768)
    shell.show()
    shell.show_page("first")
    return shell


def test_pages_are_made_in_steps_and_not_shown(shell):
    made = list(shell._steps())
    page = shell.page("parted")
    assert made.count(page) > 1  # made, and then made ready for its first showing
    assert made.count(page.late) == 2
    assert shell.current_key() == "first"
    assert page.isHidden()
    assert page.size() == shell._stack.size()
    assert page.is_named()


def test_a_page_that_is_asked_for_is_made_at_once_and_once(shell):
    page = shell.show_page("parted")
    assert page.late is None
    list(shell._steps())
    assert page.late is not None
    assert shell.show_page("parted") is page


def test_modules_are_loaded_and_slow_things_read_off_the_windows_thread(qtbot, shell, monkeypatch):
    threads = []
    monkeypatch.setattr(shell, "warm", lambda: threads.append(threading.current_thread()))
    monkeypatch.setattr(shell, "modules", {"parted": "desktop.kit.ahead"})
    shell.make_ahead()
    qtbot.waitUntil(lambda: shell.ahead is not None and shell.ahead.is_done())
    assert threads[0] is not threading.main_thread()
    assert shell.page("parted").late is not None


def test_the_order_of_tab_is_not_sought_when_a_page_goes_out_of_sight(qtbot, shell, monkeypatch):
    asked = []
    monkeypatch.setattr(access, "order", asked.append)
    page = shell.page("first")
    field = QWidget()
    field.setFocusPolicy(shell.rail.focusPolicy().StrongFocus)
    page.body.addWidget(field)
    page.focusNextPrevChild(True)
    assert asked == [page]
    shell.show_page("parted")
    page.focusNextPrevChild(True)
    assert asked == [page]


def test_hidden_parts_have_no_place_in_the_order_of_tab(qtbot):
    holder, seen, hidden = QWidget(), QLabel("thấy"), QLabel("ẩn")
    qtbot.addWidget(holder)
    for each in (seen, hidden):
        each.setParent(holder)
        each.setFocusPolicy(each.focusPolicy().StrongFocus)
    seen.show()
    hidden.hide()
    assert list(access.reading_order(holder)) in ([seen, hidden], [hidden, seen])
    assert list(access.reading_order(holder, in_sight=True)) == [seen]

"""Tasks in words."""

from datetime import date

import pytest

from desktop.domain.deadlines import Holidays
from desktop.domain.tasks import Note, Task, TaskState
from desktop.services.following import STATES as FOLLOWED
from desktop.wording import tasks as words

TODAY = date(2020, 6, 15)


def task(**fields):
    return Task(b"", "", "", "", **fields)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (task(), "chưa làm"),
        (task(state=TaskState.DOING, reached=45), "đang làm, 45%"),
        (task(state=TaskState.DOING, reached=7, goal=12, measure="buổi"), "đang làm, 7/12 buổi"),
        (task(state=TaskState.DONE, reached=1200, goal=1000), "xong, 1.200/1.000"),
        (task(state=TaskState.BLOCKED, reason="mưa lũ"), "không làm được: mưa lũ"),
    ],
)
def test_states(made, said):
    assert words.state_words(made) == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, ""),
        (date(2020, 7, 31), "hạn 31/07/2020"),
        (date(2020, 6, 17), "hạn 17/06/2020, còn 3 ngày làm việc"),
        (date(2020, 6, 15), "hạn 15/06/2020, còn 1 ngày làm việc"),
        (date(2020, 6, 12), "hạn 12/06/2020, quá 3 ngày"),
    ],
)
def test_days(due, said):
    assert words.due_words(task(due=due), TODAY, Holidays(frozenset())) == said


def test_the_last_note_says_its_day():
    assert words.last_note(task(notes=(Note(date(2020, 6, 1), "a"), Note(date(2020, 6, 9), "b")))) == "09/06: b"
    assert words.last_note(task(notes=(Note(None, "a"),))) == "a"
    assert words.last_note(task()) == ""


def test_every_state_has_its_word():
    assert set(words.STATES) == set(FOLLOWED)

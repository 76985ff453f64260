"""Tasks as rows: notes with their day, how far, how pressing, into which reports they belong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.tasks import Note, Task, TaskState, concerns, notes_text, read_notes, task_of

FIRST, LAST = date(2020, 6, 15), date(2020, 12, 14)
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.builds(Note, st.dates(date(1000, 1, 1)), WORDS)))
def test_notes_are_read_as_they_were_written(notes):
    assert read_notes(notes_text(notes)) == tuple(notes)


@pytest.mark.parametrize("line", ["chưa có ngày", "31/02/2020: ngày không có", "1/6/2020: thiếu số 0"])
def test_what_has_no_readable_day_is_a_note_all_the_same(line):
    assert read_notes(f"{line}\n\n05/06/2020: có ngày") == (Note(None, line), Note(date(2020, 6, 5), "có ngày"))


@pytest.mark.parametrize(
    ("fields", "share"),
    [
        ({}, None),
        ({"reached": 45}, 0.45),
        ({"reached": 3, "goal": 12}, 0.25),
        ({"reached": 14, "goal": 12}, 1.0),
        ({"reached": 0, "goal": 12}, 0.0),
        ({"state": TaskState.DONE}, 1.0),
    ],
)
def test_how_far_it_is(fields, share):
    assert Task(b"", "", "", "", **fields).share == share


def test_a_hand_filled_row_has_its_ordinary_values():
    task = task_of(b"u", {"title": "Việc", "due": "mai", "state": "lạ", "goal": "mười"})
    assert (task.title, task.due, task.state, task.goal, task.is_given) == ("Việc", None, TaskState.TODO, None, False)


@pytest.mark.parametrize(
    ("values", "filed", "belongs"),
    [
        ({"state": "todo"}, "2020-06-14", True),
        ({"state": "done", "ended": "2020-07-01"}, "2020-06-14", True),
        ({"state": "done", "ended": "2020-06-10"}, "2020-06-14", False),
        ({"state": "done", "ended": "2020-06-10"}, "2020-12-14", True),
        ({"state": "todo"}, "2021-06-14", False),
        ({"state": "blocked"}, "2020-06-14", True),
    ],
)
def test_which_reports_tell_of_it(values, filed, belongs):
    assert concerns(values, filed, FIRST, LAST) is belongs


def test_the_last_day_that_its_row_names():
    notes = (Note(date(2020, 6, 1), "a"), Note(None, "b"), Note(date(2020, 5, 1), "c"))
    assert Task(b"", "", "", "", notes=notes).updated == date(2020, 6, 1)
    assert Task(b"", "", "", "", notes=notes, ended=date(2020, 6, 3)).updated == date(2020, 6, 3)
    assert Task(b"", "", "", "").updated is None

"""Saved changes are taken back and made again; nothing is ever removed from the books."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import Trouble, UserError
from desktop.domain.records import RecordDraft
from desktop.services import auditing, browsing, closing, keeping, recording, undoing
from desktop.services.books import Role
from desktop.services.browsing import Filter
from desktop.services.recording import FigureDraft, Touched
from desktop.services.writing import Line, current, write
from tests.services.conftest import PERIOD
from tests.services.drafts import case


def now(books, uid):
    with books.db.read() as connection:
        return current(connection, uid)


def living(books):
    return [row.uid for row in browsing.rows(books, browsing.ids(books, Filter()))]


def versions(books):
    with books.db.read() as connection:
        return connection.exec_driver_sql("SELECT COUNT(*) FROM version").scalar()


def test_a_new_record_goes_and_comes_back_with_its_number(unit_books):
    done = recording.record(unit_books, case())
    moved = undoing.undo(unit_books)
    assert (moved.action, moved.uid, moved.gone, moved.touched) == ("recorded", done.uid, True, Touched.RECORDS)
    assert living(unit_books) == []
    undoing.redo(unit_books)
    assert living(unit_books) == [done.uid]
    assert now(unit_books, done.uid).number == done.number
    assert auditing.faults(unit_books) == []


def test_an_amended_record_holds_its_old_values_again_in_a_new_version(unit_books):
    done = recording.record(unit_books, case())
    recording.amend(unit_books, done.uid, case(subjects=9).values)
    before = versions(unit_books)
    undoing.undo(unit_books)
    assert now(unit_books, done.uid).values["subjects"] == 2
    assert versions(unit_books) == before + 1
    undoing.redo(unit_books)
    assert now(unit_books, done.uid).values["subjects"] == 9


def test_a_deletion_is_taken_back(unit_books):
    done = recording.record(unit_books, case())
    recording.delete(unit_books, done.uid, "ghi trùng")
    assert not undoing.undo(unit_books).gone
    assert living(unit_books) == [done.uid]
    undoing.redo(unit_books)
    assert now(unit_books, done.uid).values["_reason"] == "ghi trùng"


def test_figures_of_one_paste_go_together(unit_books):
    recording.type_figure(unit_books, 202006, "CT.08.1", "value", 7)
    pasted = [FigureDraft(202006, "CT.08.1", "value", 24), FigureDraft(202005, "CT.08.2", "value", 3)]
    assert recording.put_figures(unit_books, pasted) == 2
    assert undoing.undo(unit_books).rows == 2
    rows = closing.checklist(unit_books, unit_books.period(PERIOD))
    assert {(cell.month, cell.indicator.code) for cell in rows.blank} >= {(202005, "CT.08.1")}
    with unit_books.db.read() as connection:
        kept = connection.exec_driver_sql("SELECT month, indicator, amount FROM total").all()
    assert kept == [(202006, "CT.08.1", 7000)]


def test_declarations_words_and_reasons_are_taken_back_too(unit_books):
    recording.declare(unit_books, PERIOD, "NN", "none", "Trưởng Công an xã")
    recording.write_narrative(unit_books, PERIOD, "TH", "outlook", "Ổn định.")
    assert undoing.undo(unit_books).touched is Touched.TEXTS
    assert undoing.undo(unit_books).touched is Touched.FIGURES
    assert closing.checklist(unit_books, unit_books.period(PERIOD)).declared == []
    assert closing.narrative(unit_books, unit_books.period(PERIOD)) == {}


def test_there_is_an_end_to_both_ways(unit_books):
    assert undoing.undo(unit_books) is None
    recording.record(unit_books, case())
    assert undoing.redo(unit_books) is None
    undoing.undo(unit_books)
    assert undoing.undo(unit_books) is None


def test_a_new_change_ends_the_way_forward(unit_books):
    recording.record(unit_books, case())
    undoing.undo(unit_books)
    recording.record(unit_books, case())
    assert undoing.standing(unit_books) == undoing.Standing(undo=1, redo=0)
    assert undoing.redo(unit_books) is None


def test_fifty_steps_and_no_more(unit_books):
    for value in range(1, 56):
        recording.type_figure(unit_books, 202006, "CT.08.1", "value", value)
    steps = 0
    while undoing.undo(unit_books):
        steps += 1
    assert steps == 50
    with unit_books.db.read() as connection:
        assert connection.exec_driver_sql("SELECT amount FROM total").scalar() == 5000


def test_what_is_changed_is_still_taken_back_after_the_program_was_closed(unit_books):
    done = recording.record(unit_books, case())
    folder = unit_books.folder
    unit_books.close()
    again = keeping.open_books(folder)
    assert undoing.undo(again).uid == done.uid
    again.close()


def test_a_row_that_came_from_elsewhere_since_is_left_alone(unit_books):
    done = recording.record(unit_books, case())
    with unit_books.db.begin() as connection:
        foreign = Line(done.uid, "case", case(subjects=7).values | {"_number": done.number}, "merged")
        write(connection, unit_books, foreign)
    before = versions(unit_books)
    with pytest.raises(UserError) as caught:
        undoing.undo(unit_books)
    assert caught.value.code is Trouble.CHANGED_SINCE
    assert versions(unit_books) == before


def test_changes_of_another_officer_are_not_ours_to_take_back(unit_books):
    recording.record(unit_books, case())
    keeping.change_officer(unit_books, "ca 2")
    assert undoing.undo(unit_books) is None


ACTS = st.lists(st.sampled_from(("record", "amend", "delete", "figure", "blank", "paste")), max_size=14)


def act(books, what, turn):
    uids = living(books)
    match what:
        case "record":
            recording.record(books, RecordDraft("patrol", {"held_on": "2020-06-01", "patrol_kind": "chung"}))
        case "amend" if uids:
            values = {"held_on": "2020-06-02", "patrol_kind": "chung", "officers": turn + 1}
            recording.amend(books, uids[0], values)
        case "delete" if uids:
            recording.delete(books, uids[0], "nhầm")
        case "figure":
            recording.type_figure(books, 202006, "CT.08.1", "value", turn + 1)
        case "blank":
            recording.type_figure(books, 202006, "CT.08.1", None)
        case "paste":
            recording.put_figures(books, [FigureDraft(m, "CT.08.2", "value", turn + 2) for m in (202005, 202006)])


def state(books):
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT uid, state, content FROM record JOIN version ON version.id = version_id WHERE state <> 'deleted'"
        ).all()
        totals = connection.exec_driver_sql("SELECT month, indicator, origin, amount FROM total ORDER BY 1, 2, 3").all()
    kept = {
        uid: {n: v for n, v in browsing.parse_content(c).items() if n not in undoing._OWN_WORDS} for uid, _, c in rows
    }
    return kept, totals


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_work_taken_back_leads_through_the_same_states(tmp_path, acts):
    books = keeping.create(tmp_path / uuid4().hex, Role.UNIT, "01495", "2020", "Trực ban", True)
    seen = [state(books)]
    for turn, what in enumerate(acts):
        act(books, what, turn)
        if state(books) != seen[-1]:
            seen.append(state(books))
    back = [state(books)]
    while undoing.undo(books):
        if state(books) != back[-1]:
            back.append(state(books))
    assert back == seen[::-1]
    while undoing.redo(books):
        pass
    assert state(books) == seen[-1]
    assert auditing.faults(books) == []
    books.close()

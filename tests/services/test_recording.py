"""Records, figures, declarations and texts come into the books."""

from decimal import Decimal

import pytest

from desktop.base.errors import Refused, Trouble, UserError
from desktop.domain.figures import State
from desktop.domain.records import Order, RecordDraft, compare
from desktop.services import auditing, counting, recording
from desktop.services.writing import current
from tests.services.conftest import PERIOD
from tests.services.drafts import case


def stored(books, uid):
    with books.db.read() as connection:
        return current(connection, uid)


def figure(books, code):
    return counting.summary(books, books.period(PERIOD)).line(code).now


def journal(books):
    with books.db.read() as connection:
        statement = "SELECT action, old_version_id, new_version_id FROM journal ORDER BY id"
        return connection.exec_driver_sql(statement).all()


def test_a_record_is_numbered_and_counts(unit_books):
    done = recording.record(unit_books, case())
    assert done.number == "VV-01495-2020-0001"
    assert recording.record(unit_books, case()).number == "VV-01495-2020-0002"
    assert figure(unit_books, "TH.01").amount == 2
    assert figure(unit_books, "TX.03").amount == 4


def test_text_is_kept_composed_whatever_the_keyboard_sent(unit_books):
    done = recording.record(unit_books, case(summary="Mâ\u0301t xe ma\u0301y  "))
    assert stored(unit_books, done.uid).values["summary"] == "Mất xe máy"


def test_a_record_that_cannot_be_true_is_refused_with_its_problems(unit_books):
    with pytest.raises(Refused) as caught:
        recording.record(unit_books, case(solved_on="2020-03-01"))
    assert any(problem.field in ("solved_on", "occurred_on") for problem in caught.value.problems)
    assert figure(unit_books, "TH.01").amount is None


def test_the_same_record_is_kept_as_a_draft_and_does_not_count(unit_books):
    done = recording.record(unit_books, case(solved_on="2020-03-01"), final=False)
    assert stored(unit_books, done.uid).values["_state"] == "draft"
    assert figure(unit_books, "TH.01").state is State.BLANK


def test_amending_keeps_the_old_version_and_moves_the_figure(unit_books):
    done = recording.record(unit_books, case())
    before = stored(unit_books, done.uid)
    recording.amend(unit_books, done.uid, case(subjects=5).values)
    after = stored(unit_books, done.uid)
    assert compare(after.vector, before.vector) is Order.NEWER
    assert figure(unit_books, "TX.03").amount == 5
    assert journal(unit_books)[-1] == ("amended", before.version_id, after.version_id)


def test_amending_nothing_writes_nothing(unit_books):
    done = recording.record(unit_books, case())
    recording.amend(unit_books, done.uid, case().values)
    assert [action for action, *_ in journal(unit_books)] == ["recorded"]


def test_a_case_moved_to_another_month_leaves_no_trace_in_the_old_one(unit_books):
    done = recording.record(unit_books, case())
    recording.amend(unit_books, done.uid, case(occurred_on="2019-03-02").values)
    assert figure(unit_books, "TH.01").amount != 1
    assert auditing.faults(unit_books) == []


def test_deleting_needs_a_reason_and_can_be_taken_back(unit_books):
    done = recording.record(unit_books, case())
    with pytest.raises(UserError) as caught:
        recording.delete(unit_books, done.uid, "  ")
    assert caught.value.code is Trouble.REASON_NEEDED
    recording.delete(unit_books, done.uid, "ghi nhầm")
    assert figure(unit_books, "TH.01").amount is None
    recording.restore(unit_books, done.uid)
    assert figure(unit_books, "TH.01").amount == 1
    assert auditing.faults(unit_books) == []


def test_a_record_that_is_not_there(unit_books):
    with pytest.raises(UserError) as caught:
        recording.delete(unit_books, b"\0" * 16, "thử")
    assert caught.value.code is Trouble.RECORD_GONE


def test_many_records_are_stored_all_or_none(unit_books):
    with pytest.raises(Refused):
        recording.record_many(unit_books, [case(), case(solved_on="2020-03-01")])
    assert figure(unit_books, "TH.01").amount is None
    assert len(recording.record_many(unit_books, [case(), case()])) == 2


@pytest.mark.parametrize(
    ("state", "value", "shown", "amount"),
    [
        ("value", 12, State.VALUE, 12),
        ("value", 0, State.ZERO, 0),
        ("zero", None, State.ZERO, 0),
        ("none", None, State.NONE, 0),
        ("not_applicable", None, State.NOT_APPLICABLE, None),
    ],
)
def test_a_typed_figure_keeps_its_state(unit_books, state, value, shown, amount):
    recording.type_figure(unit_books, 202006, "CT.02", state, value)
    found = figure(unit_books, "CT.02")
    assert (found.state, found.amount) == (shown, None if amount is None else Decimal(amount))


def test_a_typed_figure_can_be_made_blank_again(unit_books):
    recording.type_figure(unit_books, 202006, "CT.02", "value", 7)
    recording.type_figure(unit_books, 202006, "CT.02", None)
    assert figure(unit_books, "CT.02").state is State.BLANK
    recording.type_figure(unit_books, 202006, "CT.02", "value", 7)
    assert figure(unit_books, "CT.02").amount == 7
    assert auditing.faults(unit_books) == []


def test_a_flow_with_a_blank_month_is_partial(unit_books):
    for month in unit_books.period(PERIOD).months[:-1]:
        recording.type_figure(unit_books, month, "PT.06", "value", 2)
    assert (figure(unit_books, "PT.06").amount, figure(unit_books, "PT.06").missing) == (10, 1)


def test_a_stock_is_that_of_the_last_month(unit_books):
    recording.type_figure(unit_books, 202005, "CT.02", "value", 40)
    recording.type_figure(unit_books, 202006, "CT.02", "value", 45)
    assert figure(unit_books, "CT.02").amount == 45


def test_a_figure_below_zero_is_refused(unit_books):
    with pytest.raises(Refused):
        recording.type_figure(unit_books, 202006, "CT.02", "value", -1)


def test_a_declared_section_is_zero_with_a_star(unit_books):
    recording.declare(unit_books, PERIOD, "MA", "none", "Trưởng Công an xã")
    assert figure(unit_books, "MA.01").state is State.NONE
    recording.withdraw_declaration(unit_books, PERIOD, "MA")
    assert figure(unit_books, "MA.01").state is State.BLANK


def test_only_a_named_person_declares(unit_books):
    with pytest.raises(UserError) as caught:
        recording.declare(unit_books, PERIOD, "MA", "none", " ")
    assert caught.value.code is Trouble.PERSON_NEEDED


def test_a_section_with_a_record_has_real_zeros(unit_books):
    recording.record(unit_books, case())
    assert figure(unit_books, "TH.08").state is State.ZERO
    assert figure(unit_books, "MA.01").state is State.BLANK


def test_solved_cases_of_earlier_periods_are_counted_apart(unit_books):
    recording.record(unit_books, case())
    recording.record(unit_books, case(occurred_on="2019-11-20", solved_on="2020-02-01"))
    assert (figure(unit_books, "TX.01").amount, figure(unit_books, "TX.02").amount) == (1, 1)
    year = counting.summary(unit_books, unit_books.period("2020-M03"))
    # asked for March alone, the case of 2 March was solved within it
    assert year.line("TX.01").now.amount == 1


def test_words_of_a_section_are_kept_and_taken_away(unit_books):
    done = recording.write_narrative(unit_books, PERIOD, "TH", "outlook", "Dự báo trộm cắp tăng.")
    assert stored(unit_books, done.uid).values["text"] == "Dự báo trộm cắp tăng."
    recording.write_narrative(unit_books, PERIOD, "TH", "outlook", "  ")
    assert stored(unit_books, done.uid).values["_state"] == "deleted"


def test_an_unknown_field_is_refused(unit_books):
    with pytest.raises(Refused):
        recording.record(unit_books, RecordDraft("case", case().values | {"nonsense": "1"}))


def test_a_value_that_was_not_told_is_no_zero(unit_books):
    with pytest.raises(Refused):
        recording.type_figure(unit_books, 202006, "CT.02", "value")
    assert figure(unit_books, "CT.02").state is State.BLANK


def test_what_is_counted_cannot_be_typed(unit_books):
    recording.record(unit_books, case())
    for code in ("TH.01", "TX.01", "TX.04", "KT.04"):
        with pytest.raises(Refused):
            recording.type_figure(unit_books, 202003, code, "value", 99)
    assert figure(unit_books, "TH.01").amount == 1

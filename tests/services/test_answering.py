"""Taking replies in: twice, older, of strangers, with another key; accepting and contesting."""

from dataclasses import asdict, replace

import pytest

from desktop.base.errors import Refused, Trouble, UserError
from desktop.domain.reply import fingerprint
from desktop.services import answering, asking, assigning, auditing, exporting, receiving, recording, replying
from desktop.services.answering import Outcome
from desktop.services.assigning import Order
from desktop.services.books import write_setting
from desktop.services.reply_desk import Stand, desk
from desktop.services.tasking import task_uid
from desktop.wording.messages import sentence
from desktop.workbook import seal
from tests.services.drafts import case
from tests.services.replies_room import (
    PERIOD,
    composed,
    correct,
    mark_of,
    receive,
    reply,
    send,
    values_of,
)
from tests.services.world import Here


@pytest.fixture(autouse=True)
def quick(monkeypatch, request):
    monkeypatch.setattr(receiving, "Readers", Here)
    if "child" not in request.fixturenames:
        monkeypatch.setattr(answering, "Readers", Here)


@pytest.fixture
def child():
    """Read in a process of its own, as in earnest."""


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def corrected(headquarters, unit_books, usb):
    """A case whose number of subjects headquarters corrected from 2 to 5; the reply's file."""
    uid = recording.record(unit_books, case(subjects=2)).uid
    receive(headquarters, send(unit_books, usb))
    correct(headquarters, uid, "Đối chiếu hồ sơ.", subjects=5)
    return uid, reply(headquarters, unit_books, usb)


def trouble(action, *arguments, **named) -> UserError:
    with pytest.raises(UserError) as caught:
        action(*arguments, **named)
    return caught.value


def test_a_child_reads_it(child, unit_books, corrected):
    assert answering.take_reply(unit_books, corrected[1]).outcome is Outcome.TAKEN


def test_a_child_refuses_what_is_none(child, unit_books, tmp_path):
    path = tmp_path / "khong phai.xlsx"
    path.write_bytes(b"%PDF-1.7")
    assert trouble(answering.take_reply, unit_books, path).code is Trouble.NOT_A_REPLY


def state(books) -> list[object]:
    with books.db.read() as connection:
        tables = ("reply", "known_key", "record", "version", "journal")
        return [connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1").all() for name in tables]


def test_twice_brings_nothing_new(unit_books, corrected):
    assert answering.take_reply(unit_books, corrected[1]).outcome is Outcome.TAKEN
    before = state(unit_books)
    assert answering.take_reply(unit_books, corrected[1]).outcome is Outcome.SAME
    assert state(unit_books) == before


def test_the_key_is_learnt_once_and_told(headquarters, unit_books, corrected):
    assert answering.take_reply(unit_books, corrected[1]).first_key == fingerprint(headquarters.me.public_key)
    assert answering.take_reply(unit_books, corrected[1]).first_key == ""


def with_key(books, secret):
    private, public = seal.make_key(secret)
    books.me = replace(books.me, private_key=private, public_key=public)
    with books.db.begin() as connection:
        write_setting(connection, "identity", asdict(books.me))


def test_another_key_waits_for_a_person(headquarters, unit_books, corrected, usb):
    answering.take_reply(unit_books, corrected[1])
    with_key(headquarters, b"n" * 32)
    file = reply(headquarters, unit_books, usb)
    error = trouble(answering.take_reply, unit_books, file)
    assert error.code is Trouble.REPLY_OTHER_KEY
    assert fingerprint(headquarters.me.public_key) in sentence(error)
    assert answering.take_reply(unit_books, file, trust=True).outcome is Outcome.TAKEN
    assert answering.take_reply(unit_books, file).outcome is Outcome.SAME


def test_an_older_one_is_ignored(headquarters, unit_books, corrected, usb):
    uid, first = corrected
    correct(headquarters, uid, "Đếm lại.", subjects=6)
    second = reply(headquarters, unit_books, usb)
    assert (first.name, second.name) == ("PH_04_01495_2020-H1_L01.xlsx", "PH_04_01495_2020-H1_L02.xlsx")
    answering.take_reply(unit_books, second)
    before = state(unit_books)
    taken = answering.take_reply(unit_books, first)
    assert (taken.outcome, taken.newest.number) == (Outcome.OLDER, 2)
    assert state(unit_books) == before
    assert [line.offer.proposal.differences[0].proposed for line in desk(unit_books).offers] == ["6 đối tượng"]


def test_after_a_restore_above_the_later_epoch_holds(headquarters, unit_books, corrected, usb):
    answering.take_reply(unit_books, corrected[1])
    headquarters.me = replace(headquarters.me, epoch=2)
    with headquarters.db.begin() as connection:
        connection.exec_driver_sql("DELETE FROM reply")
    again = reply(headquarters, unit_books, usb)
    assert answering.take_reply(unit_books, again).outcome is Outcome.TAKEN


def test_a_reply_to_another_unit_is_refused(headquarters, unit_books, tmp_path):
    other = next(unit for unit in headquarters.reporting_units() if unit.code == "01290")
    (done,) = replying.write(headquarters, headquarters.period(PERIOD), tmp_path, [other.uid])
    error = trouble(answering.take_reply, unit_books, done.path)
    assert error.code is Trouble.REPLY_OTHER_UNIT
    assert other.name in sentence(error)
    assert desk(unit_books).replies == ()


def test_a_reply_of_another_headquarters_is_refused(headquarters, unit_books, usb):
    headquarters.me = replace(headquarters.me, unit_uid="somebody", police_name="Công an tỉnh Hà Giang")
    reply_of = composed(headquarters, unit_books)
    from desktop.workbook import reply_writer

    file = reply_writer.write(usb, "a", reply_of, seal.sign(reply_of.id, headquarters.me.private_key, seal.REPLY))
    error = trouble(answering.take_reply, unit_books, file)
    assert error.code is Trouble.REPLY_OTHER_PROVINCE
    assert "Hà Giang" in sentence(error)


@pytest.mark.parametrize("training", [True, False])
def test_training_and_earnest_stay_apart(headquarters, unit_books, usb, training):
    unit_books.me = replace(unit_books.me, training=not training)
    headquarters.me = replace(headquarters.me, training=training)
    error = trouble(answering.take_reply, unit_books, reply(headquarters, unit_books, usb))
    assert error.code is (Trouble.REPLY_FOR_TRAINING if training else Trouble.REPLY_FOR_REAL)


def test_a_package_is_no_reply(unit_books, usb):
    recording.record(unit_books, case())
    error = trouble(answering.take_reply, unit_books, send(unit_books, usb))
    assert error.code is Trouble.PACKAGE_NOT_REPLY


def test_a_file_that_is_not_there(unit_books, tmp_path):
    assert trouble(answering.take_reply, unit_books, tmp_path / "x.xlsx").code is Trouble.FILE_MISSING


def test_a_foreign_signature_is_refused(headquarters, unit_books, usb, monkeypatch):
    from desktop.workbook import reply_writer

    monkeypatch.setattr(reply_writer, "_says", lambda *_: True)
    wrong = seal.sign(b"something else", headquarters.me.private_key, seal.REPLY)
    file = reply_writer.write(usb, "PH", composed(headquarters, unit_books), wrong)
    assert trouble(answering.take_reply, unit_books, file).code is Trouble.REPLY_UNSIGNED


def test_taken_over_the_row_is_the_same_on_both_sides(headquarters, unit_books, corrected, usb):
    uid, file = corrected
    answering.take_reply(unit_books, file)
    offers = [line.offer for line in desk(unit_books).offers]
    assert answering.accept(unit_books, offers) == 1
    assert answering.accept(unit_books, offers) == 0
    assert values_of(unit_books, uid) == values_of(headquarters, uid)
    assert [line.stand for line in desk(unit_books).offers] == [Stand.ACCEPTED]
    (file,) = receive(headquarters, send(unit_books, usb))
    assert (file.counts.changed, file.counts.conflict) == (1, 0)
    assert mark_of(headquarters, uid) == ""
    assert auditing.faults(unit_books) == auditing.faults(headquarters) == []


def test_what_changed_here_meanwhile_stays_beside_what_is_taken_over(headquarters, unit_books, corrected, usb):
    uid, file = corrected
    kept = {name: value for name, value in values_of(unit_books, uid).items() if not name.startswith("_")}
    recording.amend(unit_books, uid, kept | {"hamlet": "Bản Rạ", "subjects": 3})
    answering.take_reply(unit_books, file)
    answering.accept(unit_books, [line.offer for line in desk(unit_books).offers])
    held = values_of(unit_books, uid)
    assert (held["subjects"], held["hamlet"], "_conflict" in held) == (5, "Bản Rạ", False)
    receive(headquarters, send(unit_books, usb))
    assert values_of(headquarters, uid) == held
    assert mark_of(headquarters, uid) == ""
    assert auditing.faults(unit_books) == auditing.faults(headquarters) == []


def test_to_contest_needs_a_reason(unit_books, corrected):
    answering.take_reply(unit_books, corrected[1])
    (line,) = desk(unit_books).offers
    assert trouble(answering.contest, unit_books, line.offer, "  ").code is Trouble.REASON_NEEDED
    assert [each.stand for each in desk(unit_books).offers] == [Stand.OPEN]


def test_answers_need_words_that_fit(headquarters, unit_books, usb):
    unit_id, period = headquarters.unit_ids[unit_books.me.unit_uid], headquarters.period(PERIOD)
    asking.ask(headquarters, unit_id, period, "section:TH", "Bổ sung đánh giá.")
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    (line,) = desk(unit_books).questions
    assert trouble(answering.answer, unit_books, PERIOD, line.question, " ").code is Trouble.WORDS_NEEDED
    with pytest.raises(Refused):
        answering.answer(unit_books, PERIOD, line.question, "a" * 5000)
    answering.answer(unit_books, PERIOD, line.question, "Đã bổ sung.")
    answering.answer(unit_books, PERIOD, line.question, "Đã bổ sung ở Thuyết minh.")
    assert [(each.stand, each.answer) for each in desk(unit_books).questions] == [
        (Stand.ANSWERED, "Đã bổ sung ở Thuyết minh.")
    ]


def test_a_task_from_above_is_put_once_and_stays_as_the_unit_left_it(headquarters, unit_books, usb):
    period = headquarters.period(PERIOD)
    key = assigning.assign(headquarters, period, Order("Tổng kết đợt cao điểm", "2020-07-10"))
    uid = task_uid(unit_books.me.unit_uid, key.hex())
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    assert values_of(unit_books, uid)["origin"] == "superior"
    recording.delete(unit_books, uid, "đã báo cáo riêng")
    own = assigning.for_unit(unit_books.me.unit_uid)
    assigning.assign(headquarters, period, Order("Rà soát xe máy", audience=own))
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    assert values_of(unit_books, uid)["_state"] == "deleted"
    assert [line.task.title for line in desk(unit_books).tasks] == ["Tổng kết đợt cao điểm", "Rà soát xe máy"]
    assigning.withdraw_task(headquarters, key)
    assert [task.title for task in composed(headquarters, unit_books).tasks] == ["Rà soát xe máy"]


def test_the_history_names_every_package_that_was_received(headquarters, unit_books, usb):
    recording.record(unit_books, case())
    first, second = send(unit_books, usb), None
    recording.record(unit_books, case(subjects=1))
    second = send(unit_books, usb)
    receive(headquarters, first, second)
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    from desktop.services.reply_desk import receipts

    sent = {each.code for each in exporting.history(unit_books)}
    assert {each.code for each in receipts(unit_books).values()} == sent
    assert len(sent) == 2


def test_replies_of_two_periods_stand_side_by_side(headquarters, unit_books, usb):
    for key in ("2020-H1", "2020-M07"):
        period = headquarters.period(key)
        (done,) = replying.write(headquarters, period, usb, [unit_books.me.unit_uid])
        answering.take_reply(unit_books, done.path)
    assert [(each.period, each.number) for each in desk(unit_books).replies] == [("2020-M07", 1), ("2020-H1", 1)]

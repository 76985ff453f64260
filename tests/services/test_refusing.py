"""Files that went back and units that were merged away: whoever sent something reads what became of it."""

from dataclasses import replace

import pytest

from desktop.base.errors import Trouble
from desktop.services import answering, asking, keeping, receiving, recording, refusing, replying, succeeding
from desktop.services.asking import Standing
from desktop.services.books import Role
from desktop.services.reply_desk import Stand, desk, receipts
from tests.services.drafts import case
from tests.services.replies_room import PERIOD, composed, receive, reply, send
from tests.services.world import Here


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(receiving, "Readers", Here)
    monkeypatch.setattr(answering, "Readers", Here)


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def stolen(headquarters, unit_books, tmp_path, usb):
    """A package signed by the key of another unit, which no headquarters takes."""
    other = keeping.create(tmp_path / "other", Role.UNIT, "01290", "2020", "Trực ban", True)
    recording.record(other, case())
    receive(headquarters, send(other, usb))
    unit_books.me = replace(unit_books.me, private_key=other.me.private_key, public_key=other.me.public_key)
    other.close()
    recording.record(unit_books, case())
    return send(unit_books, usb)


def test_a_file_that_cannot_come_in_has_its_receipt(headquarters, unit_books, tmp_path, usb):
    path = stolen(headquarters, unit_books, tmp_path, usb)
    (file,) = receive(headquarters, path)
    assert file.error.code is Trouble.KEY_OF_OTHER_UNIT
    told = composed(headquarters, unit_books)
    (receipt,) = told.receipts
    assert (receipt.file, receipt.outcome, receipt.sequence) == (path.name, "Trả lại", 1)
    (point,) = told.points
    assert (point.sheet, point.package) == (refusing.WHOLE_FILE, receipt.package)
    assert "khóa" in point.sentence
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    assert receipts(unit_books)[receipt.package].outcome == "Trả lại"
    assert [line.stand for line in desk(unit_books).points] == [Stand.OPEN]
    send(unit_books, usb)
    assert [line.stand for line in desk(unit_books).points] == [Stand.MENDED]


def test_read_twice_it_is_remembered_once(headquarters, unit_books, tmp_path, usb):
    path = stolen(headquarters, unit_books, tmp_path, usb)
    receive(headquarters, path)
    receive(headquarters, path)
    assert len(composed(headquarters, unit_books).receipts) == 1


def test_a_broken_seal_is_told_to_the_unit_that_it_names(headquarters, unit_books, usb, monkeypatch):
    from desktop.services import staging

    recording.record(unit_books, case())
    path = send(unit_books, usb)
    monkeypatch.setattr(staging, "_seal_fails", lambda _: True)
    (file,) = receive(headquarters, path)
    assert file.error.code is Trouble.SIGNATURE_WRONG
    assert [each.outcome for each in composed(headquarters, unit_books).receipts] == ["Trả lại"]
    monkeypatch.undo()
    monkeypatch.setattr(receiving, "Readers", Here)
    receive(headquarters, path)
    told = composed(headquarters, unit_books)
    assert ([each.outcome for each in told.receipts], told.points) == (["Đạt, có cảnh báo"], ())


def test_why_it_went_back_is_said_until_something_newer_came_in(headquarters, unit_books, usb, monkeypatch):
    recording.record(unit_books, case())
    path = send(unit_books, usb)
    batch = receiving.stage(headquarters, [path])
    refusing.remember(headquarters, batch.files)  # a clerk sends it back by hand
    receiving.discard(batch)
    assert composed(headquarters, unit_books).receipts[0].outcome == "Trả lại"
    recording.record(unit_books, case(subjects=3))
    receive(headquarters, send(unit_books, usb))
    told = composed(headquarters, unit_books)
    assert ([each.outcome for each in told.receipts], told.points) == (["Đạt, có cảnh báo", "Trả lại"], ())


def test_a_file_for_another_open_period_is_no_refusal(headquarters, unit_books, usb):
    recording.record(unit_books, case())
    path = send(unit_books, usb)
    batch = receiving.stage(headquarters, [path], "2020-M01")
    assert refusing.remember(headquarters, refusing.returned(batch.files)) == 0
    receiving.discard(batch)


# Merged units


@pytest.fixture
def today(tmp_path):
    """A headquarters that collects from the units of 2025."""
    books = keeping.create(tmp_path / "hq2025", Role.HEADQUARTERS, "04", "2025", "Tổng hợp", True)
    yield books
    books.close()


@pytest.fixture
def merged(today, unit_books, usb):
    """A commune of 2020 sent to the headquarters of today; the unit that answers for it."""
    recording.record(unit_books, case())
    path = send(unit_books, usb)
    (file,) = receive(today, path)
    succeeding.choose_successor(today, unit_books.me.unit_uid, file.successors[0])
    receive(today, path)
    return file.successors[0]


def written(today, merged, usb):
    return replying.write(today, today.period(PERIOD), usb, [merged])


def test_both_the_successor_and_the_merged_unit_are_answered(today, unit_books, merged, usb):
    new, old = written(today, merged, usb)
    assert (new.reply.unit, old.reply.unit) == (merged, unit_books.me.unit_uid)
    assert new.reply.receipts == old.reply.receipts
    assert len(old.reply.receipts) == 1
    assert old.path.name == f"PH_04_{unit_books.me.unit_code}_{PERIOD}_L01.xlsx"
    answering.take_reply(unit_books, old.path)
    assert len(receipts(unit_books)) == 1
    again = written(today, merged, usb)
    assert [each.path for each in again] == [new.path, old.path]
    assert [each.unit for each in replying.history(today, today.unit_ids[merged], today.period(PERIOD))] == [merged]


def test_the_merged_unit_answers_a_question_to_its_successor(today, unit_books, merged, usb):
    unit_id = today.unit_ids[merged]
    thread = asking.ask(today, unit_id, today.period(PERIOD), "section:TH", "Đã đối chiếu chưa?")
    _, old = written(today, merged, usb)
    answering.take_reply(unit_books, old.path)
    (line,) = desk(unit_books).questions
    answering.answer(unit_books, line.period, line.question, "Đã đối chiếu.")
    receive(today, send(unit_books, usb))
    (now,) = asking.threads(today, unit_id)
    assert (now.question.uid, now.standing, now.answer) == (thread.question.uid, Standing.ANSWERED, "Đã đối chiếu.")


def test_the_merged_unit_is_offered_its_own_rows_only(today, unit_books, merged, tmp_path, usb):
    code = today.units[today.unit_ids[merged]].code
    successor = keeping.create(tmp_path / "new", Role.UNIT, code, "2025", "Trực ban", True)
    recording.record(successor, case(subjects=4))
    receive(today, send(successor, usb))
    _, old = written(today, merged, usb)
    assert old.reply.proposals == ()
    assert len(old.reply.receipts) == 1
    successor.close()

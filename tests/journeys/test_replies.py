"""Headquarters answers, the unit takes it over: both sides agree, nothing is lost, nothing comes up again."""

import pytest
from openpyxl import load_workbook

from desktop.domain.joining import conflict_of
from desktop.domain.reply import Sort, said
from desktop.services import (
    answering,
    asking,
    auditing,
    correcting,
    keeping,
    locking,
    receiving,
    recording,
    recovering,
    unlocking,
)
from desktop.services.asking import Standing
from desktop.services.books import Role
from desktop.services.reply_desk import Stand, desk, receipts
from tests.services.drafts import case
from tests.services.locks import PASSWORD, cheap  # noqa: F401
from tests.services.replies_room import (
    PERIOD,
    answer_all,
    composed,
    content_of,
    correct,
    count,
    mark_of,
    other_machine,
    receive,
    reply,
    same_content,
    send,
    values_of,
)
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


def amended(books, uid, **values):
    kept = {name: value for name, value in values_of(books, uid).items() if not name.startswith("_")}
    recording.amend(books, uid, kept | values)


def sorts(reply_of):
    return [each.sort for each in reply_of.offered]


def sound(*books):
    assert [auditing.faults(each) for each in books] == [[]] * len(books)


@pytest.fixture(params=[False, True], ids=["copied books", "two installs"])
def laptops(request, unit_books, headquarters, tmp_path, usb):
    """Two machines that changed the same field of one case, and another field of a second one."""
    same, other = (recording.record(unit_books, case(subjects=n)).uid for n in (2, 3))
    receive(headquarters, send(unit_books, usb))
    with other_machine(unit_books, tmp_path / "second", request.param) as second:
        amended(unit_books, same, subjects=4)
        amended(second, same, subjects=6)
        amended(unit_books, other, hamlet="Bản Rạ")
        amended(second, other, accused=1)
        receive(headquarters, send(unit_books, usb), send(second, usb))
        yield unit_books, second, same, other


def test_what_is_in_conflict_is_not_proposed_before_somebody_decided(headquarters, laptops):
    unit, _, same, other = laptops
    assert mark_of(headquarters, same) == "conflict"
    told = composed(headquarters, unit)
    assert [(each.record, each.sort) for each in told.proposals] == [(other.hex(), Sort.JOINED)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_laptops_agree_after_the_decision_and_the_reply(headquarters, laptops, usb, order):
    *machines, same, other = laptops
    correct(headquarters, same, "Đối chiếu hồ sơ: 6 đối tượng.", subjects=6)
    file = reply(headquarters, machines[0], usb)
    for place in order:
        answer_all(machines[place], file)
    for uid in (same, other):
        assert same_content(*machines, headquarters, uid=uid)
        assert conflict_of(values_of(headquarters, uid)) == {}
    assert values_of(headquarters, same)["subjects"] == 6
    assert {"hamlet", "accused"} <= set(values_of(headquarters, other))
    for place in order:
        receive(headquarters, send(machines[place], usb))
    assert composed(headquarters, machines[0]).proposals == ()
    assert {mark_of(headquarters, uid) for uid in (same, other)} == {""}
    sound(headquarters, *machines)


def test_no_conflict_comes_up_again_when_the_work_goes_on(headquarters, laptops, usb):
    first, second, same, _ = laptops
    correct(headquarters, same, "Đối chiếu hồ sơ: 6 đối tượng.", subjects=6)
    file = reply(headquarters, first, usb)
    for machine in (first, second):
        answer_all(machine, file)
    amended(second, same, subjects=7)
    receive(headquarters, send(second, usb), send(first, usb))
    assert values_of(headquarters, same)["subjects"] == 7
    assert mark_of(headquarters, same) == ""
    assert sorts(composed(headquarters, first)) == [Sort.JOINED]  # the first machine does not know of the seventh
    answer_all(first, reply(headquarters, first, usb))
    assert same_content(first, second, headquarters, uid=same)
    sound(headquarters, first, second)


def test_the_proposal_waits_for_the_machine_that_has_not_answered(headquarters, laptops, usb):
    first, second, same, other = laptops
    correct(headquarters, same, "Đối chiếu hồ sơ: 6 đối tượng.", subjects=6)
    assert sorted(sorts(composed(headquarters, first))) == [Sort.DECISION, Sort.JOINED]
    answer_all(first, reply(headquarters, first, usb))
    receive(headquarters, send(first, usb))
    assert {each.record for each in composed(headquarters, first).proposals} == {same.hex(), other.hex()}
    answer_all(second, reply(headquarters, second, usb))
    receive(headquarters, send(second, usb))
    assert composed(headquarters, first).proposals == ()
    assert same_content(first, second, headquarters, uid=same)


def test_a_contested_correction_gives_the_unit_the_last_word(headquarters, unit_books, usb):
    uid = recording.record(unit_books, case(subjects=2)).uid
    receive(headquarters, send(unit_books, usb))
    correct(headquarters, uid, "Đối chiếu hồ sơ.", subjects=5)
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    (line,) = desk(unit_books).offers
    answering.contest(unit_books, line.offer, "Hai đối tượng kia thuộc vụ khác.")
    assert [each.stand for each in desk(unit_books).offers] == [Stand.CONTESTED]
    receive(headquarters, send(unit_books, usb))
    assert (values_of(headquarters, uid)["subjects"], mark_of(headquarters, uid)) == (2, "")
    assert composed(headquarters, unit_books).proposals == ()
    reason = values_of(headquarters, asking.answer_uid(unit_books.me.unit_uid, line.offer.proposal.uid))
    assert (reason["sort"], reason["text"]) == ("contest", "Hai đối tượng kia thuộc vụ khác.")
    sound(headquarters, unit_books)


def test_what_one_laptop_contests_holds_against_the_one_that_took_it_over(headquarters, laptops, usb):
    first, second, same, _ = laptops
    correct(headquarters, same, "Đối chiếu hồ sơ: 6 đối tượng.", subjects=6)
    file = reply(headquarters, first, usb)
    answering.take_reply(first, file)
    (offer,) = (line.offer for line in desk(first).offers if line.offer.proposal.record == same.hex())
    answering.contest(first, offer, "Có bốn đối tượng.")
    answer_all(second, file)
    receive(headquarters, send(second, usb), send(first, usb))
    assert (values_of(headquarters, same)["subjects"], mark_of(headquarters, same)) == (4, "")


def test_a_restored_backup_gets_back_what_it_lost(headquarters, unit_books, tmp_path, usb):
    for _ in range(20):
        recording.record(unit_books, case())
    keeping.backup(unit_books, tmp_path / "backup.db")
    last = [recording.record(unit_books, case(subjects=n)).uid for n in range(1, 5)]
    receive(headquarters, finished(unit_books, usb))
    assert count(headquarters, "case") == 24
    unit_books.close()
    restored = keeping.restore(unit_books.folder, tmp_path / "backup.db")
    for _ in range(3):
        recording.record(restored, case())
    path = finished(restored, usb)
    batch = receiving.stage(headquarters, [path])
    assert set(last) <= set(batch.files[0].lost)
    receiving.discard(batch)
    receive(headquarters, path)
    assert count(headquarters, "case") == 27
    told = composed(headquarters, restored)
    assert len(told.offered) == 4 < len(told.proposals)  # both epochs declared and typed the same
    assert {each.record for each in told.proposals if each.kind == "case"} == {uid.hex() for uid in last}
    assert set(sorts(told)) == {Sort.LOST}
    answer_all(restored, reply(headquarters, restored, usb))
    assert count(restored, "case") == 27
    assert all(same_content(restored, headquarters, uid=uid) for uid in last)
    receive(headquarters, finished(restored, usb))
    assert (count(headquarters, "case"), composed(headquarters, restored).proposals) == (27, ())
    sound(headquarters, restored)
    restored.close()


def finished(books, folder):
    """A complete package: whatever is asked for is answered first."""
    from desktop.services import closing

    period = books.period(PERIOD)
    for section in closing.checklist(books, period).undeclared:
        recording.declare(books, period.key, section.code, "none", "Trưởng Công an xã")
    blank = closing.checklist(books, period).blank
    recording.type_figures(books, [(cell.month, cell.indicator.code, 0) for cell in blank])
    return send(books, folder, complete=True)


def test_a_lost_record_may_be_refused_with_a_reason(headquarters, unit_books, tmp_path, usb):
    keeping.backup(unit_books, tmp_path / "backup.db")
    uid = recording.record(unit_books, case()).uid
    receive(headquarters, finished(unit_books, usb))
    unit_books.close()
    restored = keeping.restore(unit_books.folder, tmp_path / "backup.db")
    recording.record(restored, case(subjects=1))
    receive(headquarters, finished(restored, usb))
    answering.take_reply(restored, reply(headquarters, restored, usb))
    for line in desk(restored).offers:
        answering.contest(restored, line.offer, "Ghi trùng với vụ khác.")
    assert count(restored, "case") == 1
    receive(headquarters, finished(restored, usb))
    assert values_of(headquarters, uid)["_state"] == "deleted"
    assert values_of(headquarters, uid)["_reason"] == "Ghi trùng với vụ khác."
    assert composed(headquarters, restored).proposals == ()
    sound(headquarters, restored)
    restored.close()


def edited(path, folder, row, **values):
    book = load_workbook(path)
    sheet = book["Vụ việc"]
    names = [cell.value for cell in sheet[1]]
    for name, value in values.items():
        sheet.cell(row, names.index(name) + 1).value = value
    book.save(folder / "sua tay.xlsx")
    return folder / "sua tay.xlsx"


def test_an_accepted_hand_edit_goes_back_and_is_taken_over(headquarters, unit_books, usb):
    uid = recording.record(unit_books, case(subjects=2)).uid
    receive(headquarters, edited(send(unit_books, usb), usb, 3, subjects=9), accept="all")
    told = composed(headquarters, unit_books)
    assert [(each.sort, each.differences[0].proposed) for each in told.proposals] == [(Sort.EDIT, "9 đối tượng")]
    answer_all(unit_books, reply(headquarters, unit_books, usb))
    assert values_of(unit_books, uid)["subjects"] == 9
    (file,) = receive(headquarters, send(unit_books, usb))
    assert file.counts.changed == 0
    assert content_of(unit_books, uid) == content_of(headquarters, uid)
    assert composed(headquarters, unit_books).proposals == ()
    sound(headquarters, unit_books)


def test_an_error_closes_itself_when_the_newest_package_has_it_no_longer(headquarters, unit_books, usb):
    recording.record(unit_books, case(subjects=2))
    receive(headquarters, edited(send(unit_books, usb), usb, 3, subjects="ba người"))
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    (line,) = desk(unit_books).points
    assert (line.stand, line.point.cell, line.point.value) == (Stand.OPEN, "J3", "ba người")
    assert line.point.sentence.startswith("Số đối tượng ghi “ba người”, không phải số.")
    receive(headquarters, send(unit_books, usb))
    assert [each.stand for each in desk(unit_books).points] == [Stand.MENDED]
    assert composed(headquarters, unit_books).points == ()
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    assert desk(unit_books).points == ()


def test_a_question_closes_with_its_answer_and_opens_again_when_asked_again(headquarters, unit_books, usb):
    uid = recording.record(unit_books, case()).uid
    receive(headquarters, send(unit_books, usb))
    unit_id, period = headquarters.unit_ids[unit_books.me.unit_uid], headquarters.period(PERIOD)
    asking.ask(headquarters, unit_id, period, f"record:{uid.hex()}", "Đã chuyển hồ sơ chưa?")
    for turn, words in enumerate(("Chưa.", "Đã chuyển ngày 10/6."), 1):
        answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
        (line,) = desk(unit_books).questions
        assert (line.stand, line.question.turn) == (Stand.OPEN, turn)
        answering.answer(unit_books, line.period, line.question, words)
        assert [each.stand for each in desk(unit_books).questions] == [Stand.ANSWERED]
        receive(headquarters, send(unit_books, usb))
        (thread,) = asking.threads(headquarters)
        assert (thread.standing, thread.answer) == (Standing.ANSWERED, words)
        assert composed(headquarters, unit_books).questions == ()
        if turn == 1:
            asking.ask_again(headquarters, bytes.fromhex(line.question.uid), "Bao giờ chuyển?")
    sound(headquarters, unit_books)


def test_receipts_stand_beside_what_was_sent(headquarters, unit_books, usb):
    recording.record(unit_books, case())
    receive(headquarters, send(unit_books, usb))
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    (receipt,) = receipts(unit_books).values()
    assert (receipt.outcome, receipt.read, receipt.new, receipt.held) == ("Đạt, có cảnh báo", 1, 1, 0)


def test_a_unit_that_sent_nothing_gets_a_reply_too(headquarters, unit_books, usb):
    taken = answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    assert (taken.reply.receipts, taken.reply.left) == ((), 0)
    assert [due.period for due in taken.reply.deadlines] == ["2020-M07", "2020-M08", "2020-M09", "2020-H2"]
    assert headquarters.me.role is Role.HEADQUARTERS


def test_a_figure_that_headquarters_corrected_is_asked_about_until_it_is_answered(headquarters, unit_books, usb):
    recording.record(unit_books, case())
    receive(headquarters, send(unit_books, usb))
    unit_id = headquarters.unit_ids[unit_books.me.unit_uid]
    for amount in (3, 2):
        correcting.correct_figure(headquarters, unit_id, 202003, "TH.01", amount, "Đối chiếu với viện kiểm sát")
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    (line,) = desk(unit_books).questions
    assert "tháng 3/2020 là 2 vụ" in line.question.text
    assert "Đối chiếu với viện kiểm sát. Kiểm tra sổ" in line.question.text
    answering.answer(unit_books, line.period, line.question, "Vụ kia của xã bên.")
    receive(headquarters, send(unit_books, usb))
    assert composed(headquarters, unit_books).questions == ()
    sound(headquarters, unit_books)


@pytest.mark.usefixtures("cheap")
def test_the_recovery_key_comes_with_the_reply(headquarters, unit_books, usb):
    before = composed(headquarters, unit_books)
    locking.lock(headquarters, PASSWORD)
    assert said(composed(headquarters, unit_books)) == said(before), "without the key nothing new is said"
    public = recovering.make_pair(headquarters)
    locking.lock(unit_books, PASSWORD)
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    request = unlocking.request(unlocking.lock_of(unit_books.folder))
    answer = recovering.answer(headquarters, recovering.look_at(headquarters, request))
    opened = unlocking.by_answer(unlocking.lock_of(unit_books.folder), answer, "")
    assert opened.key == unit_books.db.key
    assert recovering.fingerprint(public) in locking.helper_of(unit_books)

"""Questions of headquarters: on what, in which words, open or not."""

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import asking, exporting, receiving, recording
from desktop.services.asking import Standing
from tests.services.drafts import case
from tests.services.replies_room import PERIOD, receive, send
from tests.services.world import Here


@pytest.fixture
def asked(headquarters, unit_books, tmp_path, monkeypatch):
    """A unit that has told one case; its id and the case's uid."""
    monkeypatch.setattr(receiving, "Readers", Here)
    uid = recording.record(unit_books, case()).uid
    receive(headquarters, send(unit_books, tmp_path))
    return headquarters.unit_ids[unit_books.me.unit_uid], uid


def ask(books, unit_id, subject, text="Vì sao?"):
    return asking.ask(books, unit_id, books.period(PERIOD), subject, text)


@pytest.mark.parametrize(
    ("subject", "place"),
    [
        ("figure:202006:GT.08", "Số liệu tháng 6/2020, Tiền phạt giao thông"),
        ("figure:2020-H1:GT.08", "Số liệu 6 tháng đầu năm 2020, Tiền phạt giao thông"),
        ("section:TH", "Mục Tình hình an ninh, trật tự"),
    ],
)
def test_a_question_says_where(headquarters, asked, subject, place):
    thread = ask(headquarters, asked[0], subject)
    assert (thread.question.place, thread.standing) == (place, Standing.OPEN)


def test_a_record_is_named_by_its_number(headquarters, asked):
    unit_id, uid = asked
    place = ask(headquarters, unit_id, f"record:{uid.hex()}").question.place
    assert place.startswith("Vụ việc VV-01495-2020-0001")


@pytest.mark.parametrize("subject", ["", "record:xyz", "record:" + "0" * 32, "figure:202006:ZZ.1", "section:ZZ", "a:b"])
def test_what_the_unit_has_not_cannot_be_asked(headquarters, asked, subject):
    with pytest.raises(UserError) as caught:
        ask(headquarters, asked[0], subject)
    assert caught.value.code is Trouble.SUBJECT_UNKNOWN


def test_another_units_record_cannot_be_asked(headquarters, asked):
    other = next(unit.id for unit in headquarters.reporting_units() if unit.id != asked[0])
    with pytest.raises(UserError) as caught:
        ask(headquarters, other, f"record:{asked[1].hex()}")
    assert caught.value.code is Trouble.SUBJECT_UNKNOWN


@pytest.mark.parametrize(("words", "code"), [(" ", Trouble.WORDS_NEEDED), ("a" * 1001, Trouble.TEXT_TOO_LONG)])
def test_a_question_needs_words_that_fit(headquarters, asked, words, code):
    with pytest.raises(UserError) as caught:
        ask(headquarters, asked[0], "section:TH", words)
    assert caught.value.code is code
    assert asking.threads(headquarters) == []


def test_closing_by_hand_and_asking_again(headquarters, asked):
    uid = bytes.fromhex(ask(headquarters, asked[0], "section:TH").question.uid)
    assert asking.close(headquarters, uid).standing is Standing.CLOSED
    assert asking.close(headquarters, uid).standing is Standing.CLOSED
    again = asking.ask_again(headquarters, uid, "Xin trả lời rõ hơn.")
    assert (again.standing, again.question.turn, again.question.text) == (Standing.OPEN, 2, "Xin trả lời rõ hơn.")


def test_an_unknown_question(headquarters):
    with pytest.raises(UserError) as caught:
        asking.close(headquarters, b"0" * 16)
    assert caught.value.code is Trouble.THREAD_UNKNOWN


def test_questions_are_listed_by_unit_and_period(headquarters, asked):
    ask(headquarters, asked[0], "section:TH")
    other = next(unit.id for unit in headquarters.reporting_units() if unit.id != asked[0])
    asking.ask(headquarters, other, headquarters.period("2020-M06"), "section:TH", "Vì sao?")
    assert len(asking.threads(headquarters)) == 2
    assert [each.unit_id for each in asking.threads(headquarters, asked[0])] == [asked[0]]
    assert [each.unit_id for each in asking.threads(headquarters, period=headquarters.period("2020-M06"))] == [other]


def test_the_latest_period_is_meant_whatever_came_last(headquarters, unit_books, asked, tmp_path):
    recording.record(unit_books, case(occurred_on="2019-03-02", solved_on="2019-03-05"))
    period = unit_books.period("2019-H1")
    receive(headquarters, exporting.export(unit_books, period, tmp_path, complete=False).path)
    assert asking.last_period(headquarters, asked[0]).key == PERIOD
    other = next(unit.id for unit in headquarters.reporting_units() if unit.id != asked[0])
    assert asking.last_period(headquarters, other) is None

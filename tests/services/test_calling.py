"""Calls to units stand in the books: with time and note, beside the journal, through backup and restore."""

from desktop.services import calling, keeping
from desktop.services.books import Role

PERIOD = "2020-H1"


def unit_of(books, place=0):
    return books.reporting_units()[place].uid


def actions(books):
    with books.db.read() as connection:
        return connection.exec_driver_sql("SELECT action FROM journal ORDER BY id").scalars().all()


def test_a_call_is_remembered_with_its_note_and_may_be_taken_back(headquarters):
    period, uid = headquarters.period(PERIOD), unit_of(headquarters)
    calling.note_call(headquarters, period, uid, "2020-06-16T20:42:00")
    calling.remark(headquarters, period, uid, "  hẹn   21 giờ ")
    found = calling.called(headquarters, period)[uid]
    assert (found.at, found.note, found.author, found.times) == ("2020-06-16T20:42:00", "hẹn 21 giờ", "Tổng hợp", 1)
    calling.note_call(headquarters, period, uid, "2020-06-16T21:10:00", "chưa nghe máy")
    assert (calling.called(headquarters, period)[uid].note, calling.called(headquarters, period)[uid].times) == (
        "chưa nghe máy",
        2,
    )
    calling.take_back(headquarters, period, uid)
    assert calling.called(headquarters, period)[uid].note == "hẹn 21 giờ"
    assert calling.called(headquarters, headquarters.period("2020-M01")) == {}
    assert [each for each in actions(headquarters) if "call" in each] == [
        "called",
        "call remarked",
        "called",
        "call taken back",
    ]


def test_a_remark_needs_a_call(headquarters):
    before = actions(headquarters)
    calling.remark(headquarters, headquarters.period(PERIOD), unit_of(headquarters), "hẹn")
    calling.take_back(headquarters, headquarters.period(PERIOD), unit_of(headquarters))
    assert actions(headquarters) == before


def test_calls_come_back_with_a_backup(headquarters, tmp_path):
    period, uid = headquarters.period(PERIOD), unit_of(headquarters)
    calling.note_call(headquarters, period, uid, "2020-06-16T20:42:00", "hẹn 21 giờ")
    saved = keeping.backup(headquarters, tmp_path / "saved.db")
    other = keeping.create(tmp_path / "other", Role.HEADQUARTERS, "04", "2020", "Ca sau", True)
    keeping_path = other.db.path
    other.close()
    keeping_path.write_bytes(saved.read_bytes())
    again = keeping.open_books(tmp_path / "other")
    assert calling.called(again, period)[uid].note == "hẹn 21 giờ"
    again.close()


def test_what_older_programs_kept_in_the_settings_is_taken_over_once(headquarters):
    first, second = unit_of(headquarters), unit_of(headquarters, 1)
    lines = ["", f"{PERIOD} {first} 20:42", f"2019-H1 {second} 19:00", f"{PERIOD} ELSEWHERE 18:00", "hỏng"]
    left = calling.adopt(headquarters, lines)
    assert left == [f"{PERIOD} ELSEWHERE 18:00", "hỏng"]
    assert calling.called(headquarters, headquarters.period(PERIOD))[first].at == "20:42"
    assert set(calling.called(headquarters, headquarters.period("2019-H1"))) == {second}
    assert calling.adopt(headquarters, left) == left

"""A unit's tasks: from above and its own, how far they are, how they travel and what headquarters sees of them."""

from datetime import date

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Refused, Trouble, UserError
from desktop.domain.tasks import TaskState, Urgency
from desktop.services import (
    answering,
    assigning,
    auditing,
    exporting,
    following,
    keeping,
    receiving,
    recording,
    tasking,
    undoing,
)
from desktop.services.assigning import Order
from desktop.services.books import Role
from desktop.services.following import SILENT
from tests.services.drafts import case
from tests.services.replies_room import PERIOD, composed, mark_of, other_machine, receive, reply, send
from tests.services.world import Here

TODAY = date(2020, 7, 20)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(receiving, "Readers", Here)
    monkeypatch.setattr(answering, "Readers", Here)


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def period(headquarters):
    return headquarters.period(PERIOD)


@pytest.fixture
def given(headquarters, unit_books, period, usb):
    """A task for all units, at the unit already; its key."""
    key = assigning.assign(headquarters, period, Order("Mở đợt cao điểm", "2020-07-10", goal=12, measure="buổi"))
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    return key


def trouble(action, *arguments, **named):
    with pytest.raises(UserError) as caught:
        action(*arguments, **named)
    return caught.value.code


def only(unit_books):
    (task,) = tasking.tasks(unit_books)
    return task


def at(headquarters, period, unit_books, day=TODAY):
    """What headquarters sees of the one task at the unit."""
    (followed,) = following.follow(headquarters, period, day)
    return next(each for each in followed.units if each.unit.uid == unit_books.me.unit_uid)


def test_an_own_task_is_added_and_worked_on(unit_books):
    period = unit_books.period(PERIOD)
    uid = tasking.add(unit_books, period, "Rà soát tạm trú", date(2020, 6, 30), "Kế hoạch 12/KH-CAX")
    tasking.note(unit_books, uid, "đã xong\n2 bản", date(2020, 6, 2))
    task = only(unit_books)
    assert (task.title, task.source, task.origin, task.is_given) == (
        "Rà soát tạm trú", "Kế hoạch 12/KH-CAX", "own", False
    )  # fmt: skip
    assert (task.state, [(each.day, each.words) for each in task.notes]) == (
        TaskState.DOING, [(date(2020, 6, 2), "đã xong 2 bản")]
    )  # fmt: skip
    assert tasking.change(unit_books, uid, reached=40)
    assert not tasking.change(unit_books, uid, reached=40)
    assert only(unit_books).share == 0.4
    undoing.undo(unit_books)
    assert only(unit_books).reached is None
    tasking.drop(unit_books, uid, "ghi nhầm")
    assert tasking.tasks(unit_books) == []
    assert auditing.faults(unit_books) == []


def test_what_cannot_be_is_refused(unit_books, given):
    uid = only(unit_books).uid
    assert trouble(tasking.change, unit_books, uid, state="blocked") is Trouble.REASON_NEEDED
    assert trouble(tasking.note, unit_books, uid, "  ") is Trouble.WORDS_NEEDED
    assert trouble(tasking.drop, unit_books, uid, "không thích") is Trouble.TASK_FROM_ABOVE
    assert trouble(tasking.add, unit_books, unit_books.period(PERIOD), " ") is Trouble.WORDS_NEEDED
    own = tasking.add(unit_books, unit_books.period(PERIOD), "Việc riêng")
    assert trouble(tasking.change, unit_books, own, reached=101) is Trouble.OVER_THE_WHOLE
    with pytest.raises(Refused):
        tasking.change(unit_books, own, title="")


def test_the_words_from_above_are_not_the_units(unit_books, given):
    assert not tasking.change(unit_books, only(unit_books).uid, title="Việc khác", due=None, goal=1)
    assert (only(unit_books).title, only(unit_books).goal) == ("Mở đợt cao điểm", 12)


def test_progress_goes_up_and_is_traced_to_its_cell(headquarters, unit_books, period, given, usb):
    recording.record(unit_books, case())
    assert at(headquarters, period, unit_books).state == SILENT
    uid = only(unit_books).uid
    tasking.change(unit_books, uid, reached=7)
    tasking.note(unit_books, uid, "đã tổ chức 7 buổi", date(2020, 6, 12))
    receive(headquarters, send(unit_books, usb))
    seen = at(headquarters, period, unit_books)
    assert (seen.state, seen.task.reached, seen.task.goal, seen.last_note, seen.late) == (
        "doing", 7, 12, "đã tổ chức 7 buổi", True
    )  # fmt: skip
    place = following.source_of(headquarters, seen)
    assert (place.sheet, place.file_name) == ("Nhiệm vụ", "BC_04_01495_2020-H1_L01.xlsx")
    book = load_workbook(usb / place.file_name)
    assert book[place.sheet][place.cell].value == "Đang làm"
    tasking.change(unit_books, uid, state="blocked", reason="mưa lũ")
    (file,) = receive(headquarters, send(unit_books, usb))
    assert (file.counts.changed, file.counts.conflict) == (1, 0)
    seen = at(headquarters, period, unit_books)
    assert (seen.state, seen.last_note, seen.late) == ("blocked", "mưa lũ", False)
    assert auditing.faults(headquarters) == auditing.faults(unit_books) == []


def test_every_unit_tells_of_the_same_task_without_conflict(headquarters, unit_books, given, period, usb, tmp_path):
    second = keeping.create(tmp_path / "other", Role.UNIT, "01290", "2020", "Trực ban", True)
    answering.take_reply(second, reply(headquarters, second, usb))
    for books, state in ((unit_books, "done"), (second, "doing")):
        tasking.change(books, only(books).uid, state=state)
        receive(headquarters, send(books, usb))
    (followed,) = following.follow(headquarters, period, TODAY)
    assert (len(followed.units), followed.done, followed.count("doing"), followed.count(SILENT)) == (153, 1, 1, 151)
    assert len(followed.late) == 152
    assert following.late_units([followed])[0][1] == 1
    second.close()


def test_an_open_task_is_told_in_later_periods_and_a_settled_one_no_longer(headquarters, unit_books, given, usb):
    later, still_later = unit_books.period("2020-M07"), unit_books.period("2020-M08")
    unit_books.clock = lambda: "2020-07-02T08:00:00"
    uid = only(unit_books).uid
    tasking.note(unit_books, uid, "bắt đầu", date(2020, 7, 2))
    receive(headquarters, exporting.export(unit_books, later, usb).path)
    (followed,) = following.follow(headquarters, headquarters.period("2020-M07"), TODAY)
    assert followed.count("doing") == 1
    tasking.change(unit_books, uid, state="done")
    recording.record(unit_books, case(occurred_on="2020-08-03", solved_on="2020-08-04"))
    assert "task" in carried(unit_books, exporting.export(unit_books, later, usb))
    assert "task" not in carried(unit_books, exporting.export(unit_books, still_later, usb))


def carried(books, exported):
    with books.db.read() as connection:
        statement = (
            "SELECT DISTINCT sheet FROM package_row JOIN package ON id = package_row.package_id"
            " WHERE package.package_id = ?"
        )
        return connection.exec_driver_sql(statement, (exported.package_id,)).scalars().all()


def test_changed_words_come_along_and_a_withdrawn_task_says_so(headquarters, unit_books, period, given, usb):
    tasking.change(unit_books, only(unit_books).uid, reached=3)
    assigning.amend_order(headquarters, given, Order("Mở đợt cao điểm 45 ngày", "2020-07-31", goal=10))
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    task = only(unit_books)
    assert (task.title, task.due, task.goal, task.reached, task.state) == (
        "Mở đợt cao điểm 45 ngày", date(2020, 7, 31), 10, 3, TaskState.DOING
    )  # fmt: skip
    assigning.withdraw_task(headquarters, given)
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    assert only(unit_books).state is TaskState.WITHDRAWN
    assert trouble(undoing.undo, unit_books) is Trouble.CHANGED_SINCE  # what came from above is not the unit's to undo
    assigning.give_again(headquarters, given)
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    assert (only(unit_books).state, only(unit_books).reached) == (TaskState.TODO, 3)


def test_a_task_of_an_area_reaches_its_units_only(headquarters, unit_books, period):
    own = headquarters.units[headquarters.unit_ids[unit_books.me.unit_uid]]
    area = next(unit.parent_uid for unit in headquarters.reporting_units() if unit.parent_uid != own.parent_uid)
    assigning.assign(headquarters, period, Order("Ở nơi khác", audience=assigning.for_area(area)))
    assigning.assign(headquarters, period, Order("Ở đây", audience=assigning.for_area(own.parent_uid)))
    assigning.assign(headquarters, period, Order("Hai xã", audience=assigning.for_units([own.uid])))
    assert [each.title for each in composed(headquarters, unit_books).tasks] == ["Ở đây", "Hai xã"]
    assert trouble(assigning.assign, headquarters, period, Order("Ai", audience="unit:none")) is Trouble.TASK_FOR_NOBODY
    assert trouble(assigning.assign, headquarters, period, Order(" ")) is Trouble.WORDS_NEEDED


def test_two_laptops_take_the_same_reply_on_their_own(headquarters, unit_books, tmp_path, period, usb):
    assigning.assign(headquarters, period, Order("Mở đợt cao điểm", "2020-07-10"))
    file = reply(headquarters, unit_books, usb)
    with other_machine(unit_books, tmp_path / "second", own_install=True) as second:
        unit_books.clock, second.clock = (lambda: "2020-06-16T08:00:00"), (lambda: "2020-06-18T08:00:00")
        for books in (unit_books, second):
            answering.take_reply(books, file)
        uid = only(unit_books).uid
        tasking.note(unit_books, uid, "đã lập kế hoạch")
        tasking.change(second, uid, reached=20)
        receive(headquarters, send(unit_books, usb), send(second, usb))
        seen = at(headquarters, period, unit_books)
        assert (seen.state, seen.task.reached, seen.last_note) == ("doing", 20, "đã lập kế hoạch")
        assert mark_of(headquarters, uid) == "joined"
        assert auditing.faults(headquarters) == auditing.faults(second) == []


def test_two_laptops_work_on_one_task(headquarters, unit_books, tmp_path, given, period, usb):
    with other_machine(unit_books, tmp_path / "second") as second:
        uid = only(unit_books).uid
        tasking.change(unit_books, uid, reached=5)
        tasking.change(second, uid, measure="lượt")
        receive(headquarters, send(unit_books, usb), send(second, usb))
    seen = at(headquarters, period, unit_books)
    assert seen.task.reached == 5


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2020, 6, 30), Urgency.CALM),
        (date(2020, 7, 8), Urgency.SOON),
        (date(2020, 7, 10), Urgency.SOON),
        (date(2020, 7, 11), Urgency.LATE),
    ],
)
def test_how_pressing_it_is_is_counted_in_working_days(unit_books, given, day, wanted):
    holidays = unit_books.catalogue.timetable.holidays
    assert only(unit_books).urgency(day, holidays) is wanted
    tasking.change(unit_books, only(unit_books).uid, state="done")
    assert only(unit_books).urgency(day, holidays) is Urgency.CALM

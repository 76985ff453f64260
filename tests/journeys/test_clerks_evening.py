"""A whole evening of the clerk at headquarters without the mouse, from the stick to the next period's tasks."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.base.settings import Settings
from desktop.domain.units import OfficialUnits
from desktop.services import (
    answering,
    asking,
    auditing,
    basing,
    calling,
    completing,
    counting,
    exporting,
    finishing,
    following,
    freezing,
    keeping,
    receiving,
    sampling,
    taking,
    tasking,
)
from desktop.services.arrivals import Verdict
from desktop.services.basing import Basis
from desktop.services.books import Role
from desktop.ui.context import Announcements, Context
from desktop.ui.headquarters.window import HeadquartersWindow
from desktop.workbook.reply_reader import open_file
from tests.document.paper_room import words_on
from tests.journeys import clerk as clerks
from tests.journeys.clerk import SILENT, UNITS, Clerk, Key
from tests.services.world import Here

PERIOD = "2020-H1"
TONIGHT = datetime(2020, 6, 16, 20, 42, 18)
ENTER = Key.Key_Return
TASK = "Tuần tra khép kín địa bàn giáp biên"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process."""
    monkeypatch.setattr(receiving, "Readers", Here)
    monkeypatch.setattr(answering, "Readers", Here)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five units with their books and packages; look, do not touch."""
    return clerks.build(tmp_path_factory.mktemp("province"), PERIOD)


@pytest.fixture
def context(province: Path, tmp_path: Path) -> Iterator[Context]:
    """Headquarters that expects six units and has what came last year."""
    books = keeping.create(tmp_path / "tinh", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    official = OfficialUnits.load("2020")
    keeping.limit_units(books, [official.by_code(code).uid for code in (*UNITS, SILENT)])
    taking.take(books, [province / sampling.BASE_PACKAGES])
    books.clock = TONIGHT.isoformat
    settings = Settings(tmp_path / "settings.json")
    settings.put("period", PERIOD)
    yield Context(books, settings, Announcements(), lambda: TONIGHT)
    books.close()


@pytest.fixture
def stick(province: Path, tmp_path: Path) -> Path:
    """What units brought."""
    folder = tmp_path / "usb"
    folder.mkdir()
    clerks.fill(folder, province, PERIOD)
    return folder


@pytest.fixture
def clerk(context: Context, shown: Callable[[QWidget], Any], monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """Before the empty page of the evening."""
    made = Clerk(shown(HeadquartersWindow(context)), monkeypatch)
    made.settle()
    return made


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Where she writes what she makes."""
    folder = tmp_path / "ket-qua"
    folder.mkdir()
    return folder


def test_a_whole_evening_without_the_mouse(
    clerk: Clerk, context: Context, province: Path, stick: Path, room: Path
) -> None:
    the_files(clerk, stick)
    nothing_left(clerk)
    the_calls(clerk, context, room)
    the_summary(clerk, room)
    the_report(clerk, context, room)
    a_late_file(clerk, context, province, room)
    the_next_year(clerk, context)
    the_conference(clerk, context, province, room)
    upwards(clerk, context, room)
    assert auditing.faults(context.books) == []


def the_files(clerk: Clerk, stick: Path) -> None:
    """Enter on the first line asks for the folder; every question is answered, what is right goes in."""
    clerk.at("01-tonight-empty")
    clerk.answer, desk = stick, clerk.window.desk
    clerk.press(ENTER)
    assert clerk.window.current_key() == "receiving"
    assert {each.file.name: each.file.verdict for each in desk.lines if each.file.name[:2] != "BC"} == {
        "sua tay.xlsx": Verdict.HAND_EDITED, "Ban sao Dam Thuy.xlsx": Verdict.SAME, "Cong van.pdf": Verdict.SKIPPED
    }  # fmt: skip
    assert len(desk.of(Verdict.RETURNED)) == 2
    clerk.at("02-receiving")
    while desk.waiting():
        clerk.press(Key.Key_F8)
        clerk.press(Key.Key_N)
    clerk.control(ENTER)
    assert len([line for line in desk.lines if line.in_books]) == 3
    clerk.at("03-receiving-done")


def nothing_left(clerk: Clerk) -> None:
    """Enter on each line, where it stands or on the page that it leads to, until the count is zero."""
    clerk.control(Key.Key_1)
    page = clerk.window.current_page()
    clerk.at("04-tonight")
    for left in range(7, 1, -1):
        assert page.header.state.text().startswith(f"còn {left} việc")
        clerk.press(ENTER)
        assert clerk.window.current_page() is page
    clerk.press(Key.Key_F8)
    part = clerk.window.current_page().part()
    clerk.at("05-quality")
    asked = part._watch.open[0]
    clerk.press(ENTER)
    while part._watch.open:
        clerk.press(Key.Key_B)
    assert [each.query.key for each in part._watch.asked] == [asked.query.key]
    clerk.control(Key.Key_1)
    assert page.header.state.text() == "không còn việc, 4 đơn vị đã gọi, chờ tệp"
    clerk.at("06-tonight-zero")


def the_calls(clerk: Clerk, context: Context, room: Path) -> None:
    """What a unit said is noted; the list goes to paper; the Tab key leads back out of the last field."""
    clerk.control(Key.Key_4)
    page = clerk.window.current_page()
    clerk.pane_to(page.calls.queue)
    clerk.press(Key.Key_Down)
    called = page.calls.queue.current_key()
    clerk.tab_to(page.calls.note)
    clerk.write("hẹn 21 giờ gửi lại")
    clerk.press(ENTER)
    assert calling.called(context.books, context.period)[called].note == "hẹn 21 giờ gửi lại"
    clerk.answer = room / "goi.pdf"
    clerk.tab_to(page.pdf)
    clerk.press(ENTER)
    assert clerk.answer.read_bytes().startswith(b"%PDF")
    clerk.at("07-calls")
    clerk.pane_to(page.calls.queue)
    clerk.press(Key.Key_End)
    silent = page.calls.queue.current_key()
    clerk.tab_to(page.calls.cover)
    clerk.write("dam thuy")
    clerk.press(ENTER)
    by = completing.covered_units(context.books, context.period)[silent]
    assert context.books.units[context.books.unit_ids[by]].name == "Xã Đàm Thủy"
    assert page.header.state.text() == "3/6 đơn vị, 2 còn thiếu"
    clerk.tab_to(page.switch, back=True)
    clerk.press(Key.Key_Right)
    assert {slot.timing.value for slot in page._slots.values() if slot.period == PERIOD} == {
        "late",
        "missing",
        "covered",
    }
    clerk.at("08-periods")


def the_summary(clerk: Clerk, room: Path) -> None:
    """Figure → unit → record and its cell in two steps; pictures and the pivot's workbook."""
    clerk.control(Key.Key_5)
    page = clerk.window.current_page()
    clerk.at("09-summary")
    source = page.overview.source
    clerk.press(ENTER, times=2)
    assert source.place.text().startswith("Trang Vụ việc, ô ")
    assert ".xlsx, mã gói " in source.file.text()
    clerk.at("10-cell")
    clerk.press(Key.Key_Escape, times=2)
    for place, name in enumerate(("", "a.png", "a.svg"), 1):
        clerk.answer = room / name
        clerk.tab_to(page.overview.ways_out[0], back=True)
        clerk.press(ENTER)
        clerk.press(Key.Key_Down, times=place)
        clerk.press(ENTER)
    assert {"application/x-qt-image", "image/svg+xml"} <= set(QGuiApplication.clipboard().mimeData().formats())
    assert (room / "a.png").read_bytes()[1:4] == b"PNG" and b"<svg" in (room / "a.svg").read_bytes()
    clerk.tab_to(page.switch, back=True)
    clerk.press(Key.Key_Right, times=3)
    clerk.at("11-ranking")
    clerk.press(Key.Key_Right)
    clerk.answer = room / "cheo.xlsx"
    clerk.control(Key.Key_E)
    sheet = openpyxl.load_workbook(clerk.answer).worksheets[0]
    assert sheet._charts
    whole = next(row for row in sheet.iter_rows() if row[0].value == "Tổng")
    assert [cell.value for cell in whole][-1] == page._summary.line("TH.01").now.amount == 10
    assert whole[-1].font.bold
    clerk.at("12-pivot")


def the_report(clerk: Clerk, context: Context, room: Path) -> None:
    """Written; three errors put in, three found and nothing else, no freezing; mended, frozen."""
    clerk.control(Key.Key_7)
    page = clerk.window.current_page()
    clerk.press(Key.Key_F2)
    clerk.at("13-report")
    paper = clerk.answer = room / "bao-cao.docx"
    clerk.control(Key.Key_E)
    wrong, finish = clerks.spoil(paper), page.side.finish
    clerk.pane_to(page.side.tabs)
    clerk.press(Key.Key_Right, times=3)
    clerk.tab_to(finish.check_button)
    clerk.press(ENTER)
    assert sorted(each.said for each in finish._found.issues) == sorted(wrong)
    assert not finish.sign_button.isEnabled()
    clerk.at("14-three-errors")
    clerk.answer = room / "da-sua.docx"
    clerk.tab_to(finish.mend_button)
    clerk.press(ENTER)
    assert finish._found.issues == () and finish.check_button.hasFocus()
    clerk.tab_to(finish.sign_button)
    clerk.press(ENTER)
    assert len(freezing.snapshots(context.books, context.period)) == 1
    assert finishing.inspect(context.books, context.period, clerk.answer).issues == ()
    clerk.at("15-frozen")


def a_late_file(clerk: Clerk, context: Context, province: Path, room: Path) -> None:
    """Held as a supplement with its effect; the annex of adjustments names what moved and nothing else."""
    late = clerk.answer = room / "muon"
    late.mkdir()
    shutil.copy(clerks.package_of(province, UNITS[4]), late)
    clerk.control(Key.Key_2)
    clerk.control(Key.Key_O)
    (line,) = clerk.window.desk.lines
    assert line.file.note == "kỳ đã chốt, nhận là bổ sung lần 1"
    clerk.press(Key.Key_N)
    clerk.control(ENTER)
    assert {(each.indicator.code, each.signed.amount, each.now.amount) for each in line.effects} >= {("TH.01", 10, 11)}
    slots = completing.slots(context.books, [context.period], TONIGHT).values()
    assert [each.timing.value for each in slots].count("after_freeze") == 1
    clerk.at("16-supplement")
    clerk.answer = room / "dieu-chinh.docx"
    from_the_files(clerk, 6)
    told = words_on(clerk.answer)
    assert "số vụ phạm tội về trật tự xã hội xảy ra 10 → 11" in told and "0 → 0" not in told
    assert any(words.endswith("khác bản chốt 20:42") for _, words in clerk.window.current_page().facts())
    clerk.at("17-adjustments")


def from_the_files(clerk: Clerk, place: int) -> None:
    """Choose from the report's other files."""
    clerk.control(Key.Key_7)
    clerk.control(Key.Key_T)
    clerk.press(Key.Key_Down, times=place)
    clerk.press(ENTER)


def the_next_year(clerk: Clerk, context: Context) -> None:
    """Next year's comparison says whether it takes the figures of now or the signed ones."""
    books, year = context.books, context.books.period("2021-H1")
    assert basing.basis(books) is Basis.CURRENT
    now = counting.summary(books, year)
    assert (now.line("TH.01").base.amount, now.basis[:1]) == (11, "+")
    clerk.control(Key.Key_T)
    clerk.press(Key.Key_Up)
    clerk.press(ENTER)
    signed = counting.summary(books, year)
    assert (signed.line("TH.01").base.amount, signed.basis) == (10, TONIGHT.isoformat())
    context.open_period(year)
    clerk.control(Key.Key_5)
    assert "So với số cùng kỳ đã chốt lúc 20:42 ngày 16/06/2020" in dict(map(reversed, shown_facts(clerk)))
    clerk.at("18-next-year")
    context.open_period(books.period(PERIOD))
    clerk.settle()


def shown_facts(clerk: Clerk) -> list[tuple[str, str]]:
    return clerk.window.current_page().facts()  # type: ignore[union-attr]


def the_conference(clerk: Clerk, context: Context, province: Path, room: Path) -> None:
    """Record → news → task → replies → the unit's next package brings its progress and its answer."""
    clerk.control(Key.Key_8)
    page = clerk.window.current_page()
    clerk.press(ENTER)
    clerk.write("18/06/2020")
    clerk.press(Key.Key_F6)
    clerk.write(TASK)
    clerk.tab_to(page.record.order.due)
    clerk.write("30/6/2020")
    clerk.control(ENTER)
    (given,) = page.record._given
    assert (given.order.title, str(given.due)) == (TASK, "2020-06-30")
    clerk.at("19-conference")
    clerk.tab_to(page.tabs, back=True)
    clerk.press(Key.Key_Right)
    clerk.tab_to(page.tabs, back=True)
    clerk.press(Key.Key_Right)
    assert "xảy ra 11 vụ" in page.news.text and page.news.text.startswith("Ngày 18/6/2020")
    clerk.at("20-news")
    replies = clerk.answer = room / "phan-hoi"
    replies.mkdir()
    clerk.control(Key.Key_1)
    clerk.control(Key.Key_E)
    assert len(list(replies.iterdir())) == 6
    (asked,) = asking.threads(context.books)
    (reply,) = replies.glob(f"*_{context.books.units[asked.unit_id].code}_*")
    assert [each.text for each in open_file(reply).reply.questions] == [asked.question.text]
    task_done(province, replies, room)
    clerk.answer = room / "sau"
    clerk.control(Key.Key_2)
    clerk.control(Key.Key_O)
    clerk.press(Key.Key_N)
    clerk.control(ENTER)
    assert clerk.window.desk.lines[0].effects == ()  # a task told as done moves no figure
    (followed,) = following.follow(context.books, context.period, context.today())
    assert followed.count("done") == 1
    clerk.at("21-progress")


def task_done(province: Path, replies: Path, room: Path) -> None:
    """The late unit takes its reply, does its task and reports again."""
    shutil.copytree(province / sampling.UNITS / UNITS[4], room / "don-vi")
    (room / "sau").mkdir()
    unit = keeping.open_books(room / "don-vi")
    (reply,) = replies.glob(f"*_{UNITS[4]}_*")
    answering.take_reply(unit, reply, trust=True)
    task = next(each for each in tasking.tasks(unit) if each.title == TASK)
    tasking.change(unit, task.uid, state="done")
    exporting.export(unit, unit.period(PERIOD), room / "sau", complete=False)
    unit.close()


def upwards(clerk: Clerk, context: Context, room: Path) -> None:
    """The sums go up by the same format, and a higher headquarters has the same figures."""
    up = clerk.answer = room / "len-tren"
    up.mkdir()
    from_the_files(clerk, 4)
    above = keeping.create(room / "bo", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    keeping.expect_units(above, [context.books.me.unit_uid])
    _, merged = taking.take(above, [up], "marked")
    assert len(merged) == 1
    for code in ("TH.01", "TX.01", "TX.04", "GT.01"):
        sums = [counting.summary(each, each.period(PERIOD)).line(code).now.amount for each in (context.books, above)]
        assert sums[0] == sums[1], code
    above.close()
    clerk.at("22-upwards")

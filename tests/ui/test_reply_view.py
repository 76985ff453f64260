"""Phản hồi at the unit: files in, lines settled by keys, what headquarters said beside what was sent."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from desktop.kit import messages
from desktop.services import answering, asking, assigning, keeping, receiving, recording, reply_desk
from desktop.services.assigning import Order
from desktop.services.books import Role
from desktop.services.reply_desk import Stand, desk
from desktop.ui.context import Place
from desktop.ui.unit import today_queue
from desktop.ui.unit.closing_view_history import HistoryCard
from desktop.ui.unit.reply_view import ReplyView
from desktop.ui.unit.today_view import TodayView
from desktop.ui.unit.window import UnitWindow
from tests.services.drafts import case
from tests.services.replies_room import PERIOD, correct, receive, reply, send, values_of
from tests.services.world import Here


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(receiving, "Readers", Here)
    monkeypatch.setattr(answering, "Readers", Here)


@pytest.fixture
def headquarters(tmp_path):
    books = keeping.create(tmp_path / "tinh", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    yield books
    books.close()


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def uids(unit_books):
    return [recording.record(unit_books, case(subjects=n)).uid for n in (1, 2)]


@pytest.fixture
def file(headquarters, unit_books, uids, usb):
    """A reply with a question and two corrections."""
    receive(headquarters, send(unit_books, usb))
    for uid in uids:
        correct(headquarters, uid, "Đối chiếu hồ sơ.", subjects=7)
    unit_id = headquarters.unit_ids[unit_books.me.unit_uid]
    asking.ask(headquarters, unit_id, headquarters.period(PERIOD), f"record:{uids[0].hex()}", "Đã chuyển hồ sơ chưa?")
    assigning.assign(headquarters, headquarters.period(PERIOD), Order("Tổng kết đợt cao điểm", "2020-07-10"))
    return reply(headquarters, unit_books, usb)


@pytest.fixture
def view(context, shown):
    view = ReplyView(context)
    shown(view)
    view.arrived()
    return view


@pytest.fixture
def filled(qtbot, file, view):
    take(qtbot, view, file)
    return view


def take(qtbot, view, *paths):
    view.take_files(list(paths))
    qtbot.waitUntil(view.take.isEnabled)


def whos(view):
    return [getattr(line, "who", None) or line.title for line in view.list._entries.entries]


def press(qtbot, view, key):
    qtbot.keyClick(view.list, key)


def go_to(view, sort):
    view.list.set_current(next(key for key in view._lines if key.startswith(sort)))


def test_before_the_first_reply_the_page_says_what_to_do(view):
    assert view.empty.sentence.text().startswith("Chưa nhận phản hồi nào. Bấm Nhận phản hồi")
    assert view.take.kind() == "primary"


def test_the_button_takes_a_chosen_file(qtbot, file, view, monkeypatch):
    monkeypatch.setattr(messages, "ask_file", lambda *_: file)
    qtbot.mouseClick(view.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.take.isEnabled)
    assert view.notice.sentence.text().startswith("Đã nhận phản hồi lần 1 về 6 tháng đầu năm 2020")
    assert "Khóa của cấp trên" in view.notice.sentence.text()
    assert view.header.state.text() == "còn 3 việc"


def test_a_file_may_be_dropped(qtbot, file, view):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    nowhere = Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nowhere))
    qtbot.waitUntil(view.take.isEnabled)
    assert view.header.state.text() == "còn 3 việc"


def test_lines_stand_under_what_they_are(filled):
    assert whos(filled)[:3] == ["Cấp trên hỏi", "Đã chuyển hồ sơ chưa?", "Cấp trên đề nghị"]
    assert whos(filled)[-2:] == ["Nhiệm vụ cấp trên giao", "Tổng kết đợt cao điểm"]


def test_twice_and_a_wrong_file_are_said_in_the_notice(qtbot, filled, file, usb):
    take(qtbot, filled, file)
    assert "đã nhận từ trước, không có gì mới" in filled.notice.sentence.text()
    wrong = usb / "sai.xlsx"
    wrong.write_bytes(b"%PDF-1.4")
    take(qtbot, filled, wrong)
    assert "không phải phản hồi của cấp trên" in filled.notice.sentence.text()


def test_one_takes_a_proposal_over(qtbot, filled, unit_books, uids):
    go_to(filled, "offer")
    assert [filled.panel.rows.cell_at(0, column).text for column in range(3)] == [
        "Số đối tượng", "1 đối tượng", "7 đối tượng",
    ]  # fmt: skip
    press(qtbot, filled, Qt.Key.Key_1)
    assert values_of(unit_books, uids[0])["subjects"] == 7
    assert [line.stand for line in desk(unit_books).offers] == [Stand.ACCEPTED, Stand.OPEN]
    assert filled.header.state.text() == "còn 2 việc"
    assert str(filled.list.current_key()).startswith("offer")  # the next one is in reach


def test_two_asks_for_the_reason_and_then_keeps_the_units_own(qtbot, filled, unit_books, uids):
    go_to(filled, "offer")
    press(qtbot, filled, Qt.Key.Key_2)
    assert filled.panel.reason.complaint().startswith("Chưa ghi lý do.")
    assert [line.stand for line in desk(unit_books).offers] == [Stand.OPEN, Stand.OPEN]
    filled.panel.reason.text.insertPlainText("Chỉ có một đối tượng.")
    qtbot.mouseClick(filled.panel.keep, Qt.MouseButton.LeftButton)
    assert [line.stand for line in desk(unit_books).offers] == [Stand.CONTESTED, Stand.OPEN]
    assert values_of(unit_books, uids[0])["subjects"] == 1


def test_a_question_is_answered_in_place(qtbot, filled, unit_books):
    go_to(filled, "question")
    press(qtbot, filled, Qt.Key.Key_Return)
    assert filled.panel.answer.editor.hasFocus()
    qtbot.keyClick(filled.panel.answer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert filled.panel.answer.complaint().startswith("Chưa ghi trả lời.")
    filled.panel.answer.text.insertPlainText("Đã chuyển ngày 10/6.")
    qtbot.keyClick(filled.panel.answer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [line.answer for line in desk(unit_books).questions] == ["Đã chuyển ngày 10/6."]


def test_what_is_being_typed_survives_a_look_again(filled, context):
    go_to(filled, "question")
    filled.panel.answer.text.insertPlainText("Đang gõ")
    context.announce(recording.Touched.RECORDS)
    assert filled.panel.answer.value() == "Đang gõ"


def test_digits_do_nothing_to_a_question(qtbot, filled, unit_books):
    go_to(filled, "question")
    press(qtbot, filled, Qt.Key.Key_1)
    assert desk(unit_books).left == 3


def test_an_error_leads_to_its_record(qtbot, headquarters, unit_books, uids, usb, view, context):
    from openpyxl import load_workbook

    path = send(unit_books, usb)
    book = load_workbook(path)
    names = [cell.value for cell in book["Vụ việc"][1]]
    book["Vụ việc"].cell(3, names.index("subjects") + 1).value = "ba"
    book.save(path)
    receive(headquarters, path)
    take(qtbot, view, reply(headquarters, unit_books, usb))
    asked = []
    context.announcements.place_asked.connect(asked.append)
    go_to(view, "point")
    press(qtbot, view, Qt.Key.Key_Return)
    assert asked == [Place("records", record=uids[0])]


def test_lost_records_are_taken_back_together(qtbot, headquarters, context, view, usb, tmp_path):
    books = context.books
    keeping.backup(books, tmp_path / "backup.db")
    from tests.journeys.test_replies import finished

    for _ in range(2):
        recording.record(books, case())
    receive(headquarters, finished(books, usb))
    books.db.close()
    restored = context.books = keeping.restore(books.folder, tmp_path / "backup.db")
    recording.record(restored, case(subjects=1))
    receive(headquarters, finished(restored, usb))
    take(qtbot, view, reply(headquarters, restored, usb))
    assert view.all.text() == "Nhận cả 2 bản ghi trả lại"
    qtbot.mouseClick(view.all, Qt.MouseButton.LeftButton)
    assert desk(restored).left == 0
    assert view.all.isHidden()
    restored.close()


def test_another_key_is_trusted_only_by_a_person(qtbot, headquarters, unit_books, filled, usb):
    from tests.services.test_answering import with_key

    with_key(headquarters, b"n" * 32)
    file = reply(headquarters, unit_books, usb)
    take(qtbot, filled, file)
    assert "ký bằng khóa khác" in filled.notice.sentence.text()
    assert reply_desk.desk(unit_books).replies[0].number == 1
    qtbot.mouseClick(filled.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(filled.take.isEnabled)
    assert reply_desk.desk(unit_books).replies[0].number == 2


def test_today_lists_what_headquarters_wants_and_shows_the_receipt(unit_books, file, context, shown):
    answering.take_reply(unit_books, file)
    view = TodayView(context)
    shown(view)
    view.arrived()
    first = view.queue._entries.entries[0]
    assert (first.who, first.time) == ("Đã chuyển hồ sơ chưa?", "cấp trên")
    assert first.key.place.page == "replies"
    (step,) = [each for each in view.steps._steps if each.key == "closing" and each.title.startswith("4.")]
    assert step.state.startswith("Biên nhận ") and step.state.endswith(": Đạt, có cảnh báo")


def test_without_replies_today_is_as_it_was(context):
    assert today_queue._asked(None) == []


def test_the_history_names_the_outcome(unit_books, file, qtbot):
    from desktop.services import exporting

    answering.take_reply(unit_books, file)
    card = HistoryCard()
    qtbot.addWidget(card)
    card.show_sent(exporting.history(unit_books), unit_books.period(PERIOD), {}, reply_desk.receipts(unit_books))
    assert card.rows.cell_at(0, 2).text == "Đạt, có cảnh báo"
    card.show_sent(exporting.history(unit_books), unit_books.period(PERIOD), {})
    assert card.rows.cell_at(0, 2).text == "chưa hoàn chỉnh"


def test_the_rail_counts_what_is_open_and_a_line_is_found_from_outside(qtbot, unit_books, file, context, shown):
    answering.take_reply(unit_books, file)
    window = shown(UnitWindow(context))
    window.count()
    key = next(iter(desk(unit_books).questions)).question.uid
    window.go(Place("replies", text=f"question {key}"))
    assert window.page("replies").list.current_key() == f"question {key}"
    window.close()


def test_the_form_of_a_record_says_what_headquarters_wants_of_it(qtbot, unit_books, uids, file, context, shown):
    answering.take_reply(unit_books, file)
    window = shown(UnitWindow(context))
    window.go(Place("records", record=uids[0]))
    above = window.page("records").form.notes.above
    assert "Đã chuyển hồ sơ chưa? Còn 1 việc nữa." in above._words.text()
    qtbot.mouseClick(above.go, Qt.MouseButton.LeftButton)
    assert window.page("replies").list.current_key().startswith("question")
    window.go(Place("records", new_kind="case"))
    assert above.isHidden()
    window.close()

import pytest
from PySide6.QtCore import Qt

from desktop.kit.queue import QueueEntry
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.quality_watch import QualityWatch
from desktop.ui.headquarters.tonight_view import TonightView


@pytest.fixture
def desk(full):
    return Desk(full)


@pytest.fixture
def view(full, desk, shown, settled):
    view = TonightView(full, desk)
    shown(view)
    view.arrived()
    settled()
    return view


@pytest.fixture
def places(full):
    asked = []
    full.announcements.place_asked.connect(asked.append)
    return asked


def entries(view):
    return [entry for entry in view.queue._entries.entries if isinstance(entry, QueueEntry)]


def figures(view):
    return {figure.key: figure.figure for figure in view.figures._figures}


def test_the_figures_add_up(view):
    shown = {key: int(figure) for key, figure in figures(view).items()}
    assert shown["expected"] == 4
    assert shown["received"] == 3
    assert shown["expected"] == shown["clean"] + shown["warned"] + shown["odd"] + shown["missing"]


def test_a_silent_unit_is_one_thing_to_do(view):
    assert [(entry.who, entry.action) for entry in entries(view)] == [("Xã Nam Quang", "Đã gọi")]
    assert view.header.state.text() == "còn 1 việc"
    assert view.why.text().startswith("Chưa có tệp nào của 6 tháng đầu năm 2020, hạn 17:00 16/06, đã quá 3 giờ. Xuất")


def test_enter_ticks_the_call_and_nothing_is_left(view, places, qtbot):
    qtbot.keyClick(view.queue, Qt.Key.Key_Return)
    assert places == []
    assert [(entry.what, entry.action) for entry in entries(view)] == [
        ("đã gọi 20:42, chưa gửi, đã quá 3 giờ", "Bỏ ghi")
    ]
    assert view.header.state.text() == "không còn việc, 1 đơn vị đã gọi, chờ tệp"


def test_space_leads_to_the_unit(view, places, qtbot):
    qtbot.keyClick(view.queue, Qt.Key.Key_Space)
    assert [(place.page, place.unit) for place in places] == [("progress", entries(view)[0].key.place.unit)]


def test_going_on_never_notes_a_call(view, places, qtbot):
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_F8)
    assert view.header.state.text() == "còn 1 việc" and places == []
    assert view.queue.hasFocus()


def test_with_nothing_left_the_next_thing_is_the_summary(view, places, qtbot):
    qtbot.keyClick(view.queue, Qt.Key.Key_Return)
    assert view.header.state.text().startswith("không còn việc")
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert [place.page for place in places] == ["summary"]


def test_a_noted_call_is_taken_back_with_the_same_key(view, qtbot):
    qtbot.keyClick(view.queue, Qt.Key.Key_G)
    assert entries(view)[0].key.done
    qtbot.keyClick(view.queue, Qt.Key.Key_G)
    assert not entries(view)[0].key.done
    assert view.header.state.text() == "còn 1 việc"


def test_what_is_worth_asking_is_one_line_that_leads_to_the_queue(full, desk, shown, settled, places, qtbot):
    watch = QualityWatch(full)
    view = TonightView(full, desk, quality=watch)
    shown(view)
    watch.look()
    view.arrived()
    settled()
    line = next(entry for entry in entries(view) if entry.key.name == "queries")
    assert line.who == f"{len(watch.open)} số liệu"
    view.queue.set_current(line.key)
    qtbot.keyClick(view.queue, Qt.Key.Key_Return)
    assert [(place.page, place.filter) for place in places] == [("decisions", "quality")]


def test_a_figure_opens_its_list(view, places):
    view.figures.chosen.emit("missing")
    assert [(place.page, place.filter) for place in places] == [("progress", "missing")]


def test_the_totals_of_now_say_what_is_missing(view):
    cells = view.now.model.row_at(0).cells
    assert cells[0] == "Vụ xảy ra"
    assert cells[2] == "thiếu 1 đơn vị"


def test_files_in_hand_come_first(view, desk, stick, settled, places, qtbot):
    desk.look_at([stick])
    settled()
    view.reload()
    settled()
    who = [entry.who for entry in entries(view)]
    assert who[0] == "Thị trấn Pác Miầu"
    assert who[-1] == "Xã Nam Quang"
    view.queue.set_current(entries(view)[0].key)
    qtbot.keyClick(view.queue, Qt.Key.Key_Return)
    assert places[-1].page == "receiving"
    assert places[-1].file.endswith("sua tay.xlsx")
    desk.clear()


def test_before_the_first_file_enter_asks_for_the_folder(empty, shown, settled, qtbot):
    asked = []
    empty.announcements.place_asked.connect(asked.append)
    view = TonightView(empty, Desk(empty))
    shown(view)
    view.arrived()
    settled()
    assert figures(view)["missing"] == "4"
    assert entries(view)[0].action == "Thêm thư mục"
    qtbot.keyClick(view.queue, Qt.Key.Key_Return)
    view.add.click()
    assert [(place.page, place.filter) for place in asked] == [("receiving", "add")] * 2

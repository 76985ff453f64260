import pytest
from PySide6.QtCore import Qt

from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, QueueGroup, WorkQueue
from desktop.kit.queue.entries import QueueModel

LINES = [
    QueueGroup("Cần quyết định", "2 việc"),
    QueueEntry("phuc-sen", Mark.HAND_EDITED, "Xã Phúc Sen", "sửa tay 3 ô trong Excel", "19:52", "Xem 3 ô"),
    QueueEntry("nuoc-hai", Mark.PARTLY, "Thị trấn Nước Hai", "giữ lại 2 dòng", "19:40", "Gửi lại dòng"),
    QueueGroup("Chưa gửi"),
    QueueEntry("thach-lam", Mark.MISSING, "Xã Thạch Lâm", "chưa có tệp nào của kỳ này", "", "Gọi"),
]


@pytest.fixture(params=[False, True])
def queue(qtbot, request):
    made = WorkQueue(two_lines=request.param)
    qtbot.addWidget(made)
    made.set_entries(LINES)
    made.resize(700, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    model = QueueModel()
    model.show(LINES)
    qtmodeltester.check(model)


def test_the_first_thing_to_do_is_current(queue):
    assert queue.current_key() == "phuc-sen"
    assert queue.count() == 3


def test_enter_does_the_default_action(qtbot, queue):
    with qtbot.waitSignal(queue.acted) as told:
        qtbot.keyClick(queue, Qt.Key.Key_Return)
    assert told.args == ["phuc-sen"]


def test_the_button_of_the_current_line_does_it_too(qtbot, queue):
    queue.set_current("thach-lam")
    assert queue.button.text() == "Gọi"
    with qtbot.waitSignal(queue.acted) as told:
        queue.button.click()
    assert told.args == ["thach-lam"]


def test_the_picture_of_a_button_acts_like_one(qtbot, queue):
    index = queue.model().index(2, 0)
    place = queue._measures.button_room(queue.visualRect(index)).center()
    with qtbot.waitSignal(queue.acted) as told:
        qtbot.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["nuoc-hai"]


def test_space_previews_letters_command_and_delete_does_nothing(qtbot, queue):
    told = []
    queue.previewed.connect(lambda key: told.append((key, "space")))
    queue.lettered.connect(lambda key, letter: told.append((key, letter)))
    qtbot.keyClick(queue, Qt.Key.Key_Space)
    qtbot.keyClick(queue, Qt.Key.Key_G)
    qtbot.keyClick(queue, Qt.Key.Key_Delete)
    assert told == [("phuc-sen", "space"), ("phuc-sen", "G")]
    assert queue.count() == 3


def test_arrows_step_over_headings(qtbot, queue):
    queue.set_current("nuoc-hai")
    qtbot.keyClick(queue, Qt.Key.Key_Down)
    assert queue.current_key() == "thach-lam"


def test_next_goes_round_the_end(queue):
    walked = []
    for _ in range(3):
        assert queue.next()
        walked.append(queue.current_key())
    assert walked == ["nuoc-hai", "thach-lam", "phuc-sen"]
    queue.next(back=True)
    assert queue.current_key() == "thach-lam"


def test_a_done_line_leaves_and_the_current_line_stays_in_its_place(queue):
    queue.set_current("nuoc-hai")
    queue.set_entries([line for line in LINES if getattr(line, "key", "") != "nuoc-hai"])
    assert queue.current_key() == "thach-lam"
    queue.set_entries(LINES)
    assert queue.current_key() == "thach-lam"


def test_an_empty_queue_has_nothing_to_press(qtbot, queue):
    queue.set_entries([])
    assert queue.button.isHidden()
    assert not queue.next()
    with qtbot.assertNotEmitted(queue.acted):
        queue._act()
    assert queue.count() == 0


def test_it_is_painted(queue):
    picture = queue.grab().toImage()
    assert picture.pixelColor(300, 45) != picture.pixelColor(300, 390)

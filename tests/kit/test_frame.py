import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.frame import NoticeBar, Page, Shell, Split, StatusLine
from desktop.kit.frame.drawer_tab import DrawerTab
from desktop.kit.text import Cut

SIZES = [(1366, 768), (1366, 697), (1280, 649), (911, 465), (683, 348)]


class Counted(Page):
    def __init__(self, title):
        super().__init__(title)
        self.arrivals = 0
        self.one, self.two = QPushButton("một"), QPushButton("hai")
        self.body.addWidget(self.one)
        self.body.addWidget(self.two)
        self.panes = [self.one, self.two]
        self.set_keys([("F8", "Việc tiếp")])
        self.set_facts([("check", "Đã lưu 14:32:07")])

    def arrived(self):
        self.arrivals += 1
        self.one.setFocus()


@pytest.fixture
def made():
    return []


@pytest.fixture
def shell(qtbot, made):
    window = Shell()
    qtbot.addWidget(window)

    def factory(title):
        return lambda: made.append(title) or Counted(title)

    for key, icon, title in (("today", "house", "Hôm nay"), ("book", "notebook-pen", "Sổ công tác")):
        window.add_page(key, icon, title, factory(title))
    window.add_page("settings", "settings", "Thiết lập", factory("Thiết lập"), foot=True)
    window.strip.set_unit("Công an xã Đàm Thủy", "Trùng Khánh, Cao Bằng")
    window.strip.set_period("6 tháng đầu năm 2020", "15/12/2019 – 14/06/2020")
    window.strip.set_deadline("Hạn gửi 17:00 thứ Ba 16/06", "còn 1 ngày 2 giờ")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_a_screen_is_made_when_first_shown_and_kept(shell, made):
    assert made == []
    first = shell.show_page("today")
    shell.show_page("book")
    assert shell.show_page("today") is first
    assert made == ["Hôm nay", "Sổ công tác"]
    assert first.arrivals == 2
    assert shell.page("settings") is None


def test_keys_change_screens_in_the_order_of_the_rail(qtbot, shell):
    shell.show_page("today")
    with qtbot.waitSignal(shell.page_shown) as told:
        qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["book"]
    assert shell.current_key() == "book"


def test_the_rail_is_clicked(qtbot, shell):
    shell.show_page("today")
    shell.rail._items["settings"].click()
    assert shell.current_key() == "settings"
    assert [key for key, item in shell.rail._items.items() if item.isChecked()] == ["settings"]


@pytest.mark.parametrize(
    ("key", "held", "signal"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "search_asked"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_asked"),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier, "save_asked"),
    ],
)
def test_keys_of_the_frame_work_on_every_screen(qtbot, shell, key, held, signal):
    shell.show_page("today")
    with qtbot.waitSignal(getattr(shell, signal)):
        qtbot.keyClick(shell, key, held)


def test_f6_walks_the_panes(qtbot, shell):
    page = shell.show_page("today")
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert page.two.hasFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert page.one.hasFocus()


def test_the_status_line_follows_the_page(shell):
    page = shell.show_page("today")
    assert shell.status.accessibleName() == "Đã lưu 14:32:07"
    page.set_facts([("check", "Đã lưu 14:40:00")])
    assert shell.status.accessibleName() == "Đã lưu 14:40:00"
    other = shell.show_page("book")
    page.set_facts([("check", "khác")])
    assert shell.status.accessibleName() == other.facts()[0][1]


def test_badges_stand_at_their_screens(shell):
    shell.set_badge("book", 8)
    assert shell.rail.badge("book") == "8"
    shell.set_badge("book", 0)
    assert shell.rail.badge("book") == ""


@pytest.mark.parametrize(("wide", "high"), SIZES)
def test_the_window_takes_every_size(qtbot, shell, wide, high):
    shell.show_page("today")
    shell.resize(wide, high)
    qtbot.waitUntil(lambda: (shell.width(), shell.height()) == (wide, high))
    assert shell.rail.width() == (200 if wide >= 1200 and high >= 560 else 48)
    assert shell.strip.help.geometry().right() < shell.strip.width()
    assert not shell.grab().isNull()


def test_a_narrow_strip_gives_up_dates_and_place_but_not_what_is_left(qtbot, shell):
    shell.resize(911, 465)
    qtbot.waitUntil(lambda: shell.width() == 911)
    assert shell.strip.left.isVisible()
    assert not shell.strip.deadline.isVisible()
    assert not shell.strip.place.isVisible()


def test_the_ring_follows_buttons(qtbot, shell):
    page = shell.show_page("today")
    button = page.header.add_action(KeyButton("Chốt số liệu", kind="primary"))
    qtbot.waitUntil(button.isVisible)
    button.setFocus()
    assert shell._ring.widget() is button
    assert shell._ring.geometry().width() == button.width() + 6


@pytest.fixture
def notice(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    return bar


def test_a_notice_offers_one_action_and_leaves_with_it(qtbot, notice):
    done = []
    assert notice.isHidden()
    notice.tell("Đã bỏ 1 bản ghi.", "Hoàn tác", lambda: done.append(True))
    assert notice.isVisible()
    notice.action.click()
    assert done == [True]
    assert notice.isHidden()


def test_a_notice_takes_more_lines_where_the_page_is_narrow(notice):
    notice.resize(900, 42)
    notice.tell("Hạn gửi 6 tháng đầu năm 2020 là 17:00 16/06, còn 1 ngày làm việc.")
    one = notice.height()
    notice.resize(400, one)
    assert notice.height() > one
    assert notice.sentence.height() >= 2 * theme.metrics("body").height()
    notice.resize(900, notice.height())
    assert notice.height() == one


def test_a_page_leaves_out_whole_clauses_of_how_things_stand(qtbot):
    words = Cut("31 bản ghi trong kỳ, 1 nháp, 3 của kỳ sau")
    qtbot.addWidget(words)
    words.by_clause = True
    wide = theme.font_width("body", "31 bản ghi trong kỳ, 1 nháp") + 2
    assert words.shown(1000) == words.text()
    assert words.shown(wide) == "31 bản ghi trong kỳ, 1 nháp"
    assert words.shown(wide - 8) == "31 bản ghi trong kỳ"
    assert words.shown(40) == ""


def test_escape_closes_a_notice(qtbot, notice):
    notice.tell("Đã nhập 145 tệp.", kind="warn")
    assert notice.action.isHidden()
    notice.activateWindow()
    qtbot.waitUntil(notice.isActiveWindow)
    with qtbot.waitSignal(notice.dismissed):
        qtbot.keyClick(notice, Qt.Key.Key_Escape)


def test_the_side_panel_is_a_drawer_without_room(qtbot):
    split = Split(QWidget(), QWidget(), side_width=400, side_min=300)
    qtbot.addWidget(split)
    split.resize(1134, 600)
    split.show()
    assert (split.main.width(), split.side.width()) == (722, 400)
    split.toggle_side()
    assert split.main.width() == 1134
    split.resize(700, 600)
    assert not split.side.isVisible()
    split.toggle_side()
    assert split.side.isVisible()
    assert split.main.width() == 666


def test_the_status_line_says_things_for_a_while(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.say("Đã lưu 14:32:07", ms=1)
    assert line.said() == "Đã lưu 14:32:07"
    qtbot.waitUntil(lambda: line.said() == "")


def test_what_is_said_is_said_whole_where_keys_would_leave_it_no_room(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(640, 28)
    line.set_keys([("F8", "Việc tiếp theo"), ("Ctrl+P", "In danh sách gọi"), ("F6", "Chuyển khung")])
    told = "Không cần bấm lưu: mỗi thay đổi được ghi ngay. Đã lưu 14:32:07."
    written = []
    line._write = lambda painter, left, words: written.append(words)
    line.grab()
    assert "Việc tiếp theo" in written
    written.clear()
    line.say(told)
    line.grab()
    assert told in written and "Việc tiếp theo" not in written
    line.hush()
    assert line.said() == ""


def test_what_was_said_of_a_screen_is_not_said_of_the_next(shell):
    shell.show_page("book")
    shell.status.say("Xã Lý Bôn: chưa gửi")
    shell.show_page("book")
    assert shell.status.said()
    shell.show_page("today")
    assert shell.status.said() == ""


def test_what_was_only_told_goes_when_its_page_is_left(qtbot):
    shell = Shell()
    qtbot.addWidget(shell)
    pages = {key: Page(key) for key in ("a", "b")}
    for key, page in pages.items():
        shell.add_page(key, "moon", key, lambda page=page: page)
    shell.show()
    shell.show_page("a")
    pages["a"].notice.tell("Đã ghi 3 bản ghi.")
    shell.show_page("a")
    assert not pages["a"].notice.isHidden()  # it was not left
    shell.show_page("b")
    pages["b"].notice.tell("Ổ USB gần đầy.", kind="warn")
    shell.show_page("a")
    assert pages["a"].notice.isHidden()
    shell.show_page("b")
    assert not pages["b"].notice.isHidden()  # a warning stays
    pages["a"].notice.tell("Đã nhập 5 tệp.")  # a job that ended meanwhile
    shell.show_page("a")
    assert not pages["a"].notice.isHidden()


def test_a_drawer_is_opened_and_closed_by_the_mouse_too(qtbot):
    split = Split(QWidget(), QWidget(), 400, 300)
    qtbot.addWidget(split)
    split.resize(1200, 400)
    split.show()
    assert not split.findChildren(DrawerTab)
    split.resize(700, 400)
    (tab,) = split.findChildren(DrawerTab)
    assert tab.isVisible()
    for shown in (True, False):
        qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
        assert split.side.isVisible() is shown
        assert tab.toolTip() == ("Đóng khung (F9)" if shown else "Chi tiết (F9)")
        assert not split.side.geometry().intersects(tab.geometry())
    assert not tab.grab().isNull()
    split.resize(1200, 400)
    assert not tab.isVisible()
    assert split.side.isVisible()


def test_f9_finds_the_panel_of_a_page_that_names_none(qtbot):
    page, split = Page("Cần quyết định"), Split(QWidget(), QWidget(), 400, 300)
    page.body.addWidget(split)
    qtbot.addWidget(page)
    page.resize(700, 400)
    page.show()
    page.toggle_side()
    assert split.side.isVisible()
    page.toggle_side()
    assert not split.side.isVisible()

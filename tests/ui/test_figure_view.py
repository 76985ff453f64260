"""Số liệu kỳ: typing as in Excel, states by one key, what is odd explained, nothing wrong stored."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.base.settings import Settings
from desktop.domain.figures import State
from desktop.domain.records import RecordDraft
from desktop.kit.grid_cell import ValueState
from desktop.kit.marks import Mark
from desktop.services import grid, keeping, recording
from desktop.services.books import Books, Role
from desktop.ui.context import Announcements, Context, Place
from desktop.ui.unit.figure_view import FigureView
from desktop.ui.unit.figure_view_values import Scale, scale_of

NOW = datetime(2020, 6, 15, 14, 32, 7)
ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban")
    made = Context(books, Settings(tmp_path / "settings.json"), Announcements(), lambda: NOW)
    made.open_period(books.period("2020-H1"))
    yield made
    books.close()


@pytest.fixture
def view(qtbot, context: Context) -> FigureView:
    page = FigureView(context)
    qtbot.addWidget(page)
    page.resize(1166, 692)
    with qtbot.waitExposed(page):
        page.show()
    page.arrived()
    return page


def stored(context: Context, code: str, month: int = 202006) -> State:
    found = grid.unit_grid(context.books, context.period, month, True, NOW.date())
    row = found.row(code)
    assert row is not None
    return row.open.state


def amount(context: Context, code: str) -> int:
    row = grid.unit_grid(context.books, context.period, 202006, True, NOW.date()).row(code)
    assert row is not None
    assert row.open.amount is not None
    return int(row.open.amount)


def type_into(view: FigureView, code: str, text: str) -> None:
    view.go_to(code)
    QTest.keyClicks(view.table, text[0])
    editor = next(each for each in view.table.findChildren(QLineEdit) if each.isVisible())
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, ENTER)
    QApplication.processEvents()  # the editor hands its text over on the next turn
    view.catch_up()


def journal_actions(books: Books) -> list[str]:
    with books.db.read() as connection:
        return [action for (action,) in connection.exec_driver_sql("SELECT action FROM journal ORDER BY id")]


def test_digits_type_and_enter_stores_and_goes_down(view: FigureView, context: Context, qtbot) -> None:
    with qtbot.waitSignal(context.announcements.touched):
        type_into(view, "CT.08.1", "24")
    assert amount(context, "CT.08.1") == 24
    assert view.table.current_key() == "CT.08.2"
    assert journal_actions(context.books) == ["written"]
    assert "Đã lưu 14:32:07" in [words for _, words in view.facts()]


def test_a_foreign_number_is_told_at_the_cell_and_not_stored(view: FigureView, context: Context) -> None:
    type_into(view, "CT.08.1", "1,234.5")
    assert stored(context, "CT.08.1") is State.BLANK
    assert view.table.current_key() == "CT.08.1"
    assert "1,234.5" in view.panel.problem.accessibleName()
    assert view.panel.problem.isVisible()
    view.refresh()
    line = view.table.grid.line(view.table.currentIndex().row())
    assert line is not None
    assert (line.open.verdict, line.open.mark) == ("wrong", Mark.ERROR)
    assert line.open.value.text == "1,234.5"


@pytest.mark.parametrize(("text", "told"), [("2,5", "số nguyên"), ("-3", "không thể âm")])
def test_a_number_that_cannot_be_is_refused(view: FigureView, context: Context, text: str, told: str) -> None:
    view.go_to("CT.08.1")
    view.table.typed.emit("CT.08.1", text)
    assert stored(context, "CT.08.1") is State.BLANK
    assert told in view.panel.problem.accessibleName()


def test_a_refused_text_is_forgotten_when_a_right_one_is_typed(view: FigureView, context: Context) -> None:
    type_into(view, "CT.08.1", "1,234.5")
    type_into(view, "CT.08.1", "12")
    assert amount(context, "CT.08.1") == 12


def test_one_key_sets_each_state(view: FigureView, context: Context) -> None:
    view.go_to("CT.08.1")
    QTest.keyClick(view.table, Qt.Key.Key_Minus)
    assert stored(context, "CT.08.1") is State.NOT_APPLICABLE
    type_into(view, "CT.08.1", "0")
    assert stored(context, "CT.08.1") is State.ZERO
    view.go_to("CT.08.1")
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert stored(context, "CT.08.1") is State.BLANK


def test_derived_figures_cannot_be_typed_and_lead_to_their_records(view: FigureView, context: Context) -> None:
    asked: list[Place] = []
    context.announcements.place_asked.connect(asked.append)
    view.go_to("TH.01")
    QTest.keyClick(view.table, Qt.Key.Key_5)
    assert view.notice.isVisible() and "đếm từ sổ" in view.notice.sentence.text()
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert journal_actions(context.books) == []
    QTest.keyClick(view.table, ENTER)
    assert asked == [Place("records", indicator="TH.01", month=202006)]


def test_what_is_said_of_a_counted_figure_goes_with_it(view: FigureView) -> None:
    counted = next(row for row in view._rows() if row.derived)
    view.go_to(counted.indicator.code)
    QTest.keyClick(view.table, "4")
    assert view.notice.isVisible()
    view.refresh()
    assert view.notice.isVisible(), "it is still looked at"
    view._on_tab(next(tab.name for tab in view._grid.tabs if tab.name != view.tabs.current() and tab.rows))
    assert view.notice.isHidden()


def test_undo_takes_the_last_figure_back(view: FigureView, context: Context, qtbot) -> None:
    with qtbot.waitSignal(context.announcements.touched):
        type_into(view, "CT.08.1", "24")
    with qtbot.waitSignal(context.announcements.touched):
        type_into(view, "CT.08.1", "25")
    view.undoing.undo()
    assert amount(context, "CT.08.1") == 24
    view.undoing.undo()
    assert stored(context, "CT.08.1") is State.BLANK
    view.undoing.undo()
    assert view.table.current_key() == "CT.08.1"


def test_declaring_asks_who_once_a_session(view: FigureView, context: Context) -> None:
    view.go_to("VK.01")
    QTest.keyClick(view.table, Qt.Key.Key_0, CONTROL)
    bar = view.declarer.bar
    assert bar.isVisible()
    assert "Vũ khí" in bar.words.text()
    bar.person.set_value("Trưởng Công an xã")
    bar.agree.click()
    assert stored(context, "VK.01") is State.NONE
    assert not bar.isVisible()
    view.go_to("MT.01")
    view.top.declare.click()
    assert stored(context, "MT.01") is State.NONE
    assert not bar.isVisible()


def test_nobody_declares_without_a_name(view: FigureView, context: Context) -> None:
    view.go_to("VK.01")
    view.top.declare.click()
    view.declarer.bar.person.set_value("")
    view.declarer.bar.agree.click()
    assert view.declarer.bar.person.complaint()
    assert stored(context, "VK.01") is State.BLANK


def test_a_declaration_is_taken_back_by_the_same_key(view: FigureView, context: Context) -> None:
    recording.declare(context.books, "2020-H1", "VK", "none", "Trưởng Công an xã")
    view.refresh()
    view.go_to("VK.01")
    assert view.top.declare.text() == "Bỏ khai báo của mục"
    view.top.declare.click()
    assert stored(context, "VK.01") is State.BLANK


def test_a_section_with_figures_is_not_declared(view: FigureView, context: Context) -> None:
    recording.type_figure(context.books, 202006, "CT.02", "value", 45)
    view.refresh()
    view.go_to("CT.08.1")
    view.top.declare.click()
    assert "Nhân khẩu tạm trú 45" in view.notice.sentence.text()
    assert stored(context, "CT.08.1") is State.BLANK


def test_the_next_blank_is_found_through_all_tabs(view: FigureView, context: Context) -> None:
    found = grid.unit_grid(context.books, context.period, None, False, NOW.date())
    for section in {row.indicator.section for row in found.rows} - {"PT", "XD"}:
        recording.declare(context.books, "2020-H1", section, "none", "Trưởng Công an xã")
    view.refresh()
    view.go_to("TH.01")
    view.top.primary.click()
    assert (view.tabs.current(), view.table.current_key()) == ("Phong trào", "PT.01")
    view.top.primary.click()
    assert view.tabs.current() == "Xây dựng lực lượng"
    view.next_open(back=True)
    assert view.tabs.current() == "Phong trào"


def test_with_nothing_left_the_button_leads_to_sending(view: FigureView, context: Context) -> None:
    found = grid.unit_grid(context.books, context.period, None, False, NOW.date())
    for section in {row.indicator.section for row in found.rows}:
        recording.declare(context.books, "2020-H1", section, "none", "Trưởng Công an xã")
    asked: list[Place] = []
    context.announcements.place_asked.connect(asked.append)
    view.refresh()
    assert view.top.primary.text() == "Kiểm tra và gửi"
    view.top.primary.click()
    assert asked == [Place("closing")]


def odd_figure(context: Context) -> None:
    for month in range(1, 6):
        recording.type_figure(context.books, 202000 + month, "CT.08.1", "value", 20)
    recording.type_figure(context.books, 202006, "CT.08.1", "value", 200)


def test_a_warning_is_explained_in_the_panel(view: FigureView, context: Context, qtbot) -> None:
    odd_figure(context)
    view.refresh()
    view.go_to("CT.08.1")
    panel = view.panel.problem
    assert panel.isVisible()
    assert "gấp 10 lần" in panel.accessibleName()
    panel.save.click()
    assert panel.reason.complaint() is not None
    panel.reason.set_value("Đợt làm căn cước lưu động")
    with qtbot.waitSignal(context.announcements.touched):
        panel.save.click()
    row = view.current_row()
    assert row is not None
    assert row.problem is not None
    assert row.problem.explained == "Đợt làm căn cước lưu động"


def test_the_panel_says_how_and_from_where(view: FigureView, context: Context, qtbot) -> None:
    kind = context.books.catalogue.choices["patrol_kind"].items[0].code
    recording.record(context.books, RecordDraft("patrol", {"held_on": "2020-06-02", "patrol_kind": kind}))
    view.refresh()
    counted = next(row for row in view._rows() if row.derived and row.open.amount == 1)
    view.go_to(counted.indicator.code)
    qtbot.waitUntil(lambda: "1 bản ghi" in view.panel.source.text())
    assert view.panel.definition.text() == counted.indicator.definition
    assert view.panel.open_source.isVisible()
    view.go_to("CT.08.1")
    qtbot.waitUntil(lambda: view.panel.source.text() == "Nhập tay.")


def test_another_month_can_be_opened_and_typed(view: FigureView, context: Context, qtbot) -> None:
    view.open_month(202003)
    with qtbot.waitSignal(context.announcements.touched):
        type_into(view, "CT.08.1", "19")
    assert stored(context, "CT.08.1", 202003) is State.VALUE
    assert stored(context, "CT.08.1") is State.BLANK
    assert view.top.month.text() == "Tháng 3"
    assert view.table.grid.heads.months[-1] == "T2"


def test_seek_shows_the_place(view: FigureView) -> None:
    view.seek(Place("figures", indicator="CT.10", month=202004))
    assert view.table.current_key() == "CT.10"
    assert view.top.month.text() == "Tháng 4"
    view.seek(Place("figures", section="PT"))
    assert view.table.current_key() == "PT.01"


def test_a_tab_says_what_is_left(view: FigureView, context: Context) -> None:
    recording.declare(context.books, "2020-H1", "AN", "not_applicable", "Trưởng Công an xã")
    odd_figure(context)
    view.refresh()
    tabs = {tab.key: tab for tab in view.tabs._tabs}
    assert tabs["Bảo vệ an ninh"].state == "none"
    assert tabs["Quản lý hành chính"].mark is Mark.WARNING
    assert tabs["Quản lý hành chính"].count


def test_small_windows_have_a_picker_and_a_bar(view: FigureView, context: Context, qtbot) -> None:
    odd_figure(context)
    view.set_compact(True)
    view.setMinimumSize(1, 1)  # the window keeps the room that the wide page asked for
    view.resize(840, 389)
    qtbot.waitUntil(view.split.is_drawer)
    view.refresh()
    view.go_to("CT.08.1")
    assert view.top.picker.isVisible()
    assert not view.tabs.isVisible()
    assert view.bar.isVisible()
    assert not view.panel.isVisible()
    view.top.picker.choose("Phong trào")
    assert view.table.current_key() == "PT.01"


def test_money_is_shown_and_typed_in_thousands(view: FigureView, context: Context) -> None:
    view.seek(Place("figures", indicator="HC.02"))
    row = view.current_row()
    assert row is not None
    assert scale_of(row) == Scale("nghìn đồng", 1000, None)
    type_into(view, "HC.02", "5.900")
    assert amount(context, "HC.02") == 5_900_000


def test_blank_is_not_zero_on_screen(view: FigureView, context: Context) -> None:
    recording.type_figure(context.books, 202006, "CT.08.2", "zero")
    view.refresh()
    view.go_to("CT.08.2")
    place = view.table.currentIndex().row()
    zero, blank = view.table.grid.line(place), view.table.grid.line(place - 1)
    assert zero is not None
    assert blank is not None
    assert (zero.open.value.state, blank.open.value.state) == (ValueState.ZERO, ValueState.BLANK)

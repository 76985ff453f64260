"""Số liệu kỳ as a spreadsheet: blocks to and from Excel, filling down, states of several cells, undo of all of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.domain.figures import Figure, State
from desktop.domain.records import RecordDraft
from desktop.kit.block_table.menu import TableMenu
from desktop.services import grid, recording
from desktop.ui.context import Context
from desktop.ui.unit.figure_paste import Verdict
from desktop.ui.unit.figure_view import FigureView

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def view(context: Context, shown) -> Iterator[FigureView]:
    context.open_period(context.books.period("2020-H1"))
    page = shown(FigureView(context))
    page.arrived()
    return page


def lay(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def paste(view: FigureView, text: str, code: str = "CT.08.1", column: int | None = None) -> None:
    lay(text)
    view.go_to(code)
    if column is not None:
        row = view.table.currentIndex().row()
        view.table.setCurrentIndex(view.table.grid.index(row, column))
    QTest.keyClick(view.table, Key.Key_V, CONTROL)


def figure(context: Context, code: str, month: int = 202006) -> Figure:
    row = grid.unit_grid(context.books, context.period, month, True, context.today()).row(code)
    assert row is not None
    return row.open


def verdicts(view: FigureView) -> list[tuple[str, int, Verdict]]:
    return [(cell.code, cell.month, cell.verdict) for cell in view.clipboard._cells]


def typed_codes(view: FigureView) -> list[str]:
    return [row.indicator.code for row in view.tab_rows() if not row.derived]


def choose(view: FigureView, codes: list[str]) -> None:
    view.go_to(codes[0])
    model, table = view.table.selectionModel(), view.table
    model.clearSelection()
    for code in codes:
        index = table.grid.index(table.grid.position(code), table.grid.open_column())
        model.select(index, QItemSelectionModel.SelectionFlag.Select)


def test_a_block_is_looked_at_before_it_is_taken(view, context):
    paste(view, "18\r\n22\r\n")
    assert view.clipboard.preview.isVisible()
    assert not view.table.isVisible()
    assert figure(context, "CT.08.1").state is State.BLANK
    assert verdicts(view) == [("CT.08.1", 202006, Verdict.NEW), ("CT.08.2", 202006, Verdict.NEW)]
    QTest.keyClick(view.clipboard.preview.table, Key.Key_Return, CONTROL)
    assert (figure(context, "CT.08.1").amount, figure(context, "CT.08.2").amount) == (18, 22)
    assert view.table.isVisible()
    assert view.notice.sentence.text() == "Đã nhận 2 ô từ Excel."


def test_esc_takes_nothing(view, context):
    paste(view, "18\n22")
    QTest.keyClick(view.clipboard.preview.table, Key.Key_Escape)
    assert view.table.hasFocus()
    assert figure(context, "CT.08.1").state is State.BLANK


def test_a_taken_block_is_one_step_to_undo(view, context):
    paste(view, "18\n22")
    view.clipboard.take()
    QTest.keyClick(view.table, Key.Key_Z, CONTROL)
    assert {figure(context, code).state for code in ("CT.08.1", "CT.08.2")} == {State.BLANK}
    assert view.notice.sentence.text() == "Đã hoàn tác: 2 ô số liệu."


def test_months_stand_side_by_side(view, context):
    last = view.table.grid.open_column()
    paste(view, "3\t4\t5", column=last - 2)
    view.clipboard.take()
    assert [figure(context, "CT.08.1", month).amount for month in (202004, 202005, 202006)] == [3, 4, 5]


def test_each_cell_is_judged_on_its_own(view, context):
    recording.type_figure(context.books, 202006, "CT.08.2", "value", 7)
    view.refresh()
    paste(view, "hai\t9\n7\t\n", column=view.table.grid.open_column())
    found = {(cell.code, cell.text): (cell.verdict, cell.why) for cell in view.clipboard._cells}
    assert found["CT.08.1", "hai"][0] is Verdict.REFUSED
    assert found["CT.08.2", "7"] == (Verdict.SAME, "Như cũ.")
    assert Verdict.SKIPPED in {verdict for verdict, _ in found.values()}
    assert not view.clipboard.preview.take.isEnabled()
    assert view.clipboard.preview.take.reason()


def test_counted_figures_are_never_pasted_over(view, context):
    derived = next(row.indicator.code for row in view._rows() if row.derived)
    paste(view, "5\n6", code=derived)
    assert (derived, 202006, Verdict.SKIPPED) in verdicts(view)


def test_a_number_that_reads_two_ways_is_refused_with_its_sentence(view):
    paste(view, "1.5\n2")
    cell = view.clipboard._cells[0]
    assert cell.verdict is Verdict.REFUSED
    assert "hai cách" in cell.why


def test_names_in_the_first_column_find_their_figures(view, context):
    paste(view, "the can cuoc da tra\t1\nHồ sơ căn cước thu nhận\t31\nkhông có ở đây\t2", code="CT.08.2")
    by_name = {cell.name: cell for cell in view.clipboard._cells}
    assert by_name["Hồ sơ căn cước thu nhận"].code == "CT.08.1"
    assert by_name["không có ở đây"].verdict is Verdict.SKIPPED


def test_a_single_cell_is_typed(view, context):
    paste(view, "24\r\n")
    assert figure(context, "CT.08.1").amount == 24
    assert not view.clipboard.is_open()


def test_copied_cells_come_back_the_same(view, context):
    recording.put_figures(
        context.books,
        [
            recording.FigureDraft(202006, "CT.08.1", "value", 1234),
            recording.FigureDraft(202006, "CT.08.2", "not_applicable"),
        ],
    )
    view.refresh()
    choose(view, ["CT.08.1", "CT.08.2"])
    QTest.keyClick(view.table, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "1234\r\n-"
    assert 'x:num="1234"' in QGuiApplication.clipboard().mimeData().html()
    view.go_to("CT.08.1")
    QTest.keyClick(view.table, Key.Key_V, CONTROL)
    assert {cell.verdict for cell in view.clipboard._cells} == {Verdict.SAME}


def test_filling_down_repeats_the_first_of_the_chosen(view, context):
    recording.type_figure(context.books, 202006, "CT.08.1", "zero")
    view.refresh()
    choose(view, ["CT.08.1", "CT.08.2"])
    QTest.keyClick(view.table, Key.Key_D, CONTROL)
    assert figure(context, "CT.08.2").state is State.ZERO
    assert view.notice.sentence.text() == "Đã điền 1 ô xuống dưới."


def test_one_cell_filled_down_takes_what_stands_above(view, context):
    recording.type_figure(context.books, 202006, "CT.08.1", "value", 12)
    view.refresh()
    view.go_to("CT.08.2")
    QTest.keyClick(view.table, Key.Key_D, CONTROL)
    assert figure(context, "CT.08.2").amount == 12


def test_delete_makes_all_chosen_cells_blank_and_minus_not_applicable(view, context):
    codes = ["CT.08.1", "CT.08.2"]
    for code in codes:
        recording.type_figure(context.books, 202006, code, "value", 5)
    view.refresh()
    choose(view, codes)
    QTest.keyClick(view.table, Key.Key_Delete)
    assert {figure(context, code).state for code in codes} == {State.BLANK}
    choose(view, codes)
    QTest.keyClick(view.table, Key.Key_Minus)
    assert {figure(context, code).state for code in codes} == {State.NOT_APPLICABLE}


def test_control_with_an_arrow_goes_to_the_edge(view):
    view.go_to(view.tab_rows()[0].indicator.code)
    QTest.keyClick(view.table, Key.Key_Down, CONTROL)
    assert view.table.current_key() == view.tab_rows()[-1].indicator.code
    QTest.keyClick(view.table, Key.Key_Up, CONTROL)
    assert view.table.current_key() == view.tab_rows()[0].indicator.code


@pytest.mark.parametrize(
    ("key", "modifier", "state"),
    [(Key.Key_Asterisk, SHIFT, "none"), (Key.Key_0, CONTROL, "none"), (Key.Key_Minus, CONTROL, "not_applicable")],
)
def test_a_section_is_declared_by_one_key_and_a_name(view, context, key, modifier, state):
    view.go_to("CT.08.1")
    QTest.keyClick(view.table, key, modifier)
    person = view.declarer.bar.person.line
    assert person.hasFocus()
    person.setText("Trưởng Công an xã")
    QTest.keyClick(person, Key.Key_Return)
    (declared,) = [each for tab in view._grid.tabs for each in tab.sections if each.declared]
    assert (declared.declared.declared, declared.declared.person) == (state, "Trưởng Công an xã")


def test_the_panel_compares_with_last_month_and_last_year(view, context):
    for month, value in ((202006, 24), (202005, 20), (201906, 30)):
        recording.type_figure(context.books, month, "CT.08.1", "value", value)
    view.refresh()
    view.go_to("CT.08.1")
    assert view.panel.compared.words() == "Tháng 5/2020 20 +4 (+20,0%); Tháng 6/2019 30 −6 (−20,0%)"
    line = view.table.grid.line(view.table.currentIndex().row())
    assert (line.open.before.moved, line.open.last_year.moved) == ("up", "down")


def test_what_headquarters_accepted_has_its_line(view, context):
    recording.type_figure(context.books, 202006, "CT.08.1", "value", 24)
    accepted = {(202006, "CT.08.1"): Figure(State.VALUE, 21)}
    found = grid.unit_grid(context.books, context.period, 202006, today=context.today(), accepted=accepted)
    view.panel.compared.show_row(found.row("CT.08.1"), 202006)
    assert view.panel.compared.words().endswith("Cấp trên nhận 21 +3 (+14,3%)")


def test_a_record_and_the_reason_for_a_warning_are_taken_from_the_list(view, context):
    for month in (202001, 202002, 202003, 202004, 202005):
        recording.type_figure(context.books, month, "CT.08.1", "value", 20)
    recording.type_figure(context.books, 202006, "CT.08.1", "value", 400)
    recording.record(context.books, RecordDraft("patrol", {"held_on": "2020-06-10", "patrol_kind": "chung"}))
    view.refresh()
    view.go_to("CT.08.1")
    reason = view.panel.problem.reason
    assert reason.isVisible()
    view.panel.problem.ready.take("Có đợt cao điểm trong kỳ.")
    reason.text.insertPlainText(" Từ 15/05.")
    QTest.keyClick(reason.text, Key.Key_Return, CONTROL)
    assert view.current_row().problem.explained == "Có đợt cao điểm trong kỳ. Từ 15/05."
    view.type_current("401")
    view.refresh()
    assert view.current_row().problem.explained is None


def test_the_table_of_verdicts_keeps_the_contract_of_qt(view, qtmodeltester):
    paste(view, "18\n22\nhai")
    qtmodeltester.check(view.clipboard.preview.model)


def test_sums_and_other_screens_follow_when_the_keyboard_rests(view, context, qtbot):
    view.go_to("CT.08.1")
    with qtbot.waitSignal(context.announcements.touched):
        view.type_current("24")
        line = view.table.grid.line(view.table.grid.position("CT.08.1"))
        assert line.open.value.shown() == "24"
    line = view.table.grid.line(view.table.grid.position("CT.08.1"))
    assert line.total.shown() == "24"


def test_the_right_click_pastes_and_fills_as_the_keys_do(view, context):
    choose(view, ["CT.08.1"])
    offered = {action.text(): action for action in TableMenu(view.table).actions()}
    assert list(offered) == ["Chép ô này\tCtrl+C", "Dán từ Excel\tCtrl+V", "Điền xuống\tCtrl+D", "Định nghĩa\tF4"]
    lay("24\r\n")
    offered["Dán từ Excel\tCtrl+V"].trigger()
    assert figure(context, "CT.08.1").amount == 24

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.kit.block_table import Group
from desktop.kit.grid_cell import FigureGrid, GridHeads, GridLegend, GridLine, GridValue, OpenValue, ValueState
from desktop.kit.marks import Mark

HEADS = GridHeads(("T1", "T2", "T3", "T4", "T5"), "Tháng 6", "15/05 – 14/06", "T5", total="6 tháng")
FIVE = tuple(map(GridValue, ("41", "43", "40", "44", "46")))


def line(key, value, state=ValueState.VALUE, **facts):
    opened = OpenValue(GridValue(value, state), GridValue("46"), GridValue("38"), **facts)
    return GridLine(key, f"Nhân khẩu tạm trú {key}", "người", FIVE, opened, GridValue("45"), GridValue("38"))


LINES = [
    Group("Cư trú, căn cước"),
    line("typed", "45"),
    line("counted", "8", derived=True),
    line("blank", "", ValueState.BLANK),
    Group("Cháy, nổ", "0* không phát sinh"),
    line("declared", "", ValueState.DECLARED),
    line("outside", "", ValueState.NOT_APPLICABLE),
    line("odd", "5.900", verdict="warned", mark=Mark.WARNING),
    line("blank2", "", ValueState.BLANK),
]


@pytest.fixture
def grid(qtbot):
    made = FigureGrid()
    qtbot.addWidget(made)
    made.set_lines(HEADS, LINES)
    made.resize(830, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def open_text(grid, key):
    row = grid.grid.position(key)
    return grid.grid.data(grid.grid.index(row, grid.grid.open_column()))


def type_into(qtbot, grid, digits):
    qtbot.keyClick(grid, digits[0])
    editor = grid.findChild(QLineEdit)
    editor.setText(digits)
    return editor


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, grid):
    qtmodeltester.check(grid.grid)


@pytest.mark.parametrize(
    ("key", "sign"), [("typed", "45"), ("blank", "·"), ("declared", "0*"), ("outside", "–"), ("odd", "5.900")]
)
def test_the_states_differ_by_sign(grid, key, sign):
    assert open_text(grid, key) == sign


def test_typing_tells_the_figure_and_enter_goes_down(qtbot, grid):
    grid.set_current("typed")
    editor = type_into(qtbot, grid, "12")
    with qtbot.waitSignal(grid.typed) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == ["typed", "12"]
    assert grid.current_key() == "counted"


def test_the_same_number_again_tells_nothing(qtbot, grid):
    grid.set_current("typed")
    editor = type_into(qtbot, grid, "45")
    with qtbot.assertNotEmitted(grid.typed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_counted_figures_open_their_source_instead_of_an_editor(qtbot, grid):
    grid.set_current("counted")
    qtbot.keyClick(grid, "7")
    assert grid.findChild(QLineEdit) is None
    with qtbot.waitSignal(grid.source_asked) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == ["counted"]


def test_the_next_blank_is_found_round_the_end(grid):
    found = []
    for _ in range(3):
        assert grid.next_blank()
        found.append(grid.current_key())
    assert found == ["blank", "blank2", "blank"]


def test_a_filled_blank_is_no_longer_found(grid):
    for key in ("blank", "blank2"):
        grid.update_line(line(key, "3"))
    assert not grid.next_blank()


def test_a_declared_zero_is_edited_without_its_star(grid):
    index = grid.grid.index(grid.grid.position("declared"), grid.grid.open_column())
    assert grid.grid.data(index, Qt.ItemDataRole.EditRole) == "0"


@pytest.mark.parametrize(("key", "signal"), [(Qt.Key.Key_F4, "definition_asked"), (Qt.Key.Key_0, "declare_asked")])
def test_keys_ask(qtbot, grid, key, signal):
    grid.set_current("typed")
    held = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_0 else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(getattr(grid, signal)):
        grid.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, held))


def test_locked_figures_are_not_typed_into(qtbot, grid):
    odd = line("typed", "45")
    grid.update_line(replace(odd, open=replace(odd.open, editable=False)))
    grid.set_current("typed")
    qtbot.keyClick(grid, "7")
    assert grid.findChild(QLineEdit) is None


def test_old_months_fold_before_a_name_is_cut(grid):
    assert grid.folded_months() == 0
    grid.resize(560, 400)
    assert 0 < grid.folded_months() <= 5
    assert grid.columnWidth(0) >= 150


def test_new_lines_keep_the_current_figure(grid):
    grid.set_current("odd")
    grid.set_lines(HEADS, LINES[:])
    assert grid.current_key() == "odd"
    assert grid.grid.rowCount(QModelIndex()) == len(LINES)


def test_grid_and_legend_are_painted(qtbot, grid):
    legend = GridLegend()
    qtbot.addWidget(legend)
    legend.resize(700, 34)
    assert not legend.grab().isNull()
    picture = grid.grab().toImage()
    assert len({picture.pixelColor(x, 200).name() for x in range(0, 800, 3)}) > 3

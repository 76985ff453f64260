from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.kit.block_table import BlockTableModel, Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.block_table.delegate import LedgerDelegate
from desktop.kit.block_table.menu import TableMenu
from desktop.kit.block_table.models import BLOCK, BLOCKS_KEPT
from desktop.kit.cards import EmptyState
from desktop.kit.marks import Mark

COLUMNS = [
    Column("Ngày", "day", 66, sortable=True),
    Column("Nội dung", "words", 200, prose=True, stretch=True),
    Column("SL", "count", 36, "right"),
]


@dataclass(frozen=True)
class Activity:
    day: str
    words: str
    count: int


class Book(BlockTableModel[Activity]):
    def __init__(self, size):
        super().__init__(COLUMNS)
        self.size, self.asked = size, []

    def ids(self):
        return range(1000, 1000 + self.size)

    def block(self, ids):
        self.asked.append((ids[0], len(ids)))
        return [Activity("15/06", f"Tuần tra {number}", number) for number in ids]


LINES = [
    Group("Cần quyết định", "2 việc"),
    Line([Cell("Sửa tay", Mark.HAND_EDITED), "Xã Phúc Sen", "18"], "phuc-sen"),
    Line(["Một phần", "Thị trấn\tNước Hai", "36"], "nuoc-hai"),
    Group("Trả lại"),
    Line(["Trả lại", "Xã Cốc Pàng", ""], "coc-pang"),
]


@pytest.fixture
def rows():
    model = RowsModel(COLUMNS)
    model.set_rows(LINES)
    return model


@pytest.fixture
def table(qtbot, rows):
    made = LedgerTable(letters=True)
    qtbot.addWidget(made)
    made.setModel(rows)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


@pytest.mark.parametrize("size", [0, 1, 450])
def test_the_block_model_keeps_the_rules_of_qt(qtmodeltester, size):
    model = Book(size)
    model.reload()
    qtmodeltester.check(model)


def test_the_rows_model_keeps_the_rules_of_qt(qtmodeltester, rows):
    qtmodeltester.check(rows)


def test_rows_are_fetched_in_blocks_and_only_once(qtbot):
    model = Book(100_000)
    model.reload()
    assert model.asked == []
    assert model.data(model.index(99_999, 1)) == "Tuần tra 100999"
    assert model.cell_at(99_998, 2).text == "100998"
    assert model.asked == [(1000 + 99_800, BLOCK)]


def test_old_blocks_are_forgotten():
    model = Book(BLOCK * (BLOCKS_KEPT + 5))
    model.reload()
    for row in range(0, model.rowCount(), BLOCK):
        model.row_at(row)
    assert len(model._blocks) == BLOCKS_KEPT


def test_painting_asks_only_for_what_is_seen(qtbot):
    model, view = Book(100_000), LedgerTable()
    qtbot.addWidget(view)
    view.setModel(model)
    model.reload()
    view.resize(500, 400)
    view.show()
    view.grab()
    assert {start for start, _ in model.asked} == {1000}


def test_a_key_finds_its_row():
    model = Book(500)
    model.reload()
    assert model.position(1400) == 400
    assert model.position("nobody") is None
    assert model.id_at(3) == model.key_at(3) == 1003


def test_numbers_have_their_heads_at_the_right(rows):
    aligned = rows.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert aligned & Qt.AlignmentFlag.AlignRight


def test_moving_steps_over_headings(qtbot, table):
    told = []
    table.chosen.connect(told.append)
    table.select_position(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(table, key)
    assert told == ["nuoc-hai", "coc-pang", "nuoc-hai"]


def test_arriving_stands_on_the_first_row_that_is_one(table):
    assert table.current_key() == "phuc-sen"


@pytest.mark.parametrize(
    ("key", "signal"), [(Qt.Key.Key_Return, "opened"), (Qt.Key.Key_Enter, "opened"), (Qt.Key.Key_Space, "previewed")]
)
def test_keys_tell_of_the_current_row(qtbot, table, key, signal):
    table.set_current("coc-pang")
    with qtbot.waitSignal(getattr(table, signal)) as told:
        qtbot.keyClick(table, key)
    assert told.args == ["coc-pang"]


def test_letters_are_commands_where_asked(qtbot, table):
    table.set_current("phuc-sen")
    with qtbot.waitSignal(table.lettered) as told:
        qtbot.keyClick(table, Qt.Key.Key_N)
    assert told.args == ["phuc-sen", "N"]
    assert table.current_key() == "phuc-sen"


def test_copying_gives_excel_a_table_without_headings(qtbot, table):
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Ngày\tNội dung\tSL",
        "Sửa tay\tXã Phúc Sen\t18",
        "Một phần\tThị trấn Nước Hai\t36",
        "Trả lại\tXã Cốc Pàng\t",
    ]


def test_the_keyboard_is_seen_where_it_arrives(qtbot, rows):
    first, made, holder = QPushButton(), LedgerTable(), QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(first)
    column.addWidget(made)
    made.setModel(rows)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    first.setFocus()
    assert not made.selectedIndexes()
    made.setFocus()
    assert {index.row() for index in made.selectedIndexes()} == {1}


def test_the_right_click_offers_what_the_keys_do(table):
    table.set_current("phuc-sen")
    words = [action.text() for action in TableMenu(table).actions()]
    assert words == ["Chép dòng này\tCtrl+C", "Chép cả bảng"]
    table.open_words = "Xem tệp"
    table.selectAll()
    words = [action.text() for action in TableMenu(table).actions() if action.text()]
    assert words[:2] == ["Xem tệp\tEnter", "Chép 3 dòng đã chọn\tCtrl+C"]


def test_the_menu_copies_the_whole_table_and_opens_the_row(table, qtbot):
    table.set_current("phuc-sen")
    table.open_words = "Xem tệp"
    menu = TableMenu(table)
    with qtbot.waitSignal(table.opened) as told:
        menu.actions()[0].trigger()
    assert told.args == ["phuc-sen"]
    menu.actions()[-1].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Ngày", "Sửa tay", "Một phần", "Trả lại"]


def test_a_right_click_opens_the_menu_on_a_row_and_not_on_a_heading(table, qtbot):
    def click(row):
        at = table.visualRect(table.ledger().index(row, 0)).center()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
        table.contextMenuEvent(asked)
        return table.findChildren(TableMenu)

    assert not click(0)
    (opened,) = click(1)
    assert opened.isVisible()
    opened.close()


def test_one_row_is_copied_without_titles(table):
    table.set_current("phuc-sen")
    assert table.copied().text() == "Sửa tay\tXã Phúc Sen\t18"


CHANGES = [
    Column("Xã", "name", 100),
    Column("Kỳ này", "now", 80, "right"),
    Column("Tăng, giảm", "change", 80, "right"),
    Column("%", "percent", 60, "right"),
]


def test_a_fall_is_copied_with_its_sign_and_a_shortened_sum_as_it_is(qtbot):
    model, made = RowsModel(CHANGES), LedgerTable()
    qtbot.addWidget(made)
    made.setModel(model)
    model.set_rows(
        [
            Line(["01495", "1.234", Cell("10", triangle="down"), "4,6%"]),
            Line(["3/4", Cell("2,2 tỷ", copied="2213400000"), Cell("1.000", triangle="up"), "–"]),
            Line(["a<b", "·", Cell("2 triệu", triangle="down", copied="-2000500,5"), Cell("8%", copied="-8%")]),
        ]
    )
    made.selectAll()
    assert made.copied().text().splitlines() == [
        "Xã\tKỳ này\tTăng, giảm\t%",
        "01495\t1234\t-10\t4,6%",
        "3/4\t2213400000\t1000\t–",
        "a<b\t\t-2000500,5\t-8%",
    ]


def test_excel_is_told_which_cells_are_numbers_and_word_gets_a_table(qtbot, table, rows):
    rows.set_rows([Line(["16/06", "3/4", "1.234"], "one"), Line(["a<b", "01495", "89,4%"], "two")])
    table.selectAll()
    html = table.copied().html()
    assert (html.count("<tr>"), html.count("<th>"), html.count("x:num=")) == (3, 3, 2)
    assert 'x:num="1234" sdval="1234" sdnum="1033;">1234<' in html
    look = "style=\"mso-number-format:'0.0%'\""
    assert f'x:num="0.894" sdval="0.894" sdnum="1033;1033;0.0%" {look}>89,4%<' in html
    for words in ("16/06", "3/4", "01495", "a&lt;b"):
        assert f'<td style="mso-number-format:\'\\@\'">{words}</td>' in html


def test_what_is_too_much_to_copy_is_said(qtbot):
    model, view = Book(7000), LedgerTable()
    qtbot.addWidget(view)
    view.setModel(model)
    model.reload()
    view.selectAll()
    lines = view.copied().text().splitlines()
    assert len(lines) == 1 + 6666 + 1
    assert lines[-1] == "Chỉ chép 6666 dòng đầu trong 7000 dòng đã chọn."


def test_the_spare_room_goes_to_one_column(table):
    assert [table.columnWidth(place) for place in (0, 2)] == [66, 36]
    assert table.columnWidth(1) == table.viewport().width() - 66 - 36


def test_only_sortable_heads_ask_to_sort(qtbot, table):
    told = []
    table.sort_asked.connect(lambda key, descending: told.append((key, descending)))
    for section in (0, 0, 1):
        table.horizontalHeader().sectionClicked.emit(section)
    assert told == [("day", False), ("day", True)]


def test_kept_widths_of_other_columns_are_not_taken(table):
    table.set_widths([80, 100, 50])
    table.set_widths([1, 2])
    assert table.widths() == [80, 100, 50]


def test_an_empty_table_says_what_to_do(qtbot, table, rows):
    empty = EmptyState("Chưa có tệp nào của kỳ này.", "Thêm thư mục")
    table.set_empty(empty)
    assert not empty.isVisible()
    rows.set_rows([])
    assert empty.isVisible()
    with qtbot.waitSignal(empty.acted):
        empty.button.click()


def test_a_changed_line_is_shown_in_its_place(rows):
    rows.set_line(4, Line(["Đạt", "Xã Cốc Pàng", "7"], "coc-pang"))
    assert rows.data(rows.index(4, 2)) == "7"
    assert rows.rowCount(QModelIndex()) == 5


def test_everything_is_painted_without_a_word_from_qt(table, rows):
    rows.set_rows([*LINES, Line([Cell("gạch", strike=True), Cell("5", triangle="up"), Cell(icon="check")], bold=True)])
    table.show_sort("day", True)
    picture = table.grab().toImage()
    assert picture.pixelColor(200, 10) != picture.pixelColor(200, 290)


def test_rows_below_get_their_height_some_at_a_time_and_are_measured_once(qtbot, monkeypatch):
    measured = []
    real = LedgerDelegate.high
    monkeypatch.setattr(LedgerDelegate, "high", lambda self, *asked: measured.append(asked[1]) or real(self, *asked))
    table, model = LedgerTable(), RowsModel([Column("Nội dung", "words", 120, prose=True), Column("Ngày", "day", 60)])
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(220, 400)
    table.show()
    lines = [Line(("dài " * 20, str(number)), number) for number in range(250)]
    model.set_rows(lines)
    high = table.verticalHeader().sectionSize(0)
    assert high > table.verticalHeader().defaultSectionSize() == table.verticalHeader().sectionSize(249)
    qtbot.waitUntil(lambda: table.verticalHeader().sectionSize(249) == high)
    assert sorted(measured) == list(range(250))
    model.set_rows(lines[1:])
    qtbot.waitUntil(lambda: table.verticalHeader().sectionSize(248) == high)
    assert len(measured) == 250


FIGURES = [Column(f"Chỉ tiêu {n}", f"v{n}", 90, "right") for n in range(8)]
WIDE = [Column("Đơn vị", "unit", 140, sortable=True), *FIGURES]


@pytest.fixture
def wide(qtbot):
    """A table three times as wide as its window, scrolled to its end."""
    model, made = RowsModel(WIDE), LedgerTable(cells=True)
    made.setModel(model)
    rows = [Line([f"Xã {row}", *(str(10 * row + n) for n in range(8))], f"xa-{row}") for row in range(3)]
    model.set_rows([Group("Bảo Lâm", "3 đơn vị"), *rows])
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.horizontalScrollBar().setValue(made.horizontalScrollBar().maximum())
    return made


def test_names_stay_in_sight_when_the_table_scrolls_sideways(wide):
    here, beside = wide.model().index(1, 0), QPoint(20, wide.rowViewportPosition(1) + 5)
    assert wide.columnViewportPosition(0) < 0
    assert wide.indexAt(beside) == here
    assert wide.visualRect(here) == QRect(0, wide.rowViewportPosition(1), 140, wide.rowHeight(1))
    assert wide.indexAt(QPoint(160, beside.y())).column() > 4
    moved = wide.grab().toImage()
    wide.horizontalScrollBar().setValue(0)
    for y in (10, beside.y() + 29, wide.rowViewportPosition(2) + 40):  # head, a name, another name
        strip = QRect(0, y, 130, 12)
        assert moved.copy(strip) == wide.grab().toImage().copy(strip)


def test_no_cell_hides_under_the_names(wide):
    for column in range(8, 0, -1):
        wide.stand_on(wide.model().index(2, column))
        assert wide.columnViewportPosition(column) >= wide.kept_width()
    assert wide.columnViewportPosition(0) == 0


def test_going_to_a_name_in_sight_moves_nothing_sideways(wide):
    stood = wide.horizontalScrollBar().value()
    wide.stand_on(wide.model().index(3, 0))
    assert wide.horizontalScrollBar().value() == stood


def test_a_name_is_chosen_where_it_is_seen(qtbot, wide):
    told = []
    wide.chosen.connect(told.append)
    spot = QPoint(20, wide.rowViewportPosition(3) + 5)
    qtbot.mouseClick(wide.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (told, wide.currentIndex().column()) == (["xa-2"], 0)


def test_the_title_of_the_names_is_clicked_and_dragged_where_it_is_seen(qtbot, wide):
    told, head = [], wide.horizontalHeader().viewport()
    wide.sort_asked.connect(lambda key, descending: told.append(key))
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    assert told == ["unit"]
    qtbot.mousePress(head, Qt.MouseButton.LeftButton, pos=QPoint(138, 10))
    qtbot.mouseMove(head, QPoint(158, 10))
    qtbot.mouseRelease(head, Qt.MouseButton.LeftButton, pos=QPoint(158, 10))
    assert (told, wide.columnWidth(0)) == (["unit"], 160)


def test_a_column_too_wide_to_stay_scrolls_away(qtbot, wide):
    wide.set_widths([300, *[90] * 8])
    wide.horizontalScrollBar().setValue(wide.horizontalScrollBar().maximum())
    assert wide.kept_width() == 0
    assert wide.indexAt(QPoint(20, wide.rowViewportPosition(1) + 5)).column() > 0


def test_another_column_can_be_the_one_that_stays(wide):
    wide.keep_column("v1")
    assert wide.kept == 2
    assert wide.indexAt(QPoint(20, wide.rowViewportPosition(1) + 5)).column() == 2
    assert wide.indexAt(QPoint(20, wide.rowViewportPosition(0) + 5)).row() == 0


def test_a_painted_change_is_said_to_screen_readers(rows):
    rows.set_rows([Line(["Xã", Cell("10", triangle="down"), Cell(tip="chưa gửi")])])
    said = [rows.data(rows.index(0, place), Qt.ItemDataRole.AccessibleTextRole) for place in range(3)]
    assert said == [None, "giảm 10", "chưa gửi"]


def test_a_narrow_table_does_without_the_column_that_yields(qtbot):
    columns = [Column("Nội dung", "words", 200, stretch=True, least=100), Column("Xóm", "hamlet", 98, yields=True)]
    model, made = RowsModel(columns), LedgerTable()
    qtbot.addWidget(made)
    made.setModel(model)
    model.set_rows([Line(["Tuần tra", "Bản Giốc"])])
    made.show()
    for wide, hidden in ((400, False), (150, True), (400, False)):
        made.resize(wide, 200)
        assert made.isColumnHidden(1) is hidden
        qtbot.waitUntil(lambda: not made.horizontalScrollBar().isVisible())
    assert made.columnWidth(1) == 98

"""Whole sentences in narrow rooms: counted, cut after so many lines, and the rows and lines that hold them."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.kit import theme, wrapped
from desktop.kit.block_table import BlockTableModel, Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import FigureStrip, StripFigure
from desktop.kit.cards.checklist import SmallSteps
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, QueueGroup, WorkQueue

SENTENCE = "Bổ sung cơ sở dữ liệu dân cư, đối chiếu với sổ của từng xóm rồi báo cáo lại trước ngày 20 của tháng"
COLUMNS = [Column("Ngày", "day", 66), Column("Nội dung", "words", 120, prose=True, stretch=True)]


def test_lines_are_counted_and_cut_where_they_must(qapp):
    theme.install(qapp)
    whole = theme.font_width("body", SENTENCE)
    assert wrapped.lines("body", SENTENCE, whole) == 1
    needed = wrapped.lines("body", SENTENCE, whole / 3)
    assert needed in (3, 4)
    assert wrapped.cut("body", SENTENCE, whole / 3, needed) == SENTENCE
    short = wrapped.cut("body", SENTENCE, whole / 3, 2)
    assert short.endswith("…") and SENTENCE.startswith(short[:-1].rstrip())
    assert wrapped.lines("body", short, whole / 3) == 2
    assert wrapped.lines("body", "BC_04_01273_2026-H1_L02.xlsx", 90) > 1


def test_other_letters_need_other_lines(qapp):
    theme.install(qapp)
    wide = theme.font_width("body", SENTENCE) * 0.6
    before = wrapped.lines("body", SENTENCE, wide)
    theme.install(qapp, scale=1.3)
    after = wrapped.lines("body", SENTENCE, wide)
    theme.install(qapp)
    assert (before, after) == (2, 3)


@pytest.mark.parametrize("two_lines", [False, True])
def test_a_queue_is_as_high_as_its_sentences_at_every_width(qtbot, two_lines):
    queue = WorkQueue(two_lines=two_lines)
    qtbot.addWidget(queue)
    lines = [
        QueueGroup("Cần quyết định"),
        QueueEntry(1, Mark.MISSING, "Xã Lý Bôn", SENTENCE, "trước 20/06", "Đã gọi"),
        QueueEntry(2, Mark.MISSING, "Xã Cốc Pàng", "chưa gửi", "trước 20/06", "Đã gọi"),
    ]
    queue.set_entries(lines)
    queue.resize(1400, 400)
    queue.show()
    QApplication.processEvents()
    long, short = (queue.visualRect(queue.model().index(row, 0)).height() for row in (1, 2))
    assert long == short == theme.px(48 if two_lines else 34)
    queue.resize(520, 400)
    QApplication.processEvents()
    room = queue.visualRect(queue.model().index(1, 0))
    needed = wrapped.height("caption", SENTENCE, queue._measures.words_room(room.toRectF(), lines[1]).width())
    assert room.height() > needed > theme.metrics("caption").height()
    assert queue.visualRect(queue.model().index(2, 0)).height() < room.height()
    assert queue.visualRect(queue.currentIndex()).contains(queue.button.geometry().center())


def test_rows_given_whole_grow_and_rows_in_blocks_do_not(qtbot):
    class Book(BlockTableModel[str]):
        def ids(self):
            return range(3)

        def block(self, ids):
            return [SENTENCE for _ in ids]

        def cell(self, row, column):
            return row if column.key == "words" else "15/06"

    rows, book = RowsModel(COLUMNS), Book(COLUMNS)
    rows.set_rows([Group("Tháng 6"), Line(["15/06", SENTENCE]), Line(["16/06", "ngắn"])])
    book.reload()
    tables = [LedgerTable() for _ in range(3)]
    tables[2].fits_blocks = True
    for table, model in zip(tables, (rows, book, book), strict=True):
        qtbot.addWidget(table)
        table.setModel(model)
        table.resize(320, 300)
        table.show()
    QApplication.processEvents()
    plain, fixed, fitted = tables
    assert plain.rowHeight(1) > plain.rowHeight(2) == theme.px(28)
    assert {fixed.rowHeight(row) for row in range(3)} == {theme.px(28)}
    assert fitted.rowHeight(0) == plain.rowHeight(1)
    plain.resize(1200, 300)
    QApplication.processEvents()
    assert plain.rowHeight(1) == theme.px(28)


def test_what_may_take_two_lines_only_is_said_in_full_by_its_hint(qtbot):
    table, model = LedgerTable(), RowsModel([COLUMNS[0], Column("Ghi chú", "note", 120, prose=True, most=2)])
    qtbot.addWidget(table)
    table.setModel(model)
    model.set_rows([Line(["15/06", Cell(SENTENCE)]), Line(["16/06", "ngắn"])])
    index, short = model.index(0, 1), model.index(1, 1)
    assert theme.px(28) < table.rowHeight(0) < 3 * theme.metrics("body").lineSpacing()
    assert table.itemDelegate().cut_words(table.visualRect(index).toRectF(), index) == SENTENCE
    assert table.itemDelegate().cut_words(table.visualRect(short).toRectF(), short) == ""


def test_figures_of_a_narrow_strip_keep_one_row_and_whole_words(qtbot):
    strip = FigureStrip()
    qtbot.addWidget(strip)
    words = ("phải nhận", "đã nhận", "đạt", "đạt, có cảnh báo", "nhận một phần, sửa tay", "chưa gửi", "chờ quyết định")
    strip.set_figures([StripFigure(str(place), "123", each, Mark.PASSED) for place, each in enumerate(words)])
    strip.resize(1134, 72)
    strip.show()
    wide = strip.sizeHint().height()
    strip.resize(603, 72)
    assert strip.rows() == 1
    assert strip.sizeHint().height() > wide
    assert theme.px(strip.least) <= strip.width() / len(words)


def test_small_steps_go_on_in_another_line(qtbot):
    steps = SmallSteps(["Ghi", "Đọc lại", "So mã", "An toàn, rút USB"])
    qtbot.addWidget(steps)
    wide = steps.sizeHint().width()
    assert steps.heightForWidth(wide) == theme.px(20)
    assert steps.heightForWidth(wide - 20) == theme.px(40)

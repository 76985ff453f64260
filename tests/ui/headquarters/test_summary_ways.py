"""Tổng hợp by other ways: boundaries of today, ranking among peers, any two dimensions; and the ways out."""

from decimal import Decimal

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.services import counting, pivoting
from desktop.ui.headquarters import source_facts
from desktop.ui.headquarters.figure_words import bar_of
from desktop.ui.headquarters.summary_view import SummaryView


@pytest.fixture
def view(full, shown, settled):
    view = SummaryView(full)
    shown(view)
    view.arrived()
    settled()
    return view


@pytest.fixture
def cases(full):
    return counting.summary(full.books, full.period).line("TH.01").now.amount


def cells(model, row):
    return [model.cell_at(row, column).text for column in range(model.columnCount())]


def rows_of(model):
    return [cells(model, row) for row in range(model.rowCount()) if model.group_at(row) is None]


def test_one_switch_turns_every_part_to_the_boundaries_of_today(view, settled, cases):
    view.choose_boundaries("now")
    settled()
    heat = rows_of(view.overview.heat.ledger())
    assert heat[-1][0] == "Toàn tỉnh"
    assert sum(int(row[7]) for row in heat[:-1] if row[7] != "·") == int(heat[-1][7]) == cases
    assert view.overview.map_card.title.text() == f"Bản đồ {len(heat) - 1} đơn vị"
    view.choose_part("ranking")
    settled()
    assert view.ranking.boundaries.by_region()
    assert len(view.ranking.ranked) == len(heat) - 1


def test_a_line_of_today_leads_to_the_rows_of_its_old_units(view, settled, qtbot):
    view.choose_boundaries("now")
    settled()
    heat = view.overview.heat
    area = max(view.overview._picture.areas, key=lambda each: each.now.amount or 0)
    heat.set_current(area.uid)
    heat.setCurrentIndex(heat.model().index(heat.currentIndex().row(), 7))
    view.overview.ask_source()
    settled()
    found = view.overview.source._found
    assert found.amount == area.now.amount > 0
    assert {each.name for each in found.units} <= {each.name for each in view._context.books.reporting_units()}


def test_ranking_leads_to_the_rows_of_a_unit(view, settled, qtbot):
    view.choose_part("ranking")
    settled()
    part = view.ranking
    part.table.set_current(max(part.ranked, key=lambda each: each.now.amount or 0).uid)
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    settled()
    assert part.source._found.amount == max(each.now.amount or 0 for each in part.ranked)


def test_a_unit_that_is_silent_gets_no_bar_and_no_zero(view, settled):
    view.choose_part("ranking")
    settled()
    part = view.ranking
    silent = [each for each in part.ranked if each.now.amount is None]
    assert silent
    assert len(part.bars._bars) == len(part.ranked) - len(silent) == 3
    assert part.bar_card.title.text() == "3 đơn vị đầu"


def test_what_nobody_reported_is_a_dot_beside_its_bar():
    bar = bar_of("Xã Lý Bôn", Decimal(2), None, str)
    assert (bar.now_text, bar.before_text, bar.change_text, bar.up) == ("2", "·", "", None)
    bar = bar_of("Xã Lý Bôn", Decimal(2), Decimal(3), str)
    assert (bar.now_text, bar.before_text, bar.change_text, bar.up) == ("2", "3", "1", False)


def test_population_is_pasted_and_only_the_known_ones_get_a_rate(view, settled):
    view.choose_part("ranking")
    settled()
    QGuiApplication.clipboard().setText("01495\t5.000\nXã Không Có\t3.000")
    view.ranking.paste_population()
    settled()
    settled()
    assert view.notice.sentence.text().startswith("Đã ghi dân số của 1 đơn vị. 1 dòng không dùng được: Xã Không Có")
    rates = {each.uid: each.rate for each in view.ranking.ranked}
    assert sum(rate is not None for rate in rates.values()) == 1
    shown = {row[1]: row[7] for row in rows_of(view.ranking.model)}
    assert sorted(shown.values())[-1] == "·"


def test_the_pivot_adds_up_and_every_cell_has_a_source(view, settled, qtbot, cases):
    view.choose_part("pivot")
    settled()
    part = view.pivot
    part.choose("TH.01", "by:offence", "month")
    settled()
    rows = rows_of(part.model)
    assert rows[-1][:2] == ["Tổng", str(cases)]
    row = next(n for n, head in enumerate(part.found.row_heads) if part.found.row_totals[head.key].amount)
    told = [part.found.cell(part.found.row_heads[row], head).amount for head in part.found.column_heads]
    column = next(n for n, amount in enumerate(told) if amount)
    part.table.setCurrentIndex(part.model.index(row, column + 2))
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    settled()
    assert str(part.source._found.amount) == rows[row][column + 2]


def test_a_cell_of_two_lists_shows_only_rows_of_both(view, settled):
    view.choose_part("pivot")
    part = view.pivot
    part.choose("TH.01", "by:offence", "by:severity")
    settled()
    found = part.found
    row, column = next(
        (r, c)
        for r, down in enumerate(found.row_heads)
        for c, across in enumerate(found.column_heads)
        if found.cell(down, across).amount
    )
    part.table.setCurrentIndex(part.model.index(row, column + 2))
    part.ask_source()
    settled()
    assert part.source._found.amount == found.cell(found.row_heads[row], found.column_heads[column]).amount


def test_records_by_kind_lead_to_their_rows(view, settled):
    view.choose_part("pivot")
    part = view.pivot
    part.choose(pivoting.RECORDS, "kind", "month")
    settled()
    part.table.setCurrentIndex(part.model.index(0, 1))
    part.ask_source()
    settled()
    assert part.source._found.amount == part.found.row_totals[part.found.row_heads[0].key].amount > Decimal(0)
    assert part.source.name.text() == "Số bản ghi"


def test_dimensions_that_do_not_fit_are_not_offered(view, settled):
    view.choose_part("pivot")
    part = view.pivot
    part.choose("TH.01", "area", "month")
    part.rows.set_value("month")
    part._on_picked()
    settled()
    assert part.columns.value() != "month"
    assert part.found.rows.key == "month"


def test_the_pivot_goes_to_excel(view, settled, tmp_path, cases):
    view.choose_part("pivot")
    settled()
    view.pivot.write(tmp_path / "bang.xlsx")
    settled()
    sheet = openpyxl.load_workbook(tmp_path / "bang.xlsx").active
    assert sheet.cell(4 + len(view.pivot.found.row_heads) + 1, 8).value == cases
    assert "biểu đồ" in view.notice.sentence.text()


def test_an_unwritable_place_is_a_sentence(view, settled, tmp_path):
    view.choose_part("pivot")
    settled()
    view.pivot.write(tmp_path / "nowhere" / "bang.xlsx")
    settled()
    assert "nowhere" in view.notice.sentence.text()


def test_a_chart_is_copied_for_word_and_saved(view, tmp_path):
    heat = view.overview.ways_out[0]
    heat.copy()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.hasImage()
    assert b"<svg" in bytes(copied.data("image/svg+xml").data())
    assert "Ctrl+V" in view.notice.sentence.text()
    heat.save(tmp_path / "nhiet.svg")
    assert "Toàn tỉnh" in (tmp_path / "nhiet.svg").read_text("utf-8")
    heat.save(tmp_path / "nowhere" / "nhiet.png")
    assert view.notice.sentence.text().startswith("Không ghi được nhiet.png")


def test_the_ways_out_are_three(view):
    menu = view.overview.ways_out[1].menu_of()
    assert [action.text() for action in menu.actions()] == ["Chép ảnh, dán vào Word", "Lưu ảnh PNG", "Lưu ảnh SVG"]


def test_cards_say_their_target(view):
    assert "chỉ tiêu 75%" in view.overview.cards.cards["TX.04"].accessibleDescription()
    assert "chỉ tiêu" not in view.overview.cards.cards["TX.03"].accessibleDescription()


def test_too_many_rows_are_looked_up_unit_by_unit(view, settled, monkeypatch, qtbot, cases):
    monkeypatch.setattr(source_facts, "MOST_ROWS", 2)
    source = view.overview.source
    view.overview.ask_card("TH.01")
    settled()
    assert source._found.by_totals
    assert source._found.amount == cases
    amounts = {unit.unit_id: unit.amount for unit in source._found.units}
    opened = source.units.current_key()
    qtbot.keyClick(source.units, Qt.Key.Key_Return)
    settled()
    assert source.rows.isVisible()
    assert source.place.text().startswith("Trang Vụ việc, ô ")
    assert source._found.amount == amounts[opened]
    qtbot.keyClick(source.rows, Qt.Key.Key_Escape)
    assert source.units.hasFocus()
    assert source.units.current_key() == opened
    qtbot.keyClick(source.units, Qt.Key.Key_Escape)
    assert not source.is_open()

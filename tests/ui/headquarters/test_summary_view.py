from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from desktop.kit.marks import Mark
from desktop.services import basing, correcting, counting, freezing, tracing, vault
from desktop.services.basing import Basis
from desktop.services.noting import told_figure
from desktop.ui.context import Place
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.source_facts import Asked, copy_of, look_up
from desktop.ui.headquarters.summary_view import SummaryView


@pytest.fixture
def view(full, shown, settled):
    view = SummaryView(full)
    shown(view)
    view.arrived()
    settled()
    return view


@pytest.fixture
def summary(full):
    return counting.summary(full.books, full.period)


def heat_row(view, row):
    heat = view.overview.heat.ledger()
    return [heat.cell_at(row, column).text for column in range(heat.columnCount())]


def test_the_cards_show_the_headline_with_what_is_missing(view, summary):
    card = view.overview.cards.cards["TX.04"]
    line = summary.line("TX.04")
    assert card.accessibleDescription().startswith(f"{line.numerator}/{line.denominator}")
    assert "chưa đủ" in card.accessibleDescription()
    assert "thiếu 1 đơn vị" in view.overview.cards.cards["TH.01"].accessibleDescription()


def test_the_heat_table_adds_up_to_the_total_row(view, summary):
    rows = view.overview.heat.ledger().rowCount()
    months = range(1, 7)
    sums = [sum(int(heat_row(view, row)[month]) for row in range(rows - 1)) for month in months]
    assert sums == [int(heat_row(view, rows - 1)[month]) for month in months]
    assert sum(sums) == summary.line("TH.01").now.amount


def test_another_indicator_is_found_without_accents_and_drawn(view, settled, qtbot):
    view.picker.line.setFocus()
    view.picker.line.selectAll()
    qtbot.keyClicks(view.picker.line, "tuyen truyen")
    qtbot.keyClick(view.picker.line, Qt.Key.Key_Return)
    settled()
    code = view.picker.value()
    assert "truyền" in view._context.books.catalogue.indicators[code].short
    assert view.overview.heat_card.title.text() == view._context.books.catalogue.indicators[code].short


def test_months_say_that_they_compare_with_figures_of_today(view, full, settled):
    """Signed figures of a year are not known month by month."""
    freezing.freeze(full.books, full.period.same_period_last_year())
    bars, months = view.overview._legends
    for wanted, said in ((Basis.SIGNED, "2019, số hiện nay"), (Basis.CURRENT, "2019")):
        basing.choose(full.books, wanted)
        view.reload()
        settled()
        assert [part.words for part in months._parts] == ["2020", said]
        assert view.overview._picture.bars_by and [part.words for part in bars._parts] == ["2020", said]


def test_an_area_chosen_in_the_table_is_marked_on_the_map(view):
    view.overview.heat.select_position(1)
    assert view.overview.map._area == heat_row(view, 1)[0]


def test_a_figure_leads_in_three_steps_to_its_cell(view, settled, summary, qtbot):
    view.overview.ask_card("TH.01")
    settled()
    source = view.overview.source
    assert source._sum.text().startswith(f"{summary.line('TH.01').now.amount} vụ từ ")
    qtbot.keyClick(source.units, Qt.Key.Key_Return)
    assert source.rows.isVisible()
    assert source.rows.hasFocus()
    assert source.place.text().startswith("Trang Vụ việc, ô ")
    assert ".xlsx, mã gói " in source.file.text()
    qtbot.keyClick(source.rows, Qt.Key.Key_Escape)
    assert source.units.hasFocus()
    qtbot.keyClick(source.units, Qt.Key.Key_Escape)
    assert not source.is_open()


def test_a_month_of_an_area_leads_to_its_own_rows(view, settled):
    heat = view.overview.heat
    heat.setCurrentIndex(heat.model().index(0, 2))
    view.overview.ask_source()
    settled()
    found = view.overview.source._found
    assert found.amount == int(heat_row(view, 0)[2])
    assert found.asked.period.key == "2020-M02"


def test_a_figure_of_last_year_leads_to_last_year(view, settled, qtbot):
    heat = view.overview.heat
    place = heat.visualRect(heat.model().index(0, 8)).center()
    qtbot.mouseClick(heat.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled()
    found = view.overview.source._found
    assert found.asked.period.key == "2019-H1"
    assert str(found.amount) == heat_row(view, 0)[8]


def test_a_click_on_an_indicators_figure_shows_its_source(view, settled, qtbot, summary):
    view.choose_part("indicators")
    table = view.indicators.table
    place = table.visualRect(view.indicators.model.index(view.indicators.model.position("TH.01"), 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled()
    assert view.indicators.source._found.amount == summary.line("TH.01").now.amount


def test_a_ratio_offers_both_its_terms(full):
    found = look_up(full.books, Asked("TX.04", full.period, "Toàn tỉnh"))
    assert [term.code for term in found.terms] == ["TX.01", "TH.01"]
    bottom = look_up(full.books, Asked("TX.04", full.period, "Toàn tỉnh"), "TH.01")
    assert bottom.amount == counting.summary(full.books, full.period).line("TX.04").denominator


def test_rows_that_do_not_add_up_are_told(view, settled, full):
    asked = Asked("TH.01", full.period, "Toàn tỉnh", None, Decimal(999))
    view.overview.source.ask(asked)
    settled()
    assert view.overview.source._sum.text().endswith(", khác số liệu 999")


def test_the_original_is_opened_as_a_copy(full):
    source = look_up(full.books, Asked("TH.01", full.period, "Toàn tỉnh")).units[0].rows[0]
    copy = copy_of(full.books, source)
    kept = vault.place_of(full.books, source.file_hash)
    assert copy.name == source.file_name
    assert copy != kept
    assert copy.read_bytes() == kept.read_bytes()


def test_the_table_of_indicators_shows_all_and_finds_some(view, summary, qtbot):
    view.choose_part("indicators")
    part = view.indicators
    assert part.card.aside.text() == f"{len(summary.lines)} dòng"
    part.search.line.insert("trom cap")
    part.search.edited.emit()
    assert 0 < part.model.rowCount() < 6
    part.search.line.setText("khong co gi nhu vay")
    part.search.edited.emit()
    assert part.model.rowCount() == 0


def test_totals_and_ratios_say_what_is_missing(view):
    view.choose_part("indicators")
    model = view.indicators.model
    row = {code: model.row_at(model.position(code)).cells[-1] for code in ("TH.01", "TX.04")}
    assert row == {"TH.01": "thiếu 1 đơn vị", "TX.04": "chưa đủ"}


def test_a_unit_is_read_across_a_section_down_to_its_rows(view, full, settled, qtbot):
    unit = full.books.reporting_units()[0]
    view.seek(Spot("summary", unit=unit.uid))
    settled()
    view.units.table.setCurrentIndex(view.units.model.index(view.units.model.position(unit.uid), 1))
    assert view.units.told.text().startswith(f"{unit.name}, Vụ làm rõ, án trong kỳ: ")
    qtbot.keyClick(view.units.table, Qt.Key.Key_Return)
    settled()
    cell = view.units.model.cell_at(view.units.model.position(unit.uid), 1).text
    assert view.units.source.isVisible()
    assert str(view.units.source._found.amount) == cell


def test_pictures_are_written_and_the_folder_is_offered(view, tmp_path):
    view.save_pictures(tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "TH.01_2020-H1_ban-do.png",
        "TH.01_2020-H1_bang-nhiet.png",
        "TH.01_2020-H1_co-cau.png",
        "TH.01_2020-H1_theo-thang.png",
    ]
    assert len(list(tmp_path.glob("*.svg"))) == 4
    assert view.notice.action.text() == "Mở thư mục"


def test_an_empty_period_leads_to_receiving(empty, shown, settled):
    asked = []
    empty.announcements.place_asked.connect(asked.append)
    view = SummaryView(empty)
    shown(view)
    view.arrived()
    settled()
    assert view.notice.sentence.text().startswith("Chưa có gói nào của kỳ này.")
    view.notice.action.click()
    assert asked == [Place("receiving")]


def test_a_year_is_shown_by_quarters(view, full, settled):
    full.open_period(full.books.period("2020-Y"))
    view.arrived()
    settled()
    titles = [column.title for column in view.overview.heat.ledger().columns]
    assert titles[1:5] == ["Q1", "Q2", "Q3", "Q4"]


def test_a_freeze_is_asked_once_in_place_and_then_said_in_the_head(view, full, settled, qtbot):
    assert view.freeze.kind() == "primary"
    view.freeze.click()
    assert view.freeze_bar.is_asking()
    assert "3/4 đơn vị" in view.freeze_bar._words.text()
    assert "Còn thiếu 1 đơn vị" in view.freeze_bar._words.text()
    assert freezing.snapshots(full.books, full.period) == []
    view.freeze_bar.yes.click()
    settled()
    (frozen,) = freezing.snapshots(full.books, full.period)
    assert view.header.state.text().startswith("Đã chốt ")
    assert view.freeze.isHidden()
    assert view.report.kind() == "primary"
    assert view.freeze_bar.isHidden()
    assert len(frozen.packages) == 6


def test_what_changed_since_the_freeze_is_told(view, full, settled, summary):
    freezing.freeze(full.books, full.period)
    unit = full.books.reporting_units()[0]
    told = told_figure(full.books, unit.id, "TH.01", 202003)
    correcting.correct_figure(full.books, unit.id, 202003, "TH.01", told + 5, "sót")
    view.reload()
    settled()
    before = summary.line("TH.01").now.amount
    assert view.freeze_bar.isVisible()
    assert not view.freeze_bar.is_asking()
    assert f"{before} thành {before + 5}" in view.freeze_bar._words.text()


def test_a_no_freezes_nothing(view, full, qtbot):
    view.freeze.click()
    view.freeze_bar.no.click()
    assert view.freeze_bar.isHidden()
    assert freezing.snapshots(full.books, full.period) == []


@pytest.fixture
def rows(view, settled):
    """The rows of one unit behind a figure."""
    view.choose_part("indicators")
    view.indicators.go_to("TX.03")
    view.indicators.ask_source()
    settled()
    source = view.indicators.source
    source.units.opened.emit(source.units.current_key())
    return source


def test_a_row_is_corrected_with_a_reason_and_both_values_are_shown(view, rows, settled, summary):
    line = summary.line("TX.03")
    rows.correct.click()
    assert rows.form.what.value() == "subjects"
    told = rows.form.value.value()
    assert rows.form.told.text().startswith(f"Đơn vị báo: {told} ")
    rows.form.value.set_value(told + 4)
    rows.form.save.click()
    assert rows.form.reason.complaint().startswith("Chưa ghi lý do")
    rows.form.reason.set_value("đếm lại theo hồ sơ")
    rows.form.save.click()
    settled()
    assert counting.summary(view._context.books, view._context.period).line("TX.03").now.amount == line.now.amount + 4
    cell = next(
        view.indicators.model.row_at(row).cells
        for row in range(view.indicators.model.rowCount())
        if view.indicators.model.key_at(row) == "TX.03"
    )[2]
    assert cell.mark is Mark.CORRECTED
    assert cell.tip == f"đơn vị báo {line.now.amount}, điều chỉnh {line.now.amount + 4}: đếm lại theo hồ sơ"
    assert view.overview.cards.cards["TX.03"].toolTip() == cell.tip


def test_a_months_figure_is_corrected_and_stands_among_the_rows(view, rows, settled, full):
    before = counting.summary(full.books, full.period).line("TX.03").now.amount
    rows.correct_figure.click()
    told = rows.form.value.value()
    rows.form.value.set_value(told + 2)
    rows.form.reason.set_value("biên bản bổ sung")
    rows.form.save.click()
    settled()
    assert counting.summary(full.books, full.period).line("TX.03").now.amount == before + 2
    assert "Đã điều chỉnh" in view.notice.sentence.text()
    found = rows._found
    assert found.amount == before + 2
    assert [each.amount for unit in found.units for each in unit.rows if each.kind == tracing.ADJUSTED] == [2]


def test_a_correction_that_cannot_be_true_is_refused_in_place(view, rows, full, settled):
    rows.correct.click()
    rows.form.what.set_value("solved_on")
    rows.form._on_what()
    rows.form.value.set_value(date(2018, 1, 1))
    rows.form.reason.set_value("x")
    rows.form.save.click()
    settled()
    assert rows.form.fault.text()
    assert rows.form.save.isEnabled()
    assert correcting.corrections(full.books) == []


def test_a_unit_without_rows_is_corrected_too(view, full, settled):
    silent = next(unit for unit in full.books.reporting_units() if unit.code == "01297")
    view.choose_part("indicators")
    source = view.indicators.source
    source.ask(Asked("TH.01", full.period, silent.name, (silent.uid,)))
    settled()
    source.correct_figure.click()
    source.form.value.set_value(4)
    source.form.reason.set_value("đơn vị báo qua điện thoại")
    source.form.save.click()
    settled()
    (row,) = tracing.sources(full.books, full.period, "TH.01", [silent.uid])
    assert (row.kind, row.amount) == (tracing.ADJUSTED, 4)

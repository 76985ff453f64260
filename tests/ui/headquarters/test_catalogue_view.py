"""Danh mục và đơn vị: lists found without accents, and what a clerk changes there with a reason."""

from decimal import Decimal

import openpyxl
import pytest
from PySide6.QtCore import Qt

from desktop.domain.text import fold
from desktop.services import completing, counting, drafting
from desktop.ui.headquarters.catalogue_view import UNITS, CatalogueView
from desktop.wording.catalogue_lists import listings
from tests.services.catalogue_room import INDICATOR, Sheets, edit
from tests.services.world import Here


@pytest.fixture
def view(full, shown, settled):
    page = shown(CatalogueView(full))
    page.arrived()
    settled()
    return page


def type_in(field, words):
    field.line.setFocus()
    field.line.selectAll()
    field.line.insert(words)
    field.line.returnPressed.emit()


def shown_cells(part, column):
    model = part.model
    return [model.index(row, column).data() for row in range(model.rowCount()) if model.group_at(row) is None]


def test_each_list_says_how_long_it_is(view, full):
    counts = {tab.key: tab.count for tab in view.tabs._tabs}
    catalogue = full.books.catalogue
    assert counts["indicators"] == len(catalogue.indicators) > 146
    assert counts["kinds"] == len(catalogue.record_kinds)
    assert counts["fields"] == sum(len(kind.fields) for kind in catalogue.record_kinds)
    assert counts["rules"] == len(catalogue.rules)
    assert counts["sections"] == 20
    assert counts[UNITS] == 4
    assert list(view._parts) == ["indicators"]  # the other lists are made when they are looked at


def test_an_indicator_is_found_without_accents_and_told_in_full(view):
    part = view.part()
    part.search.line.insert("ty le dieu tra kham pha")
    part.search.edited.emit()
    assert "TX.04" in shown_cells(part, 0)
    assert len(shown_cells(part, 0)) < 5
    part.go_to("TX.04")
    words = [each.text() for each in part.facts.findChildren(type(part.target.effect))]
    assert any(each.startswith("Vụ làm rõ, án trong kỳ, chia cho") for each in words)
    assert "TX.01 Vụ làm rõ, án trong kỳ" in " ".join(words)
    part.search.set_value("khong co gi nhu the")
    part.search.edited.emit()
    assert shown_cells(part, 0) == []


def test_another_target_says_what_it_does_and_needs_a_reason(view, full, settled):
    part = view.part()
    part.go_to("TX.04")
    assert part.target.value.value() == 75
    type_in(part.target.value, "100")
    settled()
    assert part.target.effect.text() == "Kỳ này 100%: đạt, sẽ đạt. Đơn vị đạt 2/2, sẽ là 2/2."
    type_in(part.target.value, "")
    settled()
    assert part.target.effect.text() == "Kỳ này 100%: đạt, sẽ không giao. Đơn vị đạt 2/2, sẽ là 0/2."
    type_in(part.target.value, "100")
    part.target.save.click()
    settled()
    assert part.target.fault.text().startswith("Việc này cần lý do")
    assert full.books.catalogue.indicator("TX.04").target == 75
    part.target.reason.line.insert("Kế hoạch 12")
    part.target.save.click()
    settled()
    assert full.books.catalogue.indicator("TX.04").target == Decimal(100)
    assert "100%" in shown_cells(part, 6)
    assert "75 thành 100 (Kế hoạch 12)" in part.target.history.text()
    assert "Đã ghi chỉ tiêu của Tỷ lệ điều tra, khám phá" in view.notice.sentence.text()


def test_a_phone_is_written_with_a_reason_and_stands_in_the_list(view, full, settled):
    view.open_tab(UNITS)
    part = view.part()
    uid = full.books.reporting_units()[0].uid
    part.go_to(uid)
    part.form.phone.line.insert("0206 3852 113")
    part.form.reason.line.insert("danh bạ 2020")
    part.form.save.click()
    settled()
    assert full.books.units[full.books.unit_ids[uid]].phone == "0206 3852 113"
    assert "0206 3852 113" in shown_cells(part, 3)
    assert "điện thoại trống thành 0206 3852 113 (danh bạ 2020)" in part.history.text()
    part.form.save.click()
    settled()
    assert part.form.fault.text() == "Chưa đổi gì. Sửa một ô rồi ghi."


def test_not_expecting_a_unit_tells_before_what_it_does(view, full, settled, qtbot):
    view.open_tab(UNITS)
    part = view.part()
    unit = full.books.reporting_units()[0]
    part.go_to(unit.uid)
    part.form.reports.box.click()
    settled()
    assert part.form.effect.text().startswith("Phải báo cáo 4 thành 3 đơn vị.")
    assert " thành " in part.form.effect.text().partition("đơn vị.")[2]
    part.form.reason.line.insert("giải thể")
    qtbot.keyClick(part.form.reason.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert counting.summary(full.books, full.period).expected == 3
    assert unit.uid not in [each.uid for each in full.books.reporting_units()]
    part.chips.set_current("off")
    part._show_rows()
    assert unit.code in shown_cells(part, 0)


def test_who_reports_for_a_unit_is_said_here_too(view, full, settled):
    view.open_tab(UNITS)
    part = view.part()
    one, by = full.books.reporting_units()[:2]
    part.go_to(one.uid)
    part.form.cover.set_value(by.uid)
    part.form.reason.line.insert("chưa có máy")
    part.form.save.click()
    settled()
    assert completing.covered_units(full.books, full.period) == {one.uid: by.uid}
    assert f"{by.name} báo cáo thay (chưa có máy)" in part.history.text()


def test_units_are_found_by_where_they_went(view):
    view.open_tab(UNITS)
    part = view.part()
    unit = next(each for each in part._units if each.unit.reports)
    part.search.line.insert(fold(unit.went_to[0].partition(" (")[0]))
    part.search.edited.emit()
    assert unit.unit.code in shown_cells(part, 0)
    assert len(shown_cells(part, 0)) < 4


def test_the_whole_goes_out_as_a_workbook_to_read(view, full, settled, tmp_path):
    view.open_tab(UNITS)
    assert view.export.text() == "Xuất để đọc"
    view.desk.export_to_read(tmp_path / "danh-muc.xlsx")
    settled()
    book = openpyxl.load_workbook(tmp_path / "danh-muc.xlsx")
    names = [each.name for each in listings(full.books.catalogue)]
    assert book.sheetnames == [*names, "Đơn vị"]
    rows = list(book["Chỉ tiêu"].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == "Nhóm")
    (rate,) = [dict(zip(heads, row, strict=True)) for row in rows if row[1] == "TX.04"]
    assert (rate["Giao"], rate["Cách lấy"], rate["Gộp"]) == ("75%", "tỷ lệ", "tính lại")
    assert rate["Không tính"] == "vụ xảy ra kỳ trước, kỳ này mới làm rõ."
    units = list(book["Đơn vị"].iter_rows(values_only=True))
    assert len([row for row in units if row[3] == "phải báo cáo"]) == 4


def test_a_workbook_that_cannot_be_written_is_told_in_a_sentence(view, settled, tmp_path):
    view.desk.export(tmp_path / "nowhere" / "danh-muc.xlsx")
    settled()
    assert view.notice.sentence.text()
    assert not (tmp_path / "nowhere").exists()


def test_the_lists_speak_our_own_words_in_another_language(full):
    found = {each.key: each for each in listings(full.books.catalogue, lambda words: f"<{words}>")}
    assert found["indicators"].name == "<Chỉ tiêu>"
    assert found["indicators"].heads[0][0] == "<Mã>"
    assert found["indicators"].rows[0].cells[3].startswith("<")


@pytest.fixture
def read_here(monkeypatch):
    monkeypatch.setattr(drafting, "Readers", Here)


def edited(view, folder, settled):
    """A clerk takes the catalogue out, adds a choice, an indicator and a warning, and reads it back."""
    path = edit(view._context.books, folder / "danh-muc.xlsx")
    view.desk.read_back(path)
    settled()
    return path


def test_what_came_back_waits_beside_the_lists(view, full, settled, tmp_path, read_here):
    assert view.publish.isHidden() and view.export.kind() == "primary"
    edited(view, tmp_path, settled)
    assert view.waiting.isVisible()
    assert view.waiting.title.text() == "Bản 2020.3, chờ ban hành"
    names = [view.waiting.model.index(row, 1).data() for row in range(view.waiting.model.rowCount())]
    assert INDICATOR["name"] in names
    assert (view.publish.text(), view.publish.kind(), view.export.kind()) == ("Ban hành bản 2020.3", "plain", "primary")
    assert full.books.catalogue.version == "2020.2"
    view.open_tab("rules")
    assert view.waiting.isVisible()
    view.open_tab(UNITS)
    assert view.export.text() == "Xuất để đọc"


def test_publishing_is_the_next_thing_only_after_a_rehearsal(view, full, settled, tmp_path, read_here):
    edited(view, tmp_path, settled)
    view.publish.click()
    settled()
    assert "sẽ bị cảnh báo" in view.notice.sentence.text()
    assert (view.publish.kind(), view.export.kind()) == ("primary", "plain")
    found = drafting.waiting(full.books).rehearsal
    assert found.units == 4 and found.rules[0].units
    assert found.rules[0].units[0].name in [
        view.waiting.model.index(row, 1).data() for row in range(view.waiting.model.rowCount())
    ]
    redressed = []
    full.announcements.redressed.connect(redressed.append)
    view.publish.click()
    assert "15/06/2020" in view.notice.sentence.text() and full.books.catalogue.version == "2020.2"
    view.notice.action.click()
    settled()
    assert full.books.catalogue.version == "2020.3" and redressed == ["catalogue"]
    assert "Đã ban hành bản 2020.3" in CatalogueView(full).notice.sentence.text()
    assert view.waiting.isHidden() and view.publish.isHidden()


def test_a_rule_may_be_left_on_trial(view, full, settled, tmp_path, read_here):
    edited(view, tmp_path, settled)
    assert view.waiting.soften.isHidden()
    view.desk.rehearse()
    settled()
    view.waiting.table.select_position(1)
    assert not view.waiting.soften.isHidden()
    view.waiting.soften.click()
    found = drafting.waiting(full.books)
    rule = next(each for each in found.changes if each.part == "rules")
    assert "nên hỏi" in [cell.after for cell in rule.cells]
    assert found.rehearsal.rules == () and view.publish.kind() == "primary"
    assert "chỉ ở mức nên hỏi" in view.notice.sentence.text()


def test_a_waiting_version_can_be_dropped(view, full, settled, tmp_path, read_here):
    edited(view, tmp_path, settled)
    view.waiting.drop.click()
    assert drafting.waiting(full.books) is None
    assert view.waiting.isHidden() and view.publish.isHidden()
    assert "Đã bỏ bản chờ 2020.3" in view.notice.sentence.text()


def test_cells_that_cannot_be_used_are_a_list_of_their_own(view, full, settled, tmp_path, read_here):
    sheets = Sheets(full.books, tmp_path / "danh-muc.xlsx")
    sheets.put("indicators", ("TX.01",), "kind", "cách khác")
    view.desk.read_back(sheets.save())
    settled()
    assert view.tabs.current() == "faults" and view.part().count() == 1
    assert "“cách khác”" in view.part().table.model().index(1, 1).data()
    assert view.notice.sentence.text().startswith("1 ô chưa dùng được")
    assert drafting.waiting(full.books) is None
    edited(view, tmp_path, settled)
    assert view.tabs.current() == "indicators" and "faults" not in view._parts


def test_enter_on_a_change_leads_to_its_row(view, full, settled, tmp_path, read_here):
    sheets = Sheets(full.books, tmp_path / "danh-muc.xlsx")
    sheets.put("sections", ("TM",), "name", "Công tác tham mưu")
    view.desk.read_back(sheets.save())
    settled()
    assert view.waiting.detail.text() == "TM. Tên mục: Tham mưu thành Công tác tham mưu"
    view.waiting.table.opened.emit(view.waiting.table.current_key())
    assert view.tabs.current() == "sections" and view.part().table.current_key() == "TM"


def test_a_file_that_changes_nothing_is_told(view, full, settled, tmp_path, read_here):
    view.desk.export(tmp_path / "danh-muc.xlsx")
    settled()
    view.desk.read_back(tmp_path / "danh-muc.xlsx")
    settled()
    assert "giống hệt danh mục đang dùng" in view.notice.sentence.text()


def test_days_off_are_listed_edited_and_the_deadlines_that_they_move_told(view, full, settled, tmp_path, read_here):
    view.open_tab("calendars")
    assert view.export.text() == "Sửa trong Excel"
    days = [cell for cell in shown_cells(view.part(), 0) if cell[:1].isdigit()]
    assert days and {day[6:] for day in days} == {"2020", "2021"}
    sheets = Sheets(full.books, tmp_path / "danh-muc.xlsx")
    sheets.add("days", day="15/12/2020", what="nghỉ", note="Nghỉ bão")
    sheets.add("days", day="16/06/2020", what="nghỉ", note="Nghỉ bão")
    view.desk.read_back(sheets.save())
    settled()
    assert view.notice.action.text() == "Chạy thử"
    view.notice.action.click()
    settled()
    said = [words.text() for words in view.waiting.block.findChildren(type(view.waiting.detail))]
    assert "7 hạn gửi đổi, 7 hạn đã qua" in said
    rows = [[view.waiting.model.index(row, at).data() for at in (1, 2)] for row in range(view.waiting.model.rowCount())]
    assert ["6 tháng cuối năm 2020", "17/12 17:00"] in rows and "15/12/2020 Nghỉ bão" in [row[0] for row in rows]
    view.waiting.table.select_position(next(n for n, row in enumerate(rows) if row[0] == "6 tháng cuối năm 2020"))
    assert view.waiting.detail.text() == (
        "Hạn 16/12/2020 17:00 thành 17/12/2020 17:00. Kỳ nào kết thúc ngày 14/12/2020 cũng theo hạn này."
    )
    view.publish.click()
    assert view.notice.sentence.text().endswith("7 hạn gửi đổi.")
    view.notice.action.click()
    settled()
    view.open_tab("calendars")
    assert "15/12/2020" in shown_cells(view.part(), 0)

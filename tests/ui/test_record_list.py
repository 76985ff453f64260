from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from desktop.domain.records import RecordDraft, RowState
from desktop.domain.text import sort_key
from desktop.kit import jobs
from desktop.kit.marks import Mark
from desktop.services import browsing, recording
from desktop.services.filtering import Filter
from desktop.ui.context import Place
from desktop.ui.unit import record_list
from desktop.ui.unit.record_list import RecordList
from desktop.ui.unit.record_page import RecordPage


def patrol(day, **values):
    return RecordDraft("patrol", {"held_on": day, "patrol_kind": "chung", "route": "Bản Giốc", **values})


def case(**values):
    right = {"group": "TTXH", "offence": "trom_cap", "occurred_on": "2020-06-11", "severity": "IT"}
    return RecordDraft("case", {**right, "status": "tiep_nhan", "hamlet": "Bản Rạ", **values})


@pytest.fixture
def uids(context):
    """Two patrols and a case of the period, a patrol after it, one of long before, an unfinished case."""
    drafts = [patrol("2020-06-01"), patrol("2020-06-02"), case(), patrol("2020-06-20"), patrol("2018-03-03")]
    made = [recording.record(context.books, draft).uid for draft in drafts]
    return [*made, recording.record(context.books, case(solved_on="2020-06-01"), False).uid]


@pytest.fixture
def records(context, shown, uids):
    records = RecordList(context)
    shown(records)
    records.reload()
    return records


@pytest.fixture
def page(context, shown, uids):
    page = RecordPage(context)
    shown(page)
    page.arrived()
    return page


def column(records, key):
    model = records.model
    place = [each.key for each in model.columns].index(key)
    return [model.cell_at(row, place).text for row in range(model.rowCount())]


def typed(records, words):
    records.search.line.setText(words)
    records.answer()


def chips(records):
    return {button.chip.words: button.chip.count for button in records.chips._buttons}


def test_the_model_keeps_the_contract_of_qt(records, qtmodeltester):
    qtmodeltester.check(records.model)


def test_the_list_holds_the_period_and_the_month_after_it(records):
    assert column(records, "day") == ["20/06/2020", "11/06", "11/06", "02/06", "01/06"]
    assert column(records, "tag") == ["kỳ sau", "nháp", "", "", ""]


def test_typing_without_accents_narrows_the_list(qtbot, records):
    records.search.line.setFocus()
    records.search.line.insert("trom cap ban ra")
    qtbot.waitUntil(lambda: records.model.rowCount() == 2)
    assert column(records, "kind") == ["Vụ việc", "Vụ việc"]
    qtbot.waitUntil(lambda: chips(records) == {"Tất cả": 2, "Vụ việc": 2})


def test_chips_add_up_and_narrow(records):
    assert chips(records) == {"Tất cả": 5, "Tuần tra": 3, "Vụ việc": 2}
    records.chips._choose("case")
    assert column(records, "kind") == ["Vụ việc", "Vụ việc"]


def test_drafts_and_deleted_ones_have_their_own_switch(context, records, uids):
    recording.delete(context.books, uids[0], "ghi trùng")
    records.reload()
    records.drafts.click()
    assert column(records, "tag") == ["nháp"]
    records.deleted.click()
    assert column(records, "content") == ["ghi trùng"]
    assert not records.drafts.isChecked()


def test_who_comes_to_mend_a_record_stands_in_the_field_to_mend(page, uids):
    page.seek(Place("records", record=uids[-1]))
    wrong = [name for name, each in page.form.fields.inputs.items() if each.complaint()]
    held = [name for name, each in page.form.fields.inputs.items() if each.editor.hasFocus()]
    assert wrong and held == wrong[:1]


def test_the_head_tells_drafts_apart(page):
    assert page.header.state.text() == "3 bản ghi trong kỳ, 1 nháp, 1 của kỳ sau"


def test_all_periods_can_be_searched_from_the_empty_list(records):
    records.look_for("ban giôc 2018")
    assert records.model.rowCount() == 0
    records.look_for("TT-01495-2018")
    records.table._empty.acted.emit()
    assert column(records, "day") == ["03/03/2018"]


def test_sorting_by_kind_keeps_the_newest_first_within(records):
    records.table.sort_asked.emit("kind", True)
    assert column(records, "kind") == ["Vụ việc", "Vụ việc", "Tuần tra", "Tuần tra", "Tuần tra"]


def test_choosing_a_line_shows_its_record(qtbot, page, uids):
    page.list.table.setFocus()
    page.list.select_none()
    page.list.table.select_position(3)
    qtbot.waitUntil(lambda: page.form.uid == uids[1])


def test_a_form_of_a_new_kind_is_made_in_a_turn_of_its_own(qtbot, page):
    place = column(page.list, "kind").index("Vụ việc")
    wanted, shown = page.list.model.row_at(place), page.form.uid
    assert not page.form.has_fields(wanted.kind)
    page.list.table.select_position(place)
    assert page.form.uid == shown
    page.begin("outreach")
    QCoreApplication.processEvents()
    assert not page.form.has_fields(wanted.kind), "nobody wants it any more"
    page.list.table.select_position(place)
    qtbot.waitUntil(lambda: page.form.uid == wanted.uid)
    assert page.form.kind.code == "case"
    assert page.list.current_uid() == wanted.uid


def test_a_changed_form_is_kept_when_another_line_is_chosen(context, page, uids):
    page.begin("outreach")
    page.form.fields.inputs["hamlet"].line.insert("Lũng Phiắc")
    page.list.table.select_position(3)
    rows = browsing.rows(context.books, browsing.ids(context.books, browsing.Filter(text="lung phiac")))
    assert [row.state for row in rows] == [RowState.DRAFT]
    assert page.notice.sentence.text() == "Đã giữ Tuyên truyền làm nháp."


def test_finishing_offers_the_next_record_of_the_kind(page):
    page.begin("patrol")
    page.form.fields.inputs["held_on"].line.insert("10/6")
    page.form.fields.inputs["patrol_kind"].set_value("chung")
    page.form.finish()
    assert page.form.uid is None
    assert page.form.kind.code == "patrol"
    assert page.notice.sentence.text() == "Đã ghi Tuần tra 0004."
    assert "10/06" in column(page.list, "day")


def test_like_the_one_before_repeats_all_but_the_day(qtbot, page, uids):
    page.open_record(uids[1])
    qtbot.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    values = page.form.fields.values()
    assert values == {"patrol_kind": "chung", "route": "Bản Giốc"}
    assert page.form.uid is None
    assert page.form.fields.inputs["held_on"].editor.hasFocus()


def test_the_menu_of_kinds_begins_a_record(page):
    action = next(each for each in page.menu.actions() if "Hòa giải" in each.text())
    action.trigger()
    assert page.form.kind.code == "mediation"


def test_escape_goes_back_to_the_list_and_keeps_the_words(qtbot, context, page):
    page.begin("patrol")
    route = page.form.fields.inputs["route"].line
    route.setFocus()
    route.insert("Đồng Tâm")
    qtbot.keyClick(route, Qt.Key.Key_Escape)
    assert page.list.table.hasFocus()
    assert browsing.ids(context.books, browsing.Filter(text="dong tam"))


def test_deleting_can_be_taken_back_from_the_notice(context, page, uids):
    page.open_record(uids[2])
    page.form.delete("nhầm")
    assert uids[2] not in [page.list.model.row_at(row).uid for row in range(page.list.model.rowCount())]
    page.notice.action.click()
    assert page.list.current_uid() == uids[2]


def test_a_figure_shows_the_records_it_counts(page):
    page.seek(Place("records", indicator="TH.01", month=202006))
    assert column(page.list, "kind") == ["Vụ việc"]
    assert "Vụ phạm tội TTXH, tháng 6/2020" in page.list.found.text()
    page.list.unfigured.click()
    assert page.list.model.rowCount() == 5


def test_a_record_outside_the_filter_is_found_all_the_same(page, uids):
    page.list.look_for("không có gì giống thế")
    page.seek(Place("records", record=uids[4]))
    assert page.form.uid == uids[4]
    assert page.list.current_uid() == uids[4]


def test_an_empty_book_offers_the_first_record(context, shown):
    records = RecordList(context)
    shown(records)
    records.reload()
    assert records.table._empty.sentence.text().startswith("Chưa có bản ghi nào trong kỳ.")


@pytest.fixture
def long(page):
    """Its six records are a long book."""
    page.list.long = 3
    return page


def test_a_long_book_shows_its_first_lines_at_once_and_the_rest_from_a_job(qtbot, long, monkeypatch):
    monkeypatch.setattr(record_list, "FIRST_LINES", 2)
    with qtbot.waitSignal(long.list.counted):
        typed(long.list, "")
        long.list.scope.click()
        assert column(long.list, "day") == ["20/06/2020", "11/06"] and jobs.busy()
    assert column(long.list, "day") == ["20/06/2020", "11/06", "11/06", "02/06", "01/06", "03/03/2018"]
    assert chips(long.list)["Tất cả"] == 6
    assert long.header.state.text() == "3 bản ghi trong kỳ, 1 nháp, 1 của kỳ sau"


def test_only_the_last_question_about_a_long_book_is_answered(qtbot, long, uids):
    with qtbot.waitSignal(long.list.counted):
        typed(long.list, "khong co")
        long.list.reload()
        typed(long.list, "")
        long.list.scope.click()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert long.list.model.rowCount() == 6


def test_a_new_record_of_a_long_book_is_stood_on_once_its_line_is_there(qtbot, long, context):
    uid = recording.record(context.books, patrol("2020-06-03")).uid
    with qtbot.waitSignal(long.list.counted):
        long.list.reload()
        assert long.list.select(uid)
    assert long.list.current_uid() == uid


def test_a_record_that_a_filter_leaves_out_is_not_waited_for(qtbot, long, context):
    uid = recording.record(context.books, patrol("2017-06-03")).uid
    with qtbot.waitSignal(long.list.counted):
        long.list.reload()
        assert not long.list.select(uid)


def test_looking_again_leaves_a_long_list_where_it_is(qtbot, long, uids):
    with qtbot.waitSignal(long.list.counted):
        long.list.reload()
    long.list.select(uids[0])
    with qtbot.waitSignal(long.list.counted):
        long.list.reload()
        assert long.list.model.rowCount() == 5, "the lines stay while they are looked at again"
    assert long.list.current_uid() == uids[0]


@pytest.mark.parametrize("order", ["hamlet", "count"])
@pytest.mark.parametrize("descending", [True, False])
def test_equals_stand_by_day_whatever_the_order(context, order, descending):
    for hamlet in ("Bản Rạ", "bản rạ", "Xóm A") * 3:
        recording.record(context.books, case(hamlet=hamlet))
    ids = list(browsing.ids(context.books, Filter(), order, descending))
    rows = browsing.rows(context.books, sorted(ids, reverse=True))
    keys = {"hamlet": lambda row: (not row.hamlet, sort_key(row.hamlet)), "count": lambda row: row.count}
    assert ids == [row.id for row in sorted(rows, key=keys[order], reverse=descending)]


def test_the_draft_in_hand_is_marked_as_its_form_says(page, context):
    page.begin("patrol")
    page.form.fields.inputs["held_on"].set_value(date(2020, 6, 5))
    page.form._on_left("held_on")
    row = page.list.model.position(browsing.id_of(context.books, page.form.uid))
    assert page.list.model.cell_at(row, 0).mark is None and page.form._chip._words.text() == "Nháp"
    page.form.finish()
    assert page.list.model.cell_at(row, 0).mark is Mark.ERROR, "what is missing was asked for"
    page.leave()
    page.begin("case")
    assert page.list.model.cell_at(row, 0).mark is Mark.ERROR, "once it is left it is an unfinished one"

import pytest
from PySide6.QtCore import Qt

from desktop.domain.catalogue import FieldType
from desktop.domain.records import RecordDraft, RowState
from desktop.services import browsing, recording
from desktop.services.browsing import Filter
from desktop.ui.unit.record_fields import packed, share
from desktop.ui.unit.record_form import RecordForm

SUMMARY = "Mất một máy bơm nước tại nương, thu hồi trong ngày nhờ tin nhân dân cung cấp."
TYPED = {
    "group": "trat tu xa hoi",
    "offence": "trom cap tai san",
    "occurred_on": "11/6",
    "status": "Đã làm rõ",
    "solved_on": "120620",
    "severity": "ít nghiêm trọng",
    "hamlet": "Bản Rạ",
    "subjects": "1",
    "damage": "4,5 triệu",
    "recovered": "4.500.000",
}


@pytest.fixture
def form(context, shown):
    form = RecordForm(context)
    shown(form)
    return form


def put(form, name, words):
    """Type into a field and leave it."""
    field = form.fields.inputs[name]
    field.editor.setFocus()
    field.editor.selectAll()
    field.editor.insert(words)
    other = next(each for each in form.fields.inputs.values() if each is not field)
    other.editor.setFocus()


def fill(form, typed=TYPED):
    for name, words in typed.items():
        put(form, name, words)


def stored(context, **wanted):
    return browsing.rows(context.books, browsing.ids(context.books, Filter(**wanted)))


def test_a_whole_case_typed_in_vietnamese_is_stored(qtbot, form, context):
    form.begin("case")
    fill(form)
    form.fields.inputs["summary"].text.setFocus()
    form.fields.inputs["summary"].text.insertPlainText(SUMMARY)
    qtbot.keyClick(form.fields.inputs["summary"].text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (row,) = stored(context)
    assert row.state is RowState.FINAL
    assert row.number == "VV-01495-2020-0001"
    assert row.values == {
        "group": "TTXH",
        "offence": "trom_cap",
        "occurred_on": "2020-06-11",
        "status": "lam_ro",
        "solved_on": "2020-06-12",
        "severity": "IT",
        "hamlet": "Bản Rạ",
        "subjects": 1,
        "damage": 4500000,
        "recovered": 4500000,
        "summary": SUMMARY,
    }


def test_every_kind_has_an_input_for_every_field(form, context):
    for kind in context.books.catalogue.record_kinds:
        form.begin(kind.code)
        extra = {"_count"} if kind.day_total else set()
        assert form.fields.inputs.keys() == {field.name for field in kind.fields} | extra


def test_a_fault_stands_at_its_field_once_the_field_is_left(form):
    form.begin("case")
    fill(form, TYPED | {"solved_on": "1/6"})
    complaint = form.fields.inputs["solved_on"].complaint()
    assert complaint == "Ngày làm rõ 01/06 trước ngày xảy ra 11/06. Sửa một trong hai ngày."
    put(form, "solved_on", "12/6")
    assert form.fields.inputs["solved_on"].complaint() is None


def test_nothing_is_missed_before_finishing_is_asked_for(form, context):
    form.begin("patrol")
    assert all(each.complaint() is None for each in form.fields.inputs.values())
    form.finish()
    assert form.fields.inputs["held_on"].complaint()
    assert form.fields.inputs["held_on"].editor.hasFocus()
    assert stored(context) == []


def test_text_that_is_no_number_keeps_the_record_from_being_finished(form, context):
    form.begin("patrol")
    fill(form, {"held_on": "10/6", "patrol_kind": "tuan tra chung", "kilometres": "abc"})
    form.finish()
    assert "abc" in form.fields.inputs["kilometres"].complaint()
    assert [row.state for row in stored(context)] == [RowState.DRAFT]


def test_a_draft_is_kept_with_its_faults(form, context):
    form.begin("case")
    put(form, "hamlet", "Nà Đeng")
    form.keep_draft()
    (row,) = stored(context)
    assert (row.state, row.values["hamlet"]) == (RowState.DRAFT, "Nà Đeng")


def test_leaving_keeps_what_was_typed_as_a_draft(form, context):
    form.begin("patrol")
    assert form.leave() is None
    put(form, "route", "Lũng Nưa")
    kept = form.leave()
    assert kept.words == "Đã giữ Tuần tra làm nháp."
    assert [row.state for row in stored(context)] == [RowState.DRAFT]
    assert form.leave() is None


def test_each_field_is_kept_as_it_is_left(form, context):
    form.begin("patrol")
    put(form, "route", "Lũng Nưa")
    assert [(row.state, row.values) for row in stored(context)] == [(RowState.DRAFT, {"route": "Lũng Nưa"})]
    put(form, "held_on", "10/6")
    (row,) = stored(context)
    assert row.number == "TT-01495-2020-0001"
    assert row.values == {"route": "Lũng Nưa", "held_on": "2020-06-10"}


def test_defaults_alone_are_no_record(form, context):
    form.begin("case")
    form.fields.inputs["hamlet"].editor.setFocus()
    form.fields.inputs["summary"].editor.setFocus()
    assert stored(context) == []


def test_changes_of_a_finished_record_wait_beside_its_figures_for_a_power_cut(form, context, shown):
    uid = finished_case(context)
    form.load(uid)
    put(form, "subjects", "7")
    put(form, "solved_on", "31/2")
    assert stored(context)[0].values.get("subjects") is None
    other = shown(RecordForm(context))
    other.load(uid)
    assert other.fields.inputs["subjects"].value() == 7
    assert other.fields.inputs["solved_on"].raw() == "31/2"
    assert other.is_changed()
    other.discard()
    other.load(uid)
    assert not other.is_changed()


def test_the_history_tells_a_record_and_not_its_fields(form, context):
    form.begin("patrol")
    fill(form, {"route": "Lũng Nưa", "held_on": "10/6", "patrol_kind": "tuan tra chung"})
    form.finish()
    (row,) = stored(context)
    detail = browsing.detail(context.books, row.uid)
    assert [entry.action for entry in detail.history] == ["recorded"]
    assert len(detail.history[0].changes) == 3


def test_leaving_names_the_text_that_no_field_could_take(form):
    form.begin("patrol")
    put(form, "route", "Lũng Nưa")
    put(form, "held_on", "31/2")
    assert "“31/2” (Ngày)" in form.leave().words


def finished_case(context):
    values = {"group": "TTXH", "offence": "trom_cap", "occurred_on": "2020-06-11", "status": "tiep_nhan"}
    return recording.record(context.books, RecordDraft("case", values | {"severity": "IT"})).uid


def test_leaving_a_changed_finished_record_stores_the_change(form, context):
    form.load(finished_case(context))
    put(form, "hamlet", "Bản Gun")
    kept = form.leave()
    (row,) = stored(context)
    assert (row.state, row.values["hamlet"]) == (RowState.FINAL, "Bản Gun")
    assert "hamlet" not in kept.before


def test_a_finished_record_left_with_a_fault_becomes_a_draft_and_says_so(form, context):
    form.load(finished_case(context))
    put(form, "solved_on", "1/6")
    assert "chuyển thành nháp" in form.leave().words
    assert [row.state for row in stored(context)] == [RowState.DRAFT]


def test_a_finished_record_waits_for_a_change(form, context):
    form.load(finished_case(context))
    assert not form.foot.finish.isEnabled()
    assert form.foot.finish.reason()
    put(form, "hamlet", "Bản Gun")
    assert form.foot.finish.isEnabled()
    assert form.foot.discard.isVisible()
    form.foot.discard.click()
    assert form.fields.inputs["hamlet"].value() == ""
    assert not form.is_changed()


def test_offences_are_those_of_the_group(form):
    form.begin("case")
    put(form, "group", "ma túy")
    offence = form.fields.inputs["offence"]
    offence.open_list()
    assert "Trộm cắp tài sản" not in offence.offered()
    assert offence.offered()


def test_an_offence_chosen_first_names_its_group(form):
    form.begin("case")
    put(form, "offence", "trộm cắp tài sản")
    assert form.fields.inputs["group"].value() == "TTXH"


def test_the_form_says_which_figures_and_which_month_it_counts_in(form):
    form.begin("case")
    fill(form)
    words = form.notes.counted._title.text() + form.notes.counted._words.text()
    assert words.startswith("Hoàn tất thì tính vào tháng 6/2020:")
    assert "Vụ phạm tội TTXH" in words
    assert "Vụ làm rõ, án trong kỳ" in words


def test_a_phone_number_in_the_summary_is_pointed_out_and_explained_once(qtbot, form, context):
    form.begin("case")
    fill(form)
    form.fields.inputs["summary"].text.setFocus()
    form.fields.inputs["summary"].text.insertPlainText("Gọi 0912 345 678")
    form.finish()
    (warning,) = form.notes.warnings()
    warning.reason.line.setFocus()
    warning.reason.line.insert("Số máy trực ban")
    qtbot.keyClick(warning.reason.line, Qt.Key.Key_Return)
    assert [row.level for row in stored(context)] == [None]


def test_deleting_asks_for_a_reason_in_its_place(qtbot, form, context):
    form.load(finished_case(context))
    form.foot.delete.click()
    qtbot.keyClick(form.foot.reason.line, Qt.Key.Key_Return)
    assert form.foot.reason.complaint()
    assert len(stored(context)) == 1
    form.foot.reason.line.insert("ghi trùng")
    with qtbot.waitSignal(form.removed):
        qtbot.keyClick(form.foot.reason.line, Qt.Key.Key_Return)
    assert stored(context) == []
    assert not form.is_open()


def test_a_deleted_record_can_be_taken_back(form, context):
    uid = finished_case(context)
    recording.delete(context.books, uid, "nhầm")
    form.load(uid)
    assert form.foot.restore.isVisible()
    assert not form.foot.finish.isVisible()
    form.foot.restore.click()
    assert [row.uid for row in stored(context)] == [uid]


def test_the_history_opens_in_the_form(form, context):
    uid = finished_case(context)
    form.load(uid)
    put(form, "hamlet", "Bản Gun")
    form.finish()
    assert form.foot.history.text() == "Sửa 1 lần"
    form.foot.history.click()
    assert form.history.isVisible()


def test_hamlets_typed_before_are_offered_without_accents(form, context):
    recording.record(context.books, RecordDraft("patrol", {"hamlet": "Bản Giốc"}), False)
    form.begin("case")
    hamlet = form.fields.inputs["hamlet"]
    hamlet.line.setFocus()
    hamlet.line.insert("ban g")
    assert hamlet.offered() == ["Bản Giốc"]


def test_a_day_outside_the_period_is_said_and_not_refused(form):
    form.begin("patrol")
    put(form, "held_on", "15/06/2020")
    assert form.fields.boxes["held_on"]._aside.text() == "thuộc kỳ sau"
    assert form.fields.inputs["held_on"].complaint() is None


def test_many_of_one_day_are_one_record_with_a_count(form, context):
    form.begin("patrol")
    fill(form, {"held_on": "10/6", "_count": "3", "patrol_kind": "tuan tra chung"})
    form.finish()
    assert [(row.count, row.state) for row in stored(context)] == [(3, RowState.FINAL)]


def test_rows_of_fields_are_full_and_words_never_share_a_row_with_ticks(context, qapp):
    for kind in context.books.catalogue.record_kinds:
        for row in packed(kind.fields):
            assert len(row) <= min(share(field) for field in row)
            assert len({field.type is FieldType.FLAG for field in row}) == 1

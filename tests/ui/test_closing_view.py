"""Kiểm tra và gửi: errors block, warnings are explained, the file is called safe only after it was read back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.base.settings import Settings
from desktop.domain.records import RecordDraft
from desktop.kit import jobs
from desktop.services import closing, exporting, keeping, recording, suggesting
from desktop.services.books import Right, Role
from desktop.services.closing import StepKey
from desktop.ui.context import Announcements, Context, Place
from desktop.ui.unit.closing_view import ClosingView, place_of
from desktop.ui.unit.closing_view_export import free_words

NOW = datetime(2020, 6, 15, 14, 32, 7)
PERIOD = "2020-H1"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban")
    made = Context(books, Settings(tmp_path / "settings.json"), Announcements(), lambda: NOW)
    made.open_period(books.period(PERIOD))
    made.settings.put("export_folder", str(tmp_path))
    yield made
    jobs.wait_for_all()
    books.close()


@pytest.fixture
def view(qtbot, context: Context) -> ClosingView:
    page = ClosingView(context)
    qtbot.addWidget(page)
    page.resize(1166, 692)
    with qtbot.waitExposed(page):
        page.show()
    page.arrived()
    return page


def add_patrol(context: Context) -> None:
    kind = context.books.catalogue.choices["patrol_kind"].items[0].code
    recording.record(context.books, RecordDraft("patrol", {"held_on": "2020-06-02", "patrol_kind": kind}))


def add_wrong_draft(context: Context) -> bytes:
    lists = context.books.catalogue.choices
    values = {
        "group": "TTXH",
        "offence": lists["offence"].children_of("TTXH")[0].code,
        "severity": lists["severity"].items[0].code,
        "status": lists["case_status"].items[0].code,
        "occurred_on": "2020-06-11",
        "solved_on": "2020-06-01",
    }
    return recording.record(context.books, RecordDraft("case", values), final=False).uid


def add_odd_figure(context: Context) -> None:
    for month in range(1, 6):
        recording.type_figure(context.books, 202000 + month, "CT.08.1", "value", 20)
    recording.type_figure(context.books, 202006, "CT.08.1", "value", 200)


def look(context: Context) -> closing.Checklist:
    return closing.checklist(context.books, context.period, NOW.date())


def test_errors_block_all_but_the_incomplete_package(view: ClosingView, context: Context, qtbot) -> None:
    uid = add_wrong_draft(context)
    add_patrol(context)
    view.refresh()
    view.form.confirm.box.click()
    assert not view.form.go.isEnabled()
    assert "Còn" in view.form.go.reason()
    view.form.start(complete=True)
    assert exporting.history(context.books) == []
    with qtbot.waitSignal(view.form.exported):
        view.incomplete.click()
    assert [each.complete for each in exporting.history(context.books)] == [False]
    asked: list[Place] = []
    context.announcements.place_asked.connect(asked.append)
    view.errors.lines[0].action.click()
    assert asked == [Place("records", record=uid)]


def test_nothing_is_exported_without_the_word_on_secrets(view: ClosingView, context: Context) -> None:
    add_patrol(context)
    view.refresh()
    view.form.start(complete=True)
    assert not view.form.running()
    assert view.form.result.isVisible()
    assert exporting.history(context.books) == []


def test_a_verified_file_is_called_safe_and_its_code_is_shown(
    view: ClosingView, context: Context, tmp_path: Path, qtbot
) -> None:
    add_patrol(context)
    view.refresh()
    assert view.form.name.value() == "BC_04_01495_2020-H1_L01.xlsx"
    view.form.confirm.box.click()
    with qtbot.waitSignal(view.form.exported) as told:
        view.form.go.click()
        assert not view.form.code.isVisible()
    done = told.args[0]
    assert done.path == tmp_path / "BC_04_01495_2020-H1_L01.xlsx"
    assert done.path.is_file()
    assert done.code in view.form.code.text()
    assert view.form.code.isVisible()
    assert view.form.steps._done == 4
    qtbot.waitUntil(lambda: [line.cells[-1] for line in view.history.rows._rows] == [done.code])
    assert done.code in view.cover.accessibleName()
    assert not view.form.confirm.value()
    assert view.form.name.value().endswith("_L02.xlsx")


def test_a_folder_that_is_gone_is_named_and_stops_the_export(
    view: ClosingView, context: Context, tmp_path: Path
) -> None:
    view.form.folder.line.setText(str(tmp_path / "usb"))
    view.form._on_folder_typed()
    view.form.confirm.box.click()
    assert "Cắm lại USB" in (view.form.folder.complaint() or "")
    assert not view.form.go.isEnabled()
    assert context.settings.get("export_folder", "") == str(tmp_path)


def test_a_failed_export_says_why_and_that_nothing_was_lost(view: ClosingView, context: Context, qtbot) -> None:
    view.form.confirm.box.click()
    view.form.start(complete=True)  # there is nothing to send yet
    qtbot.waitUntil(lambda: not view.form.running())
    assert view.form.result.isVisible()
    assert not view.form.code.isVisible()
    assert view.form.steps._done == 0
    assert view.form.go.isEnabled()


def test_who_only_writes_is_told_who_may_export(view: ClosingView, context: Context, qtbot) -> None:
    add_patrol(context)
    context.books.right = Right.ENTRY
    view.refresh()
    view.form.confirm.box.click()
    view.form.start(complete=False)
    qtbot.waitUntil(lambda: not view.form.running())
    assert "cần quyền phê duyệt" in view.form.result._title.text()
    assert exporting.history(context.books) == []


def test_all_silent_sections_are_declared_in_one_step(view: ClosingView, context: Context) -> None:
    count = len(look(context).undeclared)
    view.declare.person.set_value("")
    view.declare.agree.click()
    assert view.declare.person.complaint()
    assert len(look(context).undeclared) == count
    view.declare.person.set_value("Trưởng Công an xã")
    view.declare.agree.click()
    found = look(context)
    assert found.undeclared == []
    assert len(found.declared) == count
    assert {each.person for each in found.declared} == {"Trưởng Công an xã"}
    view.notice.action.click()
    assert len(look(context).undeclared) == count


def test_one_declaration_is_taken_back(view: ClosingView, context: Context) -> None:
    recording.declare(context.books, PERIOD, "VK", "none", "Trưởng Công an xã")
    view.refresh()
    view.declare.made[0].click()
    assert look(context).declared == []


def test_a_reason_is_written_in_place(view: ClosingView, context: Context) -> None:
    add_odd_figure(context)
    view.refresh()
    line = view.warnings.lines[0]
    line.action.click()
    line.save.click()
    assert line.reason.complaint() is not None
    line.reason.set_value("Đợt làm căn cước lưu động")
    line.reason.text.setFocus()
    view._on_finish()
    found = look(context)
    assert [each.explained for each in found.problems] == ["Đợt làm căn cước lưu động"]
    assert view.steps[StepKey.WARNINGS].title.text() == "1 cảnh báo, đều đã ghi lý do"
    assert exporting.history(context.books) == []


def test_what_is_being_typed_survives_another_look(view: ClosingView, context: Context) -> None:
    add_odd_figure(context)
    view.refresh()
    view.warnings.lines[0].open_reason()
    view.warnings.lines[0].reason.set_value("Đợt làm")
    view.refresh()
    assert view.warnings.lines[0].reason.value() == "Đợt làm"


def test_blank_cells_lead_to_the_grid(view: ClosingView, context: Context) -> None:
    add_odd_figure(context)
    asked: list[Place] = []
    context.announcements.place_asked.connect(asked.append)
    view.refresh()
    view.steps[StepKey.FIGURES].action.click()
    assert asked[0].page == "figures"
    assert asked[0].month == 202006


def test_the_words_of_a_section_are_kept_part_by_part(view: ClosingView, context: Context) -> None:
    editor = view.narrative
    editor.section.choose("TH")
    editor.text.text.setPlainText("Tình hình ổn định.")
    editor.part.set_current("outlook")
    editor.show_part()
    assert editor.text.value() == ""
    editor.text.text.setPlainText("Dự báo tội phạm trộm cắp tăng.")
    view.leave()
    assert closing.narrative(context.books, context.period) == {
        ("TH", "situation"): "Tình hình ổn định.",
        ("TH", "outlook"): "Dự báo tội phạm trộm cắp tăng.",
    }


def test_words_belong_to_their_period(view: ClosingView, context: Context) -> None:
    view.narrative.text.text.setPlainText("Kỳ này.")
    view.narrative.save()
    context.open_period(context.books.period("2019-H1"))
    assert view.narrative.text.value() == ""


def test_the_header_counts_what_is_left(view: ClosingView, context: Context) -> None:
    assert view.header.state.text() == f"còn {look(context).left} việc"
    view.declare.agree.click()
    assert view.header.state.text() == "còn 1 việc: xuất tệp"


def test_the_next_thing_is_one_key_away(view: ClosingView, context: Context) -> None:
    add_wrong_draft(context)
    view.refresh()
    view.next_open()
    assert view.errors.lines[0].action is view.window().focusWidget()


def test_the_cover_can_be_made_large_and_small(view: ClosingView) -> None:
    view.enlarge.click()
    assert view.cover_step.is_open()
    view.enlarge.click()
    assert not view.cover_step.is_open()


def test_free_room_is_told_for_places_that_are_there(tmp_path: Path) -> None:
    assert free_words(tmp_path).startswith("trống ")
    assert free_words(tmp_path / "none") == ""


def test_the_cover_is_painted_on_white_paper_in_the_dark_too(view: ClosingView) -> None:
    view.cover.resize(358, 244)
    QTest.qWait(0)
    assert view.cover.grab().toImage().pixelColor(20, 20).name() == "#ffffff"


def test_words_that_name_a_citizen_are_said_while_typing_and_led_to(qtbot, context, shown):
    recording.write_narrative(context.books, context.period.key, "TM", "outlook", "Xe 11A-123.45 của ông A.")
    view = shown(ClosingView(context))
    view.arrived()
    placed = next(each for each in view._found.problems if each.problem.kind == "narrative")
    view.seek(place_of(placed))
    assert view.narrative.text.value().startswith("Xe 11A")
    assert "11A-123.45" in view.narrative.warning._words.text() and view.narrative.warning.isVisible()
    view.narrative.text.text.setPlainText("Xe tải của ông A, thiệt hại 250.000.000 đồng.")
    assert not view.narrative.warning.isVisible()


def test_a_ready_sentence_goes_where_the_cursor_stands(view: ClosingView, context: Context, monkeypatch) -> None:
    told = ["Vụ phạm tội: 3 vụ, bằng cùng kỳ.", "Vụ tai nạn: 1 vụ, giảm 1 vụ so với cùng kỳ."]
    monkeypatch.setattr(suggesting, "sentences", lambda *_: list(told))
    editor = view.narrative.text.text
    assert view.narrative._sentences() == told
    view.narrative.ready.take(told[0])
    assert view.narrative._sentences() == told[1:]
    view.narrative.ready.take(told[1])
    assert editor.toPlainText() == "\n".join(told)
    assert editor.hasFocus() or not view.isActiveWindow()


def test_f4_offers_sentences_or_says_why_there_are_none(view: ClosingView, qtbot) -> None:
    view.steps[StepKey.NARRATIVE].set_open(True)
    view.narrative.ready.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.isEnabled() for action in menu.actions()] == [False]
    assert "chưa có số liệu" in menu.actions()[0].text()
    menu.close()

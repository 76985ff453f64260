from decimal import Decimal

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from desktop.base.settings import Settings
from desktop.kit import jobs
from desktop.kit.marks import Mark
from desktop.services import counting, freezing, keeping, merging, progressing, sampling, taking
from desktop.services.arrivals import Verdict
from desktop.services.books import Role
from desktop.ui.context import Announcements, Context
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.handled import Decision, Handled, Outcome, merge_in_turn
from desktop.ui.headquarters.receiving_list import note_of
from desktop.ui.headquarters.receiving_view import ReceivingView
from desktop.ui.headquarters.receiving_words import effect_words
from tests.ui.headquarters.conftest import TONIGHT


@pytest.fixture
def view(empty, shown):
    view = ReceivingView(empty, Desk(empty))
    shown(view)
    view.arrived()
    return view


@pytest.fixture
def looked(view, stick, settled):
    view.take([stick])
    settled()
    return view


def line(view, name):
    return next(line for line in view._desk.lines if line.file.name == name)


def stand_on(view, name):
    assert view.list.go_to(line(view, name).key)


def amounts(context):
    """Every figure of the province."""
    lines = counting.summary(context.books, context.period).lines
    return {line.indicator.code: line.now.amount or Decimal(0) for line in lines}


def test_the_empty_desk_says_what_to_do(view):
    assert view.stack.currentWidget() is view.drop
    assert "Thêm thư mục" in view.drop.sentence.text()
    assert view.drop.folder.hasFocus()
    assert view.go.reason() == "Thêm tệp hoặc thư mục trước."


def test_each_file_gets_one_line_with_its_verdict(looked):
    found = {line.file.name: line.file.verdict for line in looked._desk.lines}
    assert found == {
        "BC_04_01294_2020-H1_L01.xlsx": Verdict.CLEAN,
        "sua tay.xlsx": Verdict.HAND_EDITED,
        "ky truoc.xlsx": Verdict.RETURNED,
        "Ke hoach 45.docx": Verdict.SKIPPED,
    }
    assert looked.list.model.rowCount() == 4


def test_the_filters_add_up_to_the_files(looked):
    chips = [button.chip.count for button in looked.list.chips._buttons]
    assert chips[0] == sum(chips[1:]) == 4
    looked.list.choose_filter("hand_edited")
    assert [line.file.name for line in looked.list.shown()] == ["sua tay.xlsx"]


def test_the_row_count_adds_up_and_is_said(looked):
    counts = looked._desk.counts
    assert counts.adds_up
    assert counts.read > 100
    assert looked.result.arithmetic.text().startswith("Đọc ")
    assert f"{counts.held} giữ lại" in looked.result.arithmetic.text()


def test_the_keyboard_goes_to_the_first_file_that_needs_a_person(looked):
    assert looked.list.table.current_key() == line(looked, "sua tay.xlsx").key


def test_an_edited_cell_is_shown_before_and_after(looked):
    stand_on(looked, "sua tay.xlsx")
    row = looked.panel.edits.ledger().row_at(1)
    words = [cell if isinstance(cell, str) else cell.text for cell in row.cells]
    assert words[1] == "Số đối tượng"
    assert words[3] == "77"
    assert row.cells[2].strike
    assert row.cells[2].text.isdecimal()
    assert looked.panel.take.isVisible()
    assert looked.panel.send_back.isVisible()


def test_a_clean_file_asks_for_no_decision(looked):
    stand_on(looked, "BC_04_01294_2020-H1_L01.xlsx")
    assert looked.panel.take.isHidden()
    assert looked.panel.take_whole.isHidden()


def test_only_clean_and_decided_files_are_counted_for_the_import(looked, qtbot):
    assert looked.go.text() == "Nhập 1 tệp"
    stand_on(looked, "sua tay.xlsx")
    qtbot.keyClick(looked.list.table, Qt.Key.Key_N)
    assert looked.go.text() == "Nhập 2 tệp"


def test_a_file_sent_back_stays_out(looked, settled):
    stand_on(looked, "sua tay.xlsx")
    looked.panel.send_back.click()
    assert looked.go.text() == "Nhập 1 tệp"
    assert not looked._desk.waiting()
    assert note_of(line(looked, "sua tay.xlsx")) == "trả lại đơn vị"


def test_an_import_is_kept_and_said(looked, empty, settled):
    looked.go.click()
    settled()
    assert progressing.completeness(empty.books, empty.period).received == 1
    assert looked.result.words.text().startswith("Đã nhập 1 tệp lúc ")
    assert not looked.go.isEnabled()
    assert "chờ quyết định" in looked.go.reason()
    assert looked.list.model.rowCount() == 4


def test_accepted_edits_reach_the_figures_and_held_ones_do_not(looked, empty, settled):
    key = line(looked, "sua tay.xlsx").key
    looked._desk.decide(key, Decision.TAKEN)
    looked.merge()
    settled()
    held = amounts(empty)
    looked._desk.undo(key)
    settled()
    looked._desk.decide(key, Decision.TAKEN_WHOLE)
    looked.merge()
    settled()
    whole = amounts(empty)
    assert 77 in {whole[code] - held[code] for code in whole}


def test_undo_takes_the_books_back(looked, empty, settled):
    before = keeping.digest(empty.books)
    looked.merge()
    settled()
    assert keeping.digest(empty.books) != before
    looked.back.click()
    settled()
    assert keeping.digest(empty.books) == before
    assert "Đã hoàn tác" in looked.notice.sentence.text()
    assert looked.go.text() == "Nhập 1 tệp"


def test_files_of_another_period_are_offered_there(looked, empty, settled):
    assert "1 tệp thuộc 6 tháng đầu năm 2019" in looked.notice.sentence.text()
    looked.notice.action.click()
    settled()
    assert empty.period.key == "2019-H1"
    assert [line.file.verdict for line in looked._desk.lines] == [Verdict.CLEAN]


def test_staging_files_are_put_away(looked):
    folder = looked._desk.batch.folder
    assert folder.is_dir()
    looked._desk.clear()
    assert not folder.exists()


def test_a_folder_without_files_is_told_in_a_sentence(view, tmp_path, settled):
    (tmp_path / "trong").mkdir()
    view.take([tmp_path / "trong"])
    settled()
    assert "không thấy gói báo cáo nào" in view.notice.sentence.text().lower()


def test_files_may_be_dropped_on_the_page(view, monkeypatch, tmp_path):
    taken = []
    monkeypatch.setattr(view._desk, "look_at", lambda paths, strip: taken.append(paths))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    facts = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *facts)
    view.dragEnterEvent(enter)
    assert enter.isAccepted()
    view.dropEvent(QDropEvent(QPoint(5, 5), *facts))
    assert taken == [[tmp_path]]


def test_a_stopped_import_keeps_what_went_in(view):
    view._desk.ended.emit(3, True)
    assert view.notice.sentence.text() == "Đã dừng. 3 tệp đã nhập vẫn giữ, còn 0 tệp chưa nhập."


def test_stopping_leaves_whole_files_only(looked, empty):
    class Stop(Exception):
        """Somebody pressed Dừng."""

    class AfterOne:
        def step(self, label, done, total):
            if done == 1:
                raise Stop

    chosen = [Handled(line(looked, name).file) for name in ("BC_04_01294_2020-H1_L01.xlsx", "sua tay.xlsx")]
    done: list[Outcome] = []
    with pytest.raises(Stop):
        merge_in_turn(empty.books, chosen, done, AfterOne())
    assert [outcome.handled for outcome in done] == chosen[:1]
    assert progressing.completeness(empty.books, empty.period).received == 1
    merging.undo(empty.books, chosen[0].file.package_id)


def test_a_refused_file_is_told_in_few_words_and_whole_in_the_panel(looked):
    stand_on(looked, "ky truoc.xlsx")
    cells = looked.list.model.row_at(looked.list.model.position(line(looked, "ky truoc.xlsx").key)).cells
    assert cells[0].mark is Mark.RETURNED
    assert cells[-1].text == "là báo cáo 6 tháng đầu năm 2019"
    assert "Chọn đúng kỳ" in looked.panel._words.text()


@pytest.fixture
def log(full, shown, settled):
    view = ReceivingView(full, Desk(full))
    shown(view)
    view.choose_part("log")
    settled()
    return view


def select(view, *rows):
    model = view.log.table.selectionModel()
    model.clearSelection()
    for row in rows:
        flags = QItemSelectionModel.SelectionFlag
        model.select(view.log.model.index(row, 0), flags.Select | flags.Rows)


def test_the_log_lists_every_package_and_several_go_and_come_in_one_go(log, full, settled):
    before = keeping.digest(full.books)
    assert log.log.model.rowCount() == 3
    assert [button.chip.count for button in log.log.chips._buttons] == [3, 6, 0]
    select(log, 0, 2)
    assert not log.again.isEnabled()
    log.back.click()
    settled()
    assert progressing.completeness(full.books, full.period).received == 1
    assert log.notice.sentence.text() == "Đã hoàn tác 2 gói."
    log.log.chips.set_current("undone")
    log.log._show()
    select(log, 0, 1)
    log.again.click()
    settled()
    assert keeping.digest(full.books) == before


def test_a_frozen_package_is_refused_in_words_beside_the_others(log, full, settled):
    freezing.freeze(full.books, full.period)
    select(log, 0, 1)
    log.back.click()
    settled()
    assert "2 gói không được" in log.notice.sentence.text()
    state = log.log.model.row_at(0).cells[-1]
    assert state.mark is Mark.ERROR
    assert "6 tháng đầu năm 2020" in state.text


def test_the_log_goes_into_a_workbook(log, tmp_path, settled):
    log.log.write(tmp_path / "nhat ky.xlsx")
    settled()
    assert load_workbook(tmp_path / "nhat ky.xlsx").worksheets[0].max_row == 4


def test_a_supplement_says_what_it_does_to_the_signed_figures(view, empty, province, settled, qtbot):
    first, second, _ = sorted((province / sampling.PACKAGES).iterdir())
    taking.take(empty.books, [first])
    freezing.freeze(empty.books, empty.period)
    view.take([second])
    settled()
    (handled,) = view._desk.lines
    assert handled.file.verdict is Verdict.SUPPLEMENT
    assert view.panel.take.text() == "Nhận là bổ sung"
    foretold = handled.foreseen
    assert foretold and view.panel.effects._title.text() == "Nếu nhận, so với số đã chốt"
    assert " thành " in view.panel.effects._words.text()
    qtbot.keyClick(view.list.table, Qt.Key.Key_N)
    view.merge()
    settled()
    assert handled.effects == foretold, "the preview and the merge are the same code"
    assert view.panel.effects._title.text() == "So với số đã chốt"
    assert " thành " in effect_words(handled.effects)
    assert not view.panel.effects.isHidden()


def test_a_file_without_marks_is_identified_by_hand(view, province, tmp_path, settled, qtbot):
    first, *_ = sorted((province / sampling.PACKAGES).iterdir())
    book = load_workbook(first)
    del book["_giaoban"]
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(tmp_path / "bao cao.xlsx")
    view.take([tmp_path / "bao cao.xlsx"])
    settled()
    assert view.panel.take.text() == "Nhận dạng tay"
    qtbot.keyClick(view.list.table, Qt.Key.Key_N)
    assert view.panel.identify.unit.complaint().startswith("Chưa chọn đơn vị")
    unit = next(unit for unit in view._context.books.reporting_units() if unit.code == "01290")
    view.panel.identify.unit.set_value(unit.uid)
    view.panel.take.click()
    settled()
    (handled,) = view._desk.lines
    assert (handled.file.verdict, handled.file.unit_name) == (Verdict.UNSEALED, unit.name)
    assert view._desk.counts.adds_up
    view.panel.take.click()
    view.merge()
    settled()
    assert progressing.completeness(view._context.books, view._context.period).received == 1


def test_a_second_machine_shows_its_fingerprint_and_is_taken_by_a_person(full, laptops, shown, settled, qtbot):
    view = ReceivingView(full, Desk(full))
    shown(view)
    view.take([laptops.packages[1]])
    settled()
    (handled,) = view._desk.lines
    assert handled.file.verdict is Verdict.NEW_KEY
    assert handled.file.fingerprint in view.panel.key._title.text()
    assert not view.panel.call.isHidden()
    qtbot.keyClick(view.list.table, Qt.Key.Key_G)
    assert handled.file.fingerprint in view.notice.sentence.text()
    qtbot.keyClick(view.list.table, Qt.Key.Key_N)
    assert note_of(handled) == "sẽ nhập, nhận khóa mới"


def test_records_that_a_file_lost_are_named(full, province, tmp_path, shown, settled, laptops):
    taking.take(full.books, [laptops.before], "marked")
    view = ReceivingView(full, Desk(full))
    shown(view)
    view.take([laptops.packages[0]])
    settled()
    (handled,) = view._desk.lines
    handled.file.lost = laptops.at_odds
    view.panel.show_line(handled)
    settled()
    assert view.panel.lost._words.text().count("Vụ việc VV-01495-2020-") == 2
    assert "(02/03/2020)" in view.panel.lost._words.text()


def test_a_file_goes_back_with_its_faults_marked(looked, tmp_path, settled):
    handled = line(looked, "sua tay.xlsx")
    stand_on(looked, "sua tay.xlsx")
    assert not looked.panel.mark_errors.isHidden()
    looked.send_back_marked(handled, tmp_path)
    settled()
    path = tmp_path / "TL_sua tay.xlsx"
    assert path.is_file()
    assert str(path) in looked.notice.sentence.text()
    assert handled.decision is Decision.SENT_BACK
    stand_on(looked, "BC_04_01294_2020-H1_L01.xlsx")
    assert looked._desk.line(looked.list.table.current_key()).file.verdict is Verdict.CLEAN
    assert looked.panel._mark_box.isHidden()


@pytest.fixture
def merged_units(tmp_path, qtbot, qapp):
    """Headquarters of 2025, whose communes took over those of 2020."""
    books = keeping.create(tmp_path / "2025", Role.HEADQUARTERS, "04", "2025", "Tổng hợp", True)
    settings = Settings(tmp_path / "2025.json")
    settings.put("period", "2020-H1")
    yield Context(books, settings, Announcements(), lambda: TONIGHT)
    while jobs.busy():
        qapp.processEvents()
    books.close()


def test_a_merged_unit_is_given_to_its_successor_once(merged_units, province, shown, settled, qtbot):
    view = ReceivingView(merged_units, Desk(merged_units))
    shown(view)
    first, *_ = sorted((province / sampling.PACKAGES).iterdir())
    view.take([first])
    settled()
    (handled,) = view._desk.lines
    assert handled.file.verdict is Verdict.MOVED_UNIT
    successor = merged_units.books.units[merged_units.books.unit_ids[handled.file.successors[0]]]
    assert view.panel.take.text() == f"Nhận vào {successor.name}"
    assert view.panel.successors.unit() == successor.uid
    qtbot.keyClick(view.list.table, Qt.Key.Key_N)
    settled()
    assert handled.file.verdict is Verdict.CLEAN
    assert handled.file.unit_id == successor.id
    assert view._desk.counts.adds_up
    view.take([first])
    settled()
    assert [each.file.verdict for each in view._desk.lines] == [Verdict.CLEAN]

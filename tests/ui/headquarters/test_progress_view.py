from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from desktop.domain.deadlines import deadline_of
from desktop.kit import jobs
from desktop.kit.frame import Shell
from desktop.kit.marks import Mark
from desktop.services import calling, progressing
from desktop.services.arrivals import Verdict
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.progress_rows import mark_counts, mark_rows, table_line
from desktop.ui.headquarters.progress_view import ProgressView


@pytest.fixture
def shell(full, shown):
    shell = Shell()
    shell.add_page("progress", "grid-3x3", "Tiến độ", lambda: ProgressView(full, Desk(full)))
    shown(shell)
    shell.show_page("progress")
    return shell


@pytest.fixture
def view(shell):
    return shell.page("progress")


def units(view):
    return [unit for row in view.marks._rows for unit in row.units]


def test_every_expected_unit_has_one_mark(view):
    assert [unit.mark for unit in units(view)].count(Mark.MISSING) == 1
    assert len(units(view)) == 4
    assert view.header.state.text() == "3/4 đơn vị, 1 còn thiếu"


def test_rows_say_how_many_came(view):
    assert next((row.name, row.count) for row in view.marks._rows) == ("Bảo Lâm", "2/3")


def test_the_keyboard_stands_on_the_first_missing_unit(view, shell):
    assert view.marks.current().mark is Mark.MISSING
    assert shell.status.said() == "Xã Nam Quang: chưa gửi"


def test_arrows_walk_and_the_status_line_names_the_unit(view, shell, qtbot):
    view.marks.go_to(units(view)[0].key)
    qtbot.keyClick(view.marks, Qt.Key.Key_Right)
    assert view.marks.current() == units(view)[1]
    assert shell.status.said().startswith(units(view)[1].words)
    qtbot.keyClick(view.marks, Qt.Key.Key_Down)
    assert view.marks.current_row().name == "Trùng Khánh"


def test_the_table_shows_the_area_of_the_mark(view, qtbot):
    view.marks.go_to(units(view)[-1].key)
    assert view.model.columns[0].title == "Trùng Khánh, 1 đơn vị"
    assert view.table.current_key() == units(view)[-1].key


def test_a_call_is_noted_and_taken_back(view, qtbot):
    qtbot.keyClick(view.marks, Qt.Key.Key_G)
    assert [line.title for line in view.calls.queue._entries.entries[:1]] == ["Đã gọi, chờ tệp"]
    assert "đã gọi 20:42" in view.calls.queue._entries.entries[1].what
    view.calls.queue.setFocus()
    qtbot.keyClick(view.calls.queue, Qt.Key.Key_G)
    assert "đã gọi" not in view.calls.queue._entries.entries[0].what
    assert "Kiểm tra và gửi" in view.calls.why.text()


def test_what_a_unit_said_stands_beside_its_call(view, full, qtbot):
    uid = view.calls.queue.current_key()
    assert not view.calls.note.isVisible()
    view.calls.called.emit(uid)
    view.calls.queue.set_current(uid)
    assert view.calls.note.isVisible()
    view.calls.note.line.setFocus()
    view.calls.note.line.insert("hẹn gửi 21 giờ")
    view.calls.queue.setFocus()
    assert "đã gọi 20:42, hẹn gửi 21 giờ" in view.calls.queue._entries.entries[1].what
    assert calling.called(full.books, full.period)[uid].note == "hẹn gửi 21 giờ"


def test_calls_of_an_older_program_move_from_the_settings_into_the_books(full, view):
    uid = view._found.missing[0].uid
    full.settings.put("calls", [f"{full.period.key} {uid} 19:30"])
    view.reload()
    assert calling.called(full.books, full.period)[uid].at == "19:30"
    assert full.settings.get("calls", [""]) == [""]


def test_a_receipt_code_is_found_by_telephone(view, full, qtbot):
    package = progressing.packages(full.books, full.period)[0]
    view.calls.code.line.insert(package.code.lower().replace("-", " "))
    view.calls.code.edited.emit()
    assert view.calls.answer.text().startswith(f"Khớp: {full.books.units[package.unit_id].name}")
    view.calls.code.line.setText("ZZZ-ZZZ")
    view.calls.code.edited.emit()
    assert "Chưa có gói nào" in view.calls.answer.text()


def test_enter_on_a_unit_leads_to_its_figures(view, full, qtbot):
    asked = []
    full.announcements.place_asked.connect(asked.append)
    view.marks.go_to(units(view)[0].key)
    qtbot.keyClick(view.marks, Qt.Key.Key_Return)
    assert asked == [Spot("summary", unit=units(view)[0].key)]


def test_the_call_list_goes_to_the_clipboard(view, qapp):
    view.copy.click()
    assert qapp.clipboard().text().startswith("Xã Nam Quang\tBảo Lâm\t\tChưa có tệp nào của 6 tháng đầu năm 2020")


def test_the_call_list_is_printed_on_a4(view, tmp_path, qtbot):
    qtbot.keyClick(view.marks, Qt.Key.Key_G)
    view.write_pdf(tmp_path / "goi.pdf")
    written = (tmp_path / "goi.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert b"/MediaBox [0 0 595 842]" in written or b"/MediaBox [0 0 595.000000 842.000000]" in written
    words = view.sheet()
    assert "Danh sách gọi, 6 tháng đầu năm 2020" in words
    assert "Xã Nam Quang" in words
    assert ">20:42<" in words
    assert view.notice.action.text() == "Mở tệp"


def test_an_unwritable_pdf_is_a_sentence(view, tmp_path):
    view.write_pdf(tmp_path / "nowhere" / "goi.pdf")
    assert "nowhere" in view.notice.sentence.text()


def test_a_province_without_areas_is_folded_into_rows_of_twenty(full):
    from dataclasses import replace

    from desktop.services.progressing import Completeness, Standing, UnitStanding
    from desktop.ui.headquarters.progress_rows import mark_rows

    unit = full.books.reporting_units()[0]
    many = [replace(unit, id=n, uid=f"u{n}", name=f"Xã Bản {n}", parent_uid=full.books.me.unit_uid) for n in range(56)]
    found = Completeness(full.period, tuple(UnitStanding(each, Standing.MISSING, None) for each in many))
    assert [len(row.units) for row in mark_rows(full.books, found, {})] == [20, 20, 16]


def test_all_periods_stand_side_by_side_with_words_for_each(view, shell, qtbot):
    view.choose_part("periods")
    matrix = view.matrix.ledger()
    assert [column.title for column in matrix.columns] == ["Đơn vị", "Muộn", "6T"]
    marks = [matrix.cell_at(row, 2).mark for row in range(matrix.rowCount()) if matrix.group_at(row) is None]
    assert marks.count(Mark.MISSING) == 1
    assert len(marks) == 4
    rows = [row for row in range(matrix.rowCount()) if matrix.group_at(row) is None]
    silent = next(row for row in rows if matrix.cell_at(row, 2).mark is Mark.MISSING)
    view.matrix.setCurrentIndex(matrix.index(silent, 2))
    assert shell.status.said() == "Xã Nam Quang, 6 tháng đầu năm 2020: quá hạn, chưa gửi"


def test_sections_with_figures_and_declared_ones_are_counted(view, qtbot):
    view.marks.go_to(units(view)[0].key)
    qtbot.waitUntil(lambda: view.model.cell_at(0, 4).text.endswith("*"))
    assert "0 trống" in view.model.cell_at(0, 4).tip


def test_another_unit_reports_for_a_silent_one(view, full, qtbot):
    silent = next(each for each in view._found.units if each.package is None)
    other = next(each for each in view._found.units if each.package is not None)
    view.calls.queue.set_current(silent.unit.uid)
    view.calls.cover.set_value(other.unit.uid)
    view.calls.cover.committed.emit()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert view._found.covered == 1
    assert view.calls.empty.isVisible()
    assert next(u for u in units(view) if u.key == silent.unit.uid).words.endswith("báo cáo thay")


def test_the_legend_adds_up_to_the_units_and_tells_a_returned_file_from_a_missing_one(view, full):
    found = progressing.completeness(full.books, full.period)
    missing = next(each for each in found.units if each.package is None)
    returned = SimpleNamespace(refused=True, file=SimpleNamespace(verdict=Verdict.WARNED))
    rows = mark_rows(full.books, found, {missing.unit.uid: returned})
    told = dict(words.rsplit(" ", 1) for _, words in mark_counts(rows))
    assert told["Trả lại"] == "1"
    assert "Vắng" not in told
    assert sum(map(int, told.values())) == len(found.units)
    due = deadline_of(full.period, full.catalogue.timetable)
    state = table_line(due, missing, None, returned).cells[1]
    assert (state.text, state.mark) == ("Trả lại", Mark.RETURNED)
    assert sum(int(words.rsplit(" ", 1)[1]) for words in view.legend.parts()) == len(found.units)
    assert "Vắng 1" in view.legend.parts()

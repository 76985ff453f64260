from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from desktop.services.books import Role
from desktop.ui.first_run import FirstRun

EVENING = datetime(2020, 6, 15, 14, 0)


@pytest.fixture
def first_run(shown, tmp_path):
    first_run = FirstRun(tmp_path / "data", lambda: EVENING)
    shown(first_run)
    return first_run


def type_unit(qtbot, first_run, words):
    field = first_run.unit.search.line
    field.insert(words)
    qtbot.waitUntil(lambda: not first_run.unit._pause.isActive())


def names(first_run):
    model = first_run.unit.model
    return [model.cell_at(row, 0).text for row in range(model.rowCount())]


def test_three_answers_make_the_books_of_a_commune(qtbot, first_run):
    made = []
    first_run.made.connect(made.append)
    qtbot.keyClick(first_run.role.unit, Qt.Key.Key_Return)
    type_unit(qtbot, first_run, "dam thuy")
    assert first_run.next.text() == "Tiếp tục với xã Đàm Thủy"
    qtbot.keyClick(first_run.unit.search.line, Qt.Key.Key_Return)
    assert not first_run.next.isEnabled()
    assert first_run.next.reason()
    first_run.officer.officer.line.insert("Đại úy Nông Văn Bảo")
    qtbot.keyClick(first_run.officer.officer.line, Qt.Key.Key_Return)
    (books,) = made
    me = books.me
    books.close()
    assert (me.role, me.unit_code, me.officer, me.training) == (Role.UNIT, "01495", "Đại úy Nông Văn Bảo", False)


def test_a_headquarters_chooses_its_province(qtbot, first_run):
    made = []
    first_run.made.connect(made.append)
    first_run.role.headquarters.click()
    first_run.go_on()
    type_unit(qtbot, first_run, "cao bang")
    assert names(first_run) == ["Công an tỉnh Cao Bằng"]
    first_run.go_on()
    first_run.officer.officer.line.insert("Phòng Tham mưu")
    first_run.officer.training.box.click()
    first_run.next.click()
    (books,) = made
    me, reporting = books.me, len(books.reporting_units())
    books.close()
    assert (me.role, me.unit_code, me.training, reporting) == (Role.HEADQUARTERS, "04", True, 153)


def test_units_are_found_within_the_chosen_province(qtbot, first_run):
    first_run.go_on()
    first_run.unit.province.set_value("04")
    type_unit(qtbot, first_run, "đại")
    assert names(first_run)[:2] == ["Công an xã Đại Sơn", "Công an xã Đại Tiến"]
    first_run.unit.search.line.clear()
    type_unit(qtbot, first_run, "khong co xa nay")
    assert names(first_run) == []
    assert "tỉnh Cao Bằng" in first_run.unit.table._empty.sentence.text().lower().replace("cao bằng", "Cao Bằng")
    assert not first_run.next.isEnabled()


def test_arrows_walk_the_list_while_the_keyboard_stays_in_the_field(qtbot, first_run):
    first_run.go_on()
    type_unit(qtbot, first_run, "dai")
    field, first = first_run.unit.search.line, first_run.unit.unit()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.hasFocus()
    assert first_run.unit.unit() != first
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert first_run.unit.unit() == first


def test_the_words_on_secrets_stay_on_every_step(first_run):
    from desktop.kit.text import Text

    def told():
        return any("bí mật nhà nước" in each.text() for each in first_run.findChildren(Text) if each.isVisible())

    assert told()
    first_run.go_on()
    assert told()
    first_run.unit.search.line.insert("dam thuy")
    first_run.unit._show_found()
    first_run.go_on()
    assert first_run.step() == 2
    assert told()


def test_going_back_keeps_the_answers(qtbot, first_run):
    first_run.go_on()
    type_unit(qtbot, first_run, "dam thuy")
    first_run.go_on()
    first_run.back.click()
    assert first_run.unit.unit().code == "01495"
    assert first_run.unit.search.value() == "dam thuy"


def test_a_folder_that_cannot_be_used_is_said_in_a_sentence(qtbot, shown, tmp_path):
    (tmp_path / "data").write_text("không phải thư mục", "utf-8")
    first_run = FirstRun(tmp_path / "data", lambda: EVENING)
    shown(first_run)
    first_run.go_on()
    type_unit(qtbot, first_run, "dam thuy")
    first_run.go_on()
    first_run.officer.officer.line.insert("Trực ban")
    first_run.go_on()
    assert first_run.officer.trouble.isVisible()

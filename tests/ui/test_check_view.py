"""Soát số liệu: a text in by file, clipboard or drop; mend in a copy, keep with a reason, walk, filter, save."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from desktop.kit import jobs, messages
from desktop.services import reviewing
from desktop.ui.checking import check_view, finding_list, paper
from desktop.ui.checking.check_view import CheckView
from desktop.ui.checking.desk import Look
from desktop.ui.unit.window import UnitWindow
from desktop.wording.messages import sentence

TEXT = """II. KẾT QUẢ CÔNG TÁC
Toàn tỉnh xảy ra 207 vụ, tăng 10 vụ (4,6%) so với cùng kỳ. Làm rõ 185/207 vụ, đạt tỷ lệ 88,9%.
Bố trí Công an chính quy tại 153/153 xã, đạt 100%. Tội phạm ma túy giảm 14%."""


@pytest.fixture
def settled(qtbot):
    return lambda: qtbot.waitUntil(lambda: not jobs.busy())


@pytest.fixture
def view(context, shown):
    messages.speak_with(sentence)
    view = CheckView(context)
    shown(view)
    view.arrived()
    return view


@pytest.fixture
def checked(view, settled, tmp_path):
    """The view with a text of two wrong figures."""
    path = tmp_path / "bao cao.txt"
    path.write_text(TEXT, "utf-8")
    view.open_file(path)
    settled()
    return view


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def titles(view):
    return [block.title.text() for block in view.findings._blocks.values()]


def test_without_a_text_the_page_says_what_to_do(view):
    assert view.empty.isVisible()
    assert view.empty.open.hasFocus()
    assert not view.keep_copy.isEnabled() and view.keep_copy.reason()


def test_findings_are_listed_and_the_first_one_is_chosen(checked):
    assert titles(checked) == ["1. Ghi tăng, số liệu là giảm", "2. Tỷ lệ 88,9% không đúng"]
    assert checked.findings.current().number == 1
    assert checked.findings.aside.text() == "2, còn 2"
    assert checked.header.state.text() == "bao cao.txt"
    assert [len(checked.desk.of(look)) for look in Look] == [2, 0, 1, 2]


@pytest.fixture
def in_portions(monkeypatch):
    """As with a long text: paragraphs and findings come one at a time, the right figures later."""
    monkeypatch.setattr(paper, "AT_ONCE", 1)
    for name in ("AT_ONCE", "MORE"):
        monkeypatch.setattr(finding_list, name, 1)
    monkeypatch.setattr(check_view, "MANY", 0)


def test_a_long_text_comes_some_at_a_time_and_whole(in_portions, checked, qtbot):
    qtbot.waitUntil(lambda: not checked.paper._left and not checked.findings._waiting)
    assert titles(checked) == ["1. Ghi tăng, số liệu là giảm", "2. Tỷ lệ 88,9% không đúng"]
    assert len(checked.paper._places) == 5
    assert checked.paper.toPlainText().splitlines()[2].endswith("Tội phạm ma túy giảm 14%.")
    qtbot.waitUntil(lambda: checked.checked.model.rowCount() == 3)


def test_what_is_asked_for_does_not_wait_for_its_turn(in_portions, view):
    view.show_review(reviewing.review(reviewing.pasted(TEXT), view._context.books, view._context.period))
    assert view.paper._left and view.findings._waiting
    last = view.desk.findings()[-1]
    view.choose(last)
    assert view.findings.current() is last
    assert view.paper._framed in view.paper._places


def test_a_long_text_that_is_shown_anew_stays_where_it_was_read(in_portions, view, qtbot):
    long = "\n".join(f"{TEXT}\nĐoạn thứ {n} của một văn bản dài." for n in range(60))
    view.show_review(reviewing.review(reviewing.pasted(long), view._context.books, view._context.period))
    bar = view.paper.verticalScrollBar()
    qtbot.waitUntil(lambda: not view.paper._left)
    place = bar.maximum() // 3
    bar.setValue(place)
    view.paper.show_text(view.desk)
    assert bar.value() == place > 0
    assert view.paper._left  # nobody sees the end yet
    qtbot.waitUntil(lambda: not view.paper._left)
    assert bar.value() == place


def test_every_figure_is_marked_on_the_paper(checked):
    words = checked.paper.toPlainText().replace("\N{WORD JOINER}", "")
    assert "tăng 10 vụ (4,6%)1 so với cùng kỳ" in words
    assert "đạt tỷ lệ 88,9%2." in words
    assert len(checked.paper._places) == 5


def test_enter_mends_in_the_copy_and_leads_on(checked, qtbot):
    press(qtbot, checked.paper, Qt.Key.Key_Return)
    assert "giảm 10 vụ (4,6%)" in checked.paper.toPlainText()
    assert checked.findings.current().number == 2
    press(qtbot, checked.paper, Qt.Key.Key_Return)
    assert "đạt tỷ lệ 89,4%" in checked.paper.toPlainText()
    assert checked.findings.aside.text() == "2, còn 0"
    assert [mend.text for mend in checked.desk.mends()] == ["giảm", "89,4%"]


def test_the_other_way_to_mend_is_offered_too(checked):
    buttons = [button.text() for button in checked.findings._blocks[1]._wanted()]
    assert buttons == ["Sửa thành giảm", "Sửa thành 5,1%", "Giữ, ghi lý do"]


def test_what_was_mended_can_be_taken_back(checked, qtbot):
    press(qtbot, checked.paper, Qt.Key.Key_Return)
    checked.choose(checked.desk.findings()[0])
    checked.findings._blocks[1].reopened.emit()
    assert "tăng 10 vụ (4,6%)" in checked.paper.toPlainText()
    assert checked.desk.mends() == []
    assert not checked.keep_copy.isEnabled()


def test_a_figure_is_kept_with_a_reason_that_is_remembered(checked, context, qtbot, settled):
    press(qtbot, checked.paper, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    line = checked.findings._blocks[1].reason.line
    assert line.hasFocus()
    line.insert("theo số đã công bố")
    press(qtbot, line, Qt.Key.Key_Return)
    assert checked.desk.left() == 1
    again = CheckView(context)
    qtbot.addWidget(again)
    again.open_file(checked.desk.review.text.path)
    settled()
    assert again.desk.findings()[0].reason == "theo số đã công bố"
    assert again.findings.current().number == 2


def test_f8_walks_through_what_is_open(checked, qtbot):
    press(qtbot, checked.paper, Qt.Key.Key_F8)
    assert checked.findings.current().number == 2
    press(qtbot, checked.paper, Qt.Key.Key_F8)
    assert checked.findings.current().number == 1
    press(qtbot, checked.paper, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert checked.findings.current().number == 2


def test_a_filter_marks_one_kind_alone(checked):
    checked.chips._choose("right")
    assert len(checked.paper._places) == 1
    checked.chips._choose("all")
    assert len(checked.paper._places) == 5


def test_the_mended_copy_is_saved_and_the_original_stays(checked, qtbot, settled, tmp_path, monkeypatch):
    press(qtbot, checked.paper, Qt.Key.Key_Return)
    target = tmp_path / "bao cao - da sua.txt"
    asked = []
    monkeypatch.setattr(messages, "ask_save", lambda *words: asked.append(words[2]) or target)
    checked.keep_copy.click()
    settled()
    assert Path(asked[0]).name == target.name
    assert target.read_text("utf-8").rstrip("\n") == TEXT.replace("tăng 10", "giảm 10")
    assert (tmp_path / "bao cao.txt").read_text("utf-8") == TEXT
    assert checked.notice.sentence.text() == "Đã lưu bao cao - da sua.txt, sửa 1 chỗ. Tệp gốc giữ nguyên."


def test_saving_over_the_original_is_refused_in_a_sentence(checked, qtbot, settled):
    press(qtbot, checked.paper, Qt.Key.Key_Return)
    checked.save_to(checked.desk.review.text.path)
    settled()
    assert "không ghi đè" in checked.notice.sentence.text()


def test_words_are_pasted_from_the_clipboard(view, qtbot, settled):
    QGuiApplication.clipboard().setText(TEXT)
    press(qtbot, view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert len(titles(view)) == 2
    QGuiApplication.clipboard().clear()


def test_an_empty_clipboard_is_told(view):
    QGuiApplication.clipboard().clear()
    view.empty.paste.click()
    assert view.notice.sentence.text().startswith("Chưa có chữ nào để dán.")
    assert view.desk is None


def test_a_file_is_dropped(view, settled, tmp_path):
    path = tmp_path / "tha.docx"
    document = Document()
    document.add_paragraph("Đạt 153/153 = 100%")
    document.save(str(path))
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, none))
    settled()
    assert view.header.state.text() == "tha.docx"
    assert view.findings.none.sentence.text() == "1 số, không có số sai."


def test_a_bad_file_is_told_and_the_text_before_stays(checked, settled, tmp_path):
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"hong")
    checked.open_file(bad)
    settled()
    assert checked.notice.sentence.text().startswith("Văn bản hong.docx bị hỏng")
    assert len(titles(checked)) == 2


def test_a_changed_file_is_read_anew(checked, settled):
    path = checked.desk.review.text.path
    path.write_text(TEXT.replace("88,9", "89,4"), "utf-8")
    checked.again.click()
    settled()
    assert titles(checked) == ["1. Ghi tăng, số liệu là giảm"]


def test_a_click_on_a_right_figure_only_shows_it(checked):
    item = checked.desk.of(Look.RIGHT)[0]
    checked.checked.chosen.emit(item)
    assert checked.findings.current().number == 1
    assert checked.paper._framed == checked.desk.items.index(item)


def test_the_unit_has_the_screen_too_and_its_key_saves(context, shown, settled, monkeypatch, qtbot):
    window = UnitWindow(context)
    shown(window)
    page = window.show_page("check")
    saved = []
    monkeypatch.setattr(page, "save", lambda: saved.append(1))
    window.save_asked.emit()
    assert isinstance(page, CheckView) and saved == [1]
    settled()

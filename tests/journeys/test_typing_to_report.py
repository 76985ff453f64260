"""One record, from the letters typed in a commune to the sentence in the province's report."""

from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop.services import closing, counting, recording, reporting, tracing, vault
from desktop.ui.context import Place
from desktop.ui.headquarters.window import HeadquartersWindow
from desktop.ui.unit.window import UnitWindow
from tests.document.paper_room import words_on

SUMMARY = "Mất một máy bơm nước tại nương, thu hồi trong ngày nhờ tin của quần chúng nhân dân."
TYPED = {
    "group": "Trật tự xã hội",
    "offence": "Trộm cắp tài sản",
    "occurred_on": "11/6",
    "detected_on": "11/06/2020",
    "status": "Đã làm rõ",
    "solved_on": "120620",
    "severity": "Ít nghiêm trọng",
    "hamlet": "Bản Rạ",
    "subjects": "3",
    "damage": "4,5 triệu",
    "recovered": "4.500.000",
}

TOLD = {
    "Nhóm tội phạm": "Trật tự xã hội",
    "Tội danh": "Trộm cắp tài sản",
    "Ngày xảy ra": datetime(2020, 6, 11),
    "Ngày phát hiện": datetime(2020, 6, 11),
    "Trạng thái": "Đã làm rõ",
    "Ngày làm rõ": datetime(2020, 6, 12),
    "Mức độ": "Ít nghiêm trọng",
    "Xóm": "Bản Rạ",
    "Số đối tượng": 3,
    "Thiệt hại (đồng)": 4_500_000,
    "Đã thu hồi (đồng)": 4_500_000,
    "Tóm tắt": SUMMARY,
}


def compose(editor, words):
    """Letters as an input method sends them: first as they are being composed, then whole."""
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(editor, QInputMethodEvent(words[:-1], []))
    whole = QInputMethodEvent()
    whole.setCommitString(words)
    QApplication.sendEvent(editor, whole)


def type_case(qtbot, window):
    window.go(Place("records", new_kind="case"))
    form = window.page("records").form
    for name, words in TYPED.items():
        compose(form.fields.inputs[name].editor, words)
    summary = form.fields.inputs["summary"].editor
    compose(summary, SUMMARY)
    with qtbot.waitSignal(form.finished):
        qtbot.keyClick(summary, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def answer_the_rest(books, period, today):
    """Type zero into what is blank, declare what is silent, explain what is odd."""
    for section in closing.checklist(books, period, today).undeclared:
        recording.declare(books, period.key, section.code, "none", "Trưởng Công an xã")
    blank = closing.checklist(books, period, today).blank
    recording.type_figures(books, [(cell.month, cell.indicator.code, 0) for cell in blank])
    for placed in closing.checklist(books, period, today).problems:
        recording.explain(books, period.key, placed.subject, placed.problem, "Đã kiểm tra với sổ.")


def export(qtbot, window, folder):
    """The last step of Kiểm tra và gửi; return the file."""
    folder.mkdir()
    form = window.show_page("closing").form
    form.folder.line.clear()
    compose(form.folder.line, str(folder))
    qtbot.keyClick(form.folder.line, Qt.Key.Key_Tab)
    qtbot.mouseClick(form.confirm.editor, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(form.exported) as done:
        qtbot.mouseClick(form.go, Qt.MouseButton.LeftButton)
    return done.args[0].path


def receive(qtbot, window, folder):
    """Look at a folder and import what is clean in it."""
    page = window.show_page("receiving")
    with qtbot.waitSignal(window.desk.read):
        page.take([folder])
    with qtbot.waitSignal(window.desk.ended):
        qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)


@pytest.fixture
def received(qtbot, unit_books, headquarters, context_of, shown, tmp_path):
    """Headquarters after the commune's evening, and the file that came."""
    context = context_of(unit_books)
    unit = shown(UnitWindow(context))
    type_case(qtbot, unit)
    answer_the_rest(unit_books, context.period, context.today())
    file = export(qtbot, unit, tmp_path / "usb")
    receive(qtbot, shown(HeadquartersWindow(context_of(headquarters))), file.parent)
    return headquarters, file


def text_of(paragraphs):
    return "\n".join("".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs)


def test_a_record_typed_in_vietnamese_is_counted_by_the_province(received):
    books, _ = received
    summary = counting.summary(books, books.period("2020-H1"))
    found = {code: summary.line(code).now for code in ("TH.01", "TX.01", "TX.03", "TX.04")}
    assert {code: figure.amount for code, figure in found.items()} == {
        "TH.01": Decimal(1),
        "TX.01": Decimal(1),
        "TX.03": Decimal(3),
        "TX.04": Decimal(100),
    }
    assert {figure.missing for figure in found.values()} == {152}
    assert (summary.received, summary.expected) == (1, 153)


def test_the_report_says_it_on_screen_and_on_paper(received, tmp_path):
    books, _ = received
    period, path = books.period("2020-H1"), tmp_path / "bao-cao.docx"
    preview = text_of(reporting.preview(books, period))
    reporting.write(books, period, path)
    paper = words_on(path)
    for words in ("01/01 vụ, 03 đối tượng, đạt tỷ lệ 100%", "01/153 đơn vị", "trộm cắp tài sản 01 vụ"):
        assert words in preview
        assert words in paper


def test_every_letter_arrives_as_it_was_typed(received):
    books, file = received
    (source,) = tracing.sources(books, books.period("2020-H1"), "TH.01")
    sheet = load_workbook(vault.place_of(books, source.file_hash))[source.sheet]
    _, headers, *rows = sheet.iter_rows(values_only=True)
    told = dict(zip(headers, rows[sheet[source.cell].row - 3], strict=True))
    assert (source.unit_name, source.file_name, source.content) == ("Xã Đàm Thủy", file.name, "Trộm cắp tài sản")
    assert told | TOLD == told

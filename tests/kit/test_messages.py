from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from desktop.kit import messages


def press(words, seen):
    """Press a button of the box that opens next."""

    def look():
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return QTimer.singleShot(10, look)
        seen.append((box.text(), [button.text() for button in box.buttons()]))
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(0, look)


@pytest.mark.parametrize(("pressed", "answer"), [("Trả lại", True), ("Thôi", False)])
def test_asking_gives_what_was_pressed(qtbot, pressed, answer):
    seen = []
    press(pressed, seen)
    assert messages.ask(None, "Trả lại xã Phúc Sen? Số liệu đang có không đổi.", "Trả lại") is answer
    assert sorted(seen[0][1]) == ["Thôi", "Trả lại"]


def test_telling_speaks_vietnamese(qtbot):
    seen = []
    press("Đóng", seen)
    messages.tell(None, "Xuất tệp", "USB đầy, còn thiếu 3 MB.")
    assert seen == [("USB đầy, còn thiếu 3 MB.", ["Đóng"])]


def test_chosen_files_are_paths_and_none_is_none(qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("a.xlsx", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["a.xlsx", "b.xlsx"], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("bc.docx", ""))
    assert messages.ask_file(None, "Mở", "*.xlsx") == Path("a.xlsx")
    assert messages.ask_files(None, "Mở", "*.xlsx") == [Path("a.xlsx"), Path("b.xlsx")]
    assert messages.ask_folder(None, "Thư mục") is None
    assert messages.ask_save(None, "Lưu", "bc.docx", "*.docx") == Path("bc.docx")

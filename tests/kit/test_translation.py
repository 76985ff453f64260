"""Qt's own words: menus of fields, boxes, dialogs of files and printing; nothing English is left in them."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
)

from desktop.kit import translation
from desktop.kit.qt_words import WORDS


class Listener(QTranslator):
    """Hears everything that Qt wants translated."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def translate(self, context, sourceText, disambiguation=None, n=-1):
        self.asked.add((context, sourceText))

    def isEmpty(self):
        return False

    def left_in_english(self):
        return sorted(
            (context, words)
            for context, words in self.asked
            if context.startswith("Q")
            and context not in translation.AS_THEY_ARE
            and words not in WORDS.get(context, {})
        )


@pytest.fixture
def listener(qapp):
    listener = Listener()
    qapp.installTranslator(listener)
    yield listener
    qapp.removeTranslator(listener)


def words_of(menu):
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_field_speaks_vietnamese(qtbot, listener, field):
    widget = field("ba con trâu")
    qtbot.addWidget(widget)
    told = words_of(widget.createStandardContextMenu())
    assert told == ["&Hoàn tác", "&Làm lại", "Cắ&t", "&Sao chép", "&Dán", "Xóa", "Chọn tất cả"]
    assert listener.left_in_english() == []


def test_the_menu_of_the_guide_speaks_vietnamese(qtbot, listener):
    reader = QTextBrowser()
    qtbot.addWidget(reader)
    assert "&Sao chép" in words_of(reader.createStandardContextMenu())
    assert listener.left_in_english() == []


def test_every_button_of_a_box_speaks_vietnamese(qtbot, listener):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("chi tiết")
    kinds = [kind for kind in QDialogButtonBox.StandardButton if kind is not QDialogButtonBox.StandardButton.NoButton]
    buttons = QDialogButtonBox()
    qtbot.addWidget(buttons)
    for kind in kinds:
        buttons.addButton(kind)
    assert len(listener.asked) > 15
    assert listener.left_in_english() == []
    told = {button.text().replace("&", "") for button in buttons.findChildren(QPushButton)}
    assert told >= {"Thôi", "Đóng", "Lưu", "Có", "Không"} and not told & {"OK", "Cancel", "Close", "Save", "Yes", "No"}


@pytest.mark.parametrize("mode", list(QFileDialog.AcceptMode))
def test_the_dialog_of_files_speaks_vietnamese(qtbot, listener, mode, tmp_path):
    dialog = QFileDialog(directory=str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.show()
    for kind in QFileDialog.FileMode:
        dialog.setFileMode(kind)
        QApplication.processEvents()
    assert len(listener.asked) > 20
    assert listener.left_in_english() == []


def test_the_dialog_of_printing_speaks_vietnamese(qtbot, listener):
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert len(listener.asked) > 20
    assert listener.left_in_english() == []


def test_our_own_words_stay_as_they_are_written(qapp):
    assert QCoreApplication.translate("Closing", "Xuất tệp") == "Xuất tệp"
    assert QCoreApplication.translate("QLineEdit", "no such words") == "no such words"


def test_the_same_keys_are_marked_and_places_for_facts_are_kept():
    for context, table in WORDS.items():
        for source, told in table.items():
            assert set(re.findall(r"%\d", source)) == set(re.findall(r"%\d", told)), (context, source)
            assert told.strip() and source.endswith(" ") == told.endswith(" "), (context, source)


def test_installed_twice_is_installed_once(qapp):
    assert translation.install(qapp) is translation.install(qapp)

"""Giao Ban in English: somebody chooses it, and the pages, what they tell and Qt's own menus follow, there and back."""

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop import app
from desktop.base.errors import Trouble, UserError
from desktop.base.settings import Settings
from desktop.domain.records import RecordDraft
from desktop.kit import english
from desktop.kit.buttons import KeyButton
from desktop.services import keeping, recording
from desktop.services.books import Role
from desktop.ui.first_run import FirstRun
from desktop.ui.troubles import sentence
from desktop.ui.unit.window import UnitWindow

OURS = set("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


@pytest.fixture(autouse=True)
def _vietnamese_again(qapp):
    yield
    english.speak(qapp, False)


@pytest.fixture
def door(qtbot, tmp_path):
    keeping.create(tmp_path / "data", Role.UNIT, "01495", "2020", "Chief", True).close()
    settings = Settings(tmp_path / "settings.json")
    settings.put("period", "2020-H1")
    door = app.Door(tmp_path / "data", settings)
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    yield door
    door.window.close()
    door.window.deleteLater()
    door.close()


def choose(qtbot, door, language):
    before = door.window
    before.show_page("keeping").part("looks").language._choose(language)
    qtbot.waitUntil(lambda: door.window is not before and isinstance(door.window, UnitWindow))


def titles(window):
    return [window.show_page(key).header.title.text() for key in window.page_keys()]


def buttons(window):
    """What the buttons on all pages of a window say."""
    for key in window.page_keys():
        window.show_page(key)
    return [button.text() for button in window.findChildren(KeyButton)]


def menu(field):
    return [action.text().partition("\t")[0] for action in field.createStandardContextMenu().actions()]


def test_the_window_speaks_english_at_once_and_vietnamese_again(qtbot, door):
    ours = titles(door.window)
    choose(qtbot, door, "en")
    assert door.settings.get("language", "vi") == "en"
    assert door.window.current_key() == "keeping"
    assert door.window.page("keeping").part("looks").language.current() == "en"
    assert titles(door.window) == [english.table()[title] for title in ours]
    choose(qtbot, door, "vi")
    assert titles(door.window) == ours


def test_no_button_keeps_its_vietnamese_words(qtbot, door):
    assert [text for text in buttons(door.window) if OURS & set(text.lower())]
    choose(qtbot, door, "en")
    assert [text for text in buttons(door.window) if OURS & set(text.lower())] == []


def test_the_menu_of_a_field_follows(qtbot, door):
    field = QLineEdit("three")
    qtbot.addWidget(field)
    ours = menu(field)
    assert "&Sao chép" in ours
    choose(qtbot, door, "en")
    assert "&Copy" in menu(field)
    choose(qtbot, door, "vi")
    assert menu(field) == ours


def test_troubles_are_told_in_english_too(qtbot, door):
    trouble = UserError(Trouble.FILE_MISSING, name="BC.xlsx", folder="E:")
    ours = sentence(trouble)
    choose(qtbot, door, "en")
    assert sentence(trouble) == "There is no file BC.xlsx in E:. Check its name, or plug the stick in again."
    assert sentence(UserError(Trouble.FILE_MISSING)).startswith("There is no file of that name in the chosen folder")
    choose(qtbot, door, "vi")
    assert sentence(trouble) == ours


def test_a_program_started_in_english_speaks_it_from_the_first_screen(qtbot, qapp, tmp_path):
    settings = Settings(tmp_path / "settings.json")
    settings.put("language", "en")
    app._dress(qapp, settings)
    assert english.is_spoken()
    first_run = FirstRun(tmp_path / "new")
    qtbot.addWidget(first_run)
    assert first_run.next.text() == "Go on"


def wrong_case(books):
    """Recovered more than was lost: a warning, in the book and before sending."""
    values = {"group": "TTXH", "offence": "trom_cap", "occurred_on": "2020-03-02", "status": "lam_ro",
              "solved_on": "2020-03-05", "severity": "IT", "subjects": 1, "damage": 10, "recovered": 20}  # fmt: skip
    recording.record(books, RecordDraft("case", values))


def told_by(window):
    closing = window.show_page("closing")
    (line,) = closing.warnings.lines
    model = window.show_page("today").queue.model()
    queue = "\n".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))
    return line.placed.sentence, line.placed.place, queue


def test_problems_are_told_in_english_where_they_are_mended(qtbot, door):
    wrong_case(door.books)
    sentence, place, queue = told_by(door.window)
    assert sentence.startswith("Đã thu hồi 20 đồng") and place.startswith("Sổ công tác, vụ việc ")
    choose(qtbot, door, "en")
    sentence, place, queue = told_by(door.window)
    expected = "20 đồng were recovered, more than the loss of 10 đồng."
    assert sentence == f"{expected} If it is wrong, mend the number. If it is right, give a reason."
    assert place.startswith("Records, Case ")
    assert expected.removesuffix(".") in queue

"""Đã hỏi đơn vị: every question with its state; closed, opened again, asked again in place."""

import pytest
from PySide6.QtCore import Qt

from desktop.services import asking
from desktop.services.asking import Standing
from desktop.ui.headquarters.decisions_view import DecisionsView
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.places import Spot


@pytest.fixture
def asked(full):
    """Two questions to two units."""
    units = full.books.reporting_units()
    texts = ("Số vụ giảm mạnh, đã đối chiếu sổ chưa?", "Có còn nguồn tin chưa giải quyết?")
    return [
        asking.ask(full.books, unit.id, full.period, "section:TH", text)
        for unit, text in zip(units, texts, strict=False)
    ]


@pytest.fixture
def view(full, asked, shown, settled):
    view = shown(DecisionsView(full, PairWatch(full)))
    view.seek(Spot("decisions", filter="questions"))
    settled()
    return view


@pytest.fixture
def part(view):
    return view.questions


def standings(context):
    return [each.standing for each in asking.threads(context.books)]


def test_all_questions_are_listed_with_their_state(part):
    assert part.model.rowCount() == 2
    assert [button.chip.count for button in part.chips._buttons] == [2, 2, 0, 0]
    assert part.state() == "2 câu chờ đơn vị trả lời, 0 câu đã trả lời"


def test_closed_by_a_key_and_opened_again(qtbot, part, full):
    qtbot.keyClick(part.table, Qt.Key.Key_D)
    assert standings(full) == [Standing.CLOSED, Standing.OPEN]
    assert not part.close_button.isVisible() and part.open_button.isVisible()
    qtbot.keyClick(part.table, Qt.Key.Key_M)
    assert standings(full) == [Standing.OPEN, Standing.OPEN]
    assert asking.threads(full.books)[0].question.turn == 1


def test_asked_again_in_other_words(qtbot, part, full):
    qtbot.keyClick(part.table, Qt.Key.Key_D)
    qtbot.keyClick(part.table, Qt.Key.Key_H)
    assert part.words.text.hasFocus()
    part.words.text.selectAll()
    part.words.text.insertPlainText("Vì sao giảm?")
    qtbot.keyClick(part.words.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    first = asking.threads(full.books)[0]
    assert (first.question.text, first.question.turn, first.standing) == ("Vì sao giảm?", 2, Standing.OPEN)
    assert part.box.isHidden()


def test_without_words_it_is_not_asked_again(qtbot, part, full):
    part.begin_again()
    part.words.set_value("")
    part.ask_again()
    assert part.words.complaint()
    assert asking.threads(full.books)[0].question.turn == 1


def test_a_filter_shows_one_state(part):
    part.close_chosen()
    part.chips._choose("closed")
    assert part.model.rowCount() == 1

"""Nên hỏi: one key asks the unit, one lets it pass; what was asked waits at the end."""

import pytest
from PySide6.QtCore import Qt

from desktop.kit.queue import QueueEntry
from desktop.services import asking, querying
from desktop.ui.headquarters.decisions_view import DecisionsView
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.quality_watch import QualityWatch


@pytest.fixture
def view(full, shown, settled):
    view = DecisionsView(full, PairWatch(full), QualityWatch(full))
    shown(view)
    view.seek(Spot("decisions", filter="quality"))
    settled()
    view.quality.arrived()
    return view


def entries(part):
    return [entry for entry in part.queue._entries.entries if isinstance(entry, QueueEntry)]


def test_every_query_is_a_line_with_its_question(view, full):
    found = querying.queries(full.books, full.period)
    assert view.quality.count() == len(found) > 0
    assert [entry.key for entry in entries(view.quality)] == [each.query.key for each in found]
    assert view.quality.text.text() == found[0].question
    assert view.header.state.text() == f"{len(found)} số nên hỏi"


def test_enter_asks_and_goes_on_to_the_next(view, full, settled, qtbot):
    part, n = view.quality, view.quality.count()
    first, second = entries(part)[:2]
    qtbot.keyClick(part.queue, Qt.Key.Key_Return)
    settled()
    (thread,) = asking.threads(full.books)
    assert thread.question.text.endswith("hoặc trả lời vì sao đúng.")
    assert part.count() == n - 1
    assert part.queue.current_key() == second.key
    assert entries(part)[-1].key == first.key
    assert view.header.state.text() == f"{n - 1} số nên hỏi, 1 đã hỏi chờ trả lời"


def test_b_lets_one_pass_for_good(view, full, settled, qtbot):
    part, n = view.quality, view.quality.count()
    first = entries(part)[0]
    qtbot.keyClick(part.queue, Qt.Key.Key_B)
    settled()
    assert part.count() == n - 1
    assert first.key not in {each.query.key for each in querying.queries(full.books, full.period)}


def test_space_leads_to_the_figure(view, full, qtbot):
    asked = []
    full.announcements.place_asked.connect(asked.append)
    qtbot.keyClick(view.quality.queue, Qt.Key.Key_Space)
    assert [(place.page, place.indicator) for place in asked] == [("summary", view.quality._chosen().query.indicator)]


def test_a_chip_shows_one_sort(view):
    part = view.quality
    wanted = part._watch.open[-1].query.sort
    part.chips.set_current(wanted)
    part.chips.chosen.emit(wanted)
    assert {entry.key for entry in entries(part)} == {
        each.query.key for each in part._watch.open if each.query.sort is wanted
    }

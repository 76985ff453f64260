from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop.services import counting, pairing
from desktop.ui.headquarters.decisions_view import DecisionsView
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.tonight_view import TonightView
from desktop.ui.headquarters.window import HeadquartersWindow
from tests.services.telling import tell_again
from tests.ui.headquarters.test_tonight_view import entries


@pytest.fixture
def watch(full, settled):
    tell_again(full.books)
    watch = PairWatch(full)
    watch.look()
    settled()
    return watch


@pytest.fixture
def view(full, watch, shown, settled):
    view = DecisionsView(full, watch)
    shown(view)
    view.arrived()
    settled()
    return view


def cases(context):
    summary = counting.summary(context.books, context.period)
    return int(summary.line("TH.01").now.amount)


def cell(view, row, column):
    cell = view.pairs.panel.model.cell_at(row, column)
    return cell.text


def row_of(view, field):
    return view.pairs.panel.model.position(field)


def test_pairs_wait_the_likeliest_first(view):
    scores = [float(view.pairs.model.row_at(row).cells[0].rstrip("%")) for row in range(view.pairs.model.rowCount())]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)
    assert view.header.state.text() == "2 cặp chờ, đã quyết định 0"


def test_fields_that_differ_are_marked_and_those_alike_are_not(view):
    model = view.pairs.panel.model
    assert model.cell_at(row_of(view, "occurred_on"), 1).tint == ""
    shown = view.pairs._watch.found.shown
    changed = replace(shown[0].right, values={**shown[0].right.values, "severity": "DBNT"})
    view.pairs.panel.show_sides((shown[0].left, changed), None, "")
    severity = row_of(view, "severity")
    assert model.cell_at(severity, 1).tint == "warnTint" == model.cell_at(severity, 2).tint
    assert model.cell_at(severity, 1).bold


def test_the_effect_is_told_and_one_key_links(view, full, settled, qtbot):
    before = cases(full)
    assert f"{before} còn {before - 1}" in view.pairs.panel.effect.text()
    qtbot.keyClick(view.pairs.waiting, Qt.Key.Key_1)
    assert view.pairs.model.rowCount() == 1, "the line leaves at once"
    settled()
    assert cases(full) == before - 1
    assert [each.same for each in pairing.decisions(full.books)] == [True]
    assert view.header.state.text() == "1 cặp chờ, đã quyết định 1"


def test_one_key_keeps_apart_and_changes_no_figure(view, full, settled, qtbot):
    before = cases(full)
    qtbot.keyClick(view.pairs.waiting, Qt.Key.Key_2)
    settled()
    assert cases(full) == before
    assert [each.same for each in pairing.decisions(full.books)] == [False]


def test_what_was_decided_last_is_taken_back(view, full, settled, qtbot):
    before, waiting = cases(full), view.pairs.waiting
    qtbot.keyClick(waiting, Qt.Key.Key_1)
    settled()
    qtbot.keyClick(waiting, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert cases(full) == before
    assert view.pairs.model.rowCount() == 2
    assert pairing.decisions(full.books) == []


def test_the_other_record_may_count(view, full, settled, qtbot):
    pair = view.pairs._pair()
    assert [cell(view, row_of(view, "counts"), column) for column in (1, 2)] == ["tính một vụ", "không tính thêm"]
    qtbot.keyClick(view.pairs.waiting, Qt.Key.Key_D)
    assert [cell(view, row_of(view, "counts"), column) for column in (1, 2)] == ["không tính thêm", "tính một vụ"]
    qtbot.keyClick(view.pairs.waiting, Qt.Key.Key_1)
    settled()
    assert pairing.decisions(full.books)[0].counts == pair.right.uid


def test_earlier_decisions_are_seen_and_withdrawn(view, full, settled, qtbot):
    qtbot.keyClick(view.pairs.waiting, Qt.Key.Key_2)
    settled()
    view.pairs.choose("decided")
    assert view.pairs.past.row_at(0).cells[0].text == "hai vụ"
    assert not view.pairs.panel.withdraw.isHidden()
    qtbot.keyClick(view.pairs.decided, Qt.Key.Key_R)
    settled()
    assert pairing.decisions(full.books) == []
    assert view.pairs.past.rowCount() == 0


def test_the_next_pair_is_one_key_away(view, qtbot):
    first = view.pairs.waiting.current_key()
    qtbot.keyClick(view.pairs.waiting, Qt.Key.Key_F8)
    assert view.pairs.waiting.current_key() != first
    qtbot.keyClick(view.pairs.waiting, Qt.Key.Key_F8)
    assert view.pairs.waiting.current_key() == first


def test_when_nothing_is_left_the_list_says_what_to_do(view, settled, qtbot):
    for _ in range(2):
        qtbot.keyClick(view.pairs.waiting, Qt.Key.Key_2)
        settled()
    assert view.header.state.text() == "không còn cặp nào chờ, đã quyết định 2"
    assert "Đã quyết định" in view.pairs.empty.sentence.text()
    assert view.pairs.empty.isVisible()


def test_what_waits_shows_in_the_rail_and_tonight(full, shown, settled):
    tell_again(full.books)
    window = HeadquartersWindow(full)
    shown(window)
    settled()
    assert window.rail.badge("decisions") == "2"
    tonight = window.page("tonight")
    assert isinstance(tonight, TonightView)
    pairs = next(entry for entry in entries(tonight) if entry.who == "2 cặp bản ghi")
    tonight._on_acted(pairs.key)
    assert window.current_key() == "decisions"


def test_another_period_is_looked_at_anew(full, watch, settled):
    full.open_period(full.books.period("2019-H1"))
    assert watch.found.count == 0
    settled()
    assert watch.looked
    assert watch.found.count == 0

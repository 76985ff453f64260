import pytest
from PySide6.QtCore import Qt

from desktop.domain.records import parse_content
from desktop.services import correcting, deciding
from desktop.services.correcting import Standing
from desktop.ui.headquarters.decisions_view import DecisionsView
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.places import Spot


@pytest.fixture
def view(at_odds, shown, settled):
    view = DecisionsView(at_odds, PairWatch(at_odds))
    shown(view)
    view.seek(Spot("decisions", filter="conflicts"))
    settled()
    return view


def subjects(context, uid):
    """What counts now."""
    with context.books.db.read() as connection:
        statement = "SELECT content FROM record JOIN version ON version.id = version_id WHERE uid = ?"
        return parse_content(connection.exec_driver_sql(statement, (uid,)).scalar_one())["subjects"]


def side_with(conflict, value):
    return next(place for place, side in enumerate(conflict.sides) if side.values["subjects"] == value)


def words(table, row):
    line = table.ledger().row_at(row)
    return [cell if isinstance(cell, str) else cell.text for cell in line.cells]


def test_every_record_at_odds_is_one_line_with_its_fields(view):
    assert view.conflicts.count() == 2
    assert view.header.state.text() == "2 xung đột chờ, 1 bản ghi tự ghép nên xem"
    line = words(view.conflicts.waiting, 0)
    assert (line[0], line[1], line[3]) == ("Xã Đàm Thủy", "Vụ việc", "Số đối tượng")


def test_the_sides_stand_beside_what_was_before(view):
    titles = [column.title for column in view.conflicts.panel.model.columns]
    assert titles == ["", "Trước  (1)", "Bản A  (2)", "Bản B  (3)"]
    rows = {words(view.conflicts.panel.table, row)[0]: words(view.conflicts.panel.table, row)[1:] for row in (0, 1, 5)}
    assert sorted(rows["Người ghi"][1:]) == ["Phó Công an", "Trực ban"]
    assert rows["Số đối tượng"][0].startswith("2")
    assert {each.split()[0] for each in rows["Số đối tượng"][1:]} == {"4", "7"}


def test_a_key_decides_for_a_side_and_the_line_leaves_at_once(view, at_odds, settled, qtbot):
    conflict = view.conflicts.chosen()
    key = {0: Qt.Key.Key_2, 1: Qt.Key.Key_3}[side_with(conflict, 7)]
    qtbot.keyClick(view.conflicts.waiting, key)
    assert view.conflicts.model.rowCount() == 1
    settled()
    assert subjects(at_odds, conflict.uid) == 7
    assert deciding.count(at_odds.books) == 1


def test_one_takes_back_what_was_before(view, at_odds, settled, qtbot):
    conflict = view.conflicts.chosen()
    qtbot.keyClick(view.conflicts.waiting, Qt.Key.Key_1)
    settled()
    assert subjects(at_odds, conflict.uid) == 2


def test_all_others_are_decided_like_the_last_one(view, at_odds, laptops, settled):
    assert view.conflicts.panel.like.isHidden()
    view.conflicts.decide(2 + side_with(view.conflicts.chosen(), 4))
    settled()
    assert view.conflicts.panel.like.text().startswith("Cả 1 còn lại theo máy Bản ")
    view.conflicts.panel.like.click()
    settled()
    assert [subjects(at_odds, uid) for uid in laptops.at_odds] == [4, 4]
    assert view.conflicts.count() == 0


def test_a_decision_is_taken_back(view, at_odds, settled):
    view.conflicts.decide(2)
    settled()
    view.conflicts.take_back()
    settled()
    assert deciding.count(at_odds.books) == view.conflicts.model.rowCount() == 2


def test_what_was_joined_by_itself_is_glanced_at_and_ticked_off(view, at_odds, laptops, settled, qtbot):
    view.conflicts.choose("joined")
    assert view.conflicts.chosen().uid == laptops.joined
    qtbot.keyClick(view.conflicts.joined, Qt.Key.Key_X)
    assert view.conflicts.joined_model.rowCount() == 0
    view.conflicts.reload()
    settled()
    assert view.conflicts.joined_model.rowCount() == 0


def test_corrections_are_listed_with_both_values_and_withdrawn(view, at_odds, laptops, settled, qtbot):
    correcting.correct(at_odds.books, laptops.joined, {"subjects": 9}, "đếm lại theo hồ sơ")
    view.seek(Spot("decisions", filter="corrections"))
    settled()
    line = words(view.corrections.table, 0)
    assert line[0] == "Đang tính"
    assert view.corrections.chosen().reason == "đếm lại theo hồ sơ"
    assert "Số đối tượng: đơn vị báo 3, điều chỉnh 9" in line[3]
    qtbot.keyClick(view.corrections.table, Qt.Key.Key_R)
    settled()
    assert [each.standing for each in correcting.corrections(at_odds.books)] == [Standing.WITHDRAWN]
    assert words(view.corrections.table, 0)[0] == "Đã rút"
    assert not view.corrections.withdraw_button.isEnabled()

"""Candidates: one case told by two units and nothing else; pairs that follow from decisions never come again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services import keeping, pairing, receiving
from desktop.services.books import Books
from tests.services import world as worlds
from tests.services.world import Headquarters, Sent, Unit, world

KEY = "2020-H1"
THEFT = "Trộm xe máy tại chợ Trùng Khánh, đối tượng phá khóa cổ rồi dắt xe về phía cửa khẩu"
SLIPS = "Tai cho Trung Khánh đối tượng pha khoá cổ trộm xe mái, dắt về phía của khẩu"
OTHER = "Mất trộm hai con trâu thả rông trên nương, chưa rõ đối tượng"


def case(summary: str, day: str = "2020-03-02", **values: object) -> dict[str, object]:
    right = {"group": "TTXH", "offence": "trom_cap", "occurred_on": day, "status": "tiep_nhan", "severity": "IT"}
    return {**right, "subjects": 2, "summary": summary, **values}


class Room:
    """Three units, a headquarters, and what was sent."""

    def __init__(self, units: list[Unit], hq: Headquarters) -> None:
        self.units, self.hq, self.books = units, hq, hq.books
        self.sent: list[Sent] = []

    def tell(self, *told: tuple[int, dict[str, object]]) -> None:
        for place, values in told:
            self.units[place].record("case", values, True)
        for unit in self.units:
            if unit.versions and (sent := unit.export(KEY)):
                self.hq.receive(sent)
                self.sent.append(sent)

    def found(self, units: list[int] | None = None) -> list[set[str]]:
        ids = None if units is None else [self.books.unit_ids[self.units[place].uid] for place in units]
        pairs = pairing.candidates(self.books, self.books.period(KEY), ids).shown
        return [{str(side.values["summary"]) for side in (pair.left, pair.right)} for pair in pairs]

    def pairs(self) -> list[pairing.Candidate]:
        return list(pairing.candidates(self.books, self.books.period(KEY)).shown)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receiving, "Readers", worlds.Here)
        yield worlds.template(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def room(templates: Path, tmp_path: Path) -> Iterator[Room]:
    with world(templates, tmp_path / "world") as (units, (hq,)):
        yield Room(units, hq)


def test_one_case_told_by_two_units_is_found_through_slips(room):
    room.tell((0, case(THEFT)), (1, case(SLIPS, "2020-03-03")), (2, case(OTHER)), (1, case(OTHER, "2020-05-20")))
    (pair,) = room.pairs()
    assert {pair.left.values["summary"], pair.right.values["summary"]} == {THEFT, SLIPS}
    assert pair.reason.startswith("cách 1 ngày (02/03 và 03/03), hai đơn vị cách ")
    assert pair.reason.endswith("%, cùng phân loại")


def test_the_same_words_in_one_unit_or_far_apart_in_time_are_no_pair(room):
    room.tell((0, case(THEFT)), (0, case(THEFT)), (1, case(THEFT, "2020-03-06")), (2, case(THEFT, group="MA")))
    assert room.found() == []


def test_a_case_at_the_edge_of_the_period_is_held_against_the_days_outside(room):
    room.tell((0, case(THEFT, "2020-06-14")), (1, case(SLIPS, "2020-06-15")))
    room.units[1].export("2020-H2")
    room.hq.receive(room.units[1].sent[-1])
    assert room.found() == [{THEFT, SLIPS}]
    assert pairing.candidates(room.books, room.books.period("2020-Q1")).count == 0


def test_an_arriving_package_is_asked_about_alone(room):
    room.tell((0, case(THEFT)), (1, case(SLIPS)), (2, case(OTHER)))
    assert room.found([0]) == room.found([1]) == room.found([0, 2]) == [{THEFT, SLIPS}]
    assert room.found([2]) == []


@pytest.mark.parametrize("same", [True, False])
def test_what_was_decided_never_comes_again_not_even_after_undo_and_another_import(room, same):
    room.tell((0, case(THEFT)), (1, case(SLIPS)))
    (pair,) = room.pairs()
    pairing.decide(room.books, *pair.key, same, "đã hỏi hai xã")
    room.hq.undo(room.sent[0])
    assert room.found() == []
    (decision,) = pairing.decisions(room.books)
    assert decision.left is None or decision.right is None
    room.hq.receive(room.sent[0])
    assert room.found() == []
    (decision,) = pairing.decisions(room.books)
    assert (decision.same, decision.reason) == (same, "đã hỏi hai xã")
    assert decision.left and decision.right
    pairing.withdraw(room.books, *pair.key)
    assert room.found() == [{THEFT, SLIPS}]


def test_what_follows_from_links_is_not_asked(room):
    room.tell((0, case(THEFT)), (1, case(THEFT)), (2, case(THEFT)))
    one, other, _ = room.pairs()
    pairing.decide(room.books, *one.key, True)
    assert len(room.pairs()) == 2
    pairing.decide(room.books, *other.key, True)
    assert room.pairs() == []


def test_a_backup_keeps_decisions(room, tmp_path):
    room.tell((0, case(THEFT)), (1, case(SLIPS)))
    (pair,) = room.pairs()
    pairing.decide(room.books, *pair.key, True)
    (tmp_path / "copy").mkdir()
    keeping.backup(room.books, tmp_path / "copy" / keeping.FILE_NAME)
    copy: Books = keeping.open_books(tmp_path / "copy")
    assert [each.key for each in pairing.decisions(copy)] == [pair.key]
    assert keeping.digest(copy) == keeping.digest(room.books)
    copy.close()

"""Any conversation of a unit's two machines with headquarters ends, once all have answered, in agreement."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.versions import CONFLICT
from desktop.services import answering, auditing, keeping, receiving, recording, renewing
from desktop.services.books import Role
from desktop.services.renewing import Renewal
from desktop.services.reply_desk import Stand, desk
from tests.services.drafts import case
from tests.services.replies_room import (
    composed,
    correct,
    mark_of,
    receive,
    reply,
    same_content,
    send,
    values_of,
)
from tests.services.world import Here

RECORDS = 2
MACHINES = st.integers(0, 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("amend"), MACHINES, st.integers(0, RECORDS - 1), st.sampled_from(["subjects", "damage"])),
        st.tuples(st.just("correct"), st.integers(0, RECORDS - 1), st.sampled_from(["subjects", "damage"])),
        st.tuples(st.just("send"), MACHINES),
        st.tuples(st.just("reply")),
        st.tuples(st.just("take"), MACHINES, st.integers(0, 9)),
        st.tuples(st.just("answer"), MACHINES, st.booleans()),
    ),
    max_size=10,
)


class Conversation:
    """Two machines, a headquarters, the replies on their way."""

    def __init__(self, template, folder):
        self.folder = folder
        for name in ("first", "hq"):
            shutil.copytree(template / name, folder / name)
        self.headquarters = keeping.open_books(folder / "hq")
        first = keeping.open_books(folder / "first")
        self.uids = [recording.record(first, case(subjects=1)).uid for _ in range(RECORDS)]
        first.close()
        shutil.copytree(folder / "first", folder / "second")
        self.machines = [keeping.open_books(folder / name) for name in ("first", "second")]
        renewing.renew(self.machines[1], Renewal.COPIED)
        self.replies = []
        self.value = 1
        self.send(0)

    def close(self):
        for books in (*self.machines, self.headquarters):
            books.close()

    def amend(self, machine, record, field):
        books, uid = self.machines[machine], self.uids[record]
        self.value += 1
        kept = {name: value for name, value in values_of(books, uid).items() if not name.startswith("_")}
        recording.amend(books, uid, kept | {field: self.value})

    def correct(self, record, field):
        uid = self.uids[record]
        self.value += 1
        field = self.at_odds(uid) or field
        correct(self.headquarters, uid, "Đối chiếu.", **{field: self.value})

    def at_odds(self, uid):
        from desktop.domain.joining import conflict_of

        return next(iter(conflict_of(values_of(self.headquarters, uid))), "")

    def send(self, machine):
        receive(self.headquarters, send(self.machines[machine], self.folder))

    def reply(self):
        self.replies.append(reply(self.headquarters, self.machines[0], self.folder))

    def take(self, machine, which):
        if self.replies:
            answering.take_reply(self.machines[machine], self.replies[which % len(self.replies)])

    def answer(self, machine, agreed):
        books = self.machines[machine]
        for line in desk(books).offers:
            if line.stand is Stand.OPEN and agreed:
                answering.accept(books, [line.offer])
            elif line.stand is Stand.OPEN:
                answering.contest(books, line.offer, "Số của đơn vị đúng.")

    def settle(self):
        """Everybody tells, headquarters decides, everybody takes over what it says and tells once more.

        The first machine speaks after the copied one: that it is still there can only be seen so.
        """
        for machine in (1, 0):
            self.send(machine)
        for uid in self.uids:
            while self.at_odds(uid):
                correct(self.headquarters, uid, "Đối chiếu.", **{self.at_odds(uid): 99})
        self.reply()
        for machine in (0, 1):
            self.take(machine, len(self.replies) - 1)
            self.answer(machine, True)
            self.send(machine)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("conversation")
    keeping.create(folder / "first", Role.UNIT, "01495", "2020", "Trực ban", True).close()
    keeping.create(folder / "hq", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True).close()
    return folder


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(receiving, "Readers", Here)
    monkeypatch.setattr(answering, "Readers", Here)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_it_ends_in_agreement(template, tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("talk")
    talk = Conversation(template, folder)
    try:
        for name, *rest in steps:
            getattr(talk, name)(*rest)
        talk.settle()
        for uid in talk.uids:
            assert same_content(*talk.machines, talk.headquarters, uid=uid)
            assert CONFLICT not in values_of(talk.headquarters, uid)
            assert mark_of(talk.headquarters, uid) == ""
        assert composed(talk.headquarters, talk.machines[0]).offered == ()
        assert [auditing.faults(books) for books in (*talk.machines, talk.headquarters)] == [[], [], []]
    finally:
        talk.close()
        shutil.rmtree(folder)

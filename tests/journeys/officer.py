"""An officer who types, saves, exports, backs up or restores on end, in a process that somebody will kill.

Each thing is told before it is done (`will`) and after (`did`), a JSON line each, so whoever kills the process knows
what must be kept and what alone may be lost.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from desktop.base.progress import Base
from desktop.domain.catalogue import Catalogue
from desktop.domain.records import RecordDraft, Values, new_uid
from desktop.services import (
    closing,
    exporting,
    generations,
    holding,
    keeping,
    readers,
    recording,
    safeguarding,
    undoing,
    writing_apart,
)
from desktop.services.books import Books
from desktop.services.generations import Reason, home_of
from desktop.services.locking import seat_of
from desktop.store import database, driver, wrapping
from desktop.store.wrapping import Cost
from desktop.workbook import seal, writer
from tests import forking
from tests.journeys.locker import opened

LOADED = (Catalogue.load(), closing, seal, writer, driver.ciphers())
"""What the program would load on its way: here before any process is forked."""


def tell(*words: object) -> None:
    print(json.dumps(words), flush=True)


@contextmanager
def telling(what: str, *words: object) -> Iterator[None]:
    """Say that something begins, and that it is done."""
    tell("will", what, *words)
    yield
    tell("did", what, *words)


class Aloud(Base):
    """Every step is a moment to be killed at."""

    def step(self, label: str, done: int, total: int) -> None:
        tell("step", done, total)


class Officer:
    """What he does with his books, seeded."""

    def __init__(self, folder: Path, stick: Path, second: Path, seed: int) -> None:
        self.folder, self.stick, self.second = folder, stick, second
        self.random = Random(seed)
        self.books: Books = opened(folder)
        self.turn = 0
        self.mine: list[int] = []
        """Backups whose content he knows."""

    def type(self) -> None:
        """A patrol field by field, finished, sometimes taken back and made again, changed half; a figure."""
        self.turn += 1
        uid = new_uid()
        values: Values = {}
        for name, value in self._fields().items():
            values |= {name: value}
            with telling("put", uid.hex(), {name: value}):
                if len(values) == 1:
                    recording.record(self.books, RecordDraft("patrol", values, uid), final=False)
                else:
                    recording.amend(self.books, uid, values, final=False, action="drafted")
        with telling("finish", uid.hex()):
            recording.amend(self.books, uid, values)
        if self.random.random() < 0.3:
            with telling("unfinish", uid.hex()):
                undoing.undo(self.books)
            with telling("finish", uid.hex()):
                undoing.redo(self.books)
        with telling("hold", uid.hex(), 77):
            holding.hold(self.books, uid, holding.Held(values | {"officers": 77}))
        with telling("let_go", uid.hex()):
            holding.let_go(self.books, uid)
        with telling("figure", self.turn):
            recording.type_figure(self.books, 202006, "CT.08.1", "value", self.turn)

    def save(self) -> None:
        """Finished records, one and several at once; one amended, one deleted."""
        first = self._saved()
        with telling("put", first, {"officers": 55}):
            recording.amend(self.books, bytes.fromhex(first), self._fields() | {"officers": 55})
        several = {new_uid().hex(): self._fields() for _ in range(4)}
        tell("will", "put_all", several)
        drafts = [RecordDraft("patrol", values, bytes.fromhex(uid)) for uid, values in several.items()]
        recording.record_many(self.books, drafts)
        tell("did", "put_all", several)
        with telling("delete", first):
            recording.delete(self.books, bytes.fromhex(first), "nhập nhầm")

    def export(self) -> None:
        """One more record, then the whole way of a package."""
        self._saved()
        tell("will", "send")
        done = exporting.export(self.books, self.books.period("2020-H1"), self.stick, False, Aloud())
        tell("did", "send", done.path.name, done.code, done.sequence)

    def export_apart(self) -> None:
        """The same by a child, which then ends with this process or without it."""
        writing_apart.MANY = 1
        self.export()

    def back_up(self) -> None:
        """A backup at home and on the stick."""
        self._saved()
        tell("will", "back_up")
        outcome = safeguarding.back_up(self.books.db, Reason.ASKED, self.second, Aloud())
        assert outcome.second is not None
        self.mine.append(outcome.made.number)
        tell("did", "back_up", outcome.made.number, outcome.second.number)

    def restore(self) -> None:
        """A backup, something more, and back to one of the backups whose content is known."""
        self.back_up()
        self._saved()
        known = [each for each in generations.listed(home_of(self.folder)) if each.number in self.mine]
        chosen, seat = self.random.choice(known), seat_of(self.books)
        self.books.close()
        with telling("restore", chosen.number):
            self.books = keeping.restore(self.folder, chosen.folder, seat)

    def _saved(self) -> str:
        """One finished record."""
        self.turn += 1
        uid, values = new_uid(), self._fields()
        with telling("put", uid.hex(), values):
            recording.record(self.books, RecordDraft("patrol", values, uid))
        return uid.hex()

    def _fields(self) -> Values:
        return {
            "route": f"tuyến {self.turn}",
            "held_on": f"2020-06-{self.turn % 14 + 1:02d}",
            "patrol_kind": "chung",
            "officers": self.turn % 9 + 1,
        }


def main(activity: str, folder: str, stick: str, second: str, seed: str) -> None:
    """Do one thing on end, in a process that somebody will kill."""
    database.PAGES_AT_A_TIME = 8
    readers.get_context = forking.context  # type: ignore[assignment]
    wrapping.USUAL = Cost(1, 1, 64)
    officer = Officer(Path(folder), Path(stick), Path(second), int(seed))
    while True:
        getattr(officer, activity)()

"""What must be found after a cut: every field that was kept, whole books, earlier files, backups that restore."""

from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.domain.records import RecordDraft, Values, parse_content
from desktop.services import (
    auditing,
    counting,
    exporting,
    generations,
    holding,
    keeping,
    recording,
    restoring,
    verifying,
)
from desktop.services.books import Books
from desktop.services.generations import home_of
from desktop.services.locking import seat_of
from tests.journeys.locker import opened

MONTH, FIGURE = "2020-M06", "CT.08.1"
_ROWS = "SELECT uid, record.state, content FROM record JOIN version ON version.id = version_id"


@dataclass
class Kept:
    """What the officer was told is kept."""

    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    held: dict[str, int] = field(default_factory=dict)
    figure: int = 0

    def put(self, uid: str, values: dict[str, Any]) -> None:
        self.fields[uid] = self.fields.get(uid, {}) | values

    def put_all(self, several: dict[str, dict[str, Any]]) -> None:
        for uid, values in several.items():
            self.put(uid, values)

    def lacks(self, books: Books) -> list[str]:
        """What of it these books do not hold."""
        with books.db.read() as connection:
            found = connection.exec_driver_sql(_ROWS)
            rows = {uid.hex(): (state, parse_content(content)) for uid, state, content in found}
        gone = [uid for uid in self.fields if not self._is_held(uid, *rows.get(uid, ("", {})))]
        gone += [uid for uid, amount in self.held.items() if _over(books, uid) != amount]
        amount = counting.summary(books, books.period(MONTH)).line(FIGURE).now.amount
        return gone + ([FIGURE] if self.figure and amount != self.figure else [])

    def _is_held(self, uid: str, state: str, values: Values) -> bool:
        if uid in self.deleted or state == "deleted":
            return uid in self.deleted and state == "deleted"
        finished = uid not in self.finished or state == "final"
        return finished and self.fields[uid].items() <= values.items()


def _over(books: Books, uid: str) -> object:
    found = holding.held(books, bytes.fromhex(uid))
    return found.values["officers"] if found else None


@dataclass
class Story:
    """All that was told over many cuts, and what was found on the stick."""

    folder: Path
    stick: Path
    second: Path
    now: Kept = field(default_factory=Kept)
    backups: dict[int, Kept] = field(default_factory=dict)
    """What each backup at home holds, by its number."""
    newest: dict[Path, int] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """Every package ever seen, by its bytes."""
    restored: int = 0

    def hear(self, told: list[list[Any]]) -> list[Kept]:
        """Take in what was told up to a cut; what the books may hold now, the likelier first."""
        pending: list[Any] | None = None
        for when, *words in told:
            if when == "will":
                pending = words
            elif when == "did":
                pending = None
                self.now = self._after(self.now, words)
                self.restored += words[0] == "restore"
        if pending is None or len(pending) < 2:
            return [self.now]
        return [self.now, self._after(deepcopy(self.now), pending)]

    def _after(self, kept: Kept, words: list[Any]) -> Kept:
        what, *facts = words
        match what:
            case "put" | "put_all":
                getattr(kept, what)(*facts)
            case "finish" | "unfinish":
                (kept.finished.add if what == "finish" else kept.finished.discard)(facts[0])
            case "delete":
                kept.deleted.add(facts[0])
            case "hold":
                kept.held[facts[0]] = facts[1]
            case "let_go":
                kept.held.pop(facts[0])
            case "figure":
                kept.figure = facts[0]
            case "send":
                self.sent[facts[0]] = facts[1]
            case "back_up":
                self.backups[facts[0]] = deepcopy(kept)
                self.newest = {home_of(self.folder): facts[0], self.second: facts[1]}
            case "restore":
                kept = deepcopy(self.backups[facts[0]])
        return kept

    def examine(self, told: list[list[Any]], scratch: Path) -> None:
        """Everything that must hold after a cut, whatever was being done."""
        may_hold = self.hear(told)
        books = opened(self.folder)
        assert not restoring.pending(self.folder)
        assert not books.renewed or ["restore"] in [line[1:2] for line in told]
        self._look_through(books)
        lacking: list[list[str]] = []
        for self.now in may_hold:
            lacking.append(self.now.lacks(books))
            if not lacking[-1]:
                break
        assert not lacking[-1], lacking
        self._look_at_packages(books)
        self._look_at_backups(books, scratch)
        self._go_on(books)
        books.close()

    def _look_through(self, books: Books) -> None:
        assert (found := auditing.faults(books)) == [], found
        with books.db.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        with books.db.begin() as connection:
            connection.exec_driver_sql("INSERT INTO record_search(record_search, rank) VALUES ('integrity-check', 1)")

    def _look_at_packages(self, books: Books) -> None:
        """What was sent stands as it was, and whatever bears the name of a package is one."""
        known = {each.file_name: each.code for each in exporting.history(books)}
        if not self.restored:
            assert self.sent.items() <= known.items()
        found = {path.name: path for path in self.stick.glob("*.xlsx")}
        assert {*self.sent, *self.files} <= set(found)
        for name, path in found.items():
            digest = sha256(path.read_bytes()).hexdigest()
            if name not in self.files:
                assert verifying.verify(path).seal == "intact"
            assert self.files.setdefault(name, digest) == digest

    def _look_at_backups(self, books: Books, scratch: Path) -> None:
        """Each is as it was written, none is missing, and the newest one becomes books on another machine."""
        for place, number in self.newest.items():
            found = generations.listed(place)
            for each in found:
                assert generations.digest_of(each.file) == each.info.digest
            assert max((each.number for each in found), default=0) >= number
            assert len(found) >= min(number, generations.KEPT)
            other = keeping.restore(scratch / place.name, found[0].folder, seat_of(books))
            assert (faults := auditing.faults(other)) == [], faults
            assert self.backups.get(found[0].number, Kept()).lacks(other) == [] or place == self.second
            other.close()

    def _go_on(self, books: Books) -> None:
        """The same officer writes and exports again."""
        values = {"route": "sau khi có điện", "held_on": "2020-06-02", "patrol_kind": "chung"}
        recording.record(books, RecordDraft("patrol", values))
        done = exporting.export(books, books.period("2020-H1"), self.stick, complete=False)
        assert verifying.verify(done.path).seal == "intact"
        assert done.sequence == max(each.sequence for each in exporting.history(books))
        assert not list(self.stick.glob("*.part"))
        self.sent[done.path.name] = done.code
        self.files[done.path.name] = sha256(done.path.read_bytes()).hexdigest()

"""Units and headquarters that live through any history, each beside what it should know."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

from desktop.base.errors import Refused, Trouble, UserError
from desktop.domain.records import RecordDraft, Values
from desktop.services import exporting, keeping, merging, receiving, recording
from desktop.services.arrivals import StagedFile, Verdict
from desktop.services.books import Books, Role
from tests.services.oracle import Row, View, answers, months_of, within

CODES = ("01290", "01294", "01495")
SILENT = "01300"
"""A unit that is expected and never reports."""


SYSTEM = frozenset({"figure", "declaration"})


class Here:
    """Reads files in this process."""

    def __init__(self, _count: int, function: str, *_: object) -> None:
        module, _, name = function.partition(":")
        self._work = getattr(import_module(module), name)

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, jobs, _progress=None):
        """Each job with what came of it."""
        for job in jobs:
            try:
                yield job, self._work(*job)
            except UserError as error:
                yield job, error


def template(folder: Path) -> Path:
    """Empty books of the units and of a headquarters that expects them, to be copied."""
    for code in CODES:
        keeping.create(folder / code, Role.UNIT, code, "2020", "Trực ban", True).close()
    books = keeping.create(folder / "hq", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    expected = {*CODES, SILENT}
    keeping.limit_units(books, [unit.uid for unit in books.reporting_units() if unit.code in expected])
    books.close()
    return folder


class Unit:
    """A unit's books, and every version of every row that was written in them."""

    def __init__(self, books: Books, folder: Path) -> None:
        self.books, self.folder = books, folder
        self.uid = books.me.unit_uid
        self.versions: dict[bytes, list[Row]] = {}
        self.sent: list[Sent] = []

    def record(self, kind: str, values: Values, final: bool) -> None:
        """Write a new record."""
        try:
            uid = recording.record(self.books, RecordDraft(kind, values), final).uid
        except Refused:
            return
        self._note(uid, kind, values, "final" if final else "draft")

    def amend(self, place: int, kind: str, values: Values, final: bool) -> None:
        """Write another version of some record of the kind, deleted ones too."""
        uids = [uid for uid, rows in self.versions.items() if rows[0].kind == kind]
        if not uids:
            return
        uid = uids[place % len(uids)]
        try:
            recording.amend(self.books, uid, values, final)
        except Refused:
            return
        self._note(uid, kind, values, "final" if final else "draft")

    def delete(self, place: int) -> None:
        """Delete some record, or take its deletion back."""
        uids = [uid for uid, rows in self.versions.items() if rows[0].kind not in SYSTEM]
        if not uids:
            return
        uid = uids[place % len(uids)]
        rows = self.versions[uid]
        if rows[-1].state == "deleted":
            recording.restore(self.books, uid)
            last = next(row for row in reversed(rows) if row.state != "deleted")
            self._note(uid, last.kind, last.values, last.state)
        else:
            recording.delete(self.books, uid, "ghi trùng")
            self._note(uid, rows[0].kind, {}, "deleted")

    def type_figure(self, month: int, code: str, state: str | None, value: int) -> None:
        """Type a figure in any state, or make it blank."""
        written = recording.type_figure(self.books, month, code, state, value if state == "value" else None)
        if state is None:
            if written.uid in self.versions:
                self._note(written.uid, "figure", {}, "deleted")
            return
        values: Values = {"month": f"{month // 100}-M{month % 100:02d}", "indicator": code, "state": state}
        values |= {"value": value} if state == "value" and value else {}
        values |= {"state": "zero"} if state == "value" and not value else {}
        self._note(written.uid, "figure", values, "final")

    def declare(self, key: str, section: str, declared: str | None) -> None:
        """Declare a section, or take the declaration back."""
        if declared is None:
            uid = recording.withdraw_declaration(self.books, key, section).uid
            if uid in self.versions:
                self._note(uid, "declaration", {}, "deleted")
            return
        uid = recording.declare(self.books, key, section, declared, "Trưởng Công an").uid
        self._note(uid, "declaration", {"period": key, "section": section, "declared": declared}, "final")

    def _note(self, uid: bytes, kind: str, values: Values, state: str) -> None:
        rows = self.versions.setdefault(uid, [])
        rows.append(Row(uid, kind, values, state, len(rows)))

    def export(self, key: str) -> "Sent | None":
        """Send the package of a period; nothing to send is refused."""
        rows, period = self.package(key), self.books.period(key)
        if not rows:
            with pytest.raises(UserError, match=Trouble.NO_RECORDS):
                exporting.export(self.books, period, self.folder, complete=False)
            return None
        done = exporting.export(self.books, period, self.folder, complete=False)
        assert done.rows == len(rows), (key, done.rows, rows)
        sent = Sent(self.uid, key, done.sequence, rows, done.path, done.package_id)
        self.sent.append(sent)
        return sent

    def package(self, key: str) -> dict[bytes, Row]:
        """All rows of a period, and all that were ever told as rows of it and are none any more."""
        catalogue, rows = self.books.catalogue, {}
        told = {
            uid
            for sent in self.sent
            for uid, row in sent.rows.items()
            if row.state == "final" and within(catalogue, row, key)
        }
        for uid, versions in self.versions.items():
            last = versions[-1]
            if uid in told or (last.state == "final" and within(catalogue, last, key)):
                rows[uid] = last
        return rows

    def view(self, key: str) -> View:
        """What the unit sees of a period."""
        rows = [versions[-1] for versions in self.versions.values() if versions[-1].state == "final"]
        view = View({self.uid: rows})
        for section, letter in answers(self.books.catalogue, rows, key).items():
            view.answer(self.uid, section, months_of(key), letter)
        return view


class Sent:
    """A package on its way."""

    def __init__(
        self, unit: str, key: str, sequence: int, rows: dict[bytes, Row], path: Path, package_id: bytes
    ) -> None:
        self.unit, self.key, self.sequence, self.rows = unit, key, sequence, rows
        self.path, self.package_id = path, package_id


class Headquarters:
    """A headquarters, and the packages that should count there."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.active: list[Sent] = []

    def receive(self, sent: Sent) -> StagedFile:
        """Look at a file and merge it; every row is accounted for, and the preview is what happens."""
        batch = receiving.stage(self.books, [sent.path])
        (file,) = batch.files
        assert file.verdict not in (Verdict.RETURNED, Verdict.SKIPPED), file.note
        assert file.counts.adds_up
        assert file.counts.read == file.rows_read == len(sent.rows)
        assert file.counts.held == 0, file.remarks
        counts = merging.merge(self.books, file).counts
        assert counts.adds_up
        assert file.verdict is Verdict.SAME or counts.read == file.counts.read
        receiving.discard(batch)
        if sent not in self.active:
            self.active.append(sent)
        return file

    def undo(self, sent: Sent) -> None:
        """Take a package out again."""
        merging.undo(self.books, sent.package_id)
        self.active.remove(sent)

    def view(self) -> View:
        """What these packages say together: the newest version of every row, the answers of the newest of a series."""
        best: dict[bytes, tuple[str, Row]] = {}
        for sent in self.active:
            for uid, row in sent.rows.items():
                if uid not in best or best[uid][1].number < row.number:
                    best[uid] = sent.unit, row
        rows: dict[str, list[Row]] = {}
        for unit, row in best.values():
            if row.state == "final":
                rows.setdefault(unit, []).append(row)
        view = View(rows)
        for sent in self.active:
            series = [each for each in self.active if (each.unit, each.key) == (sent.unit, sent.key)]
            if any(each.sequence > sent.sequence for each in series):
                continue
            for section, letter in answers(self.books.catalogue, sent.rows.values(), sent.key).items():
                view.answer(sent.unit, section, months_of(sent.key), letter)
        return view


@contextmanager
def world(templates: Path, folder: Path, headquarters: int = 1) -> Iterator[tuple[list[Unit], list[Headquarters]]]:
    """Fresh units and headquarters."""
    opened: list[Books] = []

    def copied(name: str, place: str) -> Books:
        shutil.copytree(templates / name, folder / place)
        opened.append(keeping.open_books(folder / place))
        return opened[-1]

    out = folder / "out"
    out.mkdir(parents=True)
    try:
        units = [Unit(copied(code, code), out) for code in CODES]
        yield units, [Headquarters(copied("hq", f"hq{n}")) for n in range(headquarters)]
    finally:
        for books in opened:
            books.close()

"""The catalogue leaves for Excel and comes back; what came back waits in the books until it is published or dropped."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.catalogue import Level
from desktop.domain.catalogue_changes import Change, What, compare
from desktop.domain.catalogue_figures import DATED
from desktop.domain.catalogue_reading import ReadBack, read_back
from desktop.domain.catalogue_rehearsal import Rehearsal
from desktop.domain.catalogue_rules import DATED_RULE
from desktop.domain.catalogue_sheets import flatten
from desktop.domain.catalogue_source import RULES, parse_source, source_text, version_of
from desktop.services import ruling
from desktop.services.books import Books
from desktop.services.readers import Readers
from desktop.services.rights import Act, require
from desktop.store import journal
from desktop.store.journal import Entry

READ_FUNCTION = "desktop.workbook.catalogue_reader:open_file"
TIMEOUT_S, MEMORY_MB = 60, 1000

_WAITING = "SELECT id, version, content, changes, file_name, author, at, rehearsal FROM catalogue WHERE published = ''"
_KEEP = "INSERT INTO catalogue(version, content, changes, file_name, author, at) VALUES (?, ?, ?, ?, ?, ?)"

_SOFTEN = "UPDATE catalogue SET content = ?, changes = ?, rehearsal = ? WHERE id = ?"


@dataclass(frozen=True)
class Waiting:
    """A version that waits to be published: who made it of which file, when, what it changes, how it was rehearsed."""

    id: int
    version: str
    text: str
    changes: tuple[Change, ...]
    file: str
    author: str
    at: str
    rehearsal: Rehearsal | None

    @property
    def needs_rehearsal(self) -> bool:
        """Whether it asks of what is held already something else than before."""
        return self.moves_deadlines or bool(rules_in(self.changes) | counts_in(self.changes))

    @property
    def moves_deadlines(self) -> bool:
        """Whether it holds other deadlines or days off."""
        return any(each.part in ("days", "deadlines") for each in self.changes)


def rules_in(changes: tuple[Change, ...]) -> set[str]:
    """Rules that are new or other than before."""
    return {each.key for each in changes if each.part == "rules" and _asks_otherwise(each)}


def _asks_otherwise(change: Change) -> bool:
    """Retiring a rule asks nothing new; whoever changes it as well does."""
    if change.what is What.RETIRED:
        return any(cell.key in DATED_RULE for cell in change.cells)
    return change.what in (What.ADDED, What.CHANGED)


def counts_in(changes: tuple[Change, ...]) -> set[str]:
    """Indicators that count otherwise than before, or are counted only now."""
    keys = {*DATED, "count"}
    return {
        each.key
        for each in changes
        if each.part == "indicators" and any(cell.key in keys and (cell.after or cell.before) for cell in each.cells)
    }


def export(books: Books, path: Path, progress: Progress | None = None) -> Path:
    """Write the catalogue in force for editing; raise UserError when the place cannot be written to."""
    from desktop.workbook import catalogue_writer

    source = ruling.source_of(books)
    with replacing(path) as part:
        rows = flatten(source)
        catalogue_writer.write(part, rows, version_of(source), books.me.police_name, progress or Silent())
    return path


def read(books: Books, path: Path, progress: Progress | None = None) -> ReadBack:
    """Read an edited catalogue back: without faults it waits from now on, in the place of what waited before.

    Raise UserError for a file that is none, and for one that changes nothing.
    """
    require(books, Act.CATALOGUE)
    if not path.is_file():
        raise UserError(Trouble.FILE_MISSING, path=str(path), folder=str(path.parent), name=path.name)
    with Readers(1, READ_FUNCTION, TIMEOUT_S, MEMORY_MB) as readers:
        _, opened = next(readers.run([(str(path),)], progress))
    if isinstance(opened, UserError):
        raise opened
    found = read_back(ruling.source_of(books), opened, ruling.first_free_day(books))
    if found.faults:
        return found
    if not found.changes:
        raise UserError(Trouble.CATALOGUE_UNCHANGED, path=str(path), name=path.name)
    _keep(books, path.name, found)
    return found


def _keep(books: Books, file: str, found: ReadBack) -> None:
    version, at = version_of(found.source), books.clock()
    changes = json.dumps([each.told for each in found.changes], ensure_ascii=False)
    with books.db.begin() as connection:
        connection.exec_driver_sql("DELETE FROM catalogue WHERE published = ''")
        row = (version, source_text(found.source), changes, file, books.me.officer, at)
        connection.exec_driver_sql(_KEEP, row)
        facts = {"version": version, "file": file, "changes": len(found.changes)}
        journal.note(connection, Entry(books.me.officer, "catalogue drafted"), at, **facts)


def waiting(books: Books) -> Waiting | None:
    """The version that waits, if one does."""
    with books.db.read() as connection:
        row = connection.exec_driver_sql(_WAITING).first()
    return None if row is None else _waiting(*row)


def wanted(books: Books) -> Waiting:
    """The version that waits; raise UserError when none does."""
    found = waiting(books)
    if found is None:
        raise UserError(Trouble.CATALOGUE_NOT_WAITING)
    return found


def _waiting(id: int, version: str, text: str, changes: str, file: str, author: str, at: str, told: str) -> Waiting:
    listed: list[dict[str, Any]] = json.loads(changes)
    rehearsal = Rehearsal.of(json.loads(told)) if told else None
    return Waiting(id, version, text, tuple(map(Change.of, listed)), file, author, at, rehearsal)


def soften(books: Books, code: str) -> None:
    """Leave a rule of the waiting version on trial: it asks nobody at entry, headquarters sees what it finds."""
    require(books, Act.CATALOGUE)
    found = wanted(books)
    source = parse_source(found.text)
    source[RULES][code]["level"] = Level.Q.value
    changes = json.dumps([each.told for each in compare(ruling.source_of(books), source)], ensure_ascii=False)
    tried = "" if found.rehearsal is None else json.dumps(found.rehearsal.without(code).told, ensure_ascii=False)
    with books.db.begin() as connection:
        connection.exec_driver_sql(_SOFTEN, (source_text(source), changes, tried, found.id))
        journal.note(connection, Entry(books.me.officer, "catalogue softened"), books.clock(), rule=code)


def drop(books: Books) -> None:
    """Forget the version that waits; raise UserError when none does."""
    require(books, Act.CATALOGUE)
    found = wanted(books)
    with books.db.begin() as connection:
        connection.exec_driver_sql("DELETE FROM catalogue WHERE id = ?", (found.id,))
        journal.note(connection, Entry(books.me.officer, "catalogue dropped"), books.clock(), version=found.version)

"""One row into the books: version, current record, totals and journal in the caller's transaction."""

from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain.catalogue import Catalogue, Kind
from desktop.domain.filing import day_of, weight
from desktop.domain.joining import Mark, conflict_of, without_conflict
from desktop.domain.records import (
    RowState,
    Values,
    bump,
    canonical,
    parse_content,
    parse_vector,
    row_hash,
    vector_text,
)
from desktop.domain.text import clean, fold
from desktop.domain.versions import CONFLICT, DOTS, changed_fields, dots_after
from desktop.services.books import Books
from desktop.services.tallying import Change, tally
from desktop.store import journal
from desktop.store.journal import Entry
from desktop.store.tables import WRITTEN


@dataclass(frozen=True)
class Current:
    """What the books hold of a record now."""

    id: int
    kind: str
    version_id: int
    number: str
    values: Values

    @property
    def vector(self) -> str:
        """Its version vector as text."""
        return str(self.values.get("_vector", ""))


def tidy(values: Values) -> Values:
    """The values with clean text and without blanks."""
    cleaned = {key: clean(value) if isinstance(value, str) else value for key, value in values.items()}
    return {key: value for key, value in cleaned.items() if value != ""}


def searched_text(catalogue: Catalogue, kind: Kind, values: Values) -> str:
    """Everything of a row that a person may search for, folded."""
    words = [kind.name, str(values.get("_number", ""))]
    for field in kind.fields:
        value = values.get(field.name)
        if value is None or field.type in ("date", "flag"):
            continue
        words.append(catalogue.choices[field.choices].label(str(value)) if field.choices else str(value))
    return fold(" ".join(words))


def current(connection: Connection, uid: bytes) -> Current | None:
    """The record as it stands; None when there is none."""
    row = connection.exec_driver_sql(
        "SELECT record.id, record.kind, version_id, number, content FROM record"
        " JOIN version ON version.id = version_id WHERE uid = ?",
        (uid,),
    ).one_or_none()
    if row is None:
        return None
    return Current(row[0], row[1], row[2], row[3], parse_content(row[4]))


@dataclass(frozen=True)
class Line:
    """A row to be written, and what the journal shall call it; lines of one `step` are undone together."""

    uid: bytes
    kind: str
    values: Values
    action: str
    decided: frozenset[str] = frozenset()
    """Fields that stood against each other and are settled by this, also where the value stays as it is."""
    step: str = ""
    of: str = ""
    """The step that this line takes back or makes again."""
    turn: int = 0
    """Of a row that several machines make alike: the count of its writer, the same on all of them."""


def write(connection: Connection, books: Books, line: Line) -> int:
    """Store one row as its newest version; return the version's id."""
    before = current(connection, line.uid)
    when = books.clock()
    values = _with_meta(books, line, before, when)
    record_id = before.id if before else _record_id(connection, line.uid)
    version_id = _add_version(connection, record_id, values)
    _point_record(connection, books, line, values, (record_id, version_id))
    old = before.values if before else None
    tally(connection, books.own_unit_id, books.counter, [Change(line.kind, old, values)])
    old_id = before.version_id if before else None
    entry = Entry(books.me.officer, line.action, line.uid, old_version_id=old_id, new_version_id=version_id)
    journal.note(connection, entry, when, **{name: told for name in ("step", "of") if (told := getattr(line, name))})
    return version_id


def _with_meta(books: Books, line: Line, before: Current | None, when: str) -> Values:
    meta: Values = {
        "_uid": line.uid.hex(),
        "_vector": _vector(before.vector if before else "", books.me.writer, line.turn),
        "_author": books.me.officer,
        "_at": when,
    }
    values = {name: value for name, value in tidy(line.values).items() if name not in (DOTS, CONFLICT)} | meta
    values.setdefault("_state", RowState.FINAL.value)
    dots = dots_after(before.values if before else None, values, books.me.writer)
    values |= {DOTS: dots} if dots else {}
    return _still_at_odds(values, before.values, line.decided) if before else values


def _vector(before: str, writer: str, turn: int) -> str:
    counts = parse_vector(before)
    return vector_text(counts | {writer: turn}) if turn > counts.get(writer, 0) else bump(before, writer)


def _still_at_odds(values: Values, before: Values, decided: frozenset[str]) -> Values:
    """The row with the conflicts that this change does not settle."""
    settled = decided | changed_fields(before, values)
    if not conflict_of(before) or values["_state"] == RowState.DELETED:
        return values
    return without_conflict(values | {CONFLICT: before[CONFLICT]}, settled)


_NEXT = "SELECT 1 + MAX(COALESCE((SELECT MAX(id) FROM record), 0), COALESCE((SELECT MAX(id) FROM absent), 0))"


def _record_id(connection: Connection, uid: bytes) -> int:
    """The id of a record that is not in the books: the one it had, else one that nobody has had."""
    had = connection.exec_driver_sql("SELECT id FROM absent WHERE uid = ?", (uid,)).scalar()
    if had is None:
        return int(connection.exec_driver_sql(_NEXT).scalar_one())
    connection.exec_driver_sql("DELETE FROM absent WHERE uid = ?", (uid,))
    return int(had)


def _add_version(connection: Connection, record_id: int, values: Values) -> int:
    content = canonical(values)
    row = (record_id, row_hash(content), weight(str(values["_vector"])), WRITTEN, content)
    statement = "INSERT INTO version(record_id, hash, weight, source, content) VALUES (?, ?, ?, ?, ?) RETURNING id"
    return int(connection.exec_driver_sql(statement, row).scalar_one())


_POINT = (
    "INSERT INTO record(id, uid, unit_id, kind, day, number, state, version_id, told_id, mark, searched)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(id) DO UPDATE SET day = excluded.day, number = excluded.number, state = excluded.state,"
    " version_id = excluded.version_id, told_id = excluded.told_id, mark = excluded.mark, searched = excluded.searched"
)


def _point_record(connection: Connection, books: Books, line: Line, values: Values, ids: tuple[int, int]) -> None:
    kind = books.catalogue.kinds[line.kind]
    day = day_of(kind, values, books.me.calendar)
    searched = "" if kind.system else searched_text(books.catalogue, kind, values)
    number, state = str(values.get("_number", "")), str(values["_state"])
    mark = Mark.CONFLICT if CONFLICT in values else Mark.NONE
    (record_id, version_id), unit_id = ids, books.own_unit_id
    row = (record_id, line.uid, unit_id, line.kind, day, number, state, version_id, version_id, mark, searched)
    connection.exec_driver_sql(_POINT, row)

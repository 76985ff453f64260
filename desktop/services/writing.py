"""One row into the books: version, current record, totals and journal in the caller's transaction."""

from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain.catalogue import Catalogue, Kind
from desktop.domain.filing import day_of, weight
from desktop.domain.records import RowState, Values, bump, canonical, parse_content, row_hash
from desktop.domain.text import clean, fold
from desktop.services.books import Books
from desktop.services.tallying import Change, tally
from desktop.store import journal
from desktop.store.journal import Entry


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
    """A row to be written, and what the journal shall call it."""

    uid: bytes
    kind: str
    values: Values
    action: str


def write(connection: Connection, books: Books, line: Line) -> int:
    """Store one row as its newest version; return the version's id."""
    before = current(connection, line.uid)
    when = books.clock()
    values = _with_meta(books, line, before, when)
    version_id = _add_version(connection, line.uid, values)
    _point_record(connection, books, line, values, version_id)
    old = before.values if before else None
    tally(connection, books.own_unit_id, books.counter, [Change(line.kind, old, values)])
    old_id = before.version_id if before else None
    entry = Entry(books.me.officer, line.action, line.uid, old_version_id=old_id, new_version_id=version_id)
    journal.note(connection, entry, when)
    return version_id


def _with_meta(books: Books, line: Line, before: Current | None, when: str) -> Values:
    meta: Values = {
        "_uid": line.uid.hex(),
        "_vector": bump(before.vector if before else "", books.me.writer),
        "_author": books.me.officer,
        "_at": when,
    }
    values = tidy(line.values) | meta
    values.setdefault("_state", RowState.FINAL.value)
    return values


def _add_version(connection: Connection, uid: bytes, values: Values) -> int:
    content = canonical(values)
    row = (uid, row_hash(content), weight(str(values["_vector"])), content)
    statement = "INSERT INTO version(record_uid, hash, weight, content) VALUES (?, ?, ?, ?) RETURNING id"
    return int(connection.exec_driver_sql(statement, row).scalar_one())


_POINT = (
    "INSERT INTO record(uid, unit_id, kind, day, number, state, version_id, weight, hash, searched)"
    " SELECT record_uid, ?, ?, ?, ?, ?, id, weight, hash, ? FROM version WHERE id = ?"
    " ON CONFLICT(uid) DO UPDATE SET day = excluded.day, number = excluded.number, state = excluded.state,"
    " version_id = excluded.version_id, weight = excluded.weight, hash = excluded.hash, searched = excluded.searched"
)


def _point_record(connection: Connection, books: Books, line: Line, values: Values, version_id: int) -> None:
    kind = books.catalogue.kinds[line.kind]
    day = day_of(kind, values, books.me.calendar)
    searched = "" if kind.system else searched_text(books.catalogue, kind, values)
    number, state = str(values.get("_number", "")), str(values["_state"])
    connection.exec_driver_sql(_POINT, (books.own_unit_id, line.kind, day, number, state, searched, version_id))

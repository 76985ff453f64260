"""Which version of a record counts, and for which unit: f(active packages, what was written here, corrections).

The set of versions decides, nothing else (domain.joining). A record belongs to the unit that tells its heaviest
version; where several tell it alike, to the one with the smallest uid. A record that nobody tells any more leaves the
books; its versions, and its id in `absent`, stay.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection

from desktop.domain.filing import day_of, weight
from desktop.domain.joining import Correction, Mark, settle
from desktop.domain.records import Values, canonical, parse_content, row_hash
from desktop.domain.versions import CONFLICT
from desktop.services import linking
from desktop.services.books import Books, Role
from desktop.services.tallying import Change, tally
from desktop.services.writing import searched_text
from desktop.store.tables import MADE, WRITTEN

_TOUCHED = "CREATE TEMP TABLE IF NOT EXISTS touched(id INTEGER PRIMARY KEY)"
_NOW = """
    SELECT record.id, uid, unit_id, kind, version_id, told_id, mark, content FROM touched
    JOIN record ON record.id = touched.id JOIN version ON version.id = version_id
"""
_TELLING = """
    SELECT record_id, version.id, hash, weight, content, sheet, unit.uid, unit.id
    FROM version JOIN package_row ON version_id = version.id
    JOIN package ON package.id = package_row.package_id AND active AND NOT sent AND (NOT by_hand OR accepted)
    JOIN unit ON unit.id = package.unit_id
    WHERE record_id IN (SELECT id FROM touched)
"""
_WRITTEN = """
    SELECT record_id, version.id, hash, weight, content, '', ?, ? FROM touched
    JOIN version ON record_id = touched.id AND source = ?
"""
_UIDS = "SELECT touched.id, absent.uid FROM touched JOIN absent ON absent.id = touched.id"
_CORRECTIONS = "SELECT uid, subject, value, author, at FROM overlay WHERE active AND subject LIKE 'record:%'"
_MADE_BEFORE = "SELECT id FROM version WHERE record_id = ? AND hash = ?"
_MAKE = "INSERT INTO version(record_id, hash, weight, source, content) VALUES (?, ?, ?, ?, ?) RETURNING id"
_POINT = (
    "INSERT INTO record(id, uid, unit_id, kind, day, number, state, version_id, told_id, mark, searched)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(id) DO UPDATE SET unit_id = excluded.unit_id, kind = excluded.kind, day = excluded.day,"
    " number = excluded.number, state = excluded.state, version_id = excluded.version_id,"
    " told_id = excluded.told_id, mark = excluded.mark, searched = excluded.searched"
)


DELETED_SHEET = "deleted"
"""Shows deleted rows of all kinds; each of them says its own."""


class Now(NamedTuple):
    """What the books point to."""

    uid: bytes
    unit_id: int
    kind: str
    version_id: int
    told_id: int
    mark: str
    content: str


class Told(NamedTuple):
    """One version that counts among those of a record, and who tells it."""

    version_id: int
    hash: bytes
    weight: int
    content: str
    sheet: str
    unit_uid: str
    unit_id: int


@dataclass(frozen=True)
class Chosen:
    """What the books must point to."""

    unit_id: int
    sheet: str
    content: str
    told: str
    mark: Mark
    ids: Mapping[str, int]
    """Versions that are there already, by content."""


def touch(connection: Connection, statement: str, arguments: tuple[object, ...] = ()) -> None:
    """Name the records to choose for again: a statement that selects their ids."""
    connection.exec_driver_sql(_TOUCHED)
    connection.exec_driver_sql("DELETE FROM touched")
    connection.exec_driver_sql(f"INSERT OR IGNORE INTO touched {statement}", arguments)


def repoint(connection: Connection, books: Books) -> int:
    """Choose again for all touched records and bring totals along; return how many changed."""
    now = {row[0]: Now(*row[1:]) for row in connection.exec_driver_sql(_NOW)}
    chosen = choose(connection, books)
    uids = {row[0]: row[1] for row in connection.exec_driver_sql(_UIDS)} | {each: now[each].uid for each in now}
    by_unit: dict[int, list[Change]] = defaultdict(list)
    points, gone, come = [], [], []
    for record_id in sorted({*now, *chosen}):
        before, after = now.get(record_id), chosen.get(record_id)
        if after is None:
            assert before is not None
            gone.append((before.uid, record_id))
            by_unit[before.unit_id].append(Change(before.kind, parse_content(before.content), None))
            continue
        version_id, told_id = (_version_of(connection, record_id, each, after) for each in (after.content, after.told))
        if before and before[1:2] + before[3:6] == (after.unit_id, version_id, told_id, after.mark):
            continue
        values = parse_content(after.content)
        kind = str(values.get("_kind", after.sheet or (before.kind if before else "")))
        points.append(_point(books, record_id, uids[record_id], kind, values, after, version_id, told_id))
        if before is None:
            come.append((record_id,))
        else:
            by_unit[before.unit_id].append(Change(before.kind, parse_content(before.content), None))
        by_unit[after.unit_id].append(Change(kind, None, values))
    _write(connection, points, gone, come)
    for unit_id, changes in by_unit.items():
        tally(connection, unit_id, books.counter, changes)
    linking.refresh(connection, books, uids.values())
    return len(points) + len(gone)


def choose(connection: Connection, books: Books) -> dict[int, Chosen]:
    """What f says of each touched record, by its id; those that nobody tells are left out."""
    telling: dict[int, dict[bytes, Told]] = defaultdict(dict)
    for record_id, *rest in connection.exec_driver_sql(_TELLING):
        _tell(telling[record_id], Told(*rest))
    if books.me.role is Role.UNIT:
        for record_id, *rest in connection.exec_driver_sql(_WRITTEN, (books.me.unit_uid, books.own_unit_id, WRITTEN)):
            _tell(telling[record_id], Told(*rest))
    corrections = corrections_by_record(connection)
    return {record_id: _chosen(list(told.values()), corrections) for record_id, told in telling.items()}


def _tell(told: dict[bytes, Told], one: Told) -> None:
    known = told.get(one.hash)
    if known is None or one.unit_uid < known.unit_uid or (one.unit_uid == known.unit_uid and not known.sheet):
        told[one.hash] = one


def _chosen(told: list[Told], corrections: Mapping[str, list[Correction]]) -> Chosen:
    told.sort(key=lambda each: (each.weight, each.hash), reverse=True)
    first = told[0]
    if len(told) == 1 and not corrections:
        mark = Mark.CONFLICT if f'"{CONFLICT}":' in first.content else Mark.NONE
        return Chosen(first.unit_id, first.sheet, first.content, first.content, mark, {first.content: first.version_id})
    values = [parse_content(each.content) for each in told]
    joined = settle(values, corrections.get(str(values[0]["_uid"]), ()))
    ids = {each.content: each.version_id for each in told}
    sheet = next((each.sheet for each in told if each.sheet not in ("", DELETED_SHEET)), first.sheet)
    return Chosen(first.unit_id, sheet, canonical(joined.values), canonical(joined.told), joined.mark, ids)


def corrections_by_record(connection: Connection) -> dict[str, list[Correction]]:
    """All corrections of records in force, by the record's uid in hex."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for uid, subject, value, author, at in connection.exec_driver_sql(_CORRECTIONS):
        said = json.loads(value, parse_float=Decimal)
        one = Correction(uid.hex(), said["writer"], said["count"], said["seen"], said["values"], author, at)
        found[subject.partition(":")[2]].append(one)
    return found


def _version_of(connection: Connection, record_id: int, content: str, chosen: Chosen) -> int:
    """The version of this content, made now where no file and no form brought it."""
    known = chosen.ids.get(content)
    if known is not None:
        return known
    digest = row_hash(content)
    found = connection.exec_driver_sql(_MADE_BEFORE, (record_id, digest)).scalar()
    if found is not None:
        return int(found)
    heavy = weight(str(parse_content(content)["_vector"]))
    return int(connection.exec_driver_sql(_MAKE, (record_id, digest, heavy, MADE, content)).scalar_one())


def _point(
    books: Books, record_id: int, uid: bytes, kind: str, values: Values, chosen: Chosen, version_id: int, told_id: int
) -> tuple[object, ...]:
    form = books.catalogue.kinds[kind]
    day = day_of(form, values, books.me.calendar)
    number, state = str(values.get("_number", "")), str(values.get("_state", "final"))
    searched = searched_text(books.catalogue, form, values) if books.me.role is Role.UNIT and not form.system else ""
    return record_id, uid, chosen.unit_id, kind, day, number, state, version_id, told_id, chosen.mark, searched


def _write(
    connection: Connection,
    points: list[tuple[object, ...]],
    gone: list[tuple[bytes, int]],
    come: list[tuple[int]],
) -> None:
    if gone:
        connection.exec_driver_sql("DELETE FROM record WHERE id = ?", [(record_id,) for _, record_id in gone])
        connection.exec_driver_sql("INSERT INTO absent(uid, id) VALUES (?, ?)", gone)
    if come:
        connection.exec_driver_sql("DELETE FROM absent WHERE id = ?", come)
    if points:
        connection.exec_driver_sql(_POINT, points)

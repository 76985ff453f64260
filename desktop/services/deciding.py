"""Records that were changed in one field on two machines: what stands against what, and a person's word."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.joining import Mark, conflict_of, newest
from desktop.domain.records import Order, RowState, Value, Values, compare, parse_content, parse_vector
from desktop.domain.versions import STATE, VECTOR, changed_fields
from desktop.services.books import Books, Role
from desktop.services.correcting import put_above
from desktop.services.recording import Touched
from desktop.services.writing import Line, write

DECIDED = "quyết định xung đột"
CORRECTION = "điều chỉnh của cấp trên"
"""Stands where a machine is named; its reason stands where a file is."""


class Side(NamedTuple):
    """One of the versions that stand against each other, and who says so."""

    values: Values
    author: str
    at: str
    machine: str
    """Whose changes no other side has seen: the installs by their writers' names."""
    file_name: str


@dataclass(frozen=True)
class Conflict:
    """One record at odds with itself."""

    uid: bytes
    unit_id: int
    kind: str
    number: str
    fields: tuple[str, ...]
    before: Values | None
    """What both changed, where the books have it."""
    sides: tuple[Side, ...]
    now: Values
    """What counts until somebody decides."""


_MARKED = """
    SELECT id, uid, unit_id, kind, number FROM record WHERE mark = ? AND mark <> ''
    ORDER BY unit_id, kind, number, uid
"""
_NOW = "SELECT content FROM record JOIN version ON version.id = version_id WHERE record.id = ?"
_VERSIONS = """
    SELECT content, source, COALESCE((
        SELECT file_name FROM package_row JOIN package ON package.id = package_row.package_id
        WHERE version_id = version.id ORDER BY package.id LIMIT 1), ''),
        source = 1 OR EXISTS (
            SELECT 1 FROM package_row JOIN package ON package.id = package_row.package_id
            WHERE version_id = version.id AND active AND NOT sent AND (NOT by_hand OR accepted))
    FROM version WHERE record_id = ? ORDER BY weight DESC, hash DESC
"""


def count(books: Books) -> int:
    """How many records wait for a decision."""
    with books.db.read() as connection:
        statement = "SELECT COUNT(*) FROM record WHERE mark = ? AND mark <> ''"  # so that the index is used
        return int(connection.exec_driver_sql(statement, (Mark.CONFLICT.value,)).scalar_one())


def conflicts(books: Books, mark: Mark = Mark.CONFLICT) -> list[Conflict]:
    """All records at odds (or, by another mark, those that were joined by themselves), unit by unit."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_MARKED, (mark.value,)).all()
        return [_conflict(connection, *row) for row in rows]


def _conflict(connection: Connection, record_id: int, uid: bytes, unit_id: int, kind: str, number: str) -> Conflict:
    now = parse_content(connection.exec_driver_sql(_NOW, (record_id,)).scalar_one())
    told: list[tuple[Values, str]] = []
    older: list[Values] = []
    for content, _, file_name, counts in connection.exec_driver_sql(_VERSIONS, (record_id,)):
        values = parse_content(content)
        (told if counts else older).append((values, file_name) if counts else values)  # type: ignore[arg-type]
    heads = newest(values for values, _ in told)
    sides = tuple(_side(values, file_name, heads) for values, file_name in told if values in heads)
    sides += tuple(_corrections(connection, uid, now))
    before = _before(heads, [*older, *(values for values, _ in told if values not in heads)])
    fields = tuple(conflict_of(now)) or tuple(sorted(_differing(heads)))
    return Conflict(uid, unit_id, kind, number, fields, before, sides, now)


_ABOVE = "SELECT value, reason, author, at FROM overlay WHERE active AND subject = ? ORDER BY id"


def _corrections(connection: Connection, uid: bytes, now: Values) -> Iterable[Side]:
    """What headquarters said here before, where the unit says something else since."""
    against = conflict_of(now)
    for value, reason, author, at in connection.exec_driver_sql(_ABOVE, (f"record:{uid.hex()}",)):
        said = json.loads(value, parse_float=Decimal)
        values = {name: each for name, each in said["values"].items() if each in against.get(name, ())}
        if values:
            vector = f"{said['writer']}:{said['count']}"
            yield Side({**now, **values, VECTOR: vector}, author, at, CORRECTION, reason)


def _differing(heads: Iterable[Values]) -> set[str]:
    first, *others = heads
    return {name for other in others for name in changed_fields(first, other)}


def _side(values: Values, file_name: str, heads: list[Values]) -> Side:
    machine = ", ".join(sorted(_own_writers(values, heads)))
    return Side(values, str(values.get("_author", "")), str(values.get("_at", "")), machine, file_name)


def _own_writers(values: Values, heads: Iterable[Values]) -> set[str]:
    """Who changed it where no other side has seen it: the machines that this side stands for."""
    others = [parse_vector(str(head[VECTOR])) for head in heads if head[VECTOR] != values[VECTOR]]
    mine = parse_vector(str(values[VECTOR]))
    return {writer for writer, n in mine.items() if all(other.get(writer, 0) < n for other in others)}


def _before(heads: list[Values], older: list[Values]) -> Values | None:
    """The newest version that every side has seen."""
    seen = [
        values
        for values in older
        if all(compare(str(values[VECTOR]), str(head[VECTOR])) is Order.OLDER for head in heads)
    ]
    return newest(seen)[0] if seen else None


def decide(books: Books, uid: bytes, values: Mapping[str, Value | None]) -> Touched:
    """Say which values hold in the fields at odds; raise UserError for a record that is not at odds any more."""
    with books.db.begin() as connection:
        row = connection.exec_driver_sql(
            "SELECT record.id, kind, content FROM record JOIN version ON version.id = version_id"
            " WHERE uid = ? AND mark = ?",
            (uid, Mark.CONFLICT.value),
        ).one_or_none()
        if row is None:
            raise UserError(Trouble.CONFLICT_GONE)
        record_id, kind, content = row
        now = parse_content(content)
        chosen = {name: value for name, value in values.items() if name in conflict_of(now)}
        if books.me.role is Role.HEADQUARTERS:
            put_above(connection, books, (record_id, uid), str(now[VECTOR]), chosen, DECIDED)
        else:
            write(connection, books, Line(uid, kind, _with(now, chosen, kind), "decided", frozenset(chosen)))
    return Touched.RECORDS


def _with(now: Values, chosen: Mapping[str, Value | None], kind: str) -> Values:
    values = {name: value for name, value in {**now, **chosen}.items() if value is not None}
    if chosen.get(STATE) == RowState.DELETED:
        return {STATE: RowState.DELETED.value, "_kind": kind, "_reason": DECIDED, "_number": now.get("_number", "")}
    return values


def decide_like(books: Books, chosen: Conflict, side: int | None, others: Iterable[Conflict]) -> int:
    """Decide all of these for the same machine as this side was (None: as it was before); return how many were."""
    machines = _machines(chosen.sides[side]) if side is not None else set()
    return sum(_decide_for(books, conflict, machines, side is None) for conflict in (chosen, *others))


def _decide_for(books: Books, conflict: Conflict, machines: set[str], as_before: bool) -> bool:
    if as_before:
        values = conflict.before
    else:
        its = [each for each in conflict.sides if _machines(each) & machines]
        values = its[0].values if len(its) == 1 else None
    if values is None:
        return False
    try:
        decide(books, conflict.uid, {name: values.get(name) for name in conflict.fields})
    except UserError as error:
        if error.code is not Trouble.CONFLICT_GONE:
            raise
        return False
    return True


def _machines(side: Side) -> set[str]:
    return set(side.machine.split(", "))

"""Headquarters corrects a record or a figure above the unit's value, never over it (điều chỉnh); both are shown."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from desktop.base.errors import Refused, Trouble, UserError
from desktop.domain.catalogue import IndicatorKind, Level
from desktop.domain.counting import scaled, unscaled
from desktop.domain.periods import month_key
from desktop.domain.records import Value, Values, derived_uid, new_uid, number_text, parse_content, parse_vector
from desktop.domain.versions import VECTOR, covers, own_fields
from desktop.services.books import Books
from desktop.services.repointing import repoint, touch
from desktop.services.rights import Act, require
from desktop.store import journal
from desktop.store.journal import Entry

FIGURE_KIND = "figure"


class Standing(StrEnum):
    """What became of a correction."""

    IN_FORCE = "in_force"
    TAKEN = "taken"
    CONTESTED = "contested"
    ABSENT = "absent"
    """Its record is told by no package that counts."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Correction:
    """One correction as it is listed: of a record, or of a unit's figure in a month."""

    uid: bytes
    unit_id: int | None
    record_uid: bytes | None
    kind: str
    number: str
    month: int | None
    indicator: str
    changes: tuple[tuple[str, Value | None, Value | None], ...]
    """Field, what the unit says, what headquarters says."""
    reason: str
    author: str
    at: str
    standing: Standing


WITHDRAWN = "correction withdrawn"
"""What the journal calls it when a correction is taken back."""
_RECORD = """
    SELECT record.id, record.unit_id, record.kind, now.content, told.content FROM record
    JOIN version AS now ON now.id = version_id JOIN version AS told ON told.id = told_id WHERE uid = ?
"""
_ADD = "INSERT INTO overlay(uid, subject, value, reason, author, at, active) VALUES (?, ?, ?, ?, ?, ?, TRUE)"
_COUNT = "SELECT value FROM overlay WHERE subject = ?"


def correct(books: Books, uid: bytes, values: Mapping[str, Value | None], reason: str) -> bytes:
    """Put values above those of a record, None to empty a field; return the correction's uid.

    Raise Refused when the corrected record cannot be true, UserError without a reason or a record.
    """
    require(books, Act.CORRECT)
    if not reason.strip():
        raise UserError(Trouble.REASON_NEEDED)
    with books.db.begin() as connection:
        row = connection.exec_driver_sql(_RECORD, (uid,)).one_or_none()
        if row is None:
            raise UserError(Trouble.RECORD_GONE)
        record_id, _, kind, content, _ = row
        now = parse_content(content)
        _refuse_nonsense(books, kind, now, values)
        return put_above(connection, books, (record_id, uid), str(now[VECTOR]), values, reason)


def _refuse_nonsense(books: Books, kind: str, now: Values, values: Mapping[str, Value | None]) -> None:
    after = {name: value for name, value in {**now, **values}.items() if value is not None}
    names = own_fields(after)
    problems = books.check_of(kind).problems({name: value for name, value in after.items() if name in names})
    if any(problem.level is Level.E for problem in problems):
        raise Refused(problems)


def put_above(
    connection: Connection,
    books: Books,
    record: tuple[int, bytes],
    seen: str,
    values: Mapping[str, Value | None],
    reason: str,
) -> bytes:
    record_id, uid = record
    subject = f"record:{uid.hex()}"
    said = {
        "writer": books.me.writer,
        "count": 1 + _counted(connection, subject),
        "seen": seen,
        "values": {name: _plain(value) for name, value in values.items()},
    }
    made = _store(connection, books, subject, said, reason)
    touch(connection, "VALUES (?)", (record_id,))
    repoint(connection, books)
    journal.note(connection, Entry(books.me.officer, "corrected", uid), correction=made.hex())
    return made


def _counted(connection: Connection, subject: str) -> int:
    rows = connection.exec_driver_sql(_COUNT, (subject,))
    return max((int(json.loads(value)["count"]) for (value,) in rows), default=0)


def _plain(value: Value | None) -> Any:
    return float(number_text(value)) if isinstance(value, Decimal) else value


def _store(connection: Connection, books: Books, subject: str, said: Mapping[str, Any], reason: str) -> bytes:
    made = new_uid()
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    connection.exec_driver_sql(_ADD, (made, subject, text, reason.strip(), books.me.officer, books.clock()))
    return made


def correct_figure(books: Books, unit_id: int, month: int, indicator: str, value: int | Decimal, reason: str) -> bytes:
    """Put an amount above a unit's figure of a reporting month (yyyymm); return the correction's uid.

    A typed figure that the unit told is corrected as its row; any other amount stands beside the totals.
    """
    require(books, Act.CORRECT)
    if not reason.strip():
        raise UserError(Trouble.REASON_NEEDED)
    chosen = books.catalogue.indicators.get(indicator)
    if chosen is None or not chosen.stored:
        raise UserError(Trouble.UNKNOWN_INDICATOR, indicator=indicator)
    unit = books.units[unit_id]
    uid = derived_uid(FIGURE_KIND, unit.uid, month_key(month), indicator, "")
    if chosen.kind is IndicatorKind.TYPED and _is_told(books, uid):
        return correct(books, uid, {"state": "value", "value": value} if value else _ZERO, reason)
    with books.db.begin() as connection:
        subject = f"figure:{unit.uid}"
        said = {
            "count": 1 + _counted(connection, subject),
            "month": month,
            "indicator": indicator,
            "amount": scaled(value),
        }
        made = _store(connection, books, subject, said, reason)
        entry = Entry(books.me.officer, "corrected figure")
        journal.note(connection, entry, correction=made.hex(), unit=unit.uid, indicator=indicator, month=month)
    return made


_ZERO: Mapping[str, Value | None] = {"state": "zero", "value": None}


def _is_told(books: Books, uid: bytes) -> bool:
    with books.db.read() as connection:
        return connection.exec_driver_sql("SELECT 1 FROM record WHERE uid = ?", (uid,)).scalar() is not None


def withdraw(books: Books, correction: bytes) -> None:
    """Take a correction back: as if it had never been made; it stays readable."""
    with books.db.begin() as connection:
        found = connection.exec_driver_sql(
            "SELECT subject FROM overlay WHERE uid = ? AND active", (correction,)
        ).scalar()
        if found is None:
            raise UserError(Trouble.CORRECTION_GONE)
        connection.exec_driver_sql("UPDATE overlay SET active = FALSE WHERE uid = ?", (correction,))
        kind, _, name = str(found).partition(":")
        if kind == "record":
            touch(connection, "SELECT id FROM record WHERE uid = ?", (bytes.fromhex(name),))
            repoint(connection, books)
        journal.note(connection, Entry(books.me.officer, WITHDRAWN), correction=correction.hex())


_ALL = "SELECT uid, subject, value, reason, author, at, active FROM overlay ORDER BY id DESC"


def corrections(books: Books) -> list[Correction]:
    """All corrections, newest first, withdrawn ones too, with what became of them."""
    with books.db.read() as connection:
        return [_listed(connection, books, *row) for row in connection.exec_driver_sql(_ALL).all()]


def _listed(
    connection: Connection,
    books: Books,
    uid: bytes,
    subject: str,
    value: str,
    reason: str,
    author: str,
    at: str,
    active: int,
) -> Correction:
    kind, _, name = subject.partition(":")
    said = json.loads(value, parse_float=Decimal)
    if kind == FIGURE_KIND:
        standing = Standing.IN_FORCE if active else Standing.WITHDRAWN
        changes: tuple[tuple[str, Value | None, Value | None], ...] = (("value", None, unscaled(said["amount"])),)
        unit_id = books.unit_ids.get(name)
        return Correction(
            uid, unit_id, None, kind, "", said["month"], said["indicator"], changes, reason, author, at, standing
        )
    row = connection.exec_driver_sql(_RECORD, (bytes.fromhex(name),)).one_or_none()
    told = parse_content(row[4]) if row else {}
    changes = tuple((field, told.get(field), after) for field, after in said["values"].items())
    standing = _standing(said, told, changes) if active else Standing.WITHDRAWN
    number, unit_id = str(told.get("_number", "")), row[1] if row else None
    record_kind = row[2] if row else ""
    return Correction(
        uid, unit_id, bytes.fromhex(name), record_kind, number, None, "", changes, reason, author, at, standing
    )


def _standing(
    said: Mapping[str, Any], told: Values, changes: Iterable[tuple[str, Value | None, Value | None]]
) -> Standing:
    if not told:
        return Standing.ABSENT
    if not covers(parse_vector(str(told[VECTOR])), f"{said['writer']}:{said['count']}"):
        return Standing.IN_FORCE
    return Standing.TAKEN if all(before == after for _, before, after in changes) else Standing.CONTESTED

"""Records by their uids as people name them: kind, number, day, and what they tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.catalogue import Kind
from desktop.domain.records import Values, parse_content
from desktop.services.books import Books
from desktop.services.wordily import listed


@dataclass(frozen=True)
class Named:
    """One record in a few words."""

    uid: bytes
    unit_id: int
    kind: Kind
    number: str
    day: str
    content: str


_RECORDS = """
    SELECT uid, record.unit_id, record.kind, record.number, record.day, content
    FROM record JOIN version ON version.id = version_id
    WHERE uid = ?
"""


def named(books: Books, uids: Iterable[bytes]) -> list[Named]:
    """Those of these records that the books know, by kind and day."""
    found = []
    with books.db.read() as connection:
        for uid in uids:
            row = connection.exec_driver_sql(_RECORDS, (uid,)).one_or_none()
            if row is not None:
                found.append(_named(books, *row))
    return sorted(found, key=lambda each: (each.kind.code, each.day, each.number))


def _named(books: Books, uid: bytes, unit_id: int, kind_code: str, number: str, day: str, content: str) -> Named:
    kind = books.catalogue.kinds[kind_code]
    return Named(uid, unit_id, kind, number, day, listed(books.catalogue, kind, parse_content(content)))


_TOLD = "SELECT content FROM record JOIN version ON version.id = told_id WHERE uid = ?"


def told_values(books: Books, uid: bytes) -> Values:
    """What the unit itself says of a record; nothing for one that is gone."""
    with books.db.read() as connection:
        content = connection.exec_driver_sql(_TOLD, (uid,)).scalar()
    return parse_content(content) if content is not None else {}

"""Which records a list holds: kinds, days, state, words and figures, as a condition over the books."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain.counting import counts_within
from desktop.domain.records import RowState, parse_content
from desktop.services import searching
from desktop.services.books import Books


@dataclass(frozen=True)
class Filter:
    """Which records to list; records without a day (drafts) belong to every span of days."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    state: RowState | None = None
    """None: everything that is not deleted."""
    indicator: str = ""
    """Only what is counted in this figure, in these reporting months."""
    months: tuple[int, ...] = ()


def condition(
    connection: Connection, books: Books, wanted: Filter, deleted: bool = False, few: bool = False
) -> tuple[str, tuple[object, ...]]:
    """What a statement over `record` must hold for a filter, with its arguments."""
    kinds = wanted.kinds or tuple(kind.code for kind in books.catalogue.record_kinds)
    # Over all kinds one walk through the table is quicker than the index by kind and day: + leaves the index out.
    parts = ["unit_id = ?" if wanted.kinds else "+unit_id = ?", f"kind IN ({', '.join('?' for _ in kinds)})"]
    arguments: list[object] = [books.own_unit_id, *kinds]
    if wanted.first or wanted.last:
        parts.append("(day BETWEEN ? AND ? OR day = '')")
        arguments += [wanted.first, wanted.last or "9999"]
    if not deleted:
        parts.append("record.state = ?" if wanted.state else "record.state <> ?")
        arguments.append((wanted.state or RowState.DELETED).value)
    if wanted.indicator:
        parts.append("record.id IN (SELECT value FROM json_each(?))")
        arguments.append(json.dumps(_counted_ids(books, wanted)))
    found, words = searching.condition(connection, wanted.text, few)
    return " AND ".join(found + parts), (*words, *arguments)


def _counted_ids(books: Books, wanted: Filter) -> list[int]:
    """Final records that add to a figure; a ratio's are those of its parts."""
    codes = _stored_codes(books, wanted.indicator)
    rules = (books.catalogue.indicators[code].count for code in codes)
    kinds = sorted({rule.kind for rule in rules if rule is not None})
    statement = (
        "SELECT record.id, kind, content FROM record JOIN version ON version.id = version_id"
        f" WHERE unit_id = ? AND kind IN ({', '.join('?' for _ in kinds)}) AND state = 'final'"
    )
    with books.db.read() as connection:
        found = connection.exec_driver_sql(statement, (books.own_unit_id, *kinds)).all()
    return [id_ for id_, kind, content in found if _adds(books, kind, content, codes, wanted.months)]


def _stored_codes(books: Books, code: str) -> set[str]:
    indicator = books.catalogue.indicators.get(code)
    if indicator is None or indicator.stored:
        return {code} if indicator is not None else set()
    return {stored for _, term in indicator.terms for stored in _stored_codes(books, term)}


def _adds(books: Books, kind: str, content: str, codes: set[str], months: tuple[int, ...]) -> bool:
    parts = books.counter.of(kind).parts(parse_content(content))
    indicators = books.catalogue.indicators
    return any(
        code in codes and not breakdown and counts_within(indicators[code], months, month, origin)
        for code, breakdown, month, origin, _ in parts
    )

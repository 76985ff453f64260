"""What was written before, offered again: like the last one, one alike, values in use, written today."""

from desktop.domain.catalogue import FieldType
from desktop.domain.records import RecordDraft, Values, parse_content
from desktop.services.books import Books
from desktop.services.browsing import HAMLET, Filter, RecordRow, ids, rows, without_meta
from desktop.services.writing import tidy
from desktop.wording.reasons import REASONS

USED_REASONS, SHORT = 3, 70
"""So many reasons of one's own are offered, when they are short enough to be read in a menu."""
RECENT = 2000
"""Values that people used lately come from so many of the newest records."""


_LAST = """
    SELECT content FROM record JOIN version ON version.id = version_id
    WHERE unit_id = ? AND kind = ? AND state <> 'deleted' ORDER BY record.id DESC LIMIT 1
"""


def like_last(books: Books, kind: str) -> Values:
    """What the newest record of a kind holds, without its days and its long words: these are new each time."""
    with books.db.read() as connection:
        content = connection.exec_driver_sql(_LAST, (books.own_unit_id, kind)).scalar()
    if content is None:
        return {}
    fresh = {
        each.name for each in books.catalogue.kind(kind).fields if each.type in (FieldType.DATE, FieldType.LONG_TEXT)
    }
    values = without_meta(parse_content(content))
    return {name: value for name, value in values.items() if name not in fresh}


def last_kind(books: Books) -> str:
    """The kind of the record written last; '' in empty books."""
    kinds = [kind.code for kind in books.catalogue.record_kinds]
    statement = f"SELECT kind FROM record WHERE kind IN ({', '.join('?' for _ in kinds)}) ORDER BY id DESC LIMIT 1"
    with books.db.read() as connection:
        return str(connection.exec_driver_sql(statement, tuple(kinds)).scalar() or "")


def similar(books: Books, draft: RecordDraft) -> list[RecordRow]:
    """Other records of that kind and day that say the same in the fields that are listed."""
    kind = books.catalogue.kind(draft.kind)
    values = tidy(draft.values)
    day = str(values.get(kind.date_field or "", ""))
    told = [name for name in (*kind.listed, HAMLET) if name in values]
    if not day or not told:
        return []
    same_day = rows(books, ids(books, Filter(kinds=(kind.code,), first=day, last=day)))
    return [
        row
        for row in same_day
        if row.uid != draft.uid and row.day == day and all(row.values.get(n) == values[n] for n in told)
    ]


_USED = """
    SELECT json_extract(content, ?) AS used, COUNT(*) FROM (
        SELECT content FROM record JOIN version ON version.id = version_id
        WHERE +unit_id = ? AND kind IN ({kinds}) AND state <> 'deleted' ORDER BY record.id DESC LIMIT ?
    ) WHERE used IS NOT NULL GROUP BY used ORDER BY COUNT(*) DESC, used
"""


def used_values(books: Books, name: str, kind: str = "") -> list[tuple[str, int]]:
    """What records (of one kind) lately had in a field, and how often, most used first."""
    kinds = [kind] if kind else [each.code for each in books.catalogue.record_kinds]
    statement = _USED.format(kinds=", ".join("?" for _ in kinds))
    with books.db.read() as connection:
        found = connection.exec_driver_sql(statement, (f"$.{name}", books.own_unit_id, *kinds, RECENT))
        return [(str(value), int(count)) for value, count in found]


def hamlets(books: Books) -> list[tuple[str, int]]:
    """The hamlets (xóm) of these books, most used first."""
    return used_values(books, HAMLET)


def written_on(books: Books, day: str, limit: int = 20) -> list[RecordRow]:
    """Records that were last changed on a day of the clock, newest change first."""
    statement = (
        "SELECT record.id FROM journal JOIN record ON record.uid = journal.record_uid"
        " WHERE journal.at BETWEEN ? AND ? AND record.unit_id = ? AND state <> 'deleted'"
        f" AND kind IN ({', '.join('?' for _ in books.catalogue.record_kinds)})"
        " GROUP BY record.id ORDER BY MAX(journal.id) DESC LIMIT ?"
    )
    kinds = tuple(kind.code for kind in books.catalogue.record_kinds)
    with books.db.read() as connection:
        found = connection.exec_driver_sql(statement, (day, f"{day}~", books.own_unit_id, *kinds, limit))
        wanted = list(found.scalars())
    return rows(books, wanted)


_REASONS = """
    SELECT json_extract(content, '$.reason') AS reason FROM record JOIN version ON version.id = version_id
    WHERE unit_id = ? AND kind = 'explanation' AND state = 'final'
    GROUP BY reason ORDER BY COUNT(*) DESC, reason LIMIT ?
"""


def reasons(books: Books) -> list[str]:
    """Reasons to offer for an odd figure: the ones most used here, then those that everybody gives."""
    with books.db.read() as connection:
        used = connection.exec_driver_sql(_REASONS, (books.own_unit_id, USED_REASONS)).scalars()
        return list(dict.fromkeys([*(str(each) for each in used if each and len(each) <= SHORT), *REASONS]))

"""What was written before, offered again: like the last one, one alike, values in use, written today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.catalogue import FieldType, Kind
from desktop.domain.records import RecordDraft, Value, Values, parse_content
from desktop.domain.text import fold
from desktop.services.books import Books
from desktop.services.browsing import HAMLET, RecordRow, ids, rows, without_meta
from desktop.services.filtering import Filter
from desktop.services.remembering import kept
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


@dataclass(frozen=True)
class Alike:
    """A record that resembles what is being typed, and the fields in which it does."""

    row: RecordRow
    labels: tuple[str, ...]
    same: bool
    """Of the same day, with all that is typed so far: very likely the same thing."""


AROUND = timedelta(days=15)
NEAREST = 120
LEAST_ALIKE = 2


def alike(books: Books, draft: RecordDraft, limit: int = 3) -> list[Alike]:
    """Records of that kind around that day that resemble the draft, the most alike first."""
    kind, values = books.catalogue.kind(draft.kind), tidy(draft.values)
    told = [name for name in (kind.date_field or "", *kind.listed, HAMLET, *_wordy(kind)) if name in values]
    if len(told) < LEAST_ALIKE:
        return []
    near = _near(books, kind, str(values.get(kind.date_field or "", "")))
    found = [_compared(kind, values, told, row) for row in near if row.uid != draft.uid]
    close = [(score, each) for score, each in found if len(each.labels) >= LEAST_ALIKE]
    close.sort(key=lambda pair: (not pair[1].same, -pair[0]))
    return [each for _, each in close[:limit]]


def _near(books: Books, kind: Kind, day: str) -> list[RecordRow]:
    first, last = _span(day)
    return rows(books, ids(books, Filter(kinds=(kind.code,), first=first, last=last))[:NEAREST])


def _span(day: str) -> tuple[str, str]:
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return "", ""
    return (when - AROUND).isoformat(), (when + AROUND).isoformat()


def _wordy(kind: Kind) -> list[str]:
    return [each.name for each in kind.fields if each.type is FieldType.LONG_TEXT]


def _compared(kind: Kind, values: Values, told: Sequence[str], row: RecordRow) -> tuple[float, Alike]:
    labels, score = [], 0.0
    for name in dict.fromkeys(told):
        close = _closeness(kind.field(name).type, values[name], row.values.get(name))
        if close >= HALF:
            labels.append(kind.field(name).label)
        score += close
    exact = [name for name in dict.fromkeys(told) if kind.field(name).type is not FieldType.LONG_TEXT]
    same = kind.date_field in exact and len(exact) > 1 and all(values[name] == row.values.get(name) for name in exact)
    return score, Alike(row, tuple(labels), same)


HALF = 0.5


def _closeness(type_: FieldType, mine: Value, other: Value | None) -> float:
    """How close two values are: equal ones 1, words by what they share, days by how far they lie apart."""
    if other is None:
        return 0.0
    if mine == other:
        return 1.0
    if type_ is FieldType.DATE:
        apart = abs((date.fromisoformat(str(mine)[:10]) - date.fromisoformat(str(other)[:10])).days)
        return 0.4 if apart <= 1 else 0.0
    if type_ in (FieldType.TEXT, FieldType.LONG_TEXT):
        ours, theirs = set(fold(str(mine)).split()), set(fold(str(other)).split())
        return len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    return 0.0


_USED = """
    SELECT json_extract(content, ?) AS used, COUNT(*) FROM (
        SELECT content FROM record JOIN version ON version.id = version_id
        WHERE +unit_id = ? AND kind IN ({kinds}) AND state <> 'deleted' ORDER BY record.id DESC LIMIT ?
    ) WHERE used IS NOT NULL GROUP BY used ORDER BY COUNT(*) DESC, used
"""


def used_values(books: Books, name: str, kind: str = "") -> list[tuple[str, int]]:
    """What records (of one kind) lately had in a field, and how often, most used first."""
    return kept(books, "used values", (name, kind), lambda: _used_values(books, name, kind))


def _used_values(books: Books, name: str, kind: str) -> list[tuple[str, int]]:
    kinds = [kind] if kind else [each.code for each in books.catalogue.record_kinds]
    statement = _USED.format(kinds=", ".join("?" for _ in kinds))
    with books.db.read() as connection:
        found = connection.exec_driver_sql(statement, (f"$.{name}", books.own_unit_id, *kinds, RECENT))
        return [(str(value), int(count)) for value, count in found]


def hamlets(books: Books) -> list[tuple[str, int]]:
    """The hamlets (xóm) of these books, most used first."""
    return used_values(books, HAMLET)


NEWEST_LINES = 5000
"""So many lines of the journal are looked at for the newest changes of a day, however long it is."""


def written_on(books: Books, day: str, limit: int = 20) -> list[RecordRow]:
    """Records that were last changed on a day of the clock, newest change first."""
    statement = (
        "SELECT record.id FROM journal CROSS JOIN record ON record.uid = journal.record_uid"  # the journal goes first
        f" WHERE journal.id > (SELECT MAX(id) FROM journal) - {NEWEST_LINES}"
        " AND journal.at BETWEEN ? AND ? AND record.unit_id = ? AND state <> 'deleted'"
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

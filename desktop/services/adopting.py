"""A version made elsewhere is taken into the unit's own books as it stands, or answered by one that has seen it.

Taken over, a row is the very same here and at headquarters: nobody has to join anything. Where the unit has changed
other fields meanwhile, both changes hold; where the same, the person who took the proposal over has just decided.
"""

from sqlalchemy import Connection

from desktop.domain.filing import day_of, weight
from desktop.domain.joining import conflict_of, newest, settle
from desktop.domain.records import (
    Order,
    RowState,
    Values,
    bump,
    canonical,
    compare,
    join,
    parse_content,
    parse_vector,
    row_hash,
)
from desktop.domain.versions import CONFLICT, DOTS, STATE, VECTOR, Dots, changed_fields, dot, own_fields
from desktop.services.books import Books
from desktop.services.repointing import repoint, touch
from desktop.services.tallying import Change, tally
from desktop.services.writing import Current, current, searched_text
from desktop.store import journal
from desktop.store.journal import Entry
from desktop.store.tables import TOLD, WRITTEN


def take_over(connection: Connection, books: Books, uid: bytes, kind: str, content: str) -> bool:
    """Let the proposed version hold; return whether anything changed. What is here already, or newer, stays."""
    proposed = parse_content(content)
    before = current(connection, uid)
    if before is None:
        _add_record(connection, books, uid, kind, proposed)
        return True
    match compare(str(proposed[VECTOR]), before.vector):
        case Order.NEWER:
            _put(connection, books, uid, before, content, "took over")
        case Order.CONCURRENT:
            _put(connection, books, uid, before, canonical(_agreed(books, before, proposed)), "took over")
        case _:
            return False
    return True


def keep_own(connection: Connection, books: Books, uid: bytes, kind: str, content: str, reason: str) -> None:
    """The unit's own values as a version that has seen the proposal; a row it has not is deleted, with the reason."""
    proposed = parse_content(content)
    before = current(connection, uid)
    if before is None:
        _add_record(connection, books, uid, kind, proposed, TOLD)
        before = current(connection, uid)
        assert before is not None
        own: Values = {
            "_number": before.number,
            STATE: RowState.DELETED.value,
            "_reason": reason,
            "_kind": kind,
            "_uid": uid.hex(),
        }
    else:
        own = {name: value for name, value in before.values.items() if name not in (DOTS, CONFLICT)}
    held = _signed(books, before.values, proposed, own)
    _put(connection, books, uid, before, canonical(held), "kept own")


def _agreed(books: Books, before: Current, proposed: Values) -> Values:
    """Both changes, and of a field that both changed the proposed value."""
    joined = settle(newest([before.values, proposed])).values
    agreed = {name: value for name, value in joined.items() if name not in (DOTS, CONFLICT)}
    for name in conflict_of(joined):
        agreed.pop(name, None)
        if name in proposed:
            agreed[name] = proposed[name]
    return _signed(books, before.values, proposed, agreed)


def _signed(books: Books, mine: Values, proposed: Values, values: Values) -> Values:
    """These values as a version of ours that has seen both; the fields that differed were decided by it."""
    seen = join((str(mine[VECTOR]), str(proposed[VECTOR])))
    vector = bump(seen, books.me.writer)
    change = dot(books.me.writer, parse_vector(vector)[books.me.writer])
    noted = Dots(Dots.of(mine).made)
    noted.later = {name: Dots.of(mine)[name] for name in own_fields(mine) | {STATE}}
    gone = values.get(STATE) == RowState.DELETED
    noted.set({STATE} if gone else changed_fields(mine, proposed) | changed_fields(mine, values), change)
    return values | {VECTOR: vector, DOTS: noted.text, "_author": books.me.officer, "_at": books.clock()}


_ADD = "INSERT INTO version(record_id, hash, weight, source, content) VALUES (?, ?, ?, ?, ?) RETURNING id"
_KNOWN = "SELECT id FROM version WHERE record_id = ? AND hash = ?"


def _put(connection: Connection, books: Books, uid: bytes, before: Current, content: str, action: str) -> None:
    version_id = _add_version(connection, before.id, content)
    touch(connection, "SELECT ?", (before.id,))
    repoint(connection, books)
    entry = Entry(books.me.officer, action, uid, old_version_id=before.version_id, new_version_id=version_id)
    journal.note(connection, entry, books.clock())


def _add_version(connection: Connection, record_id: int, content: str, source: int = WRITTEN) -> int:
    """Written here from now on, also where it had only been made of others before; or merely TOLD from above."""
    digest = row_hash(content)
    known = connection.exec_driver_sql(_KNOWN, (record_id, digest)).scalar()
    if known is not None:
        connection.exec_driver_sql("UPDATE version SET source = ? WHERE id = ?", (source, known))
        return int(known)
    heavy = weight(str(parse_content(content)[VECTOR]))
    return int(connection.exec_driver_sql(_ADD, (record_id, digest, heavy, source, content)).scalar_one())


_FREE = "SELECT 1 + MAX(COALESCE((SELECT MAX(id) FROM record), 0), COALESCE((SELECT MAX(id) FROM absent), 0))"
_POINT = (
    "INSERT INTO record(id, uid, unit_id, kind, day, number, state, version_id, told_id, mark, searched)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)"
)


def _add_record(
    connection: Connection, books: Books, uid: bytes, kind: str, values: Values, source: int = WRITTEN
) -> None:
    """A record that these books have not: lost here, or told by another machine of the unit."""
    had = connection.exec_driver_sql("DELETE FROM absent WHERE uid = ? RETURNING id", (uid,)).scalar()
    record_id = int(had if had is not None else connection.exec_driver_sql(_FREE).scalar_one())
    version_id = _add_version(connection, record_id, canonical(values), source)
    form = books.catalogue.kinds[kind]
    day = day_of(form, values, books.me.calendar)
    searched = "" if form.system else searched_text(books.catalogue, form, values)
    number, state = str(values.get("_number", "")), str(values[STATE])
    row = (record_id, uid, books.own_unit_id, kind, day, number, state, version_id, version_id, searched)
    connection.exec_driver_sql(_POINT, row)
    tally(connection, books.own_unit_id, books.counter, [Change(kind, None, values)])
    entry = Entry(books.me.officer, "took in", uid, new_version_id=version_id)
    journal.note(connection, entry, books.clock())

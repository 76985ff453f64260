"""The book of records as lists show it: ids in order, rows in blocks, one record with its history."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Indicator, Kind, Level
from desktop.domain.counting import counts_within, unscaled
from desktop.domain.numbers import format_number
from desktop.domain.records import RecordDraft, RowState, Values, parse_content
from desktop.domain.rules import Problem
from desktop.domain.text import sort_key
from desktop.services import wordily
from desktop.services.books import Books
from desktop.services.filtering import Filter, condition
from desktop.services.old_origins import origin
from desktop.services.recording import explanation_uid
from desktop.services.writing import tidy
from desktop.wording.cells import value_words

HAMLET = "hamlet"
COUNT = "_count"
BLOCK, AT_A_TIME = 500, 2000


@dataclass(frozen=True)
class RecordRow:
    """One line of the book."""

    id: int
    uid: bytes
    kind: str
    kind_name: str
    number: str
    day: str
    content: str
    hamlet: str
    count: int
    state: RowState
    level: Level | None
    """The heaviest thing the checks still have against it; warnings with a reason are left out."""
    author: str
    at: str
    values: Values = field(repr=False, default_factory=dict)


@dataclass(frozen=True)
class FieldChange:
    """One field in a version against the one before, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEntry:
    """One change: when, by whom, what was done, which fields."""

    at: str
    actor: str
    action: str
    changes: tuple[FieldChange, ...]
    reason: str = ""


@dataclass(frozen=True)
class CountedPart:
    """What a record adds to a figure of a month."""

    indicator: Indicator
    month: int
    amount: str


@dataclass(frozen=True)
class RecordDetail:
    """One record with everything known of it; a deleted one shows its last living values."""

    uid: bytes
    kind: Kind
    number: str
    state: RowState
    values: Values
    reason: str
    history: tuple[HistoryEntry, ...]
    problems: list[Problem]

    @property
    def amended(self) -> int:
        """How often it was changed after it was first written."""
        return max(0, len(self.history) - 1)


def ids(books: Books, wanted: Filter, order: str = "day", descending: bool = True) -> "array[int]":
    """Ids of the records asked for; drafts without a day stand first, then the newest day."""
    with books.db.read() as connection:
        where, arguments = condition(connection, books, wanted)
        if order in _IN_CONTENT:
            return _by_content(connection, where, arguments, order, descending)
        columns = {"day": "day = '' {0}, day {0}, id {0}", "kind": f"{_kind_rank(books)} {{0}}, day DESC, id DESC"}
        ordered = columns[order].format("DESC" if descending else "ASC")
        return _fetched(connection, f"SELECT id FROM record WHERE {where} ORDER BY {ordered}", arguments)


def first_ids(books: Books, wanted: Filter, limit: int) -> "array[int]":
    """The first of `ids`, newest day first, without looking at the others: what a keystroke is answered with."""
    newest = "SELECT id FROM record WHERE {} AND day {} '' ORDER BY day DESC, id DESC LIMIT ?"
    found = array("q")
    with books.db.read() as connection:
        for sign, few in (("=", True), (">", False)):
            where, arguments = condition(connection, books, wanted, few=few)
            where = where.replace("+unit_id", "unit_id", 1)  # the index by day stops as soon as there are enough
            found += _fetched(connection, newest.format(where, sign), (*arguments, limit - len(found)))
    return found


def _fetched(connection: Connection, statement: str, arguments: tuple[object, ...]) -> "array[int]":
    """Ids alone, in their order."""
    found = array("q")
    for part in _parts(connection, statement, arguments):
        found.extend([row[0] for row in part])
    return found


def _parts(connection: Connection, statement: str, arguments: tuple[object, ...]) -> Iterator[Sequence[Any]]:
    """Rows straight from the driver, some thousands at a time: that takes a third of the time, and little room."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, arguments)
        while part := cursor.fetchmany(AT_A_TIME):
            yield part
    finally:
        cursor.close()


_IN_CONTENT = {HAMLET: HAMLET, "count": COUNT}


def _kind_rank(books: Books) -> str:
    """The place of a record's kind in the Vietnamese order of their names."""
    kinds = sorted(books.catalogue.record_kinds, key=lambda each: sort_key(each.short))
    return "CASE kind " + " ".join(f"WHEN '{each.code}' THEN {place}" for place, each in enumerate(kinds)) + " END"


def _by_content(
    connection: Connection, where: str, arguments: tuple[object, ...], order: str, descending: bool
) -> "array[int]":
    """Ids by a value inside the content, the newest first among equals; SQLite knows no Vietnamese order."""
    statement = (
        "SELECT record.id, json_extract(content, ?) FROM record JOIN version ON version.id = version_id"
        f" WHERE {where} ORDER BY day DESC, record.id DESC"
    )
    found, places, seen = array("q"), array("q"), dict[object, int]()
    for part in _parts(connection, statement, (f"$.{_IN_CONTENT[order]}", *arguments)):
        found.extend([id_ for id_, _ in part])
        places.extend([seen.setdefault(value, len(seen)) for _, value in part])
    keys = [_content_key(order, value) for value in seen]
    alike = {key: array("q") for key in sorted(set(keys), reverse=descending)}
    for id_, place in zip(found, places, strict=True):
        alike[keys[place]].append(id_)
    found = array("q")
    for ids_ in alike.values():
        found.extend(ids_)
    return found


def _content_key(order: str, value: object) -> tuple[int, str]:
    if order == "count":
        return int(str(value or 1)), ""
    return int(not value), sort_key(str(value or ""))


def counts(books: Books, wanted: Filter) -> dict[tuple[str, RowState], int]:
    """How many records of each kind and state the filter lets through, whatever kinds and state it names."""
    with books.db.read() as connection:
        where, arguments = condition(connection, books, replace(wanted, kinds=(), state=None), deleted=True)
        statement = f"SELECT kind, state, COUNT(*) FROM record WHERE {where} GROUP BY kind, state"
        found = connection.exec_driver_sql(statement, arguments)
        return {(str(kind), RowState(state)): int(count) for kind, state, count in found}


def kind_counts(books: Books, first: str = "", last: str = "", text: str = "") -> dict[str, int]:
    """How many records of each kind fall into a span of days, most first; deleted ones are left out."""
    found: dict[str, int] = {}
    for (kind, state), count in counts(books, Filter(text, (), first, last)).items():
        if state is not RowState.DELETED:
            found[kind] = found.get(kind, 0) + count
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def id_of(books: Books, uid: bytes) -> int | None:
    """The id under which lists hold a record."""
    with books.db.read() as connection:
        found = connection.exec_driver_sql("SELECT id FROM record WHERE uid = ?", (uid,)).scalar()
    return None if found is None else int(found)


def is_longer(books: Books, rows: int) -> bool:
    """Whether the book has more rows than that, or had: told without counting them."""
    with books.db.read() as connection:
        return int(connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) FROM record").scalar_one()) > rows


def lets_through(books: Books, wanted: Filter, id_: int) -> bool:
    """Whether a filter lets this record through."""
    with books.db.read() as connection:
        where, arguments = condition(connection, books, wanted, few=True)
        found = connection.exec_driver_sql(f"SELECT 1 FROM record WHERE id = ? AND {where}", (id_, *arguments))
        return found.first() is not None


def newest_day(books: Books, until: str) -> str:
    """The day of the newest record up to a day; '' while there is none."""
    kinds = ", ".join("?" for _ in books.catalogue.record_kinds)
    statement = f"SELECT MAX(day) FROM record WHERE day <= ? AND kind IN ({kinds})"
    arguments = (until, *(kind.code for kind in books.catalogue.record_kinds))
    with books.db.read() as connection:
        return str(connection.exec_driver_sql(statement, arguments).scalar() or "")


_ROWS = """
    SELECT record.id, uid, kind, record.number, day, state, content FROM record
    JOIN version ON version.id = version_id WHERE record.id IN ({marks})
"""


def rows(books: Books, wanted: Sequence[int]) -> list[RecordRow]:
    """The records of some ids, in the same order."""
    if not wanted:
        return []
    statement = _ROWS.format(marks=", ".join("?" for _ in wanted))
    with books.db.read() as connection:
        read = connection.exec_driver_sql(statement, tuple(wanted)).all()
        found = [_Found(row[0], row[1], row[2], row[3], row[4], row[5], parse_content(row[6])) for row in read]
        problems = {row.id: _problems(books, row) for row in found}
        reasons = _reasons(connection, books, [(row.uid, each) for row in found for each in problems[row.id]])
    by_id = {row.id: _row(books, row, _level(row.uid, problems[row.id], reasons)) for row in found}
    return [by_id[each] for each in wanted if each in by_id]


def rows_in_blocks(books: Books, wanted: Filter) -> Iterator[RecordRow]:
    """All records that a filter lets through, a few hundred at a time."""
    found = ids(books, wanted)
    for start in range(0, len(found), BLOCK):
        yield from rows(books, found[start : start + BLOCK])


class _Found(NamedTuple):
    id: int
    uid: bytes
    kind: str
    number: str
    day: str
    state: str
    values: Values


Reasons = dict[tuple[str, str, str], str]
"""Why explained warnings are right, by rule, subject and inputs."""


def _problems(books: Books, found: _Found) -> list[Problem]:
    if found.state == RowState.DELETED:
        return []
    return books.check_of(found.kind).problems(without_meta(found.values))


def _reasons(connection: Connection, books: Books, asked: Iterable[tuple[bytes, Problem]]) -> Reasons:
    """Explanations of these warnings only; looked for by their uids, however long the books are."""
    uids = {explanation_uid(books, uid.hex(), each.rule) for uid, each in asked if each.level is not Level.E}
    reasons: Reasons = {}
    for start in range(0, len(uids), BLOCK):
        part = sorted(uids)[start : start + BLOCK]
        statement = (
            "SELECT content FROM record JOIN version ON version.id = version_id"
            f" WHERE state = 'final' AND uid IN ({', '.join('?' for _ in part)})"
        )
        for content in connection.exec_driver_sql(statement, tuple(part)).scalars():
            told = parse_content(content)
            reasons[str(told["rule"]), str(told["subject"]), str(told["inputs"])] = str(told["reason"])
    return reasons


def _row(books: Books, found: _Found, level: Level | None) -> RecordRow:
    id_, uid, code, number, day, state, values = found
    kind = books.catalogue.kinds[code]
    own = without_meta(values)
    return RecordRow(
        id_,
        uid,
        code,
        kind.short,
        number,
        day,
        str(values.get("_reason", "")) or wordily.listed(books.catalogue, kind, values),
        str(values.get(HAMLET, "")),
        int(values.get(COUNT, 1)),
        RowState(state),
        level,
        str(values.get("_author", "")),
        str(values.get("_at", "")),
        own,
    )


def _level(uid: bytes, problems: Sequence[Problem], reasons: Reasons) -> Level | None:
    levels = {each.level for each in problems if (each.rule, uid.hex(), each.inputs_hash) not in reasons}
    return next((level for level in (Level.E, Level.W, Level.Q) if level in levels), None)


def reasons_of(books: Books, uid: bytes, problems: Sequence[Problem]) -> dict[tuple[str, str], str]:
    """Why warnings of a record are right, by rule and by the numbers the reason was given for."""
    with books.db.read() as connection:
        found = _reasons(connection, books, [(uid, each) for each in problems])
    return {(rule, inputs): reason for (rule, _, inputs), reason in found.items()}


def without_meta(values: Values) -> Values:
    """What an officer entered: the fields, and how many the record stands for."""
    return {name: value for name, value in values.items() if not name.startswith("_") or name == COUNT}


_VERSIONS = """
    SELECT journal.at, actor, action, content FROM journal
    JOIN version ON version.id = new_version_id WHERE journal.record_uid = ? ORDER BY journal.id
"""


def detail(books: Books, uid: bytes) -> RecordDetail:
    """One record with its history; raise UserError when there is none."""
    with books.db.read() as connection:
        head = connection.exec_driver_sql("SELECT kind, number, state FROM record WHERE uid = ?", (uid,)).one_or_none()
        if head is None:
            raise UserError(Trouble.RECORD_GONE)
        lines = connection.exec_driver_sql(_VERSIONS, (uid,)).all()
    kind, state = books.catalogue.kinds[head[0]], RowState(head[2])
    versions = [parse_content(line[3]) for line in lines]
    living = [each for each in versions if each["_state"] != RowState.DELETED]
    values = without_meta(living[-1]) if living else {}
    reason = str(versions[-1].get("_reason", "")) if versions else ""
    problems = books.check_of(kind.code).problems(values, today=date.today().isoformat())
    history = tuple(_history(books, kind, [(*line[:3], each) for line, each in zip(lines, versions, strict=True)]))
    if history and (came_from := origin(books, uid)) is not None:
        history = (replace(history[0], reason=came_from.words), *history[1:])
    return RecordDetail(uid, kind, head[1], state, values, reason, history, problems)


def _history(books: Books, kind: Kind, lines: list[tuple[str, str, str, Values]]) -> list[HistoryEntry]:
    """One entry a change; what was saved field by field is one entry with what came of it."""
    entries: list[HistoryEntry] = []
    before: Values = {}
    older: Values = {}
    last = ""
    for at, actor, action, values in lines:
        if values["_state"] == RowState.DELETED:
            entries.append(HistoryEntry(at, actor, action, (), str(values.get("_reason", ""))))
            continue
        joined = "drafted" in (last, action) and bool(entries) and not entries[-1].reason
        last = action
        if joined:
            action = entries.pop().action
        else:
            older = before
        entries.append(HistoryEntry(at, actor, action, tuple(_changes(books, kind, older, values))))
        before = values
    return entries


def _changes(books: Books, kind: Kind, before: Values, after: Values) -> Iterable[FieldChange]:
    for each in kind.fields:
        old, new = before.get(each.name), after.get(each.name)
        if old != new:
            words = [("" if v is None else value_words(books.catalogue, each, v)) for v in (old, new)]
            yield FieldChange(each.label, words[0], words[1])


def counted_in(books: Books, draft: RecordDraft) -> list[CountedPart]:
    """Which figures of which months a record adds to, as it would once it is finished."""
    values = tidy(without_meta(draft.values))
    parts = books.counter.of(draft.kind).parts(values)
    indicators = books.catalogue.indicators
    return [
        CountedPart(indicators[code], month, format_number(unscaled(amount)))
        for code, breakdown, month, origin, amount in parts
        if not breakdown and counts_within(indicators[code], (month,), month, origin)
    ]

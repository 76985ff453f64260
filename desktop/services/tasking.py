"""The unit's tasks: those from above come with a reply, its own are added here; all are rows that travel."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from desktop.base.errors import Refused, Trouble, UserError
from desktop.domain.catalogue import Level
from desktop.domain.periods import Period
from desktop.domain.records import RecordDraft, RowState, Values, derived_uid, new_uid, parse_content
from desktop.domain.reply import Assigned, Reply
from desktop.domain.system_kinds import TASK
from desktop.domain.tasks import OPEN, WHOLE, Note, Task, TaskState, notes_text, read_notes, task_of
from desktop.domain.text import clean
from desktop.services import recording
from desktop.services.books import Books
from desktop.services.recording import check
from desktop.services.writing import Line, current, write

NOTE_MOST = 1000
_ABOVE = ("period", "title", "content", "source", "origin", "due", "goal", "measure", "task")
"""What headquarters says of a task; everything else of its row is the unit's."""


def task_uid(unit_uid: str, key: str) -> bytes:
    """The row of a unit that tells of a task from above."""
    return derived_uid("task", unit_uid, key)


_LIVING = """
    SELECT uid, content FROM record JOIN version ON version.id = version_id
    WHERE unit_id = ? AND kind = 'task' AND record.state = 'final' ORDER BY record.id
"""


def tasks(books: Books) -> list[Task]:
    """Every task of the unit: open ones by their day, then what is over, the newest first."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_LIVING, (books.own_unit_id,)).all()
    found = [task_of(uid, parse_content(content)) for uid, content in rows]
    still = sorted((each for each in found if each.is_open), key=lambda each: each.due or date.max)
    over = sorted((each for each in found if not each.is_open), key=lambda each: each.ended or date.min)
    return [*still, *reversed(over)]


def add(books: Books, period: Period, title: str, due: date | None = None, source: str = "") -> bytes:
    """A task of the unit's own; raise Refused or UserError for one without words."""
    words = clean(title).strip()
    if not words:
        raise UserError(Trouble.WORDS_NEEDED)
    values: Values = {"period": period.key, "title": words, "source": clean(source).strip(), "origin": "own"}
    values |= {"due": due.isoformat()} if due else {}
    uid = new_uid()
    with books.db.begin() as connection:
        _put(connection, books, uid, values | {"state": TaskState.TODO.value})
    return uid


def change(books: Books, uid: bytes, **fields: str | int | date | None) -> bool:
    """Set fields of a task, None to blank one; says whether anything changed. What came from above stays as it is.

    A task that got somewhere is in hand. Raise UserError for one that cannot be done without a reason, and for more
    than the whole in per cent.
    """
    with books.db.begin() as connection:
        before = _existing(connection, uid)
        given = _ABOVE if before.get("task") else ("period", "task")
        wanted = {name: _value(value) for name, value in fields.items() if name not in given}
        after: Values = {name: value for name, value in (_own(before) | wanted).items() if value not in (None, "")}
        if "reached" in wanted and after.get("state", "todo") == TaskState.TODO and after.get("reached"):
            after["state"] = TaskState.DOING.value
        if after == _own(before):
            return False
        _refuse(after)
        _put(connection, books, uid, _ended(books, before, after))
    return True


def note(books: Books, uid: bytes, words: str, day: date | None = None) -> None:
    """Write down what was done on a day (today); a task that nobody had begun is in hand from now on."""
    told = " ".join(clean(words).split())
    if not told:
        raise UserError(Trouble.WORDS_NEEDED)
    if len(told) > NOTE_MOST:
        raise UserError(Trouble.TEXT_TOO_LONG, most=NOTE_MOST)
    with books.db.begin() as connection:
        before = _own(_existing(connection, uid))
        when = day or date.fromisoformat(_today(books))
        notes = (*read_notes(str(before.get("progress", ""))), Note(when, told))
        after = before | {"progress": notes_text(notes)}
        if before.get("state", "todo") == TaskState.TODO:
            after["state"] = TaskState.DOING.value
        _put(connection, books, uid, after)


def drop(books: Books, uid: bytes, reason: str) -> None:
    """Delete a task of the unit's own, with the reason; one from above is answered, never deleted."""
    with books.db.read() as connection:
        if _existing(connection, uid).get("task"):
            raise UserError(Trouble.TASK_FROM_ABOVE)
    recording.delete(books, uid, reason)


def _ended(books: Books, before: Values, after: Values) -> Values:
    """The row with the day on which it came to its end; one that is opened again has none."""
    if TaskState(str(after.get("state", "todo"))) in OPEN:
        return {name: value for name, value in after.items() if name != "ended"}
    if after.get("state") == before.get("state") and "ended" in after:
        return after
    return after | {"ended": _today(books)}


def _value(value: str | int | date | None) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return clean(value).strip() if isinstance(value, str) else value


def _refuse(values: Values) -> None:
    if values.get("state") == TaskState.BLOCKED and not values.get("reason"):
        raise UserError(Trouble.REASON_NEEDED)
    reached = values.get("reached")
    if isinstance(reached, int) and reached > WHOLE and not values.get("goal"):
        raise UserError(Trouble.OVER_THE_WHOLE)


def _existing(connection: Connection, uid: bytes) -> Values:
    row = current(connection, uid)
    if row is None or row.values["_state"] == RowState.DELETED:
        raise UserError(Trouble.RECORD_GONE)
    return row.values


def _own(values: Values) -> Values:
    return {name: value for name, value in values.items() if not name.startswith("_")}


def _put(connection: Connection, books: Books, uid: bytes, values: Values, action: str = "written") -> None:
    problems = check(books, RecordDraft(TASK.code, values))
    if any(each.level is Level.E for each in problems):
        raise Refused(problems)
    write(connection, books, Line(uid, TASK.code, values, action))


def _today(books: Books) -> str:
    return books.clock()[:10]


# What a reply brings


@dataclass(frozen=True)
class Above:
    """Who writes what headquarters says of a task: the same on every laptop that takes the reply."""

    install: str
    epoch: int
    officer: str

    def write(self, connection: Connection, books: Books, uid: bytes, values: Values, given: Assigned) -> None:
        """Store headquarters' version; nothing of it depends on this machine or this moment."""
        theirs = copy(books)
        theirs.me = replace(
            books.me, install=self.install, epoch=self.epoch, officer=given.author or self.officer
        )
        theirs.clock = lambda: given.at or f"{given.due}T00:00:00"
        write(connection, theirs, Line(uid, TASK.code, values, "assigned", turn=given.turn))


def take_tasks(connection: Connection, books: Books, reply: Reply) -> None:
    """The tasks of a reply among the unit's own: new ones put, changed words brought along, withdrawn ones marked.

    What the unit did with a task stays; one that it deleted stays deleted.
    """
    writer = Above(reply.install, reply.epoch, reply.author)
    for each in reply.tasks:
        _take(connection, books, writer, replace(each, period=each.period or reply.period))
    kept = {task_uid(books.me.unit_uid, each.uid) for each in reply.tasks}
    for uid, values in _given(connection, books, reply.period):
        if uid not in kept and task_of(uid, values).is_open:
            after = _own(values) | {"state": TaskState.WITHDRAWN.value, "ended": reply.created[:10]}
            _put(connection, books, uid, after, "assigned")


def take(books: Books, given: Assigned, writer: Above) -> bytes:
    """Put one task from above by itself; return its row."""
    with books.db.begin() as connection:
        _take(connection, books, writer, given)
    return task_uid(books.me.unit_uid, given.uid)


def _given(connection: Connection, books: Books, period: str) -> Iterable[tuple[bytes, Values]]:
    rows = connection.exec_driver_sql(_LIVING, (books.own_unit_id,)).all()
    found = ((uid, parse_content(content)) for uid, content in rows)
    return [(uid, values) for uid, values in found if values.get("task") and values.get("period") == period]


def _take(connection: Connection, books: Books, writer: Above, given: Assigned) -> None:
    uid = task_uid(books.me.unit_uid, given.uid)
    row, above = current(connection, uid), _said(given)
    if row is None:
        writer.write(connection, books, uid, above | {"state": TaskState.TODO.value}, given)
        return
    if row.values["_state"] == RowState.DELETED:
        return
    own = _own(row.values)
    kept = {name: value for name, value in own.items() if name not in _ABOVE or name in ("goal", "measure")}
    after = kept | above
    if own.get("state") == TaskState.WITHDRAWN:
        after["state"] = TaskState.TODO.value
        after.pop("ended", None)
    if after != own:
        writer.write(connection, books, uid, after, given)


def _said(given: Assigned) -> Values:
    """The fields of the row that are headquarters' to say."""
    values: Values = {
        "period": given.period,
        "title": given.title[:500],
        "content": given.text[:2000],
        "source": given.source[:300],
        "origin": given.origin,
        "due": given.due,
        "measure": given.measure[:30],
        "task": given.uid,
    }
    values |= {"goal": given.goal} if given.goal else {}
    return {name: value for name, value in values.items() if value != ""}

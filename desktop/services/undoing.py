"""Takes the last saved changes back and makes them again: each undo is a new version equal to an old one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.records import RowState, Values, new_uid, parse_content
from desktop.domain.versions import CONFLICT, DOTS, VECTOR
from desktop.services.books import Books
from desktop.services.recording import Touched
from desktop.services.writing import Current, Line, current, write

STEPS = 50
"""So many changes of the past can be taken back."""
_LINES = 4000
"""Lines of the journal that are looked through; a large paste is one step of many lines."""
_CHANGES = ("recorded", "amended", "drafted", "deleted", "restored", "written", "withdrawn", "undone", "redone")
_OWN_WORDS = ("_uid", VECTOR, "_author", "_at", DOTS, CONFLICT)
"""What every version says of itself; two versions are equal when all else is."""


@dataclass(frozen=True)
class Moved:
    """A step that was taken back or made again: its first row as it stands now, and how many rows moved."""

    kind: str
    uid: bytes
    number: str
    action: str
    """What the step had been: recorded, amended, deleted, written …"""
    before: Values
    after: Values
    rows: int
    touched: Touched

    @property
    def gone(self) -> bool:
        """Whether the row is deleted or blank now."""
        return self.after.get("_state") == RowState.DELETED


@dataclass(frozen=True)
class _Change:
    uid: bytes
    action: str
    old: int | None
    new: int


@dataclass(frozen=True)
class _Step:
    key: str
    changes: tuple[_Change, ...]


@dataclass(frozen=True)
class Standing:
    """How many steps can be taken back, and how many made again."""

    undo: int
    redo: int


def standing(books: Books) -> Standing:
    """What there is to undo and to redo."""
    with books.db.read() as connection:
        undo, redo = _steps(connection, books)
    return Standing(len(undo), len(redo))


def undo(books: Books) -> Moved | None:
    """Take the last change back; None when there is none. Raise UserError when the row was changed since."""
    with books.db.begin() as connection:
        steps, _ = _steps(connection, books)
        return _move(connection, books, steps[-1], "undone") if steps else None


def redo(books: Books) -> Moved | None:
    """Make the change again that was taken back last; None when there is none."""
    with books.db.begin() as connection:
        _, steps = _steps(connection, books)
        return _move(connection, books, steps[-1], "redone") if steps else None


_JOURNAL = f"""
    SELECT id, action, record_uid, old_version_id, new_version_id, facts FROM journal
    WHERE actor = ? AND package_id IS NULL AND new_version_id IS NOT NULL
    AND action IN ({", ".join(f"'{action}'" for action in _CHANGES)})
    ORDER BY id DESC LIMIT {_LINES}
"""


_STEP = """
    SELECT record_uid, action, old_version_id, new_version_id FROM journal
    WHERE new_version_id IS NOT NULL AND instr(facts, ?) > 0 ORDER BY id DESC
"""


def take_back(connection: Connection, books: Books, step: str, reason: str, progress: Progress) -> tuple[int, int]:
    """Take a step back wherever it lies, as a new one; rows changed since stay. Return how many went and stayed."""
    lines = connection.exec_driver_sql(_STEP, (f'"step": "{step}"',)).all()
    key, taken, kept = new_uid().hex(), 0, 0
    for uid, action, old, new in progress.over(lines, reason, len(lines)):
        now = current(connection, uid)
        if now is None or now.values["_state"] == RowState.DELETED:
            continue
        change = _Change(uid, action, old, new)
        if _plain(now.values) != _version(connection, change.new, now):
            kept += 1
            continue
        before = _version(connection, change.old, now)
        gone = before["_state"] == RowState.DELETED
        write(
            connection,
            books,
            Line(
                uid,
                now.kind,
                before | ({"_reason": reason} if gone else {}),
                "deleted" if gone else "amended",
                step=key,
            ),
        )
        taken += 1
    return taken, kept


def _steps(connection: Connection, books: Books) -> tuple[list[_Step], list[_Step]]:
    """What can be undone and redone, the next one last, read from the journal itself: it outlives the program."""
    found = connection.exec_driver_sql(_JOURNAL, (books.me.officer,)).all()
    undo: list[_Step] = []
    redo: list[_Step] = []
    for moved, step in _grouped(tuple(row) for row in reversed(found)):
        if moved == "undone":
            _carry(step.key, undo, redo)
        elif moved == "redone":
            _carry(step.key, redo, undo)
        else:
            undo.append(step)
            redo.clear()
    if len(found) == _LINES and undo:
        del undo[0]  # its first lines may lie beyond what was looked through
    return undo[max(0, len(undo) + len(redo) - STEPS) :], redo[-STEPS:]


def _carry(key: str, source: list[_Step], target: list[_Step]) -> None:
    if source and source[-1].key == key:
        target.append(source.pop())


def _grouped(rows: Iterable[tuple[int, str, bytes, int | None, int, str]]) -> Iterable[tuple[str, _Step]]:
    """Lines of the journal as steps; how it moved an older one ('' for a change of its own), and the step."""

    def name(row: tuple[int, str, bytes, int | None, int, str]) -> tuple[str, str]:
        facts = json.loads(row[5])
        moved = row[1] if row[1] in ("undone", "redone") else ""
        return moved, str(facts.get("of") if moved else facts.get("step") or row[0])

    for (moved, key), lines in groupby(rows, name):
        changes = tuple(_Change(uid, action, old, new) for _, action, uid, old, new, _ in lines)
        yield moved, _Step(key, changes)


def _move(connection: Connection, books: Books, step: _Step, action: str) -> Moved:
    """Write the versions before the step (or after it, when it is made again) as the newest ones."""
    back = action == "undone"
    moved = [
        _move_one(connection, books, change, action, step.key)
        for change in (reversed(step.changes) if back else step.changes)
    ]
    before, after = moved[-1 if back else 0]
    first = step.changes[0]
    touched = _touched(before.kind)
    number = str(after.get("_number", "")) or before.number
    return Moved(before.kind, first.uid, number, first.action, before.values, after, len(moved), touched)


def _move_one(connection: Connection, books: Books, change: _Change, action: str, key: str) -> tuple[Current, Values]:
    now = current(connection, change.uid)
    assert now is not None  # a row that has versions has a record
    here, there = (change.new, change.old) if action == "undone" else (change.old, change.new)
    expected, wanted = (_version(connection, each, now) for each in (here, there))
    if _plain(now.values) != expected:
        raise UserError(Trouble.CHANGED_SINCE, number=now.number or books.catalogue.kinds[now.kind].name)
    write(connection, books, Line(change.uid, now.kind, wanted, action, of=key))
    return now, wanted


def _version(connection: Connection, id_: int | None, now: Current) -> Values:
    """What a version said; before the first one there was nothing, which is said by a deletion."""
    if id_ is None:
        gone: Values = {"_state": RowState.DELETED.value, "_kind": now.kind}
        return gone | ({"_number": now.number, "_reason": "Hoàn tác"} if now.number else {})
    content = connection.exec_driver_sql("SELECT content FROM version WHERE id = ?", (id_,)).scalar_one()
    return _plain(parse_content(content))


def _plain(values: Values) -> Values:
    return {name: value for name, value in values.items() if name not in _OWN_WORDS}


def _touched(kind: str) -> Touched:
    special = {
        "figure": Touched.FIGURES,
        "declaration": Touched.FIGURES,
        "narrative": Touched.TEXTS,
        "explanation": Touched.TEXTS,
        "task": Touched.TASKS,
    }
    return special.get(kind, Touched.RECORDS)

"""Calls to units about a period: when, by whom, what was said; kept in the books, so that they travel with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain.periods import Period
from desktop.domain.text import clean
from desktop.services.books import Books
from desktop.store import journal
from desktop.store.journal import Entry


@dataclass(frozen=True)
class Called:
    """The last call to a unit that holds."""

    unit_uid: str
    at: str
    """By the clock of who called; of calls noted by older programs only the hour is known."""
    note: str
    author: str
    times: int
    """How often it was called about this period."""


_CALLS = "SELECT unit_uid, at, note, author FROM call WHERE period = ? AND active ORDER BY id"
_ADD = "INSERT INTO call(unit_uid, period, at, note, author, active) VALUES (?, ?, ?, ?, ?, TRUE)"
_LAST = "SELECT MAX(id) FROM call WHERE period = ? AND unit_uid = ? AND active"


def called(books: Books, period: Period) -> dict[str, Called]:
    """By the unit's uid, the last call about this period."""
    found: dict[str, Called] = {}
    with books.db.read() as connection:
        for uid, at, note, author in connection.exec_driver_sql(_CALLS, (period.key,)):
            found[uid] = Called(uid, at, note, author, found[uid].times + 1 if uid in found else 1)
    return found


def note_call(books: Books, period: Period, unit_uid: str, at: str = "", note: str = "") -> None:
    """Write down that a unit was called (now, unless another moment is told), and what it said."""
    moment, words = at or books.clock(), " ".join(clean(note).split())
    with books.db.begin() as connection:
        connection.exec_driver_sql(_ADD, (unit_uid, period.key, moment, words, books.me.officer))
        journal.note(connection, Entry(books.me.officer, "called"), unit=unit_uid, period=period.key, note=words)


def remark(books: Books, period: Period, unit_uid: str, note: str) -> None:
    """What was said in the last call; nothing happens where nobody called."""
    words = " ".join(clean(note).split())
    with books.db.begin() as connection:
        number = _last(connection, period, unit_uid)
        before = connection.exec_driver_sql("SELECT note FROM call WHERE id = ?", (number,)).scalar()
        if number is None or before == words:
            return
        connection.exec_driver_sql("UPDATE call SET note = ? WHERE id = ?", (words, number))
        facts = {"unit": unit_uid, "period": period.key, "before": before, "note": words}
        journal.note(connection, Entry(books.me.officer, "call remarked"), **facts)


def take_back(books: Books, period: Period, unit_uid: str) -> None:
    """The last call was noted by mistake."""
    with books.db.begin() as connection:
        number = _last(connection, period, unit_uid)
        if number is not None:
            connection.exec_driver_sql("UPDATE call SET active = FALSE WHERE id = ?", (number,))
            journal.note(connection, Entry(books.me.officer, "call taken back"), unit=unit_uid, period=period.key)


def _last(connection: Connection, period: Period, unit_uid: str) -> int | None:
    found = connection.exec_driver_sql(_LAST, (period.key, unit_uid)).scalar()
    return None if found is None else int(found)


def adopt(books: Books, lines: Iterable[str]) -> list[str]:
    """Take over what older programs kept beside the books (`period uid HH:MM`); return lines of units unknown here."""
    left, taken = [], []
    for line in lines:
        key, uid, at = (*line.split(" "), "", "")[:3]
        if uid in books.unit_ids and at:
            taken.append((uid, key, at, "", books.me.officer))
        elif line:
            left.append(line)
    if taken:
        with books.db.begin() as connection:
            connection.exec_driver_sql(_ADD, taken)
            journal.note(connection, Entry(books.me.officer, "calls taken over"), count=len(taken))
    return left

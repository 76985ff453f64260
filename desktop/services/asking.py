"""Headquarters asks: questions on a record, a figure or a section; what became of them follows from the rows.

Nothing is stored of an answer: a question is answered when the unit tells an answer to its present turn.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.package import parse_manifest
from desktop.domain.periods import Period
from desktop.domain.records import Values, derived_uid, new_uid, parse_content
from desktop.domain.reply import Question
from desktop.domain.text import clean
from desktop.services.books import Books
from desktop.services.subjects import named_subject, subject_words
from desktop.store import journal
from desktop.store.journal import Entry

MOST = 1000


class Standing(StrEnum):
    """How a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Thread:
    """A question, and what the unit said to it."""

    question: Question
    unit_id: int
    period: str
    standing: Standing
    answer: str = ""
    answered_at: str = ""


def answer_uid(unit_uid: str, thread: str) -> bytes:
    """The one row that answers a thread."""
    return derived_uid("answer", unit_uid, thread)


def ask(books: Books, unit_id: int, period: Period, subject: str, text: str) -> Thread:
    """Ask a unit; raise UserError for a subject that it does not have, and for no words."""
    words = _words(text)
    with books.db.begin() as connection:
        subject = named_subject(connection, unit_id, subject)
        subject_words(connection, books, unit_id, subject)
        uid = new_uid()
        row = (uid, unit_id, period.key, subject, 1, words, books.me.officer, books.clock())
        connection.exec_driver_sql(
            'INSERT INTO thread(uid, unit_id, period, subject, turn, text, author, "at")'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        journal.note(connection, Entry(books.me.officer, "asked"), thread=uid.hex(), text=words)
        return _thread(connection, books, uid)


def ask_again(books: Books, uid: bytes, text: str) -> Thread:
    """Reopen a question with other words: the answer given so far answers it no longer."""
    words = _words(text)
    with books.db.begin() as connection:
        _thread(connection, books, uid)
        connection.exec_driver_sql(
            "UPDATE thread SET turn = turn + 1, text = ?, author = ?, \"at\" = ?, closed = '' WHERE uid = ?",
            (words, books.me.officer, books.clock(), uid),
        )
        journal.note(connection, Entry(books.me.officer, "asked again"), thread=uid.hex(), text=words)
        return _thread(connection, books, uid)


def close(books: Books, uid: bytes) -> Thread:
    """Close a question by hand; twice is once."""
    with books.db.begin() as connection:
        if _thread(connection, books, uid).standing is not Standing.CLOSED:
            connection.exec_driver_sql("UPDATE thread SET closed = ? WHERE uid = ?", (books.clock(), uid))
            journal.note(connection, Entry(books.me.officer, "closed question"), thread=uid.hex())
        return _thread(connection, books, uid)


def reopen(books: Books, uid: bytes) -> Thread:
    """Take the closing back: the question goes out as it was, and what was answered stays answered."""
    with books.db.begin() as connection:
        if _thread(connection, books, uid).standing is Standing.CLOSED:
            connection.exec_driver_sql("UPDATE thread SET closed = '' WHERE uid = ?", (uid,))
            journal.note(connection, Entry(books.me.officer, "reopened question"), thread=uid.hex())
        return _thread(connection, books, uid)


_PERIODS = "SELECT DISTINCT period FROM package WHERE NOT sent AND active AND unit_id = ?"


def last_period(books: Books, unit_id: int) -> Period | None:
    """The latest period of which a unit has reported; of several that end together the shortest."""
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_PERIODS, (unit_id,)).scalars().all()
    return max(map(books.period, found), key=lambda period: (period.last, period.first), default=None)


_THREADS = 'SELECT uid, unit_id, period, subject, turn, text, author, "at", closed FROM thread {where} ORDER BY id'


def threads(books: Books, unit_id: int | None = None, period: Period | None = None) -> list[Thread]:
    """All questions, or those to a unit or about a period, with their state."""
    with books.db.read() as connection:
        return threads_within(connection, books, unit_id, period)


def threads_within(
    connection: Connection, books: Books, unit_id: int | None = None, period: Period | None = None
) -> list[Thread]:
    """The same inside a transaction."""
    wanted = {"unit_id": unit_id, "period": period.key if period else None}
    named = {name: value for name, value in wanted.items() if value is not None}
    where = f"WHERE {' AND '.join(f'{name} = ?' for name in named)}" if named else ""
    rows = connection.exec_driver_sql(_THREADS.format(where=where), tuple(named.values())).all()
    return [_with_state(connection, books, *row) for row in rows]


def _thread(connection: Connection, books: Books, uid: bytes) -> Thread:
    row = connection.exec_driver_sql(_THREADS.format(where="WHERE uid = ?"), (uid,)).one_or_none()
    if row is None:
        raise UserError(Trouble.THREAD_UNKNOWN, text=uid.hex())
    return _with_state(connection, books, *row)


_ANSWER = """
    SELECT content FROM record JOIN version ON version.id = version_id WHERE uid = ? AND record.state = 'final'
"""


_OF_OTHERS = "SELECT manifest FROM package WHERE NOT sent AND active AND unit_id = ? AND manifest NOT LIKE ?"


def _answer(connection: Connection, books: Books, unit_id: int, thread: str) -> Values:
    """What the unit said, or one that it answers for since they were merged."""
    own = books.units[unit_id].uid
    found = connection.exec_driver_sql(_ANSWER, (answer_uid(own, thread),)).scalar()
    if found:
        return parse_content(found)
    told = connection.exec_driver_sql(_OF_OTHERS, (unit_id, f"%{own}%")).scalars().all()
    for sender in sorted({parse_manifest(each).unit_uid for each in told} - {own}):
        found = connection.exec_driver_sql(_ANSWER, (answer_uid(sender, thread),)).scalar()
        if found:
            return parse_content(found)
    return {}


def _with_state(
    connection: Connection,
    books: Books,
    uid: bytes,
    unit_id: int,
    period: str,
    subject: str,
    turn: int,
    text: str,
    author: str,
    at: str,
    closed: str,
) -> Thread:
    try:
        place = subject_words(connection, books, unit_id, subject)
    except UserError:
        place = "Bản ghi không còn ở cấp trên"  # its package was undone since
    question = Question(uid.hex(), turn, subject, place, text, author, at)
    values = _answer(connection, books, unit_id, uid.hex())
    answered = bool(values) and int(values.get("turn", 1)) >= turn
    standing = Standing.CLOSED if closed else Standing.ANSWERED if answered else Standing.OPEN
    return Thread(question, unit_id, period, standing, str(values.get("text", "")), str(values.get("_at", "")))


def _words(text: str) -> str:
    words = clean(text).strip()
    if not words:
        raise UserError(Trouble.WORDS_NEEDED)
    if len(words) > MOST:
        raise UserError(Trouble.TEXT_TOO_LONG, most=MOST)
    return words

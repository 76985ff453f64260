"""Official papers kept whole in the books: signed reports, and the province's own template."""

from dataclasses import dataclass

from desktop.services.books import Books
from desktop.store import journal
from desktop.store.journal import Entry

SIGNED, TEMPLATE = "signed", "template"

_ADD = "INSERT INTO paper(kind, period, calendar, name, content, facts, author, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_LAST = (
    "SELECT kind, period, name, content, facts, author, at FROM paper WHERE kind = ? AND period = ? AND calendar = ?"
    " ORDER BY id DESC LIMIT 1"
)


@dataclass(frozen=True)
class Paper:
    """One paper as it was kept."""

    kind: str
    period: str
    name: str
    content: bytes
    facts: str
    author: str
    at: str


def keep_paper(books: Books, kind: str, period: str, name: str, content: bytes, facts: str = "") -> None:
    """Keep a paper; those before it stay."""
    with books.db.begin() as connection:
        row = (kind, period, books.me.calendar, name, content, facts, books.me.officer, books.clock())
        connection.exec_driver_sql(_ADD, row)
        journal.note(connection, Entry(books.me.officer, f"kept {kind}"), period=period, name=name)


def last_paper(books: Books, kind: str, period: str = "") -> Paper | None:
    """The newest paper of its kind."""
    with books.db.read() as connection:
        row = connection.exec_driver_sql(_LAST, (kind, period, books.me.calendar)).one_or_none()
    return None if row is None else Paper(*row)

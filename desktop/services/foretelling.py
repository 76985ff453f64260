"""What merging a file would do to signed figures: merged in trial, looked at, and taken back before anybody else sees.

Trial and merge are the same code; only that nothing of the trial is kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import cast

from sqlalchemy import Connection

from desktop.services import freezing, judging, merging
from desktop.services.arrivals import UNMERGEABLE, StagedFile
from desktop.services.books import Books
from desktop.services.freezing import Changed
from desktop.store.database import Database


def is_late(books: Books, staged: StagedFile) -> bool:
    """Whether a file that may be merged comes after the figures of its period were signed."""
    if staged.manifest is None or staged.stage is None or staged.verdict in UNMERGEABLE:
        return False
    with books.db.read() as connection:
        return judging.is_frozen(connection, staged.manifest)


def effects(books: Books, staged: StagedFile, accept_edits: bool = False) -> list[Changed]:
    """Signed figures of the province that would be other ones by this file; nothing is written."""
    assert staged.manifest is not None
    period = books.period(staged.manifest.period)
    before, found = freezing.changes(books, period, province_only=True), list[Changed]()
    with suppress(_TakenBack), merging.joined(books, staged, accept_edits) as connection:
        found = freezing.changes(_within(books, connection), period, province_only=True)
        raise _TakenBack
    return [each for each in found if each not in before]


class _TakenBack(Exception):
    """Ends the trial: everything is as it was."""


def _within(books: Books, connection: Connection) -> Books:
    """The same books as whoever writes them sees them; what is remembered of the real ones is not touched."""
    return replace(books, db=cast(Database, _Seen(connection)))


class _Seen:
    """The database within a transaction that is not ended."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Reading, on the connection that writes."""
        yield self._connection

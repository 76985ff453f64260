"""Notices books that were restored, copied or moved, and lets them write under a new epoch.

Two machines that write as one would overwrite each other in silence. Beside the database lies a small marker of how
far these books had come on this machine: a database that is behind it was restored, one without it or with that of
another machine was copied. The old changes keep their names; what is written from then on gets new ones.
"""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import UserError
from desktop.base.machine import machine_id
from desktop.services.books import Books, Identity, read_setting, write_setting
from desktop.services.numbering import take_new_block
from desktop.store import journal
from desktop.store.journal import Entry

MARKER = "giaoban.install"
EPOCHS = 1_000_000
"""New epochs are drawn out of so many: two copies of one database hardly ever draw the same."""


class Renewal(StrEnum):
    """Why books began a new epoch."""

    NONE = ""
    RESTORED = "restored"
    COPIED = "copied"
    ASKED = "asked"


@dataclass(frozen=True)
class Marker:
    """How far the books of an install had come on a machine."""

    install: str
    epoch: int
    journal: int
    machine: str


def look_after(books: Books) -> Books:
    """Begin a new epoch where the marker says so; then mark where the books stand."""
    marker = _read(books.folder)
    with books.db.read() as connection:
        reason = _reason(connection, books, marker)
    if reason:
        renew(books, reason, marker.epoch if marker else 0)
    mark(books)
    books.before_close = partial(mark, books)
    return books


def _reason(connection: Connection, books: Books, marker: Marker | None) -> Renewal:
    if not read_setting(connection, "marked", False):
        return Renewal.NONE  # made a moment ago, or by a version that left no marks
    if marker is None or marker.install != books.me.install or marker.machine != machine_id():
        return Renewal.COPIED
    behind = marker.epoch > books.me.epoch or marker.journal > _written(connection)
    return Renewal.RESTORED if behind else Renewal.NONE


def _written(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) FROM journal").scalar_one())


def renew(books: Books, reason: Renewal, known_epoch: int = 0) -> None:
    """Write under a new epoch from now on, with human numbers out of a new block."""
    epoch = max(books.me.epoch, known_epoch) + 1 + secrets.randbelow(EPOCHS)
    me: Identity = replace(books.me, epoch=epoch)
    with books.db.begin() as connection:
        write_setting(connection, "identity", asdict(me))
        take_new_block(connection)
        entry = Entry(books.me.officer, "new epoch")
        journal.note(connection, entry, reason=reason.value, before=books.me.epoch, after=epoch)
    books.me, books.renewed = me, reason.value


def mark(books: Books) -> None:
    """Note how far these books have come; a medium that takes no note stops nobody."""
    with suppress(UserError):  # a database on a read-only medium, or one that is damaged, is told about elsewhere
        _mark(books)


def _mark(books: Books) -> None:
    with books.db.read() as connection:
        written, marked = _written(connection), read_setting(connection, "marked", False)
    if not marked:
        with books.db.begin() as connection:
            write_setting(connection, "marked", True)
    marker = Marker(books.me.install, books.me.epoch, written, machine_id())
    place = books.folder / MARKER
    with suppress(OSError):
        part = place.with_suffix(".part")
        part.write_text(json.dumps(asdict(marker)), "utf-8")
        os.replace(part, place)


def _read(folder: Path) -> Marker | None:
    try:
        return Marker(**json.loads((folder / MARKER).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None

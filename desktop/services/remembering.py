"""What was found in the books, kept until something is written: every change leaves a line in the journal."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from desktop.domain.catalogue import Catalogue
from desktop.services.books import Books, Identity

Found = TypeVar("Found")
_LAST = "SELECT COALESCE(MAX(id), 0) FROM journal"


@dataclass(frozen=True, eq=False)
class _Held:
    """What was found, and what it holds for."""

    written: int
    catalogue: Catalogue
    me: Identity
    found: dict[Hashable, Any] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    """Two threads that want the same look once."""

    def holds_for(self, written: int, books: Books) -> bool:
        return self.written == written and self.catalogue is books.catalogue and self.me is books.me


def kept(books: Books, name: str, asked: Hashable, find: Callable[[], Found]) -> Found:
    """What `find` found when it was asked the same, if nothing was written since; else what it finds now."""
    held = _held(books, name)
    with held.lock:
        if asked not in held.found:
            held.found[asked] = find()
    found: Found = held.found[asked]
    return found


def is_kept(books: Books, name: str, asked: Hashable) -> bool:
    """Whether that is there at once."""
    return asked in _held(books, name).found


def _held(books: Books, name: str) -> _Held:
    """The state is read before anything is looked for: what is written meanwhile makes the next one look again."""
    with books.db.read() as connection:
        written = int(connection.exec_driver_sql(_LAST).scalar_one())
    held: _Held | None = books.remembered.get(name)
    if held is None or not held.holds_for(written, books):
        held = books.remembered[name] = _Held(written, books.catalogue, books.me)
    return held

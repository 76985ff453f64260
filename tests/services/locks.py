"""Locks that cost little, for tests: the way is the same, a try of a password takes a moment."""

import pytest

from desktop.services import keeping, locking, unlocking
from desktop.services.books import Books
from desktop.store import wrapping
from desktop.store.wrapping import Cost

PASSWORD = "rừng vàng biển bạc"


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are derived at the least cost."""
    monkeypatch.setattr(wrapping, "USUAL", Cost(1, 1, 64))


def opened_by(folder, password=PASSWORD, name=None):
    """Who opens the books in a folder by a password."""
    ring = unlocking.lock_of(folder)
    assert ring is not None
    return unlocking.by_password(ring, unlocking.find_officer(ring, name).id, password)


def reopen(books: Books, password=PASSWORD, name=None) -> Books:
    """The same books closed and opened by a password."""
    books.close()
    return keeping.open_books(books.folder, opened_by(books.folder, password, name))


def locked(books: Books, password=PASSWORD) -> Books:
    """The books, locked."""
    locking.lock(books, password)
    return books

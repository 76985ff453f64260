"""Locks books, gives them new keys and makes them plain, again and again, until somebody kills the process."""

from itertools import cycle
from pathlib import Path

from desktop.base.progress import Base
from desktop.services import keeping, locking, unlocking
from desktop.services.books import Books
from desktop.store import wrapping
from desktop.store.wrapping import Cost

PASSWORD = "rừng vàng biển bạc"


class Telling(Base):
    """Every step is a moment to be killed at."""

    def step(self, label: str, done: int, total: int) -> None:
        print("step", flush=True)


def opened(folder: Path) -> Books:
    """The books, locked or plain as they were left."""
    ring = unlocking.lock_of(folder)
    if ring is None:
        return keeping.open_books(folder)
    return keeping.open_books(folder, unlocking.by_password(ring, unlocking.officers(ring)[0].id, PASSWORD))


def main(folder: str, second: str) -> None:
    """Change the lock for ever; say when each change begins."""
    wrapping.USUAL = Cost(1, 1, 64)
    books = opened(Path(folder))
    print("begun", flush=True)
    for change in cycle(("lock", "key", "plain")):
        if locking.is_locked(books) == (change == "lock"):
            continue
        print(change, flush=True)
        match change:
            case "lock":
                locking.lock(books, PASSWORD, Telling(), Path(second))
            case "key":
                locking.renew_key(books, PASSWORD, Telling(), Path(second))
            case _:
                locking.make_plain(books, Telling())

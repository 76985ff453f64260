"""Writes, backs up and restores without end, telling every step, in a process that somebody will kill."""

from pathlib import Path
from random import Random

from desktop.base.progress import Base
from desktop.services import generations, keeping, recording, safeguarding
from desktop.services.books import Books
from desktop.services.generations import Reason, home_of
from desktop.store import database
from tests.services.conftest import case


def tell(*words: object) -> None:
    print(*words, flush=True)


class Telling(Base):
    """Every step is a moment to be killed at."""

    def step(self, label: str, done: int, total: int) -> None:
        tell("step")


def records(books: Books) -> int:
    with books.db.read() as connection:
        return int(connection.exec_driver_sql("SELECT COUNT(*) FROM record").scalar_one())


def main(home: str, stick: str, seed: str) -> None:
    random, folder = Random(int(seed)), Path(home)
    database.PAGES_AT_A_TIME = 4
    books = keeping.open_books(folder)
    while True:
        for _ in range(3):
            recording.record(books, case())
            tell("holds", records(books))
        outcome = safeguarding.back_up(books.db, Reason.ASKED, Path(stick), Telling())
        tell("made", outcome.made.number, outcome.second.number if outcome.second else 0)
        if random.random() < 0.4:
            chosen = random.choice(generations.listed(home_of(folder)))
            books.close()
            tell("restores", chosen.info.records)
            books = keeping.restore(folder, chosen.folder)
            tell("holds", records(books))

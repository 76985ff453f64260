"""An officer who types without end, in a process of its own: each line told is a field that was kept."""

from pathlib import Path
from random import Random

from desktop.domain.records import RecordDraft, Values
from desktop.services import holding, keeping, recording, undoing
from desktop.services.books import Books
from desktop.services.holding import Held

ROUTE, FINISHED = "route", "finished"


def tell(*words: object) -> None:
    print(*words, flush=True)


def main(folder: str, seed: str, first: str) -> None:
    books = keeping.open_books(Path(folder))
    random = Random(int(seed))
    turn = int(first)
    while True:
        turn += 1
        type_record(books, random, turn)
        type_figure(books, turn)


def type_record(books: Books, random: Random, turn: int) -> None:
    """A patrol field by field, finished, changed again, sometimes taken back."""
    values: Values = {"route": f"tuyến {turn}"}
    uid = recording.record(books, RecordDraft("patrol", values), final=False).uid
    tell("kept", uid.hex(), ROUTE, turn)
    for name, value in (
        ("held_on", f"2020-06-{turn % 14 + 1:02d}"),
        ("patrol_kind", "chung"),
        ("officers", turn % 9 + 1),
    ):
        values = values | {name: value}
        recording.amend(books, uid, values, final=False, action="drafted")
        tell("kept", uid.hex(), name, value)
    recording.amend(books, uid, values)
    tell("kept", uid.hex(), FINISHED, 1)
    holding.hold(books, uid, Held(values | {"officers": 77}))
    tell("held", uid.hex(), "officers", 77)
    if random.random() < 0.3:
        undoing.undo(books)
        undoing.redo(books)
    holding.let_go(books, uid)


def type_figure(books: Books, turn: int) -> None:
    recording.type_figure(books, 202006, "CT.08.1", "value", turn)
    tell("figure", "CT.08.1", turn, 0)

"""An officer who writes and exports without end, in a process of its own: each line told is a step of the way."""

from pathlib import Path

from desktop.base.progress import Base
from desktop.domain.records import RecordDraft
from desktop.services import exporting, keeping, recording
from tests.journeys.typist import tell


class Aloud(Base):
    """Says every step, so that the power can go in the midst of each."""

    def step(self, label: str, done: int, total: int) -> None:
        tell("step", done, total, 0)


def main(folder: str, stick: str, first: str) -> None:
    books = keeping.open_books(Path(folder))
    period = books.period("2020-H1")
    turn = int(first)
    while True:
        turn += 1
        values = {"held_on": f"2020-06-{turn % 14 + 1:02d}", "patrol_kind": "chung", "route": f"tuyến {turn}"}
        recording.record(books, RecordDraft("patrol", values))
        tell("begun", turn, 0, 0)
        done = exporting.export(books, period, Path(stick), complete=False, progress=Aloud())
        tell("sent", done.path.name, done.code, done.sequence)

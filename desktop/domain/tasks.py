"""A task (nhiệm vụ): what was asked for, until when, how far it is; and how pressing that is in working days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.deadlines import Holidays, working_days
from desktop.domain.records import Values

SOON = 3
"""So many working days before its end a task is pressing."""
WHOLE = 100


class TaskState(StrEnum):
    """How far a task is; the last two need a reason or a word from above."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    BLOCKED = "blocked"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({TaskState.TODO, TaskState.DOING})
"""What is still to be done; everything else is over."""


class Urgency(StrEnum):
    """How pressing an open task is."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True)
class Note:
    """What was done on a day; without a day it was written by hand."""

    day: date | None
    words: str


@dataclass(frozen=True)
class Task:
    """One task of a unit as its row says it."""

    uid: bytes
    key: str
    """The one key of a task from above, the same at every unit; '' for one of the unit's own."""
    period: str
    title: str
    content: str = ""
    source: str = ""
    """The document or conference that it comes from."""
    origin: str = "own"
    due: date | None = None
    state: TaskState = TaskState.TODO
    reason: str = ""
    reached: int | None = None
    goal: int | None = None
    measure: str = ""
    notes: tuple[Note, ...] = ()
    ended: date | None = None
    """When the unit said that it is over. No field says when a row was changed: two laptops that work on one task
    would stand against each other in it."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN

    @property
    def is_given(self) -> bool:
        """Whether it came from above: its words are not the unit's to change."""
        return bool(self.key)

    @property
    def updated(self) -> date | None:
        """The last day that its row names."""
        days = [note.day for note in self.notes if note.day]
        return max([*days, *([self.ended] if self.ended else [])], default=None)

    @property
    def share(self) -> float | None:
        """How far it is, from 0 to 1; None where nobody has said."""
        if self.state is TaskState.DONE:
            return 1.0
        if self.reached is None:
            return None
        return min(1.0, self.reached / (self.goal or WHOLE))

    def is_late(self, today: date) -> bool:
        """Whether its day has passed while it is open."""
        return self.due is not None and self.is_open and today > self.due

    def urgency(self, today: date, holidays: Holidays) -> Urgency:
        """Late once its day has passed, soon in the last working days before it."""
        if self.due is None or not self.is_open:
            return Urgency.CALM
        if self.is_late(today):
            return Urgency.LATE
        return Urgency.SOON if working_days(today, self.due, holidays) <= SOON else Urgency.CALM


_DATED = re.compile(r"(\d{2})/(\d{2})/(\d{4}): (.*)", re.DOTALL)


def read_notes(text: str) -> tuple[Note, ...]:
    """The notes of a row, one a line, in the order of writing; a line without a day is a note too."""
    return tuple(_note(line) for line in text.split("\n") if line.strip())


def _note(line: str) -> Note:
    found = _DATED.fullmatch(line.strip())
    if found is None:
        return Note(None, line.strip())
    try:
        return Note(date(int(found[3]), int(found[2]), int(found[1])), found[4])
    except ValueError:
        return Note(None, line.strip())


def notes_text(notes: Iterable[Note]) -> str:
    """The notes as they stand in the row and in the sheet."""
    return "\n".join(f"{note.day:%d/%m/%Y}: {note.words}" if note.day else note.words for note in notes)


def task_of(uid: bytes, values: Values) -> Task:
    """The task that a row tells; what a hand-filled form left out has its ordinary value."""
    return Task(
        uid,
        str(values.get("task", "")),
        str(values.get("period", "")),
        str(values.get("title", "")),
        str(values.get("content", "")),
        str(values.get("source", "")),
        str(values.get("origin", "own")),
        _day(values.get("due")),
        _state(str(values.get("state", ""))),
        str(values.get("reason", "")),
        _whole(values.get("reached")),
        _whole(values.get("goal")),
        str(values.get("measure", "")),
        read_notes(str(values.get("progress", ""))),
        _day(values.get("ended")),
    )


def _state(told: str) -> TaskState:
    return TaskState(told) if told in set(TaskState) else TaskState.TODO


def _day(told: object) -> date | None:
    try:
        return date.fromisoformat(str(told)[:10]) if told else None
    except ValueError:
        return None


def _whole(told: object) -> int | None:
    return int(told) if isinstance(told, int) else None


def concerns(values: Values, filed: str, first: date, last: date) -> bool:
    """Whether a task belongs into the report of these days: given by then, and open or settled only since.

    `filed` is the last day of the period in which it was given.
    """
    if filed > last.isoformat():
        return False
    task = task_of(b"", values)
    return filed >= first.isoformat() or task.is_open or task.ended is None or task.ended >= first

"""Headquarters follows its tasks: what each unit's newest package says of each, who is late, who said nothing yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from desktop.domain.periods import Period
from desktop.domain.records import parse_content
from desktop.domain.tasks import OPEN, Task, TaskState, task_of
from desktop.services import tracing
from desktop.services.assigning import Assignment, assignments, audience_units, in_force
from desktop.services.books import Books, UnitRow
from desktop.services.tasking import task_uid
from desktop.services.tracing import Source

SILENT = "silent"
"""No package of the unit has told of the task yet."""
STATES = (*(state.value for state in TaskState), SILENT)
_AT_ONCE = 500


@dataclass(frozen=True)
class UnitTask:
    """One task at one unit."""

    given: Assignment
    unit: UnitRow
    task: Task | None
    """What the unit told last; None while it has told nothing."""
    today: date

    @property
    def state(self) -> str:
        """How far it is, or that nobody knows."""
        return self.task.state.value if self.task else SILENT

    @property
    def late(self) -> bool:
        """Whether its day has passed and the unit has not said that it is over."""
        due = self.given.due
        return due is not None and due < self.today and (self.task is None or self.task.state in OPEN)

    @property
    def last_note(self) -> str:
        """What the unit wrote last, or why it cannot."""
        if self.task is None:
            return ""
        if self.task.state is TaskState.BLOCKED and self.task.reason:
            return self.task.reason
        return self.task.notes[-1].words if self.task.notes else ""


@dataclass(frozen=True)
class Followed:
    """One task with all units that it is for."""

    given: Assignment
    units: tuple[UnitTask, ...]

    def count(self, state: str) -> int:
        """How many units stand so."""
        return self._counts[state]

    @property
    def late(self) -> tuple[UnitTask, ...]:
        """The units whose day has passed."""
        return tuple(each for each in self.units if each.late)

    @property
    def done(self) -> int:
        """How many are through."""
        return self.count(TaskState.DONE)

    @property
    def _counts(self) -> Counter[str]:
        return Counter(each.state for each in self.units)


def follow(books: Books, period: Period, today: date) -> list[Followed]:
    """The tasks of a period, and earlier ones that still ran in it, each with its units."""
    found = in_force(books, period, assignments(books))
    units = {each.uid: audience_units(books, each.order.audience) for each in found}
    wanted = [task_uid(unit.uid, each.uid.hex()) for each in found for unit in units[each.uid]]
    with books.db.read() as connection:
        told = _told(connection, wanted)
    return [
        Followed(each, tuple(_unit_task(each, unit, told, today) for unit in units[each.uid])) for each in found
    ]


def _unit_task(given: Assignment, unit: UnitRow, told: dict[bytes, Task], today: date) -> UnitTask:
    return UnitTask(given, unit, told.get(task_uid(unit.uid, given.uid.hex())), today)


def _told(connection: Connection, uids: list[bytes]) -> dict[bytes, Task]:
    """What counts of these rows."""
    found: dict[bytes, Task] = {}
    for start in range(0, len(uids), _AT_ONCE):
        part = uids[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        statement = (
            "SELECT uid, content FROM record JOIN version ON version.id = version_id"
            f" WHERE uid IN ({marks}) AND record.state = 'final'"
        )
        rows = connection.exec_driver_sql(statement, tuple(part))
        found |= {uid: task_of(uid, parse_content(content)) for uid, content in rows}
    return found


def late_units(found: Iterable[Followed]) -> list[tuple[UnitRow, int]]:
    """Units with tasks past their day, the ones with most first."""
    counts = Counter(each.unit.id for followed in found for each in followed.late)
    by_id = {each.unit.id: each.unit for followed in found for each in followed.units}
    return [(by_id[unit_id], count) for unit_id, count in counts.most_common()]


def source_of(books: Books, told: UnitTask) -> Source | None:
    """The file, sheet and cell of what a unit told of a task."""
    return tracing.source_of_record(books, told.task.uid, "state") if told.task else None

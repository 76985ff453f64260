"""Tasks → lines of a queue: what, how far, until when."""

from collections.abc import Iterable
from datetime import date

from desktop.domain.deadlines import Holidays, working_days
from desktop.domain.tasks import Task, TaskState, Urgency
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry
from desktop.ui.catalogue_words import spoken
from desktop.ui.words import capital, day, translate
from desktop.wording.tasks import STATES, last_note, state_words

MARKS = {
    TaskState.TODO: Mark.NEXT,
    TaskState.DOING: Mark.IN_HAND,
    TaskState.DONE: Mark.DONE,
    TaskState.BLOCKED: Mark.WARNING,
    TaskState.WITHDRAWN: Mark.SAME,
}
TOKENS = {Urgency.LATE: "err", Urgency.SOON: "warn", Urgency.CALM: "ghost"}
OPEN, LATE, ALL = "open", "late", "all"


def entry(task: Task, today: date, holidays: Holidays, action: str = "") -> QueueEntry:
    """One task as a line."""
    parts = (capital(state_said(task)), last_note(task), task.source)
    what = ". ".join(words.rstrip(".") for words in parts if words)
    token, until = TOKENS[task.urgency(today, holidays)], due_said(task, today, holidays)
    return QueueEntry(task.uid, MARKS[task.state], task.title, what, until, action, token)


def state_said(task: Task) -> str:
    """`đang làm, 7/12 buổi`."""
    state = STATES[task.state]
    return spoken(state) + state_words(task).removeprefix(state)


def due_said(task: Task, today: date, holidays: Holidays) -> str:
    """`hạn 10/07/2020, còn 3 ngày làm việc`; '' without a day."""
    return translate("Tasks", "hạn {day}").format(day=due_day(task, today, holidays)) if task.due else ""


def due_day(task: Task, today: date, holidays: Holidays) -> str:
    """`10/07/2020, quá 5 ngày`; '' without a day."""
    if task.due is None:
        return ""
    match task.urgency(today, holidays):
        case Urgency.LATE:
            return translate("Tasks", "{day}, quá {n} ngày").format(day=day(task.due), n=(today - task.due).days)
        case Urgency.SOON:
            left = working_days(today, task.due, holidays)
            return translate("Tasks", "{day}, còn {n} ngày làm việc").format(day=day(task.due), n=left)
    return day(task.due)


def chosen(tasks: Iterable[Task], which: str, today: date) -> list[Task]:
    """The tasks that a filter lets through."""
    if which == OPEN:
        return [each for each in tasks if each.is_open]
    if which == LATE:
        return [each for each in tasks if each.is_late(today)]
    return list(tasks)


def headline(tasks: Iterable[Task], today: date) -> str:
    """`5 việc đang mở, 2 quá hạn`."""
    still = chosen(tasks, OPEN, today)
    late = len(chosen(still, LATE, today))
    words = translate("Tasks", "{n} việc đang mở").format(n=len(still))
    return f"{words}, {translate('Tasks', '{n} quá hạn').format(n=late)}" if late else words

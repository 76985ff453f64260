"""Tasks → lines of a queue: what, how far, until when."""

from collections.abc import Iterable
from datetime import date

from desktop.domain.tasks import Task, TaskState, Urgency
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry
from desktop.ui.words import capital, translate
from desktop.wording.tasks import due_words, last_note, state_words

MARKS = {
    TaskState.TODO: Mark.NEXT,
    TaskState.DOING: Mark.IN_HAND,
    TaskState.DONE: Mark.DONE,
    TaskState.BLOCKED: Mark.WARNING,
    TaskState.WITHDRAWN: Mark.SAME,
}
TOKENS = {Urgency.LATE: "err", Urgency.SOON: "warn", Urgency.CALM: "ghost"}
OPEN, LATE, ALL = "open", "late", "all"


def entry(task: Task, today: date, action: str = "") -> QueueEntry:
    """One task as a line."""
    parts = (capital(state_words(task)), last_note(task), task.source)
    what = ". ".join(words.rstrip(".") for words in parts if words)
    urgency = task.urgency(today)
    return QueueEntry(task.uid, MARKS[task.state], task.title, what, due_words(task, today), action, TOKENS[urgency])


def chosen(tasks: Iterable[Task], which: str, today: date) -> list[Task]:
    """The tasks that a filter lets through."""
    if which == OPEN:
        return [each for each in tasks if each.is_open]
    if which == LATE:
        return [each for each in tasks if each.urgency(today) is Urgency.LATE]
    return list(tasks)


def headline(tasks: Iterable[Task], today: date) -> str:
    """`5 việc đang mở, 2 quá hạn`."""
    still = chosen(tasks, OPEN, today)
    late = len(chosen(still, LATE, today))
    words = translate("Tasks", "{n} việc đang mở").format(n=len(still))
    return f"{words}, {translate('Tasks', '{n} quá hạn').format(n=late)}" if late else words

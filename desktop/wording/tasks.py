"""Tasks in words: states, how far one is, how pressing."""

from datetime import date

from desktop.domain.deadlines import Holidays, working_days
from desktop.domain.tasks import WHOLE, Task, TaskState, Urgency
from desktop.wording.numbers import day, number

STATES = {
    "todo": "chưa làm",
    "doing": "đang làm",
    "done": "xong",
    "blocked": "không làm được",
    "withdrawn": "cấp trên đã rút",
    "silent": "chưa báo cáo",
}
ORIGINS = {
    "superior": "Cấp trên giao",
    "conference": "Kết luận hội nghị",
    "plan": "Chương trình công tác",
    "own": "Đơn vị tự đề ra",
}


def reached_words(task: Task) -> str:
    """`7/12 buổi`, `45%`; '' where nobody has said."""
    if task.reached is None:
        return ""
    if task.goal:
        return f"{number(task.reached)}/{number(task.goal)} {task.measure}".rstrip()
    return f"{number(min(task.reached, WHOLE))}%"


def state_words(task: Task) -> str:
    """`đang làm, 7/12 buổi`, `không làm được: mưa lũ`."""
    words = STATES[task.state]
    if task.state is TaskState.BLOCKED and task.reason:
        return f"{words}: {task.reason}"
    return ", ".join(filter(None, (words, reached_words(task) if task.state is not TaskState.TODO else "")))


def due_words(task: Task, today: date, holidays: Holidays) -> str:
    """`hạn 10/07/2020, còn 3 ngày làm việc`, `quá hạn 5 ngày`; '' without a day."""
    if task.due is None:
        return ""
    told = f"hạn {day(task.due)}"
    match task.urgency(today, holidays):
        case Urgency.LATE:
            return f"{told}, quá {number((today - task.due).days)} ngày"
        case Urgency.SOON:
            return f"{told}, còn {number(working_days(today, task.due, holidays))} ngày làm việc"
    return told


def last_note(task: Task) -> str:
    """What was written last, with its day."""
    if not task.notes:
        return ""
    note = task.notes[-1]
    return f"{note.day:%d/%m}: {note.words}" if note.day else note.words

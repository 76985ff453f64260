"""Replies taken in → the lines of Phản hồi: what is open, by sort, then what is done."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.periods import parse_period
from desktop.domain.reply import Sort
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, QueueGroup
from desktop.services.reply_desk import OfferLine, PointLine, QuestionLine, ReplyDesk, Stand, TaskLine
from desktop.ui import period_words
from desktop.ui.catalogue_words import spoken
from desktop.ui.retold import retold
from desktop.ui.words import day, translate
from desktop.wording.replies import STANDS

Asked = PointLine | QuestionLine | OfferLine
"""What has to be settled here."""
Line = Asked | TaskLine
MARKS = {
    Stand.OPEN: Mark.IN_HAND,
    Stand.MENDED: Mark.DONE,
    Stand.ANSWERED: Mark.DONE,
    Stand.ACCEPTED: Mark.DONE,
    Stand.CONTESTED: Mark.SAME,
}


def key_of(line: Line) -> str:
    """What a line is known by, while replies come and go."""
    match line:
        case PointLine():
            return f"point {line.period} {line.point.sheet} {line.point.row} {line.point.cell} {line.point.sentence}"
        case QuestionLine():
            return f"question {line.question.uid}"
        case TaskLine():
            return f"task {line.task.uid}"
    return f"offer {line.offer.proposal.uid}"


def lines(desk: ReplyDesk) -> dict[str, Line]:
    """All lines by their keys."""
    found: list[Line] = [*desk.points, *desk.questions, *desk.offers, *desk.tasks]
    return {key_of(line): line for line in found}


def entries(desk: ReplyDesk) -> list[QueueEntry | QueueGroup]:
    """Open ones first: errors, questions, proposals; then tasks, and what is done and goes with the next package."""
    groups: list[tuple[str, list[Asked]]] = [
        (translate("Reply", "Cần sửa"), [*desk.points]),
        (translate("Reply", "Cấp trên hỏi"), [*desk.questions]),
        (translate("Reply", "Cấp trên đề nghị"), [*desk.offers]),
    ]
    shown: list[QueueEntry | QueueGroup] = []
    for title, members in groups:
        open_ones = [line for line in members if line.stand is Stand.OPEN]
        if open_ones:
            shown += [QueueGroup(title, str(len(open_ones))), *map(entry, open_ones)]
    if desk.tasks:
        shown += [QueueGroup(translate("Reply", "Nhiệm vụ cấp trên giao"), str(len(desk.tasks)))]
        shown += map(_task, desk.tasks)
    done = [line for _, members in groups for line in members if line.stand is not Stand.OPEN]
    if done:
        shown += [QueueGroup(translate("Reply", "Đã xong, đi kèm gói sau"), str(len(done))), *map(entry, done)]
    return shown


def _task(line: TaskLine) -> QueueEntry:
    due = line.task.due
    time = translate("Reply", "trước {day}").format(day=day(date.fromisoformat(due))) if due else ""
    return QueueEntry(key_of(line), Mark.TASK, line.task.title, line.task.text, time)


def entry(line: Asked) -> QueueEntry:
    """One line of the list."""
    who, what, mark, action = _words(line)
    is_open = line.stand is Stand.OPEN
    told = period_words.label(parse_period(_period(line))) if is_open else spoken(STANDS[line.stand.value])
    return QueueEntry(key_of(line), mark if is_open else MARKS[line.stand], who, what, told, action if is_open else "")


def _period(line: Asked) -> str:
    return line.offer.period if isinstance(line, OfferLine) else line.period


def _words(line: Asked) -> tuple[str, str, Mark, str]:
    match line:
        case PointLine():
            place = ", ".join(filter(None, (line.point.sheet, line.point.cell, line.point.number)))
            return retold(line.point.sentence), retold(place), Mark.ERROR, translate("Reply", "Mở")
        case QuestionLine():
            return line.question.text, retold(line.question.place), Mark.QUESTION, translate("Reply", "Trả lời")
    proposal = line.offer.proposal
    what = "; ".join(_changes(line)) or proposal.reason
    mark = Mark.ADDED if proposal.sort == Sort.LOST else Mark.CHANGED
    return proposal.title, f"{proposal.sort_words}: {what}", mark, translate("Reply", "Xem")


def _changes(line: OfferLine) -> Iterator[str]:
    if line.known:
        for each in line.differences or line.offer.proposal.differences:
            yield translate("Reply", "{label} từ {told} thành {proposed}").format(
                label=each.label, told=each.told, proposed=each.proposed
            )
    else:
        yield line.offer.proposal.reason

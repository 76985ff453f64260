"""Checklist → the queue of Hôm nay: errors, warnings, drafts, blanks, silent sections, each with its way there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from desktop.domain.catalogue import Catalogue
from desktop.domain.deadlines import Holidays
from desktop.domain.tasks import Task
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, QueueGroup
from desktop.services.closing import Checklist, StepKey
from desktop.services.placing import PlacedProblem
from desktop.services.reply_desk import ReplyDesk, Stand
from desktop.ui import words
from desktop.ui.catalogue_words import shown_section, spoken
from desktop.ui.context import TEXT_PLACES, Place
from desktop.ui.problems import shown_placed
from desktop.ui.unit import reply_queue, task_queue
from desktop.ui.words import translate

RECORD_SUBJECT = 32
"""A record is named by its uid in so many hex digits."""

SECONDS = {"problem": 120, "blank": 30, "draft": 60, "section": 45}


@dataclass(frozen=True)
class Job:
    """One thing to do: what it is called in the list, and where it is done."""

    name: str
    place: Place


def entries(checklist: Checklist, catalogue: Catalogue, desk: ReplyDesk | None = None) -> list[QueueEntry]:
    """What waits for a person before the file can go, the most pressing first: what headquarters asks leads."""
    open_ones = [each for each in checklist.problems if each.explained is None]
    lines = [_from_above(line) for line in _asked(desk)]
    lines += [_problem(shown_placed(each, catalogue)) for each in open_ones]
    if is_untouched(checklist):
        lines.append(_begin())
    if checklist.drafts:
        lines.append(_drafts(checklist))
    if checklist.blank:
        lines.append(_blank(checklist, catalogue))
    if checklist.undeclared:
        lines.append(_undeclared(checklist))
    return lines


def is_untouched(checklist: Checklist) -> bool:
    """Whether nothing of the period was written yet: then declaring is not the first thing to do."""
    answered = checklist.records + checklist.drafts + checklist.step(StepKey.FIGURES).done + len(checklist.declared)
    return not answered


def _asked(desk: ReplyDesk | None) -> list[reply_queue.Asked]:
    found: list[reply_queue.Asked] = [*desk.points, *desk.questions, *desk.offers] if desk else []
    return [line for line in found if line.stand is Stand.OPEN]


def _from_above(line: reply_queue.Asked) -> QueueEntry:
    shown = reply_queue.entry(line)
    job = Job(str(shown.key), Place("replies", text=str(shown.key)))
    return replace(shown, key=job, time=translate("Today", "cấp trên"))


def tasks(found: Iterable[Task], today: date, holidays: Holidays) -> list[QueueEntry | QueueGroup]:
    """Open tasks with how far they are, under a heading of their own: they do not hold the file back."""
    still = task_queue.chosen(found, task_queue.OPEN, today)
    if not still:
        return []
    lines = [task_queue.entry(each, today, holidays, translate("Today", "Mở")) for each in still]
    head = QueueGroup(translate("Today", "Nhiệm vụ"), task_queue.headline(still, today))
    return [head, *(replace(line, key=Job(f"task {line.key}", _task_place(line.key))) for line in lines)]


def _task_place(uid: object) -> Place:
    return Place("tasks", record=uid if isinstance(uid, bytes) else None)


def minutes(checklist: Checklist, desk: ReplyDesk | None = None) -> int:
    """About how long it takes, in steps of five minutes."""
    problems = sum(each.explained is None for each in checklist.problems) + len(_asked(desk))
    seconds = SECONDS["problem"] * problems + SECONDS["blank"] * len(checklist.blank)
    seconds += SECONDS["draft"] * checklist.drafts + SECONDS["section"] * len(checklist.undeclared)
    return 5 * ceil(seconds / 300)


def place_of(subject: str) -> Place:
    """Where the subject of a problem is shown."""
    if len(subject) == RECORD_SUBJECT and ":" not in subject:
        return Place("records", record=bytes.fromhex(subject))
    sort, _, rest = subject.partition(":")
    if sort == "figure":
        when, _, indicator = rest.partition(":")
        return Place("figures", indicator=indicator, month=int(when) if when.isdecimal() else 0)
    return Place("figures", section=rest)


def _problem(placed: PlacedProblem) -> QueueEntry:
    what = placed.sentence.split(". ")[0].rstrip(".")
    place = TEXT_PLACES.get(placed.problem.kind or "") or place_of(placed.subject)
    job = Job(f"{placed.problem.rule} {placed.subject}", place)
    return QueueEntry(job, words.MARKS[placed.problem.level], what, placed.place, _before(), spoken(placed.action))


def _begin() -> QueueEntry:
    who = translate("Today", "Chưa ghi việc nào trong kỳ")
    what = translate("Today", "Ghi từng việc khi xảy ra; số liệu kỳ tự đếm từ sổ")
    return QueueEntry(Job("begin", Place("records")), Mark.NEXT, who, what, "", translate("Today", "Mở sổ"))


def _drafts(checklist: Checklist) -> QueueEntry:
    who = translate("Today", "{n} bản ghi còn để nháp").format(n=checklist.drafts)
    what = translate("Today", "Sổ công tác, bản nháp chưa tính vào số liệu")
    job = Job("drafts", Place("records", drafts=True))
    return QueueEntry(job, Mark.IN_HAND, who, what, _before(), translate("Today", "Mở"))


def _blank(checklist: Checklist, catalogue: Catalogue) -> QueueEntry:
    found = Counter(catalogue.sections[cell.indicator.section].tab for cell in checklist.blank)
    who = translate("Today", "{n} ô số liệu chưa nhập").format(n=len(checklist.blank))
    what = ", ".join(f"{tab} {count}" for tab, count in found.items())
    first = checklist.blank[0]
    job = Job("blank", Place("figures", indicator=first.indicator.code, month=first.month))
    return QueueEntry(job, Mark.BLANK, who, what, _before(), translate("Today", "Nhập"))


def _undeclared(checklist: Checklist) -> QueueEntry:
    who = translate("Today", "{n} mục không có số liệu, chưa khai báo").format(n=len(checklist.undeclared))
    what = ", ".join(shown_section(section).name for section in checklist.undeclared)
    job = Job("undeclared", Place("closing"))
    return QueueEntry(job, Mark.BLANK, who, what, _before(), translate("Today", "Khai"))


def _before() -> str:
    return translate("Today", "trước khi gửi")

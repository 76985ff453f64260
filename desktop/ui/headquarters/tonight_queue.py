"""Files in hand and standings of units → the evening's queue, the most pressing first."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, QueueGroup
from desktop.services.progressing import Completeness
from desktop.ui.headquarters.call_facts import Call
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.handled import Handled
from desktop.ui.headquarters.places import ADD, Spot
from desktop.ui.headquarters.receiving_list import inside_name, known_of, short_note
from desktop.ui.headquarters.standings import VERDICT_MARKS
from desktop.ui.retold import retold
from desktop.ui.words import translate

Line = QueueEntry | QueueGroup
CALL, TELL = "call ", "tell "
"""How the jobs are named that Enter ticks where they stand: a unit was called, a sender was told."""


@dataclass(frozen=True)
class Job:
    """One thing to do, and where it is done."""

    name: str
    place: Spot
    call: str = ""
    """The unit that Enter and G note as called."""
    done: bool = False
    """Whether it was called already."""
    why: str = ""
    """What is wrong and what to do."""


@dataclass(frozen=True)
class Evening:
    """All that the queue is made of, besides the files in hand."""

    found: Completeness
    calls: tuple[Call, ...] = ()
    pairs: int = 0
    conflicts: int = 0
    queries: int = 0


def entries(desk: Desk, evening: Evening) -> list[Line]:
    """Groups with their entries; empty groups are left out, units that were called stand last and are no work."""
    found = evening.found
    silent = [each for each in evening.calls if each.mark is Mark.MISSING]
    held = [each for each in evening.calls if each.mark not in (Mark.MISSING, Mark.RETURNED)]
    returned = [each for each in evening.calls if each.mark is Mark.RETURNED]
    strange = _strange(desk, returned, found)
    decide = [*map(_waiting, desk.waiting()), *_conflicts(evening.conflicts), *_pairs(evening.pairs)]
    groups = (
        (translate("Tonight", "Bắt đầu"), _begin(desk, found)),
        (translate("Tonight", "Cần quyết định"), decide),
        (translate("Tonight", "Chờ nhập"), _ready(desk)),
        (
            translate("Tonight", "Trả lại, chờ tệp mới"),
            [*(_call(each) for each in returned if not each.called), *map(_returned, strange)],
        ),
        (translate("Tonight", "Chưa gửi"), [_call(each) for each in silent if not each.called]),
        (
            translate("Tonight", "Nên xem"),
            [*(_call(each) for each in held if not each.called), *_queries(evening.queries)],
        ),
    )
    return [*_grouped(groups), *_waited_for([each for each in evening.calls if each.called])]


def left(lines: Iterable[Line]) -> int:
    """How many things are still to be done: a unit that was called is none."""
    jobs = (line.key for line in lines if isinstance(line, QueueEntry))
    return sum(isinstance(job, Job) and not job.done for job in jobs)


def _unit_of(line: Handled) -> str:
    return line.file.manifest.unit_uid if line.file.manifest is not None else ""


def _strange(desk: Desk, returned: list[Call], found: Completeness) -> list[Handled]:
    """Refused files of nobody on the call list, until somebody has told their sender."""
    listed = {each.unit.uid for each in returned}
    unanswered = [line for line in desk.lines if line.unanswered and _unit_of(line) not in listed]
    return [line for line in unanswered if not _is_settled(line, found)]


def _is_settled(line: Handled, found: Completeness) -> bool:
    """A refused file of a unit whose report came all the same needs nobody."""
    uid = line.file.manifest.unit_uid if line.file.manifest is not None else ""
    return any(each.unit.uid == uid and each.package is not None for each in found.units)


def _grouped(groups: Iterable[tuple[str, list[QueueEntry]]]) -> Iterable[Line]:
    for title, lines in groups:
        if lines:
            yield QueueGroup(title, translate("Tonight", "{n} việc").format(n=len(lines)))
            yield from lines


def _begin(desk: Desk, found: Completeness) -> list[QueueEntry]:
    """Before the first file the thing to do is to read what came, not to telephone."""
    if found.received or desk.lines:
        return []
    job = Job("begin", Spot("receiving", filter=ADD))
    who = translate("Tonight", "Chưa có tệp nào")
    what = translate("Tonight", "cắm USB, thêm thư mục có tệp của các đơn vị")
    return [QueueEntry(job, Mark.NEXT, who, what, "", translate("Tonight", "Thêm thư mục"))]


def _waiting(line: Handled) -> QueueEntry:
    job = Job(f"decide {line.key}", Spot("receiving", file=line.key))
    n = len(line.file.edits)
    action = translate("Tonight", "Xem {n} ô").format(n=n) if n else translate("Tonight", "Xem")
    who = inside_name(line.file) or line.file.name
    return QueueEntry(job, VERDICT_MARKS[line.file.verdict], who, known_of(line.file), "", action)


def _conflicts(n: int) -> list[QueueEntry]:
    if not n:
        return []
    job = Job("conflicts", Spot("decisions", filter="conflicts"))
    who = translate("Tonight", "{n} bản ghi").format(n=n)
    what = translate("Tonight", "hai máy sửa khác nhau cùng một ô")
    return [QueueEntry(job, Mark.WARNING, who, what, "", translate("Tonight", "Quyết định"))]


def _pairs(n: int) -> list[QueueEntry]:
    if not n:
        return []
    job = Job("pairs", Spot("decisions", filter="pairs"))
    who = translate("Tonight", "{n} cặp bản ghi").format(n=n)
    what = translate("Tonight", "có thể là một vụ do hai đơn vị cùng ghi")
    return [QueueEntry(job, Mark.QUESTION, who, what, "", translate("Tonight", "Xem cặp"))]


def _ready(desk: Desk) -> list[QueueEntry]:
    n = len(desk.ready())
    if not n:
        return []
    job = Job("merge", Spot("receiving"))
    who = translate("Tonight", "{n} tệp").format(n=n)
    what = translate("Tonight", "đã xem trước, chưa nhập")
    return [QueueEntry(job, Mark.PASSED, who, what, "", translate("Tonight", "Sang nhập"))]


def _queries(n: int) -> list[QueueEntry]:
    if not n:
        return []
    job = Job("queries", Spot("decisions", filter="quality"))
    who = translate("Tonight", "{n} số liệu").format(n=n)
    what = translate("Tonight", "khác thường, nên hỏi đơn vị")
    return [QueueEntry(job, Mark.QUESTION, who, what, "", translate("Tonight", "Xem, hỏi"))]


def _returned(line: Handled) -> QueueEntry:
    """Of no unit here: nobody to call, so Enter says that whoever brought it was told."""
    why = short_note(line) or known_of(line.file)
    job = Job(f"{TELL}{line.key}", Spot("receiving", file=line.key), why=known_of(line.file))
    who = inside_name(line.file) or line.file.name
    return QueueEntry(job, Mark.RETURNED, who, why, "", translate("Tonight", "Đã báo"))


def _call(each: Call) -> QueueEntry:
    """Enter notes that the unit was called."""
    uid = each.unit.uid
    job = Job(f"{CALL}{uid}", Spot("progress", unit=uid), uid, bool(each.called), " ".join(map(retold, each.sentences)))
    action = translate("Tonight", "Bỏ ghi") if each.called else translate("Tonight", "Đã gọi")
    told = each.note or retold(each.what)
    what = translate("Tonight", "đã gọi {time}, {what}").format(time=each.called, what=told)
    words = what if each.called else retold(each.what)
    return QueueEntry(job, each.mark, each.unit.name, words, each.unit.phone, action)


def _waited_for(called: list[Call]) -> Iterable[Line]:
    if called:
        yield QueueGroup(
            translate("Tonight", "Đã gọi, chờ tệp"), translate("Tonight", "{n} đơn vị").format(n=len(called))
        )
        yield from map(_call, called)

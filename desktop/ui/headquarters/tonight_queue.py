"""Files in hand and standings of units → the evening's queue, the most pressing first."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, QueueGroup
from desktop.services.arrivals import Verdict
from desktop.services.progressing import Completeness, Standing, UnitStanding
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.handled import Handled
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.receiving_list import inside_name, short_note
from desktop.ui.headquarters.standings import STANDING_MARKS, VERDICT_MARKS
from desktop.ui.words import translate

Line = QueueEntry | QueueGroup


@dataclass(frozen=True)
class Job:
    """One thing to do, and where it is done."""

    name: str
    place: Spot


def entries(
    desk: Desk, found: Completeness, called: dict[str, str], pairs: int = 0, conflicts: int = 0
) -> list[Line]:
    """Groups with their entries; empty groups are left out."""
    here = desk.by_unit()
    missing = [each for each in found.units if each.standing is Standing.MISSING and each.unit.uid not in here]
    looked = [each for each in found.units if each.standing in (Standing.PARTLY, Standing.HAND_EDITED)]
    refused = [line for line in desk.of(Verdict.RETURNED) if not _is_settled(line, found)]
    groups = (
        (
            translate("Tonight", "Cần quyết định"),
            [*map(_waiting, desk.waiting()), *_conflicts(conflicts), *_pairs(pairs)],
        ),
        (translate("Tonight", "Chờ nhập"), _ready(desk)),
        (translate("Tonight", "Trả lại, chờ tệp mới"), [_returned(line) for line in refused]),
        (translate("Tonight", "Chưa gửi"), [_missing(each, called) for each in missing]),
        (translate("Tonight", "Nên xem"), [_odd(each) for each in looked]),
    )
    return list(_grouped(groups))


def _is_settled(line: Handled, found: Completeness) -> bool:
    """A refused file of a unit whose report came all the same needs nobody."""
    uid = line.file.manifest.unit_uid if line.file.manifest is not None else ""
    return any(each.unit.uid == uid and each.package is not None for each in found.units)


def _grouped(groups: Iterable[tuple[str, list[QueueEntry]]]) -> Iterable[Line]:
    for title, lines in groups:
        if lines:
            yield QueueGroup(title, translate("Tonight", "{n} việc").format(n=len(lines)))
            yield from lines


def _waiting(line: Handled) -> QueueEntry:
    job = Job(f"decide {line.key}", Spot("receiving", file=line.key))
    n = len(line.file.edits)
    action = translate("Tonight", "Xem {n} ô").format(n=n) if n else translate("Tonight", "Xem")
    who = inside_name(line.file) or line.file.name
    return QueueEntry(job, VERDICT_MARKS[line.file.verdict], who, line.file.note, "", action)


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


def _returned(line: Handled) -> QueueEntry:
    job = Job(f"returned {line.key}", Spot("receiving", file=line.key))
    who = inside_name(line.file) or line.file.name
    return QueueEntry(job, Mark.RETURNED, who, short_note(line) or line.file.note, "", translate("Tonight", "Xem"))


def _missing(each: UnitStanding, called: dict[str, str]) -> QueueEntry:
    job = Job(f"missing {each.unit.uid}", Spot("progress", unit=each.unit.uid))
    when = called.get(each.unit.uid)
    what = translate("Tonight", "chưa có tệp nào của kỳ này")
    if when:
        what = translate("Tonight", "đã gọi {time}, chưa có tệp").format(time=when)
    action = translate("Tonight", "Gọi lại") if when else translate("Tonight", "Gọi")
    return QueueEntry(job, Mark.MISSING, each.unit.name, what, "", action)


def _odd(each: UnitStanding) -> QueueEntry:
    job = Job(f"odd {each.unit.uid}", Spot("progress", unit=each.unit.uid))
    held = each.package.rows_held if each.package is not None else 0
    what = translate("Tonight", "đã nhập, còn giữ lại {n} dòng").format(n=held)
    return QueueEntry(job, STANDING_MARKS[each.standing], each.unit.name, what, "", translate("Tonight", "Xem"))

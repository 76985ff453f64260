"""Commands about tasks: tasks, assign, progress, and what is written of a conference."""

import argparse
from datetime import date
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.commands.printing import DONE, REFUSED, opened, tell
from desktop.commands.replies import SHORT
from desktop.domain.deadlines import Holidays
from desktop.domain.tasks import Task
from desktop.services import assigning, conferring, following, tasking
from desktop.services.assigning import Order
from desktop.services.books import Books, Role
from desktop.services.following import STATES, Followed, UnitTask
from desktop.wording.numbers import day, number
from desktop.wording.tasks import STATES as WORDS
from desktop.wording.tasks import due_words, last_note, state_words


def tasks(switches: argparse.Namespace) -> int:
    """How far the tasks are; late ones are findings. Headquarters sees every unit, a unit its own."""
    with opened(switches) as books:
        if books.me.role is Role.UNIT:
            return _own(books, switches)
        found = following.follow(books, books.period(switches.period), date.today())
        facts = {"period": switches.period, "tasks": [_followed_facts(books, each) for each in found]}
        tell(switches, facts, lambda: "\n".join(_followed_words(found)))
    return REFUSED if any(each.late for each in found) else DONE


def _own(books: Books, switches: argparse.Namespace) -> int:
    today, found = date.today(), tasking.tasks(books)
    late = [each for each in found if each.is_late(today)]
    facts = {"tasks": [_task_facts(each) for each in found], "late": len(late)}
    tell(switches, facts, lambda: "\n".join(_own_words(found, today, books.catalogue.timetable.holidays)))
    return REFUSED if late else DONE


def _own_words(found: list[Task], today: date, holidays: Holidays) -> list[str]:
    if not found:
        return ["Chưa có nhiệm vụ nào. Nhận phản hồi của cấp trên bằng lệnh import."]
    lines = []
    for each in found:
        told = "; ".join(filter(None, (state_words(each), due_words(each, today, holidays), last_note(each))))
        lines.append(f"{each.uid.hex()[-SHORT:]}  {each.title}: {told}")
    return lines


def _task_facts(task: Task) -> dict[str, Any]:
    return {
        "uid": task.uid.hex(),
        "key": task.key,
        "title": task.title,
        "source": task.source,
        "origin": task.origin,
        "due": task.due.isoformat() if task.due else "",
        "state": task.state.value,
        "reason": task.reason,
        "reached": task.reached,
        "goal": task.goal,
        "measure": task.measure,
        "notes": [{"day": each.day.isoformat() if each.day else "", "words": each.words} for each in task.notes],
    }


def _followed_facts(books: Books, each: Followed) -> dict[str, Any]:
    order = each.given.order
    return {
        "key": each.given.uid.hex(),
        "title": order.title,
        "due": order.due,
        "audience": conferring.audience_words(books, order.audience),
        "counts": {state: each.count(state) for state in STATES},
        "late": [one.unit.code for one in each.late],
        "units": [_unit_facts(books, one) for one in each.units],
    }


def _unit_facts(books: Books, one: UnitTask) -> dict[str, Any]:
    facts: dict[str, Any] = {"unit": one.unit.code, "state": one.state, "late": one.late}
    source = following.source_of(books, one)
    if one.task is not None:
        facts |= {"reached": one.task.reached, "goal": one.task.goal, "note": one.last_note}
    if source is not None:
        facts |= {"file": source.file_name, "sheet": source.sheet, "cell": source.cell}
    return facts


def _followed_words(found: list[Followed]) -> list[str]:
    if not found:
        return ["Chưa giao nhiệm vụ nào cho kỳ này. Giao bằng lệnh assign."]
    lines = []
    for each in found:
        due = f", hạn {day(each.given.due)}" if each.given.due else ""
        counts = ", ".join(f"{WORDS[state]} {number(each.count(state))}" for state in STATES if each.count(state))
        late = f"; quá hạn {number(len(each.late))}" if each.late else ""
        lines.append(f"{each.given.uid.hex()[-SHORT:]}  {each.given.order.title}{due}: {counts}{late}")
    late_units = following.late_units(found)
    if late_units:
        names = ", ".join(f"{unit.name} ({number(count)})" for unit, count in late_units)
        lines.append(f"Đơn vị chậm ({number(len(late_units))}): {names}")
    return lines


def assign(switches: argparse.Namespace) -> int:
    """A task to all units or to those named; it goes out with the replies."""
    with opened(switches, Role.HEADQUARTERS) as books:
        codes = {unit.code: unit.uid for unit in books.reporting_units()}
        unknown = next((code for code in switches.unit if code not in codes), None)
        if unknown is not None:
            raise UserError(Trouble.UNKNOWN_UNIT, code=unknown, scheme=books.me.scheme)
        audience = assigning.for_units(codes[code] for code in switches.unit) if switches.unit else assigning.ALL
        order = Order(
            switches.title, switches.due or "", switches.text, audience, switches.source, goal=switches.goal,
            measure=switches.measure,
        )  # fmt: skip
        key = assigning.assign(books, books.period(switches.period), order)
        count = len(assigning.audience_units(books, audience))
    words = f"Đã giao cho {number(count)} đơn vị, mã {key.hex()[-SHORT:]}; đi kèm phản hồi của kỳ."
    tell(switches, {"key": key.hex(), "units": count}, lambda: words)
    return DONE


def progress(switches: argparse.Namespace) -> int:
    """How far a unit is with a task."""
    with opened(switches, Role.UNIT) as books:
        task = _named(books, switches.task)
        wanted = {"state": switches.state, "reached": switches.reached, "reason": switches.reason}
        fields = {name: value for name, value in wanted.items() if value is not None}
        if fields:
            tasking.change(books, task.uid, **fields)
        if switches.note is not None:
            tasking.note(books, task.uid, switches.note)
        now = _named(books, task.uid.hex())
    tell(switches, _task_facts(now), lambda: f"{now.title}: {state_words(now)}")
    return DONE


def _named(books: Books, told: str) -> Task:
    found = [each for each in tasking.tasks(books) if len(told) >= SHORT and each.uid.hex().endswith(told.lower())]
    if len(found) != 1:
        raise UserError(Trouble.TASK_UNKNOWN)
    return found[0]


def conference(switches: argparse.Namespace) -> int:
    """The news of the conference on a period; with --to as Word, with --minutes the minutes."""
    with opened(switches, Role.HEADQUARTERS) as books:
        held = conferring.the_one(books, books.period(switches.period))
        text = conferring.news(books, held)
        if switches.to is not None:
            write = conferring.write_minutes if switches.minutes else conferring.write_news
            write(books, held, switches.to)
    facts = {"title": held.record.title, "held_on": held.record.held_on, "news": text, "file": str(switches.to or "")}
    tell(switches, facts, lambda: f"Đã ghi {switches.to}." if switches.to else text)
    return DONE

"""The sample province's conferences: what was concluded, and how far each unit is with it, the same each time."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from random import Random
from typing import Any

from desktop.base.paths import resource
from desktop.domain.conference import LONGEST
from desktop.domain.periods import Period
from desktop.domain.records import derived_uid
from desktop.domain.reply import Assigned
from desktop.domain.tasks import TaskState
from desktop.services import conferring, tasking
from desktop.services.assigning import CONFERENCE, Order
from desktop.services.books import Books
from desktop.services.tasking import Above
from desktop.wording import conference as words
from desktop.wording.report import day

BEFORE, NOW = "before", "now"
_HELD_AT = "17:00:00"
ABOVE = Above(sha256(b"mau/tinh").hexdigest()[:16], 1, "Tổng hợp")
"""The headquarters that gives the tasks of the sample."""


@cache
def told() -> dict[str, Any]:
    """The conferences as they are written down."""
    return tomllib.loads(resource("sample", "hoi-nghi.toml").read_text(encoding="utf-8"))


def _key(which: str, place: int) -> bytes:
    return derived_uid("sample", "conference task", which, str(place))


def _about(period: Period, which: str) -> str:
    """The year before gave the tasks of this period; this period's own conference gives those of the next."""
    return f"{period.year - 1}-Y" if which == BEFORE else period.key


def _orders(which: str) -> Iterator[tuple[int, Order]]:
    for place, each in enumerate(told()[which]["tasks"]):
        title, due, text = each["title"], each["due"], each.get("text", "")
        yield place, Order(title, due, text, goal=each.get("goal", 0), measure=each.get("measure", ""))


def hold(books: Books, period: Period) -> None:
    """Headquarters holds both conferences and gives their conclusions as tasks."""
    clock = books.clock
    for which in (BEFORE, NOW):
        record = {name: value for name, value in told()[which].items() if name in LONGEST or name == "held_on"}
        books.clock = lambda held=record["held_on"]: f"{held}T{_HELD_AT}"  # type: ignore[misc]
        about = books.period(_about(period, which))
        held = conferring.begin(books, about, derived_uid("sample", "conference", which))
        conferring.change(books, held.uid, **record)
        held = conferring.the_one(books, about)
        for place, order in _orders(which):
            conferring.conclude(books, held, order, _key(which, place))
    books.clock = clock


def _given(period: Period) -> Iterator[tuple[dict[str, Any], Assigned]]:
    """The tasks of the earlier conference as a reply brings them."""
    facts = told()[BEFORE]
    held = date.fromisoformat(facts["held_on"])
    source = f"Kết luận {words.inside(facts['title'])} ngày {day(held)}"
    for place, order in _orders(BEFORE):
        key, about = _key(BEFORE, place).hex(), _about(period, BEFORE)
        given = Assigned(
            key, order.title, order.due, order.text, about, source, CONFERENCE, order.goal, order.measure,
            at=f"{facts['held_on']}T{_HELD_AT}",
        )  # fmt: skip
        yield facts["tasks"][place], given


def work(books: Books, period: Period) -> None:
    """One unit takes the tasks and works on them, through the services that its screen uses."""
    random = Random(f"giaoban viec {books.me.unit_code} {period.key}")
    for facts, given in _given(period):
        uid = tasking.take(books, given, ABOVE)
        offsets = sorted(random.sample(range((period.last - period.first).days), len(facts["notes"])))
        for note, offset in zip(facts["notes"], offsets, strict=True):
            tasking.note(books, uid, note, period.first + timedelta(days=offset))
        tasking.change(books, uid, **_outcome(facts, random))


def _outcome(facts: dict[str, Any], random: Random) -> dict[str, str | int]:
    chance = random.random()
    match facts["ends"]:
        case "counted":
            reached = random.choice((7, 9, 10, 11, 12, 12, 12, 12, 12, 13, 14))
            done = reached >= facts["goal"]
            return {"reached": reached, "state": (TaskState.DONE if done else TaskState.DOING).value}
        case "share":
            return {"reached": random.choice((40, 50, 60, 75)), "state": TaskState.DOING.value}
        case "mixed" if chance < 0.05:
            return {"state": TaskState.BLOCKED.value, "reason": facts["reason"]}
        case "mixed" if chance < 0.4:
            return {"reached": random.choice((30, 50, 80)), "state": TaskState.DOING.value}
    return {"state": TaskState.DONE.value}

"""Headquarters gives tasks: to all units, to a group or to one; they go out with the replies of their period.

A task has one key, its uid, the same at every unit. What became of it is told by the units' own rows (`following`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.periods import Period, parse_period
from desktop.domain.records import new_uid
from desktop.domain.reply import Assigned
from desktop.domain.text import clean
from desktop.services.books import Books, UnitRow
from desktop.store import journal
from desktop.store.journal import Entry

MOST = 500
ALL, UNIT, AREA, UNITS = "", "unit", "area", "units"
SUPERIOR, CONFERENCE, PLAN = "superior", "conference", "plan"


@dataclass(frozen=True)
class Order:
    """A task as it is to be given."""

    title: str
    due: str = ""
    """An ISO day, or ''."""
    text: str = ""
    audience: str = ALL
    source: str = ""
    origin: str = SUPERIOR
    goal: int = 0
    measure: str = ""


@dataclass(frozen=True)
class Assignment:
    """A task as it was given."""

    uid: bytes
    period: str
    order: Order
    conference: bytes | None
    author: str
    at: str
    turn: int = 1

    @property
    def due(self) -> date | None:
        """Its day."""
        return date.fromisoformat(self.order.due) if self.order.due else None


def for_unit(unit_uid: str) -> str:
    """The audience of one unit."""
    return f"{UNIT}:{unit_uid}"


def for_area(area_uid: str) -> str:
    """The audience of all units of an area."""
    return f"{AREA}:{area_uid}"


def for_units(unit_uids: Iterable[str]) -> str:
    """The audience of these units."""
    return f"{UNITS}:{','.join(sorted(unit_uids))}"


def audience_units(books: Books, audience: str) -> list[UnitRow]:
    """The reporting units that a task is for."""
    belongs = _belongs(audience)
    return [unit for unit in books.reporting_units() if belongs(unit)]


def _belongs(audience: str) -> Callable[[UnitRow], bool]:
    sort, _, told = audience.partition(":")
    if sort == AREA:
        return lambda unit: unit.parent_uid == told
    uids = set(told.split(","))
    return (lambda unit: unit.uid in uids) if audience else (lambda _: True)


def assign(
    books: Books, period: Period, order: Order, conference: bytes | None = None, uid: bytes | None = None
) -> bytes:
    """Give a task; return its key. Raise UserError for no words and for nobody to do it."""
    order, uid = _checked(books, order), uid or new_uid()
    with books.db.begin() as connection:
        row = (
            uid, period.key, order.title, order.due, order.text, books.me.officer, books.clock(), order.audience,
            order.source, order.origin, order.goal, order.measure, conference,
        )  # fmt: skip
        connection.exec_driver_sql(
            'INSERT INTO assignment(uid, period, title, due, text, author, "at", active, audience, source, origin,'
            " goal, measure, conference) VALUES (?, ?, ?, ?, ?, ?, ?, TRUE, ?, ?, ?, ?, ?, ?)",
            row,
        )
        journal.note(connection, Entry(books.me.officer, "assigned"), task=uid.hex(), title=order.title)
    return uid


def amend_order(books: Books, uid: bytes, order: Order) -> None:
    """Say a task otherwise; units learn it by their next reply, what they did of it stays."""
    order = _checked(books, order)
    with books.db.begin() as connection:
        before = _one(connection, uid).order
        if before == order:
            return
        row = (
            order.title, order.due, order.text, order.audience, order.source, order.origin, order.goal,
            order.measure, books.me.officer, books.clock(), uid,
        )  # fmt: skip
        connection.exec_driver_sql(
            "UPDATE assignment SET title = ?, due = ?, text = ?, audience = ?, source = ?, origin = ?, goal = ?,"
            " measure = ?, turn = turn + 1, author = ?, \"at\" = ? WHERE uid = ?",
            row,
        )
        entry = Entry(books.me.officer, "amended task")
        journal.note(connection, entry, task=uid.hex(), before=vars(before), after=vars(order))


def withdraw_task(books: Books, uid: bytes) -> None:
    """The task goes out no longer; units that have it learn so by their next reply."""
    with books.db.begin() as connection:
        _one(connection, uid)
        connection.exec_driver_sql("UPDATE assignment SET active = FALSE WHERE uid = ?", (uid,))
        journal.note(connection, Entry(books.me.officer, "withdrew task"), task=uid.hex())


_AGAIN = 'UPDATE assignment SET active = TRUE, turn = turn + 1, author = ?, "at" = ? WHERE uid = ?'


def give_again(books: Books, uid: bytes) -> None:
    """A task that was withdrawn goes out again."""
    with books.db.begin() as connection:
        connection.exec_driver_sql(_AGAIN, (books.me.officer, books.clock(), uid))
        journal.note(connection, Entry(books.me.officer, "gave task again"), task=uid.hex())


_ROWS = """
    SELECT uid, period, title, due, text, audience, source, origin, goal, measure, conference, author, "at", turn
    FROM assignment WHERE {where} ORDER BY id
"""


def assignments(books: Books, conference: bytes | None = None) -> list[Assignment]:
    """Every task that is given, of all periods or of one conference, in the order of giving."""
    where, facts = ("active AND conference = ?", (conference,)) if conference else ("active", ())
    with books.db.read() as connection:
        return [_assignment(row) for row in connection.exec_driver_sql(_ROWS.format(where=where), facts)]


def _one(connection: Connection, uid: bytes) -> Assignment:
    row = connection.exec_driver_sql(_ROWS.format(where="uid = ?"), (uid,)).one_or_none()
    if row is None:
        raise UserError(Trouble.TASK_UNKNOWN)
    return _assignment(row)


def _assignment(row: Any) -> Assignment:
    uid, period, title, due, text, audience, source, origin, goal, measure, conference, author, at, turn = row
    order = Order(title, due, text, audience, source, origin, goal, measure)
    return Assignment(uid, period, order, conference, author, at, turn)


def in_force(books: Books, period: Period, found: Iterable[Assignment]) -> list[Assignment]:
    """Those of a period, and earlier ones whose day had not come when it began."""
    return [each for each in found if _concerns(books, period, each)]


def _concerns(books: Books, period: Period, given: Assignment) -> bool:
    if given.period == period.key:
        return True
    earlier = parse_period(given.period, books.me.calendar).last < period.last
    return earlier and (not given.order.due or given.order.due >= period.first.isoformat())


def assigned_within(connection: Connection, books: Books, unit_id: int, period: Period) -> tuple[Assigned, ...]:
    """The tasks that the reply to a unit about a period carries."""
    rows = connection.exec_driver_sql(_ROWS.format(where="active"))
    found = in_force(books, period, map(_assignment, rows))
    unit = books.units[unit_id]
    return tuple(_told(each) for each in found if _belongs(each.order.audience)(unit))


def _told(given: Assignment) -> Assigned:
    order = given.order
    return Assigned(
        given.uid.hex(), order.title, order.due, order.text, given.period, order.source, order.origin, order.goal,
        order.measure, given.turn, given.author, given.at,
    )  # fmt: skip


def _checked(books: Books, order: Order) -> Order:
    title = clean(order.title).strip()
    if not title:
        raise UserError(Trouble.WORDS_NEEDED)
    if len(title) > MOST:
        raise UserError(Trouble.TEXT_TOO_LONG, most=MOST)
    if not audience_units(books, order.audience):
        raise UserError(Trouble.TASK_FOR_NOBODY)
    text, source, measure = (clean(each).strip() for each in (order.text, order.source, order.measure))
    return replace(order, title=title, text=text, source=source, measure=measure)

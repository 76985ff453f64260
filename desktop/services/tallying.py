"""Keeps the month totals true to the current records, touching only what a change touches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain.counting import Counter, Key
from desktop.domain.records import Values
from desktop.domain.totals import FIGURE, typed_part

_ADD = (
    "INSERT INTO total(breakdown, month, unit_id, indicator, origin, amount, state) VALUES (?, ?, ?, ?, ?, ?, 'v')"
    " ON CONFLICT(unit_id, breakdown, month, indicator, origin)"
    " DO UPDATE SET amount = total.amount + excluded.amount"
)
_DROP_EMPTY = "DELETE FROM total WHERE unit_id = ? AND amount = 0 AND state = 'v'"
_FORGET = "DELETE FROM total WHERE breakdown = ? AND month = ? AND unit_id = ? AND indicator = ? AND origin = 0"
_TYPE = (
    "INSERT INTO total(breakdown, month, unit_id, indicator, origin, amount, state) VALUES (?, ?, ?, ?, 0, ?, ?)"
    " ON CONFLICT(unit_id, breakdown, month, indicator, origin)"
    " DO UPDATE SET amount = excluded.amount, state = excluded.state"
)


@dataclass(frozen=True)
class Change:
    """One record before and after; None where it did not count."""

    kind: str
    before: Values | None
    after: Values | None


def tally(connection: Connection, unit_id: int, counter: Counter, changes: Iterable[Change]) -> None:
    """Take away what the records added before, add what they add now."""
    typed: list[Change] = []
    gone: dict[str, list[Values]] = defaultdict(list)
    come: dict[str, list[Values]] = defaultdict(list)
    for change in changes:
        if change.kind == FIGURE:
            typed.append(change)
            continue
        for side, values in ((gone, change.before), (come, change.after)):
            if values is not None:
                side[change.kind].append(values)
    counted = _added(counter, come)
    for key, amount in _added(counter, gone).items():
        counted[key] -= amount
    _forget_typed(connection, unit_id, typed)  # first: a sum of a headquarters may give way to the records behind it
    _write_counted(connection, unit_id, counted)
    _write_typed(connection, unit_id, typed)


def _added(counter: Counter, rows: dict[str, list[Values]]) -> dict[Key, int]:
    counted: dict[Key, int] = defaultdict(int)
    for kind, values in rows.items():
        counter.of(kind).add_all(counted, values)
    return counted


def _write_counted(connection: Connection, unit_id: int, counted: dict[Key, int]) -> None:
    lines = [
        (breakdown, month, unit_id, code, origin, amount)
        for (code, breakdown, month, origin), amount in counted.items()
        if amount
    ]
    if lines:
        connection.exec_driver_sql(_ADD, lines)
        connection.exec_driver_sql(_DROP_EMPTY, (unit_id,))


def _forget_typed(connection: Connection, unit_id: int, changes: list[Change]) -> None:
    gone = [part for change in changes if change.before is not None and (part := typed_part(change.before))]
    if gone:
        connection.exec_driver_sql(_FORGET, [(p.breakdown, p.month, unit_id, p.indicator) for p in gone])


def _write_typed(connection: Connection, unit_id: int, changes: list[Change]) -> None:
    come = [part for change in changes if change.after is not None and (part := typed_part(change.after))]
    if come:
        lines = [(p.breakdown, p.month, unit_id, p.indicator, p.amount, p.state) for p in come]
        connection.exec_driver_sql(_TYPE, lines)

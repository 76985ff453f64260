"""Which figures headquarters corrected, and what the unit itself says there: both are shown."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from desktop.domain.counting import asked_months, counts_within, unscaled
from desktop.domain.numbers import format_number
from desktop.domain.periods import Period, period_of_month
from desktop.domain.records import Values, parse_content
from desktop.domain.totals import FIGURE, typed_part
from desktop.services.adjusting import adjustments
from desktop.services.books import Books
from desktop.services.collecting import told_amount
from desktop.wording.cells import NOTHING, value_words


@dataclass(frozen=True)
class Noted:
    """One figure of one unit that is not what the unit says."""

    unit_id: int
    indicator: str
    difference: Decimal
    """What headquarters added to the unit's figure."""
    reasons: tuple[str, ...]


Moved = dict[tuple[int, str], tuple[int, list[str]]]

_CORRECTED = """
    SELECT record.unit_id, record.kind, now.content, told.content FROM record
    JOIN version AS now ON now.id = version_id JOIN version AS told ON told.id = told_id
    WHERE uid = ? AND told_id <> version_id
"""


def noted(books: Books, period: Period) -> list[Noted]:
    """Every corrected figure of a period, unit by unit."""
    moved: Moved = {}
    with books.db.read() as connection:
        for unit_id, code, difference, reason in _figures(connection, books, period):
            _move(moved, (unit_id, code), difference, [reason])
        for uid, reasons in _record_reasons(connection).items():
            row = connection.exec_driver_sql(_CORRECTED, (uid,)).one_or_none()
            if row is None:
                continue
            unit_id, kind, now, told = row
            for code, difference in _record_moves(books, period, kind, parse_content(told), parse_content(now)):
                _move(moved, (unit_id, code), difference, reasons)
    found = (
        Noted(unit_id, code, unscaled(difference), tuple(reasons))
        for (unit_id, code), (difference, reasons) in moved.items()
    )
    return [each for each in found if each.difference]


def _record_reasons(connection: Connection) -> Mapping[bytes, list[str]]:
    """Why records were corrected, by uid."""
    reasons: dict[bytes, list[str]] = defaultdict(list)
    for subject, _, reason in connection.exec_driver_sql(_ABOVE):
        reasons[bytes.fromhex(subject.partition(":")[2])].append(reason)
    return reasons


def _move(moved: Moved, key: tuple[int, str], difference: int, why: Iterable[str]) -> None:
    before, reasons = moved.get(key, (0, []))
    moved[key] = before + difference, list(dict.fromkeys([*reasons, *why]))


def _figures(connection: Connection, books: Books, period: Period) -> Iterable[tuple[int, str, int, str]]:
    for (unit_id, code), by_month in adjustments(connection, books, period.months).items():
        indicator = books.catalogue.indicators.get(code)
        if indicator is None:
            continue
        for month in set(by_month).intersection(asked_months(indicator, period.months)):
            told = told_amount(connection, books, period, (unit_id, code, month))
            yield unit_id, code, by_month[month].amount - told, by_month[month].reason


def _record_moves(books: Books, period: Period, kind: str, told: Values, now: Values) -> Iterable[tuple[str, int]]:
    moves: dict[str, int] = defaultdict(int)
    for sign, values in ((-1, told), (1, now)):
        for code, amount in _amounts(books, period, kind, values):
            moves[code] += sign * amount
    return [(code, amount) for code, amount in moves.items() if amount]


def _amounts(books: Books, period: Period, kind: str, values: Values) -> Iterable[tuple[str, int]]:
    indicators = books.catalogue.indicators
    if kind == FIGURE:
        part = typed_part(values)
        indicator = indicators.get(part.indicator) if part is not None and not part.breakdown else None
        if part is not None and indicator is not None and part.month in asked_months(indicator, period.months):
            yield part.indicator, part.amount
        return
    if books.catalogue.kinds[kind].system:
        return
    for code, breakdown, month, origin, amount in books.counter.of(kind).parts(values):
        if not breakdown and counts_within(indicators[code], period.months, month, origin):
            yield code, amount


def told_figure(books: Books, unit_id: int, code: str, month: int) -> Decimal:
    """What a unit itself says of one indicator in one month, before any adjustment."""
    with books.db.read() as connection:
        period = period_of_month(month, books.me.calendar)
        return unscaled(told_amount(connection, books, period, (unit_id, code, month)))


def note_words(now: Decimal | None, difference: Decimal, reasons: Iterable[str]) -> str:
    """`đơn vị báo 12, điều chỉnh 14: lý do`."""
    said = now or Decimal(0)
    told = f"đơn vị báo {format_number(said - difference)}, điều chỉnh {format_number(said)}"
    return f"{told}: {'; '.join(reasons)}"


_ABOVE = "SELECT subject, value, reason FROM overlay WHERE active AND subject LIKE 'record:%' ORDER BY id"
_TOLD = "SELECT record.kind, content FROM record JOIN version ON version.id = told_id WHERE uid = ?"


def record_notes(connection: Connection, books: Books) -> Mapping[bytes, str]:
    """What the unit says and what headquarters says of every corrected record, by uid."""
    notes: dict[bytes, list[str]] = defaultdict(list)
    for subject, value, reason in connection.exec_driver_sql(_ABOVE):
        uid = bytes.fromhex(subject.partition(":")[2])
        row = connection.exec_driver_sql(_TOLD, (uid,)).one_or_none()
        if row is None:
            continue
        kind, content = row
        told, said = parse_content(content), json.loads(value, parse_float=Decimal)
        for name, after in said["values"].items():
            words = [_words(books, kind, name, each) for each in (told.get(name), after)]
            field = books.catalogue.kinds[kind].by_name.get(name)
            label = field.label if field is not None else name
            notes[uid].append(f"{label}: đơn vị báo {words[0]}, điều chỉnh {words[1]}: {reason}")
    return {uid: "; ".join(each) for uid, each in notes.items()}


def _words(books: Books, kind: str, name: str, value: object) -> str:
    field = books.catalogue.kinds[kind].by_name.get(name)
    if value in (None, ""):
        return NOTHING
    if isinstance(value, (int, Decimal)):
        return format_number(value)
    if field is None or not isinstance(value, str):
        return str(value)
    return value_words(books.catalogue, field, value)

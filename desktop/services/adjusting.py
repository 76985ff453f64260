"""Amounts that headquarters puts above a unit's figure of a month (correcting.correct_figure), for collecting."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain.counting import asked_months
from desktop.domain.periods import Period
from desktop.services.books import Books

Adjusted = dict[tuple[int, str], dict[int, int]]
"""Amounts in thousandths by unit and indicator, then by reporting month."""


@dataclass(frozen=True)
class Adjustment:
    """One amount in force above a unit's figure of a month."""

    uid: bytes
    count: int
    amount: int
    """In thousandths."""
    reason: str
    author: str
    at: str


_FIGURES = "SELECT uid, subject, value, reason, author, at FROM overlay WHERE active AND subject LIKE 'figure:%'"


def adjustments(
    connection: Connection, books: Books, months: Collection[int]
) -> dict[tuple[int, str], dict[int, Adjustment]]:
    """By unit and indicator, then by month, what holds; of several for one figure the last one made."""
    found: dict[tuple[int, str], dict[int, Adjustment]] = defaultdict(dict)
    for uid, subject, value, *told in connection.exec_driver_sql(_FIGURES):
        said, unit_id = json.loads(value), books.unit_ids.get(subject.partition(":")[2])
        if unit_id is None or said["month"] not in months:
            continue
        by_month = found[unit_id, said["indicator"]]
        one = Adjustment(uid, said["count"], said["amount"], *told)
        held = by_month.get(said["month"], one)
        by_month[said["month"]] = max(one, held, key=lambda each: (each.count, each.uid))
    return found


def adjusted(connection: Connection, books: Books, months: Collection[int]) -> Adjusted:
    """The adjusted amounts of these months."""
    found = adjustments(connection, books, months)
    return {key: {month: one.amount for month, one in by_month.items()} for key, by_month in found.items()}


def adjusted_sections(connection: Connection, books: Books, period: Period) -> set[tuple[int, str]]:
    """Sections that headquarters answered for a unit by adjusting one of their figures."""
    indicators = books.catalogue.indicators
    found = adjusted(connection, books, period.months).items()
    known = ((unit_id, indicators[code], set(amounts)) for (unit_id, code), amounts in found if code in indicators)
    return {(unit_id, each.section) for unit_id, each, months in known if months & {*asked_months(each, period.months)}}

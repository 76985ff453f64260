"""Amounts that headquarters puts above a unit's figure of a month (correcting.correct_figure), for collecting."""

import json
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection

from desktop.services.books import Books

Adjusted = dict[tuple[int, str], dict[int, int]]
"""Amounts in thousandths by unit and indicator, then by reporting month."""

_FIGURES = "SELECT uid, subject, value FROM overlay WHERE active AND subject LIKE 'figure:%'"


def adjusted(connection: Connection, books: Books, months: Collection[int]) -> Adjusted:
    """The adjusted amounts of these months; of several for one figure the last one made holds."""
    found: dict[tuple[int, str], dict[int, tuple[int, bytes, int]]] = defaultdict(dict)
    for uid, subject, value in connection.exec_driver_sql(_FIGURES):
        said, unit_id = json.loads(value), books.unit_ids.get(subject.partition(":")[2])
        if unit_id is None or said["month"] not in months:
            continue
        by_month = found[unit_id, said["indicator"]]
        one = (said["count"], uid, said["amount"])
        by_month[said["month"]] = max(one, by_month.get(said["month"], one))
    return {key: {month: one[2] for month, one in by_month.items()} for key, by_month in found.items()}

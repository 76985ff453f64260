"""Another catalogue in force: the totals of what is counted otherwise are made anew, all others stay."""

from collections import defaultdict

from sqlalchemy import Connection

from desktop.base.progress import Progress
from desktop.domain.catalogue import Catalogue, Indicator
from desktop.domain.counting import KindCounter
from desktop.domain.records import Values, parse_content
from desktop.services import linking
from desktop.services.books import Books

LABEL = "Đang tính lại theo danh mục mới"
AT_A_TIME = 2000
_RECORDS = """
    SELECT unit_id, content FROM record JOIN version ON version.id = version_id
    WHERE kind = ? AND record.state = 'final' ORDER BY unit_id
"""
_INSERT = (
    "INSERT INTO total(breakdown, month, unit_id, indicator, origin, amount, state) VALUES (?, ?, ?, ?, ?, ?, 'v')"
)


def recount(connection: Connection, books: Books, before: Catalogue, progress: Progress) -> None:
    """Count anew what the catalogue of the books counts otherwise than the one before."""
    changed = counted_otherwise(before, books.catalogue)
    if not changed:
        return
    for code in changed:
        connection.exec_driver_sql("DELETE FROM total WHERE indicator = ?", (code,))
    kinds = sorted({each.count.kind for each in changed.values() if each.count})
    for kind in progress.over(kinds, LABEL, len(kinds)):
        asked = [each for each in changed.values() if each.count and each.count.kind == kind]
        _count(connection, kind, [books.counter.only(each) for each in asked])
    linking.refresh(connection, books)


def counted_otherwise(before: Catalogue, after: Catalogue) -> dict[str, Indicator]:
    """Indicators of the later catalogue that records make otherwise than before, or only now."""
    return {
        code: each
        for code, each in after.indicators.items()
        if each.count is not None and _way(before.indicators.get(code)) != _way(each)
    }


def _way(indicator: Indicator | None) -> object:
    return indicator and (indicator.count, indicator.earlier, indicator.valid_from, indicator.valid_to)


def _count(connection: Connection, kind: str, counters: list[KindCounter]) -> None:
    unit, rows = 0, list[Values]()
    for unit_id, content in connection.exec_driver_sql(_RECORDS, (kind,)).all():
        if unit_id != unit:
            _add(connection, unit, counters, rows)
            unit, rows = unit_id, []
        rows.append(parse_content(content))
    _add(connection, unit, counters, rows)


def _add(connection: Connection, unit_id: int, counters: list[KindCounter], rows: list[Values]) -> None:
    totals: dict[tuple[str, str, int, int], int] = defaultdict(int)
    for counter in counters:
        counter.add_all(totals, rows)
    lines = [
        (breakdown, month, unit_id, code, origin, amount)
        for (code, breakdown, month, origin), amount in totals.items()
        if amount
    ]
    if lines:
        connection.exec_driver_sql(_INSERT, lines)

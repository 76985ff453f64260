"""What earlier packages of this headquarters told → rows that are newer than those they replace, and what is no more.

The next level keeps every row until a newer one comes, and takes silence for a slip: a record that was undone here, a
sum that became none, or sums that travelled before and records that travel now would stand there for ever, or twice.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.domain.package import uid_of
from desktop.domain.periods import Period, parse_period
from desktop.domain.records import Order, RowState, Values, bump, canonical, compare, join, parse_content
from desktop.domain.system_kinds import DECLARATION
from desktop.services import vault
from desktop.services.books import Books
from desktop.services.exporting import DELETED, REPORT_TYPE, concerning
from desktop.services.upward_rows import Row

GONE = "Không còn trong số liệu của cấp gửi"
_SENT = """
    SELECT period, calendar, file_hash, file_name FROM package AS one WHERE sent AND report_type = ? AND sequence =
        (SELECT MAX(sequence) FROM package WHERE sent AND report_type = one.report_type AND period = one.period)
    ORDER BY id
"""


def brought_up(books: Books, period: Period, rows: Iterable[Row]) -> list[Row]:
    """The rows of today's package beside what was told before."""
    told = _told(books, period)
    today = [(kind, _newer(books, content, told.pop(uid_of(content), None))) for kind, content in rows]
    return today + [(DELETED, _gone(books, kind, content)) for kind, content in told.values()]


def _told(books: Books, period: Period) -> dict[str, Row]:
    """What the last package of each period told of this one, the last word on each row."""
    with books.db.read() as connection:
        sent = connection.exec_driver_sql(_SENT, (REPORT_TYPE,)).all()
    found: dict[str, Row] = {}
    for key, calendar, file_hash, name in sent:
        if calendar == period.calendar and not set(parse_period(key, calendar).months).isdisjoint(period.months):
            rows = _rows_of(vault.content(books, file_hash, name), name)
            same = key == period.key
            found |= {uid_of(text): (kind, text) for kind, text in rows if same or _counts(books, kind, text, period)}
    return found


def _rows_of(data: bytes, name: str) -> Iterator[Row]:
    from desktop.workbook.reader import sealed_rows

    for kind, contents in sealed_rows(Path(name), data).items():
        yield from ((kind, content) for content in contents)


def _counts(books: Books, kind: str, content: str, period: Period) -> bool:
    """Whether a row of another period's package tells of this one; declarations are of their own period."""
    if kind in (DELETED, DECLARATION.code) or kind not in books.catalogue.kinds:
        return False
    return concerning(books, books.catalogue.kinds[kind], content, period)


def _newer(books: Books, content: str, before: Row | None) -> str:
    """A row that says something else than it did says so by its vector."""
    if before is None or before[1] == content:
        return content
    old, now = parse_content(before[1]), parse_content(content)
    vectors = str(old.get("_vector", "")), str(now.get("_vector", ""))
    if compare(vectors[1], vectors[0]) is Order.NEWER:
        return content
    return canonical(now | {"_vector": bump(join(vectors), books.me.writer)})


def _gone(books: Books, kind: str, content: str) -> str:
    """A deletion in place of a row that was told; one that was told as deleted stays so."""
    if kind == DELETED:
        return content
    old = parse_content(content)
    values: Values = {name: old[name] for name in ("_uid", "_number") if name in old}
    return canonical(
        values
        | {
            "_vector": bump(str(old.get("_vector", "")), books.me.writer),
            "_state": RowState.DELETED.value,
            "_kind": kind,
            "_reason": GONE,
            "_author": books.me.officer,
            "_at": books.clock(),
        }
    )

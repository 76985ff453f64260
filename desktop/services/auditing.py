"""Proves that the books are whole: every derived figure is made anew and held against what is stored."""

from collections import defaultdict

from sqlalchemy import Connection

from desktop.domain.records import parse_content, row_hash
from desktop.domain.totals import FIGURE, typed_part
from desktop.services.books import Books

_Key = tuple[str, int, int, str, int]
_CURRENT = """
    SELECT record.unit_id, record.kind, record.hash, version.hash, content FROM record
    JOIN version ON version.id = version_id
"""
_TOTALS = "SELECT breakdown, month, unit_id, indicator, origin, amount, state FROM total"


def faults(books: Books) -> list[str]:
    """Sentences for everything that does not hold; an empty list when all does."""
    with books.db.read() as connection:
        found = _database(connection)
        found += _hashes(connection)
        found += _totals(connection, books)
    return found


def _database(connection: Connection) -> list[str]:
    answer = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    found = [] if answer == "ok" else [f"Cơ sở dữ liệu hỏng: {answer}. Phục hồi từ bản sao lưu gần nhất."]
    return found + ([f"Liên kết đứt ở bảng {broken[0]}. Phục hồi từ bản sao lưu gần nhất."] if broken else [])


def _hashes(connection: Connection) -> list[str]:
    wrong = sum(
        record_hash != version_hash or row_hash(content) != version_hash
        for _, _, record_hash, version_hash, content in connection.exec_driver_sql(_CURRENT)
    )
    return [f"{wrong} bản ghi không khớp mã băm. Phục hồi từ bản sao lưu gần nhất."] if wrong else []


def recount(connection: Connection, books: Books) -> dict[_Key, tuple[int, str]]:
    """All totals made anew from the current records."""
    counted: dict[_Key, int] = defaultdict(int)
    typed: dict[_Key, tuple[int, str]] = {}
    for unit_id, kind, _, _, content in connection.exec_driver_sql(_CURRENT):
        values = parse_content(content)
        if kind == FIGURE:
            if (part := typed_part(values)) is not None:
                typed[part.breakdown, part.month, unit_id, part.indicator, 0] = (part.amount, part.state)
            continue
        for code, breakdown, month, origin, amount in books.counter.of(kind).parts(values):
            counted[breakdown, month, unit_id, code, origin] += amount
    return {key: (amount, "v") for key, amount in counted.items() if amount} | typed


def _totals(connection: Connection, books: Books) -> list[str]:
    stored = {tuple(row[:5]): (row[5], row[6]) for row in connection.exec_driver_sql(_TOTALS)}
    made = recount(connection, books)
    wrong = [key for key in {*stored, *made} if stored.get(key) != made.get(key)]
    return [f"{len(wrong)} tổng số không khớp với bản ghi, ví dụ {sorted(wrong)[0]}."] if wrong else []

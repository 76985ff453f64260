"""Proves that the books are whole: every derived figure is made anew and held against what is stored."""

from collections import defaultdict

from sqlalchemy import Connection

from desktop.domain.periods import month_label
from desktop.domain.records import parse_content, row_hash
from desktop.domain.totals import FIGURE, typed_part
from desktop.services import linking, vault
from desktop.services.books import Books, Role
from desktop.services.repointing import choose, touch
from desktop.wording.numbers import number

_Key = tuple[str, int, int, str, int]
RESTORE = "Phục hồi từ bản sao lưu gần nhất."
_CURRENT = """
    SELECT record.unit_id, record.kind, version.hash, content FROM record JOIN version ON version.id = version_id
"""
_POINTED = """
    SELECT record.id, record.unit_id, mark, now.content, told.content FROM touched JOIN record ON record.id = touched.id
    JOIN version AS now ON now.id = version_id JOIN version AS told ON told.id = told_id
"""
AT_A_TIME = 5000
_UNACCOUNTED = """
    SELECT file_name FROM package WHERE NOT (sent AND ?) AND rows_read <>
        (SELECT COUNT(*) FROM package_row WHERE package_id = package.id)
        + (SELECT COUNT(*) FROM held_row WHERE package_id = package.id)
    ORDER BY file_name
"""
"""What a headquarters sends up is made of sums: its rows are none of its books."""
_LINKED = "SELECT group_uid, place, breakdown, month, indicator, origin, unit_id, earlier, amount FROM linked_total"
_TOTALS = "SELECT breakdown, month, unit_id, indicator, origin, amount, state FROM total"


def faults(books: Books) -> list[str]:
    """Sentences for everything that does not hold; an empty list when all does."""
    with books.db.read() as connection:
        found = _database(connection)
        found += _hashes(connection)
        found += _totals(connection, books)
        found += _linked(connection, books)
        found += _choices(connection, books)
        found += _accounts(connection, books)
        found += _files(connection, books)
    return found


def _database(connection: Connection) -> list[str]:
    answer = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    found = [] if answer == "ok" else [f"Cơ sở dữ liệu hỏng: {answer}. {RESTORE}"]
    return found + ([f"Liên kết đứt ở bảng {broken[0]}. {RESTORE}"] if broken else [])


def _hashes(connection: Connection) -> list[str]:
    wrong = sum(row_hash(content) != digest for _, _, digest, content in connection.exec_driver_sql(_CURRENT))
    return [f"{number(wrong)} bản ghi không khớp mã băm. {RESTORE}"] if wrong else []


def recount(connection: Connection, books: Books) -> dict[_Key, tuple[int, str]]:
    """All totals made anew from the current records."""
    counted: dict[_Key, int] = defaultdict(int)
    typed: dict[_Key, tuple[int, str]] = {}
    for unit_id, kind, _, content in connection.exec_driver_sql(_CURRENT):
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
    wrong = sorted(key for key in {*stored, *made} if stored.get(key) != made.get(key))
    if not wrong:
        return []
    _, month, unit_id, code, _ = wrong[0]
    place = f"{books.units[unit_id].name}, {month_label(month)}, {books.catalogue.indicators[code].name}"
    return [f"{number(len(wrong))} tổng số không khớp với bản ghi, trước hết là {place}. {RESTORE}"]


def _linked(connection: Connection, books: Books) -> list[str]:
    """What linked cases leave out of larger sums."""
    stored = {tuple(row) for row in connection.exec_driver_sql(_LINKED)}
    wrong = len(stored ^ set(linking.totals(connection, books)))
    return [f"{number(wrong)} số của vụ trùng không khớp với bản ghi và quyết định. {RESTORE}"] if wrong else []


def _choices(connection: Connection, books: Books) -> list[str]:
    """Every record points to what follows from the packages that count, what was written, and the corrections."""
    last = connection.exec_driver_sql("SELECT MAX(id) FROM (SELECT id FROM record UNION ALL SELECT id FROM absent)")
    wrong = sum(_wrong_choices(connection, books, first) for first in range(1, (last.scalar() or 0) + 1, AT_A_TIME))
    return [f"{number(wrong)} bản ghi không ở bản mới nhất. {RESTORE}"] if wrong else []


def _wrong_choices(connection: Connection, books: Books, first: int) -> int:
    span = (first, first + AT_A_TIME - 1) * 2
    touch(
        connection,
        "SELECT id FROM record WHERE id BETWEEN ? AND ? UNION SELECT id FROM absent WHERE id BETWEEN ? AND ?",
        span,
    )
    stored = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(_POINTED)}
    chosen = choose(connection, books)
    wanted = {record_id: (each.unit_id, each.mark.value, each.content, each.told) for record_id, each in chosen.items()}
    return sum(stored.get(record_id) != wanted.get(record_id) for record_id in {*stored, *wanted})


def _accounts(connection: Connection, books: Books) -> list[str]:
    """Every row that was read is kept, applied or held."""
    above = books.me.role is Role.HEADQUARTERS
    lost = connection.exec_driver_sql(_UNACCOUNTED, (above,)).scalars().all()
    return [f"{number(len(lost))} gói không đủ số dòng đã đọc, trước hết là {lost[0]}. {RESTORE}"] if lost else []


def _files(connection: Connection, books: Books) -> list[str]:
    """The original bytes of everything that was received or sent."""
    kept = connection.exec_driver_sql("SELECT DISTINCT file_hash, file_name FROM package ORDER BY file_name").all()
    keys = vault.keys_in(connection, books.db.key)
    lost = [name for file_hash, name in kept if vault.found(books.folder, file_hash.hex(), keys) is None]
    return [f"Mất hoặc hỏng {number(len(lost))} tệp gốc, trước hết là {lost[0]}. Nhập lại tệp đó."] if lost else []

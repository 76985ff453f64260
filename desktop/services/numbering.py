"""Human numbers such as `VV-01273-2026-0042`: for display only; each machine of a unit counts in a block of its own."""

from datetime import date

from sqlalchemy import Connection

from desktop.domain.records import RecordDraft
from desktop.services.books import Books, read_setting, write_setting

BLOCK = "number_block"
SIZE = 1000


def next_number(connection: Connection, books: Books, draft: RecordDraft) -> str:
    """The next number of the draft's kind and year."""
    kind = books.catalogue.kind(draft.kind)
    year = str(draft.values.get(kind.date_field or "", ""))[:4] or str(date.today().year)
    name, block = f"{kind.number_prefix}-{books.me.unit_code}-{year}", read_setting(connection, BLOCK, 0)
    last = connection.exec_driver_sql(
        "INSERT INTO counter(name, last) VALUES (?, 1) ON CONFLICT(name) DO UPDATE SET last = last + 1 RETURNING last",
        (f"{name}#{block}" if block else name,),
    ).scalar_one()
    return f"{name}-{block * SIZE + last:04d}"


def take_new_block(connection: Connection) -> None:
    """Count on from a thousand that no record of these books has."""
    numbers = connection.exec_driver_sql("SELECT number FROM record WHERE number <> ''").scalars()
    used = {int(tail) // SIZE for number in numbers if (tail := number.rpartition("-")[2]).isdecimal()}
    write_setting(connection, BLOCK, 1 + max({*used, read_setting(connection, BLOCK, 0)}))


def keep_apart(connection: Connection, own_install: str, other_install: str) -> None:
    """Of two machines that count in one block the one with the later name moves on."""
    if own_install > other_install and read_setting(connection, f"beside:{other_install}", None) is None:
        write_setting(connection, f"beside:{other_install}", True)
        take_new_block(connection)

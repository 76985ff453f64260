"""Writes cases behind the program, as if another unit had told them too."""

from desktop.domain.nearness import neighbours
from desktop.domain.records import canonical, derived_uid, parse_content, row_hash
from desktop.services.books import Books
from desktop.services.tallying import Change, tally

FIRST = """
    SELECT uid, unit_id, content FROM record JOIN version ON version.id = version_id
    WHERE record.kind = 'case' AND state = 'final' AND content LIKE '%"group":"TTXH"%' AND content LIKE '%"summary"%'
    AND day BETWEEN '2019-12-15' AND '2020-06-14' ORDER BY uid LIMIT 2
"""


def tell_again(books: Books) -> None:
    """Two cases are told by another unit too, in other words."""
    near = neighbours(books.reporting_units())
    with books.db.begin() as connection:
        for uid, unit, content in connection.exec_driver_sql(FIRST).all():
            other, values = derived_uid("again", uid.hex()), parse_content(content)
            values |= {"_number": "VV-9", "summary": f"Ghi lại: {values['summary']}", "_uid": other.hex()}
            teller = min(near[unit])
            text = canonical(values)
            record = connection.exec_driver_sql("SELECT MAX(id) + 1 FROM record").scalar_one()
            version = connection.exec_driver_sql(
                "INSERT INTO version(record_id, hash, weight, source, content) VALUES (?, ?, 1, 0, ?) RETURNING id",
                (record, row_hash(text), text),
            ).scalar_one()
            connection.exec_driver_sql(
                "INSERT INTO record(id, uid, unit_id, kind, day, number, state, version_id, told_id)"
                " VALUES (?, ?, ?, 'case', ?, 'VV-9', 'final', ?, ?)",
                (record, other, teller, values["occurred_on"], version, version),
            )
            tally(connection, teller, books.counter, [Change("case", None, values)])

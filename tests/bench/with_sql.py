"""SQL: the same question put to the records themselves, as a report writer would put it."""

import sqlite3
from pathlib import Path

from tests.bench.cells import Work
from tests.bench.with_pandas import SUMMED

SUMS = ", ".join(f"SUM(json_extract(content, '$.{name}'))" for name in SUMMED)
SCAN = (
    f"SELECT unit_id, substr(day, 1, 7), COUNT(*), {SUMS}"
    " FROM record JOIN version ON version.id = version_id WHERE record.kind = 'case' GROUP BY 1, 2"
)


def scan(home: str) -> Work:
    """Eight of the indicators, by unit and month."""
    connection = sqlite3.connect(Path(home) / "giaoban.db")
    return lambda: len(connection.execute(SCAN).fetchall())

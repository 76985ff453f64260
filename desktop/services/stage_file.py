"""The staging file: what a child read and checked of one package, ready to be joined to the books.

The contents stand apart from the rows, so that looking through the rows costs little. Kept by the driver alone, since
children import nothing heavy. It is scratch, made anew when lost: written without sync. Locked books have their stages
locked under the same key.
"""

import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from desktop.store import driver

OK = "ok"
EDITED = "edited"
ADDED = "added"
FAULTY = "faulty"

_SCHEMA = """
    CREATE TABLE row(
        place INTEGER PRIMARY KEY, sheet TEXT, row_no INTEGER, kind TEXT, uid BLOB, hash BLOB, weight INTEGER,
        state TEXT, day TEXT, number TEXT, status TEXT, mark TEXT);
    CREATE TABLE text(place INTEGER PRIMARY KEY, content TEXT, gist TEXT);
    CREATE TABLE total(breakdown TEXT, month INTEGER, indicator TEXT, origin INTEGER, amount INTEGER, state TEXT);
    CREATE TABLE section(status TEXT, code TEXT, state TEXT);
    CREATE TABLE remark(sheet TEXT, row_no INTEGER, cell TEXT, rule TEXT, level TEXT, facts TEXT);
"""

StageRow = tuple[str, int, str, bytes, bytes, int, str, str, str, str, str, str, str | None]
StageTotal = tuple[str, int, str, int, int, str]
StageRemark = tuple[str, int, str, str, str, str]


def new_folder(parent: Path) -> Path:
    """A private folder for the stages of one batch; what a killed run left there a day ago is swept away."""
    yesterday = time.time() - 24 * 3600
    for left in parent.glob("stage-*"):
        if left.is_dir() and left.stat().st_mtime < yesterday:
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix="stage-", dir=parent))


class StageFile:
    """Writes one staging file in one go."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        path.unlink(missing_ok=True)
        self._connection = driver.connect(path, key, isolation_level=None)
        if key is None:
            self._connection.execute("PRAGMA page_size=16384")  # written once, read once, both from end to end
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")

    def rows(self, rows: Iterable[StageRow]) -> None:
        """Lines as read: sheet, row, kind, uid, hash, weight, state, day, number, status, mark, content, gist."""
        known = list(enumerate(rows, 1))
        marks = ",".join("?" * 12)
        self._connection.executemany(f"INSERT INTO row VALUES ({marks})", [(at, *row[:-2]) for at, row in known])
        self._connection.executemany("INSERT INTO text VALUES (?,?,?)", [(at, *row[-2:]) for at, row in known])

    def totals(self, totals: Iterable[StageTotal]) -> None:
        """What the good rows add: breakdown, month, indicator, origin, amount, state letter."""
        self._connection.executemany("INSERT INTO total VALUES (?,?,?,?,?,?)", totals)

    def sections(self, sections: Iterable[tuple[str, str, str]]) -> None:
        """Sections the package answers: status of the rows that do, section, state letter."""
        self._connection.executemany("INSERT INTO section VALUES (?,?,?)", sections)

    def remarks(self, remarks: Iterable[StageRemark]) -> None:
        """Problems: sheet, row, cell, rule, level, facts."""
        self._connection.executemany("INSERT INTO remark VALUES (?,?,?,?,?,?)", remarks)

    def close(self) -> None:
        """Finish the file."""
        self._connection.execute("COMMIT")
        self._connection.close()

"""The same books plain and locked: opening, saving, exporting, scanning. `python -m tests.bench.with_locked` alone."""

import argparse
import json
import shutil
import tempfile
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp

from desktop.services import exporting, keeping, locking, recording, unlocking
from desktop.services.books import Books
from desktop.services.sample_plan import reporting_units
from desktop.services.unlocking import Opened
from desktop.store import driver
from tests.bench import wide
from tests.bench.cells import Work
from tests.bench.making import PERIOD, unit_books
from tests.bench.measure import Cost, best, cost, median
from tests.bench.with_entry import BATCH

PASSWORD = "rừng vàng biển bạc"
KEY = "key.json"
SAVED = 300
FULL, SMALL = 100_000, 2_000
ROOM = "tests.bench.with_locked"
JOBS = ("open", "save", "export", "scan")
MOST = {"save": 1.3, "export": 1.3, "scan": 2.2}
"""A locked book may take so many times as long."""
Pairs = dict[str, tuple[float, float]]


def fill(home: str, records: int) -> Work:
    """So many records in plain books, and the same ones locked beside them."""
    return lambda: filled(Path(home), records)


def filled(home: Path, records: int) -> int:
    books = unit_books(home / "plain", reporting_units()[0])
    rows = wide.rows(books, books.period(PERIOD))
    for start in range(0, records, BATCH):
        recording.record_many(books, list(islice(rows, min(BATCH, records - start))))
    books.close()
    books = keeping.open_books(Path(shutil.copytree(home / "plain", home / "locked")))
    locking.lock(books, PASSWORD)
    assert books.db.key is not None
    told = {"key": books.db.key.hex(), "officer": books.officer_id, "name": books.me.officer}
    (home / "locked" / KEY).write_text(json.dumps(told), "utf-8")
    books.close()
    return records


def opened(home: str) -> Books:
    """The books, without deriving the key again."""
    return keeping.open_books(Path(home), _opened(Path(home)))


def _opened(home: Path) -> Opened | None:
    if not (home / KEY).exists():
        return None
    told = json.loads((home / KEY).read_text("utf-8"))
    return Opened(bytes.fromhex(told["key"]), told["officer"], told["name"])


def derive(home: str) -> Work:
    """What one try of a password costs."""
    ring = unlocking.lock_of(Path(home))
    assert ring is not None
    officer = unlocking.officers(ring)[0].id
    return lambda: bool(unlocking.by_password(ring, officer, PASSWORD))


def open(home: str) -> Work:
    """Open the books and close them, the key known."""
    keeping.open_books(Path(home), _opened(Path(home))).close()  # everything is imported
    return lambda: opened(home).close()


def save(home: str) -> Work:
    """Records one by one, each written through."""
    books = opened(shutil.copytree(home, Path(mkdtemp(dir=Path(home).parent)) / "books"))
    drafts = list(islice(wide.rows(books, books.period(PERIOD)), SAVED))
    return lambda: len([recording.record(books, draft) for draft in drafts])


def export(home: str) -> Work:
    """The whole journey of a package."""
    room = Path(mkdtemp(dir=Path(home).parent))
    books = opened(shutil.copytree(home, room / "books"))
    return lambda: exporting.export(books, books.period(PERIOD), room).rows


def scan(home: str) -> Work:
    """Every version read from end to end by SQL alone."""
    return lambda: _asked(home, "SELECT sum(length(content)) FROM version")


def _asked(home: str, sql: str) -> int:
    who = _opened(Path(home))
    connection = driver.connect(Path(home) / keeping.FILE_NAME, who.key if who else None)
    connection.execute("PRAGMA cache_size=-65536")
    (found,) = connection.execute(sql).fetchone()
    connection.close()
    return int(found)


def compared(scratch: Path, full: int = FULL, small: int = SMALL) -> tuple[Pairs, Cost]:
    """Seconds of the processor, plain and locked, by job; and one derivation."""
    for name, records in (("full", full), ("small", small)):
        cost(f"{ROOM}:fill", str(scratch / name), records)
    found: Pairs = {}
    for job in JOBS:
        home = scratch / ("small" if job in ("export", "save") else "full")
        plain, locked = (best(5, f"{ROOM}:{job}", str(home / which)).cpu for which in ("plain", "locked"))
        found[job] = plain, locked
    return found, best(3, f"{ROOM}:derive", str(scratch / "full" / "locked"))


def show(found: Pairs, derived: Cost) -> bool:
    """Print the table; whether every ratio is as it should be."""
    print(f"\nLocked books beside plain ones (one key derivation: {derived.cpu:.2f} s)")
    for job, (plain, locked) in found.items():
        asked = f", at most {MOST[job]}x" if job in MOST else ", the whole file is looked through"
        print(f"  {job:8}{plain:8.3f} s{locked:9.3f} s{locked / plain:7.2f}x{asked}")
    return all(found[job][1] <= MOST[job] * found[job][0] for job in MOST)


def show_windows(scratch: Path) -> None:
    """The first window of locked books, before the password is asked."""
    home = str(scratch / "full" / "locked")
    times = median(5, "tests.bench.with_window:locked", home), median(5, "tests.bench.with_window:bare")
    print(f"  first window {times[0]['first']:.3f} s, bare PySide6 {times[1]['first']:.3f} s, at most 1.5x")


def main() -> None:
    """This comparison alone."""
    parser = argparse.ArgumentParser(prog=f"python -m {ROOM}", description=__doc__)
    parser.add_argument("--records", type=int, default=FULL, help="records in the full book")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="giaoban-locked-") as scratch:
        show(*compared(Path(scratch), wanted.records))
        show_windows(Path(scratch))


if __name__ == "__main__":
    main()

"""The same books plain and locked: opening, saving, exporting, scanning. `python -m tests.bench.with_locked` alone."""

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

from desktop.services import exporting, keeping, locking, recording, unlocking
from desktop.services.books import Books
from desktop.services.sample_plan import reporting_units
from desktop.services.unlocking import Opened
from desktop.store import driver
from tests.bench import wide
from tests.bench.cells import Work
from tests.bench.making import PERIOD, unit_books
from tests.bench.measure import Cost, best, cost
from tests.bench.measure import median as median_of
from tests.bench.with_entry import BATCH

PASSWORD = "rừng vàng biển bạc"
KEY = "key.json"
WHICH = ("plain", "locked")
TIMES = {"open": 20, "save": 400, "export": 15, "scan": 15, "look": 5}
FULL, SMALL = 100_000, 2_000
ROOM = "tests.bench.with_locked"
MOST = {"save": 1.3, "export": 1.3, "scan": 2.2}
"""A locked book may take so many times as long."""
BESIDE = {"open": "beside the derivation", "look": "once the window stands, on a thread of its own"}
Pairs = dict[str, list[float]]
Turn = Callable[[int], object]


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
    """The books as a window opens them, without deriving the key again."""
    return keeping.open_books(Path(home), _opened(Path(home)), look_later=True)


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


def pairs(scratch: str) -> Work:
    """Every job plain and locked by turns, many times: whoever else wants the machine hinders both alike."""
    homes = {which: {size: Path(scratch) / size / which for size in ("full", "small")} for which in WHICH}
    turns = {which: jobs(places) for which, places in homes.items()}
    return lambda: {name: paired(times, *(turns[which][name] for which in WHICH)) for name, times in TIMES.items()}


def paired(times: int, plain: Turn, locked: Turn) -> list[float]:
    """The middle of seconds of the processor, plain and locked, the middle ratio, and that of the clock."""
    costs: list[tuple[float, float, float, float]] = []
    for turn in range(times + 1):
        first, second = (plain, locked) if turn % 2 else (locked, plain)
        (cpu, wall), (other, clock) = took(first, turn), took(second, turn)
        costs.append((cpu, other, wall, clock) if turn % 2 else (other, cpu, clock, wall))
    costs = costs[1:]  # the first time everything is loaded
    middles = [median(each) for each in zip(*costs, strict=True)]
    ratios = median(locked / plain for plain, locked, *_ in costs), median(each[3] / each[2] for each in costs)
    return [*(round(each, 5) for each in (*middles[:2], *ratios))]


def took(turn: Turn, number: int) -> tuple[float, float]:
    cpu, clock = time.process_time(), time.perf_counter()
    turn(number)
    return time.process_time() - cpu, time.perf_counter() - clock


def jobs(homes: dict[str, Path]) -> dict[str, Turn]:
    """What is done with the books of one lock, ready to be done again and again."""
    room = Path(mkdtemp(dir=homes["small"].parent))
    books = opened(shutil.copytree(homes["small"], room / "books"))
    period = books.period(PERIOD)
    drafts = list(islice(wide.rows(books, period), TIMES["save"] + 1))
    return {
        "open": lambda _: opened(str(homes["full"])).close(),
        "save": lambda number: recording.record(books, drafts[number]),
        "export": lambda _: exporting.export(books, period, room),
        "scan": lambda _: _asked(homes["full"], "SELECT sum(length(content)) FROM version"),
        "look": lambda _: _looked_through(homes["full"]),
    }


def _looked_through(home: Path) -> None:
    books = opened(str(home))
    assert books.db.look_through()
    books.close()


def _asked(home: Path, sql: str) -> int:
    who = _opened(home)
    connection = driver.connect(home / keeping.FILE_NAME, who.key if who else None)
    connection.execute("PRAGMA cache_size=-65536")
    (found,) = connection.execute(sql).fetchone()
    connection.close()
    return int(found)


def compared(scratch: Path, full: int = FULL, small: int = SMALL) -> tuple[Pairs, Cost]:
    """Every job by its cost plain and locked; and one derivation of the key."""
    for name, records in (("full", full), ("small", small)):
        cost(f"{ROOM}:fill", str(scratch / name), records)
    found = cost(f"{ROOM}:pairs", str(scratch)).result
    assert isinstance(found, dict)
    return found, best(3, f"{ROOM}:derive", str(scratch / "full" / "locked"))


def show(found: Pairs, derived: Cost) -> bool:
    """Print the table; whether every ratio is as it should be."""
    print(f"\nLocked books beside plain ones by turns (one key derivation: {derived.cpu * 1000:.0f} ms)")
    print(f"  {'':8}{'CPU plain':>12}{'locked':>12}{'ratio':>8}{'by clock':>10}")
    for job, (plain, locked, ratio, clock) in found.items():
        asked = f"   at most {MOST[job]}x" if job in MOST else f"   {BESIDE[job]}"
        print(f"  {job:8}{plain * 1000:9.2f} ms{locked * 1000:9.2f} ms{ratio:7.2f}x{clock:9.2f}x{asked}")
    save, export, scan = (found[job] for job in MOST)
    print(
        f"| locked books: save, export, scan | {save[1] * 1000:.1f} ms, {export[1]:.2f} s, {scan[1] * 1000:.0f} ms |"
        f" plain {save[0] * 1000:.1f} ms, {export[0]:.2f} s, {scan[0] * 1000:.0f} ms |"
        f" {save[2]:.2f}, {export[2]:.2f}, {scan[2]:.2f} | ≤ 1.3, 1.3, 2.2 |"
    )
    return all(found[job][2] <= most for job, most in MOST.items())


def show_windows(scratch: Path) -> None:
    """The first window of locked books, before the password is asked."""
    home = str(scratch / "full" / "locked")
    times = median_of(5, "tests.bench.with_window:locked", home), median_of(5, "tests.bench.with_window:bare")
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

"""An import that is killed at any moment leaves every file wholly in or wholly out, and goes on where it stopped."""

import os
import random
import shutil
import sys
from pathlib import Path

import pytest

from desktop.services import auditing, exporting, keeping, progressing, recording, taking
from desktop.services.books import Role
from tests import forking
from tests.services import killing
from tests.services.conftest import PERIOD
from tests.services.drafts import case

KILLS = 50
WHOLE_S = 0.5
"""About what the whole import takes."""
LOOKED_AT_EVERY_S = 0.001


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Packages of several units, of a few rows each."""
    home = tmp_path_factory.mktemp("kill")
    (home / "goi").mkdir()
    above = keeping.create(home / "hq", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    codes = [unit.code for unit in above.reporting_units()[:8]]
    above.close()
    for code in codes:
        books = keeping.create(home / code, Role.UNIT, code, "2020", "Trực ban", True)
        for _ in range(12):
            recording.record(books, case())
        exporting.export(books, books.period(PERIOD), home / "goi")
        books.close()
    return home


def importing(home, folder):
    """The import in a process of its own, and the end of its pipe."""
    context = forking.context()
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=killing.main, args=(theirs, str(home), str(folder / "goi")), daemon=True)
    process.start()
    theirs.close()
    return process, mine


def spent(process):
    """Processor time of a living process so far, in ticks: a clock that no load of the machine can turn."""
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[11]) + int(fields[12])


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and /proc are Linux's")
def test_fifty_kills_lose_nothing(folder, tmp_path):
    home = tmp_path / "hq"
    chance = random.Random(20200616)
    finished, seen = False, set()
    for _ in range(KILLS):
        if finished or not home.exists():
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(folder / "hq", home)
        finished = killed_at(*importing(home, folder), chance.uniform(0, 1.1))
        books = keeping.open_books(home)
        assert auditing.faults(books) == []
        seen.add(len(progressing.packages(books)))
        for package in progressing.packages(books):
            assert package.rows_read == 12
            assert package.active
        books.close()
    assert len(seen) > 2, "the kills must fall into different files"
    books = keeping.open_books(home)
    taking.take(books, [folder / "goi"], "marked")
    assert len(progressing.packages(books)) == 8
    whole = keeping.digest(books)
    books.close()
    shutil.rmtree(home)
    shutil.copytree(folder / "hq", home)
    books = keeping.open_books(home)
    taking.take(books, [folder / "goi"], "marked")
    assert keeping.digest(books) == whole
    assert not list(home.glob("stage-*"))
    books.close()


def killed_at(process, pipe, share):
    """Kill an import after a share of the processor time that a whole one takes; whether it was done before that."""
    assert pipe.recv() == "begun"
    begun = spent(process)
    limit = None if begun is None else begun + share * WHOLE_S * os.sysconf("SC_CLK_TCK")
    while limit is not None and process.is_alive():
        process.join(LOOKED_AT_EVERY_S)  # two that wait without rest would share one processor
        now = spent(process)
        if now is None or now >= limit:
            break
    process.kill()
    process.join()
    try:
        return pipe.recv() == "done"
    except EOFError:
        return False
    finally:
        pipe.close()
        process.close()

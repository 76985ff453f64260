"""Giao Ban itself: with seal, signature, fsync and reading back; with every check, totals, audit and undo."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from desktop.domain.catalogue import Catalogue, IndicatorKind
from desktop.services import auditing, counting, exporting, keeping, matching, merging, progressing, staging, taking
from desktop.services.books import Books, Role
from desktop.services.sample_plan import told
from desktop.workbook import reader, seal, writer
from tests.bench.cells import Work
from tests.bench.making import COVER, PERIOD, package_in

ASKED = 100
"""So many indicators of every unit make a summary."""


def write(source: str, target: str) -> Work:
    """The writer alone, with seal, fsync and reading back."""
    package, catalogue, (private, _) = package_in(Path(source)), Catalogue.load(), seal.make_key()

    def sign(package_id: bytes) -> str:
        return seal.sign(package_id, private)

    return lambda: str(writer.write(Path(target), package, catalogue, COVER, sign).path)


def export(home: str) -> Work:
    """The whole journey: checklist, rows out of the books, write, read back, remember what was sent."""
    room = Path(mkdtemp(dir=Path(home).parent))
    books = keeping.open_books(Path(shutil.copytree(home, room / "books")))
    return lambda: exporting.export(books, books.period(PERIOD), room).rows


def read(path: str) -> Work:
    catalogue = Catalogue.load()
    return lambda: reader.read(Path(path), catalogue).rows_read


def check(path: str, stage_path: str) -> Work:
    """What a reader process does with one file: guard, read, compare with the seal, check each row, stage."""
    return lambda: staging.stage(path, stage_path).rows_read


def merge(folder: str, home: str) -> Work:
    """Receive and merge a whole folder, as on the evening when all of them come."""
    return lambda: merge_folder(Path(folder), Path(home))


def merge_folder(folder: Path, home: Path) -> int:
    books = keeping.create(home, Role.HEADQUARTERS, told()["province"], told()["scheme"], "Trực ban", training=True)
    _, merged = taking.take(books, [folder])
    books.close()
    return sum(each.counts.new for each in merged)


def merge_again(folder: str, home: str) -> Work:
    """The same folder a second time: nothing may change."""
    books = keeping.open_books(Path(home))

    def again() -> int:
        batch, _ = taking.take(books, [Path(folder)])
        assert batch.counts.unchanged == batch.counts.read
        return batch.counts.read

    return again


def undo(home: str) -> Work:
    """One package of all that were merged off again."""
    books = keeping.open_books(Path(home))
    package = progressing.packages(books)[0].package_id
    return lambda: merging.undo(books, package).counts.changed


def redo(home: str) -> Work:
    """The same package on again."""
    books = keeping.open_books(Path(home))
    package = next(each.package_id for each in progressing.packages(books) if not each.active)
    return lambda: merging.redo(books, package).counts.changed


def summary(home: str) -> Work:
    """Every indicator of the province against the same period last year, as the screen shows it."""
    books = opened(home)
    return lambda: len(counting.summary(books, books.period(PERIOD)).lines)


def by_unit(home: str) -> Work:
    """A hundred indicators of every unit against the same period last year."""
    books = opened(home)
    silent = (IndicatorKind.TEXT, IndicatorKind.HEADING)
    codes = [code for code, each in books.catalogue.indicators.items() if each.kind not in silent][:ASKED]
    return lambda: sum(len(each.figures) for each in counting.by_unit(books, books.period(PERIOD), codes))


def recount(home: str) -> Work:
    """The same figures without month totals: every record read and counted."""
    books = opened(home)
    return lambda: recount_all(books)


def recount_all(books: Books) -> int:
    with books.db.read() as connection:
        return len(auditing.recount(connection, books))


def pairs(home: str) -> Work:
    """Every pair of the province that could be one case told twice, scored and in order."""
    books = keeping.open_books(Path(home))
    return lambda: len(matching.find(books, books.period(PERIOD)).found)


def pairs_of_one(home: str) -> Work:
    """What one arriving package adds to them."""
    books = keeping.open_books(Path(home))
    unit = books.reporting_units()[0].id
    return lambda: len(matching.find(books, books.period(PERIOD), [unit]).found)


def opened(home: str) -> Books:
    """Books that were used before: units and catalogue are there."""
    books = keeping.open_books(Path(home))
    counting.summary(books, books.period(PERIOD))
    return books

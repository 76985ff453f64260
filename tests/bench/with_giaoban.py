"""Giao Ban itself: with seal, signature, fsync and reading back; with every check, totals, audit and undo."""

from pathlib import Path

from desktop.domain.catalogue import Catalogue
from desktop.services import keeping, staging, taking
from desktop.services.books import Role
from desktop.services.sample_plan import told
from desktop.workbook import reader, seal, writer
from tests.bench.cells import Work
from tests.bench.making import COVER, package_in


def write(source: str, target: str) -> Work:
    package, catalogue, (private, _) = package_in(Path(source)), Catalogue.load(), seal.make_key()

    def sign(package_id: bytes) -> str:
        return seal.sign(package_id, private)

    return lambda: str(writer.write(Path(target), package, catalogue, COVER, sign).path)


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

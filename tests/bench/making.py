"""Packages of any size: one unit records and exports, the others send the same rows as their own."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

from desktop.domain.catalogue import Catalogue
from desktop.domain.package import Cover, Package, assemble, sheet_of
from desktop.domain.records import derived_uid
from desktop.domain.units import Unit
from desktop.services import exporting, keeping, recording
from desktop.services.books import Books, Role
from desktop.services.sample_plan import reporting_units, told
from desktop.workbook import reader, seal, writer
from tests.bench import wide

PERIOD, YEAR_BEFORE, UNIT = "2020-H1", "2019-H1", "unit"
COVER = Cover("Công an tỉnh", "Công an xã", "6 tháng đầu năm 2020", "", (), "Trưởng Công an xã")


def fill(folder: Path, packages: int, rows: int, period: str = PERIOD) -> Path:
    """Make the packages of so many units in `folder`; return the first, which a unit's own books wrote."""
    folder.mkdir(parents=True)
    units = reporting_units()[:packages]
    first = export_one(folder, units[0], rows, period)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(copy_for, [first] * (len(units) - 1), units[1:]))
    return first


def export_one(folder: Path, unit: Unit, rows: int, period: str) -> Path:
    books = unit_books(folder.parent / UNIT, unit)
    recording.record_many(books, list(islice(wide.rows(books, books.period(period)), rows)))
    done = exporting.export(books, books.period(period), folder)
    books.close()
    return done.path


def unit_books(folder: Path, unit: Unit) -> Books:
    return keeping.create(folder, Role.UNIT, unit.code, told()["scheme"], "Trực ban", training=True)


def package_in(path: Path) -> Package:
    """The package that a file brings."""
    arrived = reader.read(path, Catalogue.load())
    assert arrived.manifest is not None
    sheets = [sheet_of(sheet.kind, [row[4] for row in sheet.rows]) for sheet in arrived.sheets]
    return assemble(arrived.manifest, sheets)


def copy_for(source: Path, unit: Unit) -> None:
    """The same rows, under new uids, as the package of another unit."""
    package = package_in(source)
    private, public = seal.make_key()
    who = {"unit_uid": unit.uid, "unit_code": unit.code, "unit_name": unit.name}
    manifest = replace(package.manifest, **who, install=public[:16], public_key=public)
    sheets = [sheet_of(sheet.kind, [renamed(row, unit.uid) for row in sheet.rows]) for sheet in package.sheets]
    target = source.with_name(f"BC_{unit.code}.xlsx")
    mine = assemble(manifest, sheets)
    writer.write(target, mine, Catalogue.load(), COVER, lambda package_id: seal.sign(package_id, private))


def renamed(content: str, unit_uid: str) -> str:
    before, mark, rest = content.partition('"_uid":"')
    return before + mark + derived_uid(unit_uid, rest[:32]).hex() + rest[32:]

"""The catalogue and the units as a workbook to read: one sheet a list, a filter over each; nothing is read back."""

from collections.abc import Iterable
from pathlib import Path

from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.numbers import format_number
from desktop.domain.periods import Period
from desktop.domain.report import Cell, Column, Row, Table
from desktop.services import registering
from desktop.services.books import Books
from desktop.services.covering import TRAINING
from desktop.services.registering import Registered
from desktop.wording.catalogue_lists import Listing, listings

WIDEST, PIXELS = 60, 7
"""Characters of the widest column; pixels of a character."""
UNITS = (
    ("Mã", 10),
    ("Đơn vị", 28),
    ("Địa bàn", 24),
    ("Báo cáo", 18),
    ("Điện thoại", 18),
    ("Số dân", 12),
    ("Nhóm so sánh", 16),
    ("Vĩ độ", 10),
    ("Kinh độ", 10),
    ("Lập từ", 40),
    ("Nay thuộc", 40),
)


def export(books: Books, period: Period, path: Path, progress: Progress | None = None) -> Path:
    """Write the workbook; raise UserError when the place cannot be written to."""
    from desktop.workbook import annex

    subtitle = f"Bản {books.catalogue.version}, {books.me.police_name}"
    tables = [_table(each, subtitle) for each in listings(books.catalogue)]
    tables.append(_unit_table(registering.units(books, period), subtitle))
    with replacing(path) as part:
        annex.write(part, tuple(tables), TRAINING if books.me.training else "", progress or Silent())
    return path


def _table(listing: Listing, subtitle: str) -> Table:
    told = list(dict.fromkeys(name for row in listing.rows for name, _ in row.facts))
    heads = [name for name, _ in listing.heads]
    more = [name for name in told if name not in heads]
    grouped = any(row.group for row in listing.rows)
    columns = [Column("Nhóm", 28)] if grouped else []
    columns += [Column(name, min(WIDEST, max(8, width // PIXELS))) for name, width in listing.heads]
    columns += [Column(name, 40) for name in more]
    rows = [
        _row([*([row.group] if grouped else []), *_padded(row.cells, len(heads)), *_facts(row.facts, more)])
        for row in listing.rows
    ]
    return Table(listing.name, listing.name, subtitle, tuple(columns), tuple(rows), landscape=True)


def _padded(cells: Iterable[str], count: int) -> list[str]:
    return [*cells, *[""] * count][:count]


def _facts(facts: Iterable[tuple[str, str]], names: Iterable[str]) -> list[str]:
    known = dict(facts)
    return [known.get(name, "") for name in names]


def _row(words: Iterable[str]) -> Row:
    return Row(tuple(Cell(each) for each in words))


def _unit_table(units: list[Registered], subtitle: str) -> Table:
    columns = tuple(Column(name, width) for name, width in UNITS)
    return Table("Đơn vị", "Đơn vị", subtitle, columns, tuple(map(_unit_row, units)), landscape=True)


def _unit_row(each: Registered) -> Row:
    unit = each.unit
    reports = f"do {each.covered_by}" if each.covered_by else "phải báo cáo" if unit.reports else "không phải báo cáo"
    people = "" if unit.population is None else format_number(unit.population)
    place = ("", "") if unit.lat is None else (f"{unit.lat:.4f}", f"{unit.lon:.4f}")
    words = (unit.code, unit.name, each.area, reports, unit.phone, people, unit.kind, *place)
    return _row((*words, "; ".join(each.came_from), "; ".join(each.went_to)))

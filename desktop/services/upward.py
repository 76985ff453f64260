"""The headquarters' own package to the next level (gói gửi cấp trên): of sums or of records, by the same format."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.catalogue import Catalogue, IndicatorKind
from desktop.domain.package import SUMMED, assemble, short_code
from desktop.domain.periods import Period, period_of_month
from desktop.domain.reach import WHOLE, Reach, compact, reach_text
from desktop.domain.records import parse_content
from desktop.domain.totals import FIGURE
from desktop.services import exporting, progressing, ruling, upward_rows
from desktop.services.adjusting import adjusted
from desktop.services.books import Books
from desktop.services.collecting import collect
from desktop.services.counting import scope_units
from desktop.services.covering import cover_of
from desktop.services.progressing import Completeness
from desktop.services.upward_since import brought_up

UNITS = "SỐ LIỆU CỦA {n}/{all} ĐƠN VỊ"
MOST_ROWS = 60_000
"""A file of more rows is too large for the gate of the next level: then only sums travel."""


@dataclass(frozen=True)
class SentUp:
    """A finished, verified package for the next level."""

    path: Path
    package_id: bytes
    code: str
    sequence: int
    rows: int
    missing: int
    """Units that are not in it, down to the lowest level: then it is marked as not complete."""
    expected: int
    """Units that it stands for."""


def export(
    books: Books, period: Period, folder: Path, with_records: bool = False, progress: Progress | None = None
) -> SentUp:
    """Write the package into `folder`; raise UserError where nothing was received or the disk fails."""
    progress = progress or Silent()
    if not folder.is_dir():
        raise UserError(Trouble.FOLDER_MISSING, path=str(folder), folder=str(folder), name=folder.name)
    found = progressing.completeness(books, period)
    above = ruling.known_above(books)
    if with_records:
        _refuse_corrected_counts(books, period)
    rows = list(_asked_above((upward_rows.records if with_records else upward_rows.sums)(books, period), above))
    if rows and found.received:
        rows = brought_up(books, period, rows)
    if not rows or not found.received:
        raise UserError(Trouble.REPORT_NEEDS_DATA, period=period.key)
    if len(rows) > MOST_ROWS:
        raise UserError(Trouble.TOO_MANY_ROWS, rows=len(rows), most=MOST_ROWS)
    with books.db.read() as connection:
        last = exporting.last_sent(connection, period)
    reach = reach_of(books, period, found)
    whole = reach.received == reach.expected
    manifest = exporting.manifest_of(books, period, whole, last)
    manifest = replace(manifest, summed=True, below=reach_text(reach), catalogue=above.version, format=SUMMED)
    package = assemble(manifest, exporting.sheets_of(rows))
    path = exporting.free_path(folder, books.me, period, manifest.sequence)
    cover = cover_of(books, period, Counter(kind for kind, _ in rows), complete=whole)
    cover = replace(cover, marks=(*cover.marks, UNITS.format(n=reach.received, all=reach.expected)))
    exporting.write_package(books, path, package, cover, progress)
    try:
        exporting.remember(books, package, path, [])
    except BaseException:
        path.unlink(missing_ok=True)  # the next package would carry the same number and say something else
        raise
    code = short_code(package.id)
    missing = reach.expected - reach.received
    return SentUp(path, package.id, code, manifest.sequence, len(rows), missing, reach.expected)


def _refuse_corrected_counts(books: Books, period: Period) -> None:
    """A figure that headquarters put above what records count cannot travel as records."""
    units, indicators = set(scope_units(books)), books.catalogue.indicators
    with books.db.read() as connection:
        above = adjusted(connection, books, period.months)
    counted = [
        code
        for unit, code in above
        if unit in units and code in indicators and indicators[code].kind is IndicatorKind.COUNTED
    ]
    if counted:
        names = ", ".join(indicators[code].short for code in dict.fromkeys(counted))
        raise UserError(Trouble.COUNTS_CORRECTED, names=names, count=len(counted), period=period.label)


def _asked_above(rows: Iterable[tuple[str, str]], above: Catalogue) -> Iterator[tuple[str, str]]:
    """What this headquarters asks for itself, by its own catalogue, the next level neither knows nor asks."""
    for kind, content in rows:
        asked = kind in above.kinds
        if asked and kind == FIGURE:
            asked = parse_content(content)["indicator"] in above.indicators
        if asked:
            yield kind, content


def reach_of(books: Books, period: Period, found: Completeness) -> Reach:
    """The units behind our own package: of the period and of each month, how many are left out of what."""
    units = scope_units(books)
    stored = [each.code for each in books.catalogue.indicators.values() if each.stored]
    spans = {WHOLE: collect(books, period)}
    for month in period.months:
        spans[str(month)] = collect(books, period_of_month(month, period.calendar), within=period)
    short = {}
    for span, collected in spans.items():
        made = collected.evaluate(units)
        short[span] = compact({code: made.of(code).missing for code in stored})
    return Reach(found.units_expected, found.units_received, short, found.silent)

"""Signed figures and what came after them → the annex of adjustments, as Word and as Excel."""

from collections.abc import Iterable
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.package import short_code
from desktop.domain.periods import Period
from desktop.services import correcting, freezing
from desktop.services.books import Books
from desktop.services.freezing import PROVINCE, Changed, Snapshot
from desktop.services.reporting_facts import letterhead_of
from desktop.wording.numbers import day
from desktop.wording.report import TRAINING
from desktop.wording.report_phrases import lowered
from desktop.wording.report_supplement import Late, Moved, Supplement, compose, tables

_LATE = """
    SELECT unit_id, supplement, file_name, received, package_id FROM package
    WHERE active AND NOT sent AND period = ? AND calendar = ? ORDER BY received, id
"""


def supplement(books: Books, period: Period, snapshot: Snapshot | None = None) -> Supplement:
    """What changed since the figures were signed (the last time); raise UserError where none are."""
    signed = snapshot or next(reversed(freezing.snapshots(books, period)), None)
    if signed is None:
        raise UserError(Trouble.NOT_SIGNED, period=period.label)
    changed = freezing.changes(books, period, signed)
    return Supplement(
        label=period.label,
        span=f"Số liệu từ ngày {day(period.first)} đến ngày {day(period.last)}",
        year=period.last.year,
        land=lowered(books.me.unit_name),
        head=letterhead_of(books),
        training=TRAINING if books.me.training else "",
        signed_at=signed.at,
        late=tuple(_late(books, period, signed, changed)),
        province=tuple(_moved(changed, PROVINCE)),
        corrections=tuple(_corrections(books, period, signed)),
    )


def _moved(changed: Iterable[Changed], scope: str) -> Iterable[Moved]:
    """Core figures first, as they stand in the report; more units behind the same amount are no adjustment."""
    found = [Moved(each.indicator, each.signed, each.now) for each in changed if each.scope == scope and each.moved]
    return sorted(found, key=lambda each: not each.indicator.core)


def _late(books: Books, period: Period, signed: Snapshot, changed: list[Changed]) -> Iterable[Late]:
    """Packages that the signed figures did not know; the effect stands at the last one of its unit."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_LATE, (period.key, period.calendar)).all()
    late = [row for row in rows if row[4].hex() not in signed.packages]
    last = {row[0]: row[4] for row in late}
    for unit_id, number, file, received, package_id in late:
        unit = books.units[unit_id]
        moved = tuple(_moved(changed, unit.uid)) if last[unit_id] == package_id else ()
        yield Late(unit.name, number, file, received, short_code(package_id), moved)


def _corrections(books: Books, period: Period, signed: Snapshot) -> Iterable[str]:
    for each in reversed(correcting.corrections(books)):
        inside = each.month is None or each.month in period.months
        if each.at >= signed.at and inside and each.standing is not correcting.Standing.WITHDRAWN:
            unit = books.units[each.unit_id].name if each.unit_id is not None else ""
            indicator = books.catalogue.indicators.get(each.indicator)
            about = indicator.short if indicator else each.number
            yield f"{lowered(unit)}, {lowered(about)}: {each.reason}"


def write_paper(books: Books, period: Period, path: Path, progress: Progress | None = None) -> Path:
    """The annex as .docx."""
    from desktop.document import report as document

    report = compose(supplement(books, period))
    with replacing(path) as part:
        document.write(part, report, progress or Silent())
    return path


def write_workbook(books: Books, period: Period, path: Path, progress: Progress | None = None) -> Path:
    """The annex as .xlsx."""
    from desktop.workbook import annex

    found = supplement(books, period)
    with replacing(path) as part:
        annex.write(part, tables(found), found.training, progress or Silent())
    return path

"""Signed figures and what came after them → the annex of adjustments, as Word and as Excel."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.package import short_code
from desktop.domain.periods import Period, parse_period
from desktop.services import correcting, freezing
from desktop.services.books import Books
from desktop.services.correcting import WITHDRAWN, Correction
from desktop.services.freezing import PROVINCE, Changed, Snapshot
from desktop.services.reporting_facts import letterhead_of
from desktop.wording.numbers import day
from desktop.wording.report import TRAINING
from desktop.wording.report_phrases import lowered
from desktop.wording.report_supplement import Late, Moved, Supplement, compose, moved_words, tables

FORETOLD = 6
_LATE = """
    SELECT id, unit_id, supplement, file_name, received, package_id, period = ? AND calendar = ?, period, calendar
    FROM package WHERE active AND NOT sent ORDER BY received, id
"""
_REACHES_BACK = """
    SELECT EXISTS (
        SELECT 1 FROM package_row JOIN version ON version.id = package_row.version_id
        JOIN record ON record.id = record_id WHERE package_id = ? AND day <= ?)
"""
_FROZEN = """
    SELECT COALESCE(MAX(id), 0) FROM journal
    WHERE action = 'frozen' AND json_extract(facts, '$.period') = ? AND json_extract(facts, '$.digest') = ?
"""
_SINCE = "SELECT action, package_id, json_extract(facts, '$.correction') FROM journal WHERE id > ? ORDER BY id"
_PAIRED = """
    SELECT action, record_uid, json_extract(facts, '$.other') FROM journal
    WHERE id > ? AND action IN ('pair linked', 'pair refused', 'pair withdrawn') ORDER BY id
"""
_SIDE = "SELECT unit_id, number FROM record WHERE uid = ? AND day <= ?"
_OF_PAIRS = {
    "pair linked": "là một vụ, tính một lần",
    "pair refused": "là hai vụ, tính cả hai",
    "pair withdrawn": "thôi ghép, tính cả hai",
}
_EDITED = {"accepted edits": "nhận số sửa tay", "held edits": "không tính số sửa tay nữa"}


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
        corrections=tuple(_corrections(books, period, signed, changed)),
    )


def _moved(changed: Iterable[Changed], scope: str) -> Iterable[Moved]:
    """Core figures first, as they stand in the report; more units behind the same amount are no adjustment."""
    found = [Moved(each.indicator, each.signed, each.now) for each in changed if each.scope == scope and each.moved]
    return sorted(found, key=lambda each: not each.indicator.core)


def foretold_words(changed: Iterable[Changed]) -> tuple[str, ...]:
    """`số đã chốt sẽ đổi: Vụ xảy ra: 207 → 208`, a line each, the report's own figures first."""
    moved = [f"{each.indicator.short}: {moved_words(each)}" for each in _moved(changed, PROVINCE)]
    told = [f"số đã chốt sẽ đổi: {words}" for words in moved[:FORETOLD]]
    more = [f"và {len(moved) - FORETOLD} số liệu đã chốt nữa"] if len(moved) > FORETOLD else []
    return (*told, *more) or ("số đã chốt không đổi",)


def _late(books: Books, period: Period, signed: Snapshot, changed: list[Changed]) -> Iterable[Late]:
    """Packages that the signed figures did not know; the effect stands at the last one of its unit.

    One of another period counts where it tells of this one: a month within it, or the year around it.
    """
    known, touched = set(signed.packages), _moved_units(books, changed)
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_LATE, (period.key, period.calendar)).all()
        late = [
            row
            for row in rows
            if row[5].hex() not in known
            and (row[6] or (row[1] in touched and _reaches_back(connection, row[0], period)))
        ]
    last = {row[1]: row[0] for row in late}
    for number, unit_id, again, file, received, package_id, same, key, calendar in late:
        unit = books.units[unit_id]
        moved = tuple(_moved(changed, unit.uid)) if last[unit_id] == number else ()
        other = "" if same else parse_period(key, calendar).label
        yield Late(unit.name, again, file, received, short_code(package_id), moved, other)


def _reaches_back(connection: Connection, package: int, period: Period) -> bool:
    asked = (package, period.last.isoformat())
    return bool(connection.exec_driver_sql(_REACHES_BACK, asked).scalar_one())


def _moved_units(books: Books, changed: Iterable[Changed]) -> set[int]:
    return {books.unit_ids[each.scope] for each in changed if each.moved and each.scope in books.unit_ids}


def _corrections(books: Books, period: Period, signed: Snapshot, changed: list[Changed]) -> Iterable[str]:
    """What headquarters did after signing, by the order of the journal: a clock may be wrong."""
    touched = _moved_units(books, changed)
    with books.db.read() as connection:
        frozen = connection.exec_driver_sql(_FROZEN, (period.key, signed.digest)).scalar_one()
        since = connection.exec_driver_sql(_SINCE, (frozen,)).all()
        named = "SELECT id, unit_id, file_name, package_id FROM package WHERE NOT sent"
        packages = {row[0]: row[1:] for row in connection.exec_driver_sql(named)}
    made = {uid for action, _, uid in since if uid and action != WITHDRAWN}
    gone = {uid for action, _, uid in since if uid and action == WITHDRAWN}
    for each in reversed(correcting.corrections(books)):
        inside = each.unit_id in touched if each.month is None else each.month in period.months
        uid = each.uid.hex()
        if inside and (uid in made) != (uid in gone):
            yield _correction_words(books, each, taken_back=uid in gone)
    for number, action in {number: action for action, number, _ in since if action in _EDITED}.items():
        unit_id, file, package_id = packages[number]
        if unit_id in touched and package_id.hex() in signed.packages:
            yield f"{lowered(books.units[unit_id].name)}, {file}: {_EDITED[action]}"
    if any(each.moved and each.scope == PROVINCE for each in changed):
        yield from _pairs(books, period, frozen)


def _pairs(books: Books, period: Period, frozen: int) -> Iterable[str]:
    """Cases that two units tell, joined or parted since: they move the sum and no unit's own figures."""
    with books.db.read() as connection:
        lines = connection.exec_driver_sql(_PAIRED, (frozen,)).all()
        last = {tuple(sorted((uid, bytes.fromhex(other)))): action for action, uid, other in lines}
        for pair, action in last.items():
            asked = ((uid, period.last.isoformat()) for uid in pair)
            sides = [connection.exec_driver_sql(_SIDE, each).one_or_none() for each in asked]
            named = [f"{lowered(books.units[side[0]].name)} {side[1]}" for side in sides if side]
            if len(named) == len(pair):
                yield f"{' và '.join(named)}: {_OF_PAIRS[action]}"


def _correction_words(books: Books, each: Correction, taken_back: bool) -> str:
    unit = books.units[each.unit_id].name if each.unit_id is not None else ""
    indicator = books.catalogue.indicators.get(each.indicator)
    about = indicator.short if indicator else each.number
    return f"{lowered(unit)}, {lowered(about)}: {'bỏ điều chỉnh ' if taken_back else ''}{each.reason}"


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

"""Rows that headquarters holds otherwise than a unit's machine told them last: what goes back as proposals.

A function of state: a row is proposed as long as the last word of some machine of the unit is older than what counts
here, or lacks it. It is over as soon as that machine tells a version that has seen what counts: taken over or
contested. What stands in conflict is proposed only once somebody has decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from desktop.domain.joining import Correction, Mark
from desktop.domain.periods import Period
from desktop.domain.records import Order, RowState, Values, compare, derived_uid, parse_content, parse_vector
from desktop.domain.reply import Difference, Proposal, Sort
from desktop.domain.versions import CONFLICT, HAND, Dots, covers
from desktop.services.books import Books
from desktop.services.pointing import Arrived, newest
from desktop.services.repointing import corrections_by_record
from desktop.services.subjects import differences, row_title

REASONS = {
    Sort.CORRECTION: "Cấp trên điều chỉnh.",
    Sort.DECISION: "Hai máy ghi khác nhau, cấp trên đã chọn.",
    Sort.EDIT: "Ô sửa tay trong Excel, cấp trên đã nhận vào số liệu.",
    Sort.JOINED: "Máy khác của đơn vị đã ghi, cấp trên đã gộp.",
    Sort.LOST: "Cấp trên đang giữ, gói mới nhất của máy này không có mà không ghi là xóa.",
}

AS_IN_BOOKS = "như trong sổ đơn vị"

_DIFFERING = """
    SELECT record.id, record.kind, record.mark, record.state, now.content, told.content, mine.content
    FROM record JOIN version AS now ON now.id = record.version_id JOIN version AS told ON told.id = record.told_id
    LEFT JOIN (
        SELECT record_id, version.id, content FROM package_row JOIN version ON version.id = version_id
        WHERE package_id = :newest AND NOT by_hand) AS mine ON mine.record_id = record.id
    WHERE record.unit_id = :unit AND (mine.id IS NULL OR mine.id <> record.version_id)
    AND record.id IN (
        SELECT record_id FROM package JOIN package_row ON package_row.package_id = package.id
        JOIN version ON version.id = package_row.version_id
        WHERE NOT sent AND active AND package.unit_id = :unit AND period = :period AND (NOT by_hand OR accepted))
    ORDER BY record.kind, record.day, record.number, record.uid
"""
# What the same machine told elsewhere, in the package of another period.
_ELSEWHERE = """
    SELECT content FROM version JOIN package_row ON version_id = version.id
    JOIN package ON package.id = package_row.package_id AND active AND NOT sent AND NOT by_hand
    WHERE record_id = ? AND unit_id = ? AND install = ? AND epoch = ?
"""
_SAID = 'SELECT uid, reason, author, "at" FROM overlay WHERE active AND subject = ? ORDER BY id DESC'


@dataclass(frozen=True)
class _Row:
    kind: str
    mark: str
    now: Values
    content: str
    told: Values
    mine: Values


def proposals(
    connection: Connection, books: Books, unit_id: int, period: Period, packages: list[Arrived]
) -> tuple[Proposal, ...]:
    """Each row once, however many machines of the unit lack it.

    Where two machines wrote the same values, no differences are named: the unit takes such a row over by itself.
    """
    corrections = corrections_by_record(connection)
    found: dict[str, Proposal] = {}
    rows = [row for package in newest(packages) for row in _rows(connection, unit_id, period, package)]
    for package in newest(packages, silent=True):  # perhaps a copied machine: asked while a correction is in force
        rows += [row for row in _rows(connection, unit_id, period, package) if row.mark == Mark.CORRECTED]
    for row in rows:
        uid = str(row.now["_uid"])
        if uid not in found or not found[uid].differences:
            found[uid] = _proposal(connection, books, row, corrections.get(uid, []))
    return tuple(found.values())


def _rows(connection: Connection, unit_id: int, period: Period, package: Arrived) -> Iterator[_Row]:
    asked = {"newest": package.number, "unit": unit_id, "period": period.key}
    for record_id, kind, mark, state, now, told, mine in connection.exec_driver_sql(_DIFFERING, asked).all():
        values = parse_content(now)
        if CONFLICT in values:
            continue
        if mine is None and not _hand_made(values):
            if state == RowState.FINAL and package.complete and package.seal != "edited":
                yield _Row(kind, mark, values, now, parse_content(told), {})
            continue
        series = (record_id, unit_id, package.install, package.epoch)
        said = [mine] if mine else []
        said += connection.exec_driver_sql(_ELSEWHERE, series).scalars().all()
        known = [parse_content(each) for each in said]
        if not any(_has_seen(each, values) for each in known):
            yield _Row(kind, mark, values, now, parse_content(told), known[0] if known else {})


def _has_seen(mine: Values, now: Values) -> bool:
    return compare(str(mine["_vector"]), str(now["_vector"])) in (Order.EQUAL, Order.NEWER)


def _hand_made(values: Values) -> bool:
    """Whether a person wrote or changed the row in a sealed workbook."""
    return any(writer.startswith(HAND) for writer in parse_vector(str(values["_vector"])))


def _proposal(connection: Connection, books: Books, row: _Row, corrections: list[Correction]) -> Proposal:
    sort = _sort(row, corrections)
    reason, author, at = _said(connection, row, sort)
    uid = str(row.now["_uid"])
    living = row.now if row.now["_state"] != RowState.DELETED else row.mine
    return Proposal(
        uid=derived_uid("proposal", uid, row.content).hex(),
        sort=sort.value,
        record=uid,
        kind=row.kind,
        number=str(row.now.get("_number", "")),
        title=row_title(books.catalogue, row.kind, living),
        content=row.content,
        reason=reason,
        author=author,
        at=at,
        differences=_differences(books, row),
    )


def _differences(books: Books, row: _Row) -> tuple[Difference, ...]:
    """Where only the edited file has come, what stood there before is known to the unit alone."""
    found = differences(books.catalogue, row.kind, row.mine, row.now)
    dots = Dots.of(row.now)
    edited = {each.name for each in found if dots[each.name].startswith(HAND)}
    sealed = any(not writer.startswith(HAND) for writer in parse_vector(str(row.now["_vector"])))
    if row.mine or not (edited and sealed):
        return found
    return tuple(replace(each, told=AS_IN_BOOKS) for each in found if each.name in edited)


def _sort(row: _Row, corrections: list[Correction]) -> Sort:
    seen = parse_vector(str(row.mine.get("_vector", "")))
    if any(not covers(seen, each.change) for each in corrections):
        return Sort.DECISION if CONFLICT in row.told else Sort.CORRECTION
    mine = {writer for writer in seen if writer.startswith(HAND)}
    now = {writer for writer in parse_vector(str(row.now["_vector"])) if writer.startswith(HAND)}
    if now - mine:
        return Sort.EDIT
    return Sort.JOINED if row.mine else Sort.LOST


def _said(connection: Connection, row: _Row, sort: Sort) -> tuple[str, str, str]:
    """The reason that a clerk gave, by whom and when."""
    if sort in (Sort.CORRECTION, Sort.DECISION):
        last = connection.exec_driver_sql(_SAID, (f"record:{row.now['_uid']}",)).first()
        if last is not None:
            reason = str(last[1]) if sort is Sort.CORRECTION else ""
            return reason or REASONS[sort], str(last[2]), str(last[3])
    if sort is Sort.EDIT:
        return REASONS[sort], "", ""  # nobody knows whose hand it was
    return REASONS[sort], str(row.now.get("_author", "")), str(row.now.get("_at", ""))

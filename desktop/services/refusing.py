"""Files that went back without being merged: remembered, so that their sender reads it in the next reply.

No figure knows of them. One that comes again and is merged after all has its own receipt from then on.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection

from desktop.base.errors import Trouble
from desktop.domain.package import Manifest, package_id, short_code
from desktop.domain.periods import Period
from desktop.domain.reply import Point, Receipt
from desktop.services.arrivals import Remark, StagedFile, Verdict
from desktop.services.books import Books
from desktop.services.succeeding import successor_of
from desktop.store import journal
from desktop.wording.verdicts import verdict_words

WHOLE_FILE = "Cả tệp"
_NOT_THEIRS = frozenset(
    {Trouble.WRONG_PERIOD, Trouble.WRONG_PROVINCE, Trouble.WRONG_UNIT, Trouble.TRAINING_DATA, Trouble.REAL_DATA}
)
"""Refused because of the period that is open here, or not of our units or books at all: no word to them."""


@dataclass(frozen=True)
class SentBack:
    """One file that went back."""

    unit_uid: str
    """Who sent it."""
    unit_code: str
    unit_name: str
    at: str
    receipt: Receipt
    points: tuple[Point, ...]


_KEEP = """
    INSERT INTO returned_file(file_hash, unit_uid, unit_id, period, "at", receipt, points) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(file_hash) DO UPDATE SET unit_id = excluded.unit_id, "at" = excluded."at",
        receipt = excluded.receipt, points = excluded.points
"""


def remember(books: Books, files: Iterable[StagedFile]) -> int:
    """Keep what became of these files, where it is known whose they are; return of how many."""
    kept = [row for file in files if (row := _row(books, file)) is not None]
    if kept:
        with books.db.begin() as connection:
            connection.exec_driver_sql(_KEEP, kept)
    return len(kept)


def returned(files: Iterable[StagedFile]) -> list[StagedFile]:
    """Those that cannot come in at all."""
    return [file for file in files if file.verdict is Verdict.RETURNED]


def _row(books: Books, file: StagedFile) -> tuple[object, ...] | None:
    manifest = file.manifest
    if manifest is None or not file.file_hash or (file.error is not None and file.error.code in _NOT_THEIRS):
        return None
    unit_id = file.unit_id if file.unit_id is not None else _answering(books, manifest.unit_uid)
    if unit_id is None:
        return None
    at, sealed = journal.now(), package_id(manifest).hex()
    receipt = Receipt(
        sealed, short_code(bytes.fromhex(sealed)), file.name, manifest.sequence, manifest.created, at,
        verdict_words(Verdict.RETURNED), file.rows_read, 0, 0, file.rows_read,
    )  # fmt: skip
    points = [asdict(each) for each in _points(file, manifest, sealed)]
    told = {"sender": [manifest.unit_code, manifest.unit_name], **asdict(receipt)}
    return (
        file.file_hash, manifest.unit_uid, unit_id, manifest.period, at, json.dumps(told, ensure_ascii=False),
        json.dumps(points, ensure_ascii=False),
    )  # fmt: skip


def _answering(books: Books, unit_uid: str) -> int | None:
    """Who answers for the sender now: itself while it reports."""
    unit_id = books.unit_ids.get(unit_uid)
    if unit_id is not None and books.units[unit_id].reports:
        return unit_id
    decided = successor_of(books, unit_uid).decided
    return decided.id if decided is not None else None


def _points(file: StagedFile, manifest: Manifest, sealed: str) -> Iterable[Point]:
    """Why the whole file went back, and every error in it."""
    note = file.note.rstrip(".")
    if note:
        sentence = f"{note[:1].upper()}{note[1:]}. Sửa trong chương trình rồi xuất lại."
        yield Point(sealed, WHOLE_FILE, 0, "", "", manifest.unit_name, sentence)
    yield from (_point(each, sealed) for each in file.remarks if each.level in ("E", "K"))


def _point(remark: Remark, sealed: str) -> Point:
    words = remark.sentence.removeprefix(f"{remark.sheet}!{remark.cell}: ")
    return Point(sealed, remark.sheet, remark.row_no, remark.cell, "", "", words[:1].upper() + words[1:])


_SENT_BACK = """
    SELECT unit_uid, "at", receipt, points FROM returned_file WHERE unit_id = ? AND period = ? ORDER BY "at", file_hash
"""


def sent_back(connection: Connection, unit_id: int, period: Period, merged: Iterable[str]) -> list[SentBack]:
    """What went back of a unit and those it answers for, but for packages that were merged after all."""
    known = set(merged)
    found = [_read(*row) for row in connection.exec_driver_sql(_SENT_BACK, (unit_id, period.key))]
    return [each for each in found if each.receipt.package not in known]


def _read(unit_uid: str, at: str, receipt: str, points: str) -> SentBack:
    told = json.loads(receipt)
    code, name = told.pop("sender")
    return SentBack(unit_uid, code, name, at, Receipt(**told), tuple(Point(**each) for each in json.loads(points)))

"""Headquarters' state → the reply to each unit, written as one file a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from desktop import __version__
from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.deadlines import deadline_of
from desktop.domain.package import short_code
from desktop.domain.periods import Period, PeriodKind, period_of_month
from desktop.domain.reply import Due, Reply, parse_reply, reply_text, said
from desktop.services.asking import Standing, threads_within
from desktop.services.assigning import assigned_within
from desktop.services.books import Books
from desktop.services.figure_asking import figure_questions
from desktop.services.pointing import Arrived, arrived, newest, points, receipt
from desktop.services.proposing import proposals
from desktop.store import journal
from desktop.store.journal import Entry

LABEL = "Đang viết phản hồi"
COMING_MONTHS = 3


@dataclass(frozen=True)
class Replied:
    """One file that was written."""

    unit_id: int
    path: Path
    reply: Reply

    @property
    def code(self) -> str:
        """Six characters that name the reply."""
        return short_code(self.reply.id)


def compose(books: Books, unit_id: int, period: Period) -> Reply:
    """What headquarters has to say to a unit now; always something, be it only that nothing has come."""
    with books.db.read() as connection:
        return _composed(connection, books, unit_id, period)


def _composed(connection: Connection, books: Books, unit_id: int, period: Period) -> Reply:
    packages = arrived(connection, unit_id, period)
    heads = newest(packages)
    unit, me = books.units[unit_id], books.me
    asked = threads_within(connection, books, unit_id, period)
    return Reply(
        headquarters=me.unit_uid,
        headquarters_name=me.police_name,
        unit=unit.uid,
        unit_code=unit.code,
        unit_name=unit.name,
        period=period.key,
        calendar=period.calendar,
        number=_last_number(connection, unit_id, period) + 1,
        created=books.clock(),
        author=me.officer,
        install=me.install,
        epoch=me.epoch,
        public_key=me.public_key,
        training=me.training,
        catalogue=books.catalogue.version,
        unit_catalogue=_oldest_catalogue(heads),
        program=__version__,
        receipts=tuple(receipt(connection, package) for package in reversed(packages)),
        points=tuple(point for package in heads for point in points(connection, books, package)),
        questions=(
            *(each.question for each in asked if each.standing is Standing.OPEN),
            *figure_questions(connection, books, unit_id, period),
        ),
        proposals=proposals(connection, books, unit_id, period, packages),
        tasks=assigned_within(connection, books, unit_id, period),
        deadlines=coming(period),
    )


def _oldest_catalogue(heads: list[Arrived]) -> str:
    return min((package.catalogue for package in heads), default="")


def coming(period: Period) -> tuple[Due, ...]:
    """The deadlines of the next period and of the months until then."""
    if period.kind is PeriodKind.CUSTOM:
        return ()
    following = period.next()
    months = [period_of_month(month, period.calendar) for month in following.months[:COMING_MONTHS]]
    wanted = [*months, following] if following.kind is not PeriodKind.MONTH else [following]
    found = {each.key: Due(each.key, each.label, each.dates, deadline_of(each).isoformat()) for each in wanted}
    return tuple(sorted(found.values(), key=lambda due: due.due))


def write(
    books: Books,
    period: Period,
    folder: Path,
    unit_uids: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> list[Replied]:
    """One file for each of these units, or for all that report; raise UserError where the disk fails.

    What has not changed since the last reply is said again under its old number.
    """
    from desktop.services.exporting import province_code  # brings Excel along

    progress = progress or Silent()
    if not folder.is_dir():
        raise UserError(Trouble.FOLDER_MISSING, path=str(folder), folder=str(folder), name=folder.name)
    units, province = _units(books, unit_uids), province_code(books.me)
    written = []
    for done, unit_id in enumerate(units):
        progress.step(LABEL, done, len(units))
        written.append(_write_one(books, unit_id, period, folder, province))
    progress.step(LABEL, len(units), len(units))
    return written


def _units(books: Books, unit_uids: Iterable[str] | None) -> list[int]:
    if unit_uids is None:
        return [unit.id for unit in books.reporting_units()]
    return [books.unit_ids[uid] for uid in unit_uids]


def _write_one(books: Books, unit_id: int, period: Period, folder: Path, province: str) -> Replied:
    from desktop.workbook import reply_writer, seal

    with books.db.read() as connection:
        reply = _composed(connection, books, unit_id, period)
        last = _last(connection, unit_id, period)
    if last is not None and _same_words(last, reply):
        reply = last
    stem = f"PH_{province}_{reply.unit_code}_{period.key}_L{reply.number:02d}"
    signature = seal.sign(reply.id, books.me.private_key, seal.REPLY)
    path = reply_writer.write(folder, stem, reply, signature)
    if reply is not last:
        try:
            _remember(books, unit_id, reply, path)
        except BaseException:
            path.unlink(missing_ok=True)  # the next reply would carry the same number and say something else
            raise
    return Replied(unit_id, path, reply)


def _same_words(last: Reply, now: Reply) -> bool:
    """Whether nothing has changed, the epoch included: what was said before a restore is not said again."""
    return said(last) == said(now)


def _remember(books: Books, unit_id: int, reply: Reply, path: Path) -> None:
    row = (reply.id, unit_id, reply.period, reply.number, said(reply), path.name, reply.created, reply_text(reply))
    with books.db.begin() as connection:
        connection.exec_driver_sql(
            'INSERT INTO reply(reply_id, unit_id, period, number, said, file_name, "at", content)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        journal.note(connection, Entry(books.me.officer, "replied"), file=path.name, unit=reply.unit_code)


_LAST = "SELECT content FROM reply WHERE unit_id = ? AND period = ? ORDER BY number DESC, id DESC LIMIT 1"


def _last(connection: Connection, unit_id: int, period: Period) -> Reply | None:
    content = connection.exec_driver_sql(_LAST, (unit_id, period.key)).scalar()
    return parse_reply(content) if content else None


def _last_number(connection: Connection, unit_id: int, period: Period) -> int:
    last = _last(connection, unit_id, period)
    return last.number if last else 0


def history(books: Books, unit_id: int, period: Period) -> list[Reply]:
    """What was written to a unit about a period, newest first."""
    statement = "SELECT content FROM reply WHERE unit_id = ? AND period = ? ORDER BY number DESC, id DESC"
    with books.db.read() as connection:
        return [parse_reply(each) for each in connection.exec_driver_sql(statement, (unit_id, period.key)).scalars()]

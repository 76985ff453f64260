"""Headquarters' state → the reply to each unit, written as one file a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from desktop import __version__
from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.catalogue_source import packed
from desktop.domain.catalogue_versions import version_key
from desktop.domain.deadlines import Timetable, deadline_of
from desktop.domain.package import short_code
from desktop.domain.periods import Period, PeriodKind, period_of_month
from desktop.domain.reply import Due, Point, Proposal, Receipt, Reply, parse_reply, reply_text, said
from desktop.domain.units import province_code
from desktop.services.asking import Standing, threads_within
from desktop.services.assigning import assigned_within
from desktop.services.books import Books
from desktop.services.figure_asking import figure_questions
from desktop.services.pointing import Arrived, arrived, newest, points, receipt
from desktop.services.proposing import proposals
from desktop.services.recovering import public_key
from desktop.services.refusing import SentBack, sent_back
from desktop.services.rights import Act, require
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


@dataclass(frozen=True)
class Addressee:
    """Whom a reply is for: a unit that reports here, or one that it answers for since they were merged."""

    uid: str
    code: str
    name: str


def compose(books: Books, unit_id: int, period: Period, to: Addressee | None = None) -> Reply:
    """What headquarters has to say to a unit now; always something, be it only that nothing has come."""
    with books.db.read() as connection:
        return _composed(connection, books, unit_id, period, to or _itself(books, unit_id))


def _itself(books: Books, unit_id: int) -> Addressee:
    unit = books.units[unit_id]
    return Addressee(unit.uid, unit.code, unit.name)


def addressees(books: Books, unit_id: int, period: Period) -> list[Addressee]:
    """The unit, and every merged one whose own laptop sent something of this period: it waits for a receipt too."""
    with books.db.read() as connection:
        sent, gone = arrived(connection, unit_id, period), sent_back(connection, unit_id, period, ())
    senders = [Addressee(each.sender, each.sender_code, each.sender_name) for each in sent]
    senders += [Addressee(each.unit_uid, each.unit_code, each.unit_name) for each in gone]
    itself = _itself(books, unit_id)
    others = {each.uid: each for each in senders if each.uid != itself.uid}
    return [itself, *(others[uid] for uid in sorted(others))]


def _composed(connection: Connection, books: Books, unit_id: int, period: Period, to: Addressee) -> Reply:
    itself = to.uid == books.units[unit_id].uid
    packages = [each for each in arrived(connection, unit_id, period) if itself or each.sender == to.uid]
    back = sent_back(connection, unit_id, period, (each.sealed.hex() for each in packages))
    back = [each for each in back if itself or each.unit_uid == to.uid]
    heads, me = newest(packages), books.me
    asked = threads_within(connection, books, unit_id, period)
    return Reply(
        headquarters=me.unit_uid,
        headquarters_name=me.police_name,
        unit=to.uid,
        unit_code=to.code,
        unit_name=to.name,
        period=period.key,
        calendar=period.calendar,
        number=_last_number(connection, unit_id, period, to.uid) + 1,
        created=books.clock(),
        author=me.officer,
        install=me.install,
        epoch=me.epoch,
        public_key=me.public_key,
        training=me.training,
        catalogue=books.catalogue.version,
        unit_catalogue=_oldest_catalogue(heads),
        catalogue_content=_catalogue_for(books, heads),
        program=__version__,
        recovery_key=(public_key(books) or b"").hex(),
        receipts=_receipts(connection, packages, back),
        points=(
            *(point for package in heads for point in points(connection, books, package)),
            *_still_wrong(packages, back),
        ),
        questions=(
            *(each.question for each in asked if each.standing is Standing.OPEN),
            *(figure_questions(connection, books, unit_id, period) if itself else ()),
        ),
        proposals=_proposals(connection, books, unit_id, period, packages, itself),
        tasks=assigned_within(connection, books, unit_id, period) if itself else (),
        deadlines=coming(period, books.catalogue.timetable),
    )


def _receipts(connection: Connection, packages: list[Arrived], back: list[SentBack]) -> tuple[Receipt, ...]:
    """What became of every file, the newest first, also of those that were never merged."""
    merged = [(each.received, receipt(connection, each)) for each in reversed(packages)]
    returned = [(each.at, each.receipt) for each in reversed(back)]
    if not returned:
        return tuple(one for _, one in merged)
    return tuple(one for _, one in sorted([*merged, *returned], key=lambda each: each[0], reverse=True))


def _still_wrong(packages: list[Arrived], back: list[SentBack]) -> Iterable[Point]:
    """Why files went back, until something of the unit was merged after them."""
    last = max((each.received for each in packages if each.active), default="")
    return [point for each in back if each.at > last for point in each.points]


_TOLD_BY = """
    SELECT DISTINCT uid FROM record JOIN version ON version.record_id = record.id
    JOIN package_row ON package_row.version_id = version.id WHERE package_row.package_id IN ({packages})
"""


def _proposals(
    connection: Connection, books: Books, unit_id: int, period: Period, packages: list[Arrived], itself: bool
) -> tuple[Proposal, ...]:
    """To a merged unit only what is about its own rows: those of others it never had."""
    found = proposals(connection, books, unit_id, period, packages)
    if itself or not found:
        return found
    ids = ",".join(str(each.number) for each in packages)
    own = {uid.hex() for uid in connection.exec_driver_sql(_TOLD_BY.format(packages=ids)).scalars()}
    return tuple(each for each in found if each.record in own)


def _oldest_catalogue(heads: list[Arrived]) -> str:
    return min((package.catalogue for package in heads), default="", key=lambda version: version_key(version) or (0, 0))


def _catalogue_for(books: Books, heads: list[Arrived]) -> str:
    """The catalogue that was published here, to a unit that does not work by it yet."""
    works_by_it = bool(heads) and _oldest_catalogue(heads) == books.catalogue.version
    return "" if works_by_it or not books.catalogue_text else _packed(books.catalogue_text)


@lru_cache(maxsize=1)
def _packed(text: str) -> str:
    return packed(text)


def coming(period: Period, timetable: Timetable) -> tuple[Due, ...]:
    """The deadlines of the next period and of the months until then."""
    if period.kind is PeriodKind.CUSTOM:
        return ()
    following = period.next()
    months = [period_of_month(month, period.calendar) for month in following.months[:COMING_MONTHS]]
    wanted = [*months, following] if following.kind is not PeriodKind.MONTH else [following]
    found = {
        each.key: Due(each.key, each.label, each.dates, deadline_of(each, timetable).isoformat()) for each in wanted
    }
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
    require(books, Act.REPLY)
    progress = progress or Silent()
    if not folder.is_dir():
        raise UserError(Trouble.FOLDER_MISSING, path=str(folder), folder=str(folder), name=folder.name)
    units, province = _units(books, unit_uids), province_code(books.me.scheme, books.me.unit_uid)
    written = []
    for done, unit_id in enumerate(units):
        progress.step(LABEL, done, len(units))
        for to in addressees(books, unit_id, period):
            written.append(_write_one(books, (unit_id, to), period, folder, province))
    progress.step(LABEL, len(units), len(units))
    return written


def _units(books: Books, unit_uids: Iterable[str] | None) -> list[int]:
    if unit_uids is None:
        return [unit.id for unit in books.reporting_units()]
    return [books.unit_ids[uid] for uid in unit_uids]


def _write_one(
    books: Books, whom: tuple[int, Addressee], period: Period, folder: Path, province: str
) -> Replied:
    from desktop.workbook import reply_writer, seal

    unit_id, to = whom
    with books.db.read() as connection:
        reply = _composed(connection, books, unit_id, period, to)
        last = _last(connection, unit_id, period, to.uid)
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


_LAST = "SELECT content FROM reply WHERE unit_id = ? AND period = ? ORDER BY number DESC, id DESC"


def _last(connection: Connection, unit_id: int, period: Period, to: str) -> Reply | None:
    """What was said last to one addressee."""
    for content in connection.exec_driver_sql(_LAST, (unit_id, period.key)).scalars():
        reply = parse_reply(content)
        if reply.unit == to:
            return reply
    return None


def _last_number(connection: Connection, unit_id: int, period: Period, to: str) -> int:
    last = _last(connection, unit_id, period, to)
    return last.number if last else 0


def history(books: Books, unit_id: int, period: Period) -> list[Reply]:
    """What was written to a unit about a period, newest first."""
    uid = books.units[unit_id].uid
    with books.db.read() as connection:
        found = map(parse_reply, connection.exec_driver_sql(_LAST, (unit_id, period.key)).scalars())
        return [each for each in found if each.unit == uid]

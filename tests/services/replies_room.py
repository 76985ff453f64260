"""Units and a headquarters that write to each other: packages up, replies down."""

import shutil
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from desktop.domain.records import canonical, new_uid, parse_content
from desktop.services import answering, correcting, deciding, exporting, keeping, renewing, replying, taking
from desktop.services.answering import Taken
from desktop.services.books import Books, write_setting
from desktop.services.renewing import Renewal
from desktop.services.reply_desk import desk
from desktop.workbook import seal

PERIOD = "2020-H1"


def send(unit: Books, folder: Path, complete: bool = False) -> Path:
    """The unit's package of the period."""
    return exporting.export(unit, unit.period(PERIOD), folder, complete=complete).path


def receive(headquarters: Books, *paths: Path, accept: str = "marked"):
    """Headquarters looks at files and merges what `accept` says."""
    batch, _ = taking.take(headquarters, list(paths), accept)
    return batch.files


def reply(headquarters: Books, unit: Books, folder: Path) -> Path:
    """The file for one unit."""
    (done,) = replying.write(headquarters, headquarters.period(PERIOD), folder, [unit.me.unit_uid])
    return done.path


def composed(headquarters: Books, unit: Books):
    """What headquarters would say now."""
    return replying.compose(headquarters, headquarters.unit_ids[unit.me.unit_uid], headquarters.period(PERIOD))


def answer_all(unit: Books, path: Path) -> Taken:
    """Take a reply and every proposal in it."""
    taken = answering.take_reply(unit, path)
    answering.accept(unit, [line.offer for line in desk(unit).offers])
    return taken


def values_of(books: Books, uid: bytes) -> dict:
    """The row as it counts in some books."""
    return parse_content(content_of(books, uid))


def content_of(books: Books, uid: bytes) -> str:
    """Its canonical content."""
    statement = "SELECT content FROM record JOIN version ON version.id = version_id WHERE uid = ?"
    with books.db.read() as connection:
        return str(connection.exec_driver_sql(statement, (uid,)).scalar_one())


def mark_of(books: Books, uid: bytes) -> str:
    with books.db.read() as connection:
        return str(connection.exec_driver_sql("SELECT mark FROM record WHERE uid = ?", (uid,)).scalar_one())


def count(books: Books, kind: str) -> int:
    """How many records of a kind count."""
    with books.db.read() as connection:
        statement = "SELECT COUNT(*) FROM record WHERE kind = ? AND state = 'final'"
        return int(connection.exec_driver_sql(statement, (kind,)).scalar_one())


def correct(books: Books, uid: bytes, reason: str, **values: object) -> None:
    """A correction of headquarters above the unit's row, or a decision where it stands in conflict."""
    if mark_of(books, uid) == "conflict":
        deciding.decide(books, uid, values)  # type: ignore[arg-type]
    else:
        correcting.correct(books, uid, values, reason)  # type: ignore[arg-type]


@contextmanager
def other_machine(unit: Books, folder: Path, own_install: bool = False):
    """A second laptop: the copied books of the first one, or an install of its own."""
    unit.db.close()
    shutil.copytree(unit.folder, folder)
    books = keeping.open_books(folder)
    if not own_install:
        renewing.renew(books, Renewal.COPIED)  # as on another machine
    else:
        private, public = seal.make_key()
        books.me = replace(books.me, install=new_uid().hex()[-16:], private_key=private, public_key=public)
        with books.db.begin() as connection:
            write_setting(connection, "identity", asdict(books.me))
    yield books
    books.close()


def same_content(*books: Books, uid: bytes) -> bool:
    """Whether all these books hold the very same row."""
    return len({canonical(values_of(each, uid)) for each in books}) == 1

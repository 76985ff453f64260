"""Headquarters' conferences (hội nghị): the record, its conclusions as tasks, and what is written from them."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.base.progress import Silent
from desktop.domain.conference import LONGEST, Conference, conference_text, parse_conference
from desktop.domain.periods import Period
from desktop.domain.records import new_uid
from desktop.domain.text import clean
from desktop.services import assigning
from desktop.services.assigning import Assignment, Order
from desktop.services.books import Books
from desktop.services.reporting_facts import gather
from desktop.store import journal
from desktop.store.journal import Entry
from desktop.wording import conference as words


@dataclass(frozen=True)
class Held:
    """A conference as the books hold it."""

    uid: bytes
    period: str
    record: Conference


def begin(books: Books, period: Period, uid: bytes | None = None) -> Held:
    """A new conference on a period, with what is usual for it already typed."""
    held = Held(uid or new_uid(), period.key, words.usual(period, books.me.police_name))
    with books.db.begin() as connection:
        row = (held.uid, period.key, conference_text(held.record), books.me.officer, books.clock())
        connection.exec_driver_sql(
            'INSERT INTO conference(uid, period, content, author, "at") VALUES (?, ?, ?, ?, ?)', row
        )
        journal.note(connection, Entry(books.me.officer, "began conference"), conference=held.uid.hex())
    return held


def change(books: Books, uid: bytes, **fields: str) -> Conference:
    """Set fields of a record; what stood there before is in the journal. Raise UserError for words too long."""
    told = {name: clean(value).strip() for name, value in fields.items()}
    for name, value in told.items():
        if len(value) > LONGEST.get(name, len(value)):
            raise UserError(Trouble.TEXT_TOO_LONG, most=LONGEST[name])
    with books.db.begin() as connection:
        before = _one(connection, uid).record
        after = replace(before, **told)
        if after != before:
            connection.exec_driver_sql(
                'UPDATE conference SET content = ?, author = ?, "at" = ? WHERE uid = ?',
                (conference_text(after), books.me.officer, books.clock(), uid),
            )
            entry = Entry(books.me.officer, "changed conference")
            old = {name: getattr(before, name) for name in told if getattr(before, name) != told[name]}
            journal.note(connection, entry, conference=uid.hex(), before=old)
    return after


_ROWS = "SELECT uid, period, content FROM conference {where} ORDER BY id"


def conferences(books: Books, period: Period | None = None) -> list[Held]:
    """All conferences, or those on a period, in the order of writing."""
    where, facts = ("WHERE period = ?", (period.key,)) if period else ("", ())
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_ROWS.format(where=where), facts).all()
    return [Held(uid, key, parse_conference(content)) for uid, key, content in rows]


def the_one(books: Books, period: Period) -> Held:
    """The last conference on a period; raise UserError when there is none."""
    found = conferences(books, period)
    if not found:
        raise UserError(Trouble.CONFERENCE_UNKNOWN)
    return found[-1]


def _one(connection: Connection, uid: bytes) -> Held:
    row = connection.exec_driver_sql(_ROWS.format(where="WHERE uid = ?"), (uid,)).one_or_none()
    if row is None:
        raise UserError(Trouble.CONFERENCE_UNKNOWN)
    return Held(row[0], row[1], parse_conference(row[2]))


def conclude(books: Books, held: Held, order: Order, uid: bytes | None = None) -> bytes:
    """A conclusion: a task of one key, given with the replies of the period that the conference was about."""
    source = order.source or words.source(held.record)
    given = replace(order, source=source, origin=assigning.CONFERENCE)
    return assigning.assign(books, books.period(held.period), given, held.uid, uid)


def conclusions(books: Books, held: Held) -> list[Assignment]:
    """What was concluded, in the order of writing."""
    return assigning.assignments(books, held.uid)


# What is written


def minutes_of(books: Books, held: Held) -> words.Facts:
    """Everything that minutes and news are written from."""
    period = books.period(held.period)
    tasks = tuple(
        words.Conclusion(each.order.title, each.due, audience_words(books, each.order.audience), each.order.text)
        for each in conclusions(books, held)
    )
    return words.Facts(held.record, gather(books, period), books.me.police_name, tasks)


def news(books: Books, held: Held) -> str:
    """The short public text of a conference, ready to be copied."""
    return words.news(minutes_of(books, held))


def write_minutes(books: Books, held: Held, path: Path) -> None:
    """The minutes as a Word file by Nghị định 30/2020/NĐ-CP, in place of an older one."""
    from desktop.document import report as document

    with replacing(path) as part:
        document.write(part, words.minutes(minutes_of(books, held)), Silent())


def write_news(books: Books, held: Held, path: Path) -> None:
    """The news as a Word file."""
    from desktop.document import plain

    facts = minutes_of(books, held)
    with replacing(path) as part:
        plain.write(part, words.headline(facts), words.news(facts).splitlines(), facts.training)


def audience_words(books: Books, audience: str) -> str:
    """Whom a task is for, in words."""
    units = assigning.audience_units(books, audience)
    sort, _, told = audience.partition(":")
    if not audience:
        return words.everybody(len(units))
    if sort == assigning.AREA:
        name = next((unit.name for unit in books.units.values() if unit.uid == told), "")
        return words.group(name, len(units))
    return units[0].name if len(units) == 1 else words.some(len(units))

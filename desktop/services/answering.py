"""The unit's side of a reply: taken in, its points and threads beside the unit's own rows, answered.

Of a reply only its text is kept; what is still open follows from the rows and packages of these books.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import Refused, Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.catalogue import Catalogue, CatalogueError, Level
from desktop.domain.catalogue_source import unpacked
from desktop.domain.package import short_code
from desktop.domain.records import RecordDraft, Values, parse_content
from desktop.domain.reply import (
    AnswerSort,
    Proposal,
    Question,
    Reply,
    fingerprint,
    parse_reply,
    reply_text,
    said,
)
from desktop.domain.system_kinds import ANSWER
from desktop.domain.text import clean
from desktop.domain.units import OfficialUnits, succession
from desktop.domain.versions import changed_fields
from desktop.services.adopting import keep_own, take_over
from desktop.services.asking import answer_uid
from desktop.services.books import Books
from desktop.services.issuing import adopt
from desktop.services.locking import accept_helper
from desktop.services.readers import Readers
from desktop.services.recording import Recorded, Touched, check
from desktop.services.tasking import take_tasks
from desktop.services.writing import Line, current, write
from desktop.store import journal
from desktop.store.journal import Entry

READ_FUNCTION = "desktop.workbook.reply_reader:open_file"
TIMEOUT_S, MEMORY_MB = 60, 1000


class Outcome(StrEnum):
    """What taking a reply in did."""

    TAKEN = "taken"
    SAME = "same"
    OLDER = "older"


@dataclass(frozen=True)
class Taken:
    """A reply that was looked at."""

    outcome: Outcome
    reply: Reply
    newest: Reply
    """The one that holds now."""
    first_key: str = ""
    """Fingerprint of headquarters' key, where it was learnt just now."""
    catalogue: str = ""
    """The version of the catalogue that came into force by it."""

    @property
    def code(self) -> str:
        """Six characters that name the reply."""
        return short_code(self.reply.id)


def take_reply(books: Books, path: Path, trust: bool = False, progress: Progress | None = None) -> Taken:
    """Take a reply in; raise UserError for every wrong file. Twice changes nothing, an older one neither.

    The key of headquarters is learnt from the first reply; `trust` learns another one, once a person compared it.
    """
    reply = read_reply(path, progress)
    _refuse_strangers(books, path, reply)
    with books.db.begin() as connection:
        learnt = _learn_key(connection, books, path, reply, trust)
        before = _newest(connection, reply.period)
        if before is not None and before.rank >= reply.rank:
            return Taken(Outcome.SAME if before.id == reply.id else Outcome.OLDER, reply, before, learnt)
        _keep(connection, books, path, reply)
        adopted = _adopt(connection, books, path, reply)
        take_tasks(connection, books, reply)
        for proposal in reply.proposals:
            _agree(connection, books, proposal)
    if adopted is not None:
        books.use_catalogue(*adopted)
    if reply.recovery_key:  # signed by the headquarters that was learnt above
        accept_helper(books, bytes.fromhex(reply.recovery_key), reply.headquarters_name)
    return Taken(Outcome.TAKEN, reply, reply, learnt, reply.catalogue if adopted else "")


def _adopt(connection: Connection, books: Books, path: Path, reply: Reply) -> tuple[Catalogue, str] | None:
    """The catalogue that the reply brings and its text, once taken over; None where ours is as new."""
    if not reply.catalogue_content:
        return None
    try:
        text = unpacked(reply.catalogue_content)
        made = adopt(connection, books, text, path.name)
    except CatalogueError as error:  # headquarters checked it before it was signed: only a later program knows more
        raise UserError(Trouble.NEWER_FORMAT, path=str(path), name=path.name) from error
    except ValueError as error:
        raise UserError(Trouble.REPLY_DAMAGED, path=str(path), name=path.name) from error
    return None if made is None else (made, text)


def read_reply(path: Path, progress: Progress | None = None) -> Reply:
    """A signed reply, whoever it is for; raise UserError for any other file."""
    from desktop.workbook.reply_reader import as_told_to_units

    if not path.is_file():
        raise UserError(Trouble.FILE_MISSING, path=str(path), folder=str(path.parent), name=path.name)
    with Readers(1, READ_FUNCTION, TIMEOUT_S, MEMORY_MB) as readers:
        _, opened = next(readers.run([(str(path),)], progress))
    if isinstance(opened, UserError):
        raise as_told_to_units(opened, path)
    if not opened.signed:
        raise UserError(Trouble.REPLY_UNSIGNED, path=str(path), name=path.name)
    reply: Reply = opened.reply
    return reply


def _refuse_strangers(books: Books, path: Path, reply: Reply) -> None:
    """A reply is for one unit, from the headquarters above it, and of the same sort of books."""
    facts = {"path": str(path), "name": path.name}
    if reply.unit != books.me.unit_uid:
        raise UserError(Trouble.REPLY_OTHER_UNIT, unit=reply.unit_name, code=reply.unit_code, **facts)
    if _headquarters(books, reply.headquarters) is None:
        raise UserError(Trouble.REPLY_OTHER_PROVINCE, province=reply.headquarters_name, **facts)
    if reply.training != books.me.training:
        code = Trouble.REPLY_FOR_TRAINING if reply.training else Trouble.REPLY_FOR_REAL
        raise UserError(code, **facts)


def _headquarters(books: Books, uid: str) -> int | None:
    """Our row of the headquarters that a reply names; the province of today is that of the unit's successors."""
    if uid in books.unit_ids:
        return books.unit_ids[uid]
    official = OfficialUnits.load("2025")
    above = {official.province_of(official.by_uid[each.to_uid]).uid for each in succession(books.me.unit_uid)}
    if uid not in above:
        return None
    old = OfficialUnits.load(books.me.scheme)
    return books.unit_ids.get(old.province_of(old.by_uid[books.me.unit_uid]).uid)


_KEYS = "SELECT public_key FROM known_key WHERE unit_id = ? ORDER BY first_seen, public_key"
_LEARN = "INSERT INTO known_key(unit_id, install, public_key, first_seen) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"


def _learn_key(connection: Connection, books: Books, path: Path, reply: Reply, trust: bool) -> str:
    """The fingerprint, where the key was new and is known from now on."""
    unit_id = _headquarters(books, reply.headquarters)
    known = connection.exec_driver_sql(_KEYS, (unit_id,)).scalars().all()
    if reply.public_key in known:
        return ""
    shown = fingerprint(reply.public_key)
    if known and not trust:
        facts = {"fingerprint": shown, "known": fingerprint(known[-1])}
        raise UserError(Trouble.REPLY_OTHER_KEY, path=str(path), name=path.name, **facts)
    connection.exec_driver_sql(_LEARN, (unit_id, reply.install, reply.public_key, books.clock()))
    journal.note(connection, Entry(books.me.officer, "learnt key"), fingerprint=shown)
    return shown


def _keep(connection: Connection, books: Books, path: Path, reply: Reply) -> None:
    row = (reply.id, books.own_unit_id, reply.period, reply.number, said(reply), path.name, books.clock())
    connection.exec_driver_sql(
        'INSERT INTO reply(reply_id, unit_id, period, number, said, file_name, "at", content)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, reply_text(reply)),
    )
    journal.note(connection, Entry(books.me.officer, "took reply"), file=path.name, code=short_code(reply.id))


def _agree(connection: Connection, books: Books, proposal: Proposal) -> None:
    """Where the row here says the same already, there is nothing to decide: only its version is brought along."""
    row = current(connection, bytes.fromhex(proposal.record))
    if row is not None and not changed_fields(row.values, parse_content(proposal.content)):
        take_over(connection, books, bytes.fromhex(proposal.record), proposal.kind, proposal.content)


_REPLIES = "SELECT content FROM reply {where} ORDER BY id"


def _newest(connection: Connection, period: str) -> Reply | None:
    rows = connection.exec_driver_sql(_REPLIES.format(where="WHERE period = ?"), (period,)).scalars()
    return max(map(parse_reply, rows), key=lambda reply: reply.rank, default=None)


def newest_replies(connection: Connection) -> list[Reply]:
    """The reply that holds of each period, the latest period first."""
    held: dict[str, Reply] = {}
    for content in connection.exec_driver_sql(_REPLIES.format(where="")).scalars():
        reply = parse_reply(content)
        if reply.period not in held or held[reply.period].rank < reply.rank:
            held[reply.period] = reply
    return sorted(held.values(), key=lambda reply: reply.period, reverse=True)


# Answers


@dataclass(frozen=True)
class Offer:
    """A proposal with the period of the reply that brought it."""

    period: str
    proposal: Proposal = field(repr=False)


def accept(books: Books, offers: Iterable[Offer]) -> int:
    """Take proposed rows over as they stand, all or none; return how many changed anything."""
    with books.db.begin() as connection:
        return sum(
            take_over(connection, books, bytes.fromhex(each.proposal.record), each.proposal.kind, each.proposal.content)
            for each in offers
        )


def contest(books: Books, offer: Offer, reason: str) -> Recorded:
    """Keep the unit's own values, with the reason; both travel in the next package."""
    words, proposal = clean(reason).strip(), offer.proposal
    if not words:
        raise UserError(Trouble.REASON_NEEDED)
    asked = "; ".join(f"{each.label}: {each.told} → {each.proposed}" for each in proposal.differences)
    values = _answer(offer.period, AnswerSort.CONTEST, proposal.title, asked, words, proposal.uid, 1)
    _refuse(books, values)
    with books.db.begin() as connection:
        uid = bytes.fromhex(proposal.record)
        keep_own(connection, books, uid, proposal.kind, proposal.content, words)
        return _put_answer(connection, books, proposal.uid, values)


def answer(books: Books, period: str, question: Question, text: str) -> Recorded:
    """Answer a question; the answer travels in the next package of that period. Another answer replaces it."""
    words = clean(text).strip()
    if not words:
        raise UserError(Trouble.WORDS_NEEDED)
    turn = question.turn
    values = _answer(period, AnswerSort.ANSWER, question.place, question.text, words, question.uid, turn)
    _refuse(books, values)
    with books.db.begin() as connection:
        return _put_answer(connection, books, question.uid, values)


def _answer(period: str, sort: AnswerSort, subject: str, asked: str, text: str, thread: str, turn: int) -> Values:
    return {
        "period": period,
        "sort": sort.value,
        "subject": subject[:300],
        "asked": asked[:2000],
        "text": text,
        "thread": thread,
        "turn": turn,
    }


def _refuse(books: Books, values: Values) -> None:
    problems = check(books, RecordDraft(ANSWER.code, values))
    if any(each.level is Level.E for each in problems):
        raise Refused(problems)


def _put_answer(connection: Connection, books: Books, thread: str, values: Values) -> Recorded:
    uid = answer_uid(books.me.unit_uid, thread)
    before = current(connection, uid)
    if before is None or any(before.values.get(name) != value for name, value in values.items()):
        write(connection, books, Line(uid, ANSWER.code, values, "answered"))
    return Recorded(uid, "", [], Touched.REPLIES)

"""What the replies taken in still want of the unit: a function of its rows and packages, nothing stored."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection

from desktop.domain.records import Order, RowState, Values, compare, parse_content
from desktop.domain.reply import Assigned, Difference, Point, Question, Receipt, Reply
from desktop.services.answering import Offer, newest_replies
from desktop.services.asking import answer_uid
from desktop.services.books import Books
from desktop.services.subjects import differences
from desktop.services.writing import current


class Stand(StrEnum):
    """How something that headquarters wants stands here."""

    OPEN = "open"
    MENDED = "mended"
    """Changed here, or sent again, since the package that it was found in."""
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    CONTESTED = "contested"


@dataclass(frozen=True)
class PointLine:
    """An error, and whether anything was done about it."""

    period: str
    point: Point
    stand: Stand


@dataclass(frozen=True)
class QuestionLine:
    """A question and the answer given to it."""

    period: str
    question: Question
    stand: Stand
    answer: str = ""


@dataclass(frozen=True)
class OfferLine:
    """A proposal against the row as it is here now."""

    offer: Offer
    stand: Stand
    known: bool
    """Whether these books have the row at all."""
    differences: tuple[Difference, ...]
    reason: str = ""
    """Why the unit keeps its own values, where it does."""


@dataclass(frozen=True)
class TaskLine:
    """A task from above; it is followed among the unit's own tasks and never counted as left here."""

    period: str
    task: Assigned


@dataclass(frozen=True)
class ReplyDesk:
    """Everything of the replies that hold."""

    replies: tuple[Reply, ...]
    points: tuple[PointLine, ...]
    questions: tuple[QuestionLine, ...]
    offers: tuple[OfferLine, ...]
    tasks: tuple[TaskLine, ...]

    @property
    def left(self) -> int:
        """How many things wait for a person."""
        stands = [
            *(line.stand for line in self.points),
            *(line.stand for line in self.questions),
            *(line.stand for line in self.offers),
        ]
        return stands.count(Stand.OPEN)


def desk(books: Books) -> ReplyDesk:
    """Look at all replies that hold, of every period."""
    with books.db.read() as connection:
        replies = tuple(newest_replies(connection))
        return ReplyDesk(
            replies,
            tuple(line for reply in replies for line in _points(connection, reply)),
            tuple(line for reply in replies for line in _questions(connection, books, reply)),
            tuple(line for reply in replies for line in _offers(connection, books, reply)),
            tuple(TaskLine(reply.period, task) for reply in replies for task in reply.tasks),
        )


def about(books: Books, uid: bytes) -> list[PointLine | QuestionLine | OfferLine]:
    """What is still open of one record, in all replies that hold."""
    record, lines = uid.hex(), list[PointLine | QuestionLine | OfferLine]()
    with books.db.read() as connection:
        for reply in newest_replies(connection):
            its = replace(
                reply,
                points=tuple(each for each in reply.points if each.record == record),
                questions=tuple(each for each in reply.questions if each.subject == f"record:{record}"),
                proposals=tuple(each for each in reply.proposals if each.record == record),
            )
            lines += [*_points(connection, its), *_questions(connection, books, its), *_offers(connection, books, its)]
    return [line for line in lines if line.stand is Stand.OPEN]


def receipts(books: Books) -> dict[str, Receipt]:
    """What headquarters said of each package, by its id in hex."""
    with books.db.read() as connection:
        replies = newest_replies(connection)
    # A file that came again edited by hand has the same seal: what became of it first stands last in the list.
    return {receipt.package: receipt for reply in replies for receipt in reversed(reply.receipts)}


_SENT = "SELECT id FROM package WHERE sent AND package_id = ?"
_AGAIN = "SELECT 1 FROM package WHERE sent AND period = ? AND id > ? LIMIT 1"
_TOLD = (
    "SELECT version_id FROM package_row JOIN version ON version.id = version_id WHERE package_id = ? AND record_id = ?"
)


def _points(connection: Connection, reply: Reply) -> Iterator[PointLine]:
    for point in reply.points:
        mended = _mended(connection, reply, point)
        yield PointLine(reply.period, point, Stand.MENDED if mended else Stand.OPEN)


def _mended(connection: Connection, reply: Reply, point: Point) -> bool:
    """Whether a newer package went out since, or its row is another one now than in that package."""
    package = connection.exec_driver_sql(_SENT, (bytes.fromhex(point.package),)).scalar()
    if package is None:
        return False
    if connection.exec_driver_sql(_AGAIN, (reply.period, package)).scalar():
        return True
    row = current(connection, bytes.fromhex(point.record)) if point.record else None
    if row is None:
        return False
    return row.version_id not in connection.exec_driver_sql(_TOLD, (package, row.id)).scalars().all()


def _questions(connection: Connection, books: Books, reply: Reply) -> Iterator[QuestionLine]:
    for question in reply.questions:
        values = _answer_to(connection, books, question.uid)
        answered = bool(values) and int(values.get("turn", 1)) >= question.turn
        stand = Stand.ANSWERED if answered else Stand.OPEN
        yield QuestionLine(reply.period, question, stand, str(values.get("text", "")) if answered else "")


def _answer_to(connection: Connection, books: Books, thread: str) -> Values:
    row = current(connection, answer_uid(books.me.unit_uid, thread))
    return row.values if row is not None and row.values["_state"] != RowState.DELETED else {}


def _offers(connection: Connection, books: Books, reply: Reply) -> Iterator[OfferLine]:
    for proposal in reply.proposals:
        proposed = parse_content(proposal.content)
        row = current(connection, bytes.fromhex(proposal.record))
        mine = row.values if row is not None else {}
        shown = differences(books.catalogue, proposal.kind, mine, proposed)
        reason = str(_answer_to(connection, books, proposal.uid).get("text", ""))
        stand = _stand(mine, proposed, reason)
        if stand is Stand.ACCEPTED and not proposal.differences:
            continue  # there was nothing to decide
        yield OfferLine(Offer(reply.period, proposal), stand, row is not None, shown, reason)


def _stand(mine: Values, proposed: Values, reason: str) -> Stand:
    """A proposal is over as soon as the row here has seen it: taken over, or contested."""
    if not mine or compare(str(mine["_vector"]), str(proposed["_vector"])) not in (Order.EQUAL, Order.NEWER):
        return Stand.OPEN
    return Stand.CONTESTED if reason else Stand.ACCEPTED

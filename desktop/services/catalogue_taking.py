"""Headquarters takes over a catalogue that is newer than its own, out of a reply: of its other machine, or from above.

Whoever restored an old backup, or works at a second laptop, finds in every reply that was written since the catalogue
that units follow by now; without it their packages can only be looked at.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.catalogue import Catalogue, CatalogueError
from desktop.domain.catalogue_changes import compare
from desktop.domain.catalogue_reading import ReadBack
from desktop.domain.catalogue_source import parse_source, unpacked
from desktop.domain.reply import Reply, fingerprint
from desktop.services import answering, drafting, issuing, ruling
from desktop.services.books import Books
from desktop.services.rights import Act, require


@dataclass(frozen=True)
class TakenOver:
    """A catalogue that came into force by a reply."""

    version: str
    changes: int
    """How many rows are other than before."""


def read(books: Books, path: Path, trust: bool = False, progress: Progress | None = None) -> ReadBack | TakenOver:
    """An edited workbook, which waits from now on, or the catalogue of a reply, which is in force at once."""
    try:
        return drafting.read(books, path, progress)
    except UserError as error:
        if error.code is not Trouble.CATALOGUE_IN_REPLY:
            raise
    return take_over(books, path, trust, progress)


def take_over(books: Books, path: Path, trust: bool = False, progress: Progress | None = None) -> TakenOver:
    """Put the catalogue of a reply in force; raise UserError where it is not for us, or not newer than ours.

    A key that is not ours is trusted when a person has compared it.
    """
    require(books, Act.CATALOGUE)
    reply = answering.read_reply(path, progress)
    _check(books, path, reply, trust)
    text = _text(path, reply)
    changes = len(compare(ruling.source_of(books), parse_source(text)))
    with books.db.begin() as connection:
        made = _adopt(connection, books, path, reply, text)
    books.use_catalogue(made, text)
    return TakenOver(made.version, changes)


def _check(books: Books, path: Path, reply: Reply, trust: bool) -> None:
    facts = {"path": str(path), "name": path.name}
    if books.me.unit_uid not in (reply.headquarters, reply.unit):
        raise UserError(Trouble.REPLY_OTHER_PROVINCE, province=reply.headquarters_name, **facts)
    if reply.training != books.me.training:
        raise UserError(Trouble.REPLY_FOR_TRAINING if reply.training else Trouble.REPLY_FOR_REAL, **facts)
    if not reply.catalogue_content:
        raise UserError(Trouble.CATALOGUE_NOT_IN_REPLY, version=reply.catalogue, **facts)
    if waiting := drafting.waiting(books):
        raise UserError(Trouble.CATALOGUE_WAITS, version=waiting.version, **facts)
    if reply.public_key != books.me.public_key and not trust:
        known = {"fingerprint": fingerprint(reply.public_key), "known": fingerprint(books.me.public_key)}
        raise UserError(Trouble.REPLY_OTHER_KEY, **known, **facts)


def _text(path: Path, reply: Reply) -> str:
    try:
        text = unpacked(reply.catalogue_content)
        Catalogue.of_text(text)
    except CatalogueError as error:
        raise UserError(Trouble.NEWER_FORMAT, path=str(path), name=path.name) from error
    except ValueError as error:
        raise UserError(Trouble.REPLY_DAMAGED, path=str(path), name=path.name) from error
    return text


def _adopt(connection: Connection, books: Books, path: Path, reply: Reply, text: str) -> Catalogue:
    """What was published here the next level does not know: the differences are kept with it, as when publishing."""
    found = compare(ruling.source_of(books), parse_source(text)) if reply.headquarters == books.me.unit_uid else []
    told = json.dumps([each.told for each in found], ensure_ascii=False)
    made = issuing.adopt(connection, books, text, path.name, told)
    if made is None:
        facts = {"version": reply.catalogue, "ours": books.catalogue.version}
        raise UserError(Trouble.CATALOGUE_NOT_NEWER, path=str(path), name=path.name, **facts)
    return made

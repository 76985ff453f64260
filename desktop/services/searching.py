"""Words typed by a person → the records that hold them: without accents, by the beginnings of words."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain.catalogue import Catalogue, Indicator, IndicatorKind
from desktop.domain.text import fold
from desktop.services.books import Books
from desktop.store import search_index

_TOKEN = re.compile("[a-z0-9]+")


@dataclass(frozen=True)
class Wanted:
    """What is looked for: beginnings of words, whole words, and words with signs that must stand as they are."""

    beginnings: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()


def wanted(text: str) -> Wanted:
    """Read what was typed.

    A last single letter is a word just begun: it would match a third of the book, so it waits for its second letter.
    A last single digit is a whole number (đội 7).
    """
    words = fold(text).split()
    tokens = [token for word in words for token in _TOKEN.findall(word)]
    last = tokens[-1] if tokens and len(tokens[-1]) == 1 and words[-1].endswith(tokens[-1]) else ""
    begun = tokens[:-1] if last else tokens
    literal = tuple(word for word in words if not _TOKEN.fullmatch(word) and not _is_bare(word))
    return Wanted(tuple(dict.fromkeys(begun)), (last,) if last.isdigit() else (), literal)


def _is_bare(word: str) -> bool:
    """Whether only signs at the ends are left over: a comma after a word is not looked for."""
    return _TOKEN.fullmatch(word.strip(",.;:()\"'")) is not None


def condition(connection: Connection, text: str, few: bool = False) -> tuple[list[str], list[object]]:
    """What a statement over `record` must hold for these words, with its arguments.

    Where other conditions leave only a few rows, walking through these costs less than asking the index for all hits.
    """
    asked = wanted(text)
    parts: list[str] = []
    arguments: list[object] = []
    if asked.beginnings or asked.whole:
        if not few and search_index.stands(connection):
            parts.append(f"record.id IN (SELECT rowid FROM {search_index.TABLE} WHERE {search_index.TABLE} MATCH ?)")
            arguments.append(_match(asked))
        else:
            for pattern in _patterns(asked):
                parts.append("' ' || searched || ' ' GLOB ?")
                arguments.append(pattern)
    for word in asked.literal:
        parts.append("instr(searched, ?) > 0")
        arguments.append(word)
    return parts, arguments


def _match(asked: Wanted) -> str:
    return " ".join([f'"{word}"*' for word in asked.beginnings] + [f'"{word}"' for word in asked.whole])


def _patterns(asked: Wanted) -> list[str]:
    return [f"*[^a-z0-9]{word}*" for word in asked.beginnings] + [f"*[^a-z0-9]{word}[^a-z0-9]*" for word in asked.whole]


def newest(books: Books, text: str, limit: int) -> list[int]:
    """Ids of the newest records of all periods and kinds that hold these words; deleted ones are left out."""
    with books.db.read() as connection:
        parts, arguments = condition(connection, text)
        if not parts:
            return []
        kinds = [kind.code for kind in books.catalogue.record_kinds]
        statement = (
            f"SELECT id FROM record WHERE {' AND '.join(parts)} AND +unit_id = ? AND state <> 'deleted'"
            f" AND kind IN ({', '.join('?' for _ in kinds)}) ORDER BY day DESC, id DESC LIMIT ?"
        )
        found = connection.exec_driver_sql(statement, (*arguments, books.own_unit_id, *kinds, limit))
        return [int(each) for each in found.scalars()]


def indicators(catalogue: Catalogue, text: str, limit: int) -> list[Indicator]:
    """Indicators whose name or code holds these words, the core ones first."""
    words = fold(text).split()
    if not words:
        return []
    found = [
        each
        for each in catalogue.indicators.values()
        if each.kind not in (IndicatorKind.HEADING, IndicatorKind.TEXT) and _holds(each, words)
    ]
    return sorted(found, key=lambda each: not each.core)[:limit]


def _holds(indicator: Indicator, words: list[str]) -> bool:
    told = f" {fold(indicator.name)} {fold(indicator.short)} {fold(indicator.code)}"
    return all(f" {word}" in told for word in words)

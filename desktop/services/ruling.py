"""Which catalogue rules in these books, out of which tables, and from which day another one may."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue, CatalogueError
from desktop.domain.catalogue_source import Source, indicator_file, parse_source, shipped
from desktop.domain.catalogue_versions import version_key
from desktop.domain.periods import parse_period
from desktop.services import targeting
from desktop.services.books import Books, read_setting

_PUBLISHED = "SELECT version, content FROM catalogue WHERE published <> ''"
_WORKING = "SELECT DISTINCT unit_id FROM package WHERE active AND head AND NOT sent AND manifest LIKE ?"
_HISTORY = "SELECT version, author, published, valid_from FROM catalogue WHERE published <> '' ORDER BY id DESC"


def in_force(connection: Connection) -> tuple[Catalogue, str]:
    """The newest catalogue of these books with the targets set here, and its text; '' for that of the program.

    Raise UserError for one that a later program has put in force here: it was right for that one.
    """
    text = _newest(connection, _PUBLISHED)
    try:
        made = Catalogue.of_text(text)
    except CatalogueError as error:
        raise UserError(Trouble.NEWER_DATABASE) from error
    return targeting.with_targets(connection, made), text


def known_above(books: Books) -> Catalogue:
    """The newest catalogue that also the next level has: one that came from there, else the program's own."""
    if not books.catalogue_text:
        return books.catalogue
    with books.db.read() as connection:
        return Catalogue.of_text(_newest(connection, f"{_PUBLISHED} AND changes = '[]'"))


def _newest(connection: Connection, statement: str) -> str:
    """The text of the highest version among these; '' where there is none."""
    rows = connection.exec_driver_sql(statement).all()
    _, text = max(rows, key=lambda row: version_key(row[0]) or (0, 0), default=("", ""))
    return str(text)


def history(books: Books) -> list[tuple[str, str, str, str]]:
    """Every version that came into force here: version, who, when, from which period; the last first."""
    with books.db.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(_HISTORY)]


def working_by(books: Books, version: str) -> int:
    """How many of the units that report sent their newest package by that catalogue."""
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_WORKING, (f'%"catalogue":"{version}"%',)).scalars().all()
    return len({unit.id for unit in books.reporting_units()}.intersection(found))


def source_of(books: Books) -> Source:
    """The tables of the catalogue in force, with the targets that were set here."""
    source = parse_source(books.catalogue_text) if books.catalogue_text else shipped()
    with books.db.read() as connection:
        told: targeting.Targets = read_setting(connection, targeting.SETTING, {})
    for code, target in told.items():
        table = source.get(indicator_file(code.partition(".")[0]), {}).get(code)
        if table is None:
            continue
        table.pop("target", None)
        if target is not None:
            number = Decimal(target)
            table["target"] = int(number) if number == number.to_integral_value() else number
    return source


def first_free_day(books: Books) -> str:
    """The first ISO day after all periods whose figures are signed; '' where none is."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT DISTINCT period, calendar FROM snapshot").all()
    ends = [parse_period(key, calendar).last for key, calendar in rows]
    return (max(ends) + timedelta(days=1)).isoformat() if ends else ""

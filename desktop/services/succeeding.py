"""Which unit answers for one that was merged, split or closed: from the official succession, asked once, remembered."""

from dataclasses import dataclass

from desktop.base.errors import Trouble, UserError
from desktop.domain.units import predecessors, succession
from desktop.services.books import Books, UnitRow
from desktop.store import journal
from desktop.store.journal import Entry


@dataclass(frozen=True)
class Succession:
    """The unit that was chosen, or those that could be."""

    decided: UnitRow | None
    candidates: tuple[UnitRow, ...]


def successor_of(books: Books, unit_uid: str) -> Succession:
    """Who answers for a unit that does not report here any more (or not yet): the main successor first."""
    with books.db.read() as connection:
        statement = "SELECT to_uid FROM succession_choice WHERE from_uid = ?"
        chosen = connection.exec_driver_sql(statement, (unit_uid,)).scalar()
    if chosen is not None and chosen in books.unit_ids:
        return Succession(books.units[books.unit_ids[chosen]], ())
    uids = [each.to_uid for each in succession(unit_uid)] or predecessors(unit_uid)
    units = (books.units[books.unit_ids[uid]] for uid in uids if uid in books.unit_ids)
    return Succession(None, tuple(unit for unit in units if unit.reports))


def choose_successor(books: Books, from_uid: str, to_uid: str) -> None:
    """Remember which unit answers for a merged one; raise UserError for one that is no successor of it."""
    candidates = {unit.uid for unit in successor_of(books, from_uid).candidates}
    if to_uid not in candidates:
        raise UserError(Trouble.NO_SUCCESSOR, code=to_uid)
    with books.db.begin() as connection:
        row = (from_uid, to_uid, books.me.officer, books.clock())
        connection.exec_driver_sql(
            "INSERT INTO succession_choice(from_uid, to_uid, author, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT(from_uid) DO UPDATE SET to_uid = excluded.to_uid, author = excluded.author, at = excluded.at",
            row,
        )
        journal.note(connection, Entry(books.me.officer, "successor chosen"), unit=from_uid, successor=to_uid)

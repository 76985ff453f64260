"""Who may do what: the one place that decides it, for the window and the command line alike.

Rights stand in the books themselves, under their key; the key file only names who can open them. Plain books have one
person, who may do everything. It keeps honest people in their place; who knows a password holds the key.
"""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.services.books import Books, Right, read_setting, write_setting

SETTING = "officers"


class Act(StrEnum):
    """What not everybody may do."""

    EXPORT = "export"
    FREEZE = "freeze"
    REPLY = "reply"
    CORRECT = "correct"
    RESTORE = "restore"
    OFFICERS = "officers"
    LOCK = "lock"
    RECOVER = "recover"
    CATALOGUE = "catalogue"


NEEDED: Mapping[Act, Right] = {
    Act.EXPORT: Right.APPROVE,
    Act.FREEZE: Right.APPROVE,
    Act.REPLY: Right.APPROVE,
    Act.CORRECT: Right.APPROVE,
    Act.RESTORE: Right.ADMINISTER,
    Act.OFFICERS: Right.ADMINISTER,
    Act.LOCK: Right.ADMINISTER,
    Act.RECOVER: Right.ADMINISTER,
    Act.CATALOGUE: Right.APPROVE,
}
"""Everything else, writing records above all, is open to who can open the books."""
_ORDER = tuple(Right)


def may(books: Books, act: Act) -> bool:
    """Whether who opened these books may do it."""
    return _enough(books.right, act)


def _enough(right: Right, act: Act) -> bool:
    return _ORDER.index(right) >= _ORDER.index(NEEDED[act])


def require(books: Books, act: Act) -> None:
    """Raise UserError unless it may be done."""
    require_right(books.right, act, books.me.officer)


def require_right(right: Right, act: Act, officer: str) -> None:
    """The same for a right alone, where the books are not open yet."""
    if not _enough(right, act):
        facts = {"act": act.value, "needed": NEEDED[act].value, "officer": officer}
        raise UserError(Trouble.NOT_ALLOWED, **facts)


def rights_in(connection: Connection) -> dict[str, Right]:
    """Rights by the officers' ids."""
    told: dict[str, str] = read_setting(connection, SETTING, {})
    return {id: Right(right) for id, right in told.items() if right in set(Right)}


def right_of(connection: Connection, officer_id: str) -> Right:
    """The right of who opens; an officer the books do not know may only write, unless they know none at all."""
    known = rights_in(connection)
    if not officer_id or Right.ADMINISTER not in known.values():
        return Right.ADMINISTER
    return known.get(officer_id, Right.ENTRY)


def keep(connection: Connection, rights: Mapping[str, Right]) -> None:
    """Write the rights of all officers."""
    write_setting(connection, SETTING, {id: right.value for id, right in rights.items()})

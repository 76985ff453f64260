"""What is being typed over a finished record: held aside from the figures, found again after a power cut."""

from dataclasses import dataclass, field

from desktop.domain.records import Values, canonical, parse_content
from desktop.services.books import Books, read_setting, write_setting

_PREFIX = "typing:"


@dataclass(frozen=True)
class Held:
    """The values typed so far, and by field the text that could not be read."""

    values: Values
    unread: dict[str, str] = field(default_factory=dict)


def hold(books: Books, uid: bytes, held: Held) -> None:
    """Keep what is typed over a record; its figures stay as they are until it is finished."""
    with books.db.begin() as connection:
        write_setting(connection, _key(uid), {"content": canonical(held.values), "unread": held.unread})


def held(books: Books, uid: bytes) -> Held | None:
    """What was typed over a record and not finished."""
    with books.db.read() as connection:
        found = read_setting(connection, _key(uid))
    return None if found is None else Held(parse_content(found["content"]), dict(found["unread"]))


def let_go(books: Books, uid: bytes) -> None:
    """It was finished, or given up."""
    if held(books, uid) is not None:
        with books.db.begin() as connection:
            connection.exec_driver_sql("DELETE FROM setting WHERE key = ?", (_key(uid),))


def waiting(books: Books) -> list[bytes]:
    """Records over which something is held, as a power cut leaves them."""
    with books.db.read() as connection:
        keys = connection.exec_driver_sql(f"SELECT key FROM setting WHERE key LIKE '{_PREFIX}%' ORDER BY key")
        return [bytes.fromhex(key.removeprefix(_PREFIX)) for key in keys.scalars()]


def _key(uid: bytes) -> str:
    return _PREFIX + uid.hex()

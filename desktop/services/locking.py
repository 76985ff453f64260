"""Locks open books: password, officers, recovery sheet, headquarters' part; and takes the lock away again."""

from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_bytes

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.spoken import spoken
from desktop.services import resealing, rights
from desktop.services.books import Books, Right, read_setting, write_setting
from desktop.services.rights import Act, require
from desktop.services.unlocking import SHEET, Officer, Opened, by_password, find_officer, officers, refuse_weak, ring_of
from desktop.store import driver, journal, keyring, wrapping
from desktop.store.exchanging import LABEL, exchange
from desktop.store.journal import Entry
from desktop.store.keyring import Keyring, Sort

HELPER = "recovery_helper"
"""Setting: public key and name of the headquarters that can help who forgot a password."""


EXCHANGING = LABEL
"""The step of a change that may take long."""


@dataclass(frozen=True)
class OfficerRow:
    """An officer of locked books, and what he may do."""

    id: str
    name: str
    right: Right
    here: bool
    """Whether it is he who opened them."""


def is_locked(books: Books) -> bool:
    """Whether the books need a password."""
    return books.db.key is not None


def lock(books: Books, password: str, progress: Progress | None = None, second: Path | None = None) -> None:
    """Lock plain books under a password of who writes in them; raise UserError when another window has them open.

    Kept files and backups follow, those in the second place too where it is at hand.
    """
    require(books, Act.LOCK)
    refuse_weak(password)
    if is_locked(books):
        raise UserError(Trouble.ALREADY_LOCKED, path=str(books.db.path))
    key, id = driver.new_key(), keyring.new_id()
    with books.db.begin() as connection:
        rights.keep(connection, {id: Right.ADMINISTER})
        helper = read_setting(connection, HELPER)
        resealing.announce(connection, None)
    ring = Keyring(driver.salt_of(key).hex(), books.me.unit_code, books.me.police_name)
    ring = ring.put(keyring.for_password(key, id, books.me.officer, password))
    if helper is not None:
        ring = ring.put(_helped(ring, key, helper))
    exchange(books.db, key, ring, progress)
    books.officer_id, books.right = id, Right.ADMINISTER
    _note(books, "locked", books.me.officer)
    resealing.follow(books.db, second, progress)


def unlock_for_good(books: Books, password: str, progress: Progress | None = None) -> None:
    """Make locked books plain again; raise UserError for a wrong password."""
    _prove(books, password)
    make_plain(books, progress)


def make_plain(books: Books, progress: Progress | None = None) -> None:
    """The same for who has just proved that he knows the password."""
    require(books, Act.LOCK)
    with books.db.begin() as connection:
        resealing.announce(connection, books.db.key)
    exchange(books.db, None, None, progress)
    books.officer_id, books.right = "", Right.ADMINISTER
    _note(books, "unlocked for good", books.me.officer)
    resealing.follow(books.db, None, progress)


def renew_key(
    books: Books, password: str, progress: Progress | None = None, second: Path | None = None
) -> list[str]:
    """Put the books under a new key, as when an officer has left who may have kept the old one.

    Every wrap but that of who asks is gone with the old key; returns the names of those who need a new password.
    """
    require(books, Act.LOCK)
    _prove(books, password)
    return put_new_key(books, password, progress, second)


def put_new_key(
    books: Books, password: str, progress: Progress | None = None, second: Path | None = None
) -> list[str]:
    """The same for who has just proved that he knows a password; he may take another one."""
    require(books, Act.LOCK)
    refuse_weak(password)
    before, key = _ring(books), driver.new_key()
    ring = replace(before, salt=driver.salt_of(key).hex(), wraps=())
    ring = ring.put(keyring.for_password(key, books.officer_id, books.me.officer, password))
    for old in before.of(Sort.HEADQUARTERS):
        ring = ring.put(keyring.for_headquarters(key, bytes.fromhex(old.recipient), old.name, ring.unit))
    with books.db.begin() as connection:
        rights.keep(connection, {books.officer_id: Right.ADMINISTER})
        resealing.announce(connection, books.db.key)
    exchange(books.db, key, ring, progress)
    _note(books, "new key", books.me.officer)
    resealing.follow(books.db, second, progress)
    return [each.name for each in officers(before) if each.id != books.officer_id]


def change_password(books: Books, old: str, new: str) -> None:
    """Another password for who opened the books; raise UserError when the old one is wrong."""
    refuse_weak(new)
    _prove(books, old)
    replace_password(books, new)


def replace_password(books: Books, new: str) -> None:
    """The same for who has just proved that he knows the old one."""
    refuse_weak(new)
    ring = _ring(books)
    _write(books, ring.put(keyring.for_password(_key(books), books.officer_id, books.me.officer, new)))
    _note(books, "password changed", books.me.officer)


def seat_of(books: Books) -> Opened | None:
    """Who has these books open, and their key; None for plain ones."""
    key = books.db.key
    return None if key is None else Opened(key, books.officer_id, books.me.officer)


def take_seat(books: Books, opened: Opened) -> None:
    """Somebody unlocked books that are open; from now on he is the one who writes."""
    with books.db.read() as connection:
        books.right = rights.right_of(connection, opened.officer)
    books.me, books.officer_id = replace(books.me, officer=opened.name), opened.officer


def list_officers(books: Books) -> list[OfficerRow]:
    """Who can open the books; empty for plain ones."""
    if not is_locked(books):
        return []
    with books.db.read() as connection:
        known = rights.rights_in(connection)
    return [
        OfficerRow(each.id, each.name, known.get(each.id, Right.ENTRY), each.id == books.officer_id)
        for each in officers(_ring(books))
    ]


def find(books: Books, name: str) -> Officer:
    """The officer of that name; raise UserError when there is none."""
    return find_officer(_ring(books), name)


def note_recovery(books: Books) -> None:
    """Write into the journal that somebody got in without his password."""
    _note(books, "password recovered", books.me.officer)


def add_officer(books: Books, name: str, right: Right, password: str) -> Officer:
    """Let another officer in, by a password of his own; raise UserError for a name that is there."""
    require(books, Act.OFFICERS)
    refuse_weak(password)
    ring, name = _ring(books), name.strip()
    if not name or any(each.name.casefold() == name.casefold() for each in officers(ring)):
        raise UserError(Trouble.OFFICER_KNOWN, officer=name)
    id = keyring.new_id()
    with books.db.begin() as connection:
        rights.keep(connection, {**rights.rights_in(connection), id: right})
        journal.note(connection, Entry(books.me.officer, "officer added"), officer=name, right=right.value)
    _write(books, ring.put(keyring.for_password(_key(books), id, name, password)))
    return Officer(id, name)


def set_right(books: Books, id: str, right: Right) -> None:
    """What an officer may do from now on; raise UserError when nobody would be left to administer."""
    require(books, Act.OFFICERS)
    _refuse_headless(books, id, right)
    with books.db.begin() as connection:
        rights.keep(connection, {**rights.rights_in(connection), id: right})
        journal.note(connection, Entry(books.me.officer, "right changed"), officer=_name(books, id), right=right.value)
    if id == books.officer_id:
        books.right = right


def set_password(books: Books, id: str, password: str) -> None:
    """A new password for an officer who forgot his; the administrator needs no old one."""
    require(books, Act.OFFICERS)
    refuse_weak(password)
    ring = _ring(books)
    name = _name(books, id)
    _write(books, ring.put(keyring.for_password(_key(books), id, name, password)))
    _note(books, "password set", name)


def remove_officer(books: Books, id: str) -> None:
    """Let an officer in no more; raise UserError when nobody would be left to administer."""
    require(books, Act.OFFICERS)
    _refuse_headless(books, id, None)
    name = _name(books, id)
    _write(books, _ring(books).without(Sort.PASSWORD, id))
    with books.db.begin() as connection:
        left = {each: right for each, right in rights.rights_in(connection).items() if each != id}
        rights.keep(connection, left)
        journal.note(connection, Entry(books.me.officer, "officer removed"), officer=name)


def new_sheet(books: Books) -> str:
    """The code of a new recovery sheet; the one before opens nothing any more."""
    require(books, Act.LOCK)
    secret = token_bytes(wrapping.SHORT)
    _write(books, _ring(books).put(keyring.for_secret(_key(books), secret)))
    _note(books, "recovery sheet", books.me.officer)
    return spoken(secret, SHEET)


def accept_helper(books: Books, public: bytes, name: str) -> bool:
    """Let this headquarters help who forgets a password; whether that is new. Told before the lock, it waits for it."""
    told = {"key": public.hex(), "name": name}
    with books.db.begin() as connection:
        if read_setting(connection, HELPER) == told and not _lacks_helper(books, public):
            return False
        write_setting(connection, HELPER, told)
        journal.note(connection, Entry(books.me.officer, "recovery key"), fingerprint=wrapping.fingerprint(public))
    if is_locked(books):
        ring = _ring(books)
        _write(books, ring.put(_helped(ring, _key(books), told)))
    return True


def helper_of(books: Books) -> str:
    """The headquarters whose recovery key is known here, with its fingerprint; '' when none is."""
    with books.db.read() as connection:
        told = read_setting(connection, HELPER)
    return f"{told['name']} ({wrapping.fingerprint(bytes.fromhex(told['key']))})" if told else ""


def has_sheet(books: Books) -> bool:
    """Whether there is a recovery sheet."""
    return is_locked(books) and bool(_ring(books).of(Sort.SHEET))


def _lacks_helper(books: Books, public: bytes) -> bool:
    return is_locked(books) and all(each.recipient != public.hex() for each in _ring(books).of(Sort.HEADQUARTERS))


def _helped(ring: Keyring, key: bytes, told: dict[str, str]) -> keyring.Wrap:
    return keyring.for_headquarters(key, bytes.fromhex(told["key"]), told["name"], ring.unit)


def _ring(books: Books) -> Keyring:
    ring = ring_of(books.db.path)
    if ring is None:
        raise UserError(Trouble.NOT_LOCKED, path=str(books.db.path))
    return ring


def _key(books: Books) -> bytes:
    assert books.db.key is not None
    return books.db.key


def _prove(books: Books, password: str) -> None:
    by_password(_ring(books), books.officer_id, password)


def _name(books: Books, id: str) -> str:
    found = next((each.name for each in officers(_ring(books)) if each.id == id), None)
    if found is None:
        raise UserError(Trouble.OFFICER_UNKNOWN, known=", ".join(each.name for each in officers(_ring(books))))
    return found


def _refuse_headless(books: Books, id: str, right: Right | None) -> None:
    others = [each for each in list_officers(books) if each.id != id and each.right is Right.ADMINISTER]
    if right is not Right.ADMINISTER and not others:
        raise UserError(Trouble.LAST_ADMINISTRATOR, officer=_name(books, id))


def _write(books: Books, ring: Keyring) -> None:
    keyring.write(_place(books), ring)


def _place(books: Books) -> Path:
    return keyring.place_of(books.db.path)


def _note(books: Books, action: str, name: str) -> None:
    with books.db.begin() as connection:
        journal.note(connection, Entry(books.me.officer, action), officer=name)

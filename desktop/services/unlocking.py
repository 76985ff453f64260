"""Locked books before they are open: who can open them, and the key by password, by paper, or with headquarters' help.

Imports little: the lock screen stands before the database is loaded.
"""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.domain.spoken import Misheard, heard, spoken
from desktop.store import keyring, wrapping
from desktop.store.keyring import Keyring, Sort

FILE_NAME = "giaoban.db"
LEAST = 8
"""Letters of a password."""
REQUEST, ANSWER, SHEET = "yêu cầu", "trả lời", "tờ giấy"
UNIT_BYTES, EPHEMERAL_BYTES = 3, 32


@dataclass(frozen=True)
class Opened:
    """Who opened locked books, and their key."""

    key: bytes = field(repr=False)
    officer: str
    name: str


@dataclass(frozen=True)
class Officer:
    """Someone who has a password for the books."""

    id: str
    name: str


def ring_of(place: Path) -> Keyring | None:
    """The key file of a database, None when it is plain; raise UserError when a locked one has none that fits."""
    return keyring.find(place)


def lock_of(folder: Path) -> Keyring | None:
    """The key file of the books in a folder; None where they are plain, or not there."""
    return ring_of(folder / FILE_NAME)


def officers(ring: Keyring) -> list[Officer]:
    """Who has a password."""
    return [Officer(each.id, each.name) for each in ring.of(Sort.PASSWORD)]


def find_officer(ring: Keyring, name: str | None) -> Officer:
    """The officer of that name, or the only one; raise UserError when it is not clear who."""
    known = officers(ring)
    if name is None and len(known) == 1:
        return known[0]
    for officer in known:
        if name is not None and officer.name.casefold() == name.strip().casefold():
            return officer
    raise UserError(Trouble.OFFICER_UNKNOWN, officer=name or "", known=", ".join(each.name for each in known))


def by_password(ring: Keyring, officer: str, password: str) -> Opened:
    """The key; raise UserError for a wrong password. Takes about 0.4 s, whatever the password."""
    wrap = ring.officer(officer)
    key = keyring.by_password(wrap, password) if wrap is not None else None
    if wrap is None or key is None or not ring.fits(key):
        raise UserError(Trouble.WRONG_PASSWORD)
    return Opened(key, wrap.id, wrap.name)


def refuse_weak(password: str) -> None:
    """Raise UserError for a password that is too short."""
    if len(password) < LEAST:
        raise UserError(Trouble.PASSWORD_SHORT, count=LEAST)


def by_sheet(ring: Keyring, code: str, officer: str) -> Opened:
    """The key by the code on the recovery sheet; raise UserError for a code that is not right."""
    return _by_code(ring, Sort.SHEET, code, SHEET, officer)


def by_answer(ring: Keyring, code: str, officer: str) -> Opened:
    """The key by what headquarters answered; raise UserError for a code that is not right."""
    return _by_code(ring, Sort.HEADQUARTERS, code, ANSWER, officer)


def by_code(ring: Keyring, code: str, officer: str) -> tuple[Opened, Sort]:
    """The key by either code, whichever it is."""
    try:
        return by_answer(ring, code, officer), Sort.HEADQUARTERS
    except UserError as refused:
        try:
            return by_sheet(ring, code, officer), Sort.SHEET
        except UserError as error:
            likelier = error if refused.code is Trouble.CODE_MISHEARD and not ring.of(Sort.HEADQUARTERS) else refused
            raise likelier from error


def _by_code(ring: Keyring, sort: Sort, code: str, spoken_as: str, officer: str) -> Opened:
    secret = decoded(code, spoken_as, wrapping.SHORT)
    for wrap in ring.of(sort):
        key = keyring.by_secret(wrap, secret)
        if key is not None and ring.fits(key):
            named = ring.officer(officer) or ring.of(Sort.PASSWORD)[0]
            return Opened(key, named.id, named.name)
    raise UserError(Trouble.CODE_OF_OTHERS)


def decoded(code: str, sort: str, length: int) -> bytes:
    """The secret of a code as it was typed; raise UserError naming the group that is wrong."""
    try:
        return heard(code, sort, length)
    except Misheard as error:
        if error.group:
            raise UserError(Trouble.CODE_MISHEARD, group=error.group) from error
        raise UserError(Trouble.CODE_LENGTH) from error


def request(ring: Keyring) -> str | None:
    """What to tell headquarters to be let in again; None when it has no part in this lock."""
    for wrap in ring.of(Sort.HEADQUARTERS):
        unit = int(ring.unit).to_bytes(UNIT_BYTES, "big")
        return spoken(unit + bytes.fromhex(wrap.ephemeral), REQUEST)
    return None


def helper(ring: Keyring) -> str:
    """The name of the headquarters that can help; '' when none can."""
    return next((each.name for each in ring.of(Sort.HEADQUARTERS)), "")


def has_sheet(ring: Keyring) -> bool:
    """Whether a recovery sheet was made."""
    return bool(ring.of(Sort.SHEET))


def renew_password(folder: Path, opened: Opened, password: str, used: Sort) -> None:
    """A new password for who was let in without the old one; the code that did it opens nothing any more."""
    refuse_weak(password)
    ring = lock_of(folder)
    assert ring is not None
    fresh = ring.put(keyring.for_password(opened.key, opened.officer, opened.name, password))
    for old in ring.of(Sort.HEADQUARTERS):
        fresh = fresh.put(keyring.for_headquarters(opened.key, bytes.fromhex(old.recipient), old.name, ring.unit))
    keyring.write(keyring.place_of(folder / FILE_NAME), fresh.without(Sort.SHEET) if used is Sort.SHEET else fresh)

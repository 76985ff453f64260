"""The key file beside a locked database: the same key wrapped for each officer, for headquarters, for a sheet of paper.

It holds names of officers and nothing else of the books. Every writing of it is whole on the disk or not there at all.
A key file is found by the salt of the database, so one of another database is never taken for it, and the one of an
older backup is still found under whatever name it was kept.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.domain.package import is_later
from desktop.store import driver, wrapping
from desktop.store.wrapping import Cost

FORMAT = 1
SUFFIX = ".key"
NEXT = ".next"


class Sort(StrEnum):
    """What a wrap opens by."""

    PASSWORD = "password"
    HEADQUARTERS = "headquarters"
    SHEET = "sheet"


@dataclass(frozen=True)
class Wrap:
    """The key of the database, sealed once; `name` is the officer, or whose key it is."""

    sort: Sort
    id: str
    name: str
    sealed: str
    salt: str = ""
    cost: Cost = field(default_factory=Cost)
    ephemeral: str = ""
    recipient: str = ""

    @property
    def about(self) -> bytes:
        """What the seal vouches for."""
        return json.dumps([self.sort, self.id, self.name], ensure_ascii=False).encode()


@dataclass(frozen=True)
class Keyring:
    """All wraps of one key; `unit` is the code that headquarters knows the unit by."""

    salt: str
    unit: str
    unit_name: str
    wraps: tuple[Wrap, ...] = ()

    def of(self, sort: Sort) -> tuple[Wrap, ...]:
        """The wraps of one sort."""
        return tuple(each for each in self.wraps if each.sort is sort)

    def officer(self, id: str) -> Wrap | None:
        """An officer's wrap."""
        return next((each for each in self.of(Sort.PASSWORD) if each.id == id), None)

    def fits(self, key: bytes | None) -> bool:
        """Whether this is the key that all its wraps hold."""
        return key is not None and driver.salt_of(key).hex() == self.salt

    def put(self, wrap: Wrap) -> "Keyring":
        """With this wrap in the place of the one with its id."""
        kept = tuple(each for each in self.wraps if (each.sort, each.id) != (wrap.sort, wrap.id))
        return replace(self, wraps=(*kept, wrap))

    def without(self, sort: Sort, id: str = "") -> "Keyring":
        """Without the wrap of that id, or without any of the sort."""
        return replace(
            self, wraps=tuple(each for each in self.wraps if each.sort is not sort or (id and each.id != id))
        )


def new_id() -> str:
    """A name for an officer's wrap that no other has."""
    return secrets.token_hex(4)


def for_password(key: bytes, id: str, name: str, password: str) -> Wrap:
    """A wrap under an officer's password."""
    empty = Wrap(Sort.PASSWORD, id, name, "", secrets.token_hex(16), wrapping.USUAL)
    wrapping_key = wrapping.from_password(password, bytes.fromhex(empty.salt), empty.cost)
    return replace(empty, sealed=wrapping.wrap(wrapping_key, key, empty.about))


def for_secret(key: bytes, secret: bytes) -> Wrap:
    """A wrap under the secret of a sheet of paper."""
    empty = Wrap(Sort.SHEET, "sheet", "", "")
    return replace(empty, sealed=wrapping.wrap(wrapping.from_secret(secret, empty.about), key, empty.about))


def for_headquarters(key: bytes, recipient: bytes, name: str, unit: str) -> Wrap:
    """A wrap that headquarters can help to open."""
    ephemeral, secret = wrapping.secret_for(recipient, unit)
    empty = Wrap(
        Sort.HEADQUARTERS, "headquarters", name, "", ephemeral=ephemeral.hex(), recipient=recipient.hex()
    )
    return replace(empty, sealed=wrapping.wrap(wrapping.from_secret(secret, empty.about), key, empty.about))


def by_password(wrap: Wrap, password: str) -> bytes | None:
    """The key; None for a wrong password."""
    wrapping_key = wrapping.from_password(password, bytes.fromhex(wrap.salt), wrap.cost)
    return wrapping.unwrap(wrapping_key, wrap.sealed, wrap.about)


def by_secret(wrap: Wrap, secret: bytes) -> bytes | None:
    """The key; None for a wrong secret."""
    return wrapping.unwrap(wrapping.from_secret(secret, wrap.about), wrap.sealed, wrap.about)


def place_of(database: Path) -> Path:
    """Where the key file of a database lies."""
    return database.with_name(database.name.removesuffix(".db") + SUFFIX)


def write(place: Path, ring: Keyring) -> None:
    """Put a key file in place, whole; raise UserError when the disk does not take it."""
    with replacing(place) as part:
        part.write_text(json.dumps({"format": FORMAT, **asdict(ring)}, ensure_ascii=False, indent=1), "utf-8")


def read(place: Path) -> Keyring:
    """A key file; raise UserError when it is spoilt, or of a later program."""
    try:
        told = json.loads(place.read_text("utf-8"))
        number = told.pop("format")
        if is_later(number, FORMAT):
            raise UserError(Trouble.NEWER_DATABASE, path=str(place), name=place.name)
        if number != FORMAT:
            raise ValueError
        wraps = [Wrap(**{**each, "sort": Sort(each["sort"]), "cost": Cost(**each["cost"])}) for each in told["wraps"]]
        ring = Keyring(**{**told, "wraps": tuple(wraps)})
        bytes.fromhex(ring.salt)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(Trouble.KEY_FILE_DAMAGED, path=str(place), name=place.name) from error
    return ring


def find(database: Path) -> Keyring | None:
    """The key file of a database, None for a plain one; raise UserError where a locked one has none that fits.

    A change that was killed after the database took its place is brought to its end.
    """
    place = place_of(database)
    found = _find(database, (place,))
    if found is not None and found[0] != place:
        promote(found[0], place, found[1])
    return found[1] if found is not None else None


def find_for_copy(database: Path, home: Path) -> Keyring | None:
    """The same for a copy: its key file lies beside it, or is the one at `home`; nothing is written."""
    beside = (f"{database.name}.{home.name}", place_of(database).name, home.name)
    found = _find(database, (*map(database.with_name, beside), home))
    return found[1] if found is not None else None


def _find(database: Path, places: tuple[Path, ...]) -> tuple[Path, Keyring] | None:
    head = driver.head_of(database)
    if head in (b"", driver.PLAIN):
        return None
    for place in places:
        if (found := fitting(head, place)) is not None:
            return found
    facts = {"path": str(database), "key_file": places[0].name}
    for place in places:
        if place.exists():
            read(place)  # a spoilt one says so
            raise UserError(Trouble.KEY_OF_OTHER_DATABASE, **facts)
    if driver.looks_locked(database):
        raise UserError(Trouble.KEY_FILE_MISSING, **facts)
    return None


def fitting(head: bytes, place: Path) -> tuple[Path, Keyring] | None:
    """The key file of the database that begins so: the one at `place`, or one kept beside it."""
    for other in _candidates(place):
        with suppress(UserError):
            ring = read(other)
            if ring.salt == head.hex():
                return other, ring
    return None


def _candidates(place: Path) -> Iterator[Path]:
    """The key file, the one of an unfinished change, and older ones."""
    others = sorted(each for each in place.parent.glob(f"{place.name}.*") if not each.name.endswith(".part"))
    yield from (each for each in (place, *others) if each.is_file())


def promote(other: Path, place: Path, ring: Keyring) -> None:
    """Give a key file its name; one of another key stays beside it for the backups under that key."""
    with suppress(UserError):  # the books open all the same; the next opening tries again
        _keep_older(place, ring.salt)
        write(place, ring)
        if other.name.endswith(NEXT):
            other.unlink(missing_ok=True)


def retire(place: Path) -> None:
    """Put the key file of books that are plain now among the older ones."""
    _keep_older(place, "")


def _keep_older(place: Path, salt: str) -> None:
    try:
        before = read(place)
    except UserError:
        return
    if before.salt != salt:
        write(place.with_name(f"{place.name}.{before.salt[:8]}"), before)
        place.unlink(missing_ok=True)

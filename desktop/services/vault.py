"""Keeps the bytes of every file that was merged or sent, by their hash; sealed where the books are locked.

Plain books keep `<hash>.xlsx`, locked ones `<hash>.<which key>.sealed`. Whoever wants the bytes gets them from the
first of these that is whole: so a vault that is half turned from one into the other reads as well as a whole one.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, replacing
from desktop.services.books import Books, read_setting
from desktop.store import sealing
from desktop.store.database import Database

VAULT = "vault"
KEYS = "file_keys"
"""Setting: keys of files that may not have followed the books to another key yet."""

PLAIN = ".xlsx"


@dataclass(frozen=True)
class FileKeys:
    """What the files of books lie under: the key in force, None for plain ones, and keys from before."""

    now: bytes | None = field(default=None, repr=False)
    before: tuple[bytes, ...] = field(default=(), repr=False)

    def name(self, hashed: str) -> str:
        """What a kept file is called that lies as it should."""
        return hashed + (PLAIN if self.now is None else sealing.label(self.now))

    def named(self, hashed: str) -> Iterator[tuple[str, bytes | None]]:
        """All names it may have, with the key of each."""
        for key in dict.fromkeys((self.now, None, *self.before)):
            yield hashed + (PLAIN if key is None else sealing.label(key)), key


def keys_of(database: Database) -> FileKeys:
    """The keys of the files beside these books."""
    with database.read() as connection:
        return keys_in(connection, database.key)


def keys_in(connection: Connection, key: bytes | None) -> FileKeys:
    """The same, for a database of that key."""
    before = read_setting(connection, KEYS, [])
    return FileKeys(None if key is None else sealing.file_key(key), tuple(bytes.fromhex(each) for each in before))


def hash_in(name: str) -> str:
    """The hash that a kept file is named by."""
    return name.partition(".")[0]


def place_of(books: Books, file_hash: bytes) -> Path:
    """Where the bytes of that hash lie once they are as they should."""
    return folder_of(books.folder, file_hash.hex()) / keys_of(books.db).name(file_hash.hex())


def folder_of(place: Path, hashed: str) -> Path:
    """The folder for a hash in the vault of a place."""
    return place / VAULT / hashed[:2]


def keep(books: Books, source: Path, file_hash: bytes) -> Path:
    """Copy the file into the vault before the books refer to it; raise UserError when it changed meanwhile.

    A kept file that has been spoilt is put right again.
    """
    place = place_of(books, file_hash)
    if whole(books, file_hash):
        return place
    try:
        content = source.read_bytes()
    except OSError as error:
        raise file_trouble(error, source) from error
    if sha256(content).digest() != file_hash:
        raise UserError(Trouble.FILE_CHANGED, path=str(source), name=source.name)
    try:
        put(place, content, keys_of(books.db).now)
    except OSError as error:
        raise file_trouble(error, books.folder / source.name) from error
    except UserError as error:
        raise UserError(error.code, path=str(books.folder / source.name)) from error  # nobody knows it by its hash
    return place


def put(place: Path, content: bytes, key: bytes | None) -> None:
    """Write a file into a vault, whole, not to be written again; raise OSError or UserError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    about = hash_in(place.name).encode()
    with replacing(place) as part:
        part.write_bytes(content if key is None else sealing.seal(key, content, about))
    os.chmod(place, 0o400)


def whole(books: Books, file_hash: bytes) -> bool:
    """Whether the bytes of that hash are kept as they came."""
    return found(books.folder, file_hash.hex(), keys_of(books.db)) is not None


def content(books: Books, file_hash: bytes, name: str) -> bytes:
    """The bytes of that hash as they came; raise UserError, which calls them `name`, when they are lost or spoilt."""
    kept = found(books.folder, file_hash.hex(), keys_of(books.db))
    if kept is None:
        raise UserError(Trouble.FILE_MISSING, path=str(books.folder / name), folder=str(books.folder), name=name)
    return kept


def found(place: Path, hashed: str, keys: FileKeys) -> bytes | None:
    """The bytes of a hash in the vault of a place, under whichever of the keys they lie."""
    folder = folder_of(place, hashed)
    for name, key in keys.named(hashed):
        kept = opened(folder / name, key)
        if kept is not None and sha256(kept).hexdigest() == hashed:
            return kept
    return None


def opened(path: Path, key: bytes | None) -> bytes | None:
    """The bytes of a kept file, whatever they are; None where it is not there, or the key does not open it."""
    with suppress(OSError):
        stored = path.read_bytes()
        return stored if key is None else sealing.unseal(key, stored, hash_in(path.name).encode())
    return None


def listed(place: Path) -> Iterator[Path]:
    """All files in the vault of a place, in the order of their hashes."""
    yield from sorted(each for each in (place / VAULT).glob("*/*") if each.suffix in (PLAIN, sealing.SUFFIX))

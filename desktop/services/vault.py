"""Keeps the bytes of every file that was merged, by their hash."""

import os
from hashlib import sha256
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, replacing
from desktop.services.books import Books

VAULT = "vault"


def place_of(books: Books, file_hash: bytes) -> Path:
    """Where the bytes of that hash lie."""
    name = file_hash.hex()
    return books.folder / VAULT / name[:2] / f"{name}.xlsx"


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
        place.parent.mkdir(parents=True, exist_ok=True)
        with replacing(place) as part:
            part.write_bytes(content)
    except OSError as error:
        raise file_trouble(error, books.folder / source.name) from error
    except UserError as error:
        raise UserError(error.code, path=str(books.folder / source.name)) from error  # nobody knows it by its hash
    os.chmod(place, 0o400)
    return place


def whole(books: Books, file_hash: bytes) -> bool:
    """Whether the bytes of that hash are kept as they came."""
    try:
        return sha256(place_of(books, file_hash).read_bytes()).digest() == file_hash
    except OSError:
        return False

"""Keeps the bytes of every file that was merged, by their hash."""

import os
from hashlib import sha256
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.services.books import Books


def place_of(books: Books, file_hash: bytes) -> Path:
    """Where the bytes of that hash lie."""
    name = file_hash.hex()
    return books.folder / "vault" / name[:2] / f"{name}.xlsx"


def keep(books: Books, source: Path, file_hash: bytes) -> Path:
    """Copy the file into the vault before the books refer to it; raise UserError when it changed meanwhile."""
    place = place_of(books, file_hash)
    if place.is_file():
        return place
    try:
        content = source.read_bytes()
    except OSError as error:
        raise UserError(Trouble.FILE_MISSING, path=str(source)) from error
    if sha256(content).digest() != file_hash:
        raise UserError(Trouble.DAMAGED_FILE, path=str(source), file=source.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    with replacing(place) as part:
        part.write_bytes(content)
    os.chmod(place, 0o400)
    return place

"""A kept file is lent to another program: a copy under its own name, taken back when this one closes.

Whatever lies outside the data folder lies there unsealed: so what a killed run left behind goes at the next opening.
"""

import shutil
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from desktop.base.paths import file_trouble
from desktop.services import vault
from desktop.services.books import Books

PREFIX = "giaoban-"
_DAY_S = 24 * 3600


def lend(books: Books, file_hash: bytes, name: str) -> Path:
    """A copy that may be opened and changed, it touches nothing here; raise UserError where the file is lost."""
    content = vault.content(books, file_hash, name)
    room = _room_of(books.folder)
    try:
        room.mkdir(mode=0o700, exist_ok=True)
        copy = Path(tempfile.mkdtemp(dir=room)) / name
        copy.write_bytes(content)
    except OSError as error:
        raise file_trouble(error, room / name) from error
    return copy


def take_back(folder: Path) -> None:
    """Remove what was lent from the books in `folder`, and what any killed run left a day ago."""
    shutil.rmtree(_room_of(folder), ignore_errors=True)  # what another program holds goes the next time
    with suppress(OSError):
        for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if left.is_dir() and left.stat().st_mtime < time.time() - _DAY_S:
                shutil.rmtree(left, ignore_errors=True)


def _room_of(folder: Path) -> Path:
    known = sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"{PREFIX}{known}"

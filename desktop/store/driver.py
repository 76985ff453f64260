"""Connects to a database file: a plain one by sqlite3, a locked one by SQLCipher and its key.

The key of a database is 32 random bytes. The first 16 bytes of its file, the salt, are made from the key: so a copy of
the file, a backup too, tells without a password which key file belongs to it. sqlcipher3 is imported only for locked
books; children may import this module, it brings nothing else along.
"""

import os
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any

PLAIN = b"SQLite format 3\x00"
PAGE = 4096
_DEFAULTS = (
    "cipher_log_level=NONE",  # what is wrong is said by us, in a sentence
    f"cipher_default_page_size={PAGE}",
    "cipher_default_hmac_algorithm=HMAC_SHA256",
)
"""Measured: half of what SHA-512 adds to a scan; larger pages make single saves dearer."""


def new_key() -> bytes:
    """A key for a database that is yet to be written."""
    return os.urandom(32)


def salt_of(key: bytes) -> bytes:
    """The first bytes of every file under that key; the key itself cannot be told from them."""
    return sha256(b"giaoban salt\x00" + key).digest()[:16]


def head_of(path: Path) -> bytes:
    """The first bytes of a file; b'' when there are none."""
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError:
        return b""


def looks_locked(path: Path) -> bool:
    """Whether a file could be a locked database: whole pages that begin with no words."""
    head = head_of(path)
    if len(head) < 16 or head == PLAIN or path.stat().st_size % PAGE:
        return False
    return not all(32 <= byte < 127 for byte in head) and len(set(head)) > 4


def literal(key: bytes | None) -> str:
    """The key as SQLCipher takes it; '' for a plain file."""
    return "" if key is None else f"x'{key.hex()}{salt_of(key).hex()}'"


def module(key: bytes | None) -> Any:
    """The database module for a plain or a locked file."""
    if key is None:
        return sqlite3
    return ciphers()


def ciphers() -> Any:
    """SQLCipher's module, which reads plain files too."""
    from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

    return dbapi2


def errors() -> tuple[type[Exception], ...]:
    """What either module raises."""
    import sys

    loaded = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.Error)


def connect(path: Path | str, key: bytes | None = None, **words: Any) -> Any:
    """A connection of the driver's own; raises the driver's errors."""
    if key is None:
        return sqlite3.connect(path, **words)
    connection = connect_both(path, **words)
    connection.execute(f'PRAGMA key="{literal(key)}"')
    return connection


def connect_both(path: Path | str, **words: Any) -> Any:
    """A connection of SQLCipher that may attach plain and locked files; its own file is plain unless it gets a key."""
    connection = ciphers().connect(path, **words)
    for default in _DEFAULTS:
        connection.execute(f"PRAGMA {default}")
    return connection
